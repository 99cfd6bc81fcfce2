"""Places as amending documents write them: lists and ranges written out, and those that follow in number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongbao.reference.numerals import to_chinese
from gongbao.text.structure.numbering import ordinal

_H = "一二三四五六七八九十百千零〇"
UNIT_DEPTH = {"编": 1, "分编": 1, "章": 2, "节": 3, "条": 5, "款": 6, "项": 7, "目": 8}
STEP = re.compile(
    rf"第(?P<n>[{_H}0-9]{{1,9}})(?P<unit>分编|编|章|节|条|款|项|目)(?P<suffix>之[一二三四五六七八九十]{{1,3}})?"
    rf"|第?（(?P<point>[{_H}]{{1,3}})）项?|(?P<other>附件[0-9{_H}]{{0,3}}|附表[0-9{_H}]{{0,3}}|标题|名称|章名|节名)"
)
ARTICLE = re.compile(rf"第[{_H}]{{1,9}}条(?:之[一二三四五六七八九十]{{1,3}})?")
_BETWEEN = re.compile(r"(?P<range>至|到)|、|和|及|以及|与|，")


def listed(words: str, base_place: str) -> list[str]:
    """A list of places written out in full: 第五条第一款和第二款; `base_place` fills in the first."""
    base = steps_of(base_place)
    found: list[str] = []
    steps: list[str] = []
    fill = False
    end = 0
    for match in STEP.finditer(words):
        step = _plain(match)
        between = _BETWEEN.search(words, end, match.start()) if end else None
        if steps and between is None and match.start() - end <= 1 and depth_of(step) > depth_of(steps[-1]):
            steps.append(step)
        else:
            if steps:
                found += _closed(found, steps, fill=fill)
                base = list(steps)
            fill = bool(between and between["range"])
            steps = [each for each in base if depth_of(each) < depth_of(step)] if depth_of(step) > 5 else []
            steps.append(step)
        end = match.end()
    if steps:
        found += _closed(found, steps, fill=fill)
    return found


def _closed(found: Sequence[str], steps: Sequence[str], *, fill: bool) -> list[str]:
    place = "".join(steps)
    if not fill or not found:
        return [place]
    first = found[-1]
    count = _number(place) - _number(first)
    return run_of(first, count + 1)[1:] if 0 < count <= 200 else [place]


def steps_of(place: str) -> list[str]:
    return [match[0] for match in STEP.finditer(place)]


def _plain(match: re.Match[str]) -> str:
    if match["point"]:
        return f"（{match['point']}）"
    if match["unit"] == "项":
        return f"（{match['n']}）"
    return match[0]


def depth_of(step: str) -> int:
    match = STEP.match(step)
    if match is None or match["other"]:
        return 0
    return 7 if match["point"] else UNIT_DEPTH[match["unit"]]


def _number(place: str) -> int:
    steps = steps_of(place)
    match = STEP.match(steps[-1]) if steps else None
    return ordinal(match["n"] or match["point"] or "") if match else 0


def next_place(place: str) -> str:
    return run_of(place, 2)[-1]


def run_of(place: str, count: int) -> list[str]:
    """A place and those that follow it in number: 第二款, 第三款; 第八条之一, 第八条之二."""
    steps = steps_of(place)
    outer, last = "".join(steps[:-1]), STEP.match(steps[-1])
    if last is None or last["other"]:
        return [place]
    found = []
    for more in range(count):
        if last["suffix"]:
            found.append(f"{outer}第{last['n']}{last['unit']}之{to_chinese(ordinal(last['suffix'][1:]) + more)}")
        elif last["point"]:
            found.append(f"{outer}（{to_chinese(ordinal(last['point']) + more)}）")
        else:
            found.append(f"{outer}第{to_chinese(ordinal(last['n']) + more)}{last['unit']}")
    return found
