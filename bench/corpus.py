"""A big invented country with known lineage, as triples for a store: python bench/corpus.py 2000

Every place of the country (31 provinces of 10 cities of 8 or 9 counties) issues one plan a year,
from 2019 to 2025; a smaller corpus has fewer provinces, then fewer years, and never a plan without
the plans above it. Names, division codes and texts are made up. Which task carries out which task
or point above it is decided first and the texts are written after it, so the lineage is known.

A few notices (3 of provinces, 6 of cities, 12 of counties) are written as records and turned into
triples by Zhengmai's own code, with marks where the names, codes, numbers and years go. Each notice
of the corpus is one of them with its marks replaced: as many characters as before, so that the
spans stay true. What a notice is linked by is what Zhengmai would compute, so a store filled with
the corpus counts as linked and can be built further.
"""

from __future__ import annotations

import calendar
import hashlib
import random
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice, product
from operator import itemgetter

from rdflib import Graph

from zhengmai.graph.lineage.binding import basis_of
from zhengmai.graph.lineage.linkgraph import LinkGraph
from zhengmai.graph.lineage.linking import linked_by
from zhengmai.graph.lineage.matching.evidence import fidelity
from zhengmai.graph.lineage.matching.nodes import Evidence, ScoredLink
from zhengmai.graph.lineage.ways import letters
from zhengmai.graph.store import GraphData
from zhengmai.model import (
    Assignment,
    Citation,
    Deadline,
    DeadlineKind,
    DeadlineSource,
    Notice,
    Place,
    Relation,
    Role,
    Span,
    Task,
    TaskSource,
    UnitKind,
    WorkPoint,
)
from zhengmai.ontology import iris
from zhengmai.ontology.gazetteer import gazetteer, short_name
from zhengmai.ontology.rdf import notice_graph

YEARS = range(2019, 2026)
PROVINCES, CITIES, COUNTIES = 31, 10, (8, 9)  # cities have 8 and 9 counties by turns
PROVINCE, CITY, COUNTY = range(3)  # how deep a place lies
LEVELS = ("province", "city", "county")


@dataclass(frozen=True)
class Generated:
    """One notice of the corpus.

    Attributes:
        notice: its graph.
        lineage: the graph of its lineage links.
        links: the true pairs of child and parent.
    """

    notice: GraphData
    lineage: GraphData
    links: tuple[tuple[str, str], ...]


