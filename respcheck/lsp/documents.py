"""Where the texts of an editor lie: files, and documents that are none yet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from pygls.uris import to_fs_path

#: A new document's language, as editors call it -> the ending that a file of it has.
_ENDINGS = {
    "markdown": ".md", "html": ".html", "mjml": ".mjml", "mail": ".eml", "liquid": ".liquid", "handlebars": ".hbs",
    "mustache": ".mustache", "erb": ".erb", "twig": ".twig", "jinja": ".j2", "jinja-html": ".html.j2",
    "jinja-md": ".md.j2", "django-html": ".html.j2",
}  # fmt: skip


def path_of(uri: str, language: str | None, folders: Sequence[str]) -> str:
    """The absolute path of a document.

    For one that is no file yet, the path that it says it will have, or one in the first of the workspace's folders, or
    the current folder, with the ending of its language.
    """
    path = to_fs_path(uri) or unquote(urlsplit(uri).path)
    if os.path.isabs(path):
        return os.path.abspath(path)
    folder = folders[0] if folders else os.getcwd()
    return os.path.join(folder, f"untitled{_ENDINGS.get(language or '', '.txt')}")
