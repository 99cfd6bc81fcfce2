"""Rules over single characters and marks: foreign words, markup, amounts without unit, odd forms, slips, repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject, Words

_FOREIGN = re.compile(r"(?<=[一-龥”》）])(?:and|or|the|of|to|with|for|in)(?=[一-龥“《（])")


@rule(
    "706",
    "中文里夹了外文虚词",
    Severity.ERROR,
    reason="“and”一类的外文虚词混在中文句子里，是转换文件时把“和”等字认错。",
    example="某市工作方案\n\n一、要求\n\n便利企业and群众办事，提高效率。\n",
)
def foreign(subject: Subject) -> Iterator[Finding]:
    """企业and群众: a foreign particle where 和 should be."""
    for each in subject.words:
        for match in _FOREIGN.finditer(each.text):
            words = each.text[max(0, match.start() - 6) : match.end() + 6].strip("|<>")
            yield subject.finding(
                "706",
                Severity.ERROR,
                each,
                words,
                f"句中夹了“{match.group()}”。",
                "改回中文（多为“和”）。",
            )


_MARKUP = re.compile(r"\\[*_$%#~&|\[\]]|(?<=[一-龥])</?[a-z]{1,10}>|&(?:nbsp|lt|gt|amp|quot);|!\[[^\]]{0,20}\]")


@rule(
    "707",
    "残留排版符号",
    Severity.NOTE,
    reason="反斜线、星号、标签等是排版软件的记号，不是文件的文字。",
    example="某市考核办法\n\n一、计算\n\n综合得分=各乡镇评分总和/乡镇数量\\*30%+整体效果得分\\*70%，按月公布。\n",
)
def markup(subject: Subject) -> Iterator[Finding]:
    r"""\* or a tag in a sentence, once for each provision."""
    for each in subject.prose:
        match = _MARKUP.search(each.text)
        if match is not None:
            yield subject.finding(
                "707",
                Severity.NOTE,
                each,
                each.text[max(0, match.start() - 6) : match.end() + 6],
                f"残留排版符号“{match.group()}”。",
                "对照原件改为应有的符号，如“×”，或者删去。",
            )


_MONEY_WORDS = re.compile(
    r"(?:投资|奖励|奖补|补助|补贴|资助|投资额|资金|总额|拨付|罚款|收入)(?:额|总额|达|达到|为|不低于|不超过|超过|每"
    r"递增|递增)?(\d{1,6}(?:\.\d{1,4})?)([万亿])(?=[^元美欧日港斤亩人吨只株头次平立千瓦公米以\d余多左人个家户辆份张"
    r"件]|$)"
)


@rule(
    "708",
    "金额没有单位",
    Severity.WARNING,
    reason="“175万”没有写明是元，金额的单位应当完整。",
    example="某市扶持措施\n\n一、标准\n\n单个项目固定资产投资额达1000万的，一次性奖补5万元。\n",
)
def without_unit(subject: Subject) -> Iterator[Finding]:
    """投资175万对…: an amount without 元."""
    for each in subject.words:
        for match in _MONEY_WORDS.finditer(each.text):
            yield subject.finding(
                "708",
                Severity.WARNING,
                each,
                match.group(),
                f"“{match[1]}{match[2]}”没有写货币单位。",
                f"改为“{match[1]}{match[2]}元”。",
            )


_VARIANTS = str.maketrans(
    {
        "浄": "净",
        "査": "查",
        "気": "气",
        "広": "广",
        "図": "图",
        "対": "对",
        "発": "发",
        "県": "县",
        "価": "价",
        "塩": "盐",
    }
)
_TRADITIONAL = str.maketrans(
    dict(
        zip(
            "員條備業國東車長門開關時會學對個們這來說過還後發點電話語讀書寫見現實際務產權領導組織經濟農鄉鎮區縣資"
            "財稅費標準應當規劃設計項級隊衛環護評價執罰證營監",
            "员条备业国东车长门开关时会学对个们这来说过还后发点电话语读书写见现实际务产权领导组织经济农乡镇区县资"
            "财税费标准应当规划设计项级队卫环护评价执罚证营监",
            strict=True,
        )
    )
)


@rule(
    "709",
    "夹用繁体字或者异形字",
    Severity.WARNING,
    reason="公文使用规范汉字；句中单个繁体字、异形字多是识别差错，检索不到。",
    example="某市种业方案\n\n一、监管\n\n加强种子监管，检査生产经营主体备案情况。\n",
)
def odd_characters(subject: Subject) -> Iterator[Finding]:
    """A traditional or foreign form among simplified characters; a text that is all in them is left alone."""
    for each in subject.words:
        plain = each.text.translate(_VARIANTS).translate(_TRADITIONAL)
        if plain == each.text:
            continue
        at = [index for index, (one, two) in enumerate(zip(each.text, plain, strict=True)) if one != two]
        if len(at) > max(3, len(each.text) // 40):
            continue
        for index in at:
            words = _around(each, index)
            yield subject.finding(
                "709",
                Severity.WARNING,
                each,
                words,
                f"“{each.text[index]}”不是规范汉字，应为“{plain[index]}”。",
                f"改为“{plain[index]}”。",
            )


def _around(each: Words, index: int) -> str:
    return each.text[max(0, index - 4) : index + 5].strip("|，。；")


_SLIP_RIGHT = {
    "己经": "已经", "早己": "早已", "而己": "而已", "自已": "自己", "标准准化": "标准化",
    "安全生标准": "安全生产标准", "按排": "安排", "部暑": "部署", "宏扬": "弘扬", "辩识": "辨识", "辩别": "辨别",
    "松驰": "松弛", "颁部": "颁布", "截止目前": "截至目前", "截止到目前": "截至目前", "抗早工作": "抗旱工作",
    "防汛抗早": "防汛抗旱", "干早": "干旱", "劳务防护": "劳动防护", "必要是需": "必要时需", "末经批准": "未经批准",
    "末按": "未按", "末经": "未经", "工作曰": "工作日", "入民政府": "人民政府", "千部": "干部", "千涉": "干涉",
    "若千": "若干", "拔付": "拨付", "拔款": "拨款", "淮予": "准予", "标淮": "标准", "批淮": "批准",
    "侯选人": "候选人", "侍遇": "待遇", "期问": "期间", "时问": "时间", "治埋": "治理", "管埋": "管理",
    "处埋": "处理", "办埋": "办理", "审杳": "审查", "检杳": "检查", "调杳": "调查", "复盖率": "覆盖率",
    "再接再励": "再接再厉", "予已": "予以", "编篡": "编纂", "赔尝": "赔偿", "陪偿": "赔偿", "贯切": "贯彻",
    "迁徒": "迁徙", "行驶职权": "行使职权", "既便": "即便", "连系群众": "联系群众",
    "前后街接": "前后衔接", "基础治理体系和治理能力": "基层治理体系和治理能力", "减排理": "减排量", "综合服务实施"
    "面积": "综合服务设施面积", "政府基金目录清单": "政府性基金目录清单", "内部停设施": "内部停车设施",
    "整理处的耕地": "整理出的耕地", "秸秆综合利率": "秸秆综合利用率", "资源综合利率": "资源综合利用率",
    "废弃物综合利率": "废弃物综合利用率",
}  # fmt: skip
_ZERO = re.compile(r"(?<=[一二])[0OoО○](?=[一二三四五六七八九〇0OoО○][一二三四五六七八九〇0OoО○]年)")
_HASTE = re.compile(r"(?<![更愈越日增])加(?:完善|推进|构建|健全|建设)")
_BETTER = re.compile(
    r"更(?:好|加|快|有效|充分)的(?=引领|发挥|节约|推动|促进|落实|满足|实现|推进|解决|维护|适应|激发|履行|开展|惠及|"
    r"助力|服务于)"
)
_UNTIL = re.compile(r"截止到?(?=(?:19|20)\d\d年|\d{1,2}月)")
_SPELLED = re.compile("(?<!自)(?:" + "|".join(sorted(map(re.escape, _SLIP_RIGHT), key=len, reverse=True)) + ")")


@rule(
    "710",
    "错别字",
    Severity.WARNING,
    reason="形近字、错位字改变词义，检索和引用都会出错。",
    example="某市安全生产方案\n\n一、要求\n\n企业己经通过清洁生产审核的，视为具备条件。\n",
)
def spelling(subject: Subject) -> Iterator[Finding]:
    """Slips that no correct text has: 己经, 自已, 标准准化."""
    for each in subject.words:
        for match in _UNTIL.finditer(each.text):
            yield subject.finding(
                "710",
                Severity.NOTE,
                each,
                each.text[match.start() : match.end() + 6],
                "“截止”是停止，后面不带时间；带时间的应为“截至”。",
                "改为“截至”。",
            )
        for match in _ZERO.finditer(each.text):
            yield subject.finding(
                "710",
                Severity.NOTE,
                each,
                each.text[match.start() - 1 : match.end() + 3],
                f"用汉字写的年份里夹了“{match.group()}”，零应为“〇”。",
                "改为“〇”。",
            )
        for match in _BETTER.finditer(each.text):
            yield subject.finding(
                "710",
                Severity.NOTE,
                each,
                each.text[match.start() : match.end() + 4],
                f"动词前的“{match.group()}”应为“{match.group()[:-1]}地”。",
                f"改为“{match.group()[:-1]}地”。",
            )
        for match in _HASTE.finditer(each.text):
            yield subject.finding(
                "710",
                Severity.WARNING,
                each,
                each.text[max(0, match.start() - 2) : match.end() + 4],
                f"“{match.group()}”疑脱“快”字。",
                "对照原件改正，如“加快完善”。",
            )
        for match in _SPELLED.finditer(each.text):
            words = each.text[max(0, match.start() - 4) : match.end() + 2].strip("|，。；")
            yield subject.finding(
                "710",
                Severity.WARNING,
                each,
                words,
                f"“{match.group()}”应为“{_SLIP_RIGHT[match.group()]}”。",
                f"改为“{_SLIP_RIGHT[match.group()]}”。",
            )


_AFTER = re.compile(r"(?<=[。；])")


@rule(
    "711",
    "同一段里一句话写了两遍",
    Severity.WARNING,
    reason="同一段里同一句话出现两次，是重复排印，或者其中一句本应写别的内容。",
    example="某市卫生规划\n\n一、床位\n\n根据医疗机构类别和功能实行分类管理制度。传染病床位不低于100张。根据医疗机"
    "构类别和功能实行分类管理制度。\n",
)
def repeated(subject: Subject) -> Iterator[Finding]:
    """A sentence that stands twice in one provision, or two provisions in succession of the same words."""
    last: Words | None = None
    for each in subject.prose:
        seen: set[str] = set()
        for words in _AFTER.split(each.text):
            if not 15 <= len(words) <= 300 or words[-1] not in "。；":
                continue
            if words in seen:
                yield subject.finding(
                    "711",
                    Severity.WARNING,
                    each,
                    words,
                    "这一句在本段出现了两次。",
                    "删去重复的一句，或者核对原稿应写的内容。",
                )
            seen.add(words)
        if last is not None and len(each.text) >= 16 and last.text == each.text and last.part is each.part:
            yield subject.finding(
                "711",
                Severity.WARNING,
                each,
                each.text,
                f"与{last.place}完全相同。",
                "删去重复的一段。",
                others=((last.place, last.text),),
            )
        last = each
