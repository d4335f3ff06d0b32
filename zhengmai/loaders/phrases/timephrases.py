"""The phrases a notice states time limits with, as data; :mod:`.deadlines` gives them a meaning.

Each row is a pattern on *folded* text without white space (half-width digits and signs), with the
kind it states and an example. Earlier rows win where several match at one place. Sources: usage in
政务公开工作要点 of 2018-2025; the limits of 上旬, 中旬 and 下旬 are those of ordinary usage
(10th, 20th, last day).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from zhengmai.loaders.phrases.emptycells import says_nothing
from zhengmai.loaders.phrases.quotednames import names_in_quotes
from zhengmai.loaders.phrases.timewords import (
    BEFORE,
    BY_YEAR,
    CAP,
    COUNT,
    COUNTED_FROM,
    EVENT,
    FRESH,
    GAP,
    HOLIDAYS,
    MONTH,
    MONTH_DAY,
    NUMBER,
    ON_AND_ON,
    QUARTER,
    ROUND,
    SEVERAL,
    STEP,
    TIMES,
    TO,
    WITHIN,
    YEAR,
    YEAR_NUMBER,
)
from zhengmai.model import DeadlineKind


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One way to state a time limit.

    Attributes:
        name: what :mod:`.deadlines` looks the meaning up by.
        kind: kind of deadline it states.
        pattern: with named groups for the parts.
        example: a phrase that it matches whole.
        in_text: it is a limit also inside a sentence, not only in a column or a bracket.
    """

    name: str
    kind: DeadlineKind
    pattern: re.Pattern[str]
    example: str
    in_text: bool = True


def _row(
    name: str, kind: DeadlineKind, pattern: str, example: str, *, in_text: bool = True
) -> TimePhrase:
    return TimePhrase(name, kind, re.compile(pattern), example, in_text)


