"""Which superior point a task carries out: scored links with the spans that correspond.

Longer than 450 lines: one method, whose parts share their weights.

Half of the true links between 政务公开 notices are paraphrases, so three kinds of evidence are put
together for every pair of a task and a sentence of a superior point:

* **wording**: the share of the task's characters, pairs and triples of characters that the sentence
  has too, each weighted by how few points use it; stock phrases of the genre weigh little;
* **concepts**: the share of what the task is about (:mod:`.concepts`) that the sentence is about
  as well. What the task is about and the sentence is not counts against, and so do clauses that
  nothing explains;
* **context**: the headings that both stand under, and where the task's siblings go. Context chooses
  between candidates; it never makes a link on its own.

A task of several sentences is also judged sentence by sentence, so one point may carry out several.
A link goes to the nearest superior that says it; to a farther one where that one says it clearly
better.

Everything here is a pure function of the texts. What depends on one notice alone is computed once
and kept, so the second child of a notice costs less than the first.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhengmai.graph.lineage.concepts import CONCEPTS, Mention, mentions


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A task or a point of a notice, as far as linking needs to know it.

    ``number`` is as printed, ``section`` the heading of 一、…, ``heading`` that of the point the
    task belongs to (a point's own); both may be empty. ``text`` is the cleaned text.
    """

    iri: str
    number: str
    section: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two spans that correspond: ``child.text[a:b]`` and ``parent.text[c:d]``."""

    child: tuple[int, int]
    parent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScoredLink:
    """A proposed link from a task up to the point that it carries out.

    ``score`` is between 0 and 1 and rises with certainty. ``method`` says what carries the link:
    ``verbatim`` (most of the wording), ``generic`` (sentences on leadership, training and reporting
    that every notice repeats) or ``paraphrase``.
    """

    child: str
    parent: str
    score: float
    method: str
    evidence: tuple[Evidence, ...]


# ---- one text ------------------------------------------------------------------------------------

_GRAM_WEIGHTS: Final = {1: 0.3, 2: 1.0, 3: 1.0}
_STOCK: Final = 0.25  # what a gram of the stock phrases still counts
_STOCK_PHRASES: Final = (
    "政务公开工作 政府信息公开 信息公开工作 主动公开 及时公开 依法公开 按规定公布 向社会公布 "
    "公布 公开 发布 政府网站 门户网站 政府办公室 政府及其办公室 市政府 区政府 县政府 省政府 "
    "政府部门 各级各部门 有关部门 各单位 各县市区 各街道 各乡镇 乡镇街道 街道办事处 群众 "
    "企业和群众 企业群众 居民 市民 公众 本地区本部门 每季度 每半年 每年 每月 全年 年内 年底前 "
    "月底前 个工作日内 工作日 一个月内 日前 之日起 不少于 至少 一次 进一步 加强 推进 推动 做好 "
    "完善 健全 规范 提升 提高 强化 深化 优化 落实 开展 建立 组织 积极 持续 信息 工作 情况 内容 "
    "制度 机制 管理 服务 重点 领域 事项 方式 渠道 相关 有关 要求 应当 不得 一律 以及 等"
)
_HINT: Final = 0.3  # strength of a concept that one hint points to
_HINTS: Final = 0.65  # … that several different hints point to
_EXAMPLE: Final = 0.5  # … of a matter that is only listed as an example

_SENTENCE: Final = re.compile(r"[^。！？；!?;\n]+")
_CLAUSE: Final = re.compile(r"[^，,：:]+")
_RUN: Final = re.compile(r"\w+")
_PURPOSE: Final = re.compile(
    r"[，,](?:切实|进一步|不断|持续|着力|努力)?"
    r"(?:做到|实现|确保|推动|提升|防止|避免|促进|增强|保障|打造|营造|力争|让)[^，,]*$"
)
_VENUE: Final = re.compile(r"[在于经用通过][^，,。；;]*$")
_PUBLISHED: Final = re.compile(
    r"[^，,。；;]*?(?:公[布开示告]|发布|张贴|告知|换新|更新|上网|挂网|展示|亮[明出]|写明|列[明出]|播)"
)
_EXAMPLES: Final = re.compile(
    r"[^，,。；;]{0,16}?等[^，,。；;]{0,4}?(?:政策|文件|材料|草案|事项|领域|方面|信息|条款)"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence: its wording and what it is about, without any weights yet."""

    start: int
    end: int
    grams: frozenset[str]
    aim: frozenset[str]  # grams of a closing purpose clause (做到……)
    concepts: Mapping[int, float]
    mentions: tuple[Mention, ...]  # spans count from the start of the whole text
    unclear: int  # clauses that no concept explains


