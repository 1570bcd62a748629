"""`respcheck generate-shell-completion`: the script that makes a shell complete arguments; named as ruff and uv do."""

from __future__ import annotations

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from .common import echo

#: What shells set to have arguments completed; click looks for it.
VARIABLE = "_RESPCHECK_COMPLETE"


class _WholeWords(ShellComplete):
    """What takes the place of `--select=RC` has the option in it, where a shell sees one word in that."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        found = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if not (option.startswith("--") and equals):
            return found
        return [CompletionItem(f"{option}={item.value}", item.type, item.help) for item in found]


class _Bash(_WholeWords, BashComplete):
    """Bash sees three words in it."""

    def get_completion_args(self) -> tuple[list[str], str]:
        args, begun = super().get_completion_args()
        return [arg for arg in args if arg != "="], begun


class _Zsh(_WholeWords, ZshComplete):
    pass


class _Fish(_WholeWords, FishComplete):
    """Values and their explanations may hold commas."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split -m 1 ","')


_SHELLS = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}


def register() -> None:
    """Have click complete as the classes here do."""
    for shell in _SHELLS.values():
        add_completion_class(shell)


@click.command("generate-shell-completion", hidden=True)
@click.argument("shell", type=click.Choice(tuple(_SHELLS)))
@click.pass_context
def generate_shell_completion(context: click.Context, shell: str) -> int:
    """Print a script that completes arguments in bash, zsh or fish.

    \b
    bash, in ~/.bashrc:  eval "$(respcheck generate-shell-completion bash)"
    zsh, in ~/.zshrc:    eval "$(respcheck generate-shell-completion zsh)"
    fish:                respcheck generate-shell-completion fish | source

    In ~/.zshrc it stands behind compinit.
    """
    program = context.find_root()
    script = _SHELLS[shell](program.command, {}, "respcheck", VARIABLE).source()
    echo(script.splitlines())
    return 0
