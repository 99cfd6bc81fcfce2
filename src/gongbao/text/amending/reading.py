"""The instructions of one clause of an amending document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongbao.text.amending.clauses import Clause
from gongbao.text.amending.grammar import ABOUT, ENDS, GRAMMAR, NO_INSTRUCTION, SKIP
from gongbao.text.amending.model import Instruction, Op
from gongbao.text.amending.places import ARTICLE, UNIT_DEPTH, depth_of, listed, next_place, run_of, steps_of
from gongbao.text.structure.numbering import ordinal


class Reader:
    """Reads the instructions of one clause."""

    def __init__(self, clause: Clause, before: Reader | None) -> None:
        self._clause = clause
        # what later instructions of the item take up, in the same paragraph or the next: 第十八条
        goes_on = before is not None and not clause.number
        self.target: list[str] = list(before.target) if before is not None and goes_on else []
        self.renumbered: bool = before.renumbered if before is not None and goes_on else False
        below = before is not None and not clause.number.endswith("、")
        self.title: str | None = before.title if before is not None and below else None
        self._found: list[Instruction] = []

    def read(self) -> list[Instruction]:
        """The instructions; one that is not understood where the clause is one and nothing of it is."""
        text = self._clause.skeleton
        at = 0
        lost: list[str] = []
        while at < len(text):
            skipped = SKIP.match(text, at)
            if skipped and skipped.end() > at:
                at = skipped.end()
                continue
            name, match = self._match(text, at)
            if match is None:
                stop = re.compile(r"[，。；\n]").search(text, at)
                end = stop.end() if stop else len(text)
                lost.append(text[at:end])
                at = end
                continue
            self._make(name, match)
            at = match.end()
        left = "".join(lost)
        if not self._found and ABOUT.search(left):  # 一、对《…》作出修改, the changes below it
            self.title = self._named(left) or self.title
        elif self._is_lost(left):
            self._found.append(self._unknown(left))
        return self._found

    @staticmethod
    def _match(text: str, at: int) -> tuple[str, re.Match[str] | None]:
        for name, pattern in GRAMMAR:
            match = pattern.match(text, at)
            if match is not None and (match[0][-1] == "⟧" or ENDS.match(text, match.end())):
                return name, match
        return "", None

    def _is_lost(self, left: str) -> bool:
        if not left.strip("，。；：\n"):
            return False
        if self._found:
            return re.search(r"⟦Q|修改|删[去除]|增加|改为", left) is not None and not NO_INSTRUCTION.search(left)
        if NO_INSTRUCTION.search(left):
            return False
        return bool(self._clause.number) or re.search(r"修改|删[去除]|增加|改为", left) is not None

    def _unknown(self, left: str) -> Instruction:
        words = self._clause.restored(left)
        return Instruction(
            Op.UNKNOWN, "", self._clause.place, words, title=self.title or self._named(left), understood=False
        )

    def _named(self, text: str) -> str | None:
        match = re.search(r"⟦T(\d+)⟧", text)
        return self._clause.titles[int(match[1])] if match else None

    def _make(self, name: str, match: re.Match[str]) -> None:
        groups = match.groupdict()
        if groups.get("title"):
            self.title = self._named(groups["title"]) or groups["title"]
        words = self._clause.restored(match[0]).strip("，。；：、")
        olds, news = self._quotes(groups.get("olds")), self._quotes(groups.get("news"))
        new = "\n".join(self._quotes(groups.get("new"))) or None
        if name in ("order", "throughout"):
            self._add_general(name, words, olds, news)
            return
        at = groups.get("at") or ""
        targets = listed(at, self._base()) if at and at not in ("其中", "该条", "本条", "该款") else self._current()
        if "条" in at and at[0] not in "该本":
            self.renumbered = False
        if at and name != "insert":
            self._take(targets)
        if name == "about":
            return
        if name == "words":
            self._add_words(targets, words, olds, news)
        elif name == "replace":
            self._add_replaced(targets, words, new)
        elif name == "renumber":
            self._add_renumbered(targets, groups["to"] or "", words, new)
        elif name == "merge":
            to = listed(groups["to"] or "", "")
            whither = to[0] if to else None
            self._found.append(self._instruction(Op.MERGE, "、".join(targets), words, new=new, to=whither))
            self._take(to, renumbered=True)
        elif name == "insert words":
            for target in targets:
                mark = "前" if groups["side"] == "前" else "后"
                old, news_one = olds[0], new or ""
                after = old + news_one if mark == "后" else news_one + old
                self._found.append(self._instruction(Op.INSERT_WORDS, target, words, old=old, new=after))
        elif name == "insert":
            self._add_inserted(targets if at else self._current(), at, groups, words, new)
        elif name == "delete words":
            for target in targets:
                self._found += [self._instruction(Op.DELETE_WORDS, target, words, old=old) for old in olds]
        else:
            self._found += [self._instruction(Op.DELETE, target, words) for target in targets]

    def _add_general(self, name: str, words: str, olds: Sequence[str], news: Sequence[str]) -> None:
        if name == "order":
            self._found.append(self._instruction(Op.ORDER, "", words))
        else:
            for old, new in _pairs(olds, news):
                self._found.append(self._instruction(Op.THROUGHOUT, "", words, old=old, new=new))

    def _add_words(self, targets: Sequence[str], words: str, olds: Sequence[str], news: Sequence[str]) -> None:
        op = Op.WORDS if any(targets) else Op.THROUGHOUT
        for target in targets:
            for old, new in _pairs(olds, news):
                first, other = ARTICLE.match(old), ARTICLE.match(new)
                if op is Op.THROUGHOUT and first and other and first[0] == other[0]:
                    # 原“第三条 …”修改为“第三条 …”: the whole article, old and new
                    old, new = old[first.end() :], new[other.end() :]
                    self._found.append(self._instruction(Op.WORDS, first[0], words, old=old, new=new))
                    continue
                self._found.append(self._instruction(op, target, words, old=old, new=new))

    def _add_replaced(self, targets: Sequence[str], words: str, new: str | None) -> None:
        paragraphs = (new or "").split("\n")
        if len(targets) > 1 and len(paragraphs) == len(targets):
            for target, paragraph in zip(targets, paragraphs, strict=True):
                self._found.append(self._instruction(Op.REPLACE, target, words, new=paragraph))
            return
        self._found.append(
            self._instruction(Op.REPLACE, "、".join(targets), words, new=new, understood=len(targets) == 1)
        )

    def _add_renumbered(self, targets: Sequence[str], to: str, words: str, new: str | None) -> None:
        whither = listed(to, self._target_without_last(targets))
        if len(whither) == 1 and len(targets) > 1:
            whither = run_of(whither[0], len(targets))
        if len(whither) != len(targets):
            self._found.append(self._instruction(Op.UNKNOWN, "、".join(targets), words, understood=False))
            return
        paragraphs = (new or "").split("\n") if new else []
        for index, (one, other) in enumerate(zip(targets, whither, strict=True)):
            self.renumbered = self.renumbered and "条" not in other
            self._found.append(self._instruction(Op.RENUMBER, one, words, to=other))
            self.renumbered = True
            if new is not None:
                wording = paragraphs[index] if len(paragraphs) == len(targets) > 1 else new
                if index == 0 or wording is not new:
                    self._found.append(self._instruction(Op.REPLACE, other, words, new=wording))
        self._take(whither, renumbered=True)

    def _add_inserted(
        self, targets: Sequence[str], at: str, groups: dict[str, str | None], words: str, new: str | None
    ) -> None:
        side, unit = groups.get("side") or "", groups.get("unit") or "条"
        depth = UNIT_DEPTH[unit]
        base = targets[0] if targets else ""
        after = base if base and side in ("后", "之后") else None
        outer = "".join(step for step in steps_of(base) if depth_of(step) < depth)
        to = listed(groups.get("to") or "", outer)
        count = {"两": 2, None: 1}.get(groups.get("count")) or ordinal(groups.get("count") or "") or 1
        if not to and after is not None and depth_of(steps_of(after)[-1]) == depth:
            to = run_of(next_place(after), count) if depth != 5 else []
        if len(to) == 1 and count > 1:
            to = run_of(to[0], count)
        wordings = _split_inserted(new, to) if new is not None else []
        if at:
            self._take(targets if depth > 5 else to or targets)
        elif depth == 5 and to:
            self._take(to[-1:], renumbered=True)
        if not to or len(wordings) != len(to):
            place = to[0] if to else None
            understood = bool(to) and new is not None and len(to) == 1
            self._found.append(
                self._instruction(Op.INSERT, outer, words, new=new, to=place, after=after, understood=understood)
            )
            return
        for index, (place, wording) in enumerate(zip(to, wordings, strict=True)):
            follows = after if index == 0 else to[index - 1]
            self._found.append(self._instruction(Op.INSERT, outer, words, new=wording, to=place, after=follows))

    def _instruction(
        self,
        op: Op,
        target: str,
        words: str,
        *,
        old: str | None = None,
        new: str | None = None,
        to: str | None = None,
        after: str | None = None,
        understood: bool = True,
    ) -> Instruction:
        return Instruction(
            op, target, self._clause.place, words, old, new, to, after, self.title, self.renumbered, understood
        )

    def _quotes(self, found: str | None) -> list[str]:
        return [self._clause.quotes[int(number)] for number in re.findall(r"⟦Q(\d+)⟧", found or "")]

    def _base(self) -> str:
        return self.target[0] if self.target else ""

    def _current(self) -> list[str]:
        return list(self.target) or [""]

    def _take(self, targets: Sequence[str], *, renumbered: bool | None = None) -> None:
        if targets and targets[0]:
            self.target = list(targets[:1])
            self.renumbered = self.renumbered if renumbered is None else renumbered

    @staticmethod
    def _target_without_last(targets: Sequence[str]) -> str:
        return "".join(steps_of(targets[0])[:-1]) if targets else ""


def _pairs(olds: Sequence[str], news: Sequence[str]) -> Iterator[tuple[str, str]]:
    """“A”“B”分别修改为“C”“D”, and “A”“B”修改为“C”."""
    if len(news) == len(olds):
        yield from zip(olds, news, strict=True)
    elif news:
        yield from ((old, news[-1]) for old in olds)


def _split_inserted(new: str, places: Sequence[str]) -> list[str]:
    """The wording of each of several new provisions: by their own numbers where printed, else paragraph by
    paragraph."""
    if len(places) <= 1:
        return [new]
    last = [steps_of(place)[-1] for place in places]
    starts = []
    at = 0
    for step in last:
        at = new.find(step, at)
        if at < 0 or (at and new[at - 1] != "\n"):
            break
        starts.append(at)
        at += len(step)
    if len(starts) == len(places):
        return [new[start:end].strip("\n") for start, end in zip(starts, [*starts[1:], len(new)], strict=True)]
    paragraphs = new.split("\n")
    return paragraphs if len(paragraphs) == len(places) else [new]
