"""What a person makes of the findings: 合法性审核意见, and the letter that sends a finding to the issuing body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongbao.examination.checklist import Question, checklist
from gongbao.examination.model import Finding
from gongbao.reference import chinese_date
from gongbao.writing import Grid, Paper, Paragraph, Role


class Answer(StrEnum):
    """What a person decides on a finding."""

    ACCEPTED = "采纳"
    REJECTED = "不采纳"
    OPEN = "未处理"


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding with a person's decision. A rejection has a reason."""

    finding: Finding
    answer: Answer = Answer.OPEN
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault that a person found and no rule did."""

    place: str
    words: str
    problem: str
    basis: str
    advice: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A question of the checklist with a person's answer: 是, 否, 不涉及, or empty."""

    question: Question
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """All that a person has decided on one document."""

    title: str
    body: str  # who sent the draft
    reviewer: str  # whose opinion it is
    on: date
    answers: Sequence[Answered]
    remarks: Sequence[Remark] = ()
    checks: Sequence[Checked] = ()


def opinion(review: Review) -> Paper:
    """合法性审核意见: clause, words, problem, basis, advice, each accepted or rejected with its reason.

    Raises:
        ValueError: a finding is rejected without a reason; the message names it.
    """
    for each in review.answers:
        if each.answer is Answer.REJECTED and not each.reason.strip():
            raise ValueError(f"{each.finding.place}“{each.finding.words[:20]}”不采纳的，请写明理由")
    accepted = [each for each in review.answers if each.answer is Answer.ACCEPTED]
    rejected = [each for each in review.answers if each.answer is Answer.REJECTED]
    open_ = [each for each in review.answers if each.answer is Answer.OPEN]
    blocks: list[Paragraph | Grid] = [
        Paragraph(Role.TITLE, f"关于《{review.title.strip('《》')}》的合法性审核意见"),
    ]
    if review.body:
        blocks.append(Paragraph(Role.ADDRESSEE, f"{review.body}："))
    counted = len(review.answers) + len(review.remarks)
    blocks.append(
        Paragraph(
            Role.BODY,
            f"《{review.title.strip('《》')}》收悉。经审核，提出意见{len(accepted) + len(review.remarks)}条；"
            f"机器提示后经审核人员研究不予采纳的{len(rejected)}条；尚未处理的{len(open_)}条。"
            if counted
            else f"《{review.title.strip('《》')}》收悉。经审核，没有提出修改意见。",
        )
    )
    number = 0
    titles = iter(("一", "二", "三", "四"))
    if accepted or review.remarks:
        blocks.append(Paragraph(Role.LEVEL1, f"{next(titles)}、修改意见"))
        rows = []
        for each in accepted:
            number += 1
            found = each.finding
            others = "".join(f"\n{place}：{words}" for place, words in found.others)
            rows.append(
                [str(number), found.place, found.words, found.message + others, found.basis or "", found.advice]
            )
        for remark in review.remarks:
            number += 1
            rows.append([str(number), remark.place, remark.words, remark.problem, remark.basis, remark.advice])
        blocks.append(Grid([["序号", "条款", "原文", "问题", "依据", "建议"]], rows, (0.6, 1.4, 3, 3, 2, 3)))
    if review.checks:
        blocks.append(Paragraph(Role.LEVEL1, f"{next(titles)}、审核事项"))
        rows = [
            [
                each.question.question,
                each.answer or "未答",
                each.note,
                f"《{each.question.source}》{each.question.place}",
            ]
            for each in review.checks
        ]
        blocks.append(Grid([["事项", "结论", "说明", "依据"]], rows, (4, 1, 3, 3)))
    for name, group in (("不予采纳的提示", rejected), ("尚未处理的提示", open_)):
        if group:
            blocks.append(Paragraph(Role.LEVEL1, f"{next(titles)}、{name}"))
            rows = [
                [each.finding.place, each.finding.words, each.finding.message, each.reason or "—"] for each in group
            ]
            blocks.append(Grid([["条款", "原文", "提示", "理由"]], rows, (1.4, 3, 3, 3)))
    if review.reviewer:
        blocks.append(Paragraph(Role.SIGNATURE, review.reviewer))
    blocks.append(Paragraph(Role.DATE, chinese_date(review.on)))
    return Paper(f"关于《{review.title.strip('《》')}》的合法性审核意见", blocks, wide=True)


def letter(finding: Finding, *, title: str, number: str | None, issuer: str, sender: str, on: date) -> Paper:
    """A letter (函) that asks the issuing body to look at a finding. It asserts nothing beyond the words it quotes."""
    named = f"《{title.strip('《》')}》" + (f"（{number}）" if number else "")
    others = "".join(f"同一文件{place}写明“{words}”。" for place, words in finding.others)
    basis = f"相关依据：{finding.basis}。" if finding.basis else ""
    return Paper(
        f"关于商请核实{named}有关内容的函",
        [
            Paragraph(Role.TITLE, f"关于商请核实{named}有关内容的函"),
            Paragraph(Role.ADDRESSEE, f"{issuer}："),
            Paragraph(
                Role.BODY,
                f"我单位在查阅{named}时注意到，{finding.place}印有“{finding.words}”。{finding.message}。{others}{basis}",
            ),
            Paragraph(
                Role.BODY, f"建议：{finding.advice}。请予核实；确有不妥的，商请以适当方式更正，并将结果函告我单位。"
            ),
            Paragraph(Role.SIGNATURE, sender),
            Paragraph(Role.DATE, chinese_date(on)),
        ],
    )


def checked(answers: Mapping[str, tuple[str, str]]) -> tuple[Checked, ...]:
    """The checklist with a person's answers, by the questions' keys; each is (answer, note)."""
    return tuple(
        Checked(question, *answers.get(question.key, ("", ""))) for group in checklist() for question in group.items
    )
