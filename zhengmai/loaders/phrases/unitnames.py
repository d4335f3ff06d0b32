"""What names of units look like in print: endings, collectives, class nouns after 等.

These are the rules of the genre for *reading*; which real body a name stands for is the business
of :mod:`zhengmai.ontology.units`.
"""

from __future__ import annotations

import re
from typing import Final

# How names of bodies end (on folded text), longest first where one contains another.
_ENDINGS = (
    "办事处|办公室|办公厅|委员会|联合会|管委会|中心|大队|支队|总队|集团|公司|银行|支行|分行|农商行|信用社|移动|电信|联通|铁塔|学校|大学|学院|"
    "法院|检察院|政府|分局|总局|总站|工会|总工会|协会|商会|工商联|残联|文联|科协|侨联|妇联|社联|红十字会|团委|团中央|中央|海关|总署|"
    "机关工委|党工委|工委|纪委|监委|政法委|统战部|宣传部|组织部|编办|网信办|信访办|小学|中学|幼儿园|档案馆|图书馆|博物馆|文化馆|"
    "街道|社区|部门|单位|机关|机构|企业|业主|乡镇|镇街|功能区|开发区|园区|新区|区县|县区|县市区|"
    "局|委|办|厅|部|署|院|室|站|所|会|馆|校|社|队|台|处|科|股|组|园|场|镇|乡|村|区|县|市|省|司"
)
# Bodies that need no more than what others end with.
_BY_ITS_END = re.compile(
    r"妇联|残联|科协|文联|侨联|社联|工商联|红十字会|编办|网信办|政法委|纪委|监委"
)
# A bracket may stand inside a class name: 各县(市、区)政府.
_NAME = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9·“”\"]{{1,40}}?(?:\([^()]{{1,20}}\)[\u4e00-\u9fff]{{0,12}}?)?"
    rf"(?:{_ENDINGS})(?:[(\[][^()\[\]]{{1,40}}[)\]])?"
)
_BARE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,14}")  # 中国海油: a name without such an ending
# 各省、自治区、直辖市人民政府 is one name: the first parts are no bodies without their government.
# What may follow in such a class: places of one rank. (各镇、区政府 are two names.)
_ZONES = "开发区|功能区|园区|管理区"
_PARTS = (
    ("省", "自治区|直辖市|计划单列市|市|州"),
    (
        "(?:[市州盟地]{1,2}|设区市|地级市|自治州)",
        f"自治州|州|盟|地区|县级市|自治县|旗县|市|县|区|旗|{_ZONES}",
    ),
    ("(?:[区县旗市]{1,3}|县级市)", f"县级市|自治县|县|区|市|旗|{_ZONES}"),  # 各区、县级市
    ("(?:[乡镇]{1,2}|街道|镇街|街镇)", f"乡|镇|街道|社区|村|{_ZONES}"),
)
# 市直有关部门、单位 is one class, too.
_CLASS_OF_TWO = (
    r"(?:(?:全系统|全?[省市区县镇乡])?直?[属级]?(?:各|有关|相关){1,4}|[省市区县]直)(?:部门|单位)、"
    r"(?:各|有关|相关)*(?:单位|部门|机构)(?![一-鿿])"
)
# 临汾、侯马、洪洞经济开发区管委会: places that share what they are bodies of, said once.
_NO_PLACE = (
    r"发改|财政|教育|教体|人社|住建|交通|水利|水务|农业|农林|商务|文旅|文体|卫健|卫计|卫生|应急|审计|统计|市监|工商|"
    r"质监|工信|经信|科技|民政|司法|公安|环保|城管|国土|规划|税务|国税|地税|林业|气象|供销|邮政|电力|消防|国资|"
    r"民宗|信访|医保|金融|安监|食药|工会|妇联|残联|工商联|团委"
)
_SHARED_KIND = re.compile(
    rf"(?<![\u4e00-\u9fff)])(?:(?!{_NO_PLACE}|各|市|区|县|有关|相关)[\u4e00-\u9fff]{{2,3}}(?<![局委办部厅院会区县市镇乡])"
    rf"[、和与及]\s*){{1,8}}(?!{_NO_PLACE}|各)[\u4e00-\u9fff]{{2,4}}?"
    r"(?:(?:经济|高新|技术|产业|工业|开发|综合|保税|示范|农业|旅游|度假|合作|物流|园|新|试验)*(?:园区|新区|开发区|区|园)"
    r"(?:管委会|管理委员会)|(?:市|县|区|旗|镇|乡|街道)(?:人民政府|政府|办事处|党委|党工委))(?![一-鿿])"
)
CLASS_IN_PARTS = re.compile(
    f"{_CLASS_OF_TWO}|{_SHARED_KIND.pattern}|"
    + "|".join(
        rf"(?:各|\d{{1,3}}个){first}(?:\([^()]{{1,12}}\)县?)?(?:、\s*(?:{others})(?:\([^()]{{1,12}}\))?)+"
        # 各县、区政府; 各县、区教育局; 各县、区 by itself
        r"(?:(?:人民政府|政府|党委)(?!办|各|有关|相关|部)|"
        # (各区、市教育局 are two, and 各县、开发区建设局)
        r"(?!各|有关|相关|[直属]|部门)(?:(?<!市)(?<![发能园理]区)[一-鿿]{2,12}?局|[一-鿿]{2,12}?部门)"
        r"(?![一-鿿])|(?![一-鿿]))"
        for first, others in _PARTS
    )
)

