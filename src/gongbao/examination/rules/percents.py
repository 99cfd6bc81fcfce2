"""Rules over percentages and rates: above the whole, not adding up to it, not following from the figures beside."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from gongbao.examination.figures import Figure, figures, plain
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_SENTENCE = re.compile(r"[^。；！？]{4,600}[。；！？]?")
_WEIGHTS = re.compile(
    r"权重(?:为|占|各)?(\d{1,3}(?:\.\d)?)%|[一-龥]{2,12}（(\d{1,3})分）|(?:持股(?:比例)?|出资比例|占比)(?:为)?(\d"
    r"{1,3})%"
)
_HUNDRED = Decimal(100)


@rule(
    "307",
    "权重或者分值之和不是100",
    Severity.WARNING,
    reason="权重、分值逐项列出时应当合成100，不足或者超出，评价结果无法计算。",
    example="某市企业评价办法\n\n一、权重\n\n按照亩均税收权重60%、亩均增加值权重20%、研发经费权重5%、劳动生产率权"
    "重10%进行评价。\n",
)
def weights(subject: Subject) -> Iterator[Finding]:
    """Three or more weights of one sentence that come near to 100 without being 100."""
    for each in subject.prose:
        if "权重" not in each.text and "分）" not in each.text:
            continue
        for sentence in _SENTENCE.finditer(each.text):
            found = list(_WEIGHTS.finditer(sentence.group()))
            for group in (1, 2):
                same = [match for match in found if match[group]]
                total = sum((Decimal(match[group]) for match in same), Decimal(0))
                if len(same) >= 3 and total != _HUNDRED and abs(total - _HUNDRED) <= 20:
                    unit = "%" if group == 1 else "分"
                    yield subject.finding(
                        "307",
                        Severity.WARNING,
                        each,
                        sentence.group()[same[0].start() : same[-1].end()],
                        f"列出的{len(same)}项相加是{plain(total)}{unit}，不是100{unit}。",
                        "请核对各项权重或者分值，使之合成100；另有加减分的，应当写明。",
                    )


_OVER = re.compile(
    r"[一-龥]{0,12}(?:完成率|整改率|覆盖率|达标率|合格率|普及率|处置率|入学率|办结率|持证率|通过率|利用率|满意率|准"
    r"确率|参保率|"
    r"签订率|公开率|接种率|回收率|处理率)(?:均|都|要|应|应当|力争|保持在|稳定在|始终)?(?:达到?|为|超过|大于|在)(?:到)?"
    r"(\d{2,4}(?:\.\d{1,2})?)%(以上)?"
)


@rule(
    "308",
    "比率超过100%",
    Severity.ERROR,
    reason="完成率、覆盖率一类的比率以全部为100%，不会超过。",
    example="某市应急管理规划\n\n一、成效\n\n严格执行年度执法计划，隐患整改完成率达100%以上。\n",
)
def above_whole(subject: Subject) -> Iterator[Finding]:
    """A rate of completion above the whole: 完成率达100%以上."""
    for each in subject.words:
        if "率" not in each.text or "%" not in each.text:
            continue
        for match in _OVER.finditer(each.text):
            value = Decimal(match[1])
            beyond = match[2] == "以上" or "超过" in match.group() or "大于" in match.group()
            if value > _HUNDRED or (value == _HUNDRED and beyond):
                yield subject.finding(
                    "308",
                    Severity.ERROR,
                    each,
                    match.group(),
                    "这一比率最高是100%，不会超过。",
                    "请改为“达到100%”，或者核对数字。",
                )


_GREW = re.compile(
    r"(?:由|从)[一-龥\d〇年]{0,12}?的?(\d{1,9}(?:\.\d{1,4})?)([一-龥%‰]{0,4}?)(?:增加|增长|提高|上升|提升|扩大|发展"
    r"|增|升)(?:到|至)"
    r"[一-龥\d〇年]{0,12}?的?(\d{1,9}(?:\.\d{1,4})?)([一-龥%‰]{0,4}?)，[^，。；\d]{0,12}(?:增长|增幅|提高|增加|上升"
    r")(?:了|为|达)?(\d{1,4}(?:\.\d{1,4})?)%(?!点)"
)
_NEW = re.compile(
    r"新(?:建|增|购)[一-龥]{1,14}?(\d{1,9})([座个家台辆件名张处])，(?:[一-龥]{0,12}?)总(?:数|量)(?:已)?(?:达到|达|"
    r"为)(\d{1,9})\2，"
    r"较[^，。；]{2,14}(?:增长|增加|提高)(\d{1,4}(?:\.\d{1,4})?)%"
)
_SHARE = re.compile(
    r"(?:共有?|总计|总数)[一-龥]{0,10}?(\d{1,9})([座个家台辆件名张处人户])，其中[一-龥“”]{1,16}?(\d{1,9})\2，占(?:"
    r"比)?(?:总数的?|全部的?)?"
    r"(?:约|近)?(\d{1,3}(?:\.\d{1,4})?)%"
)


@rule(
    "309",
    "增长率或者占比与所列数字不符",
    Severity.WARNING,
    reason="增长率、占比可以由同一句里的数字算出，算不出来说明至少有一个数字是错的。",
    example="某市消防规划\n\n一、成效\n\n新建市政消火栓1752座，总数达到4860座，较“十二五”末增长66.37%。\n",
)
def derived(subject: Subject) -> Iterator[Finding]:
    """Growth and shares against the figures of the same sentence."""
    for each in subject.prose:
        if "%" not in each.text:
            continue
        for match in _GREW.finditer(each.text):
            old, new = Decimal(match[1]), Decimal(match[3])
            if match[2] == match[4] and old > 0 and match[2] not in ("%", "‰"):
                yield from _rate(subject, each, match, (new - old) / old * 100, match[5])
        for match in _NEW.finditer(each.text):
            added, total = Decimal(match[1]), Decimal(match[3])
            if total > added:
                yield from _rate(subject, each, match, added / (total - added) * 100, match[4])
        for match in _SHARE.finditer(each.text):
            whole, part = Decimal(match[1]), Decimal(match[3])
            if whole > 0:
                yield from _rate(subject, each, match, part / whole * 100, match[4])


def _rate(subject: Subject, where: Words, match: re.Match[str], real: Decimal, printed: str) -> Iterator[Finding]:
    places = len(printed.rpartition(".")[2]) if "." in printed else 0
    if abs(real - Decimal(printed)) > Decimal("1.01").scaleb(-places):
        yield subject.finding(
            "309",
            Severity.WARNING,
            where,
            match.group(),
            f"按所列数字计算是{plain(real.quantize(Decimal('0.01')))}%，文中写{printed}%。",
            "请核对数字和比率。",
        )


@rule(
    "313",
    "一组对应数字中有一处比例不同",
    Severity.WARNING,
    reason="同一段里几组数字都按同一比例折算，只有一组不同，多半是数字颠倒或者抄错。",
    example="某市节水方案\n\n一、目标\n\n小麦到2022年发展10万亩，压减地下水600万立方米；蔬菜发展5万亩，压减地下水30"
    "0万立方米；"
    "水果发展2万亩，压减地下水120万立方米；玉米发展40万亩，压减地下水2940万立方米。\n",
)
def outlier(subject: Subject) -> Iterator[Finding]:
    """Pairs of figures, area and saving, of one paragraph: all in one proportion but one."""
    for each in subject.prose:
        found = [figure for figure in figures(each.text) if not figure.about]
        pairs: dict[tuple[str, str], list[tuple[Figure, Figure]]] = {}
        for first, second in itertools.pairwise(found):
            gap = each.text[first.end : second.start]
            if first.unit != second.unit and first.value > 0 and gap[:1] == "，" and len(gap) <= 12:
                pairs.setdefault((first.unit, second.unit), []).append((first, second))
        for group in pairs.values():
            if len(group) < 4:
                continue
            ratios = [(second.value / first.value).quantize(Decimal("0.01")) for first, second in group]
            usual, times = Counter(ratios).most_common(1)[0]
            if times != len(group) - 1 or times < 3:
                continue
            at = next(index for index, ratio in enumerate(ratios) if ratio != usual)
            first, second = group[at]
            yield subject.finding(
                "313",
                Severity.WARNING,
                each,
                each.text[first.start : second.end],
                f"其余{times}组后数都是前数的{plain(usual)}倍，这一组是{plain(ratios[at])}倍；按{plain(usual)}倍应为"
                f"{plain(first.value * usual)}{second.unit}。",
                "请核对这一组数字。",
            )
