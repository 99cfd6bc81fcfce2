"""How a sentence counts: 三个方面, 20项重点工程, 共18条. Pure functions over normal text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongbao.reference import chinese_number

NUMBER = r"(?P<n>\d{1,4}|[一两二三四五六七八九十]{1,3})"
MEASURE = r"(?P<measure>个|大类|大项|小项|大|项|类|种|条|步|级|家|名|所|方面|部分|章节|章|环节|阶段|件|部|股室)"
SUMMING = (
    "方面|部分|部份|步骤|阶段|环节|章节|指标|附件|问题|内容|要求|措施|举措|任务|行动|原则|制度|要素|工程|机制|体系|改革|目标"
    "|方式|档次|情形|条件|坚持|类别|机构|部门|单位|乡镇|街道|小项|大项|大类|工作|领域|系统|中心|功能|要点|来源|标准|股室"
)
_NOT_BEFORE = (
    r"(?<![第每约近超各前后数几上零〇一二三四五六七八九十百千万两余多\d.年月:：/—～-])(?<!至少)(?<!不少于)(?<!超过)"
)
COUNT = re.compile(rf"{_NOT_BEFORE}{NUMBER}{MEASURE}(?P<noun>[一-龥]{{0,6}}?(?:{SUMMING}){{1,3}})?")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, at `start` to `end` (exclusive) of a text."""

    value: int
    measure: str
    noun: str
    start: int
    end: int
    printed: str


def count_at(match: re.Match[str]) -> Count | None:
    """The count of a match of a pattern built from NUMBER and MEASURE."""
    value = value_of(match["n"])
    if value is None or value < 2:
        return None
    noun = match["noun"] or ""
    return Count(
        value, match["measure"], noun, match.start(), match.end(), match[0][match.start("n") - match.start() :]
    )


def counted(text: str) -> Iterator[Count]:
    """All counts of two or more, in order."""
    for match in COUNT.finditer(text):
        found = count_at(match)
        if found is not None and not _no_list(text, found):
            yield found


def value_of(words: str) -> int | None:
    """12, 十二, 两 as a whole number."""
    if words.isdecimal():
        return int(words)
    if words == "两":
        return 2
    if len(words) > 1 and "十" not in words:
        return None  # 三五, 二三
    value = chinese_number(words)
    return int(value) if value is not None and value == int(value) else None


def _no_list(text: str, found: Count) -> bool:
    """三个月, 五个以上: no number of things that are listed."""
    return (
        found.noun.startswith("以")
        or text[found.end : found.end + 2] in ("以上", "以下", "左右", "月内")
        or text.startswith(("月", "工作日", "小时", "百分点", "人"), found.end)
    )
