"""标题: the titles that the head of a notice prints: its own, and that of the plan it issues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengmai.loaders.excerpt import Excerpt
from zhengmai.loaders.layout.issuedplans import in_run, issued_in
from zhengmai.loaders.phrases.bodies import names_on, sign_together
from zhengmai.loaders.phrases.citations import DOCUMENT_NUMBER
from zhengmai.loaders.phrases.sitefields import TITLE_KEYS
from zhengmai.loaders.phrases.titles import TITLE_END, is_organisation

_ISSUES = re.compile(
    r"(?:印发|发布|下发|公布|转发)(?P<plan>.+?)(?:的(?:紧急|补充)?通知|的函|的通告|的公告)$|"
    r"(?:印发|发布|下发|公布|转发)(?P<named>《.+》)$"
)
# What is forwarded is a notice, whose own 的通知 is printed once for both, and no plan. Example:
# 转发某省人民政府关于做好检查工作的通知; but 转发某省人民政府关于推进检查工作意见的通知
_FORWARDED = re.compile(
    r"^转发[^《]*关于[^《]*?(?<!意见)(?<!方案)(?<!办法)(?<!规划)(?<!计划)(?<!规定)(?<!措施)(?<!要点)"
    r"(?<!决定)的(?:紧急|补充)?通知$"
)
# A title that issues a plan without 关于: 某市人民政府办公厅印发《关于…的意见》, 印发某要点的通知
_ISSUING_LINE = re.compile(
    r"[\u4e00-\u9fff、 ]{0,60}"
    r"(?:(?:印发|转发|批转|发布|下发)《[^。]+》(?:的通知)?|(?:印发|下发)[^给,。《][^。]{3,}的通知)"
)
_ISSUING_START = re.compile(
    r"(?:[\u4e00-\u9fff、 ]{2,40}(?:政府|办公室|办公厅|委员会|管委会|局|厅|委|部))?\s*"
    r"(?:(?:印发|转发|批转|下发)《|(?:印发|下发)(?:\d{4}|[\u4e00-\u9fff]))"
)
_IN_MARKS = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_KINDS = (
    r"(?:要点|方案|分工|分工表|分解表|任务表|责任表|责任书|分解书|任务书|计划|安排|清单|台账|一览表|"
    r"项目表|任务分解|意见|规划|措施|实施细则|任务|纲要|实事|实事项目|办法|任务清单|目标任务|"
    r"(?:事项|项目|任务)目录|"
    # how far a plan of a year has come: 某市2024年民生实事完成情况, …半年度进度表
    r"(?<=年)[^。;:]{2,30}(?:完成|进展|推进|落实|办理|实施|执行)情况|(?:进度|进展|推进|完成|落实)(?:情况)?(?:登记|统计|汇总)?表)"
)
_PLAN_HEADING = re.compile(r"[^。;,:]*(?:要点|方案|分工|分工表|任务表|计划|安排|清单|台账|一览表)")
# Not behind it: (2024年3月15日更新)
_PLAN_ALONE = re.compile(
    rf"[^。;:>|›»]{{5,}}?{_KINDS}(?:\((?:(?![^()]*(?:更新|修改|打印))[^()]{{2,16}}|\d{{4}})\))?(?:的通知)?"
)
_QUOTED_NUMBER = re.compile(r"[《()》\s]*")
_MARKS = re.compile(r"[\s《》〈〉<>＜＞()（）]")
_ANNEX = re.compile(r"(?:附件|附)\s*\d?\s*:?")
_ANNEXED = re.compile(r"(?:附件|附表|附)\s*\d{0,2}\s*[:.]\s*(?:\d{1,2}[.、]\s*)?(?=\S)")
_ANNEXED_BELOW = re.compile(r"\d{1,2}[.、]\s*(?=\S)")
_TABLE_END = re.compile(r"(?:表|清单|台账|名单|目录|图|汇总|模板|样式)$")
_OF_PAPER = re.compile(r"\((?:上接|下转|接上|转下|续)")  # (上接第三版)
_LISTED = re.compile(r"(?:附件|附表|附)\s*1?\s*:\s*(?:1[.、]\s*)?(?=\S)")
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar|txt|html?)$", re.IGNORECASE)
_BRACKET_LINE = re.compile(r"\(.{2,16}\)")
# What the title of a page has behind that of the notice: …的通知_通知公告_某市人民政府门户网站
_SITE = re.compile(
    r"(?<=通知|意见|方案|办法|要点|公告|决定|计划)\s*[_|-].{0,60}(?:网|网站|政府|平台|频道)$"
)
_KEY = re.compile(
    r"(?:名称|标题|信息名称|文件名称|文件标题)(?=[^,。:]{2,40}关于)"
)  # no field could be told
# What a site puts before a title: 【规范性文件】, 政务服务丨, 最新政策：; signs of its lists; the
# folders of a file (zwgk/2017/63662_…); what others put there for the name of the place:
# abc彩票_abc登录网址
_TAG = re.compile(
    r"[\s|•·●▪■◆>*-]*(?:(?:[\[(](?!试行|暂行|修订)[\u4e00-\u9fff\d、]{2,24}[\])]|"
    r"(?=[^_]{2,30}_)\w{4,60}(?:网址|官网|入口)(?=[\d\u4e00-\u9fff])|"
    r"(?:[A-Za-z0-9.-]{1,40}[/\\_]){1,8}(?=[\d\u4e00-\u9fff])|"
    r"(?!丨)[\u4e00-\u9fff]{2,6}?\s*(?:[丨|｜│┃]|:))[\s|丨]*){0,2}(?=\S)"
)
_PAGE = re.compile(r"(?<=通知|意见)\(\d{1,2}\)$")  # …的通知(2): the second page of it
_MOST_LINES = 5
_MOST_ISSUERS = 12  # lines of names over a title
_LONGEST_LINE = 2_000  # characters, with blanks; a longer one is no part of a title
_LONGEST_TITLE = 70
_LONGEST_HEADING = 50
_LONGEST_PLACE = 8
_FEWEST_OF_TITLE = 6
_TWICE = re.compile("关于[^…]*…+[^…]*关于")  # what a page offers to share: …的通知 各街道…关于…
_IN_SENTENCES = re.compile("[,。;:|]")
_RULES_END = re.compile("(?:细则|规定|制度|规则|标准|名单)$")
_REPEATED = 8  # characters; shorter lines repeat a part of the title by chance


def title_lines(body: Sequence[Excerpt]) -> list[Excerpt]:
    """The lines of the title, from 关于 (with the issuer before it) to 的通知."""
    best: list[Excerpt] = []
    for at, paragraph in enumerate(body):
        if len(paragraph) > _LONGEST_LINE:
            continue
        text = plain(paragraph)
        broken = text.endswith("关") and at + 1 < len(body) and plain(body[at + 1])[:1] == "于"
        issuing = _ISSUING_LINE.fullmatch(text) is not None
        begun = _ISSUING_START.match(text) is not None
        if not (broken or issuing or begun or "关于" in text) or _is_no_title(text):
            continue
        lines = [paragraph]
        if issuing and "关于" not in text.partition("《")[0]:
            best = best or _with_issuer(body, at, lines)
            continue
        while not TITLE_END.search(_ended(lines)):
            following = at + len(lines)
            if following >= len(body) or len(lines) >= _MOST_LINES or _breaks(body[following]):
                lines = []
                break
            lines.append(body[following])
        if not lines or ("关于" not in _all(lines) and not _ISSUING_LINE.fullmatch(_ended(lines))):
            continue
        lines = _with_issuer(body, at, lines)
        if not best or len(without_number(lines)) > len(without_number(best)):
            best = lines
    return best


def _is_no_title(text: str) -> bool:
    if text.endswith(":") or "。" in text or _TWICE.search(text) or _ANNEXED_BELOW.match(text):
        return True
    return _FILE_NAME.search(text) is not None


def _breaks(line: Excerpt) -> bool:
    """Whether no title goes on in a line."""
    if len(line) > _LONGEST_LINE:
        return True
    text = plain(line)
    return text.endswith((":", "。")) or DOCUMENT_NUMBER.fullmatch(text.strip("()")) is not None


def _ended(lines: Sequence[Excerpt]) -> str:
    """What is printed, without the number of the document before or behind it."""
    return without_number(lines).folded


def _with_issuer(body: Sequence[Excerpt], at: int, lines: list[Excerpt]) -> list[Excerpt]:
    """A title that begins with 关于 or 印发 has the issuer's name on the line above.

    Those who issue it together stand on lines of their own: 中共苍坪县委 ¶ 苍坪县人民政府 ¶ 关于….
    """
    begins = plain(lines[0]).startswith(("关于", "印发", "转发"))
    if not begins or not at or not is_organisation(plain(body[at - 1])):
        return lines
    above = [body[at - 1]]
    names = names_on(body[at - 1])
    for line in reversed(body[max(0, at - _MOST_ISSUERS) : at - 1]):
        more = names_on(line)
        if not more or not sign_together(more, names):
            break
        above.insert(0, line)
        names[:0] = more
    return [*above, *lines]


def without_number(lines: Sequence[Excerpt]) -> Excerpt:
    """A title without the number of the document before or behind it, and without marks around."""
    title = without_tag(Excerpt.join(lines).cleaned().strip("| "))
    site = _SITE.search(title.folded)
    if site is not None:
        title = title.slice(0, site.start())
    key = _KEY.match(title.folded)
    if key is not None:
        title = title.slice(key.end())
    page = _PAGE.search(title.folded)
    if page is not None:
        title = title.slice(0, page.start())
    for match in DOCUMENT_NUMBER.finditer(title.folded):
        before, after = title.folded[: match.start()], title.folded[match.end() :]
        if _QUOTED_NUMBER.fullmatch(before):
            title = title.slice(match.end()).strip("()（） 　")
        elif _QUOTED_NUMBER.fullmatch(after):
            title = title.slice(0, match.start()).strip("(（ 　")
        else:
            continue
        break
    if title.text.startswith("《") and _IN_MARKS.fullmatch(title.text):
        title = title.slice(1, len(title) - 1)
    return title


def without_tag(title: Excerpt) -> Excerpt:
    """A title without what the site puts before it: 【规范性文件】, 政务服务丨."""
    tag = _TAG.match(title.folded)
    return title.slice(tag.end()) if tag is not None and tag.end() else title


def title_field(fields: Mapping[str, Excerpt]) -> Excerpt | None:
    """The title in a field of metadata: 标题：…关于…的通知."""
    named = (fields[key].cleaned() for key in TITLE_KEYS if fields.get(key))
    return next(named, None)


def is_title_of_notice(title: Excerpt) -> bool:
    """Whether a title is that of a notice: …关于…的意见, …印发…的通知."""
    text = title.folded
    issuing = "关于" in text or _ISSUING_LINE.fullmatch(text) is not None
    return issuing and TITLE_END.search(text) is not None


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans that a notice issues.

    Attributes:
        plan: the title of the plan, the first of several, or the one whose text is here.
        titles: the titles of all.
        read: the lines that say it.
    """

    plan: Excerpt | None
    titles: tuple[Excerpt, ...]
    read: list[Excerpt]


