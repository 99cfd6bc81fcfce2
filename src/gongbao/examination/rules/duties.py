"""4xx: who does what: one duty for two offices, a duty for no member, one principle in two wordings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_DUTY = re.compile(r"^(?:（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．])?([市县区各]?[一-龥（）、]{2,24})：(.{6,800})$")
_OFFICE_END = re.compile(r"(?:局|委|办|部|会|院|关|队|中心|公司|银行|支行|集团|办公室|联)$")
_CLAUSE = re.compile(r"[^；。]{8,60}")
_GENERAL = re.compile(r"其[他它]|领导小组交办|职责范围|配合做好|职责分工|本行业|本系统|宣传工作|完成.{0,10}任务")


def _duties(subject: Subject) -> list[tuple[Words, str, str]]:
    found = []
    for each in subject.prose:
        match = _DUTY.match(each.text)
        if match and _OFFICE_END.search(match[1]):
            found.append((each, match[1], match[2]))
    return found


@rule(
    "440",
    "同一职责写给了两个单位",
    Severity.NOTE,
    reason="两个成员单位写了一字不差的职责，谁牵头、谁负责分不清，往往是照抄上一条忘了改。",
    example=(
        "某市会展工作职责\n\n一、成员单位职责\n\n（一）市侨联：负责会展期间涉外事宜；负责宣传工作。\n\n"
        "（二）市外办：负责会展期间涉外事宜；负责参展手续审批。\n"
    ),
)
def same_duty(subject: Subject) -> Iterator[Finding]:
    """市侨联 and 市外办 both 负责会展期间涉外事宜."""
    seen: dict[str, tuple[Words, str]] = {}
    for each, office, words in _duties(subject):
        for match in _CLAUSE.finditer(words):
            clause = match.group()
            if _GENERAL.search(clause) or not clause.startswith("负责"):
                continue  # to take part in a thing may be the duty of many
            if clause in seen and seen[clause][1] != office:
                first, other = seen[clause]
                yield subject.finding(
                    "440",
                    Severity.NOTE,
                    each,
                    clause,
                    f"{other}的职责里有一字不差的一项。",
                    "写明谁负责、谁配合，或者核对原稿。",
                    others=((first.place, clause),),
                )
            seen.setdefault(clause, (each, office))


_FEWEST_MEMBERS = 5
_GAP = 7


def _names_members(text: str) -> bool:
    """Whether a sentence lists who is a member: 甲局、乙局、丙局、丁局、戊局、己局主要负责人为成员."""
    for match in re.finditer("为成员", text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "，；。") + 1
        if len(re.findall("[、和及]", text[start : match.start()])) >= _FEWEST_MEMBERS:
            return True
    return False


@rule(
    "441",
    "有职责的单位不在成员名单里",
    Severity.WARNING,
    reason="指挥机构的成员名单里没有这个单位，职责分工里却给它写了职责；发生事件时它不是成员，职责落空。",
    example=(
        "某县供水应急预案\n\n一、机构\n\n成立应急指挥部，县长任指挥长，县水务局、县应急管理局、县财政局、县公安局、县"
        "卫健局、县民政局等"
        "有关部门主要负责人为成员。\n\n二、职责\n\n县水务局：负责供水工程的建设和管理。\n\n县财政局：保证应急抢险经费"
        "及时下拨。\n\n县公安局：负责维护现场秩序和交通。\n\n"
        "县发改局：负责应急工程的规划和项目审批。\n"
    ),
)
def no_member(subject: Subject) -> Iterator[Finding]:
    """县发改局 with duties, not among the members."""
    members: Words | None = None
    duties = [item for item in _duties(subject) if "、" not in item[1]]
    if len(duties) < 4:
        return
    for each in subject.prose:
        if _names_members(each.text):
            members = each
            break
    if members is None:
        return
    named = sum(office in members.text for _, office, _ in duties)
    if named < len(duties) * 0.6:
        return
    for each, office, _ in duties:
        stem = office.lstrip("市县区各")
        if stem not in members.text and not re.search(r"乡镇|街道|公司|指挥部|办公室|领导小组|专家|工作组", office):
            if _near(stem, members.text):
                continue
            yield subject.finding(
                "441",
                Severity.WARNING,
                each,
                office,
                f"{members.place}的成员名单里没有“{office}”。",
                "补入成员名单，或者把职责交给成员单位。",
                others=((members.place, members.text[:60]),),
            )


def _near(stem: str, text: str) -> bool:
    """Whether the list has the office under a longer or shorter name: 发改局 and 发展和改革局."""
    ends = {at for at, char in enumerate(text) if char == stem[:1]}
    for char in stem[1:]:
        ends = {next_ for at in ends for next_ in range(at + 1, min(at + 1 + _GAP, len(text))) if text[next_] == char}
    return bool(ends)


_PRINCIPLE = re.compile(r"([一-龥]{3,12})(?:按照|遵循|坚持)“([^“”]{8,60})”的原则")


@rule(
    "442",
    "同一事项的原则前后不同",
    Severity.WARNING,
    reason="正文和附件对同一事项写了不同的原则，执行时以哪一个为准不清楚。",
    example=(
        "某市引导基金方案\n\n一、原则\n\n引导基金按照“政府引导、市场运作、滚动使用、规范管理”的原则设立。\n\n二、运作"
        "\n\n"
        "引导基金按照“政府引导、聚合资本、市场运作、防范风险”的原则进行运作。\n"
    ),
)
def principles(subject: Subject) -> Iterator[Finding]:
    """引导基金按照“A”的原则 and 引导基金按照“B”的原则, in the papers of one notice."""
    earlier: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for other in subject.siblings:
        if other.first_line > subject.document.first_line:
            continue  # told once, in the later one
        for each in subject.beside(other).prose:
            for match in _PRINCIPLE.finditer(each.text):
                earlier[match[1][-4:]].append((f"《{other.title}》{each.place}", match[2]))
    own: dict[str, tuple[str, str]] = {}
    for each in subject.prose:
        for match in _PRINCIPLE.finditer(each.text):
            key, words = match[1][-4:], match[2]
            known = own.get(key) or next(iter(earlier.get(key, ())), None)
            own.setdefault(key, (each.place, words))
            if known is None or set(known[1].split("、")) == set(words.split("、")):
                continue
            if not set(known[1].split("、")) & set(words.split("、")):
                continue  # principles of two matters
            yield subject.finding(
                "442",
                Severity.WARNING,
                each,
                match.group(),
                f"{known[0]}写的原则是“{known[1]}”。",
                "核对原稿，统一原则的表述。",
                others=((known[0], known[1]),),
                at=match.start(),
            )


_GROWTH = re.compile(r"([一-龥]{4,12}?)(稳定|稳步|大幅|小幅|显著)(增长|提升|下降|减少)")


@rule(
    "443",
    "同一指标在一段里两种说法",
    Severity.NOTE,
    reason="同一段里同一指标先写“稳定增长”，后写“大幅增长”，目标不清，考核时各说各话。",
    example=(
        "某市基础研究措施\n\n一、目标\n\n到2025年，体系逐步完善，基础研究投入稳定增长，项目增加。建成一批基地。基础研"
        "究投入大幅增长，"
        "经费占比提高。\n"
    ),
)
def two_paces(subject: Subject) -> Iterator[Finding]:
    """基础研究投入稳定增长 and 基础研究投入大幅增长 in one provision."""
    for each in subject.prose:
        seen: dict[tuple[str, str], str] = {}
        for match in _GROWTH.finditer(each.text):
            key = (match[1][-6:], match[3])
            if key in seen and seen[key] != match[2]:
                yield subject.finding(
                    "443",
                    Severity.NOTE,
                    each,
                    match.group(),
                    f"这一段前面写“{match[1][-6:]}{seen[key]}{match[3]}”。",
                    "核对原稿，统一说法。",
                    at=match.start(),
                )
            seen.setdefault(key, match[2])