@dataclass(frozen=True, slots=True)
class _Node:
    """A task or point with everything about it that depends on its own text alone."""

    source: LineageNode
    text: str
    units: tuple[_Unit, ...]
    heading: _Unit
    grams: frozenset[str]
    concepts: Mapping[int, float]  # of text and heading


def _plain(text: str) -> str:
    """Half-width, lower-case *text* of exactly the same length, so that spans stay true."""
    folded = (unicodedata.normalize("NFKC", character).lower() for character in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(folded, text, strict=True))


def _grams(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        word = run.group()
        for size in _GRAM_WEIGHTS:
            for at in range(len(word) - size + 1):
                yield word[at : at + size]


@lru_cache(maxsize=1)
def _stock() -> frozenset[str]:
    return frozenset(_grams(_STOCK_PHRASES))


def _centrality(text: str, mention: Mention) -> float:
    """How far a mention is what its sentence is about: 1, less for an example, 0 for a venue.

    在政府网站公布 says where something is published and is no task about the website; in
    征地、社保等材料 the listed matters are examples of the files that the sentence is about.
    """
    concept = CONCEPTS[mention.concept]
    if concept.topic == "平台":
        venue = _VENUE.search(text, 0, mention.start)
        return 0.0 if venue and _PUBLISHED.match(text, mention.end) else 1.0
    if concept.facet == "matter" and _EXAMPLES.match(text, mention.end):
        return _EXAMPLE
    return 1.0


def _strengths(text: str, found: Sequence[tuple[Mention, float]]) -> dict[int, float]:
    """What *text* is about: 1 for a plain wording, less where only hints point to it.

    A hint that points to several concepts points to each of them less.
    """
    senses = Counter((m.start, m.end) for m, _ in found if not m.strong)
    hints: defaultdict[int, dict[str, float]] = defaultdict(dict)
    strengths: dict[int, float] = {}
    for mention, degree in found:
        if mention.strong:
            strengths[mention.concept] = max(degree, strengths.get(mention.concept, 0.0))
        else:
            word = text[mention.start : mention.end]
            hints[mention.concept][word] = _HINT / senses[mention.start, mention.end]
    for concept, words in hints.items():
        hinted = min(_HINTS, sum(words.values()))
        strengths[concept] = max(hinted, strengths.get(concept, 0.0))
    return strengths


def _unit(text: str, start: int, end: int) -> _Unit:
    part = text[start:end]
    found = [(m, d) for m in mentions(part) if (d := _centrality(part, m)) > 0]
    central = [mention for mention, _ in found if mention.strong]
    aim = _PURPOSE.search(part)
    return _Unit(
        start,
        end,
        frozenset(_grams(part)),
        frozenset(_grams(aim.group())) if aim else frozenset(),
        _strengths(part, found),
        tuple(Mention(m.concept, m.start + start, m.end + start, m.strong) for m, _ in found),
        sum(
            clause.end() - clause.start() > 4
            and not any(m.start < clause.end() and clause.start() < m.end for m in central)
            for clause in _CLAUSE.finditer(part)
        ),
    )


def _merge(units: Iterable[_Unit]) -> dict[int, float]:
    merged: dict[int, float] = {}
    for unit in units:
        for concept, strength in unit.concepts.items():
            merged[concept] = max(strength, merged.get(concept, 0.0))
    return merged


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


@lru_cache(maxsize=16384)
def _node(source: LineageNode) -> _Node:
    text = _plain(source.text)
    units = tuple(_unit(text, m.start(), m.end()) for m in _SENTENCE.finditer(text))
    plain = _plain(source.heading)
    heading = _unit(plain, 0, len(plain))
    return _Node(
        source,
        text,
        units,
        heading,
        _union(unit.grams for unit in units),
        _merge((*units, heading)),
    )


# ---- one notice as a superior --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Level:
    """A superior's notice, ready to be searched; rare features weigh up to 1."""

    nodes: tuple[_Node, ...]
    grams: Mapping[str, float]
    concepts: Mapping[int, float]
    topics: tuple[frozenset[str], ...]
    wording: Mapping[str, tuple[tuple[int, int], ...]]  # gram → (node, sentence); last: the heading


def _rarity(count: float, total: int) -> float:
    return min(1.0, max(0.05, math.log((total + 1) / (count + 0.5)) / math.log(total + 1)))


@lru_cache(maxsize=512)
def _level(sources: tuple[LineageNode, ...]) -> _Level:
    """The points that have a text: a link needs spans on both sides."""
    nodes = tuple(node for source in sources if (node := _node(source)).units)
    grams: Counter[str] = Counter()
    concepts: defaultdict[int, float] = defaultdict(float)
    wording: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, node in enumerate(nodes):
        grams.update(node.grams | node.heading.grams)
        for concept, strength in node.concepts.items():
            concepts[concept] += strength if strength >= _EXAMPLE else 0.25
        for index, unit in enumerate((*node.units, node.heading)):
            for gram in unit.grams:
                wording[gram].append((number, index))
    total = max(len(nodes), 2)
    return _Level(
        nodes,
        {gram: _rarity(count, total) for gram, count in grams.items()},
        {concept: _rarity(count, total) for concept, count in concepts.items()},
        tuple(
            frozenset(CONCEPTS[c].topic for c, strength in node.concepts.items() if strength == 1.0)
            for node in nodes
        ),
        {gram: tuple(places) for gram, places in wording.items()},
    )


# ---- a piece of a task against a superior --------------------------------------------------------

_UNDER_MEANS: Final = 0.45  # what a matter still counts where the task names a means
_ELSEWHERE: Final = 0.75  # a concept of the point that stands in another of its sentences
_SAME_TOPIC: Final = 0.3  # a different concept of the same topic
_FORM: Final = 0.5  # what a mere form counts
_AIM: Final = 0.12  # what the words of a purpose clause count
_UNCLEAR: Final = 0.15  # weight of a clause that no concept explains
_MASS: Final = 2.2  # how soon agreement on concepts is enough
_IDENTICAL: Final = 0.5  # share of the wording that is as good as all of it
_CHANCE: Final = 0.03  # share of the wording that any two texts have in common


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is looked for: the whole task, one of its sentences, or its heading."""

    grams: frozenset[str]
    aim: frozenset[str]
    concepts: Mapping[int, float]
    unclear: int


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a piece is found in one sentence of one point."""

    node: int
    unit: int
    wording: float
    text: float  # wording and concepts together


def _shares(piece: _Piece, level: _Level) -> dict[tuple[int, int], float]:
    """For each sentence of the superior the weighted share of the piece's wording it has."""
    stock = _stock()
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    total = 0.0
    for gram in sorted(piece.grams):
        weight = _GRAM_WEIGHTS[len(gram)] * level.grams.get(gram, 1.0)
        if gram in stock:
            weight *= _STOCK
        if gram in piece.aim:
            weight *= _AIM
        total += weight
        for place in level.wording.get(gram, ()):
            found[place] += weight
    return {place: weight / total for place, weight in found.items()} if total else {}


def _weights(concepts: Mapping[int, float], level: _Level) -> dict[int, float]:
    """How much each concept of a piece matters for finding its point among the superior's."""
    means = any(CONCEPTS[c].facet == "means" and s == 1.0 for c, s in concepts.items())
    facets = {"form": _FORM, "matter": _UNDER_MEANS if means else 1.0}
    return {
        concept: strength
        * level.concepts.get(concept, 1.0)
        * facets.get(CONCEPTS[concept].facet, 1.0)
        for concept, strength in concepts.items()
    }


@dataclass(frozen=True, slots=True)
class _Agreement:
    """What a piece is about against a point: what the point as a whole grants, and the rest."""

    weights: Mapping[int, float]
    granted: Mapping[int, float]  # degree that each concept has anywhere in the point
    agreed: float
    total: float

    @classmethod
    def of(
        cls,
        weights: Mapping[int, float],
        unclear: int,
        concepts: Mapping[int, float],
        topics: frozenset[str],
    ) -> _Agreement:
        granted = {
            c: max(
                _ELSEWHERE * concepts.get(c, 0.0),
                _SAME_TOPIC if CONCEPTS[c].topic in topics else 0.0,
            )
            for c in weights
        }
        agreed = sum(weight * granted[c] for c, weight in weights.items())
        return cls(weights, granted, agreed, sum(weights.values()) + _UNCLEAR * min(unclear, 3))

    def with_sentence(self, concepts: Mapping[int, float]) -> float:
        """Share of what the piece is about that a sentence, within its point, is about: 0 to 1.

        A share of little is little: one common concept that agrees says less than three rare ones.
        """
        agreed = self.agreed
        for concept, strength in concepts.items():
            if concept in self.weights and strength > self.granted[concept]:
                agreed += self.weights[concept] * (strength - self.granted[concept])
        return agreed / self.total * (1 - math.exp(-((_MASS * agreed) ** 1.5))) if agreed else 0.0


def _matches(piece: _Piece, level: _Level) -> list[_Match]:
    """The best sentence of every point of the superior, in the points' order."""
    shares = _shares(piece, level)
    weights = _weights(piece.concepts, level)
    best: list[_Match] = []
    for number, (node, topics) in enumerate(zip(level.nodes, level.topics, strict=True)):
        around = min(1.0, sum(shares.get((number, i), 0.0) for i in range(len(node.units))))
        agreement = _Agreement.of(weights, piece.unclear, node.concepts, topics)
        found = (0.0, 0, 0.0)
        for index, unit in enumerate((*node.units, node.heading)):
            share = 0.75 * shares.get((number, index), 0.0) + 0.25 * around
            wording = min(1.0, max(0.0, share - _CHANCE) / _IDENTICAL)
            about = agreement.with_sentence(unit.concepts)
            text = 1 - (1 - 0.9 * wording) * (1 - 0.85 * about)
            found = max(found, (text, -index, wording))
        best.append(_Match(number, -found[1], found[2], found[0]))
    return best


# ---- a notice's tasks against a superior ---------------------------------------------------------

_CONTEXT: Final = 0.30
_SIBLINGS: Final = 0.20
_OWN_HEADING: Final = 0.7  # what a heading adds to the only task that stands under it


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A point that a piece of a task may carry out, with everything that speaks for it."""

    match: _Match
    total: float
    astray: float  # how much better the task's heading fits another point


_Ranking = list[_Candidate]


def _pieces(node: _Node, alone: bool) -> tuple[_Piece, ...]:
    """The whole task first, then its sentences where there are several."""
    heading = node.heading.concepts.items() if alone else ()
    concepts = {c: _OWN_HEADING * s for c, s in heading} | _merge(node.units)
    aim = _union(unit.aim for unit in node.units)
    pieces = [_Piece(node.grams, aim, concepts, sum(unit.unclear for unit in node.units))]
    if len(node.units) > 1:
        pieces += [_Piece(u.grams, u.aim, u.concepts, u.unclear) for u in node.units]
    return tuple(pieces)


def _openness(piece: _Piece, match: _Match) -> float:
    """How far context may speak for a link: little where the task is plainly about other things."""
    plain = any(strength == 1.0 for strength in piece.concepts.values())
    return min(1.0, 0.4 + 3 * match.text) if plain else 1.0


def _ranked(
    piece: _Piece, matches: Sequence[_Match], context: Sequence[float], siblings: Sequence[float]
) -> _Ranking:
    clearest = max(context)
    candidates = [
        _Candidate(
            match,
            match.text
            + _openness(piece, match)
            * (_CONTEXT * context[match.node] + _SIBLINGS * siblings[match.node]),
            clearest - context[match.node],
        )
        for match in matches
    ]
    return sorted(candidates, key=lambda c: (-c.total, c.match.node))


def _votes(matches: Sequence[_Match], context: Sequence[float]) -> list[float]:
    """What one task says about where its siblings go: a word for its own best point."""
    totals = [m.text + _CONTEXT * c for m, c in zip(matches, context, strict=True)]
    best = max(totals)
    return [max(0.0, total - 0.2) if total == best else 0.0 for total in totals]


def _group(nodes: Sequence[_Node], level: _Level) -> list[list[_Ranking]]:
    """The rankings of tasks that stand under one heading."""
    heading = nodes[0].heading
    named = _matches(_Piece(heading.grams, heading.aim, heading.concepts, 0), level)
    context = [match.text for match in named]
    pieces = [_pieces(node, len(nodes) == 1) for node in nodes]
    matches = [[_matches(piece, level) for piece in own] for own in pieces]
    votes = [_votes(own[0], context) for own in matches]
    sums = [sum(column) for column in zip(*votes, strict=True)]
    scale = 0.6 * (len(nodes) - 0.3)
    result = []
    for own, found, vote in zip(pieces, matches, votes, strict=True):
        siblings = [min(1.0, (s - v) / scale) for s, v in zip(sums, vote, strict=True)]
        result.append([_ranked(p, ms, context, siblings) for p, ms in zip(own, found, strict=True)])
    return result


def _rankings(nodes: Sequence[_Node], level: _Level) -> list[list[_Ranking]]:
    """For each task, for the whole and each sentence: the superior's points, best first."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        groups[node.source.section, node.source.heading].append(number)
    result: list[list[_Ranking]] = [[] for _ in nodes]
    for members in groups.values():
        own = _group([nodes[member] for member in members], level)
        for member, rankings in zip(members, own, strict=True):
            result[member] = rankings
    return result


# ---- what a task carries out ---------------------------------------------------------------------

_ACCEPT: Final = 0.5  # certainty from which a link is proposed
_ACCEPT_SENTENCE: Final = 0.7  # the same for a single sentence of a longer text
_FARTHER: Final = 0.2  # by how much a farther superior must say it better
_OWN_LINE: Final = 0.35  # the same, where the nearer point itself carries out the farther one
_VERBATIM: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Found:
    """A link that is to be proposed, before its evidence is looked up."""

    best: _Candidate
    certainty: float


def _certainty(ranked: _Ranking) -> float:
    """0 to 1: how sure it is that the first of the ranking is carried out.

    It rises with all that speaks for the point and with its lead over the second, and falls where
    the text itself says little or the task's heading clearly names another point.
    """
    best = ranked[0]
    lead = best.total - ranked[1].total if len(ranked) > 1 else best.total
    z = (
        7 * (best.total - 0.45)
        + 3 * (min(lead, 0.4) - 0.15)
        + 4 * min(0.0, best.match.text - 0.25)
        - 1.5 * best.astray
    )
    return 1 / (1 + math.exp(-z))


def _found(rankings: Sequence[_Ranking]) -> list[_Found]:
    """The points of one superior that a task carries out: mostly one, several for a long point."""
    whole = rankings[0]
    found: dict[int, _Found] = {}
    if (certainty := _certainty(whole)) >= _ACCEPT:
        found[whole[0].match.node] = _Found(whole[0], certainty)
    overall = {candidate.match.node: candidate.match.text for candidate in whole}
    for ranked in rankings[1:]:
        match, certainty = ranked[0].match, _certainty(ranked)
        if certainty < _ACCEPT_SENTENCE or match.node in found:
            continue
        if match.wording >= 0.5 or (match.text > 0.55 and overall[match.node] > 0.2):
            found[match.node] = _Found(ranked[0], 0.9 * certainty)
    return sorted(found.values(), key=lambda f: (-f.certainty, f.best.match.node))


@lru_cache(maxsize=512)
def _lines(
    near: tuple[LineageNode, ...], far: tuple[LineageNode, ...]
) -> tuple[frozenset[int], ...]:
    """For each point of the nearer superior the points of the farther one that it carries out."""
    rankings = _rankings(_level(near).nodes, _level(far))
    return tuple(frozenset(f.best.match.node for f in _found(own)) for own in rankings)


def _farther_says_it(near: _Candidate, far: _Candidate, same_line: bool) -> bool:
    """Whether the farther superior clearly says what the nearer one does not."""
    if same_line:
        return far.match.text - near.match.text > _OWN_LINE
    return far.total - near.total > _FARTHER


# ---- evidence ------------------------------------------------------------------------------------

_RUN_LENGTH: Final = 4
_MOST_EVIDENCE: Final = 6
_MARKS: Final = ",。;:!?，；：！？\n"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _runs(child: str, parent: str) -> list[Evidence]:
    """Longest common wordings, left to right in the child, without mere stock phrases."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(parent) - _RUN_LENGTH + 1):
        places[parent[at : at + _RUN_LENGTH]].append(at)
    stock, found, at = _stock(), [], 0
    while at < len(child):
        length, where = 0, 0
        for place in places.get(child[at : at + _RUN_LENGTH], ()):
            size = _RUN_LENGTH
            while child[at + size : at + size + 1] == parent[place + size : place + size + 1] != "":
                size += 1
            if size > length:
                length, where = size, place
        start, end = _trimmed(child, at, at + length)
        if end - start >= _RUN_LENGTH and not stock.issuperset(_grams(child[start:end])):
            shift = where - at
            found.append(Evidence((start, end), (start + shift, end + shift)))
        at += max(length, 1)
    return found


def _clause(text: str, mention: Mention) -> tuple[int, int]:
    """The clause in which a concept is mentioned."""
    start = max(text.rfind(mark, 0, mention.start) for mark in _MARKS) + 1
    ends = (text.find(mark, mention.end) for mark in _MARKS)
    return _trimmed(text, start, min((end for end in ends if end >= 0), default=len(text)))


def _same_concepts(child: _Node, parent: _Node, unit: int) -> list[Evidence]:
    """For each shared concept the clauses of its clearest mentions, the plainest pair first."""
    order = sorted(range(len(parent.units)), key=lambda i: i != unit)
    theirs: dict[int, Mention] = {}
    for mention in (m for i in order for m in parent.units[i].mentions):
        if mention.concept not in theirs or mention.strong > theirs[mention.concept].strong:
            theirs[mention.concept] = mention
    ours: dict[int, Mention] = {}
    for mention in (m for u in child.units for m in u.mentions):
        if mention.concept not in ours or mention.strong > ours[mention.concept].strong:
            ours[mention.concept] = mention
    shared = sorted(
        (c for c in ours if c in theirs),
        key=lambda c: (-(ours[c].strong + theirs[c].strong), ours[c].start, c),
    )
    return [Evidence(_clause(child.text, ours[c]), _clause(parent.text, theirs[c])) for c in shared]


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _evidence(child: _Node, parent: _Node, unit: int) -> tuple[Evidence, ...]:
    """The spans that correspond, in the child's order; whole sentences where none stand out."""
    runs = sorted(_runs(child.text, parent.text), key=lambda e: e.child[0] - e.child[1])
    chosen: list[Evidence] = []
    for pair in (*runs, *_same_concepts(child, parent, unit)):
        if len(chosen) < _MOST_EVIDENCE and not any(
            _overlaps(pair.child, known.child) for known in chosen
        ):
            chosen.append(pair)
    if not chosen:
        theirs = parent.units[unit if unit < len(parent.units) else 0]
        ours = child.units[0]
        chosen = [Evidence((ours.start, ours.end), (theirs.start, theirs.end))]
    return tuple(sorted(chosen, key=lambda e: (e.child, e.parent)))


def _method(child: _Node, match: _Match) -> str:
    if match.wording >= _VERBATIM:
        return "verbatim"
    facets = {CONCEPTS[c].facet for c, s in _merge(child.units).items() if s == 1.0}
    return "generic" if facets == {"routine"} else "paraphrase"


# ---- the whole -----------------------------------------------------------------------------------


def propose(
    children: Sequence[LineageNode], superiors: Sequence[Sequence[LineageNode]]
) -> list[ScoredLink]:
    """Links from the tasks of a notice up to the points that they carry out.

    ``superiors[0]`` is the nearest superior's notice, ``superiors[1]`` the next one up, and so
    on. A task links to the nearest superior that carries it, to a farther one only where the
    nearer does not or the farther says it clearly better. Tasks that nothing above asks for get
    no link.

    Args:
        children: the tasks (or points) of one notice, in its order.
        superiors: the points of the superiors' notices, nearest first; empty ones are passed over.

    Returns:
        The links in the children's order, the surest of a child first; each has evidence.
    """
    sources = [tuple(superior) for superior in superiors if any(n.text.strip() for n in superior)]
    levels = [_level(source) for source in sources]
    nodes = [node for child in children if (node := _node(child)).units]
    rankings = [_rankings(nodes, level) for level in levels]
    links: list[ScoredLink] = []
    for at, node in enumerate(nodes):
        at_level, chosen = 0, list[_Found]()
        for number in range(len(levels)):
            far = _found(rankings[number][at])
            if not far:
                continue
            if chosen:
                line = _lines(sources[at_level], sources[number])[chosen[0].best.match.node]
                same_line = far[0].best.match.node in line
                if not _farther_says_it(chosen[0].best, far[0].best, same_line):
                    continue
            at_level, chosen = number, far
        for found in chosen:
            match = found.best.match
            parent = levels[at_level].nodes[match.node]
            links.append(
                ScoredLink(
                    node.source.iri,
                    parent.source.iri,
                    round(found.certainty, 3),
                    _method(node, match),
                    _evidence(node, parent, match.unit),
                )
            )
    return links
