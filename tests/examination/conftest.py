"""A text examined in a line; a small library of laws written for the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from gongbao.examination import Report, examine_text
from gongbao.library import Library
from gongbao.reading import Source

ON = date(2026, 1, 1)

Examine = Callable[..., Report]

LAWS = {
    "治安管理处罚法": """\
# 中华人民共和国治安管理处罚法

2005年8月28日 第十届全国人民代表大会常务委员会第十七次会议通过

第一条 为维护社会治安秩序，制定本法。

第二条 扰乱公共秩序的，依照本法处罚。

第三条 饲养动物，有下列情形之一的，处警告：

（一）干扰他人正常生活的；

（二）放任动物恐吓他人的。

第四条 处罚应当公开、公正。

第五条 处罚与教育相结合。

第六条 本法自2006年3月1日起施行。
""",
    "民法典": """\
# 中华人民共和国民法典

2020年5月28日 第十三届全国人民代表大会第三次会议通过

第一条 为了保护民事主体的合法权益，制定本法。

第二条 民法调整平等主体之间的关系。

第三条 民事主体的权利受法律保护。

第四条 民事主体的法律地位一律平等。

第五条 本法自2021年1月1日起施行。《中华人民共和国物权法》同时废止。
""",
    "农村土地承包法": """\
# 中华人民共和国农村土地承包法

2002年8月29日 第九届全国人民代表大会常务委员会第二十九次会议通过

第一条 为了巩固和完善农村基本经营制度，制定本法。

第二条 本法所称农村土地，是指耕地、林地、草地。

第三条 国家实行农村土地承包经营制度。

第四条 农村土地承包后，土地的所有权性质不变。

第五条 本法自2003年3月1日起施行。
""",
}
"""Laws in the shape of the national collection, cut down to what the tests ask for."""


def examined(text: str, *, library: Library | None = None, only: list[str] | None = None) -> Report:
    """A text examined on 2026-01-01."""
    return examine_text(Source("draft.txt", "", text, "utf-8"), on=ON, library=library, only=only)


@pytest.fixture(scope="session")
def examine_draft() -> Examine:
    """Examine a text given as a string."""
    return examined


@pytest.fixture(scope="session")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of three short laws."""
    folder = tmp_path_factory.mktemp("laws")
    for name, text in LAWS.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    with Library.open(str(Path(folder) / "library.db")) as library:
        library.ingest([folder])
        yield library