# A class of bodies: 各…, 有关…, 相关…; or a word that only ever names a class.
_COLLECTIVE = re.compile(
    r"各|有关|相关|所属|的[\u4e00-\u9fff]{0,4}(?:单位|部门|机构|企业|科室)$|(?:部门|机关)\(?单位\)?$|区直部门|县直部门|市直部门|"
    r"^(?:市|区|县|镇|街)?(?:直|级)?(?:部门|单位|机关|镇街|乡镇|区县|县区|街道|科室)(?:\(.*\))?$|"
    r"(?:行政执法|公共企事业|牵头|责任|配合|成员|主管|起草|承办|实施|组成)(?:部门|单位)$|(?:帮扶|包联|驻村|项目|建设|施工|业主|运营|经营|产权|使用|监理|养护|承建|签约)单位$|全体|其他|本级|"
    r"^(?:街道办事处|(?:乡镇|镇街|镇|乡)(?:人民)?政府)$|"
    r"^(?:开发区|功能区|园区)$|^功能区(?:管委会|管理委员会)$|^涉及|"
    r"^驻[省市区县]|^[局市区县省州][属直](?:(?:国有)?(?:企业|单位|学校|机关(?![工党事]))|国企|园区|开发区)|"
    r"以上(?:地方)?(?:各级)?(?:人民)?政府$|[级等]及?以上[\u4e00-\u9fff]{0,6}(?:机构|医院|学校|企业|公司|景区|高校)$|"
    # 沿线乡镇, 沿江县区; but 沿河社区
    r"^属地|^沿线|^沿[江河湖海岸](?:各|有关|相关|[县区市镇乡]{2}|镇街|村居|村\()|"
    r"^(?:开发区|功能区|园区)\(|^\d+个?(?:[市县区州]{1,3}|乡镇|镇街|街镇|街道|镇|乡)|"
    # 三县两区政府, 四镇三乡: counted, of two ranks at least; but 三镇村
    r"^(?:[一二两三四五六七八九十]+个?(?:县|区|市|镇|乡|街道)){2,}(?:(?:人民)?政府)?$|^[省市区县]直[部局]门"
)

