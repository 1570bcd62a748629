"""`respcheck lsp`: the language server, for editors."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Any

import click

from ..errors import RespcheckError
from .common import choosing_options, open_project, shared_options


@click.command()
@choosing_options
@click.option("--stdio", is_flag=True, help="Over standard input and output, which is so anyway.")
@shared_options
def lsp(stdio: bool, **options: Any) -> int:
    """Be an editor's language server, over standard input and output."""
    try:
        from ..lsp.features import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise RespcheckError("the language server needs pygls 2: pip install 'respcheck[lsp]'") from None
    code = serve(partial(open_project, options))
    sys.stderr.flush()
    os._exit(code)  # whoever waits for the end need not wait for a text that is still being linted
