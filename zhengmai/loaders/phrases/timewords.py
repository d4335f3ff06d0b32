"""The words that time limits are made of, as patterns on folded text without white space."""

from __future__ import annotations

from zhengmai.loaders.phrases.numerals import NUMERAL

YEAR_NUMBER = r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})"
YEAR = rf"(?:(?P<year>{YEAR_NUMBER})年|(?P<this>今年|本年|当年)|(?P<next>次年|明年|翌年))?"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
# 截至2024年底 tells the past; and no limit begins in the middle of a date.
FRESH = r"(?<!截至)(?<!截止)(?<!截止到)(?<!\d年)(?<![\d一二三四五六七八九十])"
BEFORE = r"(?:之前|以前|前)"
# By when an aim is to be reached: 到2025年，建成…; but no figure: 由2020年的三座到2025年的十座
BY_YEAR = (
    r"(?:(?<=^)|(?<=[。;,、:(])|(?<=力争)|(?<=争取)|(?<=确保))到(?P<year>20\d\d)年"
    r"(?=$|[,、]|(?![底末初的上下内度])[^。;,、]{0,14}(?:达|建成|完成|实现|形成))(?![,、]?[^。;,]{0,12}已)"
)
PART = r"(?:月份?)?(?:底|末|初|上旬|中旬|下旬|上中旬|中下旬)"
NUMBER = rf"(?:\d+|{NUMERAL}+)"
TIMES = r"(?:场次|批次|人次|次|件|期(?!工程|项目|建设|改造)|场|轮|回|遍)"
# How often; 全年培训4.7万人次 is an amount, and no duty to do something so often.
COUNT = rf"(?<![\d.])(?P<count>\d+(?:\.\d+)?|{NUMERAL}+)(?(whole)(?!万?人次))(?P<wan>万)?"
MONTH_DAY = rf"(?:月\d{{1,2}}日|{PART}|月)"
TO = r"(?:-+|至|到)"
QUARTER = r"(?<!每)(?<!每年)(?<!每年第)(?<!按)第?(?P<quarter>[一二三四1-4])季度"
SEVERAL = rf"{NUMBER}(?:个?月|周|年|个?小时)"  # 每两个月
STEP = rf"每(?:半年|季度?|个?月|周|年度?|学期|小时|{SEVERAL})"
# A cap is no duty to do something so often: 每年不超过2次
CAP = r"不超过|不多于|不高于|不得超过|最多|至多|控制|以内|以下"
# What comes round. Example: 半年一调度
ROUND = (
    r"(?:调度|通报|督查|督导|督办|检查|抽查|巡查|排查|碰头|小结|总结|研判|会商|评比|评估|评议|考核|考评|排名|分析|汇报|"
    r"报告|更新|公开|公示|公布|推进|盘点|清查|清理|清零|例会|汇总|梳理|复盘|点评|晾晒|交账|主题|培训|演练|次(?!性))"
)
GAP = rf"(?:(?!{CAP})[^。;,、]){{0,14}}?"
ACTION = (
    r"(?:印发|发布|公布|出台|施行|实施|生效|下发|收到|收件|受理|作出|形成|生成|变更|修改|废止|"
    r"办结|到位|核定|签订|签署|召开|闭会|会议|会|结束|通过|批准|发生)"
)


# What a limit is counted from. Examples: 自公示期满之日起, 印发后, 会议结束之日
EVENT = (
    rf"(?:(?:自[^。;,、]{{1,16}}?|(?:本?(?:文件|通知|方案|要点|政策))?{ACTION}|(?:签订|签署|收到)[\u4e00-\u9fff]{{2,4}}?)"
    r"(?:之日起|之日|之后|以后|后|起)|"
    # any other event, from where its clause begins
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[在于应须]))(?:(?!{ACTION})[\u4e00-\u9fff]){{2,8}}?"
    r"(?:之日起|之日|之后|以后|后))"
)
WITHIN = (
    r"(?<!近)(?<!过去)(?<!最近)(?<![压减缩降短]至)(?<!压缩到)(?<!缩短到)(?<!压减到)(?<!控制在)"
    rf"(?<!压缩为)(?<!由)(?<!从)(?<!\d)(?P<number>{NUMBER})个?"
    r"(?P<unit>工作日|小时|分钟|日|天|周|星期|月)(?:之|以)?内"
    # 一个月内两家以上部门… is a condition, not a limit.
    r"(?![两多同再累连]|出现|发生|超过|有)"
)

# The same where a whole cell says it, of whatever happens, with or without 内.
# Example: 上级出台文件后2个月
COUNTED_FROM = (
    r"[\u4e00-\u9fff“”《》]{2,24}?(?:之日起|之日|之后|以后|(?<![前今最先])后|起)"
    rf"(?P<number>{NUMBER})个?(?P<unit>工作日|小时|日|天|周|星期|月)(?:(?:之|以)?内)?"
)
# What is done on and on. Examples: 长期坚持, 常态化推进, 持续性工作
_ON_AND_ON = r"(?:长期|持续|常年|长效|常态化?(?:长效)?)性?"
_DONE = r"(?:坚持|推进|推动|开展|执行|落实|实施|进行|任务|工作|保持|跟进|深化|整改|抓好|巩固|加强)"
ON_AND_ON = (
    rf"(?:{_ON_AND_ON}{_DONE}?|(?:日常|经常|常规)性?工作|常抓不懈|贯穿始终|"
    rf"(?:20\d\d年)?(?:贯穿全年|全年(?:{_ON_AND_ON}{_DONE}?|{_DONE}))|"
    r"20\d\d年起?(?:持续|长期)(?:推进|开展|坚持|实施)|"
    r"立即(?:整改|落实|执行)并?(?:长期坚持|持续推进)|"
    r"(?:适时|及时|按时限要求|立即)(?:推进|开展|完成)?(?:并)?(?:长期坚持|持续推进))"
)

# Days of the year that have a name, as month and day.
HOLIDAYS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "教师": (9, 10),
    "国庆": (10, 1),
}