# Whose class of bodies it is. Examples: 区直, 市政府, 国务院, 全县
_WHOSE = r"(?:国务院|中央(?:和国家)?|国家|全?[省市区县镇])?[直级属]?(?:政府)?"
_OF_A_KIND = (
    r"[\u4e00-\u9fff]{0,4}"
    r"(?:机构|企业|高校|院校|园区|银行|协会|组织|媒体|平台|区县|县区)|"
    r"[\u4e00-\u9fff]{2,8}(?:部门|单位)(?:和单位|\(单位\))?"
)
# 等 closes a list and may be followed by the class the names belong to. Examples: 等,
# 等部门单位, 等有关部门(单位), 等区直各部门单位, 等市级有关部门, 等国务院相关部门, 等行政执法部门.
AND_OTHERS = re.compile(
    rf"等(?=$|[、,;:\s)和与及]|(?:(?:\d+|[一二三四五六七八九十]+)(?:个|家|(?=部门|单位))|{_WHOSE}"
    r"(?:各|有关|相关|责任|主管|职能|成员|部|单位|机关|机构|科室|镇|街|企事业))|"
    rf"(?:{_OF_A_KIND})(?=$|[、,;:\s)]))"
)
# The class noun after 等, which is no unit, and what joins it to the next name.
_CLASS = (
    rf"{_WHOSE}(?:各|有关|相关|责任|主管|职能|成员)*"
    rf"(?:部门|单位|机关|机构)(?:\(单位\))?|{_OF_A_KIND}"
)
_AFTER_OTHERS = re.compile(rf"等(?:{_CLASS}){{0,3}}(?:以及|[和与及、])(?=.)")
_CLASS_NOUN = re.compile(rf"(?:{_CLASS}){{1,4}}")
# 等 as part of a word, not as "and others".
_DENG = re.compile("等")
_WORDS_WITH_DENG = re.compile(r"[高中初平均同优劣]等(?=[院教学职专])")

_PLACE_PREFIX = re.compile(
    r"^(?:市(?![场容])|[省区县州盟旗镇乡街]|全[省市区县]|各|有关|相关|沿[线江河湖海岸路街边]|(?:共青)?团[省市区县州]委)"
)
# Whose names begin with no place, or with its own name: 中国人民银行渡南县支行, 榆津市消防支队
_OF_NATION = re.compile(
    r"中国|中共|国家(?:税务|金融|统计|电网|能源|矿山|粮食|外汇)|国网|人民银行|武警|邮政|公安(?!局)|消防救援|"
    r"(?:工商|农业|建设|邮储|邮政储蓄|农业发展|农村商业)银行|农发行|农商行"
)
_OF_NAMED_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?:市(?![场容民政域直级])|[省县州盟旗])(?=[\u4e00-\u9fff]{2})"
)
BRANCH: Final = re.compile(r"(?:分公司|支公司|支行|分行|分局|支局|支队|大队|中队|调查队)$")
"""How the names of branches of another body end: 渡南分局."""
_BRANCH_OF_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}[省市县区州盟旗])?(?:分公司|支公司|支行|分行|分局|支局|[支大中]队)"
)
_SECOND_NAME = re.compile(r"^(?:加挂|挂)?[\u4e00-\u9fffA-Za-z0-9、]{2,}$")
_NAME_END = re.compile(rf"(?:{_ENDINGS})$")
# Two names that no sign parts. Examples: 区教委, 县供销社, 渡口镇
_BUREAU = re.compile(
    r"(?:[省市区县州盟旗镇乡]|街道)(?:[\u4e00-\u9fff]{1,17}?(?:局|委|办|会|联|部)|"
    r"[\u4e00-\u9fff]{0,17}?(?:供销社|中心|公司|医院|法院|检察院|[支大]队|[站室]))"
    r"(?<!市委|区委|县委|省委|党委)|(?:共青)?团[省市区县州]委"
)
# A bureau is no part of these: 市审计局 | 榆津海事局; but 县水利局 | 河道管理局
_NO_OFFICE_ABOVE = re.compile(r"(?:[局办会联]|中心|团[省市区县州]委)$")
_OTHER_BUREAU = re.compile(r"[\u4e00-\u9fff]{3,9}(?<!管理)(?<![分支总])局")
_WHOLE_CLASS = re.compile(
    r"(?:各|有关|相关)[\u4e00-\u9fff()、]{1,12}(?:政府|办事处|部门|单位|管委会|街道|乡镇|县区|区县)"
)
_BODY_OF_ITS_OWN = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:(?:镇|乡|街道)(?:人民政府|政府|办事处|办)?|"
    r"(?:新区|开发区|园区|区|县|市)(?:人民政府|政府|管委会))|(?:共青)?团[省市区县州]委|"
    r"[\u4e00-\u9fff]{2,14}(?:开发|园|新|高新|度假|示范|保税)区(?:管委会|管理委员会)|"
    r"[\u4e00-\u9fff]{2,12}(?:公司|海关|大学|学院|支行|分行|检察院|法院)|"
    r"[\u4e00-\u9fff]{2,8}(?:学校|[小中]学|幼儿园|卫生院|医院|水厂|[农林牧]场)|"
    r"[\u4e00-\u9fff]{2,6}[市县区州盟旗][\u4e00-\u9fff]{2,12}局"  # 渡南市生态环境局
)
# What a place has of its own, beside any body: 渡口村, 沿河社区居委会
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,5}(?:村|社区)(?:委会|村民委员会|居委会|居民委员会)?")
# Stations in places: how the names of those end of which they may be stations
_STATIONS = {
    "派出所": re.compile("公安|警|分局"),  # 县公安局 | 渡口派出所 is one
    "司法所": re.compile("司法"),
    "法庭": re.compile("法院"),
    "供电所": re.compile("供电|电力|电网|国网"),
    "税务所": re.compile("税务"),
    "监管所": re.compile("监管|监督"),
    "工商所": re.compile("监管|监督|工商"),
    "资源所": re.compile("资源|规划"),
}
# A bracket that completes a class name: 各镇(街), 区政府各部门(单位), 各街道(功能区).
_COMPLETES = re.compile(
    r"^(?:街|街道|社区|镇|镇街|乡|乡镇|单位|部门|功能区|园区|开发区|区|市|县|市、区|县、区|区、县|市、县|管委会|"
    r"室|厅|科|局|委|办|组|站|所|处|中心|园)$"
)


