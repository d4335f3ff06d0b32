"""Notices written at random: what offices print, in any order, here and there broken or hostile."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from random import Random

_PLACES = (
    "渡南区",
    "榆津市",
    "石坝县",
    "天桥区",
    "济南市",
    "海州省",
    "某某镇",
    "经开区",
    "南明新区",
)
_OFFICES = (
    "司法局",
    "财政局",
    "教体局",
    "住建局",
    "文广旅局",
    "文化广电和旅游局",
    "政府办",
    "数据局",
)
_OFFICES += ("发改委", "卫生健康委员会", "税务局", "市场监管局", "公安分局", "水利局", "委宣传部")
_COLLECTIVES = (
    "各街道办事处",
    "区政府各部门单位",
    "有关部门",
    "各镇人民政府",
    "各有关单位",
    "各区县",
)
_DUTIES = (
    "公布目录", "及时更新清单", "新建便民服务站12座", "完善来信办理台账，做到件件有回音",
    "推进“一网通办”", "落实《2024年政务公开工作要点》", "开展政策解读（含图解）", "清理过期文件",
    "按照省、市政务公开工作要点推进", "在A市B区试点GDP数据发布", "6月底前完成3.5万户改造",
)  # fmt: skip
_LIMITS = (
    "6月底前", "2025年12月31日", "长期坚持", "每年至少1次", "印发后30日内", "2025—2027年", "三季度",
    "持续推进", "9999年13月32日", "0年", "10000年1月1日前", "2025年2月30日", "2月29日", "0月0日",
    f"{10**30}年底前", "99999999999日内", "每年至少9999999999999次", "00年00月", "一〇〇〇〇年",
    "-1月底",
    "2027—2025年", "12月至1月", "第五季度", "印发后9999999个工作日内", "每0日", "9999年底",
    "1年1月1日",
    "明年初", "9999年12月31日后30日内", "十三月底前", "三十二日", "9999—9999年", "近期",
)  # fmt: skip
_LABELS = (
    "责任单位", "牵头单位", "配合单位", "完成时限", "责任部门", "牵头部门", "协办单位",
    "时间要求", "责任人",
    "分管领导", "序时进度", "主办", "联系电话",
)  # fmt: skip
_COLUMNS = (
    "序号", "工作任务", "重点任务", "责任单位", "牵头单位", "配合单位", "完成时限", "备注",
    "目标", "类别",
    "具体措施", "", "  ", "任务分工", "责任单位及责任人", "进度安排（6月 12月）",
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_HOSTILE = (
    "\x00", "\x01", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1c", "\x1d", "\x1e", "\x1f", "\x7f",
    "\x85",
    "\xa0", "\xad", "\u0300", "\u061c", "\u115f", "\u180e", "\u200b", "\u200d", "\u200e", "\u2028",
    "\u2029", "\u202e", "\u2060", "\u2066", "\u2069", "\u3000", "\u3164", "\ufe0f", "\ufeff",
    "\ufff9",
    "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ue000", "\U0001f600", "\U000e0041", "\U000f0000",
    "\U0010ffff", "\U00020000", "\U00030000", "=1+1", "<script>", "&#0;", "&#xD800;", "&#x110000;",
    "]]>", "-->", "${x}", "%s", "{0}", "\\", '"', "'''", "<b>", "|", "\t", "\r", "\r\n\r", "〔",
    "〕", "《",
    "》", "（", "）", "(", "【", "“", "”", "①", "㈠", "⑴", "Ⅳ", "½", "²", "٣", "߁", "𝟗", "〇",
    "廿", "兩", "萬",
    "億", "年", "月", "日", "第", "、", "；", "。", "：", "—", "…", "*", "#", "_", "`", "~", "^",
    "│", "┌─┐",
    "等", "牵头", "配合", "负责", "分别", "同上", "下同", "排在第一位的部门为牵头部门，下同。",
    "附件", "抄送",
)  # fmt: skip
_HUGE = (
    "9" * 40,
    "1" * 400,
    "9" * 5_000,
    "一" * 300,
    "0",
    "00",
    "-1",
    "1e9",
    "1.1.1.1",
    "０１",
    "100000000",
)


def notice(random: Random) -> tuple[bytes, str]:
    """A notice: its bytes, and the ending of its name."""
    writer = _Writer(random)
    suffix = random.choice((".txt", ".txt", ".md", ".html", ".html"))
    blocks = writer.blocks()
    text = _page(random, blocks) if suffix == ".html" else _plain(random, blocks)
    for _ in range(random.choice((0, 0, 0, 1, 2, 5))):
        text = _broken(random, text)
    return _encoded(random, text), suffix


_Block = str | list[list[str]]


class _Writer:
    """Writes the blocks of a notice: lines, and tables as rows of cells."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.place = random.choice(_PLACES)
        self.year = random.choice(
            ("2025", "2024", "2026", "二〇二五", "", "9999", "0000", "10000", "1")
        )
        self.hostile = random.choice((0.0, 0.0, 0.02, 0.1, 0.4))
        self._kinds: Sequence[Callable[[], _Block]] = (
            self._section, self._point, self._point, self._item, self._item, self._labelled,
            self._table, self._prose, self._odd,
        )  # fmt: skip

    def blocks(self) -> list[_Block]:
        found: list[_Block] = []
        head = [self._title, self._number, self._addressees, self._opening]
        if self._rarely():
            self.random.shuffle(head)
        found += [one() for one in head if self.random.random() < 0.85]
        kinds = self.random.sample(self._kinds, self.random.randint(1, len(self._kinds)))
        for _ in range(self.random.choice((0, 1, 2, 3, 5, 8, 8, 30))):
            found.append(self.random.choice(kinds)())
        found += [one() for one in (self._signed, self._annex) if self.random.random() < 0.5]
        return found

    def _rarely(self) -> bool:
        return self.random.random() < 0.08

    def _said(self, text: str) -> str:
        """A text, now and then with something hostile in it."""
        if self.random.random() < self.hostile:
            at = self.random.randint(0, len(text))
            sign = self.random.choice(_HOSTILE if self.random.random() < 0.95 else _HUGE)
            text = text[:at] + sign * self.random.choice((1, 1, 1, 2, 30)) + text[at:]
        return text

    def _any(self, of: Sequence[str]) -> str:
        return self._said(self.random.choice(of))

    def _unit(self) -> str:
        if self._rarely():
            return self._any(_COLLECTIVES)
        own = self.random.choice((self.place, self.place[-1], "市", "省", "", "国家", "天桥区"))
        name = own + self.random.choice(_OFFICES)
        if self._rarely():
            name += f"（{self.place}{self.random.choice(_OFFICES)}）"
        return self._said(name)

    def _units(self) -> str:
        sign = self.random.choice(("、", "、", "，", "；", " ", "\n", "和", "  "))
        names = sign.join(self._unit() for _ in range(self.random.choice((0, 1, 1, 2, 4, 12))))
        return names + self.random.choice(
            ("", "", "", "等", "牵头", "负责", "按职责分工负责", "等部门")
        )

    def _bracket(self) -> str:
        parts = [self._any(_LABELS) + "：" + self._units(), "完成时限：" + self._any(_LIMITS)]
        parts += [
            self._any(_LABELS) + "：" + self._units()
            for _ in range(self.random.choice((0, 0, 1, 4)))
        ]
        parts += [self._units()] * self._rarely()
        self.random.shuffle(parts)
        parts = parts[: self.random.randint(1, len(parts))]
        begin, end = self.random.choice(
            ("（）", "（）", "()", "[]", "【】", "〔〕", "（)", "（", "）", "〈〉", "\0\0")
        ).ljust(2)
        return f"{begin}{self.random.choice('；，。; ').join(parts)}{end}"

    def _duty(self) -> str:
        count = self.random.choice((1, 1, 2, 5))
        return "，".join(self._any(_DUTIES) for _ in range(count)) + self.random.choice(
            "。。。；，."
        )

    def _counted(self) -> str:
        n = self.random.choice((1, 2, 3, 9, 10, 11, 20, 99, 100, 101))
        if self._rarely():
            return self.random.choice(_HUGE)
        if self.random.random() < 0.3:
            return str(n)
        tens, ones = divmod(n, 10)
        return (
            ("" if tens < 2 else _DIGITS[tens % 10])
            + "十" * (tens > 0)
            + _DIGITS[ones] * (ones > 0)
        )

    def _title(self) -> str:
        kind = self.random.choice(("工作要点", "实施方案", "任务分工表", "意见", "行动计划"))
        return self._said(
            f"{self.place}人民政府办公室{self.random.choice(('', chr(10)))}关于印发{self.year}年"
            f"{self.random.choice((self.place, ''))}政务公开{kind}的通知"
        )

    def _number(self) -> str:
        return self._said(f"{self.place[:1]}政办发〔{self.year}〕{self._counted()}号")

    def _addressees(self) -> str:
        return self._any(("各镇人民政府，区政府各部门：", "各区县：", "：", "各有关单位:"))

    def _opening(self) -> str:
        return self._said(
            f"根据《{self.year}年{self.place}政务公开工作要点》"
            f"（鲁政办发〔{self.year}〕{self._counted()}号）"
            f"{self.random.choice(('', '，废止《旧要点》', '和省、市政务公开工作要点'))}"
            "，现印发给你们。"
        )

    def _section(self) -> str:
        return self._said(f"{self._counted()}、{self._any(_DUTIES)}")

    def _point(self) -> str:
        body = self._duty() * self.random.choice((0, 1, 1, 3))
        sign = self.random.choice(("。", "。", "：", "\n", ""))
        said = f"（{self._counted()}）{self._any(_DUTIES)}{sign}{body}"
        return self._said(said + (self._bracket() if self.random.random() < 0.6 else ""))

    def _item(self) -> str:
        number = self._counted()
        mark = self.random.choice(
            (
                "{}.",
                "{}．",
                "（{}）",
                "{})",
                "{}、",
                "第{}条 ",
                "{}",
                "①",
                "●",
                "- ",
                "一是",
                "{}.{}.",
            )
        )
        said = f"{mark.format(number, number)}{self._duty()}"
        return self._said(said + (self._bracket() if self.random.random() < 0.7 else ""))

    def _labelled(self) -> str:
        return self._said(f"{self._any(_LABELS)}{self.random.choice('：:  ')}{self._units()}")

    def _prose(self) -> str:
        return self._said(self._duty() * self.random.choice((1, 2, 6)))

    def _odd(self) -> str:
        return self.random.choice(
            (*_HOSTILE, *_HUGE, "", "\n\n", "以上工作由区司法局负责。", "说明：", "目录")
        )

    def _signed(self) -> str:
        return f"{self._said(self.place)}人民政府办公室\n{self._any(_LIMITS)}"

    def _annex(self) -> str:
        return f"附件：{self._counted()}.{self._any(_DUTIES)}\n抄送：{self._units()}。"

    def _table(self) -> list[list[str]]:
        width = self.random.choice((1, 2, 3, 4, 4, 5, 7))
        heads = [self._any(_COLUMNS) for _ in range(width)]
        rows = [heads] * (not self._rarely())
        for n in range(self.random.choice((0, 1, 2, 4, 9))):
            rows.append([self._cell(heads[c], n) for c in range(width)])
            if self._rarely():
                rows[-1] = rows[-1][: self.random.randint(0, width)] or [""]
            if self._rarely():
                rows.append([self._section()])
            if self._rarely():
                rows.append(heads)
        return rows

    def _cell(self, head: str, n: int) -> str:
        if self._rarely():
            return self.random.choice(
                ("", " ", "同上", "/", "—", "\n", self._duty(), self._units())
            )
        if "序号" in head:
            return str(n + 1) if not self._rarely() else self._counted()
        if "单位" in head:
            return self._units()
        if "时限" in head or "进度" in head:
            return self._any(_LIMITS)
        return self._duty()


