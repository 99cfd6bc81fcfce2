"""One pattern for a list of words, the longest first: it reads each character once, however long the list is."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]


def one_of(words: Iterable[str]) -> str:
    """A regular expression, without groups that capture, that matches any of the words; at one place the longest."""
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: _Node) -> str:
    branches = [re.escape(char) + _pattern(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body
