"""The strings of the interface, and how dates, money and numbers are written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from gongbao import web
from gongbao.guidance import Status
from gongbao.library import State
from gongbao.web.home import STATES
from gongbao.web.portal import SHAPES
from gongbao.web.wording import (
    LANGUAGES,
    grouped,
    long_date,
    number_glued,
    plain_rule,
    shown_value,
    speaker,
    strings,
    without_place,
)

ROOM = Path(web.__file__).parent


def test_every_string_stands_in_both_languages_and_takes_the_same_fillings() -> None:
    for key, forms in strings().items():
        assert set(forms) == set(LANGUAGES), key
        fillings = [{name for _, name, _, _ in Formatter().parse(forms[language]) if name} for language in LANGUAGES]
        assert fillings[0] == fillings[1], key


def test_no_string_shouts_or_says_that_the_system_is_busy() -> None:
    for key, forms in strings().items():
        assert not re.search(r"[!！]|系统繁忙", "".join(forms.values())), key


def test_every_string_that_a_template_or_page_names_exists_and_every_string_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in [*ROOM.glob("*.py"), *ROOM.glob("templates/*.html")])
    named = set(re.findall(r"""\b(?:t|say)\(\s*['"](\w+)['"]\s*[,)]""", text))
    assert named <= set(strings()), named - set(strings())
    quoted = set(re.findall(r"""['"](\w+)['"]""", text))
    made_up = re.findall(r"""\b(?:t|say)\(\s*f?['"](\w+_)(?:\{|['"]\s*~)""", text)  # say(f"rel_{…}"), t('edge_' ~ …)
    prefixes = ("state_", "validity_", "kind_", "f_", "nav_", "unit_", "fig_", *made_up)
    unused = {key for key in strings() if key not in quoted and not key.startswith(prefixes)}
    assert unused == set()


@pytest.mark.parametrize(
    ("value", "kind", "unit", "shown"),
    [
        ("2000", "money", None, "2,000.00 元"),
        ("0", "money", "元", "0.00 元"),
        ("0.6", "ratio", None, "60%"),
        ("0.0375", "ratio", None, "3.75%"),
        ("47", "integer", "岁", "47 岁"),
        ("2022-06-01", "date", None, "2022年6月1日"),
        ("true", "boolean", None, "是"),
        ("在职", "choice", None, "在职"),
        (None, "money", None, "—"),
    ],
)
def test_a_value_is_written_as_the_text_writes_it(value: str | None, kind: str, unit: str | None, shown: str) -> None:
    assert shown_value(value, kind, unit) == shown


def test_a_day_is_written_with_its_weekday() -> None:
    assert long_date(date(2022, 6, 1), "zh") == "2022年6月1日（周三）"
    assert long_date(date(2022, 6, 1), "en") == "1 June 2022"


def test_a_document_number_is_never_broken_across_lines() -> None:
    assert number_glued("见廊政办发〔2021〕6号 第六条") == '<span class="nb">见廊政办发〔2021〕6号</span> 第六条'


def test_gluing_a_number_escapes_what_stands_around_it() -> None:
    assert number_glued("<b>") == "&lt;b&gt;"


def test_only_figures_are_grouped() -> None:
    assert grouped("1234567") == "1,234,567"
    assert grouped("约三千") == "约三千"
    assert grouped("NaN") == "NaN"


def test_a_string_is_spoken_with_its_fillings() -> None:
    assert speaker("zh")("n_documents", n=3) == "3 份文件"
    assert speaker("en")("n_documents", n=3) == "3 documents"


def test_every_state_of_coverage_and_of_validity_has_its_word_in_both_languages() -> None:
    for status in Status:
        assert speaker("zh")(f"state_{STATES[status]}") == status.value
    for state in State:
        assert speaker("zh")(f"validity_{SHAPES[state]}") == state.value


def test_a_quotation_leaves_out_the_number_of_its_article_and_a_last_semicolon() -> None:
    assert without_place("第六条在一个参保年度内；", "第六条") == "在一个参保年度内"
    assert without_place("起付标准为100元", "第六条") == "起付标准为100元"
    assert without_place("第六条", "第六条") == "第六条"
    assert without_place("一、将第一条修改为", "一") == "将第一条修改为"


def test_a_rule_is_written_with_the_signs_that_people_write() -> None:
    assert plain_rule('人员类别："在职"，年龄：>= 分段年龄') == "人员类别：在职，年龄：≥ 分段年龄"
