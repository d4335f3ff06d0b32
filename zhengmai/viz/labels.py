"""Short labels for drawings, and the Chinese words for what the model says in English."""

from __future__ import annotations

import re
import unicodedata

from zhengmai.model import Deadline

ROLES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
LEVELS = {
    "nation": "国家",
    "province": "省级",
    "city": "市级",
    "county": "区县级",
    "town": "乡镇级",
}
METHODS = {"verbatim": "文字相同或相近", "paraphrase": "意思相近", "generic": "例行要求"}
STATUSES = {"proposed": "系统推断，待人工确认", "confirmed": "已人工确认"}
DOCUMENT_RELATIONS = {"basis": "依据", "implements": "落实", "repeals": "废止", "mentions": "提及"}
SEVERITIES = {"note": "提示", "damaged": "原文残缺", "problem": "不可靠"}
DEADLINES = {
    "date": "期限",
    "ongoing": "长期",
    "relative": "相对期限",
    "recurring": "定期",
    "period": "时段",
}
MARKS = {
    "about": "文件信息",
    "heading": "要点标题",
    "point": "要点正文",
    "task": "任务",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "deadline": "完成时限",
    "citation": "引用文件",
    "remark": "注意",
    "unread": "未读",
}
_UNITS = {"D": "日", "W": "周", "M": "个月", "Y": "年"}

# How the rules of deadlines are said. Examples: P10D (working days), R/P3M>=1, R/P1M (day 15)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"P(?P<n>\d+)D \(working days\)", "{n}个工作日内"),
        (r"P(?P<n>\d+)(?P<unit>[DWMY])", "{n}{unit}内"),
        (r"R/P1(?P<unit>[DWY])", "每{unit}一次"),
        (r"R/P1M", "每月一次"),
        (r"R/P3M", "每季度一次"),
        (r"R/P6M", "每半年一次"),
        (r"R/P(?P<n>\d+)(?P<unit>[DWMY])", "每{n}{unit}一次"),
        (r"R/P1(?P<unit>[DWY])>=(?P<times>\d+)", "每{unit}至少{times}次"),
        (r"R/P1M>=(?P<times>\d+)", "每月至少{times}次"),
        (r"R/P3M>=(?P<times>\d+)", "每季度至少{times}次"),
        (r"R/P6M>=(?P<times>\d+)", "每半年至少{times}次"),
        (r"R/P(?P<n>\d+)(?P<unit>[DWMY])>=(?P<times>\d+)", "每{n}{unit}至少{times}次"),
        (r"R/P1M \(day (?P<day>\d+)\)", "每月{day}日前"),
        (r"R/P1Y \(by --0?(?P<month>\d+)-0?(?P<day>\d+)\)", "每年{month}月{day}日前"),
    )
)

_PARTS = {
    "the text": "任务内容",
    "the units": "责任单位",
    "the deadline": "完成时限",
    " and ": "、",
    "without a number": "（无序号）",
    "pages ": "页 ",
    "page ": "页 ",
}