def _plain(random: Random, blocks: Sequence[_Block]) -> str:
    end = random.choice(("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2028"))
    drawn = random.choice((_tabs, _pipes, _one_a_line, _gaps, _box))
    return end.join(b if isinstance(b, str) else drawn(random, b) for b in blocks)


def _tabs(random: Random, rows: list[list[str]]) -> str:
    quoted = random.random() < 0.3
    return "\n".join("\t".join(f'"{c}"' if quoted else c for c in row) for row in rows)


def _pipes(random: Random, rows: list[list[str]]) -> str:
    lines = ["|" + "|".join(c.replace("\n", "<br>") for c in row) + "|" for row in rows]
    if random.random() < 0.8:
        lines.insert(min(1, len(lines)), "|---" * max(map(len, rows), default=1) + "|")
    return "\n".join(lines)


def _one_a_line(random: Random, rows: list[list[str]]) -> str:
    return "\n".join(c for row in rows for c in row)


def _gaps(random: Random, rows: list[list[str]]) -> str:
    return "\n".join((" " * random.choice((2, 4, 9))).join(row) for row in rows)


def _box(random: Random, rows: list[list[str]]) -> str:
    width = max(map(len, rows), default=1)
    lines = ["┌" + "─┬" * (width - 1) + "─┐"]
    for row in rows:
        lines += ["│" + "│".join(row) + "│", "├" + "─┼" * (width - 1) + "─┤"]
    return "\n".join([*lines[:-1], "└" + "─┴" * (width - 1) + "─┘"])


