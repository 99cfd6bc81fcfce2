"""What a website prints around a text: its path, and the card of the text's particulars (索引号, 文号, 发布日期)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.text.structure import heads
from gongbao.text.structure.lines import Line

_LABELS = (
    "索引号|信息索引|统一登记号|登记号|主题分类|主题词?分类|组配分类|信息分类|体裁分类|信息类别|公开类别|公开方式|公开形式|公开时限|"
    "公开责任部门|责任部门|发文机[构关]|发布机[构关]|制定机关|发文部门|发文单位|颁布单位|发布单位|公布机关|发文[字文]?号|文件编号|文号|备注/文号|"
    "发文日期|发文时间|发布日期|发布时间|成文日期|公文生成日期|生成日期|印发日期|公布日期|颁布日期|颁布时间|生效日期|生效时间|实施日期|实施时间|"
    "施行日期|失效日期|失效时间|废止日期|废止时间|有效性|时效性|效力状态|效力位阶|效力级别|法规类型|所属行业|所属区域|所属类别|文件来源|"
    "信息来源|信息名称|文件名称|标题|名称|发文标题|关键词|关键字|内容概述|内容摘要|摘要|发文内容|归档时间|浏览次数|浏览量|"
    "阅读人次|评论人次|阅读量|点击数|点击量|访问次数|视力保护色|页面功能|来源|字号|字体大小"
)
_CARD = re.compile(rf"[•·●■]?(?:{_LABELS})[：:](.*)")
_LABEL = re.compile(rf"[•·●■【]?(?:{_LABELS})[：:】]")
_MORE = frozenset(("加入收藏", "•加入收藏", "•关闭", "收藏本站", "设为首页"))
_PATH = re.compile(r"[^，。；]{0,20}首页(?:[>»›].{1,30}){1,6}")
_NUMBERED = re.compile(r"(?:发文[字文]?号|文件编号|备注/文号|文号)[：:】](.{1,40})")
_TITLED = re.compile(r"(?:发文标题|信息名称|文件名称|标题|名称)[：:](.{4,90})")
_NO_VALUE = ("内容概述", "内容摘要", "摘要", "发文内容", "浏览", "页面", "视力")
_FRONT = 60  # lines: the card stands above the text
_FEWEST = 2  # labels that make a card
_LONGEST = 90  # characters of a line of it
_LONGEST_VALUE = 40


def site_lines(lines: Sequence[Line]) -> set[int]:
    """The lines of a website's card and path above a text, by index.

    It is a card where two lines or more begin with its labels; a label alone on its line takes the value below it.
    """
    front = range(min(_FRONT, len(lines)))
    found = {at for at in front if len(lines[at].key) <= _LONGEST and _PATH.fullmatch(lines[at].key)}
    labels = [at for at in front if _labelled(lines[at].key)]
    if len(labels) < _FEWEST:
        return found
    for at in labels:
        found.add(at)
        key = lines[at].key
        if key[-1] in "：:" and not any(word in key for word in _NO_VALUE) and at + 1 < len(lines):
            below = lines[at + 1].key
            if len(below) <= _LONGEST_VALUE and not _LABEL.match(below):
                found.add(at + 1)
    found.update(at for at in front if lines[at].key in _MORE)
    return found


def site_number(lines: Sequence[Line]) -> str | None:
    """The 文号 that a website's card prints; None where it prints none. `lines`: those of the card."""
    for at, line in enumerate(lines):
        match = _NUMBERED.search(line.key)
        value = match[1] if match else ""
        if not match and at + 1 < len(lines) and _NUMBERED.search(line.key + "x"):
            value = lines[at + 1].key
        if value and (number := heads.document_number(value)):
            return number[0]
    return None


def site_title(lines: Sequence[Line]) -> str | None:
    """The title that a website's card prints, for a text that begins without one."""
    named = (match[1] for line in lines if (match := _TITLED.match(line.key)))
    return next((name for name in named if heads.kind_end(name)), None)


def _labelled(key: str) -> bool:
    if len(key) > _LONGEST or "。" in key or not _LABEL.match(key):
        return False
    match = _CARD.fullmatch(key)
    return match is None or len(match[1]) <= _LONGEST