# What the reading remarks, in Chinese. Example: row 28: the deadline is missing in the table
_REMARKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"row (?P<row>[^:]+): (?P<lost>the .+) (?:is|are) missing in the table",
            "表中第 {row} 项缺少{lost}",
        ),
        (
            r"row (?P<row>\S+): the deadline has lost its year; that of the plan is taken",
            "第 {row} 项的完成时限缺年份，按计划年度补全",
        ),
        (r"number (?P<number>\S+) is not printed", "序号 {number} 在原文中没有"),
        (r"number (?P<number>\S+) stands without a row", "序号 {number} 只有序号，没有内容"),
        (
            r"the table has no column of responsible units.*",
            "表中没有责任单位一栏，各行按没有单位读取",
        ),
        (
            r"the table has a column (?P<name>'.*') that is not known here.*",
            "表中有一栏 {name} 无法识别，其内容列为未读",
        ),
        (
            r"(?P<n>\d+) lines look like rows of a table, but no header.*",
            "有 {n} 行像是表格，但没有可识别的表头，列为未读",
        ),
        (r"the plan year cannot be told.*", "无法确定年度：标题、文号、日期中都没有年份"),
        (
            r"neither an issuer nor the title of a plan was found",
            "没有找到发文机关，也没有找到要点的标题",
        ),
        (
            r"(?P<n>\d+) characters of the page cannot be read.*",
            "网页中有 {n} 个字符无法识别，显示为 \ufffd",
        ),
        (
            r"the document has changes under review: read as if all were accepted",
            "文档中有未接受的修订，按全部接受读取",
        ),
        (r"the time limit (?P<limit>'.*') is not understood", "时限{limit}无法识别，照录原文"),
        (
            r"task (?P<task>.*): units corrected \((?P<entry>.*)\)",
            "任务 {task} 的单位已更正（{entry}）",
        ),
        (
            r"(?P<entry>.*): there is no task (?P<task>'.*') in this notice",
            "{entry}：本通知没有任务{task}",
        ),
        (
            r"(?P<one>\S+) and (?P<other>\S+) may be one body: they are kept apart .*",
            "{one}与{other}可能是同一单位，未合并（如是，请写入 corrections.toml）",
        ),
        (
            r"converted by LibreOffice; Word may show numbers and merged cells otherwise",
            "经 LibreOffice 转换读取，序号和合并单元格可能与 Word 显示的不同",
        ),
        (r"(?P<n>\d+) pictures? (?:is|are) not read: .*", "有 {n} 幅图片未读，其中的文字不得而知"),
        (
            r"(?P<n>\d+) (?:embedded object|diagram|inserted file)s? (?:is|are) not read: .*",
            "有 {n} 个嵌入对象未读，请把其中文字抄入文档",
        ),
        (
            r"(?P<part>\S+) cannot be read \(.*\): numbers that Word writes .*",
            "{part} 无法读取，Word 自动编号可能缺失",
        ),
        (
            r"the PDF file has no end: it was cut off, and text may be missing. Get it anew",
            "PDF 文件不完整，可能缺文字，请重新获取",
        ),
        (
            r"(?P<pages>.*): the fonts do not tell which characters are printed; .*",
            "{pages}：字体没有字符编码，文字不可信",
        ),
        (r"the fonts seem to tell wrong characters .*", "字体的字符编码似有错误，文字不可信"),
        (
            r"(?P<pages>.*) was read from pictures \(OCR\): .*",
            "{pages}由图片识别（OCR）读出，字可能有误，表格可能缺单元格，请与原件核对",
        ),
        (
            r"the pictures are hard to read \(mean confidence (?P<mean>[\d.]+)\): .*",
            "图片难以辨认（平均置信度 {mean}），文字不可信，请以 300 dpi 重新扫描",
        ),
        (
            r"lines that may have been read wrongly \(confidence below [\d.]+\): (?P<n>.*)",
            "可能认错的行：{n}",
        ),
        (
            r"(?P<pages>pages? [\d, ]+) hold pictures of text, which were not read; .*",
            "{pages}是图片，未读",
        ),
        (
            r"(?P<pages>pages? [\d, ]+) are damaged: text of them is missing",
            "{pages}已损坏，缺文字",
        ),
        (
            r"the place cannot be told: there are (?P<n>\d+) places of that name "
            r"\((?P<names>.*?)\), and .*",
            "无法确定行政区：同名的有 {n} 个（{names}）",
        ),
        (
            r"the place cannot be told: no place is named.*",
            "无法确定行政区：发文机关和要点标题都没有写明",
        ),
    )
)


def width(text: str) -> float:
    """Width in Chinese characters."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def one_line(text: str) -> str:
    """The text with every run of white space and control characters as one space."""
    return re.sub(r"[\s\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()


def cut(text: str, most: float) -> str:
    """The beginning of a text, with … where something is left out."""
    plain = one_line(text)
    if width(plain) <= most:
        return plain
    kept, room = "", most - 1
    for sign in plain:
        room -= width(sign)
        if room < 0:
            break
        kept += sign
    return kept + "…"


def wrap(text: str, per_line: float, lines: int = 3) -> str:
    """A name over several lines, cut where it is longer than these."""
    rest = one_line(text)
    found: list[str] = []
    while rest and len(found) < lines:
        line, room = "", per_line
        for sign in rest:
            room -= width(sign)
            if room < 0 and line:
                break
            line += sign
        found.append(line)
        rest = rest[len(line) :]
    if rest:
        found[-1] = found[-1][:-1] + "…"
    return "\n".join(found)


def visible(text: str) -> str:
    """The text with every character that draws nothing, or commands a terminal, made visible.

    Line breaks and tabs stay. Others of the first 32 become their pictures (U+001B: ``␛``), the
    rest, with the marks that turn the direction of writing, their number (``⟨U+202E⟩``).
    """
    return text if text.isprintable() else "".join(map(_drawn, text))


def _drawn(sign: str) -> str:
    code = ord(sign)
    if sign in "\n\t" or sign.isprintable() or unicodedata.category(sign) == "Zs":
        return sign
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def due_words(deadline: Deadline) -> str:
    """What a deadline was read as: its last day, or its rule in words."""
    if deadline.rule is not None and "/" in deadline.rule and deadline.rule[0].isdigit():
        return deadline.rule.replace("/", " 至 ")
    if deadline.date is not None:
        return deadline.date.isoformat()
    if deadline.rule is not None:
        return rule_words(deadline.rule)
    return DEADLINES[deadline.kind.value]


def rule_words(rule: str) -> str:
    """A rule in words (``R/P1Y>=2``: 每年至少2次); one that is not known here as it stands."""
    for pattern, words in _RULES:
        match = pattern.fullmatch(rule)
        if match is not None:
            parts = {k: _UNITS.get(v or "", v or "") for k, v in match.groupdict().items()}
            return words.format(**parts)
    return rule


def remark_words(message: str) -> str:
    """A remark in Chinese; one that is not known here as it stands."""
    for pattern, words in _REMARKS:
        match = pattern.fullmatch(message)
        if match is not None:
            return words.format(**{k: _in_chinese(v) for k, v in match.groupdict().items()})
    return message


def _in_chinese(part: str) -> str:
    for english, chinese in _PARTS.items():
        part = part.replace(english, chinese)
    return part