# What is counted, though it ends as names do: 改建学校2所; but 市公安局第2支队
_COUNTED = re.compile(
    r"(?<![第\d])\d+(?:所|处|站|场|园|馆|校|社|队|台|室)$|"
    # 加固旧堤三处; but 督查三处 is an office
    r"^(?:新建|改建|扩建|建成|建设|建立|加固|改造|整治|拆除|修缮|修建|修复|清理|清除|完成|打造|新增|设立|设置|"
    r"配备|购置|培育|创建|发展|开展|组织|举办|增设|布设|安装)[\u4e00-\u9fff]*"
    r"[一二两三四五六七八九十百千余多几数]+(?:所|处|站|场|园|馆|校|社|队|台|室|次|项)$"
)
# Bodies of one rank, as a class by itself. Example: 村(社区)
_OF_ONE_RANK = re.compile(
    r"(?:村|社区|镇|乡|街道|乡镇|镇街)\((?:社区|居委会|居|村|街道|街|镇|乡)\)"
)

# What no name of a unit is or has in it: a time, a remark, a sentence, what a word before a bracket
# means or takes in (职业院校（含技工院校）; but 含山县, 即墨区 and 指挥部).
_NO_NAME = re.compile(
    r"^(?:含(?!山)|不含|包含|包括|不包括|除(?=.*外)|指(?!挥)|即(?!墨)|例如|比如|以下简称|简称|详见|参见|见附)|[。;,:!?]|不再|均需|均须|以下均|下列|按照|下同|排在|排名|此项|该项|(?<!自)由|^请|^[\d.]+$|^(?:年内|全年|年底|长期|持续)|"
    r"^\d{4}年|^\d+月|底前$|(?:落实|推进|开展|完成|坚持|负责)$|[\ue000-\uf8ff\ufffd…⋯]|\.{2}"
)
_LONGEST_NAME = 34  # characters
_LONGEST_CLASS = 44
# 县工业园管委会负责建站 is a sentence, though it ends as names do.
_VERB_INSIDE = re.compile(
    r"(?<=[局委办会厅府院部社村镇乡街心站所队司])(?:负责|牵头|配合|协助|承担)"
)
# 县住建局县代建中心: two names that lost what parts them; but 市公安局市中区分局 is one
_GLUED = re.compile(
    r"(?:(?<=[局委办厅院])|(?<=中心)|(?<=政府)|(?<=联合会)|(?<=[妇残]联)|(?<=工会)|(?<=街道))(?=(?P<kind>[省市区县])(?!域|场|直|政|民|容)[\u4e00-\u9fff]{1,14}?"
    r"(?:局|委员会|委|办公室|中心|厅|院|会|公司|处|办|部)(?:$|[(]))"
)
_OF_ABOVE = re.compile(r"(?:分局|分院|支队|大队|中队|管理处|办事处|分中心)(?:$|[(])")


