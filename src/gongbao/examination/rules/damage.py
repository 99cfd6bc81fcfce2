"""Rules over damaged text: lost numbers, doubled words, broken sentences, empty brackets, stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.sheets import sheets
from gongbao.examination.subject import Subject
from gongbao.text import Kind

_BARE = re.compile(
    r"(?<![国专一各多这那两几数本商厂玩独行全大每哪管十百千万余亿该农皇世冤赢输\d])家(?:企业|单位|机构|合作社|银行|"
    r"公司)"
    r"|(?:建设|打造|培育|新增|建成|创建|完成|推广|形成|设立|组建|新建|扩建|不少于|至少)个(?![人体性别案股税月中位头"
    r"子旧])"
    r"|(?:配备|培养|招聘|选派|聘用|引进|培训|遴选|不少于|至少)名(?=[一-龥])(?![优牌录单师医企额家特校院村镇胜茶酒品"
    r"城字称义誉副贵著利列人老])"
    r"|(?:达到|超过|不低于|不少于|增长|提高|下降|降低|增加到|提高到)(?:以上|以下|左右|个百分点|%|百分之[，。；]|(?:"
    r"万元|亿元|万亩|万吨)(?=[，。；以左]))"
    r"|(?:控制|保持|稳定|维持)在(?=[，。；])"
    r"|(?:自|于|至|截至|到|在)年月日"
    r"|第[条章款项](?:规定|的规定|所列)|〔〕\d{0,4}号|第号"
)
_YEARLY = re.compile(
    r"每年(?:度)?[^，。；\d一二两三四五六七八九十若几多批]{0,24}?"
    r"((?:培育|创建|新增|打造|建成|引进|培养)(?:创建|认定|完成)?[^，。；\d一二两三四五六七八九十若几多批]{2,14})，"
)
_GOAL = re.compile(
    r"到20\d\d年底?，(?:[^，。；]{0,20}，)?((?:新增|培育|创建|建成|新建|引进)[一-龥“”]{2,10})，[^，。；]{0,24}(?:达"
    r"到|达)\d"
)


@rule(
    "701",
    "数字脱漏",
    Severity.ERROR,
    reason="量词前面没有数字，任务多少无从得知，多半是转换文件时丢失。",
    example="某市上市企业培育方案\n\n一、任务\n\n加强辅导，每年推动家企业完成股份制改造。\n",
)
def lost_numbers(subject: Subject) -> Iterator[Finding]:
    """每年推动家企业: a measure word without its number; a goal among goals that alone has none."""
    for each in subject.prose:
        for match in _BARE.finditer(each.text):
            start = max(0, match.start() - 6)
            yield subject.finding(
                "701",
                Severity.ERROR,
                each,
                each.text[start : match.end()],
                f"“{match.group()}”处应有数字或者内容，原文没有。",
                "请对照原件补出数字。",
            )
        for match in (*_GOAL.finditer(each.text), *_YEARLY.finditer(each.text)):
            yield subject.finding(
                "701",
                Severity.WARNING,
                each,
                match[1],
                f"“{match[1]}”是年度目标，却没有数量。",
                "请对照原件补出数量；确实没有数量指标的，改写为定性要求。",
            )


_PARTICLES = re.compile(
    r"([的和与及了等])\1(?!然)|应应(?!急|对|届|用|尽|付|验|声)|应应急响应|将将(?!军|士|领|来)|对对(?!口|象|方|联|外|立)"
)
_RIGHT = re.compile(
    r"(?:一项|一步|一个|一件|一家|一户|一条|一点|一次|一批|一年|一层|逐项|许多|常常|天天|人人|多多|研究|讨论|考虑|"
    r"商量|意思|市场|服务|大队|基金|产业|主导|"
    r"试点|点点|代代|年年|月月|层层|处处|家家|户户|村村|乡乡|社区|小区|自治|中心|书记|检查|哈哈|工作|县县|企业|政府"
    r"|管理|领导|人民|委员|小组|问题|法律)"
)
_SURE = re.compile(
    r"(?:改革改革|发展发展|建设建设|管理管理|自信自信|鼓励鼓励|按照市委按照市委|加强加强|推进推进|推动推动|完善完善"
    r"|落实落实|组织组织|开展开展|实施实施|"
    r"进行进行|建立建立|提高提高|提升提升|支持支持|负责负责|要求要求|规定规定|保障保障|优化优化|强化强化|子基金基金)"
)
_BODY = re.compile(
    r"区区(?![长委级域政直内管属间])|部部(?![长门委级队署分下])|局局(?![长级属部面])|县县(?![委长城级政域直])|院院("
    r"?![长士级校内训区])|厅厅(?![长级])|门门(?![前口户卫禁店诊])|责责任"
    r"|(?<=建)设设(?![施备计立置想])"
)
_TWICE = re.compile(r"([一-龥]{2,8})\1")


@rule(
    "702",
    "文字重复",
    Severity.WARNING,
    reason="同一个词接连写两遍，是排印或者转换中的差错。",
    example="某市工作方案\n\n一、要求\n\n按照市委按照市委、市政府要求，认真抓好落实。\n",
)
def doubled(subject: Subject) -> Iterator[Finding]:
    """的的, 改革改革, 按照市委按照市委; words that Chinese may double are left alone."""
    texts = [(each, each.text) for each in subject.prose]
    texts += [(sheet.where, cell) for sheet in sheets(subject) for row in sheet.rows for cell in row if len(cell) > 8]
    for each, text in texts:
        for start, stop in _doubles(text):
            if each.kind is Kind.TABLE and stop - start == len(text):
                continue  # one office for two items of a merged row
            words = text[max(0, start - 4) : min(len(text), stop + 4)].strip("，。；：、")
            if words in each.text:
                yield subject.finding(
                    "702", Severity.WARNING, each, words, f"“{text[start:stop]}”重复。", "删去重复的字。"
                )


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    for match in _PARTICLES.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] not in ("标", "目", "了"):  # 保险标的的价值
            yield match.start(), match.start() + 2
    for match in _BODY.finditer(text):
        yield match.start(), match.start() + 2
    for match in _TWICE.finditer(text):
        word = match[1]
        sure = _SURE.search(match.group()) or (len(word) >= 3 and not _RIGHT.match(word))
        if sure and len(set(word)) > 1 and word != "行政区":
            yield match.span()


_FURNITURE_KINDS = frozenset(
    (Kind.TITLE, Kind.NUMBER, Kind.DATE, Kind.ADDRESSEE, Kind.SIGNATURE, Kind.NOTE, Kind.TABLE)
)


@rule(
    "703",
    "句子没有写完",
    Severity.WARNING,
    reason="一段在句子中间断开，后面的内容缺失或者错到别处。",
    example="某市卫生规划\n\n一、任务\n\n推进紧密型医共体建设，提高服务能力。整合县、乡、村三级资源，优化布局，组"
    "建\n\n二、保障\n\n加强组织领导。\n",
)
def broken(subject: Subject) -> Iterator[Finding]:
    """A paragraph of several clauses that ends without a stop, where what follows does not go on with it."""
    words = [each for each in subject.words if each.kind not in _FURNITURE_KINDS or each.kind is Kind.TABLE]
    for each, after in zip(words, (*words[1:], None), strict=False):  # none at all in an empty text
        text = each.text
        if each.kind is Kind.TABLE or each.provision.heading or len(text) < 30 or not re.search(r"[一-龥]$", text):
            continue
        if len(re.findall(r"[，。；]", text)) < 2:
            continue
        following = after.text if after is not None else ""
        if after is not None and after.kind is Kind.PARAGRAPH and not re.match(r"专栏|附件|注：|表\d", following):
            continue  # it may go on there: the reading tore it, not the text
        yield subject.finding(
            "703",
            Severity.WARNING,
            each,
            text[-24:],
            f"这一段到“{text[-8:]}”没有写完，下文是“{following[:16]}”。"
            if following
            else f"这一段到“{text[-8:]}”没有写完，下文缺失。",
            "请对照原件补全。",
        )


_EMPTY = re.compile(r"（[，、；：。]?）|《》|“”|〔〕|【】|\(\)")
_BLANK_PART = re.compile(r"(?:责任单位|牵头单位|责任部门|牵头部门|完成时限|配合单位)：(?=[；）。〕])")


@rule(
    "704",
    "括号、引号内空白",
    Severity.WARNING,
    reason="括号或者书名号里应有内容而没有，多半是转换时丢失。",
    example="某市工作方案\n\n一、要求\n\n各部门要认真学习贯彻落实《》精神，明确分工，抓好落实。\n",
)
def empty(subject: Subject) -> Iterator[Finding]:
    """（）《》 with nothing between, and 责任单位： with nobody behind, in sentences; forms leave blanks on purpose."""
    for each in subject.prose:
        for match in (*_EMPTY.finditer(each.text), *_BLANK_PART.finditer(each.text)):
            if len(each.text) < 16 or each.text.count("（）") > 2:
                continue
            start = max(0, match.start() - 10)
            yield subject.finding(
                "704",
                Severity.WARNING,
                each,
                each.text[start : match.end()],
                f"“{match.group()}”里没有内容。",
                "请对照原件补出内容，或者删去。",
            )


_STOPS = re.compile(
    r"；；|，，|。。(?!。)|、、|：：|，。|；。|。；|，；|、。|、，|，、|；，|、和(?![谐平睦解声服县顺])|、以及|、或"
    r"(?![者许])"
)


@rule(
    "705",
    "标点连用",
    Severity.NOTE,
    reason="两个标点连在一起，或者顿号之后又用“和”，或者多打一个，或者中间的文字丢失。",
    example="某市工作方案\n\n一、要求\n\n推进秸秆饲料化；；结合实际推进能源化。\n",
)
def stops(subject: Subject) -> Iterator[Finding]:
    """；；, ，。 side by side, and 、 before 和, which says the same twice."""
    for each in subject.words:
        for match in _STOPS.finditer(each.text):
            start = max(0, match.start() - 8)
            yield subject.finding(
                "705",
                Severity.NOTE,
                each,
                each.text[start : match.end()],
                f"标点“{match.group()}”连用。",
                "核对中间有无脱字，删去多余的标点。",
            )
