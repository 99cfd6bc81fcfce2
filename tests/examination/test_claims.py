"""Claims of the prose: what a text says of itself, counted again; and what claims nothing and must not appear."""

from __future__ import annotations

import pytest

from gongbao.examination.claims import Claim, Views, claims
from gongbao.reading import Source
from gongbao.text import parse

HEAD = (
    "某市人民政府办公室关于印发《某市供水方案》的通知\n\n市政办字〔2022〕7号\n\n2022年3月2日\n\n"
    "各乡镇人民政府：\n\n现印发给你们。\n\n"
)


def claimed(text: str, kind: str | None = None) -> list[Claim]:
    """All claims of a file."""
    views = Views(parse(Source("draft.txt", "", text, "utf-8")))
    return [each for view in views for each in claims(views, view) if kind in (None, each.kind)]


def of(*paragraphs: str, kind: str | None = None) -> list[Claim]:
    """The claims of a plan with these paragraphs below a heading."""
    return claimed("\n\n".join(("某市供水方案", "一、现状", *paragraphs)) + "\n", kind)


def told(found: list[Claim]) -> list[tuple[str, str, bool]]:
    return [(each.printed, each.computed, each.agrees) for each in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全市共有水厂12座，其中大型4座、小型8座。", [("12座", "12座", True)]),
        ("全市设置床位950张，较2015年增长4%，其中医院600张、卫生院250张、其他90张。", [("950张", "940张", False)]),
        ("认定企业20家，其中新认定5家，2019年认定继续有效的15家。", [("20家", "20家", True)]),
        ("新建水厂9座，其中大型2座、小型7座，确保5分钟内到达。", [("9座", "9座", True)]),
        ("全市共有水厂12座，其中大型4座、小型3座。", []),  # some of them
        ("全市有企业900余家，其中大型12家、小型888家。", []),
        ("增长12%，其中工业8%、农业4%。", []),
    ],
)
def test_sums(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(of(sentence, kind="分项之和")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("从加强领导、加大投入、严格考核三个方面予以保障。", [("三个方面", "3个方面", True)]),
        ("从加强领导、加大投入和严格考核三个方面予以保障。", [("三个方面", "3个方面", True)]),
        ("从领导与投入、考核、宣传等3个方面予以保障。", [("3个方面", "3个方面", True)]),
        ("重点对东镇、西镇、南镇、北镇、中镇等4个乡镇改造。", [("4个乡镇", "5个乡镇", False)]),
        ("以东山食品（南区）公司、西山食品公司、南山食品公司等3家企业为重点。", [("3家", "3家", True)]),
        ("解决“不健全、不完备、不灵活”三方面问题。", [("三方面问题", "3方面问题", True)]),
        ("推荐“谷粮”“抬头”等2个品牌。", [("2个", "2个", True)]),
        ("实施三项制度：公示制度、记录制度、审核制度。", [("三项制度", "3项", True)]),
        ("可通过现场和网络两种方式办理。", [("两种方式", "2种方式", True)]),
        ("事件分为特别重大、重大、较大和一般四级。", [("四级", "4级", True)]),
        ("分四个档次。分别为：满意100分，较满意80分，一般60分，不满意20分。", [("四个档次", "4个", True)]),
        ("对东局、西局等30个单位进行检查。", []),
        ("建设球场、泳馆、步道等6个项目。", []),
        ("建立市、县、乡三级网络。", []),
        ("推动贸易优化、服务升级、建设3个平台。", []),
        ("分为一级、二级、三级和四级预警。", []),
        ("执行罚缴分离和收支两条线管理制度。", []),
        ("第一、第二、第三个方面都要抓好。", []),
        ("培育企业、园区、基地等10个以上。", []),
    ],
)
def test_lists(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(of(sentence, kind="列举")) == expected


def test_roster_behind_a_colon() -> None:
    names = "、".join(f"{each}局综合股" for each in ("民政", "水务", "财政", "教育", "司法"))
    assert told(of(f"重点工作涉及的5个股室：{names}。", kind="列举")) == [("5个股室", "5个", True)]
    assert told(of(f"重点工作涉及的6个股室：{names}。", kind="列举")) == [("6个股室", "5个", False)]
    assert not of(f"重点工作涉及的6个股室：{names}等。", kind="列举")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("主要包括三方面内容。一是供水。二是排水。三是节水。",), [("三方面内容", "3方面内容", True)]),
        (("提出四项任务：一是供水。二是排水。三是节水。",), [("四项任务", "3项任务", False)]),
        (("共分4个方面6项任务。一是供水。二是排水。三是节水。",), []),  # which of the two is meant?
        (("提出四项任务：一是供水。二是排水，一是河道，二是管网。三是节水。",), []),
        (("全文共三个部分。第一部分为现状。第二部分为任务。第三部分为保障。",), [("三个部分", "3个部分", True)]),
        (("全文共三个部分。", "第一部分，现状。", "第二至三部分，任务。"), [("三个部分", "3个部分", True)]),
        (("来源主要为以下2个方面：", "（一）地表水", "（二）地下水"), [("2个方面", "2个方面", True)]),
        (("来源主要为以下3个方面：", "（一）地表水", "（二）地下水"), [("3个方面", "2个方面", False)]),
        (("（一）评比分两个步骤进行", "1.自评。", "2.联评。"), [("两个步骤", "2个步骤", True)]),
        (("企业分为2类。A类（优先发展），给予奖励。B类（倒逼整治），限期整改。",), [("2类", "2类", True)]),
        (("下列情形应当报告：", "（一）两个以上水厂停水的；", "（二）管网破裂的；", "（三）水质超标的。"), []),
    ],
)
def test_what_follows(paragraphs: tuple[str, ...], expected: list[tuple[str, str, bool]]) -> None:
    assert told(of(*paragraphs, kind="分述")) == expected


