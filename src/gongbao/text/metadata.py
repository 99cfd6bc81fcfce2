"""The fields that public policy libraries keep of a document, each with its place and words.

What is printed is quoted. What follows by a rule (实施机关, 是否规范性文件) carries the rule as its basis, so that a
person can see that it was concluded and may enter another value. A field without evidence is left out, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gongbao.text.history import Event, Happened, events
from gongbao.text.model import Document, Gazette, Kind, PartKind, Provision
from gongbao.text.normal import normal


class Field(StrEnum):
    """Names of the fields, as the public policy libraries print them."""

    TITLE = "标题"
    NUMBER = "文号"
    ISSUER = "发文机关"
    ISSUED = "成文日期"
    PUBLISHED = "公布日期"
    EFFECTIVE = "施行日期"
    PERIOD = "有效期"
    REPEALED = "废止日期"  # said by another document; the library adds it
    THEME = "主题分类"
    ADDRESSEE = "主送机关"
    MAKER = "制定机关"
    IMPLEMENTER = "实施机关"
    INTERPRETER = "解释机关"
    NORMATIVE = "是否规范性文件"
    OPENNESS = "公开方式"
    INTERPRETS = "解读对象"


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a field. Dates are ISO, periods ISO (P5Y); `words` stand at `place` in the document."""

    field: Field
    value: str
    place: str = ""
    words: str = ""
    basis: str | None = None  # the rule, where the value is concluded and not printed


_BODY = (
    r"(?:[\u4e00-\u9fff（）、]{0,30}?(?:人民政府|政府|办公[厅室]|委员会|管委会|指挥部|领导小组|中心|部门|大队|支队|公司|"
    r"联席会议|联社|法院|检察院|公安机关|[局委厅部署院队会]))"
)
_EXPLAINS = re.compile(
    rf"(?:由)?({_BODY})(?:会同[^，。；]{{1,30}})?(?:负责|承担)(?:本[^，。；]{{1,10}}的?)?(?:具体|有关)?(?:应用)?(?:问题)?(?:的)?解释"
)
_EXPLAINED_BY = re.compile(rf"解释(?:工作|权)?(?:由|归)({_BODY})(?:会同[^，。；]{{1,30}})?(?:负责|承担|所有)?")
_CARRIES_OUT = re.compile(
    rf"(?:由)?({_BODY})(?:会同[^，。；]{{1,30}})?(?:具体)?负责(?:本(?!行政区域|辖区|市|县|区|地区|单位|部门)[^，。；]{{1,10}}的?)(?:组织)?(?:实施|落实|执行)"
)
_COMPETENT = re.compile(rf"({_BODY})(?:是|为|作为)[^，。；]{{2,40}}主管(?:部门|机关)")
_ORGANISES = re.compile(rf"({_BODY})负责(?:组织|具体)实施本")
_LEADING = re.compile(r"^.*(?:，|。|；|由|本[^，。；]{1,8}自|效期[^，。；]{1,6})")
_THEME = re.compile(r"(?:主题分类|主题词)[：:]([^，。；\n]{2,30})")
_OPENNESS = re.compile(r"此件(?:主动)?公开(?:发布)?|此件不公开|不予公开|此件删减后公开|此件依申请公开")
_MADE_PUBLIC = re.compile(r"现予(?:以)?(?:公布|发布)|予以公布")
_PERSONNEL = re.compile(r"领导小组|成员名单|组成人员|任免|任职|免职|分工|聘任|表彰|表扬|奖励决定|通报")
_ONE_MATTER = re.compile(r"清理结果|关于同意|关于认定|关于授权|关于批准|的批复$")
_INTERNAL = re.compile(r"政府系统|机关内部|值班|考核|督导检查|办公制度|会议制度|工作规则|工作制度|股室|转作风|督查")
_RULES = ("办法", "规定", "细则", "规则", "规程", "标准")
_SOFT = ("措施", "意见", "通告", "政策", "制度", "决定", "公告", "通知", "方案", "机制", "目录", "清单")
_PLANS = ("规划", "方案", "计划", "预案", "要点", "行动", "布局", "纲要")
_LAW = ("法", "法典", "条例", "修正案")
_BINDS = re.compile(
    r"处(?:以)?[^，。；]{0,12}罚款|应当依法|申请(?:人|单位|企业)[^，。；]{0,20}应当|给予[^，。；]{0,20}(?:补助|补贴|奖励|奖补)|补助标准|支付比例|不予(?:登记|受理|认定|支付)|任何单位和个人|公民、法人"
)


