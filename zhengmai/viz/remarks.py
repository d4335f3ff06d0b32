"""What the reading remarks, in Chinese."""

from __future__ import annotations

import re

_PARTS = {
    "the text": "任务内容",
    "the units": "责任单位",
    "the deadline": "完成时限",
    " and ": "、",
    "without a number": "（无序号）",
    "pages ": "页 ",
    "page ": "页 ",
    "below a merged cell, where it is not seen": "被合并单元格盖住",
    "hidden (or filtered out)": "被隐藏（或被筛选）",
    "hidden": "被隐藏",
    "struck out": "有删除线",
    "white on white": "为白底白字",
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
            r"the table has a column (?P<name>'.*') that is not understood: .*",
            "表中有一栏 {name} 无法识别，其内容列为未读",
        ),
        (
            r"the column (?P<name>'.*') stands beside the tasks: .*",
            "{name} 一栏与任务并列，未作为任务读取，其内容列为未读",
        ),
        (
            r"a table is not understood, and shown as unread: (?P<first>.*)",
            "有一张表格无法识别，列为未读：{first}",
        ),
        (
            r"a row of a table is not understood, and shown as unread: (?P<first>.*)",
            "表中有一行无法识别，列为未读：{first}",
        ),
        (
            r"unread limit (?P<limit>'.*'): it stands in a sentence that is no task",
            "未读时限{limit}：所在语句不是任务",
        ),
        (
            r"signs of private use, or lost ones, stand in the text \((?P<n>\d+) places\): .*",
            "文中有 {n} 处自造字或丢失的字符，含义不明",
        ),
        (
            r"characters that the fonts do not tell: (?P<n>\d+) places; .*",
            "有 {n} 处字符字体未给出编码，请与原件核对",
        ),
        (
            r"characters that lie over each other \(a watermark\?\): (?P<n>\d+) places; .*",
            "有 {n} 处字符相互重叠（或为水印），次序可能有误",
        ),
        (
            r"(?P<pages>pages? [\d, -]+): (?P<what>.*) was left out: (?P<text>.*)",
            "{pages}：不可见的内容未读（{what}）：{text}",
        ),
        (
            r"(?P<n>\d+) lines look like rows of a table, but no header.*",
            "有 {n} 行像是表格，但没有可识别的表头，列为未读",
        ),
        (
            r"no work points .* are in it: is the plan in another file, or a picture\?",
            "没有要点（一、 （一） 1.），也没有任务表：方案是否在另一个文件或图片中？",
        ),
        (
            r"the plan year (?P<year>\d+) is that of the only year in its time limits",
            "年度 {year} 取自时限中唯一的年份",
        ),
        (
            r"the plan year (?P<year>\d+) is that of the day of publication",
            "年度 {year} 取自发布日期",
        ),
        (
            r"the day (?P<day>'.*') below the signature lost its signs: it is not read",
            "落款日期{day}缺“年月日”，未读",
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
            r"(?P<n>\d+) sheets are read one after the other: (?P<names>.*)",
            "依次读取 {n} 张工作表：{names}",
        ),
        (r"a sheet is hidden, and not read: (?P<name>.*)", "有 1 张工作表被隐藏，未读：{name}"),
        (
            r"(?P<n>\d+) sheets are hidden, and not read: (?P<names>.*)",
            "有 {n} 张工作表被隐藏，未读：{names}",
        ),
        (
            r"a (?:cell|text) is (?P<why>[a-z ,()]+), and not read: (?P<text>.*)",
            "有 1 处内容{why}，未读：{text}",
        ),
        (
            r"(?P<n>\d+) (?:cells|texts) are (?P<why>[a-z ,()]+), and not read: (?P<text>.*)",
            "有 {n} 处内容{why}，未读：{text}",
        ),
        (
            r"a formula has no value in the file, and is not read: .* \(sheet (?P<name>'.*')\)",
            "有 1 个公式在文件中没有结果，未读：请用 Excel 或 WPS 打开后重新保存（工作表{name}）",
        ),
        (
            r"(?P<n>\d+) formulas have no value in the file, and is not read: "
            r".* \(sheet (?P<name>'.*')\)",
            "有 {n} 个公式在文件中没有结果，未读：请用 Excel 或 WPS 打开后重新保存（工作表{name}）",
        ),
        (
            r"(?P<n>\d+) text box(?:es)? (?:is|are) not read: .*?: (?P<text>'.*')",
            "有 {n} 个文本框未读，请把其中文字抄入单元格：{text}",
        ),
        (r"(?P<n>\d+) diagrams? (?:is|are) not read", "有 {n} 个图表未读"),
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