PHRASES: tuple[TimePhrase, ...] = (
    # --- at least so many times a year
    _row(
        "times_a_year",
        DeadlineKind.RECURRING,
        rf"(?P<every>{STEP}|(?P<whole>全年|年内|一年)){GAP}"
        rf"(?:至少|不少于|不低于|不得少于){GAP}{COUNT}{TIMES}(?:以上)?",
        "每年至少召开1次",
    ),
    _row(
        "times_a_year",
        DeadlineKind.RECURRING,
        rf"(?P<every>{STEP}|(?P<whole>全年|年内)){GAP}(?<!第){COUNT}{TIMES}"
        r"(?:以上)?(?!性|以内|以下)",
        "每年开展2次",
    ),
    _row(
        "times_a_year",
        DeadlineKind.RECURRING,
        rf"(?P<every>上(?:半年)?[、和及与]?下半年)(?:各|分别){GAP}(?<!第)(?P<count>{NUMBER})(?P<wan>万)?"
        rf"{TIMES}(?:以上)?(?!性)",
        "上下半年各一次",
    ),
    # --- every so often, in short
    _row(
        "every",
        DeadlineKind.RECURRING,
        r"(?<![\d一二三四五六七八九十每上下前本近])(?P<every>半年|一?(?:季度?|月|周|学期|年(?!一度))|[两二三]个?[月周])"
        rf"一{ROUND}",
        "半年一调度",
    ),
    # --- from a day to a day, a quarter, several years
    _row(
        "years",
        DeadlineKind.PERIOD,
        r"(?P<from>20\d\d)年?(?:-+|至|到)(?P<to>20\d\d)年(?!度?(?:规划|计划|行动))",
        "2025-2027年",
    ),
    _row(
        "months",
        DeadlineKind.PERIOD,
        rf"{YEAR}(?<!\d)(?P<from>\d{{1,2}}(?:{MONTH_DAY}|(?={TO}\d{{1,2}}月)))起?{TO}"
        rf"(?:(?P<to_year>20\d\d)年|次年|翌年|明年)?(?P<to>\d{{1,2}}(?:{MONTH_DAY}|日))(?!起)",
        "6月中旬至7月中旬",
    ),
    _row(
        "quarters",
        DeadlineKind.PERIOD,
        rf"{YEAR}第?(?P<from>[一二三四1-4])(?:(?:季度)?{TO}|[、和及])第?(?P<to>[一二三四1-4])季度",
        "第三、四季度",
    ),
    _row(
        "first_quarters",
        DeadlineKind.PERIOD,
        rf"{YEAR}前(?P<quarter>[二两三2-3])个?季度",
        "前三季度",
    ),
    _row("quarter_end", DeadlineKind.DATE, rf"{YEAR}{QUARTER}(?:末|底){BEFORE}?", "三季度末前"),
    _row(
        "quarter",
        DeadlineKind.PERIOD,
        rf"{YEAR}{QUARTER}{BEFORE}?(?!检查|通报|抽查|[末底])",
        "三季度",
    ),
    _row(
        "half_year",
        DeadlineKind.PERIOD,
        rf"{YEAR}(?<!每年)(?<!上)(?<!上、)(?P<half>[上下])半年(?:{BEFORE}|内|底|末|"
        # as a limit, not as a name: 上半年工作情况
        r"(?!的|度|以来|[未已]|工作|情况|总结|经济|数据|报告|检查|考核|形势|目标))",
        "上半年",
    ),
    # --- every so often
    _row(
        "every_month_by",
        DeadlineKind.RECURRING,
        rf"(?P<every>每(?:季度?[首末])?个?月)(?P<day>\d{{1,2}})日{BEFORE}?",
        "每季度末月25日前",
    ),
    _row(
        "every",
        DeadlineKind.RECURRING,
        rf"(?P<every>每(?:半年|季度|季(?!度)|个?月|周|星期|个?工作日|日(?![常最均限])|天|{SEVERAL})|"
        r"按(?:半年|季度|季|月|周|日)(?=[^份期常报]|报送|报告|报备|$)|"
        r"逐月|逐季度?|逐周|(?:一|每)季度一次|一月一次|半年一次|一年一次)(?:[末底初]前?)?"
        rf"(?!报(?!送|告|备)|刊)(?![^。;,、]{{0,8}}(?:{CAP}))",
        "每季度",
    ),
    _row(
        "every",
        DeadlineKind.RECURRING,
        r"(?P<every>上(?:半年)?[、和及与]?下半年)(?=各(?!单位|部门|[级省市县区镇乡街地])|$)",
        "上下半年",
    ),
    _row(
        "every",
        DeadlineKind.RECURRING,
        r"(?P<every>每年)(?:第?[一二三四]季度[末底]?前?|(?=(?:定期|开展|组织|举办|召开|更新|公布|发布|编制)|$))",
        "每年",
    ),
    _row(
        "every",
        DeadlineKind.RECURRING,
        r"(?P<every>每年)(?=\d{1,2}月)(?:\d{1,2}月(?:份|底|[上中下]旬)?[、和及])+\d{1,2}月(?:份|底|[上中下]旬)?前?",
        "每年3月、9月",
    ),
    # --- the same day each year
    _row(
        "every_year_by",
        DeadlineKind.RECURRING,
        rf"每年(?P<month>{MONTH})月(?:(?P<day>\d{{1,2}})日|份?(?P<part>底|末|初|上旬|中旬|下旬)){BEFORE}?",
        "每年1月31日前",
    ),
    # --- a day
    _row(
        "day",
        DeadlineKind.DATE,
        rf"{FRESH}{YEAR}(?P<month>{MONTH})月(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
        rf"(?:\d{{1,2}}[时点])?(?:{BEFORE}|止|(?=完成))",
        "8月15日前",
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        rf"(?<![\d.])(?P<year>20\d\d)[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})日?{BEFORE}",
        "2024.12.31前",
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        rf"不[迟晚]于{YEAR}(?P<month>{MONTH})月(?P<day>\d{{1,2}})[日号]",
        "不迟于11月20日",
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        rf"即日起至{YEAR}(?P<month>{MONTH})月(?P<day>\d{{1,2}})[日号](?:{BEFORE}|止)?",
        "即日起至12月31日",
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        r"(?:(?:实施|执行|适用)?期限|实施|执行|延长|延续|顺延)至(?P<year>20\d\d)年"
        rf"(?P<month>{MONTH})月(?P<day>\d{{1,2}})日(?!起|以来|以后|之后)",
        "实施期限至2025年12月31日",
    ),
    _row(
        "month_part",
        DeadlineKind.DATE,
        rf"{FRESH}{YEAR}(?P<month>{MONTH})月份?(?P<part>底|末|初|上旬|中旬|下旬|上中旬|中下旬)"
        rf"(?!以来|以后|之后|起|至|已){BEFORE}?(?!完成的|建成的)",
        "2024年12月底前",
    ),
    _row(
        "before_month",
        DeadlineKind.DATE,
        rf"{FRESH}{YEAR}(?P<month>{MONTH})月份?{BEFORE}",
        "2025年6月前",
    ),
    _row(
        "year_end",
        DeadlineKind.DATE,
        rf"{FRESH}(?:(?P<year>{YEAR_NUMBER})年?年?|(?:今|本|当)年年?|(?P<next>次年|明年|翌年)年?|年)"
        rf"(?<![去上前历]年)(?:底|末)(?!的|账|考核|总结|数|线|已){BEFORE}?(?!完成的|建成的)",
        "年底前",
    ),
    _row("by_year", DeadlineKind.DATE, BY_YEAR, "到2025年"),
    _row(
        "within_year",
        DeadlineKind.DATE,
        r"(?:(?P<year>20\d\d)年度?内|(?:今|本|当)年度?内|(?<![\d每近全半一二两三四五六七八九十几数多])年内)(?!容|部|设|外|因)",
        "年内",
    ),
    # --- counted from an event
    _row("within", DeadlineKind.RELATIVE, rf"{EVENT}{WITHIN}", "印发后30日内"),
    # --- a month as such: 9月集中安排一周
    _row(
        "month",
        DeadlineKind.PERIOD,
        rf"(?:(?<=^)|(?<=[。;,、(:于在和与及])){YEAR}(?P<month>\d{{1,2}})月份?内?(?![\d份内底末初上中下旬前起以至]|启动|开始|召开|起步)",
        "9月",
    ),
    _row("ongoing", DeadlineKind.ONGOING, r"长期坚持(?:下去)?(?=[。;,]|$)", "长期坚持下去"),
    # --- days that have names
    _row(
        "holiday",
        DeadlineKind.DATE,
        rf"{YEAR}“?(?P<holiday>{'|'.join(HOLIDAYS)})”?(?:节|劳动节|国际劳动节|假期|长假)?{BEFORE}",
        "国庆节前",
    ),
    # --- columns and brackets only
    _row(
        "month",
        DeadlineKind.PERIOD,
        rf"{YEAR}(?P<month>[一二三四五六七八九十]{{1,2}})月份?",
        "十一月",
        in_text=False,
    ),
    # In a sentence it is a service standard: 3个工作日内办结. Rule 14 of the labels: from an event.
    _row("within", DeadlineKind.RELATIVE, WITHIN, "30日内", in_text=False),
    _row("within", DeadlineKind.RELATIVE, COUNTED_FROM, "上级出台文件后2个月内", in_text=False),
    _row(
        "year_as_such",
        DeadlineKind.PERIOD,
        r"(?:(?P<year>20\d\d)年(?:度)?)?全年度?",
        "2025年全年",
        in_text=False,
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        rf"{YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]",
        "2024年6月30号",
        in_text=False,
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})日?",
        "2024-06-30",
        in_text=False,
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)",
        "20240630",
        in_text=False,
    ),
    _row(
        "day",
        DeadlineKind.DATE,
        rf"(?P<month>1[0-2]|[1-9])[./](?P<day>[12]\d|3[01]|[1-9])日?{BEFORE}?",
        "12.31前",
        in_text=False,
    ),
    _row(
        "dotted_months",
        DeadlineKind.PERIOD,
        rf"(?P<year>20\d\d)[./](?P<from>\d{{1,2}})月?{TO}(?:(?P<to_year>20\d\d)[./])?(?P<to>\d{{1,2}})月?",
        "2024.6-2024.12",
        in_text=False,
    ),
    _row(
        "month",
        DeadlineKind.PERIOD,
        r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})",
        "2024.12",
        in_text=False,
    ),
    _row(
        "month_part",
        DeadlineKind.DATE,
        rf"(?P<year>20\d\d)[-/.](?P<month>\d{{1,2}})月?(?P<part>底|末|初|上旬|中旬|下旬){BEFORE}?",
        "2024.12底前",
        in_text=False,
    ),
    _row(
        "every_year_by",
        DeadlineKind.RECURRING,
        rf"每年(?P<month>{MONTH})月(?P<day>)(?P<part>)(?![\d份底末初上中下、和至到-])",
        "每年1月",
    ),
    _row(
        "whole_year",
        DeadlineKind.DATE,
        r"(?:(?P<year>20\d\d)年度?(?:内|完成)?|年度内|当年|本年度?|今年)",
        "2025年",
        in_text=False,
    ),
    _row("ongoing", DeadlineKind.ONGOING, ON_AND_ON, "长期坚持", in_text=False),
)