def test_points() -> None:
    found = of(
        "考核办法如下。",
        "（一）领导（10分）",
        "1.有专班。",
        "（二）质量（80分）",
        "1.按期。",
        "（三）效果（10分）",
        "1.满意。",
    )
    assert [(each.printed, each.computed, each.agrees) for each in found if each.kind == "分值"] == [
        ("10分、80分、10分", "100分", True)
    ]
    assert [each.place for each in found[0].others] == ["一（一）", "一（二）", "一（三）"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新建消火栓10座，总数达到50座，较“十二五”末增长25%。", [("25%", "25%", True)]),
        ("新建消火栓10座，总数达到50座，较“十二五”末增长25.5%。", [("25.5%", "25.0%", False)]),
        ("新建消火栓10座，总数达到50座，较2019年增长60%。", []),  # of another base
        ("代表构成：企业代表占40%；居民代表占60%。", [("100%", "100%", True)]),
        ("按照税收权重60%、产值权重20%、研发权重10%进行评价。", [("100%", "90%", False)]),
        ("工业占40%；农业占30%。", []),
    ],
)
def test_percentages(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(of(sentence, kind="比例")) == expected


def plan(works: int, body: str = "") -> str:
    """A plan of two actions with so many works in all, and its explanation."""
    names = ["水源", "管网", "水厂", "泵站", "河道", "水质", "计量", "节水"][:works]
    lines = [HEAD + "某市供水方案", "一、行动目标", "组织实施2个专项行动、8项重点工程。", "二、重点任务"]
    for at, part in enumerate((names[:4], names[4:])):
        lines.append(f"（{'一二'[at]}）实施{'供节'[at]}水行动。")
        for number, name in enumerate(part, 1):
            lines += [f"{number}.{name}建设工程。", f"完成{name}建设。"]
    return (
        "\n\n".join((*lines, "三、保障措施", "（一）加强领导。", "成立专班。", "（二）加大投入。", "安排资金。", body))
        + "\n"
    )


def test_works_against_headings() -> None:
    found = claimed(plan(8), "标题")
    assert ("8项重点工程", "8项重点工程", True) in told(found)
    found = claimed(plan(7), "标题")
    assert told(found) == [("8项重点工程", "7项重点工程", False)]
    assert [each.place for each in found[0].others] == ["二（一）1.", "二（二）3."]


def test_explanation_of_a_plan() -> None:
    body = (
        "《某市供水方案》解读\n\n一、主要内容\n\n《方案》共分三个部分。\n\n第一部分，行动目标。提出目标。\n\n"
        "第二部分，重点任务。明确了8项重点工程。\n\n第三部分，保障措施。提出了两方面保障措施。\n"
    )
    found = [each for each in claimed(plan(8, body)) if each.kind in ("标题", "解读") and each.place.startswith("一第")]
    assert ("三个部分", "3个部分", True) in told(found)
    assert ("两方面保障措施", "2方面保障措施", True) in told(found)
    assert ("8项重点工程", "8项重点工程", True) in told(found)
    assert {each.others[0].document for each in found[1:]} == {"市政办字〔2022〕7号《某市供水方案》"}


@pytest.mark.parametrize(("said", "agrees"), [("共二章四条", True), ("共二章五条", False)])
def test_explanation_of_articles(said: str, agrees: bool) -> None:
    text = (
        HEAD.replace("方案", "办法")
        + "某市供水办法\n\n第一章 总则\n\n第一条 为了供水，制定本办法。\n\n第二条 市政府负责供水。\n\n第二章 附则\n\n"
        "第三条 本办法由水务局解释。\n\n第四条 本办法自2022年5月1日起施行。\n\n"
        f"《某市供水办法》解读\n\n一、主要内容\n\n《办法》{said}。\n"
    )
    found = {each.printed: each.agrees for each in claimed(text, "解读")}
    assert found["二章"] is True
    assert found[said[3:]] is agrees


def test_sums_over_paragraphs() -> None:
    found = of(
        "政府部门5个股室，包括下列各项：",
        "（一）评议后2名的股室：民政局综合股、财政局综合股。",
        "（二）重点领域的3个股室：水务局综合股、教育局综合股、司法局综合股。",
        kind="分项之和",
    )
    assert told(found) == [("5个股室", "5个股室", True)]
    parts = ("第一部分，总则共3条，明确范围。", "第二部分，职责共5条，明确分工。")
    assert told(of("预案共8条。", *parts, kind="分项之和")) == [("8条", "8条", True)]
    assert told(of("预案共9条。", *parts, kind="分项之和")) == [("9条", "8条", False)]


def test_tables_beside_the_text() -> None:
    rows = "| 单位 | 新建消火栓（座） |\n|---|---|\n| 甲县 | 12 |\n| 乙县 | 30 |\n| 丙县 | 8 |\n| 合计 | 50 |"
    assert told(of("新建消火栓50座，总数明显增加。", rows, kind="附表")) == [("50座", "50座", True)]
    assert not of("新建消火栓60座，总数明显增加。", rows, kind="附表")  # may be of another year
    roster = "表1 在建消防救援站详情表\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 甲站 |\n| 2 | 乙站 |\n| 3 | 丙站 |"
    assert told(of("在建各类消防救援站3座。", roster, kind="附表")) == [("3座", "3座", True)]


def test_roster_in_an_annex() -> None:
    rows = "\n".join(f"| {number} | 第{number}公司 |" for number in range(1, 7))
    text = (
        "某市人民政府关于认定龙头企业的通知\n\n认定6家企业。\n\n附件：龙头企业名单\n\n附件\n\n龙头企业名单\n\n"
        f"认定企业6家，名单如下。\n\n| 序号 | 企业 |\n|---|---|\n{rows}\n"
    )
    assert ("6家", "6家", True) in told(claimed(text, "附件"))


def test_contents_page() -> None:
    def gazette(second: str) -> str:
        return (
            "某市人民政府公报\n\n2022年第1号\n\n目录\n\n"
            "某市人民政府关于做好供水工作的通知.....（1）\n\n某市人民政府关于做好排水工作的通知.....（2）\n\n"
            f"{second}.....（3）\n\n"
            + "".join(
                f"某市人民政府\n关于做好{what}工作的通知\n\n市政字〔2022〕{number}号\n\n各乡镇人民政府：\n\n"
                f"请做好{what}工作。\n\n某市人民政府\n\n2022年3月{number}日\n\n"
                for number, what in enumerate(("供水", "排水", "节水"), 1)
            )
        )

    good = claimed(gazette("某市人民政府关于做好节水工作的通知"), "目录")
    assert told(good) == [("3个标题", "3个标题有正文", True)]
    assert len(good[0].others) == 3
    bad = claimed(gazette("某市人民政府办公室关于印发养犬管理办法的通知"), "目录")
    assert told(bad) == [("3个标题", "2个标题有正文", False)]
    assert "没有“某市人民政府办公室关于印发养犬管理办法的通知”" in bad[0].how


def annexes(kept: int) -> str:
    rows = "\n".join(f"| {number} | 某办法之{number} |" for number in range(1, kept + 1))
    return (
        "某市人民政府关于公布清理结果的公告\n\n保留现行有效文件3件，废止2件。\n\n附件：1.现行有效文件目录（3件）\n2.废止文件目录\n\n"
        f"附件1\n\n现行有效文件目录\n\n| 序号 | 名称 |\n|---|---|\n{rows}\n\n"
        "附件2\n\n废止文件目录\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 丙办法 |\n| 2 | 丁办法 |\n"
    )


def test_annexes() -> None:
    found = claimed(annexes(3), "附件")
    assert told(found) == [("3件、2件", "3件、2件", True), ("3件", "3件", True)]
    assert [each.place for each in found[0].others] == ["附件1表1", "附件2表1"]
    assert found[0].how == "附件1表1、附件2表1分别列出3、2件"
    assert told(claimed(annexes(4), "附件")) == [("3件、2件", "4件、2件", False), ("3件", "4件", False)]


def test_words_stand_at_their_place() -> None:
    text = plan(7, "")
    views = Views(parse(Source("draft.txt", "", text, "utf-8")))
    for view in views:
        for each in claims(views, view):
            assert each.words in view.by_eid[each.eid].text


@pytest.mark.parametrize(
    "text",
    [
        "一是" * 3000,
        "三个方面：" * 3000,
        "甲、" * 5000 + "等3个方面",
        "“甲”" * 4000 + "三项",
        "第一部分" * 3000,
        "甲（10分）、" * 2000,
        "其中甲3个、乙4个，" * 2000,
        "甲（3件）" * 3000,
        "占5%；" * 3000,
    ],
)
def test_hostile_texts_end(text: str) -> None:
    assert of(text) is not None
