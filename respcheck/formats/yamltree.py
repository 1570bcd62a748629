"""Reads YAML as a tree."""

from __future__ import annotations

import yaml

from .literals import pieces
from .scalars import events, literal_of
from .tree import Piece, Tree, TreeBuilder


def read_yaml_tree(text: str) -> Tree:
    """YAML, several documents as a list.

    Aliases of texts are read; those of mappings and lists, which may nest, aren't: what they repeat stands elsewhere.
    """
    out = TreeBuilder()
    anchors: dict[str, tuple[Piece, ...]] = {}
    try:
        for event in events(text):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                out.open(isinstance(event, yaml.SequenceStartEvent))
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                out.close()
            elif isinstance(event, yaml.AliasEvent):
                if (out.in_list or out.key is not None) and event.anchor in anchors:
                    out.text(anchors[event.anchor])
                else:
                    out.key = None if out.in_list or out.key is not None else ""
            elif isinstance(event, yaml.ScalarEvent):
                if out.in_list or out.key is not None:
                    said = tuple(pieces(text, literal_of(text, event, "")))
                    out.text(said)
                    if event.anchor:
                        anchors[event.anchor] = said
                else:
                    out.key = str(event.value)
    except yaml.MarkedYAMLError as error:
        return Tree(out.build(), error.problem_mark.index if error.problem_mark else 0)
    except (yaml.YAMLError, RecursionError, ValueError):
        return Tree(out.build(), 0)
    return Tree(out.build())
