"""Examination (体检): faults in a text, found as a linter finds them in code.

Comes in: a parsed gazette or a draft; the library, where there is one. Goes out: findings: rule, place, quoted words,
what is wrong, what to do.
Promises: every finding quotes words that stand at its place; a rule can be switched off, and a single finding
suppressed with a reason; the same text gives the same findings in the same order.
Never: changes a text, decides that a document is unlawful: a person reads the finding and answers it.
"""

from gongbao.examination.checklist import Group, Question, checklist
from gongbao.examination.comparison import Comparison, NothingToCompare, comparison, comparison_paper
from gongbao.examination.examine import Report, UnknownRule, examine, examine_text, selected
from gongbao.examination.export import findings_sheet
from gongbao.examination.held import Examined
from gongbao.examination.html import html
from gongbao.examination.model import Finding, Severity
from gongbao.examination.opinion import Answer, Answered, Checked, Remark, Review, letter, opinion
from gongbao.examination.page import rules_page
from gongbao.examination.plain import plain
from gongbao.examination.registry import Rule
from gongbao.examination.registry import rules as all_rules
from gongbao.examination.sarif import sarif
from gongbao.examination.selfproof import GazetteProof, TableProof, prove

__all__ = [
    "Answer",
    "Answered",
    "Checked",
    "Comparison",
    "Examined",
    "Finding",
    "GazetteProof",
    "Group",
    "NothingToCompare",
    "Question",
    "Remark",
    "Report",
    "Review",
    "Rule",
    "Severity",
    "TableProof",
    "UnknownRule",
    "all_rules",
    "checklist",
    "comparison",
    "comparison_paper",
    "examine",
    "examine_text",
    "findings_sheet",
    "html",
    "letter",
    "opinion",
    "plain",
    "prove",
    "rules_page",
    "sarif",
    "selected",
]
