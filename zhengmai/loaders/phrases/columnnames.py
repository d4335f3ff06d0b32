"""How offices name the columns of a table of tasks 任务分工表."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from zhengmai.loaders.excerpt import fold
from zhengmai.loaders.phrases.columnwords import names_a_class


class Column(Enum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"  # the name of the point or section, often in two levels of merged cells
    TEXT = "text"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    FIRST_LEADS = "first leads"  # 牵头单位及责任单位: the first leads, the others are responsible
    FIRST_LEADS_OTHERS_HELP = "first leads, others help"  # 牵头单位及配合单位: the others cooperate
    DEADLINE = "deadline"
    FIGURE = "figure"  # by how much what the text beside it names is to grow: a part of the task
    DETAIL = "detail"  # what stands beside the task: its standard, its progress
    REMARK = "remark"
    OTHER = "other"  # a column whose name is not known: told, and its cells shown as unread


FIRST_LEADS_COLUMNS = (Column.FIRST_LEADS, Column.FIRST_LEADS_OTHERS_HELP)
UNIT_COLUMNS = (Column.LEAD, *FIRST_LEADS_COLUMNS, Column.RESPONSIBLE, Column.COOPERATING)
DUTY_COLUMNS = (*UNIT_COLUMNS, Column.DEADLINE)  # who, and by when
TASK_COLUMNS = (Column.NAME, Column.TEXT)  # what

# What may be named as responsible. Example: 责任科室
_BODIES = (
    r"(?:单位|部门|科室|股室|处室|机构|单位[、及和(/]部门\)?|部门[、及和(/]单位\)?|主体|局办|科局|委局|"
    r"局委办|委办局|站办所|站所|镇街|街镇|乡镇|组室|部室|中心|企业|学院|支队|大队)"
)

# What offices join to say who leads, who answers and who helps: 协同配合单位, 牵头落实部门.
_LEADS = r"(?:总?牵头|发起|主办|主责|主要责任|主体|领办|领衔)"
_ANSWERS = (
    r"(?:责任|负责|承办|落实|承担|完成|执行|组织|实施|办理|推进|主管|承接|推动|建设|任务|对口|归口|整改|"
    r"经办|包抓|监管|分办|独办|起草|编制|拟[定订]|制[定订]|检查|抽查)"
)
_HELPS = r"(?:配合|协办|协助|协同|参加|参与|协作|会办|联办|联动|支持|协调)"
_LEVEL = r"(?:[省市州盟县区旗镇村]级?|街道|乡镇|镇街|园区|本级|上级|基层|省市|市县|[区县]{2})"
_WHICH = rf"(?:{_LEVEL}?直?(?:具体|共同|直接|相关|其他|其它|有关|主要|各|决策)?)"

# How offices head their columns. 工作任务 and its like head the text where no 具体要求 follows.
HEADINGS: dict[str, Column] = {
    "序号": Column.NUMBER,
    "编号": Column.NUMBER,
    "工作任务": Column.NAME,
    "重点任务": Column.NAME,
    "主要任务": Column.NAME,
    "重点工作": Column.NAME,
    "工作要点": Column.NAME,
    "重点工作任务": Column.NAME,
    "任务名称": Column.NAME,
    "任务事项": Column.NAME,
    "工作事项": Column.NAME,
    "事项": Column.NAME,
    "任务": Column.NAME,
    "项目": Column.NAME,
    "类别": Column.NAME,
    "任务类别": Column.NAME,
    "具体要求": Column.TEXT,
    "具体任务": Column.TEXT,
    "具体措施": Column.TEXT,
    "具体内容": Column.TEXT,
    "工作措施": Column.TEXT,
    "工作要求": Column.TEXT,
    "工作内容": Column.TEXT,
    "主要内容": Column.TEXT,
    "任务内容": Column.TEXT,
    "任务分解": Column.TEXT,
    "落实措施": Column.TEXT,
    "工作任务及要求": Column.TEXT,
    "任务要求": Column.TEXT,
    "目标要求": Column.TEXT,
    "重点内容": Column.TEXT,
    "具体工作": Column.TEXT,
    "具体工作任务": Column.TEXT,
    "具体工作措施": Column.TEXT,
    "主要措施": Column.TEXT,
    "牵头": Column.LEAD,
    "主办": Column.LEAD,
    "责任": Column.RESPONSIBLE,
    "负责": Column.RESPONSIBLE,
    "配合": Column.COOPERATING,
    "协办": Column.COOPERATING,
    "牵头单位": Column.LEAD,
    "牵头部门": Column.LEAD,
    "牵头责任单位": Column.LEAD,
    "主办单位": Column.LEAD,
    "责任单位": Column.RESPONSIBLE,
    "责任部门": Column.RESPONSIBLE,
    "责任科室": Column.RESPONSIBLE,
    "科室": Column.RESPONSIBLE,
    "股室": Column.RESPONSIBLE,
    "负责单位": Column.RESPONSIBLE,
    "承办单位": Column.RESPONSIBLE,
    "落实单位": Column.RESPONSIBLE,
    "配合单位": Column.COOPERATING,
    "配合部门": Column.COOPERATING,
    "协办单位": Column.COOPERATING,
    "参加单位": Column.COOPERATING,
    "参与单位": Column.COOPERATING,
    "完成时限": Column.DEADLINE,
    "完成时间": Column.DEADLINE,
    "完成期限": Column.DEADLINE,
    "时限": Column.DEADLINE,
    "时间安排": Column.DEADLINE,
    "落实时限": Column.DEADLINE,
    "时限要求": Column.DEADLINE,
    "时间要求": Column.DEADLINE,
    "时间节点": Column.DEADLINE,
    "备注": Column.REMARK,
}

# Names that offices make up as they go, by the words they are made of: (pattern, column, example).
# Looked at only where the table above does not know the name.
_PATTERNS: tuple[tuple[re.Pattern[str], Column, str], ...] = tuple(
    (re.compile(pattern), column, example)
    for pattern, column, example in (
        (
            rf"{_WHICH}{_LEADS}{_ANSWERS}*{_BODIES}?(?:及|和|与|、|/)?{_WHICH}"
            rf"{_ANSWERS}*{_HELPS}+{_ANSWERS}*{_BODIES}?",
            Column.FIRST_LEADS_OTHERS_HELP,
            "牵头单位及配合单位",
        ),
        (
            r"序号?|(?:任务|项目|工作|事项|要点)(?:序号|编号|代码)|编码|行号|N[Oo]\.?",
            Column.NUMBER,
            "任务序号",
        ),
        (
            r"(?:(?:人大|政协|代表|委员|重点|督办|会议)*(?:意见建议|建议|提案|议案)(?:的)?"
            r"(?:标题|题目|题名|名称|内容|案由|主题|事由|议题))|案由|案名",
            Column.TEXT,
            "建议标题",
        ),
        (
            r"[\u4e00-\u9fff]{2,6}(?:事项|项目|任务|工程|实事)名称|"
            r"[\u4e00-\u9fff]{0,8}(?:行业|领域|行动|工作|活动|专项|计划|措施|内容|问题|点位|区域|路段|河段)名称",
            Column.NAME,
            "专项整治行业名称",
        ),
        (
            r"是否[\u4e00-\u9fff]{2,12}",
            Column.REMARK,
            "是否省市统一进度",
        ),
        (
            r"(?:建议|提案|议案)(?:编号|号|序号|案号|代码|类别|类型|分类|性质|界别)|案号|"
            r"(?:建议|提案|议案|提出|附议|领衔|联名|第一提案)(?:人|者|代表|委员)(?:姓名|名单)?|"
            r"(?:领衔|联名|提出|附议|人大|政协|所属|所在)?(?:代表|委员)(?:团|小组|姓名|名单)?",
            Column.REMARK,
            "领衔代表",
        ),
        (
            r"(?:主办|独办)(?:/|或|、|和|及)(?:主办|独办)(?:单位|部门)",
            Column.LEAD,
            "主办或独办单位",
        ),
        # Which of them lead is not told.
        (
            rf"{_WHICH}{_ANSWERS}+{_BODIES}?或者?{_LEADS}+{_BODIES}|"
            rf"{_WHICH}{_LEADS}+{_BODIES}?或者?{_ANSWERS}+{_BODIES}",
            Column.RESPONSIBLE,
            "责任单位或牵头单位",
        ),
        # Which of them answer is not told: all are said to help, the weaker of the two.
        (
            rf"{_WHICH}{_ANSWERS}+{_BODIES}?(?:及|和|与|、|/){_WHICH}{_HELPS}+{_ANSWERS}*{_BODIES}",
            Column.COOPERATING,
            "责任主体与协同单位",
        ),
        (
            rf"{_WHICH}{_LEADS}{_ANSWERS}*{_BODIES}?(?:及|和|与|、|/|\()(?:责任|协同|具体)?"
            rf"(?:责任|负责|承办|落实|实施)(?:{_BODIES})?\)?",
            Column.FIRST_LEADS,
            "牵头单位及责任单位",
        ),
        (rf"{_WHICH}{_LEADS}+(?:{_ANSWERS}|考核|考评|督办)*{_BODIES}", Column.LEAD, "主办处室"),
        (
            rf"{_WHICH}{_ANSWERS}*{_HELPS}+{_ANSWERS}*{_BODIES}",
            Column.COOPERATING,
            "协同配合单位",
        ),
        (rf"{_WHICH}{_ANSWERS}+{_BODIES}", Column.RESPONSIBLE, "落实责任单位"),
        (
            rf"(?:参加|参与)(?:活动|本项|该项|此项)(?:的)?(?:主要|有关|相关)?{_BODIES}",
            Column.COOPERATING,
            "参加活动的主要单位",
        ),
        (
            r"(?:任务|计划|预计|拟|目标|整改|要求)?(?:完成|完结|截止|落实|办理|答复|办结|工作|推进|实施|整改|进度|时间|责任|建成|销号|达标|起止|最后|最终|承办|开展|检查|抽查|报审|送审|上会|(?:报送|提请|提交)(?:审议|审查|议案)?)?"
            r"(?:时限|时间|期限|时间节点|时间进度|时间安排|时间表|日期|节点)(?:要求|安排|节点|及要求)?",
            Column.DEADLINE,
            "计划完成时间",
        ),
        (
            r"[\u4e00-\u9fff]{2,8}(?:及|和|与|、)(?:计划)?(?:完成|办结|实施)?(?:时限|时间|期限)|"
            r"[\u4e00-\u9fff]{2,6}起[止讫](?:时间|日期)",  # 检查起止时间
            Column.DEADLINE,
            "工作标准及完成时间",
        ),
        (
            r"(?:工作|完成|验收|考核|评价|质量|办理|达标|具体|目标|预期|年度|阶段|序时|推进|实施|工作推进|取得|当前|目前|最新|近期|本月|本周|本季度|实际|总体|绩效|落实|任务|项目)*"
            r"(?:标准|成效|成果|进度|进展|进度安排|进展情况|指标|目标值|效果|依据|形式|方式|载体|问题|程序|由来|佐证材料|完成情况)"
            r"(?:要求|形式|情况|安排|及标准)?",
            Column.DETAIL,
            "序时进度",
        ),
        (
            r"(?:工作|任务|项目|目标|整改|重点)*(?:推进|落实|办理|实施|进展|完成|整改)情况|"
            r"(?:工作|任务|项目|目标|投资|工程|累计|当前|目前|总|实际)*(?:完成|进展|进度|推进|落实|办结|开工|竣工)率|"
            r"[\u4e00-\u9fff]{2,8}(?:依据|由来)|(?:实施|推进|进度|节点)计划|"  # 政策依据
            r"[\u4e00-\u9fff]{0,6}(?:程序(?:要求)?|地点|地址|位置)|(?:实施|覆盖|适用)范围|"
            r"存在的?主?要?(?:问题|困难)|下一?步(?:工作)?(?:打算|计划|措施|安排|思路)",
            Column.DETAIL,
            "下一步打算",
        ),
        (
            r"(?:具体|主要|重点|工作|落实|推进|实施|任务|事项|项目|贯彻|细化|公开|改革|整改|整治|治理|排查|清理|巡查|检查|宣传|培训|采购|建设|创建|提升|保障|目标|年度|政策|服务|目标及|目标与|目标和|任务及|任务与|建设规模及)*"
            r"(?:措施|举措|内容|要求|职责(?:任务|分工|内容)?|任务内容|任务描述|任务分解|事项及要求|目标任务|任务目标|目标与任务|任务与目标|目标及任务|任务要求|做法|分工内容|改革任务|实事内容)"
            r"(?:(?:及|和|与)(?:年度|工作|具体|主要|量化|实施|推进|进度)?"
            r"(?:要求|措施|标准|目标|任务|规模|指标|内容|计划|步骤|安排))?",
            Column.TEXT,
            "工作举措及实施计划",
        ),
        (
            rf"(?:{_LEVEL}(?:党?委|政府)*){{0,2}}(?:[一二三四五六七八九十\d]{{1,3}}[件大项])?"
            r"(?:重点|主要|工作|年度|任务|项目|事项|实事|公开|具体|目标|一级|二级|三级|民生|惠民|利民|为民|十大|改革|建设|创新|整治|治理|整改|指标|服务|政策|责任|分解|考核)*"
            r"(?:任务|事项|项目|要点|领域|类别|分类|方面|名称|实事|板块|模块|专题|环节|条目|章节|问题|目标)"
            r"(?:(?:及|和|与)(?:年度|工作|具体|主要|量化)?(?:要求|措施|标准|目标|规模|指标))?",
            Column.NAME,
            "公开领域",
        ),
        # Open data, office systems: who entered it where and when
        (
            r"(?:数据|信息)(?:提供|来源|采集|录入|更新|发布)(?:单位|部门|机构|方|人|时间|日期)?|"
            r"数据(?:ID|编号|来源)|(?:来源|发布)(?:单位|部门|机构)|(?:行政)?区划(?:代码|编码)?|"
            r"(?:更新|入库|录入|创建|发布|登记)(?:时间|日期)",
            Column.REMARK,
            "数据提供方",
        ),
        (
            r"备注|说明|备考|(?:主要|直接|具体|第一|分管)?(?:责任|负责|经办|承办|包保|联络)人(?:员)?(?:及职务|职务|及联系方式|及电话|姓名)?|"
            r"(?:市|县|区|州|省|镇)?(?:政府|委)?(?:责任|分管|牵头|包保|挂钩|联系|主管|督导|包抓|挂点|督办)(?:[市县区州省镇])?(?:级)?领导|联系人|联络员|联系(?:方式|电话)|"
            r"(?:督导|督办|监督|考核|指导|验收|审核|督查)(?:责任)?(?:单位|部门)|职务|(?:办公|移动|手机|联系|监督|咨询|举报|投诉|服务|值班|固定)?(?:电话|手机)(?:号码?)?|手机号码?",
            Column.REMARK,
            "分管领导",
        ),
    )
)  # fmt: skip

# Each of the names above, in the table or by a pattern, has one of these words.
_HAS_WORD = re.compile(
    r"单位|部门|[科股处组部]室|机构|主体|局办|科局|委局|委办|站所|站办|镇街|街镇|乡镇|中心|企业|学院|支队|大队|"
    r"序|编号|代码|编码|行号|N[Oo]|时限|时间|期限|日期|节点|标准|成效|成果|进度|进展|指标|目标|效果|依据|形式|方式|"
    r"载体|问题|程序|由来|佐证|完成|措施|举措|内容|要求|任务|事项|做法|分工|职责|项目|要点|领域|类别|分类|方面|名称|实事|板块|模块|"
    r"专题|环节|条目|章节|备注|说明|备考|[责负经承包联]|领导|职务|电话|手机|牵头|主办|发起|配合|协办|"
    r"重点工作|具体工作|地点|地址|位置|范围|是否|率|情况|困难|打算|计划|下一?步|建议|提案|议案|案由|案名|案号|代表|委员|提出|领衔|附议|分办|独办|数据|来源|发布|区划"
)

# What may be said beside the name: 责任单位（第一个为牵头单位）, 责任单位及责任人.
_NOTE = re.compile(r"^(?P<name>[^()]{2,})\((?P<note>[^()]{1,30})\)$")
_IN_BRACKETS = re.compile(r"\(([^()]{1,6})\)")
_AND_PERSON = re.compile(
    r"^(?P<name>.{2,}?(?:单位|部门|科室|处室|机构|主体))(?:及其|及|和|、|与|/)?(?:"
    r"(?:主要|分管|直接|具体)?(?:责任人|负责人|责任领导|负责同志|联系人|联络员|经办人|领导|人员|人)"
    r"(?:及?(?:职务|电话|联系方式|联系电话|姓名))?|职务|电话|联系方式|联系电话|手机)$"
)

# What is told of the progress in one column: 进展情况、存在问题及下一步打算.
_JOINED = re.compile(r"^(?P<name>[^、及和与()]{2,10})[、及和与][^()]{2,}$")

# Each column is a list of its own: 任务清单 | 责任清单 | 时限清单.
_LIST = re.compile(r"^(?P<name>[^()]{2,6})清单$")

# A stretch of time before the name: 2022年度任务目标, 1-9月份工作完成情况, 截至6月底进展.
_OF_A_TIME = re.compile(
    r"^(?:截[至止]|本|今|当)?(?:\d{4}(?:[-—~至]\d{4})?年(?:度)?|年度?)?"
    r"(?:\d{1,2}(?:[-—~至、]\d{1,2})*月份?|[上下]半年|[一二三四1-4前第]{1,2}季度|月)?(?:底|末|以来)?(?=.{2,}$)"
)

_SPACE = re.compile(r"\s+")
_FEWEST_NAMES = 3  # a line with fewer known column names is not taken for a header
_LONGEST_HEADING = 48  # characters of a header cell, with the blanks that set it wide
_LONGEST_KNOWN = 16  # characters of a column name
_LONGEST_NAME = 14  # characters of a column name that is not known here
# A section's mark, with or without its name: 一、守好渡口 stands below a header.
_MARK = re.compile(r"[一二三四五六七八九十]{1,3}(?:[、.].*)?|\([一二三四五六七八九十]{1,3}\).*")


def heading(cell: str) -> Column | None:
    """The column that a header cell names; white space inside the name does not matter."""
    return _heading(cell) if len(cell) <= _LONGEST_HEADING else None


@lru_cache(maxsize=2048)
def _heading(cell: str) -> Column | None:
    name = _SPACE.sub("", fold(cell))
    return _known(name) if _HAS_WORD.search(name) else None  # most lines of prose have none


def _known(name: str) -> Column | None:
    """The column of a name as it is, else without what is said beside it."""
    found = next((found for said in _ways(name) if (found := _named(said)) is not None), None)
    joined = _JOINED.match(name) if found is None else None
    first = _known(joined["name"]) if joined is not None else None
    return Column.DETAIL if first is Column.DETAIL else found


def _ways(name: str) -> Iterator[str]:
    """A name as printed; without persons; without brackets, or without what is in them."""
    yield name
    dated = _OF_A_TIME.match(name)
    if dated is not None and dated[0]:
        yield name[dated.end() :]
    person = _AND_PERSON.match(name)
    if person is not None:
        yield person["name"]
    listed = _LIST.match(name)
    if listed is not None:
        yield listed["name"]
    note = _NOTE.match(name)
    if note is not None:
        yield note["name"]
    if "(" in name:
        yield _IN_BRACKETS.sub(r"\1", name)  # 牵头(责任)单位
        yield _IN_BRACKETS.sub("", name)


def _named(name: str) -> Column | None:
    known = HEADINGS.get(name)
    if known is not None or not 2 <= len(name) <= _LONGEST_KNOWN:
        return known
    for pattern, column, _ in _PATTERNS:
        if pattern.fullmatch(name):
            return column
    return None


# What role a name that is not known gives, where units stand below it. Example: 牵头局
_ROLES_IN_NAMES: tuple[tuple[re.Pattern[str], Column], ...] = (
    (re.compile(r"(?:牵头|主办|主责|主体).*(?:及|和|、|/|\().*(?:责任|负责)"), Column.FIRST_LEADS),
    (re.compile(r"牵头|主办|主责|第一责任|主抓|总抓|抓总|挑头|领办|领衔"), Column.LEAD),
    (re.compile(r"配合|协同|协办|协助|参与|参加|会办|帮办|搭手"), Column.COOPERATING),
)


def role_of_units(name: str) -> Column:
    """The column of units that an unknown name heads."""
    plain = _SPACE.sub("", fold(name))
    found = (column for pattern, column in _ROLES_IN_NAMES if pattern.search(plain))
    return next(found, Column.RESPONSIBLE)


def may_be_name(cell: str) -> bool:
    """Whether a header cell may name a column that is not known here."""
    plain = _SPACE.sub("", fold(cell))
    said = plain.isdigit() or plain.endswith("。") or _MARK.fullmatch(plain)
    return len(plain) <= _LONGEST_NAME and not said


_TASKS = re.compile(r"(?:任务|事项|措施|举措|内容|要点|重点工作)(?!.*目标)")
_AIM = re.compile(r"目标$")


def of_names(names: Sequence[str], fewest: int = _FEWEST_NAMES) -> tuple[Column, ...] | None:
    """The columns that the names in a header row stand for, or None where it is not one.

    An empty name is a column that nothing is printed over. With fewer known names than ``fewest``
    it is no header.
    """
    found = roles_of(names, fewest)
    if found is None:
        return None
    unknown = [n for n, c in zip(names, found, strict=True) if n.strip() and c is None]
    if Column.TEXT not in found and Column.NAME in found:
        named = [n for n, column in enumerate(found) if column is Column.NAME]
        whole = [n for n in named if not names_a_class(names[n])]
        found[(whole or named)[-1]] = Column.TEXT
    elif Column.TEXT not in found and len(unknown) == 1:
        # 序号 | 为民办实事项目 | 责任单位 | 完成时限
        at = next(n for n, name in enumerate(names) if name.strip() and found[n] is None)
        if not any(column in DUTY_COLUMNS for column in found[:at]):
            found[at] = Column.TEXT
    return tuple(column or Column.OTHER for column in found)


def roles_of(names: Sequence[str], fewest: int = _FEWEST_NAMES) -> list[Column | None] | None:
    """What each name in a header row says (None: not known), or None where it is no header."""
    printed = [_SPACE.sub("", fold(name)) for name in names]
    found = [heading(name) for name in printed]
    unknown = [n for n, c in zip(printed, found, strict=True) if n and c is None]
    known = len(found) - found.count(None)
    if known < max(fewest, 2 * len(unknown)):
        return None
    if not all(may_be_name(name) for name in unknown):
        return None
    if not any(c in found for c in (*DUTY_COLUMNS, Column.NUMBER)):
        return None
    says = [_TASKS.search(n) and c in TASK_COLUMNS for n, c in zip(printed, found, strict=True)]
    found = [  # 工作任务 | 工作目标: what is to come of it stands behind the task
        Column.DETAIL if c is Column.NAME and _AIM.search(n) and any(says[:at]) else c
        for at, (n, c) in enumerate(zip(printed, found, strict=True))
    ]
    units = [n for n, c in zip(printed, found, strict=True) if c in UNIT_COLUMNS]
    beside = found.count(Column.LEAD) > 1 and any("牵头" in name for name in printed)
    return [  # 牵头部门 | 主责单位: beside who leads, who answers; 主要责任单位 alone says no more
        Column.RESPONSIBLE
        if c is Column.LEAD and ((beside and "牵头" not in n) or (units == [n] and "主要责任" in n))
        else c
        for n, c in zip(printed, found, strict=True)
    ]