def plan_titles(body: Sequence[Excerpt], title: Excerpt | None) -> Plans:
    """The plans that the notice issues: 《…》 in its first sentence, else in its title.

    Where a plan prints its title over itself, that print is how it is written.
    """
    in_title = _plans_of_title(title)
    plans, read = _plans_of_opening(body)
    plans = plans or in_title
    if not plans:
        return Plans(None, (), [])
    titles = (*plans, *in_title)
    for plan in plans:
        printed = _print_of(plan, body, title)
        if printed:
            return Plans(Excerpt.join(printed).cleaned(), titles, [*read, *printed])
    return Plans(plans[0], titles, read)


def _plans_of_opening(body: Sequence[Excerpt]) -> tuple[list[Excerpt], list[Excerpt]]:
    for at, paragraph in enumerate(body):
        if "《" not in paragraph.text:
            continue
        for lines in (1, 2, 3):  # a sentence that stops in the middle of a line goes on below
            sentence = list(body[at : at + lines])
            line = Excerpt.join(sentence).cleaned()
            plans = issued_in(line)
            if plans:
                return plans, sentence
            if line.folded.endswith(("。", ":")):
                break
    return [], []


def _plans_of_title(title: Excerpt | None) -> list[Excerpt]:
    match = _ISSUES.search(title.folded) if title is not None else None
    if title is None or match is None or _FORWARDED.search(match[0]):
        return []
    plan = title.slice(*match.span("plan" if match["plan"] is not None else "named"))
    # 《政府工作报告》任务分工 has its marks within
    return in_run(plan) or [plan]


