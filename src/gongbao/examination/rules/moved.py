"""13x: lines that stand in another place than their neighbours ask for."""

from __future__ import annotations

from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words


@rule(
    "136",
    "行序颠倒",
    Severity.NOTE,
    reason="前后句子、编号说明这几行应在别处；排版、分栏或者转换时换了位置，照印出的次序读不通。",
    example=(
        "某市清理意见\n\n第一条 制定本意见。\n\n第二条 每两年清理一次。\n\n起施行。\n\n第三条 本实施意见自印发之日\n"
    ),
)
def moved(subject: Subject) -> Iterator[Finding]:
    """起施行。 printed before 第十八条 本实施意见自印发之日."""
    source = subject.gazette.source
    for move in subject.document.moves:
        line = source.text[source.line_starts[move.first_line - 1] :].split("\n", 1)[0].strip()
        where = _holding(subject, move.first_line)
        if where is None or not line:
            continue
        yield subject.finding(
            "136",
            Severity.NOTE,
            where,
            "".join(line.split())[:16],
            f"{move.evidence}。",
            "对照原件恢复次序。",
        )


def _holding(subject: Subject, line: int) -> Words | None:
    """The provision that holds a line."""
    source = subject.gazette.source
    for each in subject.words:
        for span in each.provision.spans:
            if source.line_of(span.start) <= line <= source.line_of(max(span.start, span.end - 1)):
                return each
    return None
