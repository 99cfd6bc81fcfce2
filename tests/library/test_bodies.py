"""The register of bodies; expectations are read from the gazettes."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from gongbao.library import Body, Library
from gongbao.library.ingest import store
from gongbao.text import Role


def body(library: Library, name: str, place: str) -> Body:
    found = library.body(name, place)
    assert found is not None, (name, place)
    return found


@pytest.mark.parametrize(
    ("place", "names", "full"),
    [
        ("廊坊市", ("市发改委", "发展和改革委员会", "发改局", "市发展改革委"), "廊坊市发展和改革委员会"),
        ("定州市", ("市市场监管局", "市场监督管理局", "定州市市场监督管理局"), "定州市市场监督管理局"),
        ("定州市", ("市住建局", "市住房和城乡建设局", "住建局"), "定州市住房和城乡建设局"),
        ("廊坊市", ("市卫健委", "市卫生健康委", "卫生健康委员会"), "廊坊市卫生健康委员会"),
        ("宁晋县", ("县发改局", "发展和改革局", "县发展和改革委员会"), "宁晋县发展和改革局"),
        ("宁晋县", ("县城管局", "县城管综合行政执法局"), "宁晋县城市管理综合行政执法局"),
        ("宁晋县", ("人行宁晋支行", "中国人民银行宁晋县支行"), "中国人民银行宁晋县支行"),
        ("廊坊市", ("廊坊开发区管委会",), "廊坊开发区管理委员会"),
    ],
)
def test_names_within_a_place_mean_one_body(five: Library, place: str, names: tuple[str, ...], full: str) -> None:
    for name in names:
        assert body(five, name, place).name == full


def test_the_same_name_means_another_body_in_another_place(five: Library) -> None:
    assert body(five, "市财政局", "定州市").place == "定州市"
    assert body(five, "市财政局", "廊坊市").place == "廊坊市"
    assert body(five, "市市场监管局", "宁晋县").place == "邢台市"
    assert body(five, "省财政厅", "宁晋县").place == "河北省"


def test_a_body_tells_its_kind_and_level(five: Library) -> None:
    assert (body(five, "县水务局", "宁晋县").kind, body(five, "县水务局", "宁晋县").level) == ("部门", "县级")
    assert (body(five, "市委网信办", "定州市").kind, body(five, "市发改委", "廊坊市").level) == ("党委", "地级")
    assert (body(five, "公安部", "定州市").level, body(five, "公安部", "定州市").place) == ("国家", "全国")


def test_an_abbreviation_that_the_text_states_is_an_alias_with_its_words(five: Library) -> None:
    alias = next(each for each in body(five, "市质评委", "定州市").aliases if each.name == "市质评委")
    assert alias.ground == "文中简称"
    assert alias.witness is not None
    assert alias.witness.document.number == "定政发〔2023〕12号"
    assert "（以下简称市质评委）" in alias.witness.words


def test_a_reorganisation_that_the_text_states_comes_with_its_words(five: Library) -> None:
    change = next(each for each in body(five, "市应急管理局", "定州市").changes if each.witness)
    assert (change.before, change.after, change.year) == ("市安全生产监督管理局", "市应急管理局", None)
    assert "根据《定州市机构改革方案》" in change.source


def test_another_reorganisation_rests_on_the_national_paper_and_says_so(five: Library) -> None:
    change = next(each for each in body(five, "市生态环境局", "定州市").changes if each.before == "环保局")
    assert change.year == 2018
    assert change.witness is None
    assert "以本地文件为准" in change.source


def test_mentions_are_the_provisions_that_name_a_body(five: Library) -> None:
    found = five.mentions(body(five, "县水务局", "宁晋县"))
    assert found
    for witness in found:
        assert witness.document.place == "宁晋县"
        assert "水务局" in five.passage(witness.document.ref, witness.place).text if witness.place else True


def test_members_that_a_document_lists_are_a_group(five: Library) -> None:
    card = five.resolve("《廊坊市人民政府关于同意建立扶持个体工商户发展联席会议制度的批复》")[0]
    group = five.group("各成员单位", card)
    assert not group.open
    assert [member.name for member in group.members[:3]] == [
        "廊坊市市场监督管理局",
        "廊坊市发展和改革委员会",
        "廊坊市工业和信息化局",
    ]
    assert len(group.members) == 13  # 等13个部门
    assert group.witness is not None
    assert group.witness.document.id == card.id


def test_members_whose_duties_are_given_one_by_one_are_a_group(five: Library) -> None:
    card = next(card for card in five.documents() if card.title == "定州市食品安全事故应急预案")
    names = [member.name for member in five.group("市指挥部成员单位", card).members]
    assert names[:4] == ["定州市市场监督管理局", "定州市农业农村局", "定州市委宣传部", "定州市委网信办"]


def test_the_counties_of_a_city_are_those_of_the_standard(five: Library) -> None:
    card = next(card for card in five.documents() if card.place == "廊坊市")
    group = five.group("各县（市、区）政府", card)
    assert len(group.members) == 10
    assert group.source is not None
    assert "GB/T 2260" in group.source
    assert group.members[0].name == "安次区人民政府"


@pytest.mark.parametrize("words", ["有关部门", "各乡镇（街道）", "市直有关部门", "成员单位"])
def test_a_group_without_a_list_stays_open(five: Library, words: str) -> None:
    card = next(card for card in five.documents() if card.title == "定州市养犬管理办法")
    group = five.group(words, card)
    assert group.open
    assert group.members == ()


def test_a_cell_is_read_into_the_bodies_of_the_place(five: Library) -> None:
    card = next(card for card in five.documents() if card.place == "廊坊市")
    found = five.responsible("牵头单位：市发改委；配合单位：市财政局，各县（市、区）政府、某人", card)
    assert [(each.words, each.role, each.body and each.body.name) for each in found] == [
        ("市发改委", Role.LEADS, "廊坊市发展和改革委员会"),
        ("市财政局", Role.HELPS, "廊坊市财政局"),
        ("各县（市、区）政府", Role.HELPS, None),
        ("某人", Role.HELPS, None),
    ]
    assert found[2].group is not None
    assert len(found[2].group.members) == 10


def test_an_issuer_is_known_by_masthead_place_and_number_together(five: Library) -> None:
    card = five.resolve("定政办字〔2023〕27号")[0]
    issuer = five.issuer_of(card)
    assert issuer.body is not None
    assert issuer.body.name == "定州市人民政府办公室"
    assert [reason.sentence[:8] for reason in issuer.reasons] == [
        "印出的发文机关是",
        "刊登在定州市的公",
        "定州市的文号“定",
    ]


@pytest.fixture
def ambiguous(library: Library, engine: sa.Engine, build: Any) -> Library:
    """Two places whose offices use one series."""
    for place, issuer in (("惠州市", "惠州市人民政府"), ("无锡市", "无锡市惠山区人民政府")):
        documents = [
            {"title": f"{place}办法{n}", "number": f"惠府〔2023〕{n}号", "issuer": issuer, "issued": date(2023, 1, n)}
            for n in (1, 2, 3)
        ]
        unsigned = {
            "title": f"{place}无署名办法",
            "number": "惠府〔2023〕9号",
            "articles": (f"第一条　{place}制定本办法。",),
        }
        store(engine, build(*documents, unsigned, name=f"{place}.txt", place=place))
    return library


def test_a_series_that_two_places_use_decides_nothing_by_itself(ambiguous: Library) -> None:
    for place, body_name in (("惠州市", "惠州市人民政府"), ("无锡市", "无锡市惠山区人民政府")):
        card = next(card for card in ambiguous.documents() if card.title == f"{place}无署名办法")
        issuer = ambiguous.issuer_of(card)
        assert issuer.other_places == tuple({"惠州市", "无锡市"} - {place})
        assert issuer.body is None or issuer.body.name == body_name
        assert any("惠府" in reason.sentence for reason in issuer.reasons)


def test_a_series_that_another_body_uses_is_a_conflict(five: Library) -> None:
    """定政发〔2023〕12号 is signed by the office, the other 定政发 by the government itself."""
    card = five.resolve("定政发〔2023〕12号")[0]
    issuer = five.issuer_of(card)
    assert issuer.conflicts == (
        "定州市的文号“定政发”在文库里由定州市人民政府使用（6件），这一件却署定州市人民政府办公室",
    )


def test_laws_have_no_place_and_their_issuers_are_national_bodies(
    library: Library, engine: sa.Engine, build: Any
) -> None:
    store(engine, build({"title": "物业管理条例", "issuer": "国务院"}, place=""))
    issuer = library.issuer_of(library.documents()[0])
    assert issuer.body is not None
    assert (issuer.body.name, issuer.body.place) == ("国务院", "全国")
    assert library.bodies("") == ()
