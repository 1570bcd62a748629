"""Imports point down: no module imports one that stands above it in the pipeline."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

#: From the bottom up; a folder counts as one module.
LAYERS = (
    "__init__ builtin errors console "
    "starter options source branch prose wording document ways phrase wordlist strictyaml "
    "signal rule matcher metrics features summary model reading ruleset variants language letter lines formats "
    "sentences pieces zones segment finding mask fix settings directive suppress baseline revision thread linter "
    "checklist addignores examples schema overlay pack files cache includes batch baselines fixes installed config "
    "project api selftest corpus evaluation trial measured rulepage configpage explain showfiles watch reporters "
    "output lsp commands cli __main__"
).split()


def layer(path: Path) -> str:
    parts = path.relative_to(ROOT / "respcheck").parts
    return parts[0] if len(parts) > 1 else path.stem


def imported(path: Path) -> set[str]:
    depth = len(path.relative_to(ROOT / "respcheck").parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            inside = depth > 1 and node.level < depth
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            found |= set() if inside else {name if name in LAYERS else "__init__" for name in names}
    return found


def test_every_module_has_a_layer() -> None:
    modules = {layer(path) for path in (ROOT / "respcheck").rglob("*.py")}
    assert modules == set(LAYERS)


def test_imports_point_down() -> None:
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "respcheck").rglob("*.py")
        for name in imported(path)
        if path != ROOT / "respcheck" / "__init__.py"  # its names are imported when they are asked for
        if LAYERS.index(name) >= LAYERS.index(layer(path)) and name != layer(path)
    ]
    assert upward == []
