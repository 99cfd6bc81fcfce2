from collections import Counter

import pytest

from gongbao.reference import PLACES, Tier, localities, place_in, place_of_code, places_called, under


def test_codes_are_unique_and_begin_with_those_above() -> None:
    coded = [each for each in localities() if each.code]
    assert all(count == 1 for count in Counter(each.code for each in coded).values())
    by_name = {each.name: each for each in coded if each.tier in (Tier.PROVINCE, Tier.PREFECTURE)}
    for each in coded:
        assert len(each.code) == 6
        assert each.code.isdigit()
        if each.tier is Tier.PROVINCE:
            assert each.code.endswith("0000")
        elif each.tier is Tier.PREFECTURE:
            assert each.code[:2] == by_name[each.province].code[:2]
            assert each.code.endswith("00")
            assert not each.code.endswith("0000")
        else:
            assert each.code[:2] == "13"
            assert not each.code.endswith("00")
            if each.city in by_name:
                assert each.code[:4] == by_name[each.city].code[:4]


def test_the_numbers_of_places_are_those_of_the_country() -> None:
    """34 provinces; 333 prefectures, and 雄安新区 outside the standard; 167 counties of Hebei."""
    counts = Counter(each.tier for each in localities())
    assert (counts[Tier.PROVINCE], counts[Tier.PREFECTURE], counts[Tier.COUNTY]) == (34, 334, 167)


@pytest.mark.parametrize(
    ("name", "code", "city"),
    [
        ("宁晋县", "130528", "邢台市"),
        ("定州市", "130682", "定州市"),
        ("辛集市", "130181", "辛集市"),
        ("大厂回族自治县", "131028", "廊坊市"),
        ("雄县", "130638", "雄安新区"),
        ("廊坊市", "131000", "廊坊市"),
    ],
)
def test_a_place_has_its_code_and_city(name: str, code: str, city: str) -> None:
    assert (PLACES[name].code, PLACES[name].city, PLACES[name].province) == (code, city, "河北省")
    assert place_of_code(code) == PLACES[name]


def test_a_name_that_two_places_bear_is_neither() -> None:
    assert "新华区" not in PLACES
    assert {each.city for each in places_called("新华区")} == {"石家庄市", "沧州市"}
    assert {each.name for each in places_called("吉林")} == {"吉林省", "吉林市"}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("宁晋县", "宁晋"),
        ("易县", "易县"),
        ("大厂回族自治县", "大厂"),
        ("围场满族蒙古族自治县", "围场"),
        ("新疆维吾尔自治区", "新疆"),
        ("延边朝鲜族自治州", "延边"),
    ],
)
def test_a_stem_is_the_name_without_its_kind(name: str, stem: str) -> None:
    assert PLACES[name].stem == stem


def test_of_names_that_follow_one_another_the_last_is_the_place() -> None:
    assert place_in("河北省邢台市宁晋县人民政府") == "宁晋县"
    assert place_in("河北省人民政府") == "河北省"


def test_what_is_under_a_place() -> None:
    assert [each.name for each in under("廊坊市")] == [
        *("安次区", "广阳区", "固安县", "永清县", "香河县", "大城县", "文安县", "大厂回族自治县", "霸州市", "三河市")
    ]
    assert "留早镇" in {each.name for each in under("定州市")}
    assert under("没有的地方") == ()


def test_towns_are_those_that_the_gazettes_print(gazettes: object) -> None:
    from pathlib import Path

    text = "".join(
        "".join(path.read_text(encoding="utf-8").split()) for path in sorted(Path(str(gazettes)).glob("*.txt"))
    )
    for each in localities():
        if each.tier is Tier.TOWN:
            assert each.name in text or f"{each.stem}办事处" in text, each.name
