"""文号 compared: what two of them have in common, in whatever brackets."""

from __future__ import annotations

import re

from gongbao.text import normal

NUMBERED = re.compile(
    r"《(?P<title>(?:[^《》]|《[^《》]*》){4,120})》(?:的通知)?（(?P<number>[\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\])）]\d{1,5}号)"
)


def year_of(number: str) -> str:
    found = re.search(r"\d{4}", number)
    return found[0] if found else ""


def plain_number(number: str) -> str:
    return re.sub(r"[〔\[（(]", "〔", re.sub(r"[〕\])）]", "〕", normal(number))).replace("第", "")