_HOUR = r"(?:[上下]午|晚上?)?\d{1,2}[:时点]\d{0,2}分?"
# What may stand before and after a limit in a column: "2024年12月底前完成", "4月20日9:00-11:00".
_AROUND = re.compile(
    r"^(?:于|在|截至|截止到?|原则上)?(?P<core>.*?)(?:(?:全部|基本)?(?:完成|落实到位|办结)|"
    rf"{_HOUR}(?:[-—~至]{_HOUR})?|[上下]午)?[。.;]?$"
)
_FRAGMENT = re.compile(
    r"(?:20\d\d年?|(?:20\d\d年)?\d{1,2}月?|底?前|月?底前|\d{1,2}月底|年底?前?|长期|坚持|持续|推进)"
)
_SEPARATOR = re.compile(r"[;、,/]?并?(?=长期|持续|常态)|[;、,]|(?<=前)(?=\d)")
# What a deadline column says that sets no limit. Rule 15 of the labels.
_NO_LIMIT = re.compile(
    r"(?:定期|及时|适时|随时|即时|实时|立即|立行立改|即行即改|即知即改|即日起|近期|尽快|第一时间|年度|按时(?:间)?(?:节点|进度)|按(?:照)?(?:有关|相关|上级|规定)?(?:时限|时间)?要求)"
    r"(?:推进|开展|完成|办理|落实|更新|公开|整改)?"
)