def metadata(gazette: Gazette, document: Document) -> tuple[Fact, ...]:
    """All fields of a document that its words give, in the order of `Field`."""
    reader = _Reader(gazette, document)
    found = [fact for facts in (reader.printed(), reader.bodies(), reader.kind()) for fact in facts]
    order = list(Field)
    return tuple(sorted(found, key=lambda fact: order.index(fact.field)))


def history(gazette: Gazette, document: Document) -> tuple[tuple[Event, str], ...]:
    """The days that a text prints of its own history (通过, 公布, 修正), each with its place, oldest first."""
    found: list[tuple[Event, str]] = []
    for node in document.walk():
        if node.kind is Kind.NOTE:
            found += [(event, node.place) for event in events(normal(gazette.printed(node, deep=False)))]
    found.sort(key=lambda pair: pair[0].day)
    return tuple(found)


class _Reader:
    """Reads one document; the words of each provision are made once."""

    def __init__(self, gazette: Gazette, document: Document) -> None:
        self.document = document
        self.own: list[tuple[PartKind, Provision, str]] = [
            (part.kind, node, normal(gazette.printed(node, deep=False)))
            for part in document.parts
            for top in part.provisions
            for node in top.walk()
            if node.kind is not Kind.TABLE
        ]
        self.history = history(gazette, document)

    def printed(self) -> Iterator[Fact]:
        document = self.document
        yield Fact(Field.TITLE, document.title, *self._at((Kind.TITLE,), document.title))
        if document.number:
            yield Fact(Field.NUMBER, document.number, *self._at((Kind.NUMBER, Kind.TITLE, Kind.NOTE), document.number))
        if document.issuer:
            kinds = (Kind.SIGNATURE, Kind.TITLE, Kind.NUMBER)
            yield Fact(Field.ISSUER, document.issuer, *self._at(kinds, document.issuer))
        if document.issued:
            yield Fact(Field.ISSUED, document.issued.isoformat(), *self._date())
        yield from self._published()
        for field, dated in ((Field.EFFECTIVE, document.effective), (Field.PERIOD, document.period)):
            if dated:
                yield Fact(field, dated.value, dated.place, dated.words)
        for _, node, text in self.own:
            if node.kind is Kind.ADDRESSEE:
                yield Fact(Field.ADDRESSEE, text.rstrip("：:"), node.place, text)
                break
        for _, node, text in self.own:
            if "主题" in text and (match := _THEME.search(text)):
                yield Fact(Field.THEME, match[1], node.place, match[0])
                break
        for _, node, text in self.own:
            if "公开" in text and len(text) <= 30 and (match := _OPENNESS.search(text)):
                yield Fact(Field.OPENNESS, match[0], node.place, match[0])
                break
        if document.interprets:
            yield Fact(Field.INTERPRETS, document.interprets, *self._at((Kind.TITLE,), document.title))

    def _published(self) -> Iterator[Fact]:
        for what in (Happened.PUBLISHED, Happened.PASSED, Happened.APPROVED):
            for event, place in self.history:
                if event.what is what:
                    basis = None if what is Happened.PUBLISHED else f"文中只印出{what}日期，按{what}当日公布"
                    yield Fact(Field.PUBLISHED, event.day.isoformat(), place, event.words, basis)
                    return
        if self.document.issued:
            for kind, node, text in self.own:
                if kind is PartKind.NOTICE and (match := _MADE_PUBLIC.search(text)):
                    basis = "令当日公布，以令所署日期为公布日期"
                    yield Fact(Field.PUBLISHED, self.document.issued.isoformat(), node.place, match[0], basis)
                    return

    def bodies(self) -> Iterator[Fact]:
        document = self.document
        if document.kind == "解读":
            return
        if document.issuer:
            kinds = (Kind.SIGNATURE, Kind.TITLE, Kind.NUMBER)
            yield Fact(Field.MAKER, document.issuer, *self._at(kinds, document.issuer), "发文机关即制定机关")
        elif maker := self._maker_of_law():
            yield maker
        implementer = self._body(_CARRIES_OUT, Field.IMPLEMENTER)
        implementer = implementer or self._body(_ORGANISES, Field.IMPLEMENTER)
        if implementer is None and (competent := self._body(_COMPETENT, Field.IMPLEMENTER)):
            implementer = replace(competent, basis="文中定为主管部门，以主管部门为实施机关")
        interpreter = self._body(_EXPLAINS, Field.INTERPRETER) or self._body(_EXPLAINED_BY, Field.INTERPRETER)
        if interpreter and implementer is None:
            basis = "文中没有另定实施机关，以负责解释的机关为实施机关"
            implementer = Fact(Field.IMPLEMENTER, interpreter.value, interpreter.place, interpreter.words, basis)
        yield from (fact for fact in (implementer, interpreter) if fact)

    def _maker_of_law(self) -> Fact | None:
        for event, place in self.history:
            match = re.search(
                r"((?:[\u4e00-\u9fff、]{2,40}?))(?:第[一二三四五六七八九十百]{1,5}次|令)",
                event.words[event.words.index("日") + 1 :],
            )
            if match:
                name = re.sub(r"^第[一二三四五六七八九十百]{1,4}届|会议$", "", match[1])
                name = re.sub(r"第[一二三四五六七八九十百]{1,4}届|中华人民共和国(?=国务院)", "", name)
                return Fact(Field.MAKER, name, place, event.words, "按公布、通过的机关认定")
        return None

    def _body(self, pattern: re.Pattern[str], field: Field) -> Fact | None:
        """The body that a sentence near the end of the text names; the last one counts."""
        for kind, node, text in reversed(self.own):
            if kind is PartKind.ANNEX or not any(word in text for word in ("负责", "解释", "承担", "主管")):
                continue
            if match := pattern.search(text):
                name = _trimmed(match[1])
                at = match.start(1) + match[1].rindex(name)
                if len(name) >= 3:
                    return Fact(field, name, node.place, text[at : match.end()])
        return None

    def kind(self) -> Iterator[Fact]:
        if self.document.kind != "解读":
            yield self._normative()

    def _normative(self) -> Fact:
        """Whether the document is a 行政规范性文件: rights or duties of people outside, generally, again and again.

        Government orders (规章) and laws are none; neither are decisions on one matter, lists of persons, internal
        rules and plans of work (《河北省规范性文件管理办法》第二条、第三条).
        """
        document = self.document
        title = document.title
        if document.kind == "令" or (document.number and re.search(r"令〔\d{4}〕|令第", document.number)):
            return self._no("以政府令公布，是政府规章或者修改规章的决定")
        if document.issuer is None and document.kind in _LAW:
            return self._no("是法律、法规")
        if document.kind == "目录" and document.number is None:
            return self._no("是公报的封面或者目录")
        if document.kind == "批复" or _ONE_MATTER.search(title):
            return self._no("只处理一件具体事项，不能反复适用")
        if _PERSONNEL.search(title):
            return self._no("只涉及人员、机构安排")
        if document.period:
            lasts = document.period
            return Fact(Field.NORMATIVE, "是", lasts.place, lasts.words, "标注了有效期：只有规范性文件才须标注有效期")
        if _INTERNAL.search(title):
            return self._no("是机关内部的工作制度")
        evidence = self._binding()
        if document.kind in _RULES or (document.kind in _SOFT and self._articled()):
            place, words = evidence or self._at((Kind.TITLE,), title)
            return Fact(Field.NORMATIVE, "是", place, words, f"文种是{document.kind}，对不特定的对象普遍适用（推定）")
        if document.kind in _PLANS or any(title.endswith(word) for word in _PLANS):
            return self._no(f"是{document.kind}：安排一个时期的工作（推定）")
        if evidence and document.kind in _SOFT:
            return Fact(Field.NORMATIVE, "是", *evidence, "直接规定公民、法人的权利义务（推定）")
        return Fact(Field.NORMATIVE, "待认定", basis="文中没有足以认定的依据，请由制定机关认定")

    @staticmethod
    def _no(basis: str) -> Fact:
        return Fact(Field.NORMATIVE, "否", basis=basis)

    def _articled(self) -> bool:
        return any(node.kind is Kind.ARTICLE for kind, node, _ in self.own if kind is not PartKind.ANNEX)

    def _binding(self) -> tuple[str, str] | None:
        for kind, node, text in self.own:
            if kind is not PartKind.ANNEX and (match := _BINDS.search(text)):
                return node.place, match[0]
        return None

    def _at(self, kinds: Sequence[Kind], words: str) -> tuple[str, str]:
        """Where words are printed, looked for in provisions of some kinds; both empty where they are not."""
        sought = normal(words)
        for kind in kinds:
            for _, node, text in self.own:
                if node.kind is kind and sought in text:
                    return node.place, sought
        for kind in kinds:
            for _, node, text in self.own:
                if node.kind is kind and text and (text in sought or sought.endswith(text)):
                    return node.place, text
        return "", ""

    def _date(self) -> tuple[str, str]:
        issued = self.document.issued
        assert issued is not None
        sought = f"{issued.year}年{issued.month}月{issued.day}日"
        for _, node, text in self.own:
            if node.kind is Kind.DATE and sought in text:
                return node.place, sought
        return "", ""


def _trimmed(name: str) -> str:
    """A body without the words that run into its name from before: 有效期5年，由市科学技术局."""
    led = _LEADING.match(name)
    name = name[led.end() :] if led else name
    return name.strip("、（）")