# What is done, though it ends as names do: 新(改、扩)建一批中小学校; but 新建路街道, 实施办公室
_ACT = re.compile(
    r"(?:新建|新增|新\(|改建|扩建|改扩建|实施|加强|加快|开展|制定|出台|强化|打造|完成|深化|举办|提升|健全|改造|修缮|"
    r"建立|建成|组建|推动|推进|引导|鼓励|督促|召开|拟定|修订|印发|起草|做好|抓好|确保|坚持|围绕|聚焦|针对|"
    r"推广|实现|构建|搭建|完善|优化|探索|拓展|扩大|提高|增强|规范|切实|大力|全面|进一步|"
    r"[建办管抓做用守修搭织筑盯压补盘兜][好成强实优牢严细深活足])"
    r"(?!路|村|镇|乡|街|站)"
)
# 县政府三楼接待室 is where something is held, 谁来办 a question
_NO_BODY = re.compile(
    r"[一二三四五六七八九十\d](?:楼|层|号楼)|(?:会议|接待|会客|报告)(?:室|厅)$|礼堂$|谁|什么|"
    r"(?<!交易|融资|投资|国资|各类)平台$|"  # 政务服务平台 is a site
    # with what or how something is done, who is asked: 依托政务服务中心办理, 请各单位落实, 逐处登记
    r"^(?:依托|通过|利用|借助|运用|凭借|按照|根据|面向|开通|让|使|把|请|逐|每(?!日))"
)
# How something is done: 案件全程网办; but 市互联网办, 镇交通办
_DONE_SO = re.compile(
    r"(?:(?<!联)网上?|(?<!交)通|快|代|帮|即|(?<!贸)易|就近|掌上|马上|一次|上门)办$"
)
_OFFICES = "办公室|小组|专班|指挥部|中心|局|委|公司|集团"
# 推进办, 实施办公室; but 实现案件全程网办
_OFFICE_OF_ACT = re.compile(rf"(?:{_OFFICES})(?:[(]|$)|^[\u4e00-\u9fff]{{2,3}}办$")
# How names end of which hardly a sentence does: 市司法局, 渡南高新区管委会; but 便民服务站
_SURE_END = re.compile(
    rf"(?:{_OFFICES}|办|办公厅|政府|委员会|管委会|联合会|[厅部]|法院|检察院|办事处|街道|"
    r"[支大总]队|银行|海关|工会|[妇残]联|工商联|团委|党校|医院|大学|学院|研究院)(?:[(]|$)"
)


def may_stand(text: str) -> bool:
    """Whether folded text may name a unit at all: it is no time, no remark and no sentence."""
    return len(text) <= _LONGEST_NAME and not _NO_NAME.search(text)


def glued_at(text: str) -> int | None:
    """Where the second of two folded names begins that are printed as one, or None."""
    for match in _GLUED.finditer(text):
        if text.startswith((match["kind"], "各")) and not _OF_ABOVE.search(text, match.start()):
            return match.start()
    return None


def looks_like_name(text: str) -> bool:
    """Whether folded text is shaped like the name of one body or class of bodies."""
    if len(text) > _LONGEST_CLASS:
        return False
    if any(pattern.search(text) for pattern in (_VERB_INSIDE, _COUNTED, _NO_BODY)):
        return False
    if _DONE_SO.search(text) and not begins_a_name(text):
        return False
    if _ACT.match(text) and not _OFFICE_OF_ACT.search(text):
        return False
    return bool(
        _NAME.fullmatch(text)
        or _BY_ITS_END.fullmatch(text)
        or is_of_one_rank(text)
        or CLASS_IN_PARTS.fullmatch(_without_completion(text))
    )


