"""7xx: characters that look or sound alike put for one another; characters lost or added inside a set word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongbao.examination.model import Finding, Severity
from gongbao.examination.registry import rule
from gongbao.examination.subject import Subject

_CONFUSED: tuple[tuple[str, str], ...] = (
    # 入 and 人, 进 and 讲, 衔 and 街: alike to the eye of a reading machine
    ("融人(?=[一-龥])(?!民)", "融入"),
    ("(?<!个)投人(?=税收|资金|使用|运营|生产|力度|经费|[，。、])", "投入"),
    ("(?<=[纳列编划])人(?=本|年度|财政|预算|规划|考核|重点|[一-龥]{0,6}(?:范围|清单|名单|体系))(?!员|民|才)", "入"),
    ("讲行", "进行"),
    ("(?<=建设)项项目", "项目"),
    # alike to the ear
    ("途径(?=我[市县区省]|本[市县区省])", "途经"),
    ("车档(?=[、和等，])", "车挡"),
    ("(?<=[线网]上)预定(?!的?(?:目标|时间|期限))|(?:门票|客房|酒店|机票|车票)预定", "预订"),
    ("(?<!非)盈利性(?=机构|组织|养老|医疗|民办|服务机构)|非盈利(?=性|机构|组织)", "营利（以取得利润为目的）"),
    ("(?:犯罪|案件|刑事)的?侦察(?!兵)|侦察(?=、鉴定|终结|、起诉)", "侦查"),
    ("招标采购挂牌|招标、采购、挂牌出让", "招标拍卖挂牌"),
    ("数量、质量、实效、成本", "时效"),
    ("不在(?=列出|列举|赘述|重复|一一)", "不再"),
    ("原由(?=[。；，]|及)", "缘由"),
    ("做出(?=重要(?:指示|批示|讲话))", "作出"),
    ("台帐", "台账"),
    ("按步就班", "按部就班"),
    ("一但(?=发|出|有)", "一旦"),
    # lost, added or changed
    ("(?<=结合我[市县区省])[市县省]级(?=[，。])", "实际"),
    ("(?<=组织实施)实际(?=重大|重点)", "市级"),
    ("(?<=分[一二三四五六七八九十两])部门(?=[，。])", "部分"),
    ("战略新兴产业", "战略性新兴产业"),
    ("制服式服装", "制式服装"),
    ("(?<=[一二三四五]五)期时期", "时期"),
    ("大类类型", "大类型"),
    ("子基金基金", "子基金"),
    ("(?<!中)(?<!大)小小学", "小学"),
    ("(?<=[一-龥]市)市医院", "医院"),
    ("(?<!文)字准确(?=精炼|简练|，语)", "文字准确"),
    ("(?<=[、托展])三方评估", "第三方评估"),
    ("人民和群众", "人民群众"),
    ("会议讲话上", "会议上的讲话"),
    ("建成小康(?=目标|任务)", "建成小康社会"),
    ("(?<=[一二三两\\d])座(?=铁路|公路)", "条"),
    ("(?<=面向)市市场(?!监)", "市场"),
    ("^组下设办公室", "领导小组下设办公室"),
    ("挂动(?=[一-龥])", "拉动"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), right) for pattern, right in _CONFUSED)


@rule(
    "741",
    "形近、音近的字用错，词内脱字、多字",
    Severity.WARNING,
    reason="“融入”印成“融人”、“途经”写成“途径”一类，字形或者读音相近而意思不同；固定的词脱一个字、多一个字，也会改变"
    "意思。",
    example="某市科技工作措施\n\n一、人才\n\n加快归国人员融人我市经济社会发展大环境，落实税收优惠政策。\n",
)
def confused(subject: Subject) -> Iterator[Finding]:
    """融人, 途径我市, 讲行: words that are never right where they stand."""
    for each in subject.words:
        for pattern, right in _PATTERNS:
            for match in pattern.finditer(each.text):
                yield subject.finding(
                    "741",
                    Severity.WARNING,
                    each,
                    each.text[max(0, match.start() - 6) : match.end() + 4],
                    f"“{match.group()}”疑为“{right}”。",
                    "对照原件改正。",
                    at=max(0, match.start() - 6),
                )


_OF = re.compile(
    r"(?:[住选用吃做过看听走办说写干管跑记讲教穿留稳])的(?=(?:舒心|安心|放心|顺心|优|去|准|清|早|稳|实)[，。、；”])"
    r"|最大(?:程度|限度)的(?=募集|减少|降低|保护|保障|发挥|调动|满足|激发|释放|争取|方便|压缩|缩短|整合|吸引|利用)"
    r"|(?<=[，、。])(?:积极|主动|认真|扎实|切实|努力|有序|稳妥)的(?=推进|推动|开展|落实|实施|完成|做好|加强)"
)


@rule(
    "742",
    "“的”“地”“得”用错",
    Severity.NOTE,
    reason="补语前用“得”，状语后用“地”，定语后用“的”。",
    example="某市社区方案\n\n一、服务\n\n设立安防设施，确保业主住的舒心、安心、放心。\n",
)
def particles(subject: Subject) -> Iterator[Finding]:
    """住的舒心, 最大程度的募集."""
    for each in subject.words:
        for match in _OF.finditer(each.text):
            right = match.group()[:-1] + ("地" if len(match.group()) > 2 else "得")
            yield subject.finding(
                "742",
                Severity.NOTE,
                each,
                each.text[max(0, match.start() - 4) : match.end() + 4],
                f"“{match.group()}”应为“{right}”。",
                f"改为“{right}”。",
                at=max(0, match.start() - 4),
            )


_PAIRS: tuple[tuple[str, str], ...] = (
    ("份内", "分内"),
    ("通讯(?=、|信息网|网络|设施|设备|保障|线路)", "通信"),
    ("帐户", "账户"),
    ("门坎", "门槛"),
    ("城乡接合部", "城乡结合部"),
)
_PAIR_PATTERNS = tuple((re.compile(one), other) for one, other in _PAIRS)


@rule(
    "743",
    "一个词前后两种写法，“其他”写作“其它”",
    Severity.NOTE,
    reason="公文和法规统一用“其他”；“分内”和“份内”、“通信”和“通讯”在一份文件里只用一种。每份文件每个词只提示一次。",
    example="某市会展工作职责\n\n一、职责\n\n负责相关产业推介；负责其它相关工作。\n",
)
def other_form(subject: Subject) -> Iterator[Finding]:
    """其它; 份内 beside 分内. Told once for a document."""
    found = [each for each in subject.words if "其它" in each.text]
    if found:
        times = sum(each.text.count("其它") for each in found)
        at = found[0].text.index("其它")
        yield subject.finding(
            "743",
            Severity.NOTE,
            found[0],
            found[0].text[max(0, at - 2) : at + 6],
            f"“其它”应为“其他”，全文共{times}处。",
            "改为“其他”。",
            others=tuple((each.place, "其它") for each in found[1:6]),
        )
    for pattern, other in _PAIR_PATTERNS:
        ones = [(each, match) for each in subject.prose if (match := pattern.search(each.text))]
        twos = [each for each in subject.prose if other in each.text]
        if ones and twos:
            where, match = ones[0]
            yield subject.finding(
                "743",
                Severity.NOTE,
                where,
                where.text[match.start() : match.end() + 4],
                f"文中又写作“{other}”（{len(twos)}段），这里写作“{match.group()}”（{len(ones)}段）。",
                "全文用一种写法。",
                others=((twos[0].place, other),),
                at=match.start(),
            )