def _page(random: Random, blocks: Sequence[_Block]) -> str:
    escaped = html.escape if random.random() < 0.7 else str
    tag = random.choice(("p", "p", "div", "li", "h2", "span", "td", "pre", "section"))
    style = random.choice(
        ("", "", " style='display:none'", " style='color:red;font-weight:bold'", " hidden")
    )
    body = "".join(
        f"<{tag}{style if random.random() < 0.1 else ''}>{escaped(b)}</{tag}>"
        if isinstance(b, str)
        else _web_table(random, b)
        for b in blocks
    )
    head = random.choice(
        ("", "<meta charset=utf-8>", "<meta charset=gbk>", "<style>p{color:red}</style>")
    )
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _web_table(random: Random, rows: list[list[str]]) -> str:
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            spans = ""
            if random.random() < 0.1:
                name, many = (
                    random.choice(("rowspan", "colspan")),
                    random.choice((0, 1, 2, 3, 1000, -1, "x")),
                )
                spans = f" {name}={many}"
            kind = random.choice(("td", "td", "td", "th"))
            cells.append(f"<{kind}{spans}>{cell.replace(chr(10), '<br>')}")
        lines.append("<tr>" + "".join(cells))
    return "<table>" + "".join(lines) + random.choice(("</table>", "</table>", ""))


def _broken(random: Random, text: str) -> str:
    """A text with a stretch cut, doubled, moved, or strange signs in it."""
    if not text:
        return text
    start = random.randrange(len(text))
    end = min(len(text), start + random.choice((1, 2, 10, 60, 400)))
    piece = text[start:end]
    match random.randrange(7):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:end] + piece + text[end:]
        case 2:
            at = random.randrange(len(text))
            return text[:at] + piece + text[at:]
        case 3:
            return text[:start] + random.choice(_HOSTILE) + text[end:]
        case 4:
            return text[:start] + "\n".join(piece) + text[end:]
        case 5:
            return text[:start] + piece[::-1] + text[end:]
        case _:
            return text[:end] + piece * random.choice((3, 20)) + text[end:]


def _encoded(random: Random, text: str) -> bytes:
    encoding = random.choice(
        ("utf-8",) * 8 + ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5")
    )
    return text.encode(encoding, "replace")
