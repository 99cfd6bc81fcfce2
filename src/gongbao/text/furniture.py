"""What is printed on a page and belongs to no document: running heads, page numbers, rules, comments."""

from __future__ import annotations

import re

from gongbao.text.lines import Line

_RUNNING_HEAD = re.compile(r"[^《》]{0,12}《[^《》]{2,30}公报》(?:\d{4}年)?第?\d{1,3}[号期][^《》]{0,12}")
_PAGE_NUMBER = re.compile(r"[—\-–·－]{1,2}\d{1,4}[—\-–·－]{1,2}|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?")
_RULE = re.compile(r"[-=_—－*]{3,}")
_COMMENT = re.compile(r"<!--.{0,200}-->")


def furniture(line: Line) -> str | None:
    """running head | page number | rule | comment, or None for a line that belongs to a document."""
    key = line.key
    if len(key) > 80:
        return None
    first = key[0]
    if first in "—-–·－=_*第" or key.endswith("-"):
        if _PAGE_NUMBER.fullmatch(key):
            return "page number"
        if _RULE.fullmatch(key):
            return "rule"
    if "公报》" in key and _RUNNING_HEAD.fullmatch(key):
        return "running head"
    if first == "<" and _COMMENT.fullmatch(key):
        return "comment"
    return None