def is_surely_name(text: str) -> bool:
    """Whether folded text names a body also where a sentence may end so: 市司法局, 各县区."""
    if not looks_like_name(text):
        return False
    return bool(_SURE_END.search(text) or begins_a_name(text) or is_collective(text))


def is_of_one_rank(text: str) -> bool:
    """Whether folded text is a class of bodies that names their ranks alone: 村(社区)."""
    return _OF_ONE_RANK.fullmatch(text) is not None


def _without_completion(text: str) -> str:
    """A class of bodies without a bracket that completes it: 各县、区政府|(管委会)."""
    name, opening, said = text.rpartition("(")
    return name if opening and _COMPLETES.match(said.removesuffix(")")) else text


def may_be_name(text: str) -> bool:
    """Whether folded text may be a name beside others that surely are: 中国海油."""
    return bool(_BARE.fullmatch(text)) and not (_VERB_INSIDE.search(text) or _ACT.match(text))


def is_collective(text: str) -> bool:
    """Whether a (folded) name stands for a class of bodies, not for one."""
    return bool(_COLLECTIVE.search(text) or is_of_one_rank(text) or _SHARED_KIND.fullmatch(text))


def and_others(text: str) -> re.Match[str] | None:
    """Where 等 "and others" stands in a folded piece of a list, or None."""
    if "等" not in text:  # as most names
        return None
    for match in _DENG.finditer(text):
        before = text[max(0, match.start() - 1) : match.end() + 1]
        if _WORDS_WITH_DENG.match(before):
            continue
        found = AND_OTHERS.match(text, match.start())
        if found is not None:
            return found
    return None


def joined_after_others(text: str, at: int) -> int | None:
    """Where the next name begins in 某局等部门和各省级政府, or None."""
    match = _AFTER_OTHERS.match(text, at)
    if match is None or is_class_noun(text[match.end() :]):
        return None
    return match.end()


def is_class_noun(text: str) -> bool:
    """Whether folded text is only the class that the names before 等 belong to: 有关部门, 单位."""
    return _CLASS_NOUN.fullmatch(text) is not None


def begins_a_name(text: str) -> bool:
    """Whether folded text begins as names in a list do: 区…, 市…, 各…."""
    return bool(_PLACE_PREFIX.match(text))


def begins_of_its_own(text: str) -> bool:
    """Whether folded text begins as names of bodies do that are of no other body of a place.

    中国人民银行渡南县支行, 榆津市消防支队渡南大队; but 渡南县分公司
    """
    if _OF_NATION.match(text):
        return True
    return bool(_OF_NAMED_PLACE.match(text)) and not _BRANCH_OF_PLACE.match(text)


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,6}(?:街道|镇|乡)(?:办事处|(?:人民)?政府)?")


def is_a_town(text: str) -> bool:
    """Whether folded text is the name of a town: 青云街道."""
    return bool(_TOWN.fullmatch(text))


# What ends as names do where a word of common speech is cut: 联席会|议制度, 产业园|区, 排查办|法
_IN_A_WORD = re.compile(
    r"(?<=会)[议展计员商]|(?<=办)[法理公学事好结案]|(?<=部)[署分位]|(?<=处)[理置罚于]|(?<=组)[织建成合]|(?<=队)[伍员]|"
    r"(?<=委)[托派员会]|(?<=局)[面部]|(?<=站)[点位]|(?<=所)[有需属在]|(?<=场)[所地景]|(?<=院)[校线]|(?<=社)[会区]|"
    r"(?<=科)[技学研普]|(?<=园)[区林]|(?<=区)[域块]|(?<=县)[域级]|(?<=市)[场民域政]|(?<=村)[庄民级]|(?<=镇)级|"
    r"(?<=街)[道区]|(?<=乡)[村镇]|(?<=台)账|(?<=司)(?<!公司)法|(?<=心)[思得]|(?<=社)区|(?<=省)级"
)


