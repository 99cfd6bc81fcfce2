"""What a sentence repeals, by its verb: 《…》同时废止, 停止执行, 宣布失效."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from gongbao.text.mentions import Mention
from gongbao.text.relations_model import RelationKind

REPEALED = re.compile(
    r"(?:同时|一并|均|即行|一律|相应|自行|即|予以|全部|宣布)?(?:废止|停止执行|停止适用|不再执行|停止施行|停止使用)(?!止)"
)
_LAPSED = re.compile(r"(?:同时|一并|予以|宣布|自行|自动)(?:失效)")
_OTHERWISE = re.compile(r"制定|适用|处罚|作出的|规定的(?!.{0,12}$)|(?:应当|可以|需要|拟|不得|不予|未)$")
_FORCE = re.compile(r"(?:施行|实施|实行|执行|生效|试行)(?=[，,；。]|$)")
_PART_OF = re.compile(
    r"^(?:的)?(?:中(?!国|央|共|华)|内|有关|关于|涉及|第)[^，。；]{0,60}(?:规定|内容|条款|部分|标准|条|款|项|章|附件|表)$"
)
_BASIS = re.compile(r"根据|依据|依照|按照|遵照")
_MOST_VERBS = 40  # of one sentence: no sentence repeals so often


def repealed(
    hidden: str, start: int, end: int, named: Sequence[Mention], *, listed: bool
) -> Iterator[tuple[Mention, RelationKind, int, str | None]]:
    """What a sentence repeals: the documents in a row before the verb, or right behind it.

    Args:
        hidden: the text of the provision with □ for names.
        start: where the sentence begins.
        end: where it ends.
        named: the documents named in it.
        listed: the sentence stands below a lead-in: 下列文件予以废止：

    Yields:
        The document, repealed or lapsed, where the words about it end, and the part of it that is meant.
    """
    if listed:
        yield named[0], RelationKind.REPEALS, named[0].end, named[0].articles
        return
    for pattern, kind in ((REPEALED, RelationKind.REPEALS), (_LAPSED, RelationKind.LAPSES)):
        for verb in islice(pattern.finditer(hidden, start, end), _MOST_VERBS):
            row = _row_before(hidden, start, verb.start(), named)
            for at, each in enumerate(row):
                following = row[at + 1].before if at + 1 < len(row) else verb.start()
                between = hidden[each.end : following].strip("，、和及以")
                tail = between if between and _PART_OF.match(between) else None
                if tail is None and each.articles:
                    tail = each.articles
                yield each, kind, verb.end(), tail
            if row:
                return
            behind = [each for each in named if each.before >= verb.end()]
            if (
                behind
                and len(hidden[verb.end() : behind[0].before]) <= 2
                and "应当" not in hidden[start : verb.start()]
            ):
                for each in behind:
                    yield each, kind, each.end, each.articles
                return


def _row_before(hidden: str, start: int, verb: int, named: Sequence[Mention]) -> list[Mention]:
    """The documents named before a verb, back to where another statement ends (…起施行，)."""
    floor = start
    for match in _FORCE.finditer(hidden, start, verb):
        floor = match.end()
    row = [each for each in named if floor <= each.start < verb]
    if not row:
        return []
    gap = hidden[row[-1].end : verb]
    if len(gap) > 80 or _OTHERWISE.search(gap):
        return []
    kept = [row[-1]]
    for each in reversed(row[:-1]):
        between = hidden[each.end : kept[0].before]
        if len(between) > 60 or _BASIS.search(between):
            break
        kept.insert(0, each)
    return kept
