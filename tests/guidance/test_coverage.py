from datetime import date
from pathlib import Path

import pytest

from gongbao.guidance import Coverage, Run, Status, coverage, coverage_markdown, load_systems, write_coverage
from gongbao.library import Library
from gongbao.pack.compiled import CompiledPack, Decision, FactType, InForce, Passage

PASSAGE = Passage(
    document="廊政办发〔2021〕6号《廊坊市职工基本医疗保险门诊共济保障机制实施细则》",
    number="廊政办发〔2021〕6号",
    title="廊坊市职工基本医疗保险门诊共济保障机制实施细则",
    place="第六条",
    eid="chp_2__art_6",
    address="/d/廊政办发〔2021〕6号/第六条",
    words="支付比例为60%",
    text="支付比例为60%",
)


def pack(*runs: str) -> CompiledPack:
    return CompiledPack(
        name="职工医保门诊共济-2021",
        title="廊坊市职工基本医疗保险门诊共济保障机制实施细则",
        place="廊坊市",
        folder="langfang/职工医保门诊共济-2021",
        hash="0" * 64 + ",".join(runs),
        document=PASSAGE.document,
        address="/d/廊政办发〔2021〕6号",
        in_force=InForce(first_day=date(2022, 1, 1), last_day=date(2026, 12, 31), passages=(PASSAGE,)),
        parameters=(),
        inputs=(),
        decisions=(
            Decision(
                name="统筹支付",
                title="统筹基金本次支付金额",
                type=FactType.MONEY,
                feel="1",
                runs=runs,
                passages=(PASSAGE,),
            ),
        ),
    )


@pytest.fixture(scope="session")
def bare(five: Library) -> Coverage:
    """Coverage without a pack."""
    return coverage(load_systems(), [], five)


def state(found: Coverage, id_: str) -> Status:
    return next(each.status for each in found.systems() if each.system.id == id_)


def test_every_document_of_the_catalogue_is_in_the_library(bare: Coverage) -> None:
    lost = [each.document.id for gazette in bare.gazettes for each in gazette.documents if each.card is None]
    assert lost == []


def test_no_document_of_the_library_stands_for_two_of_the_catalogue(bare: Coverage) -> None:
    ids = [each.card.id for gazette in bare.gazettes for each in gazette.documents if each.card]
    assert len(set(ids)) == len(ids)


def test_every_system_shows_the_words_of_its_provision(bare: Coverage) -> None:
    wordless = [each.system.id for each in bare.systems() if not each.words or not each.address]
    assert wordless == []


def test_nothing_runs_without_a_pack(bare: Coverage) -> None:
    assert bare.totals[Status.RUNNING] == 0
    assert sum(bare.totals.values()) == 652


def test_a_system_runs_when_a_decision_names_it_and_only_then(bare: Coverage, five: Library) -> None:
    found = coverage(load_systems(), [pack("lf-2021-4-16.1")], five)
    running = [each for each in found.systems() if each.status is Status.RUNNING]
    assert [each.system.id for each in running] == ["lf-2021-4-16.1"]
    assert running[0].runs == (Run("职工医保门诊共济-2021", "统筹支付", "统筹基金本次支付金额"),)
    assert running[0].reason == "由职工医保门诊共济-2021 的“统筹支付”运行"
    assert found.by_kind[running[0].system.kind][Status.RUNNING] == 1


def test_a_procedure_of_which_only_decisions_run_runs_in_part(five: Library) -> None:
    found = coverage(load_systems(), [pack("lf-2021-4-16.6")], five)
    settled = next(each for each in found.systems() if each.system.id == "lf-2021-4-16.6")
    assert settled.status is Status.PARTLY
    assert settled.reason.endswith("收件、流转和时限尚未建立")
    assert found.totals[Status.RUNNING] == 0


def test_an_id_that_the_catalogue_does_not_have_is_shown(five: Library) -> None:
    found = coverage(load_systems(), [pack("lf-2021-4-16.99")], five)
    assert [id_ for id_, _run in found.unknown_runs] == ["lf-2021-4-16.99"]
    assert found.totals[Status.RUNNING] == 0
    assert "`lf-2021-4-16.99`" in coverage_markdown(found)


def test_narrative_provisions_are_listed_and_computable_ones_are_missing(bare: Coverage) -> None:
    for each in bare.systems():
        if each.status is Status.LISTED:
            assert each.system.computable == "narrative"
        if each.status is Status.MISSING:
            assert each.system.computable in {"full", "partly"}


def test_the_library_answers_for_the_dates_that_it_reckons_with(bare: Coverage) -> None:
    of_six = [
        each
        for gazette in bare.gazettes
        for document in gazette.documents
        if document.document.id == "lf-2021-4-16"
        for each in document.systems
        if each.status is Status.IN_LIBRARY
    ]
    assert [each.system.name for each in of_six] == ["施行与有效期"]
    assert of_six[0].reason == "文库按日期推算效力：自2022年1月1日起至2026年12月31日"


def test_contents_lists_are_answered_by_the_library(bare: Coverage) -> None:
    assert state(bare, "dz-2023-2-00.1") is Status.IN_LIBRARY
    assert state(bare, "dz-2023-2-00.2") is Status.MISSING


def test_lifecycles_that_are_not_the_documents_own_do_not_count(bare: Coverage) -> None:
    names = {each.system.name for each in bare.systems() if each.status is Status.IN_LIBRARY}
    assert not names & {"证件管理", "任期与连任", "执法事项清单管理", "储备排污权有效期", "解聘情形"}


def test_an_empty_library_has_nothing_and_says_so(tmp_path: Path) -> None:
    with Library.open(str(tmp_path / "library.db")) as library:
        found = coverage(load_systems(), [], library)
    assert {each.status for each in found.systems()} == {Status.MISSING}
    assert {each.reason for each in found.systems()} == {"文库里没有这份文件"}


def test_the_page_is_the_same_every_time_and_is_written_only_when_changed(bare: Coverage, tmp_path: Path) -> None:
    page = coverage_markdown(bare)
    assert coverage_markdown(bare) == page
    assert write_coverage(bare, tmp_path / "coverage.md")
    assert not write_coverage(bare, tmp_path / "coverage.md")
    assert (tmp_path / "coverage.md").read_text(encoding="utf-8") == page


def test_the_page_has_a_row_for_each_system_with_as_many_cells_as_its_head(bare: Coverage) -> None:
    rows = [line for line in coverage_markdown(bare).splitlines() if line.startswith(("| dz-", "| lf-", "| nj-"))]
    assert len(rows) == 652
    assert {line.replace("\\|", "").count("|") for line in rows} == {8}


def test_coverage_is_kept_while_nothing_changes(five: Library) -> None:
    assert coverage(load_systems(), [], five) is coverage(load_systems(), [], five)
