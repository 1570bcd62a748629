"""A SublimeLinter plugin: it lints the buffer as it stands, saved or not."""

from SublimeLinter.lint import Linter, util


class Respcheck(Linter):
    cmd = "respcheck check -q --output-format concise --stdin-filename ${file:untitled.txt} ${args} -"
    regex = (
        r"^.+?:(?P<line>\d+):(?P<col>\d+): ((?P<error>error)|(?P<warning>warning|note)): (?P<code>\w+) (?P<message>.+)"
    )
    error_stream = util.STREAM_STDOUT
    defaults = {"selector": "text.plain, text.html"}  # noqa: RUF012
