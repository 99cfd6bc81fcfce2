"""A folder becomes a source model, or every fault of it is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from gongbao.pack import Fact, FactType, PackError, find_packs, load, load_facts, read_pack

FACTS = {
    "年龄": Fact("年龄", "个人", FactType.INTEGER, "满多少周岁", "岁"),
    "类别": Fact("类别", "个人", FactType.CHOICE, "哪一类", None, ("甲类", "乙类")),
}
SMALL = """document: 某文件
in force: {from: 2022-01-01, cite: 第九条}
inputs: [年龄]
decisions:
  结论: {title: 结论, type: integer, unit: 岁, feel: 年龄, cite: 第一条}
"""


def pack_of(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "place" / "pack"
    folder.mkdir(parents=True)
    for name, text in {"pack": SMALL, **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        load(folder, FACTS)
    return str(caught.value)


def test_a_small_pack_is_read(tmp_path: Path) -> None:
    pack = load(pack_of(tmp_path), FACTS)
    assert (pack.name, pack.address, str(pack.document)) == ("pack", "place/pack", "某文件")
    assert pack.in_force.first_day == date(2022, 1, 1)
    assert pack.in_force.last_day is None
    assert list(pack.facts) == ["年龄"]


def test_a_section_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    example = "- {name: 一个例子, on: 2022-01-01, given: {年龄: 5}, expect: {结论: 5}, because: 第一条}\n"
    pack = load(pack_of(tmp_path, examples=example), FACTS)
    assert [str(each.name) for each in pack.examples] == ["一个例子"]
    assert pack.examples[0].name.mark.path == "place/pack/examples.yaml"


def test_a_section_in_two_places_is_refused(tmp_path: Path) -> None:
    folder = pack_of(tmp_path, pack=SMALL + "examples: []\n", examples="[]")
    assert told(folder) == (
        "place/pack/pack.yaml 第6行第1列：“examples”一节在 pack.yaml 和 examples.yaml 里各写了一份。请只留一份。"
    )


def test_a_file_that_is_no_section_is_refused_with_the_nearest(tmp_path: Path) -> None:
    assert told(pack_of(tmp_path, example="[]")) == (
        "place/pack/example.yaml 第1行第1列：“example”不是规则包的一节。您是不是要写“examples”。"
    )


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ("inputs:", "input:", "第3行第1列：规则包里没有“input”这一节。您是不是要写“inputs”。"),
        ("feel: 年龄", "fell: 年龄", "第5行第43列：判定里没有“fell”这个键。您是不是要写“feel”。"),
        ("type: integer", "type: intger", "第5行第25列：这里不能写“intger”。您是不是要写“integer”。"),
        ("from: 2022-01-01", "from: 2022/1/1", "第2行第18列：“2022/1/1”不是日期。请写成 2022-01-01 的形式。"),
        ("title: 结论, ", "", "第5行第7列：缺“title”。请补上这个键。"),
        ("cite: 第一条", "words: 若干", "第5行第53列：写了 words，没有写 cite。请补上 cite，例如 cite: 第六条。"),
        ("feel: 年龄, ", "", "第5行第7列：feel 和 table 要写一个，也只能写一个。请保留其中一个。"),
        (
            "type: integer",
            "type: choice",
            "第5行第7列：choices 与 type 不一致。类型是 choice 的要写 choices，其他类型不写。",
        ),
        ("feel: 年龄", "feel: [年龄]", "第5行第49列：这里要写一段文字。请写成一行文字，含逗号、冒号的加引号。"),
        ("feel: 年龄", "feel: ''", "第5行第49列：这里还没有写内容。请补上内容，或者删去这个键。"),
        ("inputs: [年龄]", "inputs: [年龄, 年龄]", "第3行第14列：输入“年龄”重复了。请只写一次。"),
        ("inputs: [年龄]", "inputs: [年岭]", "第3行第10列：packs/facts.yaml 里没有事实“年岭”。您是不是要写“年龄”。"),
        (
            "inputs: [年龄]",
            "inputs: {年龄: {default: 0 岁, defualt: 1}}",
            "第3行第29列：输入里没有“defualt”这个键。您是不是要写“default”。",
        ),
    ],
)
def test_a_fault_of_form_is_told_with_its_place(tmp_path: Path, written: str, instead: str, message: str) -> None:
    assert written in SMALL
    assert told(pack_of(tmp_path, pack=SMALL.replace(written, instead))) == f"place/pack/pack.yaml {message}"


def test_all_faults_of_form_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("from: 2022-01-01", "from: 昨天").replace("type: integer", "type: 整数")
    assert len(told(pack_of(tmp_path, pack=text)).splitlines()) == 2


def test_a_fact_declared_here_needs_a_reason(tmp_path: Path) -> None:
    declared = "inputs: {身高: {declare: {subject: 个人, type: number, question: 身高是多少}}}"
    text = SMALL.replace("inputs: [年龄]", declared).replace("feel: 年龄", "feel: 身高")
    assert told(pack_of(tmp_path, pack=text)).endswith("输入“身高”在本包声明，没有写理由。请补上 because。")


def test_a_missing_section_is_told(tmp_path: Path) -> None:
    assert told(pack_of(tmp_path, pack="document: 某文件\n")).splitlines() == [
        "place/pack/pack.yaml 第1行第1列：缺“decisions”一节。请对照 docs/packs.md 补上。",
        "place/pack/pack.yaml 第1行第1列：缺“in force”一节。请对照 docs/packs.md 补上。",
        "place/pack/pack.yaml 第1行第1列：缺“inputs”一节。请对照 docs/packs.md 补上。",
    ]


def test_the_hash_is_of_files_names_and_facts_used(tmp_path: Path) -> None:
    folder = pack_of(tmp_path)
    first = load(folder, FACTS).hash
    assert load(folder, FACTS).hash == first
    unused = {**FACTS, "类别": Fact("类别", "个人", FactType.TEXT, "另一种问法")}
    assert load(folder, unused).hash == first
    used = {**FACTS, "年龄": Fact("年龄", "个人", FactType.INTEGER, "另一种问法", "岁")}
    assert load(folder, used).hash != first
    (folder / "pack.yaml").write_text(SMALL + "# a remark\n", encoding="utf-8")
    assert load(folder, FACTS).hash != first


def test_the_vocabulary_of_the_project_is_sound(packs: Path) -> None:
    facts = load_facts(packs / "facts.yaml")
    assert facts["人员类别"].choices == ("在职", "退休")
    assert all(fact.question and not fact.question.endswith(("？", "?", "。")) for fact in facts.values())


def test_every_fact_of_the_vocabulary_is_asked_by_some_pack(packs: Path) -> None:
    asked = {name for folder in find_packs(None, [packs]) for name in read_pack(folder, [packs]).facts}
    assert set(load_facts(packs / "facts.yaml")) == asked


def test_packs_are_found_by_name_address_and_folder(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = packs / "langfang" / "职工医保门诊共济-2021"
    assert find_packs(["职工医保门诊共济-2021"]) == [ours]
    assert find_packs(["langfang/职工医保门诊共济-2021"]) == [ours]
    assert find_packs([str(ours)]) == find_packs([str(ours / "pack.yaml")]) == [ours]
    assert ours in find_packs([str(packs)])
    with pytest.raises(PackError, match=r"没有叫“职工医保-2021”的规则包。您是不是要写“职工医保门诊共济-2021”"):
        find_packs(["职工医保-2021"])
    shutil.copytree(ours, tmp_path / "city" / "langfang" / ours.name)
    monkeypatch.setenv("GONGBAO_PACKS", str(tmp_path / "city"))
    assert find_packs([ours.name]) == [tmp_path / "city" / "langfang" / ours.name]  # what a city adds comes first
    shutil.copytree(ours, tmp_path / "ours" / "another" / ours.name)
    monkeypatch.setenv("GONGBAO_PACKS", str(tmp_path / "ours"))
    assert len(find_packs()) == 2
    with pytest.raises(PackError, match="有 2 个规则包叫“职工医保门诊共济-2021”"):
        find_packs([ours.name])
