"""A report as one HTML file that stands alone: to be mailed, kept, printed."""

from __future__ import annotations

from html import escape

from gongbao.examination.examine import Report
from gongbao.examination.model import Finding
from gongbao.examination.registry import rules
from gongbao.reference import chinese_date

_STYLE = (
    "body{font:16px/1.7 'Noto Serif CJK SC','Songti SC',SimSun,serif;max-width:46em;margin:2em auto;padding:0 1em;"
    "color:#1b1b1a;background:#fbfaf7}h1{font-size:1.4em}h2{font-size:1.1em;margin-top:2em}li{margin:1em 0}"
    "q{background:#ece5d2}.a{color:#5f5c56}.s{border:1px solid;padding:0 .4em;font-size:.85em}"
)


def html(report: Report) -> str:
    """The report, findings by document in the order of their lines. Nothing is loaded from elsewhere."""
    names = {each.code: each.name for each in rules()}
    parts = [
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>体检：{escape(report.gazette.title)}'
        f"</title><style>{_STYLE}</style></head><body><h1>体检：{escape(report.gazette.title)}</h1>",
        f'<p class="a">以{chinese_date(report.on)}为准，用规则 {len(report.ran)} 条，'
        f"查出 {len(report.open)} 处；由人判断，程序不改原文。</p>",
    ]
    for document in report.gazette.documents:
        found = report.of(document.key)
        if not found:
            continue
        number = f"（{escape(document.number)}）" if document.number else ""
        parts.append(f"<h2>{escape(document.title)}{number}</h2><ol>")
        parts.extend(_item(each, names) for each in found)
        parts.append("</ol>")
    if not report.findings:
        parts.append("<p>没有查出问题。机器查不出的，请人再读一遍。</p>")
    parts.append("</body></html>\n")
    return "".join(parts)


def _item(finding: Finding, names: dict[str, str]) -> str:
    others = "".join(f"<br>{escape(place)}：<q>{escape(words)}</q>" for place, words in finding.others)
    basis = f"<br>依据：{escape(finding.basis)}" if finding.basis else ""
    answered = f"<br>文中已注明理由：{escape(finding.suppressed)}" if finding.suppressed else ""
    return (
        f'<li><span class="s">{finding.severity.value}</span> <b>{escape(finding.place)}</b>'
        f' <span class="a">第 {finding.line} 行　{finding.rule} {escape(names.get(finding.rule, ""))}</span>'
        f"<br><q>{escape(finding.words)}</q>{others}<br>{escape(finding.message)}"
        f"<br>建议：{escape(finding.advice)}{basis}{answered}</li>"
    )