# Words of which a phrase has at least one; a text without any is not searched for it. By name of
# the row; a test holds the examples to it.
NEEDS: dict[str, tuple[str, ...]] = {
    "times_a_year": ("每", "全年", "年内", "一年", "下半年"),
    "every_year_by": ("每年",),
    "years": ("20",),
    "months": ("月",),
    "quarters": ("季度",),
    "first_quarters": ("季度",),
    "quarter_end": ("季度",),
    "quarter": ("季度",),
    "half_year": ("半年",),
    "every_month_by": ("每",),
    "every": ("每", "按", "逐", "一", "下半年"),
    "day": ("日", "号", "前"),
    "month_part": ("月",),
    "before_month": ("月",),
    "year_end": ("底", "末"),
    "by_year": ("到20",),
    "within_year": ("年内", "年度内"),
    "within": ("内",),
    "month": ("月",),
    "holiday": tuple(HOLIDAYS),
    "ongoing": ("长期坚持",),
}


_IN_TEXT = tuple((phrase, NEEDS[phrase.name]) for phrase in PHRASES if phrase.in_text)
# Any of the words above has one of these.
_SAYS_WHEN = re.compile(
    r"[年月日季周底末前内每按逐]|学期|20|一季|一月|长期坚持|" + "|".join(HOLIDAYS)
)


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - this is asked of every text for every row
        if word in text:
            return True
    return False


def is_time_phrase(text: str) -> bool:
    """Whether folded text without white space is a time limit, or a piece of one, as a whole."""
    if _FRAGMENT.fullmatch(text) or sets_no_limit(text):
        return True
    parts = [part for part in _SEPARATOR.split(text) if part]
    return all(whole_phrase(part) is not None or _NO_LIMIT.fullmatch(part) for part in parts)


def sets_no_limit(text: str) -> bool:
    """Whether a whole cell of a deadline column names no limit: 及时, 按时限要求."""
    return _NO_LIMIT.fullmatch(text) is not None or (bool(text) and says_nothing(text))


@lru_cache(maxsize=1024)  # the rows of a table repeat a few limits
def whole_phrase(text: str) -> tuple[TimePhrase, re.Match[str]] | None:
    """The phrase that a whole column cell or bracket part states, or None."""
    around = _AROUND.match(text)
    if around is None:
        return None
    start, end = around.span("core")
    for phrase in PHRASES:
        match = phrase.pattern.match(text, start)
        if match is not None and match.end() == end and match.end() > start:
            return phrase, match
    return None


def phrases_in(text: str) -> list[tuple[TimePhrase, re.Match[str]]]:
    """The time limits stated inside a sentence of folded text, left to right, none overlapping."""
    taken: list[tuple[TimePhrase, re.Match[str]]] = []
    starts: list[int] = []
    if not _SAYS_WHEN.search(text):
        return taken
    names = names_in_quotes(text)
    for phrase, words in _IN_TEXT:
        if not _has_any(text, words):
            continue
        for match in phrase.pattern.finditer(text):
            at = bisect_left(starts, match.end())
            apart = not at or taken[at - 1][1].end() <= match.start()
            if any(start < match.start() < end for start, end in names):
                continue
            if apart and match.end() > match.start():
                starts.insert(at, match.start())
                taken.insert(at, (phrase, match))
    return taken
