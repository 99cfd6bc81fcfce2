"""Who made a law, and when, from the notes under its title."""

from __future__ import annotations

from datetime import date

import pytest

from gongbao.text.structure.promulgation import promulgation, titled_issuer


@pytest.mark.parametrize(
    ("notes", "issuer", "issued", "effective"),
    [
        ("2020年5月28日第十三届全国人民代表大会第三次会议通过", "全国人民代表大会", date(2020, 5, 28), None),
        (
            "1985年9月6日第六届全国人民代表大会常务委员会第十二次会议通过2018年10月26日第十三届全国人民代表大会常务委员会"
            "第六次会议《关于修改〈某法〉的决定》修正",
            "全国人民代表大会常务委员会",
            date(2018, 10, 26),
            None,
        ),
        ("2011年4月16日中华人民共和国国务院令第596号公布", "国务院", date(2011, 4, 16), None),
        (
            "2021年7月1日中华人民共和国国务院、中华人民共和国中央军事委员会令第1号公布2021年9月1日施行",
            "国务院、中央军事委员会",
            date(2021, 7, 1),
            date(2021, 9, 1),
        ),
        ("2023年3月1日国家市场监督管理总局令第3号公布", "国家市场监督管理总局", date(2023, 3, 1), None),
        (
            "（2019年5月1日甲省第十三届人民代表大会常务委员会第九次会议通过）",
            "甲省人民代表大会常务委员会",
            date(2019, 5, 1),
            None,
        ),
        ("2021年2月30日国务院发布", None, None, None),
        ("", None, None, None),
    ],
)
def test_issuer_and_days_are_read(notes: str, issuer: str | None, issued: date | None, effective: date | None) -> None:
    said = promulgation(notes)
    assert (said.issuer, said.issued, said.effective and said.effective[0]) == (issuer, issued, effective)


def test_a_title_can_name_its_issuer() -> None:
    assert titled_issuer("国务院关于口岸开放的若干规定") == "国务院"
    assert titled_issuer("中华人民共和国某某法") is None
