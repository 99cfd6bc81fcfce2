"""6xx: authorities: names that ended, one authority under two names, a province's words in a city's paper."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words
from gongbao.text import Kind

_REFORMED = date(2019, 6, 1)
_SANCTIONS = date(2020, 7, 1)
_PAST: tuple[tuple[str, str], ...] = (
    ("国土资源(?:行政)?(?:主管)?部门|土地行政主管部门|土地管理机构(?=提出)", "自然资源主管部门"),
    ("(?<!原)工商行政管理部门", "市场监督管理部门"),
    ("环境保护(?:行政)?主管部门|环保部门", "生态环境部门"),
    ("质量技术监督部门", "市场监督管理部门"),
    ("卫生和?计划生育(?:行政)?(?:主管)?部门|卫生防疫部门", "卫生健康部门、疾病预防控制机构"),
    ("城乡规划行政主管部门", "自然资源（城乡规划）主管部门"),
    ("农业行政主管部门", "农业农村部门"),
    ("发展和改革委员会局长|发展改革委局长|卫生健康委员会局长", "委员会的负责人是主任"),
)  # fmt: skip
_PAST_PATTERNS = tuple((re.compile(pattern), now) for pattern, now in _PAST)
_MASK = re.compile(r"《[^《》]{1,80}》")


@rule(
    "644",
    "部门的称呼是机构改革以前的，或者与其机构性质不符",
    Severity.WARNING,
    reason="机构改革以后职责已经转给别的部门，沿用以前的称呼，职责没有人承担。",
    example=(
        "定州市农村建房若干措施\n定政办〔2021〕9号\n2021年12月14日\n各区人民政府：\n现印发给你们。\n一、管理\n"
        "经县（市）土地行政主管部门审查后收回，统一安排使用。"
    ),
)
def past_authority(subject: Subject) -> Iterator[Finding]:
    """土地行政主管部门 in 2021; each name once."""
    document = subject.document
    if document.issued is None or document.issued < _REFORMED or not (document.place or document.number):
        return  # laws keep the names of their day
    told: set[str] = set()
    for each in subject.words:
        if each.kind is Kind.TABLE and len(each.text) > 12_000:
            continue
        text = _MASK.sub(lambda match: "○" * len(match.group()), each.text)
        for pattern, now in _PAST_PATTERNS:
            for match in pattern.finditer(text):
                if match.group() in told:
                    continue
                told.add(match.group())
                yield subject.finding(
                    "644",
                    Severity.WARNING,
                    each,
                    match.group(),
                    f"“{match.group()}”的称呼与现在的机构不符：{now}。",
                    "改为现在承担职责的部门。",
                    at=match.start(),
                )
        if document.issued >= _SANCTIONS and "行政处分" not in told and "行政处分" in text:
            told.add("行政处分")
            yield subject.finding(
                "644",
                Severity.NOTE,
                each,
                "行政处分",
                "《公职人员政务处分法》2020年7月1日施行后，对公职人员的处分是“处分”或者“政务处分”。",
                "改为“处分”。",
                at=text.index("行政处分"),
            )


_STEMS = (
    "粮食",
    "物业",
    "城乡规划",
    "房地产",
    "人防",
    "城镇供水",
    "卫生健康",
    "生态环境",
    "住房和城乡建设",
    "农业农村",
    "交通运输",
    "自然资源",
    "文物",
    "水",
    "建设",
    "教育",
    "民政",
)
_AUTHORITY = re.compile(
    r"市银保监分局|[一-龥](?!市)[一-龥]银保监分局|[一-龥]{2}[市县]中医医?院|"
    f"(?:{'|'.join(_STEMS)})(?:管理)?(?:行政管理|行政主管|主管)部门|医疗(?:保障|保险)经办机构|(?:医疗保障|医疗保险)行"
    f"政部门"
)


@rule(
    "645",
    "同一主管部门前后称呼不一",
    Severity.NOTE,
    reason="“粮食行政管理部门”和“粮食行政主管部门”、“物业管理行政主管部门”和“物业行政主管部门”交替使用，容易误认为是"
    "两个部门。",
    example=(
        "某市储备粮管理办法\n第一条 为了规范管理，制定本办法。\n第二条 承储企业应当向当地粮食行政管理部门报告。"
        "当地粮食行政主管部门接到报告后，应当核实情况。\n第三条 粮食行政管理部门负责检查。"
    ),
)
def two_names(subject: Subject) -> Iterator[Finding]:
    """粮食行政管理部门 and 粮食行政主管部门 in one paper."""
    places: dict[str, dict[str, Words]] = defaultdict(dict)
    counts: Counter[str] = Counter()
    for each in subject.prose:
        for match in _AUTHORITY.finditer(_MASK.sub("○", each.text)):
            name = match.group()
            stem = next(
                (one for one in _STEMS if name.startswith(one)),
                name[-4:] if "银保监" in name else name[:3] + "中医院" if "中医" in name else "医疗" + name[-4:],
            )
            counts[name] += 1
            places[stem].setdefault(name, each)
    yield from _platforms(subject)
    for names in places.values():
        usual = max(names, key=lambda name: (counts[name], len(name)))
        for name, where in names.items():
            if name != usual:
                yield subject.finding(
                    "645",
                    Severity.NOTE,
                    where,
                    name,
                    f"文中又称“{usual}”（{counts[usual]}处），这里称“{name}”（{counts[name]}处）。",
                    "全文用一个称呼。",
                    others=((names[usual].place, usual),),
                )


_PLATFORM = re.compile(r"[一-龥]{14}(?<=信息平台)")


def _platforms(subject: Subject) -> Iterator[Finding]:
    """排污权储备和出让管理信息平台 and 排污权储备和交易管理信息平台."""
    places: dict[str, Words] = {}
    for each in subject.prose:
        for match in _PLATFORM.finditer(each.text):
            places.setdefault(match.group(), each)
    names = list(places)[:200]
    for index, name in enumerate(names):
        for other in names[:index]:
            at = [spot for spot, (one, two) in enumerate(zip(name, other, strict=True)) if one != two]
            if at and at[-1] - at[0] < 2 and at[0] >= 4:  # one word of two characters, within the name
                yield subject.finding(
                    "645",
                    Severity.NOTE,
                    places[name],
                    name,
                    f"前面写作“{other}”。",
                    "全文用一个名称。",
                    others=((places[other].place, other),),
                )


_OURS = re.compile(r"我省")


@rule(
    "646",
    "市县文件里写“我省”",
    Severity.NOTE,
    reason="市、县的文件说的是本市、本县的事，写“我省”，多半是照抄省里的文件忘了改。",
    example=(
        "某市人民政府办公室关于新型消费的实施方案\n政办字〔2021〕81号\n一、财政\n及时做好我省贯彻落实工作，更好发挥减"
        "税降费政策效应。"
    ),
)
def ours(subject: Subject) -> Iterator[Finding]:
    """做好我省贯彻落实工作 in the paper of a city."""
    if re.match(r"[一-龥]{2,8}?(?:省|自治区)", subject.document.title):
        return
    for each in subject.words:
        for match in _OURS.finditer(_MASK.sub(lambda found: "○" * len(found.group()), each.text)):
            around = each.text[max(0, match.start() - 12) : match.end() + 24]
            of_province = re.search(r"政策|预案|规定|条例|通知", each.text[match.end() : match.end() + 16])
            if "省" in around.replace("我省", "") or (of_province and "我省贯彻" not in around):
                continue
            yield subject.finding(
                "646",
                Severity.NOTE,
                each,
                each.text[max(0, match.start() - 6) : match.end() + 8],
                "市县的文件里写“我省”。",
                "改为“我市”“我县”，确指全省的写明省名。",
                at=max(0, match.start() - 6),
            )


_BRANCH = re.compile("生态环境分局|生态环境局[一-龥]{2,3}县分局")


@rule(
    "647",
    "“局”和“分局”混用",
    Severity.NOTE,
    reason="县级生态环境机构是市生态环境局的分局，自然资源和规划局不是分局；“局”“分局”混写，主体和印章都对不上。",
    example="某县土壤方案\n\n一、任务\n\n严格准入管理。（自然资源和规划分局牵头）\n\n合理规划用途。（自然资源和规划局"
    "牵头）\n",
)
def branches(subject: Subject) -> Iterator[Finding]:
    """自然资源和规划分局 beside 自然资源和规划局; 县生态环境局 where there is a branch."""
    whole: dict[str, Words] = {}
    branch: dict[str, Words] = {}
    for each in subject.words:
        for match in re.finditer(r"自然资源和规划(分?局)", each.text):
            (branch if match[1] == "分局" else whole).setdefault("自然资源和规划", each)
        if "县生态环境局" in each.text:
            whole.setdefault("县生态环境", each)
    if "自然资源和规划" in whole and "自然资源和规划" in branch:
        yield subject.finding(
            "647",
            Severity.NOTE,
            branch["自然资源和规划"],
            "自然资源和规划分局",
            "文中又称“自然资源和规划局”。",
            "改为“自然资源和规划局”。",
            others=((whole["自然资源和规划"].place, "自然资源和规划局"),),
        )
    if "县生态环境" in whole:
        for other in subject.gazette.documents:
            beside = subject if other is subject.document else subject.beside(other)
            named = next((found for each in beside.words if (found := _BRANCH.search(each.text))), None)
            if named is not None:
                yield subject.finding(
                    "647",
                    Severity.NOTE,
                    whole["县生态环境"],
                    "县生态环境局",
                    f"《{other.title}》写作“{named.group()}”。",
                    "改为市生态环境局的分局。",
                )
                return