def _print_of(plan: Excerpt, body: Sequence[Excerpt], title: Excerpt | None) -> list[Excerpt]:
    """The lines, below the notice, that print the title of the plan and nothing else."""
    wanted = _MARKS.sub("", plan.folded)
    own = _MARKS.sub("", title.folded) if title is not None else ""
    printed = prints(plan, body) if wanted != own else []
    if printed:
        return printed[-1]
    for line in reversed(body):
        text = _MARKS.sub("", line.folded)
        if text != own and _is_fuller(text, wanted) and is_plan_title(line.cleaned()):
            return [line]
    return []


def prints(title: Excerpt, body: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """The lines that print a title and nothing else, each time they do, whatever its marks."""
    wanted = _MARKS.sub("", title.folded)
    found = []
    for at in range(len(body)):
        printed = ""
        for end in range(at, min(len(body), at + _MOST_LINES)):
            printed += _MARKS.sub("", body[end].folded)
            if printed == wanted:
                found.append(list(body[at : end + 1]))
            if not wanted.startswith(printed):
                break
    return found


def _is_fuller(printed: str, wanted: str) -> bool:
    """Whether a line has all that a title says, and the name of the place as well."""
    if "印发" in printed or printed.endswith("通知") or _ANNEXED_BELOW.match(printed):
        return False
    rest = iter(printed)
    more = len(printed) - len(wanted)
    return 0 < more <= _LONGEST_PLACE and all(c in rest for c in wanted)


def plan_alone(body: Sequence[Excerpt]) -> list[Excerpt]:
    """The title of a plan that stands without a notice around it, in one line or a few."""
    for at, paragraph in enumerate(body):
        if is_organisation(plain(paragraph)):
            continue
        lines = _plan_at(body, at)
        if lines:
            return _fuller_below(lines, body[at + len(lines) :]) or lines
        announced = _announced(paragraph, body[at + 1 : at + 1 + _MOST_LINES])
        if announced:
            return announced
        if "。" in paragraph.folded:
            break  # the text has begun
    return []


def _announced(paragraph: Excerpt, below: Sequence[Excerpt]) -> list[Excerpt]:
    """The title right below the sentence of a page that says that the plan was issued.

    近日，苍坪县印发《苍坪县河道整治实施方案》。全文如下： ¶ 苍坪县河道整治实施方案
    """
    named = (m for m in _IN_MARKS.finditer(paragraph.folded))
    titles = (paragraph.slice(m.start() + 1, m.end() - 1) for m in named)
    printed = (lines for title in titles for lines in prints(title, below))
    return next((lines for lines in printed if is_plan_title(Excerpt.join(lines).cleaned())), [])


def _fuller_below(lines: Sequence[Excerpt], below: Sequence[Excerpt]) -> list[Excerpt]:
    """The title right below the heading of the page, where it says more: the place, the year."""
    wanted = _MARKS.sub("", _all(lines))
    fuller = [line for line in below[:1] if _is_fuller(_MARKS.sub("", plain(line)), wanted)]
    return fuller if all(is_plan_title(line.cleaned()) for line in fuller) else []


def _plan_at(body: Sequence[Excerpt], at: int) -> list[Excerpt]:
    """The title of a plan that begins in a line, in up to three of them."""
    for count in (3, 2, 1):
        lines = list(body[at : at + count])
        text = _all(lines)
        if len(lines) < count or len(text) > _LONGEST_TITLE:
            continue
        if any(_is_no_title(plain(line)) for line in lines):
            continue
        if _goes_on(lines) and _PLAN_ALONE.fullmatch(_without_day(lines, text)):
            return lines
    return []


def _without_day(lines: Sequence[Excerpt], text: str) -> str:
    """The title of a plan without the number of the document behind it, in one line."""
    return without_number(lines).folded if len(lines) == 1 else text


def _goes_on(lines: Sequence[Excerpt]) -> bool:
    """Whether each line is needed: the title stops in none but the last, or a bracket follows."""
    for at in range(1, len(lines)):
        text = plain(lines[at])
        between = lines[at].file_text[lines[at - 1].spans[-1].end : lines[at].start]
        if between.count("\n") > 1 and not text.startswith("("):
            return False  # a blank line parts
        if _OF_PAPER.match(text):
            return False
        if text.startswith("(") and at == len(lines) - 1:
            continue
        if _PLAN_ALONE.fullmatch(_all(lines[:at])) or is_organisation(text):
            return False
        if len(plain(lines[0])) < _REPEATED or any(c in text for c in ":|>•·"):
            return False
    return True


def below_annex(paragraphs: Sequence[Excerpt]) -> list[Excerpt]:
    """The title of a plan that is printed below 附件, where there is one annex.

    The title of a table there is that of a table: the notice names no plan.
    """
    annexes = [at for at, p in enumerate(paragraphs) if _ANNEX.fullmatch(plain(p))]
    lines = _plan_at(paragraphs, annexes[0] + 1) if len(annexes) == 1 else []
    return [] if _all(lines).endswith("表") else lines


def below_signature(paragraphs: Sequence[Excerpt], day: Excerpt) -> list[Excerpt]:
    """The title of a plan that is printed right below the day of a notice."""
    at = next((n for n, p in enumerate(paragraphs) if p.start == day.start), len(paragraphs))
    return _plan_at(paragraphs, at + 1)


def listed_annex(paragraphs: Iterable[Excerpt]) -> Excerpt | None:
    """The title of a plan that is only listed as the one annex: 附件：2025年任务分解表."""
    lines = [p.cleaned() for p in paragraphs]
    listed = [line.slice(m.end()) for line in lines if (m := _LISTED.match(line.folded))]
    return listed[0] if len(listed) == 1 and is_plan_title(listed[0]) else None


def annex_titles(paragraphs: Iterable[Excerpt]) -> Iterator[str]:
    """The titles of the tables and lists that are annexed: 附件：1.责任分工表 ¶ 2.项目清单."""
    listed = False  # the line above is one of the list
    for paragraph in paragraphs:
        text = plain(paragraph)
        match = _ANNEXED.match(text) or (_ANNEXED_BELOW.match(text) if listed else None)
        listed = match is not None
        title = _FILE_NAME.sub("", text[match.end() :]).strip("《》") if match is not None else ""
        if len(title) <= _LONGEST_TITLE and _TABLE_END.search(title):
            yield title


def plain_title(lines: Sequence[Excerpt]) -> str:
    """A title as printed, without marks around it, and without a number behind it."""
    title = without_number(lines).text
    return title[1:-1] if _IN_MARKS.fullmatch(title) else title


def is_plan_title(title: Excerpt) -> bool:
    """Whether a title can be that of a plan."""
    return _PLAN_ALONE.fullmatch(title.folded) is not None


def may_be_title(text: str) -> bool:
    """Whether folded text reads as a title of a notice or a plan, and as no sentence."""
    if not _FEWEST_OF_TITLE <= len(text) <= _LONGEST_TITLE or _IN_SENTENCES.search(text):
        return False
    return bool(TITLE_END.search(text) or _PLAN_ALONE.fullmatch(text) or _RULES_END.search(text))


def is_heading(paragraph: Excerpt, plan: str | None, title: Excerpt | None) -> bool:
    """The title of the plan or of its table, or a second print of the notice's title."""
    text = plain(paragraph)
    if plan is not None and paragraph.cleaned().text.strip("《》") == plan:
        return True
    if title is not None and len(text) > _REPEATED and text in title.folded:
        return True
    return len(text) <= _LONGEST_HEADING and bool(_PLAN_HEADING.fullmatch(text))


def plain(excerpt: Excerpt) -> str:
    """Cleaned, folded and stripped, without the bars of a table that it is the title of."""
    return excerpt.cleaned().folded.strip().rstrip("| ")


def _all(lines: Iterable[Excerpt]) -> str:
    return "".join(plain(line) for line in lines)
