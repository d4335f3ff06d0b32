"""总览: what the store holds, where to look, and what could not be linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zhengmai.queries.gaps import MissingParent
from zhengmai.queries.links import NodeRow
from zhengmai.queries.notices import NoticeRow
from zhengmai.viz.facts import Facts, place_name
from zhengmai.viz.frame import Page, PageLink, link_to
from zhengmai.viz.labels import DOCUMENT_RELATIONS, LEVELS, cut
from zhengmai.viz.markup import Markup, element, join
from zhengmai.viz.texts import document

INDEX_FILE = "index.html"

_MOST_NOTICES, _MOST_GAPS, _TOP_UNITS = 500, 200, 10


def index_page(
    facts: Facts, units: PageLink, lineage: Mapping[str, Sequence[PageLink]], left_out: int
) -> Page:
    """The overview.

    Args:
        facts: the store.
        units: the page of units and tasks.
        lineage: top plan → its pages.
        left_out: top plans that got no page.
    """
    body = [
        element(
            "p",
            f"计划年度 {facts.years()}；印发日期 {facts.issued()}。各页可直接打开，不需要联网。",
            class_="lead",
        ),
        _figures(facts),
        *_ways(facts, units, lineage, left_out),
        *_notices(facts),
        *_busiest(facts, units),
        *_gaps(facts),
    ]
    return Page(INDEX_FILE, "政务公开任务总览", join(body))


def _figures(facts: Facts) -> Markup:
    damaged = sum(n.damaged for n in facts.notices.values())
    gaps = facts.gaps
    figures = [
        (len(facts.notices), "份通知", False),
        (sum(n.points for n in facts.notices.values()), "条要点", False),
        (len(facts.tasks), "项任务", False),
        (len(facts.workload), "个单位", False),
        (len(facts.links), "条承接关系", False),
        (len(gaps.uncarried), "条要点下级尚未承接", True),
        (len(gaps.without_parent), "项任务未找到上级来源", True),
        (len(gaps.cannot_be_judged), "项任务因上级文件未入库无从判断", True),
        (len(gaps.missing_parents), "份所依据的文件不在库中", True),
        (damaged, "项任务原文残缺", True),
    ]
    return join(
        element(
            "div",
            *(
                element(
                    "div",
                    element("b", f"{n:,}"),
                    element("span", label),
                    class_="figure warn" if warn and n else "figure",
                )
                for n, label, warn in figures
                if warn == row
            ),
            class_="figures",
        )
        for row in (False, True)
    )


def _ways(
    facts: Facts, units: PageLink, lineage: Mapping[str, Sequence[PageLink]], left_out: int
) -> Iterable[Markup]:
    yield element("h2", "查看")
    cards = [_card(units, f"哪个单位任务最多，谁牵头、谁配合；{len(facts.workload)} 个单位")]
    for iri, pages in lineage.items():
        top = facts.notices[iri]
        below = [n for n in facts.notices.values() if iri in facts.superiors.get(n.iri, ())]
        held = f"{len(below)} 份下级文件" if below else "库中没有它的下级文件"
        cards += [
            _card(p, f"{LEVELS.get(top.level, top.level)}，{top.year} 年，{held}") for p in pages
        ]
    yield element("div", *cards, class_="cards")
    if left_out:
        yield element(
            "p",
            f"另有 {left_out} 份没有上下级关系的通知未单独成页，可用 zhengmai trace 查询。",
            class_="none",
        )


def _card(link: PageLink, note: str) -> Markup:
    inner = join([element("b", link.label), element("span", note)])
    return link_to(link.file, inner)


def _notices(facts: Facts) -> Iterable[Markup]:
    yield element("h2", "库中的通知")
    held = list(facts.notices.values())
    heads = ("年度", "地区", "级别", "文号", "计划", "印发", "#要点", "#任务", "#残缺", "#未读字数")
    yield _table(heads, (_notice(n) for n in held[:_MOST_NOTICES]))
    yield from _more(len(held), _MOST_NOTICES, "zhengmai notices")


def _notice(notice: NoticeRow) -> Sequence[Markup]:
    return (
        element("td", str(notice.year)),
        element("td", place_name(notice), class_="place"),
        element("td", LEVELS.get(notice.level, notice.level), class_="place"),
        element("td", notice.document_number or "—"),
        element("td", notice.plan or notice.title),
        element("td", notice.issued or "—", class_="place"),
        _number(notice.points),
        _number(notice.tasks),
        _number(notice.damaged, warn=notice.damaged > 0),
        _number(notice.unread),
    )


def _busiest(facts: Facts, units: PageLink) -> Iterable[Markup]:
    yield element("h2", "任务最多的单位")
    rows = facts.workload[:_TOP_UNITS]
    most = max((w.tasks for w in rows), default=1)
    heads = ("单位", "所在地区", "#任务", "", "#牵头", "#责任", "#配合", "#经集体名称")
    yield _table(
        heads,
        (
            (
                element("td", w.unit),
                element("td", w.jurisdiction),
                _number(w.tasks),
                element(
                    "td",
                    element("span", class_="bar", style=f"width:{120 * w.tasks // most}px"),
                ),
                _number(w.lead),
                _number(w.responsible),
                _number(w.cooperating),
                _number(w.through_collectives),
            )
            for w in rows
        ),
    )
    if len(facts.workload) > len(rows):
        text = f"全部 {len(facts.workload)} 个单位"
        yield element("p", link_to(units.file, text))


def _gaps(facts: Facts) -> Iterable[Markup]:
    gaps = facts.gaps
    yield element("h2", "未能衔接的内容")
    yield element(
        "p",
        "按库中已有的文件判断：没有收录的文件可能已经承接。点开各项查看明细。",
        class_="lead",
    )
    yield _nodes(facts, "下级尚未承接的要点", gaps.uncarried)
    yield _nodes(facts, "未找到上级来源的任务", gaps.without_parent)
    yield _nodes(facts, "无从判断的任务（所依据的文件未入库）", gaps.cannot_be_judged)
    missing: dict[str, list[MissingParent]] = defaultdict(list)
    for parent in gaps.missing_parents:
        missing[parent.notice].append(parent)
    rows = [
        (
            element("td", document(facts.notices[notice])),
            element("td", DOCUMENT_RELATIONS.get(p.relation, p.relation), class_="place"),
            element("td", p.label),
        )
        for notice in facts.notices
        for p in missing.get(notice, ())
    ]
    yield _folded("所依据、落实而库中没有的文件", ("通知", "关系", "没有收录的文件"), rows)


def _nodes(facts: Facts, label: str, found: Sequence[NodeRow]) -> Markup:
    place = {iri: n for n, iri in enumerate(facts.notices)}
    ordered = sorted(found, key=lambda n: (place[n.notice], facts.order[n.iri], n.iri))
    rows = [
        (
            element("td", node.jurisdiction[-1], class_="place"),
            element("td", node.document_number or "—", class_="place"),
            element("td", node.number, class_="place"),
            element(
                "td",
                element("b", f"{node.heading}　") if node.heading else None,
                cut(node.text, 90),
            ),
        )
        for node in ordered
    ]
    return _folded(label, ("地区", "文号", "序号", "内容"), rows)


def _folded(label: str, heads: Sequence[str], rows: Sequence[Sequence[Markup]]) -> Markup:
    summary = element("summary", f"{label} ", element("span", f"{len(rows)} 项"))
    if not rows:
        return element("details", summary, element("p", "没有。", class_="none"))
    more = _more(len(rows), _MOST_GAPS, "zhengmai gaps")
    return element("details", summary, _table(heads, rows[:_MOST_GAPS]), *more)


def _more(count: int, shown: int, command: str) -> Iterable[Markup]:
    if count > shown:
        text = f"只列出前 {shown} 项，共 {count:,} 项；全部请用 {command} 查看。"
        yield element("p", text, class_="none")


def _table(heads: Sequence[str], rows: Iterable[Sequence[Markup]]) -> Markup:
    """A table; heads that begin with # are those of numbers."""
    head = element(
        "tr",
        *(
            element("th", h.removeprefix("#"), class_="number" if h.startswith("#") else "words")
            for h in heads
        ),
    )
    body = (element("tr", *row) for row in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    return element("div", table, class_="scroll")


def _number(value: int, *, warn: bool = False) -> Markup:
    return element("td", f"{value:,}", class_="number warn" if warn else "number")
