"""Vim and Neovim themselves: the compiler plugin, ALE and nvim-lint."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.clients import DRAFT, JUMPED_TO, MISTAKE, UNDERLINED, coded, desk, drive

pytestmark = pytest.mark.slow

VIMS = {"vim": "vim -Nu NONE -n -es -S", "nvim": "nvim --headless -u NONE -n -S"}
TYPES = "let g:types = {'E': 'error', 'W': 'warning', 'N': 'note', 'I': 'note'}"

QUICKFIX = """
let &runtimepath = $CONTRIB . '/vim,' . &runtimepath
function! Make(target) abort
  execute 'silent make!' a:target
  let found = []
  for item in getqflist()
    execute 'silent cc' len(found) + 1
    call add(found, [line('.'), getline('.')[col('.') - 1 :], g:types[item.type], item.text])
  endfor
  return found
endfunction
edit draft\\ 1.txt
compiler! respcheck
let out = {'file': Make('%:S'), 'folder': Make(''), 'clean': Make('clean.txt')}
call writefile(['selct: [RC101]'], '.respcheck.yml')
let out.broken = Make('%:S') + [bufname('%')]
call writefile([json_encode(out)], 'out.json')
"""

ALE = """
let &runtimepath = $CONTRIB . '/vim,/usr/share/vim-ale,' . &runtimepath
let g:ale_linters = {'text': ['respcheck'], 'markdown': ['respcheck'], 'html': ['respcheck'], 'mail': ['respcheck']}
runtime plugin/ale.vim
autocmd User ALELintPost let g:done = 1
function! Lint() abort
  let g:done = 0
  ALELint
  while !g:done
    sleep 20m
  endwhile
  return map(copy(ale#engine#GetLoclist(bufnr(''))), {_, item -> [
  \\ item.lnum, getline(item.lnum)[item.col - 1 : get(item, 'end_col', 1) - 1],
  \\ g:types[item.type], get(item, 'code', '') . ' ' . item.text]})
endfunction
edit clean.txt
set filetype=text
let out = {'clean': Lint(), 'unsaved': []}
silent %delete
call setline(1, split($DRAFT, "\\n"))
for filetype in ['text', 'markdown', 'html', 'mail']
  let &filetype = filetype
  call add(out.unsaved, Lint())
endfor
call writefile(['selct: [RC101]'], '.respcheck.yml')
let out.broken = Lint()
call writefile([json_encode(out)], 'out.json')
"""

#: nvim-lint's way of running the definition, and one without it.
TRY_LINT = """
vim.opt.runtimepath:prepend(vim.env.NVIM_LINT)
local function run() require("lint").try_lint("respcheck") end
"""
ALONE = """
local function run()
  local linter = require("lint.linters.respcheck")
  local command = {linter.cmd}
  for _, arg in ipairs(linter.args) do
    table.insert(command, type(arg) == "function" and arg() or arg)
  end
  local output = vim.fn.system(command, vim.api.nvim_buf_get_lines(0, 0, -1, true))
  vim.diagnostic.set(vim.api.nvim_create_namespace("alone"), 0, linter.parser(output))
end
"""
NVIM_LINT = """
vim.opt.runtimepath:prepend(vim.env.CONTRIB .. "/vim")
local names = {"error", "warning", "note"}
local done, complaints = false, {}
vim.notify = function(text) table.insert(complaints, text) end
vim.api.nvim_create_autocmd("DiagnosticChanged", {callback = function() done = true end})
local function lint()
  done = false
  run()
  vim.wait(20000, function() return done end, 20)
  return vim.tbl_map(function(d)
    local words = vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})
    return {d.lnum + 1, table.concat(words, "\\n"), names[d.severity], (d.code or "") .. " " .. d.message}
  end, vim.diagnostic.get(0))
end
vim.cmd("edit clean.txt")
local out = {clean = lint()}
vim.api.nvim_buf_set_lines(0, 0, -1, true, vim.split(vim.env.DRAFT, "\\n"))
out.unsaved = lint()
vim.fn.writefile({"selct: [RC101]"}, ".respcheck.yml")
out.broken = lint()
out.complaints = complaints
vim.fn.writefile({vim.fn.json_encode(out)}, "out.json")
"""


def run(folder: Path, vim: str, script: str, name: str = "script.vim") -> dict[str, Any]:
    (folder / name).write_text(TYPES + script if name.endswith(".vim") else script)
    found = drive(desk(folder), *VIMS[vim].split(), name, "+quitall!", DRAFT=DRAFT)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("vim", VIMS)
def test_make_fills_the_quickfix_list(tmp_path: Path, vim: str) -> None:
    found = run(tmp_path, vim, QUICKFIX)
    assert coded(found["file"]) == JUMPED_TO
    assert found["folder"] == found["file"]
    assert found["clean"] == []
    (line, words, severity, message), path = found["broken"]
    assert (line, words, severity, path) == (1, "selct: [RC101]", "error", ".respcheck.yml")
    assert MISTAKE in message


@pytest.mark.parametrize("vim", VIMS)
def test_ale_underlines_the_words_in_an_unsaved_buffer(tmp_path: Path, vim: str) -> None:
    if not os.path.isdir("/usr/share/vim-ale"):
        pytest.skip("ALE is not installed; .ci/clients installs Debian's vim-ale where that can be done")
    found = run(tmp_path, vim, ALE)
    assert found["clean"] == []
    assert [coded(findings) for findings in found["unsaved"]] == [UNDERLINED] * 4
    ((line, _, severity, message),) = found["broken"]
    assert (line, severity, MISTAKE in message) == (1, "error", True)


@pytest.mark.parametrize("way", ["nvim-lint", "alone"])
def test_nvim_lint_underlines_the_words_in_an_unsaved_buffer(tmp_path: Path, way: str) -> None:
    if way == "nvim-lint" and not os.environ.get("NVIM_LINT"):
        pytest.skip("NVIM_LINT names no checkout of nvim-lint")
    found = run(tmp_path, "nvim", (TRY_LINT if way == "nvim-lint" else ALONE) + NVIM_LINT, "script.lua")
    assert found["clean"] == []
    assert coded(found["unsaved"]) == UNDERLINED
    ((line, _, severity, message),) = found["broken"]
    assert (line, severity, MISTAKE in message) == (1, "error", True)
    assert found["complaints"] == [], "exit code 1 is no failure"