def is_in_a_word(text: str, at: int) -> bool:
    """Whether what ends as a name before a place of folded text is the half of a word: 会|议."""
    return _IN_A_WORD.match(text, at) is not None


# What ends as names do, and goes on where a blank strayed into one: 住房城乡 | 建设厅
_GOES_ON = re.compile(r"城乡$|农村$|市场$|社会$|^[省市区县]?(?:城市|机关|社会)$")


def may_go_on(text: str) -> bool:
    """Whether folded text before a blank is rather half a name than one: 住房城乡, 农业农村."""
    return _GOES_ON.search(text) is not None


_SEPARATED = ("、", ",", ";", "。", ")")
# What a company's name ends with, half a word before it or none: 展有限公司. 水务有限公司 is whole.
_REST_OF_COMPANY = re.compile(r"[\u4e00-\u9fff]?(?:股份|责任)?有限(?:责任)?公司")
# Other ends of which half a word may stand before: 委会, 南分局. 公安分局 is whole.
_REST_OF_NAME = re.compile(
    r"[\u4e00-\u9fff]?(?:分局|支局|支行|分行|支队|大队|中队|分公司|委会|员会|公室)(?![\u4e00-\u9fff])"
)


def is_cut(above: str, below: str) -> bool:
    """Whether folded text ends in the middle of a name: 卫生健康委 | 员会, 惠民供水 | 有限公司."""
    inside = bool(below) and (is_in_a_word(above + below, len(above)) or may_go_on(above))
    return inside or is_company_cut(above, below)


def is_rest_of_company(text: str) -> bool:
    """Whether folded text begins with the end of a company's name, which no name begins with."""
    return _REST_OF_COMPANY.match(text) is not None


def is_rest_of_name(text: str) -> bool:
    """Whether folded text begins with the end of a name, which no name begins with: 南分局、…."""
    return is_rest_of_company(text) or _REST_OF_NAME.match(text) is not None


def is_company_cut(above: str, below: str) -> bool:
    """Whether folded text ends in the middle of a company's name: 渡南供水 | 有限公司."""
    return is_rest_of_company(below) and not above.endswith(_SEPARATED)


def ends_a_name(text: str) -> bool:
    """Whether folded text ends as names do: …局, …中心, …(单位)."""
    return bool(_NAME_END.search(text)) or text.endswith(")")


def is_branched(above: str, below: str) -> bool:
    """Whether the name of a national body goes on with its place: 国家税务总局 | 渡南县税务局."""
    placed = _OF_NAMED_PLACE.search(above, 2) or BRANCH.search(above)
    if not _OF_NATION.match(above) or placed or _OF_NATION.match(below):
        return False
    return bool(_OF_NAMED_PLACE.match(below) or BRANCH.search(below))


def stand_apart(above: str, below: str) -> bool:
    """Whether two folded lines surely are two names: a bureau 区教委, and a body 渡口镇 of none.

    The one above ends as names do. 渡南分局 and 办公室 may be the rest of the name above. A class
    of bodies 各街道办事处 is whole, and so is a village; 中国人民银行… begins by itself.
    """
    if _VILLAGE.fullmatch(below) and begins_a_name(above):
        return True
    for station, bodies in _STATIONS.items():
        if below.endswith(station):
            return begins_a_name(above) and not bodies.search(above)
    if begins_of_its_own(below):
        return not is_branched(above, below)
    if _OTHER_BUREAU.fullmatch(below) and _NO_OFFICE_ABOVE.search(above):
        return begins_a_name(above)
    if not _BODY_OF_ITS_OWN.fullmatch(below):
        return False
    return bool(_BUREAU.fullmatch(above) or _WHOLE_CLASS.fullmatch(above))


def is_second_name(name: str, bracket: str) -> bool:
    """Whether a bracket holds another name of the body (an alias), not an ending of its name."""
    if is_collective(name) or _COMPLETES.match(bracket):
        return False
    return bool(_SECOND_NAME.match(bracket)) and ends_a_name(bracket)
