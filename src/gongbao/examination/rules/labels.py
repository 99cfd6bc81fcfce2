"""63x: the labels before lists of offices, 责任单位 and 责任部门; the same label twice in one bracket."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_LABEL = re.compile(r"[（〔；](责任|牵头|配合)(单位|部门)：")


@rule(
    "634",
    "分工的标签前后不一",
    Severity.NOTE,
    reason="“责任单位”和“责任部门”、“牵头单位”和“牵头部门”在一份文件里混用，看不出是不是同一种责任。",
    example=(
        "某市农业方案\n\n一、种植\n\n推广良种。（牵头单位：市农业农村局）\n\n二、养殖\n\n发展畜牧。"
        "（牵头单位：市农业农村局）\n\n"
        "三、加工\n\n做强乳品。（牵头部门：市农业农村局）\n"
    ),
)
def mixed_labels(subject: Subject) -> Iterator[Finding]:
    """牵头单位 and 牵头部门 in one document, told once for each role at the rarer one."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, Words] = {}
    for each in subject.prose:
        for match in _LABEL.finditer(each.text):
            counts.setdefault(match[1], Counter())[match[2]] += 1
            first.setdefault(match[1] + match[2], each)
    for role, found in counts.items():
        if len(found) < 2:
            continue
        (usual, often), (rare, seldom) = found.most_common(2)
        yield subject.finding(
            "634",
            Severity.NOTE,
            first[role + rare],
            f"{role}{rare}：",
            f"全文{often}处写“{role}{usual}”，{seldom}处写“{role}{rare}”。",
            f"统一写作“{role}{usual}”。",
        )


_BRACKET = re.compile(r"[（〔]((?:[^（）〔〕]|（[^（）]{1,12}）){4,400})[）〕]")


@rule(
    "635",
    "一处分工里同一标签写了两遍",
    Severity.WARNING,
    reason="一个括号里“责任部门”写了两次，后一次多半应为另一种责任，或者应与前一次合并。",
    example=(
        "某市政务方案\n\n一、服务\n\n推动服务下沉。（牵头部门：市行政审批局；责任部门：市公安局；"
        "责任部门：各乡镇（街道））\n"
    ),
)
def label_twice(subject: Subject) -> Iterator[Finding]:
    """责任部门：…；责任部门：… in one bracket."""
    for each in subject.words:
        for bracket in _BRACKET.finditer(each.text):
            labels = Counter(re.findall(r"(?:^|；)((?:责任|牵头|配合)(?:单位|部门))：", bracket[1]))
            for label, times in labels.items():
                if times > 1:
                    second = bracket[1].find(label + "：", bracket[1].find(label) + 1)
                    yield subject.finding(
                        "635",
                        Severity.WARNING,
                        each,
                        bracket[1][second : second + 20],
                        f"这个括号里“{label}”写了{times}次。",
                        "合并，或者改为应写的标签。",
                        at=bracket.start(1) + second,
                    )
