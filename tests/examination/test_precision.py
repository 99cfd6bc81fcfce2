"""What was read by eye: every finding on the five gazettes (and on 50 laws) is recorded with a verdict, and each rule
is right in at least nine cases of ten.

`reviewed.yaml` and its sisters hold for each rule a list of findings: document, place, words, verdict, why. A finding
is known again by rule, document and words; `needs: laws` marks what only the collection of national laws brings to
light.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongbao.examination import Finding, all_rules, examine
from gongbao.library import Library
from gongbao.reading import read_file
from gongbao.text import Gazette, parse

ON = date(2026, 1, 1)
LAWS = os.environ.get("GONGBAO_LAWS")
EACH = 21  # every 21st law by name: 50 of the 1,063
PRECISION = 0.9
FAMILIES = ("1", "2", "5")  # those that look into the library

Key = tuple[str, str, str]


def _reviewed() -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(Path(__file__).parent.glob("reviewed*.yaml")):
        for rule, entries in (yaml.safe_load(path.read_text("utf-8")) or {}).items():
            found.extend((str(rule), entry) for entry in entries)
    return found


REVIEWED = _reviewed()


def _key(finding: Finding) -> Key:
    return finding.rule, finding.document, finding.words


KNOWN = Counter((rule, entry["document"], entry["words"]) for rule, entry in REVIEWED)


def _told(keys: Counter[Key]) -> str:
    return "\n".join(f"{rule} {document} “{words}” ×{times}" for (rule, document, words), times in sorted(keys.items()))


@pytest.fixture(scope="module")
def printed(gazettes: Path) -> list[Gazette]:
    return [parse(read_file(path)) for path in sorted(gazettes.glob("*.txt"))]


@pytest.fixture(scope="module")
def found(printed: list[Gazette], five: Library) -> Counter[Key]:
    return Counter(_key(each) for gazette in printed for each in examine(gazette, on=ON, library=five).findings)


def test_every_finding_on_the_five_gazettes_was_read(found: Counter[Key]) -> None:
    unread = found - KNOWN
    assert not unread, f"没有读过的发现：\n{_told(unread)}"


def test_no_fault_that_was_read_is_lost(printed: list[Gazette], found: Counter[Key]) -> None:
    documents = {document.key for gazette in printed for document in gazette.documents}
    wanted = Counter(
        (rule, entry["document"], entry["words"])
        for rule, entry in REVIEWED
        if entry["verdict"] and entry.get("needs") is None and entry["document"] in documents
    )
    lost = wanted - found
    assert not lost, f"以前查出、现在查不出的问题：\n{_told(lost)}"


@pytest.mark.parametrize("code", sorted({rule for rule, _ in REVIEWED}))
def test_a_rule_is_right_nine_times_in_ten(code: str) -> None:
    verdicts = [bool(entry["verdict"]) for rule, entry in REVIEWED if rule == code]
    assert sum(verdicts) >= PRECISION * len(verdicts), f"{sum(verdicts)}/{len(verdicts)}"


def test_reviews_speak_of_rules_that_exist_and_say_why_not() -> None:
    known = {each.code for each in all_rules()}
    for rule, entry in REVIEWED:
        assert rule in known, rule
        assert entry["verdict"] in (True, False)
        assert entry["verdict"] or entry["why"], entry


@pytest.mark.skipif(not LAWS, reason="GONGBAO_LAWS 没有指向国家法律法规所在的文件夹，没有拿它们核对")
def test_every_finding_that_the_laws_bring_was_read(gazettes: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    laws = sorted(path for path in Path(LAWS or "").rglob("*.md") if "(" in path.name)
    with Library.open(str(tmp_path_factory.mktemp("laws") / "library.db")) as library:
        library.ingest([gazettes, Path(LAWS or "")])
        for paths in (sorted(gazettes.glob("*.txt")), laws[::EACH]):
            seen: Counter[Key] = Counter()
            for path in paths:
                report = examine(parse(read_file(path)), on=ON, library=library, only=FAMILIES)
                seen.update(_key(each) for each in report.findings)
            unread = seen - KNOWN
            assert not unread, f"没有读过的发现：\n{_told(unread)}"
            needed = Counter(
                (rule, entry["document"], entry["words"]) for rule, entry in REVIEWED if entry.get("needs") == "laws"
            )
            assert not needed - seen or paths[0].suffix == ".md", _told(needed - seen)
