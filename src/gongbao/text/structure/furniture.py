"""What is printed on a page and belongs to no document: running heads, page numbers, rules, comments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gongbao.text.structure.heads import document_number
from gongbao.text.structure.lines import Line

_RUNNING_HEAD = re.compile(r"[^《》]{0,12}《[^《》]{2,30}公报》(?:\d{4}年)?第?\d{1,3}[号期][^《》]{0,12}")
_PAGE_NUMBER = re.compile(r"[—\-–·－~～]{1,2}\d{1,4}[—\-–·－~～]{1,2}|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?")
_NUMBER_IN_DASHES = re.compile(r"\d{1,4}[—\-–－]")
_FILE = re.compile(r"[^，。；：]{2,30}(?:人民政府|办公[室厅]|委员会|[局厅院])文件")
_SITE_FIRST = frozenset("您当返下【字打关分扫浏责信文作")
_RULE = re.compile(r"[-=_—－*]{3,}")
_COMMENT = re.compile(r"<!--.{0,200}-->")
_REPEATED = re.compile(
    r"[^，。；：《》（）]{2,24}公报(?:\d{4}年)?(?:\d{1,2}月)?第?\d{0,4}[号期]?(?:[（(]?总第\d{1,4}[号期][）)]?)?\d{0,4}"
)
_SITE = re.compile(
    r"(?:您的位置|您?当前的?位置|下载地址|【?字体|分享到|浏览次数|责任编辑|信息来源|文章来源)[：:】].{0,60}"
    r"|返回顶部|打印本页|关闭窗口|【打印】|【关闭】|【阅读全文】"
    r"|作者[：:].{0,30}(?:时间|来源|浏览)[：:].{0,50}"
)
_LONGEST = 80  # characters
_FEWEST = 3  # times that a running head or page number comes back
_PAGE = 12  # lines between two pages, at least


def furniture(line: Line) -> str | None:
    """running head | page number | rule | comment, or None for a line that belongs to a document."""
    key = line.key
    if len(key) > _LONGEST:
        return None
    first = key[0]
    if first in "—-–·－=_*第~～" or key[-1] == "-":
        if _PAGE_NUMBER.fullmatch(key) and not line.tabs:
            return "page number"
        if _RULE.fullmatch(key):
            return "rule"
    if "公报》" in key and _RUNNING_HEAD.fullmatch(key):
        return "running head"
    if first == "<" and _COMMENT.fullmatch(key):
        return "comment"
    if first in _SITE_FIRST and _SITE.fullmatch(key):
        return "site"
    if line.item and _NUMBER_IN_DASHES.fullmatch(key):
        return "page number"  # - 3 - looks like an item of a list
    return None


def recurring(lines: Sequence[Line]) -> dict[int, str]:
    """Lines that are furniture because they come back on page after page, by index.

    The name of the gazette, alone on a line, again and again; bare numbers that count on, far apart.
    """
    found: dict[int, str] = {}
    heads: dict[str, list[int]] = defaultdict(list)
    numbers: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        key = line.key
        if line.tabs or len(key) > 60:
            continue
        if "公报" in key and _REPEATED.fullmatch(key):
            if any(0 <= near < len(lines) and furniture(lines[near]) == "page number" for near in (at - 1, at + 1)):
                found[at] = "running head"
            heads[key.rstrip("0123456789")].append(at)
        elif key[-2:] == "文件" and at + 1 < len(lines) and _FILE.fullmatch(key) and document_number(lines[at + 1].key):
            found[at] = "masthead"
        elif len(key) <= 4 and key.isdecimal():
            numbers.append((at, int(key)))
    for places in heads.values():
        if len(places) >= _FEWEST and places[-1] - places[0] >= _PAGE * (len(places) - 1):
            found.update(dict.fromkeys(places[1:] if places[0] < _PAGE else places, "running head"))
    found.update(dict.fromkeys(_counting(numbers), "page number"))
    return found


def _counting(numbers: Sequence[tuple[int, int]]) -> list[int]:
    """Indices of the numbers that count on by one or two, a page apart; none where too few do, or another number stands
    between them."""
    run: list[tuple[int, int]] = []
    best: list[tuple[int, int]] = []
    for at, number in numbers:
        if run and not (number - run[-1][1] in (1, 2) and at - run[-1][0] >= _PAGE):
            best, run = max(best, run, key=len), []
        run.append((at, number))
    best = max(best, run, key=len)
    return [at for at, _ in best] if len(best) >= _FEWEST else []
