import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongbao.library.names import (
    address,
    loose_title_form,
    number_form,
    split_citation,
    title_form,
)


@pytest.mark.parametrize(
    "typed",
    [
        "定政办〔2023〕5号",
        "定政办[2023]5号",
        "定政办 2023 5号",
        "定政办（２０２３）５号",
        "定政办【2023】第5号",
        "定政办 [2023] 05 号",
    ],
)
def test_a_number_is_the_same_however_its_brackets_widths_and_blanks_are_typed(typed: str) -> None:
    assert number_form(typed) == number_form("定政办〔2023〕5号")


def test_numbers_of_other_series_years_and_counts_stay_apart() -> None:
    forms = {
        number_form(n) for n in ("定政办〔2023〕5号", "定政办字〔2023〕5号", "定政办〔2022〕5号", "定政办〔2023〕15号")
    }
    assert len(forms) == 4


@pytest.mark.parametrize(
    ("citation", "document", "place"),
    [
        ("廊政办发〔2021〕6号 第六条", "廊政办发〔2021〕6号", "第六条"),
        ("廊政办发〔2021〕6号第六条第二款（四）", "廊政办发〔2021〕6号", "第六条第二款（四）"),
        ("《定州市养犬管理办法》第十条", "《定州市养犬管理办法》", "第十条"),
        ("定州市养犬管理办法第十条", "定州市养犬管理办法", "第十条"),
        ("定政办[2023]8号 四（二）1.（4）", "定政办[2023]8号", "四（二）1.（4）"),
        (
            "定政办 2023 5号 附件4 表1 行“本质安全” 列“评分标准”",
            "定政办 2023 5号",
            "附件4 表1 行“本质安全” 列“评分标准”",
        ),
        ("定政办〔2023〕5号 正文第3段", "定政办〔2023〕5号", "正文第3段"),
        ("廊坊市人民政府令〔2021〕第1号 第二条", "廊坊市人民政府令〔2021〕第1号", "第二条"),
        ("定政办〔2023〕5号 末段", "定政办〔2023〕5号", "末段"),
        ("定政办〔2023〕5号 标题", "定政办〔2023〕5号", "标题"),
        ("《定州市养犬管理办法》 附则", "《定州市养犬管理办法》", "附则"),
        (
            "定政办〔2023〕28号《健全农民持续增收体制机制实施方案》 二（一）",
            "定政办〔2023〕28号《健全农民持续增收体制机制实施方案》",
            "二（一）",
        ),
    ],
)
def test_a_citation_splits_into_document_and_place(citation: str, document: str, place: str) -> None:
    assert split_citation(citation) == (document, place)


@pytest.mark.parametrize(
    "name",
    [
        "廊政办发〔2021〕6号",
        "定政办 2023 5号",
        "廊坊市人民政府令〔2021〕第1号",
        "《定州市养犬管理办法》解读",
        "定州市加快建设开放强市行动方案（2023—2027年）",
        "廊坊市气象事业发展“十四五”规划",
        "",
    ],
)
def test_a_name_without_a_place_stays_whole(name: str) -> None:
    assert split_citation(name) == (name, None)


@given(st.text(max_size=60))
def test_splitting_never_fails_and_loses_nothing_but_blanks(text: str) -> None:
    name, place = split_citation(text)
    assert "".join((name + (place or "")).split()) == "".join(text.split())


def test_titles_count_as_the_same_with_other_quotation_marks_dashes_and_widths() -> None:
    assert title_form("《加快建设数字定州行动方案（2023-2027年）》") == title_form(
        "加快建设数字定州行动方案(2023—2027年)"
    )


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("关于深化文旅融合加快发展工作方案", "定州市关于深化文旅融合加快发展工作方案"),
        ("关于以新业态新模式引领新型消费的实施方案", "廊坊市人民政府办公室关于以新业态新模式引领新型消费的实施方案"),
        ("定州市医疗卫生服务体系规划（2021-2025年）", "定州市医疗卫生服务体系规划"),
        ("关于印发廊坊市规范农村建房行为的若干措施的通知", "廊坊市规范农村建房行为的若干措施"),
    ],
)
def test_a_shortened_title_has_the_loose_form_of_the_whole(short: str, full: str) -> None:
    assert loose_title_form(short) == loose_title_form(full)


def test_an_address_can_be_read_and_what_would_break_it_is_escaped() -> None:
    assert address("定政办〔2023〕5号", "第五条") == "/d/定政办〔2023〕5号/第五条"
    assert address("《甲/乙?》") == "/d/《甲%2F乙%3F》"
