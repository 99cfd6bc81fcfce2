from pathlib import Path

import pytest

from gongbao.guidance import CatalogueError, load_systems, systems
from gongbao.guidance.systems import Kind

GOOD = """
gazettes:
  - file: a.txt
    title: 某公报
    documents:
      - id: a-01
        title: 某办法
        number: null
        date: null
        type: 办法
        lines: [1, 9]
        annexes: []
        interprets: null
        systems:
          - {id: a-01.1, name: 某制度, kind: fund, at: 第一条, lines: [2, 3], computable: full, scope: pays}
totals: {documents: 1, systems: 1, by_kind: {fund: 1}, by_computable: {full: 1}}
"""


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "systems.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_catalogue_that_ships_agrees_with_its_own_totals() -> None:
    found = load_systems()
    documents = [document for gazette in found.gazettes for document in gazette.documents]
    every = [system for document in documents for system in document.systems]
    assert (len(documents), len(every)) == (found.totals.documents, found.totals.systems) == (131, 652)
    assert {kind: sum(system.kind is kind for system in every) for kind in Kind} == found.totals.by_kind
    assert len({system.id for system in every}) == 652


def test_null_is_nothing_and_other_scalars_stay_text(tmp_path: Path) -> None:
    document = load_systems(write(tmp_path, GOOD.replace("title: 某办法", "title: no"))).gazettes[0].documents[0]
    assert (document.title, document.number, document.lines) == ("no", None, (1, 9))


def test_the_parsed_form_is_kept_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(systems, "_loaded", {})
    file = write(tmp_path, GOOD)
    first = load_systems(file)
    assert len(list((tmp_path / "cache" / "gongbao").glob("systems-*.json"))) == 1
    monkeypatch.setattr(systems, "_loaded", {})
    monkeypatch.setattr(systems, "_parse", None)
    assert load_systems(file) == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("kind: fund, at", "kind: fund, kind: fund, at"), "第15行"),
        (GOOD.replace("[1, 9]", "[1, 9"), "请改正后再试"),
        (GOOD.replace("kind: fund", "kind: funny"), "gazettes.0.documents.0.systems.0.kind"),
        (GOOD.replace("type: 办法", "type: 办法\n        extra: 1"), "extra"),
        ("", "整个文件"),
        ("- 1", "整个文件"),
    ],
)
def test_a_wrong_catalogue_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(CatalogueError) as caught:
        load_systems(file)
    assert str(caught.value).startswith(str(file))
    assert message in str(caught.value)


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="打不开制度目录"):
        load_systems(tmp_path / "none.yaml")