def corpus(notices: int, seed: int = 1) -> Iterator[Generated]:
    """The notices of the invented country, year by year, superiors before inferiors.

    Args:
        notices: how many; at most :func:`capacity`.
        seed: another seed gives other names, numbers and trades to the places.

    Raises:
        ValueError: the country does not issue so many.
    """
    if not 0 < notices <= capacity():
        raise ValueError(f"a corpus has 1 to {capacity()} notices, not {notices}")
    rng = _dice(f"corpus/{seed}")
    per_province = 1 + CITIES + CITIES * sum(COUNTIES) // 2
    years = YEARS[-min(len(YEARS), max(1, notices // per_province)) :]
    share, rest = divmod(notices, len(years))
    seats = list(islice(_country(rng), share + bool(rest)))
    for turn, year in enumerate(years):
        yield from _year(year, seats[: share + (turn < rest)], rng)


def capacity() -> int:
    """How many notices the whole country issues in all years."""
    return len(YEARS) * PROVINCES * (1 + CITIES + CITIES * sum(COUNTIES) // 2)


def _dice(purpose: str) -> random.Random:
    """Chance that falls the same way in every run, each purpose for itself."""
    return random.Random(purpose)  # noqa: S311 - nothing is kept secret


# ---- the country ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place that issues plans.

    Attributes:
        depth: province, city or county.
        order: counts the places of its depth, from 0.
        place: its name and code.
        trade: what its businesses do, in two characters.
        serial: the number in this year's document number, of two digits.
    """

    depth: int
    order: int
    place: Place
    trade: str
    serial: int = 0

    @property
    def short(self) -> str:
        """The name without 省, 市, 县, 区."""
        return short_name(self.place)


# Prefixes of division codes that GB/T 2260 gives to no province.
_PREFIXES = (*range(91, 100), *range(83, 91), *range(72, 81), *range(55, 60))
_FIRST = (
    "云澄沅岚溪柏栖苍瑶霁禾涧棠枫湛翠砚芷朔昭沐黎岱槐渡鹭棋雁箬蒲荻榆桐梓楠柘桓泊浔泓涟滢澜潞濮漳岐岫峪嵩"
    "嵘崤巍珞琅琢璞瑾瓯畲稷穆筠"
)
_SECOND = (
    "川陵浦原塘湾岭坪渚汀泽渊皋坞垣墟亭桥驿渠泉井潭峡谷峰岗丘埠港津浒沙洲滩源沟堰坝堤屏障阜隰野畈圩垸圃苑"
    "庐庄堡寨营屯坊里门关"
)
_TRADES = (
    "陶瓷", "茶叶", "竹编", "铸造", "轴承", "纺织", "果蔬", "水产", "石材", "家居", "药材", "乳品",
    "光伏", "电缆", "粮油", "文创", "船舶", "物流", "玩具", "制鞋", "香料", "酿造", "皮革", "灯具",
)  # fmt: skip


def _country(rng: random.Random) -> Iterator[_Seat]:
    """The places, each after the place it lies in."""
    known = gazetteer().chains
    real = {*known, *(name[:-1] for name in known)}
    names = [f + s for f, s in product(_FIRST, _SECOND) if f + s not in real]
    rng.shuffle(names)
    name = iter(names)

    def seat(depth: int, order: int, ending: str, code: str) -> _Seat:
        place = Place(next(name) + ending, LEVELS[depth], code)
        return _Seat(depth, order, place, rng.choice(_TRADES))

    for province in range(PROVINCES):
        prefix = _PREFIXES[province]
        yield seat(PROVINCE, province, "省", f"{prefix}0000")
        for c in range(CITIES):
            city = province * CITIES + c
            yield seat(CITY, city, "市", f"{prefix}{c + 1:02}00")
            for county in range(COUNTIES[city % 2]):
                ending = "区" if county < 3 else "县"  # a city has districts, then counties
                yield seat(COUNTY, county, ending, f"{prefix}{c + 1:02}{county + 1:02}")


# ---- words ---------------------------------------------------------------------------------------

# What bodies are called in notices of a province, a city and a county ({k}: 区 or 县).
_UNITS: dict[str, tuple[str, str, str]] = {
    "办公": ("省政府办公厅", "市政府办公室", "{k}政府办公室"),
    "发改": ("省发展改革委", "市发展改革委", "{k}发改局"),
    "教育": ("省教育厅", "市教育局", "{k}教体局"),
    "科技": ("省科学技术厅", "市科技局", "{k}科技局"),
    "工信": ("省工业和信息化厅", "市工业和信息化局", "{k}工信局"),
    "公安": ("省公安厅", "市公安局", "{k}公安局"),
    "民政": ("省民政厅", "市民政局", "{k}民政局"),
    "司法": ("省司法厅", "市司法局", "{k}司法局"),
    "财政": ("省财政厅", "市财政局", "{k}财政局"),
    "人社": ("省人力资源和社会保障厅", "市人力资源社会保障局", "{k}人社局"),
    "资源": ("省自然资源厅", "市自然资源和规划局", "{k}自然资源局"),
    "环境": ("省生态环境厅", "市生态环境局", "{k}生态环境分局"),
    "住建": ("省住房和城乡建设厅", "市住房城乡建设局", "{k}住建局"),
    "交通": ("省交通运输厅", "市交通运输局", "{k}交通局"),
    "水利": ("省水利厅", "市水利局", "{k}水利局"),
    "农业": ("省农业农村厅", "市农业农村局", "{k}农业农村局"),
    "商务": ("省商务厅", "市商务局", "{k}商务局"),
    "文旅": ("省文化和旅游厅", "市文化和旅游局", "{k}文旅局"),
    "卫健": ("省卫生健康委", "市卫生健康委", "{k}卫健局"),
    "应急": ("省应急管理厅", "市应急管理局", "{k}应急局"),
    "市监": ("省市场监管局", "市市场监管局", "{k}市场监管局"),
    "医保": ("省医保局", "市医保局", "{k}医保局"),
    "审批": ("省政务服务管理局", "市行政审批服务局", "{k}行政审批局"),
    "数据": ("省数据局", "市数据局", "{k}数据局"),
    "税务": ("省税务局", "市税务局", "{k}税务局"),
    "城管": ("省城市管理局", "市城管局", "{k}城管局"),
    "军人": ("省退役军人事务厅", "市退役军人局", "{k}退役军人局"),
    "审计": ("省审计厅", "市审计局", "{k}审计局"),
}
_ALIAS = {"审批": ("省政务服务中心", "市政务服务中心", "{k}政务服务中心")}
_COLLECTIVES = (
    ("省政府各部门", "各市人民政府", "各有关单位"),
    ("市政府各部门", "各县（区）政府", "各有关部门"),
    ("{k}政府各部门", "各街道办事处", "各乡镇人民政府"),
)
_OFFICES = ("人民政府办公厅", "人民政府办公室", "人民政府办公室")


@dataclass(frozen=True, slots=True)
class _Theme:
    """A field of work; each of its objects may be one task.

    Attributes:
        section: which section of a plan it belongs to.
        headings: what its point may be called.
        units: the bodies whose work it is.
        verbs, details: how its objects are spoken of.
        objects: what the tasks are about.
    """

    section: int
    headings: tuple[str, ...]
    units: tuple[str, ...]
    verbs: tuple[str, ...]
    details: tuple[str, ...]
    objects: tuple[str, ...]


def _theme(
    section: int, headings: str, units: str, verbs: str, details: str, objects: str
) -> _Theme:
    parts = (tuple(text.split()) for text in (headings, units, verbs, details, objects))
    return _Theme(section, *parts)


_SECTIONS = (
    "聚焦发展所需，公开重点信息",
    "聚焦民生所盼，公开身边事项",
    "聚焦政策落地，做优解读服务",
    "聚焦民意所向，拓宽参与渠道",
    "聚焦长效管理，夯实工作基础",
)
_PUBLISH = "公开 集中发布 分批公布 分类公示"
_THEMES = (
    _theme(
        0, "公开惠企政策 推进助企信息公开 让企业看得见政策", "发改 工信 财政 商务 科技", _PUBLISH,
        "逐条写明谁能享受、找谁办理和几天办结 做成一张对照表放在办事窗口和{web}显著位置 "
        "由服务专员上门送达并做好登记 与往年不同之处用颜色标出",
        "{trade}产业扶持资金的申报条件、评审名单和拨付进度 中小企业可以申领的奖补项目与兑现时限 "
        "招商项目落地所需的要素清单和服务专员名单 政府采购意向、合同变更和履约验收情况 "
        "融资担保、贴息贷款等助企措施的受理渠道 拖欠账款投诉的受理件数、办结件数和清偿金额",
    ),
    _theme(
        0, "规范监管执法公开 推进执法信息公开 亮明检查与处罚", "司法 市监 应急 城管 公安", _PUBLISH,
        "同一企业的多项检查合并安排并提前告知 检查人员、依据和结论扫码可查 "
        "对轻微违法的情形附上整改样例 每一条都注明承办科室和监督电话",
        "年度涉企检查计划、频次上限和联合检查安排 行政处罚裁量基准及轻微不罚事项目录 "
        "食品药品抽检不合格产品的批次与处置结果 重大事故隐患督办点位和销号时间 "
        "信用修复的办理流程、所需材料和办结时限 随机抽查对象名单与抽查结论",
    ),
    _theme(
        0, "推进重大项目公开 公开工程建设信息 讲清项目来龙去脉", "发改 资源 交通 水利 住建",
        _PUBLISH,
        "从立项到竣工按节点登记，过程材料一处查全 在工地围挡、村务公开栏和{web}同时张贴 "
        "图纸调整的附上调整前后对照 资金来源与支出去向逐笔列出",
        "{trade}园区等重点工程的批复文件、招标结果和施工进度 "
        "征地补偿标准、安置方案及补偿款到账情况 "
        "水库加固和河道整治工程的工期安排与完工验收 农村公路和桥梁改造的线路走向与封闭时段 "
        "老旧小区改造的项目名单、改造内容和出资比例 政府投资项目超概算、延期的原因说明",
    ),
    _theme(
        0, "公开财政和收费信息 管好用好公开账本 推进财政信息公开", "财政 审计 税务 发改 农业",
        _PUBLISH,
        "用图表说明钱从哪里来、用到哪里去 附上绩效目标和上年完成情况 "
        "按统一格式填报并保留历年版本 停收和降标的在收费窗口同步告示",
        "部门预算、决算和三公经费的增减原因 衔接推进乡村振兴资金的分配结果与使用单位 "
        "行政事业性收费和政府性基金的目录清单 政府债务限额、余额与还本付息安排 "
        "审计查出问题的整改进展和销号情况 税费优惠的适用条件与办理口径",
    ),
    _theme(
        1, "公开就业社保信息 推进就业信息公开 把岗位和补贴说清楚", "人社 民政 军人 工信 财政",
        _PUBLISH,
        "在零工驿站、社区大屏和{web}滚动播出 写清补给谁、补多少、什么时候到账 "
        "附上经办人姓名和咨询电话 用方言录成短音频在村头广播",
        "{trade}企业用工需求和技能培训班次 就业见习、灵活就业社保补贴的申领步骤 "
        "城乡居民养老保险缴费档次与待遇测算 工伤认定、劳动仲裁的受理范围和时限 "
        "退役军人安置岗位和优待目录 欠薪线索的受理方式与处理结果",
    ),
    _theme(
        1, "公开教育信息 推进学校信息公开 回应家长关切", "教育 市监 财政 公安 卫健", _PUBLISH,
        "学位紧张的学校提前发出预警 在校门口公示栏和{web}同步张贴 "
        "由学校逐户发放明白纸 收费项目与依据一并列出",
        "义务教育招生范围、报名时间和所需材料 课后服务、伙食和校服的收费标准 "
        "校外培训机构的许可名单与资金监管账户 随迁子女入学、转学的条件和流程 "
        "学校食堂大宗食材的采购渠道与价格 学生资助项目的申请条件和发放批次",
    ),
    _theme(
        1, "公开医疗健康信息 推进医院信息公开 方便群众看病", "卫健 医保 市监 民政 应急", _PUBLISH,
        "做成图示贴在挂号处和候诊区 由家庭医生随访时当面说明 "
        "调整前后的待遇放在一起比较 与医院公示屏的数据保持一致",
        "门诊慢性病认定、续方和报销的办理流程 医保药品目录调整与待遇变化 "
        "医疗服务项目的价格和次均费用 疫苗接种门诊的开诊时间与存苗情况 "
        "医疗机构校验结果和不良执业记录 急救站点分布与呼叫到达用时",
    ),
    _theme(
        1, "公开养老托育和救助信息 推进救助信息公开 照顾好一老一小", "民政 卫健 军人 财政 医保",
        _PUBLISH,
        "空余床位和收费每旬更新 由社区工作人员入户讲解 "
        "发放名单按规定隐去个人信息后张贴 受理、审核、发放三个环节都可查询",
        "养老机构的床位余量、护理等级和收费 托育机构备案名单与质量评估结果 "
        "低保、特困和临时救助的标准及受理渠道 残疾人两项补贴的资格认定与复核结果 "
        "高龄津贴、护理补贴的申领条件和到账日期 老年助餐点的位置、餐标与补助办法",
    ),
    _theme(
        1, "公开环境和城市治理信息 推进环境信息公开 共建宜居家园", "环境 城管 水利 住建 交通",
        _PUBLISH,
        "点位、数值和责任人画在一张地图上 群众举报的问题整改到哪一步随时可查 "
        "超标的写明原因和改善措施 与上年同期比较并说明变化",
        "断面水质、饮用水源和空气质量的监测结果 {trade}企业排污许可与执法监测情况 "
        "停车泊位、充电设施的分布和收费 供水供气供热停供通知与抢修进度 "
        "物业服务收费、公共收益和维修资金使用情况 生活垃圾分类收运线路与处理去向",
    ),
    _theme(
        2, "管好政策文件 规范文件公开 建好政策文件库", "办公 司法 数据 审批 财政",
        "做好 抓实 规范 完善",
        "标明有效、失效和废止的状态及日期 收录重复或标识有误的逐件更正 "
        "附上文号、施行日期和解读材料链接 按主题、对象、部门三种方式归类",
        "{own}规范性文件的归集入库和统一编号 历年文件的清理、修改与废止公告 "
        "政府公报的编印、投放和电子化查阅 文件公开属性的源头认定与定期复核 "
        "部门文件目录与{below}文件目录的衔接 已归档文件的开放审核和利用登记",
    ),
    _theme(
        2, "做优政策解读 提升解读质量 让政策听得懂", "办公 发改 人社 文旅 农业",
        "做好 改进 组织 丰富",
        "少念原文，多举例子，讲清与过去有什么不同 主要负责人带头讲，业务骨干补充答 "
        "解读材料与文件同步起草、同步送审、同步发布 邀请行业协会和群众代表先看先提",
        "涉及{trade}行业文件的配套解读和问答 主要负责人走进直播间、发布会的宣讲安排 "
        "图解、短视频和情景剧等形式的制作投放 面向老年人和残疾人的读屏、大字版材料 "
        "政策施行半年后的回访与二次解读 基层宣讲队的选拔、备课和下村宣讲",
    ),
    _theme(
        2, "推动政策精准送达 完善政策咨询服务 推动政策找人", "数据 审批 工信 人社 税务",
        "推进 做实 扩大 优化",
        "热线、窗口和网站用同一套答案 简单问题当天答复，疑难问题限期会商 "
        "符合条件的自动提醒，不再反复填表 推送之前核对名单，推送之后统计兑现率",
        "政策问答库的共建、审校和更新 免申即享事项的梳理与资金直达 "
        "企业和个人标签的比对及精准推送 政务服务大厅政策咨询窗口的设置 "
        "热线工单中高频问题的分析和转化 {trade}经营主体专属政策包的编制",
    ),
    _theme(
        3, "扩大决策公众参与 规范重大决策公开 听取群众意见", "司法 办公 发改 资源 交通",
        "落实 规范 扩大 完善",
        "采纳了哪些、没有采纳哪些，连同理由一并答复 草案附上背景说明和主要争议点 "
        "线上征集与社区座谈同步进行 会后把会议图解和决定事项向社会公布",
        "年度重大行政决策目录及听证事项的确定 公用事业价格调整方案的意见征集 "
        "利益相关方、居民代表列席会议的邀请 决策施行满两年的后评估和结论公布 "
        "民生实事项目的征集、票决与进展通报 规划草案公示期间意见的归纳和反馈",
    ),
    _theme(
        3, "办好政府开放活动 丰富互动渠道 拉近政民距离", "办公 文旅 应急 环境 教育",
        "办好 组织 丰富 改进",
        "预约方式和参观线路提前一周公布 现场提的意见编号登记并限期答复 "
        "固定日子、固定地点，群众随到随谈 活动之后发布图文实录和意见办理结果",
        "“走进{short}”政府开放活动的场次和路线 领导信箱、留言板来信的办理与公开 "
        "{trade}企业家早餐会和专题恳谈 网上调查、在线访谈的选题征集 "
        "新闻发布会的年度计划与提问安排 学生、老年人体验团的招募和组织",
    ),
    _theme(
        4, "规范依申请公开和平台建设 管好公开平台 提高答复质量", "办公 数据 审批 司法 资源",
        "规范 加强 抓好 改进",
        "收到当日登记，三日内与申请人电话沟通 错链、断更和错别字发现一处改一处 "
        "败诉和纠错的案件逐件写出分析材料 无人维护的账号先归并后注销",
        "申请的登记、补正、答复和送达 申请较多事项转为主动公开的会商 "
        "政府网站栏目的自查、归并与无障碍改造 政务新媒体账号的备案、发布审核和关停 "
        "政务公开专区的设备配置与人员值守 公共企事业单位公开目录的编制和检查",
    ),
    _theme(
        4, "加强组织保障 压实工作责任 健全工作机制", "办公 审计 财政 司法 人社",
        "落实 健全 强化 完善",
        "半年调度一次，年终对照清单逐项销号 明确分管负责人、承办科室和联络员 "
        "先审后发，谁审查谁签字 做得好的经验印发交流，问题突出的约谈提醒",
        "政务公开工作台账和调度制度 业务培训、跟班学习的年度安排 "
        "公开前保密审查的流程和责任人 信息公开工作年度报告的编制与审核 "
        "工作经费和专职人员的配备 第三方评估发现问题的整改",
    ),
)  # fmt: skip
_SHORTEST = 40  # characters of a task
_ROUTINE = len(_THEMES) - 1  # what every plan repeats
_LEADS = (
    "围绕群众反映集中的问题，", "结合{trade}产业发展需要，", "坚持应公开尽公开，",
    "以便民利企为目标，", "着眼年度重点工作，", "按照统一部署，", "对照上年评估结果，",
    "面向基层和一线，",
)  # fmt: skip
_FOLLOWS = (
    "在“{short}发布”公众号同步推送", "办理结果纳入日常监测", "各承办单位确定专人维护",
    "{below}参照办理并保持口径一致", "相关数据与部门业务系统自动核对", "群众评价作为改进工作的依据",
    "涉及多个部门的由牵头单位统一汇总", "发现错漏的立即更正并说明",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Due:
    """A time limit; of a day, ``month`` and ``day`` of the plan year."""

    phrase: str
    kind: DeadlineKind
    month: int = 0
    day: int = 0
    rule: str | None = None


_MONTHS = (6, 7, 8, 9, 10, 11, 12)
# In the words of a task: what goes around the phrase.
_DUE_IN_TEXT = (
    *(("{}完成首轮核对", _Due(f"{m}月底前", DeadlineKind.DATE, m, 0)) for m in (6, 9, 10, 11)),
    ("{}向社会公布", _Due("9月15日前", DeadlineKind.DATE, 9, 15)),
    ("内容{}", _Due("每季度更新一次", DeadlineKind.RECURRING, rule="R/P3M")),
    ("情况{}", _Due("每月通报一次", DeadlineKind.RECURRING, rule="R/P1M")),
    ("相关活动{}", _Due("每年不少于2次", DeadlineKind.RECURRING, rule="R/P1Y>=2")),
    ("有变动的{}更新", _Due("10个工作日内", DeadlineKind.RELATIVE, rule="P10D (working days)")),
    ("{}集中办理", _Due("6月中旬至9月上旬", DeadlineKind.PERIOD, 9, 10, "{y}-06-11/{y}-09-10")),
)
_DUE_IN_COLUMN = (
    *(_Due(f"{{y}}年{m}月底前", DeadlineKind.DATE, m, 0) for m in _MONTHS),
    _Due("{y}年7月15日前", DeadlineKind.DATE, 7, 15),
    _Due("{y}年10月20日前", DeadlineKind.DATE, 10, 20),
    _Due("长期坚持", DeadlineKind.ONGOING),
    _Due("{y}年7月至9月", DeadlineKind.PERIOD, 9, 30, "{y}-07-01/{y}-09-30"),
)


# ---- writing a notice ----------------------------------------------------------------------------

Item = tuple[int, int]  # theme and object
Kind = tuple[int, ...]  # which way of writing: (province,), (province, city) or (…, …, county)

_WAYS = (3, 2, 2)  # ways to write a plan: of a province; of its cities; of 区 and of 县


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The text of a task, and where its parts stand in it."""

    item: Item
    text: str
    verb: str
    detail: str
    object_at: tuple[int, int]
    detail_at: tuple[int, int]
    due: _Due | None
    due_at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Node:
    """What a link may join: a task or a point without tasks.

    Attributes:
        iri: of the task or point.
        text: all of its text.
        offset: where the sentence begins in it.
        sentence: what it says of an item.
    """

    iri: str
    text: str
    offset: int
    sentence: _Sentence


@dataclass(frozen=True, slots=True)
class _Draft:
    """A notice as records, with what its tasks are about."""

    notice: Notice
    iri: str
    nodes: dict[Item, _Node]


@dataclass(slots=True)
class _Page:
    """The notice's text as it grows."""

    _parts: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, text: str) -> Span:
        """Write on; returns where the text stands."""
        span = Span(self.length, self.length + len(text))
        self._parts.append(text)
        self.length = span.end
        return span

    def text(self) -> str:
        return "".join(self._parts)


class _Clerk:
    """Writes the notice of one kind; the names and numbers do not bear on what is chosen."""

    def __init__(self, kind: Kind, seats: Sequence[_Seat], year: int, above: Sequence[_Draft]):
        self.rng = _dice(f"notice/{kind}")
        self.depth = len(kind) - 1
        self.seats, self.year, self.above = tuple(seats), year, tuple(above)
        self.seat = self.seats[self.depth]
        self.page = _Page()
        ending = "县" if self.depth < COUNTY else self.seat.place.name[-1]
        self.words = {
            "k": ending,
            "trade": self.seat.trade,
            "short": self.seat.short,
            "web": ("省政府门户网站", "市政府网站", f"{ending}政府网站")[self.depth],
            "own": ("省级", "市级", f"{ending}级")[self.depth],
            "below": ("市县", "县区", "镇街")[self.depth],
            "y": str(year),
        }

    def draft(self) -> _Draft:
        """Write the whole notice."""
        seat, year = self.seat, self.year
        plan, title, number = _titles(seat, year)
        title_at = self.page.put(title)
        number_at = self.page.put(number)
        self.page.put(f"\n{self._addressees()[0]}等：\n《{plan}》已经同意，现印发给你们。\n")
        issued = date(year, 4 + self.depth, 10 + self.rng.randrange(18))
        issued_at = self.page.put(f"{year}年{issued.month}月{issued.day}日")
        citations = tuple(self._citations())
        points, tasks, sentences = self._body()
        notice = Notice(
            file=f"{seat.place.name}-{year}.txt",
            text=self.page.text(),
            title=title,
            plan_title=plan,
            document_number=number,
            issuer=seat.place.name + _OFFICES[self.depth],
            issued=issued,
            published=None,
            plan_year=year,
            addressees=self._addressees(),
            copied_to=(),
            citations=citations,
            points=points,
            tasks=tasks,
            unread=(),
            remarks=(),
            jurisdiction=tuple(s.place for s in self.seats[: self.depth + 1]),
            title_spans=(title_at,),
            number_spans=(number_at,),
            issued_spans=(issued_at,),
        )
        iri = iris.notice(notice)
        return _Draft(notice, iri, _nodes(iri, points, tasks, sentences))

    def _addressees(self) -> tuple[str, ...]:
        return tuple(name.format(**self.words) for name in _COLLECTIVES[self.depth][:2])

    def _citations(self) -> Iterator[Citation]:
        self.page.put("\n为做好政务公开工作，根据")
        if self.depth == PROVINCE:
            name = "中华人民共和国政府信息公开条例"
            span = self.page.put(f"《{name}》")
            yield Citation(name, None, Relation.BASIS, f"《{name}》", (span,))
        for seat in self.seats[: self.depth]:
            plan, _, number = _titles(seat, self.year)
            written = f"《{plan}》（{number}）"
            span = self.page.put(written)
            yield Citation(plan, number, Relation.BASIS, written, (span,))
        self.page.put("，制定本要点。\n")

    def _body(self) -> tuple[tuple[WorkPoint, ...], tuple[Task, ...], dict[str, list[_Sentence]]]:
        """The points and tasks, and the sentences of each by its id (of points: ``point ID``)."""
        points: list[WorkPoint] = []
        tasks: list[Task] = []
        sentences: dict[str, list[_Sentence]] = {}
        rows: list[tuple[str, _Sentence]] = []
        silent = self._silent()
        for theme, items in self._chosen().items():
            said = [self._sentence(item) for item in items]
            number = str(len(points) + 1)
            written = self._point(number, theme, said, inline=theme in silent)
            if theme in silent:
                sentences[f"point {number}"] = said
            elif self.depth == COUNTY:
                rows += [(number, sentence) for sentence in said]
            else:
                own = [self._task(f"{number}.{n}", number, s) for n, s in enumerate(said, 1)]
                sentences.update((task.id, [s]) for task, s in zip(own, said, strict=True))
                written = _over(written, own)
                tasks += own
            points.append(written)
        if rows:
            self.page.put("附件\n任务分工表\n")
        for row, (number, sentence) in enumerate(rows, 1):
            tasks.append(self._task(str(row), number, sentence))
            sentences[str(row)] = [sentence]
        return tuple(points), tuple(tasks), sentences

    def _silent(self) -> set[int]:
        """The themes that a province only speaks of, naming no bodies."""
        return {_ROUTINE, self.rng.randrange(_ROUTINE)} if self.depth == PROVINCE else set()

    def _chosen(self) -> dict[int, list[Item]]:
        """What the plan takes up: most of what is above it, and some of its own."""
        rng, found = self.rng, {}
        for theme, about in enumerate(_THEMES):
            everything = [(theme, n) for n in range(len(about.objects))]
            if self.depth == PROVINCE:
                items = set(rng.sample(everything, rng.choice((2, 2, 2, 3, 3))))
            else:
                taken, added = ((0.93, 0.4), (0.8, 0.14))[self.depth - 1]
                known = self.above[-1].nodes
                items = {i for i in everything if rng.random() < (taken if i in known else added)}
                items = items or {rng.choice(everything)}
            found[theme] = sorted(items)
        return found

    def _sentence(self, item: Item) -> _Sentence:
        """A text on an item; a third of what a superior says is taken over word by word."""
        rng, about = self.rng, _THEMES[item[0]]
        model = self.above[-1].nodes.get(item) if self.above else None
        if model is not None and rng.random() < 0.35:
            verb, detail = model.sentence.verb, model.sentence.detail
        else:
            verb, detail = rng.choice(about.verbs), rng.choice(about.details)
        lead = rng.choice(_LEADS).format(**self.words) if rng.random() < 0.6 else ""
        before = lead + verb
        what = about.objects[item[1]].format(**self.words)
        said = detail.format(**self.words)
        text = f"{before}{what}，{said}"
        object_at = (len(before), len(before) + len(what))
        detail_at = (object_at[1] + 1, len(text))
        if rng.random() < 0.5:
            more = rng.choice([d for d in about.details if d != detail])
            text += "；" + more.format(**self.words)
        if rng.random() < 0.6 or len(text) < _SHORTEST:
            text += "；" + rng.choice(_FOLLOWS).format(**self.words)
        due, due_at = None, (0, 0)
        if rng.random() < 0.3:
            around, due = rng.choice(_DUE_IN_TEXT)
            start = len(text) + 1 + around.index("{")
            due_at = (start, start + len(due.phrase))
            text += "；" + around.format(due.phrase)
        return _Sentence(item, text + "。", verb, detail, object_at, detail_at, due, due_at)

    def _point(
        self, number: str, theme: int, said: Sequence[_Sentence], *, inline: bool
    ) -> WorkPoint:
        about, printed = _THEMES[theme], f"（{_numeral(int(number))}）"
        if theme == 0 or _THEMES[theme - 1].section != about.section:
            self.page.put(f"{_numeral(about.section + 1)}、{_SECTIONS[about.section]}\n")
        self.page.put(printed)
        heading = self.rng.choice(about.headings)
        heading_at = self.page.put(heading)
        self.page.put("。")
        text = "".join(sentence.text for sentence in said)
        body = (self.page.put(text),) if inline or self.depth == COUNTY else ()
        self.page.put("\n")
        return WorkPoint(
            id=number,
            number=printed,
            heading=heading,
            section_number=_numeral(about.section + 1),
            section=_SECTIONS[about.section],
            text=text,
            spans=body,
            heading_spans=(heading_at,),
        )

    def _task(self, task_id: str, point: str, sentence: _Sentence) -> Task:
        """A numbered item with its bracket of units, or in a county a row of the table."""
        table = self.depth == COUNTY
        number = task_id.rpartition(".")[2]
        self.page.put(number + ("\t" if table else "．"))
        at = self.page.put(sentence.text)
        self.page.put("\t" if table else "（")
        assignments = tuple(self._assignments(_THEMES[sentence.item[0]]))
        open_ended = self.rng.random() < 0.08
        self.page.put("等" if open_ended else "")
        deadlines = []
        if self.rng.random() < 0.48:
            self.page.put("\t" if table else "；完成时限：")
            due = self.rng.choice(_DUE_IN_COLUMN)
            span = self.page.put(due.phrase.format(**self.words))
            deadlines.append(self._deadline(due, DeadlineSource.COLUMN, span))
        if sentence.due is not None:
            span = Span(at.start + sentence.due_at[0], at.start + sentence.due_at[1])
            deadlines.append(self._deadline(sentence.due, DeadlineSource.TEXT, span))
        self.page.put("\n" if table else "）\n")
        return Task(
            id=task_id,
            number=number,
            point=point,
            source=TaskSource.TABLE if table else TaskSource.ITEM,
            text=sentence.text,
            assignments=assignments,
            open_ended=open_ended,
            deadlines=tuple(deadlines),
            damaged=False,
            spans=(at,),
        )

    def _assignments(self, about: _Theme) -> Iterator[Assignment]:
        rng = self.rng
        roles = rng.choice(_ROLES)
        keys = rng.sample(about.units, min(len(roles), 3))
        keys += rng.sample([k for k in _UNITS if k not in about.units], len(roles) - len(keys))
        together = len(roles) - 1 if rng.random() < 0.14 else None  # the last one, for a collective
        before: Role | None = None
        for n, (role, key) in enumerate(zip(roles, keys, strict=True)):
            label = ("；" if before else "") + _ROLE_WORDS[role] if role is not before else "、"
            self.page.put(label)
            before = role
            if n == together:
                unit = rng.choice(_COLLECTIVES[self.depth]).format(**self.words)
                span = self.page.put(unit)
                yield Assignment(role, unit, None, UnitKind.COLLECTIVE, (span,))
                continue
            unit = _UNITS[key][self.depth].format(**self.words)
            span = self.page.put(unit)
            alias = None
            if key in _ALIAS and rng.random() < 0.3:
                alias = _ALIAS[key][self.depth].format(**self.words)
                self.page.put(f"（{alias}）")
            yield Assignment(role, unit, alias, UnitKind.UNIT, (span,))

    def _deadline(self, due: _Due, where: DeadlineSource, span: Span) -> Deadline:
        last = None
        if due.month:
            last_of_month = calendar.monthrange(self.year, due.month)[1]
            last = date(self.year, due.month, due.day or last_of_month)
        rule = due.rule.format(**self.words) if due.rule else None
        return Deadline(due.phrase.format(**self.words), due.kind, last, rule, where, (span,))


_ROLE_WORDS = {
    Role.LEAD: "牵头单位：",
    Role.RESPONSIBLE: "责任单位：",
    Role.COOPERATING: "配合单位：",
}
_ROLES = (
    (Role.RESPONSIBLE,),
    (Role.RESPONSIBLE, Role.RESPONSIBLE),
    (Role.LEAD, Role.RESPONSIBLE),
    (Role.LEAD, Role.COOPERATING),
    (Role.LEAD, Role.RESPONSIBLE, Role.RESPONSIBLE),
    (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING),
    (Role.LEAD, Role.RESPONSIBLE, Role.RESPONSIBLE, Role.COOPERATING),
)


def _titles(seat: _Seat, year: int) -> tuple[str, str, str]:
    """Title of the plan, title of the notice, document number."""
    plan = f"{year}年{seat.place.name}政务公开工作要点"
    title = f"{seat.place.name}{_OFFICES[seat.depth]}关于印发{plan}的通知"
    return plan, title, f"{seat.short}政办发〔{year}〕{seat.serial}号"


def _over(point: WorkPoint, tasks: Sequence[Task]) -> WorkPoint:
    """The point whose body is its tasks."""
    return WorkPoint(
        id=point.id,
        number=point.number,
        heading=point.heading,
        section_number=point.section_number,
        section=point.section,
        text=point.text,
        spans=tuple(span for task in tasks for span in task.spans),
        heading_spans=point.heading_spans,
    )


def _nodes(
    iri: str,
    points: Iterable[WorkPoint],
    tasks: Iterable[Task],
    sentences: dict[str, list[_Sentence]],
) -> dict[Item, _Node]:
    """Item → the task or point that is about it."""
    ends = [(iris.task(iri, t.id), t.text, sentences[t.id]) for t in tasks]
    ends += [
        (iris.point(iri, p.id), p.text, sentences[f"point {p.id}"])
        for p in points
        if f"point {p.id}" in sentences
    ]
    found = {}
    for node, text, said in ends:
        for sentence in said:
            found[sentence.item] = _Node(node, text, text.index(sentence.text), sentence)
    return found


def _numeral(number: int) -> str:
    """1 to 19 in Chinese."""
    digits = "零一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")


# ---- lineage -------------------------------------------------------------------------------------


def _links(draft: _Draft, above: Sequence[_Draft], rng: random.Random) -> list[ScoredLink]:
    """Each task to the nearest superior that is about the same, now and then to a farther one."""
    found = []
    for item, child in draft.nodes.items():
        nearest_first = [d.nodes[item] for d in reversed(above) if item in d.nodes]
        both = rng.random() < 0.05
        found += [_link(child, parent, rng) for parent in nearest_first[: 2 if both else 1]]
    return found


def _link(child: _Node, parent: _Node, rng: random.Random) -> ScoredLink:
    one, other = child.sentence, parent.sentence
    same = (one.verb, one.detail) == (other.verb, other.detail)
    if one.item[0] == _ROUTINE:
        method, low, high = "paraphrase", 0.4, 0.6
    elif same:
        method, low, high = "verbatim", 0.8, 0.97
    else:
        method, low, high = "paraphrase", 0.42, 0.8
    pairs = [(one.object_at, other.object_at)]
    if same or rng.random() < 0.5:
        pairs.append((one.detail_at, other.detail_at))
    evidence = tuple(
        Evidence(
            (mine[0] + child.offset, mine[1] + child.offset),
            (theirs[0] + parent.offset, theirs[1] + parent.offset),
        )
        for mine, theirs in pairs
    )
    kept = fidelity(child.text, parent.text)
    return ScoredLink(child.iri, parent.iri, rng.uniform(low, high), method, evidence, kept)


def _lineage_graph(draft: _Draft, links: list[ScoredLink], above: Sequence[_Draft]) -> Graph:
    """The graph of links, made by the function that makes it in a build."""
    texts = {n.iri: n.text for d in (draft, *above) for n in d.nodes.values()}
    told = LinkGraph(
        draft.iri,
        _LINKED,
        letters().name,
        links,
        texts.__getitem__,
        superiors=[one.iri for one in above],
    )
    return Graph().parse(data=told.data().ntriples, format="nt")


def _basis(digest: str, above: Sequence[_Issued]) -> str:
    """What a build would say the superiors depend on."""
    return basis_of(digest, [(issued.iri, issued.basis) for issued in above])


# ---- moulds --------------------------------------------------------------------------------------

# The marks: characters and numbers that occur nowhere else, and of the length of what replaces
# them, so that the spans stay true.
_YEAR = 9973
_SERIALS = (91, 92, 93)  # only ever looked for beside the year
_NAMES = ("龘龖", "齉齾", "爩龗")
_TRADE_MARKS = ("麤纞", "虋讟", "钃鸜")
_CODES = ("§0§", "§1§", "§2§")
_SOURCE, _DIGEST, _LINKED = "§source§", "§digest§", "§linked§"


def _local(short: str, year: int, serial: str) -> str:
    """The last part of the IRI of a notice."""
    return iris.numbered(f"{short}政办发〔{year}〕{serial}号").rpartition("/")[2]


_LOCALS = tuple(_local(n, _YEAR, str(s)) for n, s in zip(_NAMES, _SERIALS, strict=True))
_NUMBERS = tuple(f"〔{_YEAR}〕{serial}" for serial in _SERIALS)
# By depth come five marks each; then what the whole notice has once.
_MARKS = (
    *(mark for of_depth in zip(_NAMES, _TRADE_MARKS, _CODES, _LOCALS, _NUMBERS, strict=True)
      for mark in of_depth),
    str(_YEAR), _SOURCE, _DIGEST, _LINKED,
)  # fmt: skip
_PER_DEPTH = 5
_AT = {mark.encode(): n for n, mark in enumerate(_MARKS)}
# An offset in a text may be the same number as the year, and is told by what stands before it.
_YEAR_ALONE = rf"""(?<![\d=,[])(?<!#start> ")(?<!#end> "){_YEAR}(?!\d)"""
_OTHERS = sorted((re.escape(m) for m in _MARKS if m != str(_YEAR)), key=len, reverse=True)
_GAP = re.compile(f"({'|'.join((*_OTHERS, _YEAR_ALONE))})".encode())
_DIGESTS = (
    (re.compile(rb'(#sourceDigest> ")[0-9a-f]{64}'), _SOURCE),
    (re.compile(rb'(#contentDigest> ")[0-9a-f]{64}'), _DIGEST),
)


class _Mould:
    """N-Triples with gaps, which are filled thousands of times."""

    def __init__(self, graph: Graph) -> None:
        lines = graph.serialize(format="nt").encode().splitlines()
        # In one order in every run, whatever the order of the graph.
        text = b"\n".join(sorted(line for line in lines if line)) + b"\n"
        for pattern, mark in _DIGESTS:
            text = pattern.sub(rb"\g<1>" + mark.encode(), text)
        self._parts = _GAP.split(text)
        self._take = itemgetter(*(_AT[mark] for mark in self._parts[1::2]))

    def fill(self, values: Sequence[bytes]) -> bytes:
        """The triples with a value for each mark."""
        self._parts[1::2] = self._take(values)
        return b"".join(self._parts)


@dataclass(frozen=True, slots=True)
class _Cast:
    """What all notices of one kind are made from.

    Attributes:
        notice, lineage: moulds of the two graphs.
        links: the pairs: end of the child's IRI, depth of the parent, end of the parent's IRI.
    """

    notice: _Mould
    lineage: _Mould
    links: tuple[tuple[str, int, str], ...]


@cache
def _drafted(kind: Kind) -> _Draft:
    """The notice of one kind, with marks for names, numbers and years."""
    endings = ("省", "市", _county_ending(kind))
    seats = [
        _Seat(depth, 0, Place(_NAMES[depth] + endings[depth], LEVELS[depth], _CODES[depth]),
              _TRADE_MARKS[depth], _SERIALS[depth])
        for depth in range(3)
    ]  # fmt: skip
    return _Clerk(kind, seats, _YEAR, _drafts_above(kind)).draft()


def _drafts_above(kind: Kind) -> list[_Draft]:
    return [_drafted(kind[:depth]) for depth in range(1, len(kind))]


def _county_ending(kind: Kind) -> str:
    return "区" if len(kind) <= COUNTY or kind[COUNTY] == 0 else "县"


@cache
def _cast(kind: Kind) -> _Cast:
    draft, above = _drafted(kind), _drafts_above(kind)
    links = _links(draft, above, _dice(f"links/{kind}"))
    graph = _lineage_graph(draft, links, above)
    ends = []
    for link in links:
        depth = next(d for d, one in enumerate(above) if link.parent.startswith(one.iri + "/"))
        child, parent = (
            link.child.removeprefix(draft.iri),
            link.parent.removeprefix(above[depth].iri),
        )
        ends.append((child, depth, parent))
    return _Cast(_Mould(notice_graph(draft.notice)), _Mould(graph), tuple(ends))


# ---- the notices of a year -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Issued:
    """A plan that others answer to."""

    iri: str
    basis: str
    kind: Kind


def _year(year: int, seats: Iterable[_Seat], rng: random.Random) -> Iterator[Generated]:
    """The notices of a year; a place comes after the places it lies in."""
    above: list[_Issued] = []
    values = [b""] * len(_MARKS)
    values[_AT[str(_YEAR).encode()]] = str(year).encode()
    values[_AT[_DIGEST.encode()]] = _DIGEST.encode()  # filled last, from all the rest
    for seat in seats:
        del above[seat.depth :]
        serial = str(rng.randrange(10, 60))
        local = _local(seat.short, year, serial)
        number = f"〔{year}〕{serial}"
        first = seat.depth * _PER_DEPTH
        values[first : first + _PER_DEPTH] = [
            text.encode() for text in (seat.short, seat.trade, seat.place.code or "", local, number)
        ]
        kind = (*(above[-1].kind if above else ()), _way(seat, year))
        iri = f"{iris.ID}notice/{local}"
        issued, generated = _issue(iri, kind, above, values)
        above.append(issued)
        yield generated


def _way(seat: _Seat, year: int) -> int:
    """Which way of writing a place uses in a year; a county's goes with 区 or 县."""
    if seat.depth == COUNTY:
        return int(seat.place.name.endswith("县"))
    return (seat.order + year) % _WAYS[seat.depth]


def _issue(
    iri: str, kind: Kind, above: Sequence[_Issued], values: list[bytes]
) -> tuple[_Issued, Generated]:
    cast_of = _cast(kind)
    values[_AT[_SOURCE.encode()]] = hashlib.sha256(iri.encode()).hexdigest().encode()
    body = cast_of.notice.fill(values)
    digest = hashlib.sha256(body).hexdigest()
    body = body.replace(_DIGEST.encode(), digest.encode(), 1)
    basis = _basis(digest, above)  # a build finds it made already, and does not make it again
    values[_AT[_LINKED.encode()]] = linked_by(letters(), basis, [], []).encode()
    links = tuple(
        (iri + child, above[depth].iri + parent) for child, depth, parent in cast_of.links
    )
    generated = Generated(
        GraphData(iri, body),
        GraphData(iris.lineage_graph(iri), cast_of.lineage.fill(values)),
        links,
    )
    return _Issued(iri, basis, kind), generated


# ---- counting ------------------------------------------------------------------------------------


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    counts = dict.fromkeys(("notices", "tasks", "links", "triples", "of them lineage", "bytes"), 0)
    seconds = 0.0
    notices = corpus(wanted)
    while True:
        begun = time.perf_counter()
        made = next(notices, None)
        seconds += time.perf_counter() - begun
        if made is None:
            break
        lineage_triples = made.lineage.ntriples.count(b"\n")
        counts["notices"] += 1
        counts["tasks"] += made.notice.ntriples.count(b"#taskSource>")
        counts["links"] += len(made.links)
        counts["triples"] += made.notice.ntriples.count(b"\n") + lineage_triples
        counts["of them lineage"] += lineage_triples
        counts["bytes"] += len(made.notice.ntriples) + len(made.lineage.ntriples)
    for name, count in counts.items():
        print(f"{name:16} {count:15,}")
    print(f"{'seconds':16} {seconds:15.1f}  ({counts['notices'] / seconds:.0f} notices a second)")


if __name__ == "__main__":
    main()
