"""33x, 43x: numbers that a document gives of itself against its own headings; one limit in two rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.figures import count_of
from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_CLAIM = re.compile(
    r"(?<![\d.第])(\d{1,3}|[二三四五六七八九十]{1,3})(?:个|项|大)(?:重点|专项|主要|重大)?(工程|行动|举措|计划)(?=[，。；、和])"
)


@rule(
    "331",
    "所称工程、行动的个数与标题不符",
    Severity.WARNING,
    reason="文件说有多少项工程、多少个行动，下面就应当列多少个；不等，是漏列或者数错。",
    example=(
        "某市数字方案\n\n一、目标\n\n组织实施4项重点工程，推动发展。\n\n二、任务\n\n（一）高速网络建设工程。"
        "\n\n加快覆盖。\n\n"
        "（二）算力建设工程。\n\n建设平台。\n\n（三）智能改造工程。\n\n改造升级。\n"
    ),
)
def claimed(subject: Subject) -> Iterator[Finding]:
    """20项重点工程 where 19 headings end in 工程."""
    if subject.is_explanation:
        return
    headings = [(each.provision.heading or "").rstrip("。：") for each in subject.prose]
    for each in subject.prose[:40]:
        for match in _CLAIM.finditer(each.text):
            said = count_of(match[1])
            have = sum(heading.endswith(match[2]) and len(heading) > len(match[2]) + 2 for heading in headings)
            if said is None or have < 3 or said == have or abs(said - have) > max(1, said // 10):
                continue
            yield subject.finding(
                "331",
                Severity.WARNING,
                each,
                match.group(),
                f"全文以“{match[2]}”结尾的标题有{have}个。",
                "核对有没有漏列，或者改正个数。",
                at=match.start(),
            )


_ABOVE = re.compile(r"(\d{2,3})分(?:及)?以上(?!（)")
_BELOW = re.compile(r"(\d{2,3})分以下(?!（)")
_SAID = re.compile("以上[^。]{0,8}(?:包括|含)本数|以下[^。]{0,8}不(?:包括|含)本数|均含本数")


@rule(
    "431",
    "同一分数既达标又不达标",
    Severity.WARNING,
    reason="一处写“60分以上”合格，另一处写“60分以下”整改，正好60分的怎么办没有交代；法律上“以上”“以下”都包括本数。",
    example=(
        "某市监控点管理办法\n\n第一条 达到60分以上的企业，报送主管部门。\n\n第二条 公示七日。"
        "\n\n第三条 经评价得分60分以下的，责令限期整改。\n"
    ),
)
def both_sides(subject: Subject) -> Iterator[Finding]:
    """60分以上 in one article and 60分以下 in another."""
    if any(_SAID.search(each.text) for each in subject.prose):
        return
    above: dict[str, Words] = {}
    for each in subject.prose:
        for match in _ABOVE.finditer(each.text):
            above.setdefault(match[1], each)
    for each in subject.prose:
        for match in _BELOW.finditer(each.text):
            other = above.get(match[1])
            if other is not None and other is not each and match[1] + "分以上" not in each.text:
                yield subject.finding(
                    "431",
                    Severity.WARNING,
                    each,
                    match.group(),
                    f"{other.place}写“{match[1]}分以上”，正好{match[1]}分时两处都适用。",
                    "写明是否包括本数，如“不满60分”。" if match[1] == "60" else "写明是否包括本数，如“不满……分”。",
                    others=((other.place, match[1] + "分以上"),),
                    basis="《中华人民共和国民法典》第一千二百五十九条",
                    at=match.start(),
                )
