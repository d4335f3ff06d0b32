"""What lineage linking does with small invented notices."""

from __future__ import annotations

import itertools

import pytest

from zhengmai.graph.lineage.concepts import CONCEPTS, mentions
from zhengmai.graph.lineage.similarity import LineageNode, ScoredLink, propose


def node(iri: str, text: str, heading: str = "", section: str = "") -> LineageNode:
    return LineageNode(iri, iri.rpartition(":")[2], section, heading, text)


CITY = [
    node(
        "city:fees",
        "公布行政事业性收费目录，目录以外的项目一概不准收。部门预算和决算于每年3月上旬挂出。",
        "晒清政府收支",
    ),
    node(
        "city:school",
        "5月底前公布义务教育学校招生计划和学区划分。校服、餐费价格由学校在开学前列出。",
        "办好教育信息公开",
    ),
    node(
        "city:request",
        "收到申请后主动与申请人沟通，问明所需信息。多人反复申请的同类材料，研究后转为主动公开。",
        "规范依申请公开",
    ),
    node(
        "city:decision",
        "与居民利益相关的决策草案公开征求意见。邀请居民代表列席市政府常务会议。",
        "扩大公众参与",
    ),
    node(
        "city:media",
        "关停长期停更的政务新媒体账号，把力量放到主账号上。",
        "管好政务新媒体",
    ),
    node(
        "city:lead",
        "各部门明确一名分管负责人，配齐专职人员。每年开展两次业务培训，按季度通报进展。",
        "加强组织领导",
    ),
]
PROVINCE = [
    node(
        "province:fees",
        "及时公开财政预决算和收费目录清单。",
        "推进财政信息公开",
    ),
    node(
        "province:evaluate",
        "对实施满两年的重要政策开展后评估，评估结果作为修改或废止政策的依据。",
        "开展政策评估",
    ),
    node(
        "province:request",
        "依法办理政府信息公开申请，加强与申请人沟通。",
        "依申请公开",
    ),
]


def parents(links: list[ScoredLink], child: str) -> list[str]:
    return [link.parent for link in links if link.child == child]


def only(task: LineageNode, *superiors: list[LineageNode]) -> list[str]:
    return parents(propose([task], superiors or (CITY, PROVINCE)), task.iri)


def test_copied_wording_links_verbatim() -> None:
    task = node("d:1", "5月底前公布辖区义务教育学校招生计划和学区划分。")
    (link,) = propose([task], [CITY])
    assert (link.child, link.parent, link.method) == ("d:1", "city:school", "verbatim")
    assert link.score > 0.9


@pytest.mark.parametrize(
    ("text", "parent"),
    [
        ("请街坊旁听区长办公会，说的话采纳与否当面答复。", "city:decision"),
        ("注销三个没有粉丝的公众号。", "city:media"),
        ("中小学入学报名、转学插班的条件印成折页送到幼儿园。", "city:school"),
        ("“三公”经费和专项资金用到哪里，列表公布。", "city:fees"),
    ],
)
def test_other_words_for_the_same_task_are_recognised(text: str, parent: str) -> None:
    assert only(node("d:1", text)) == [parent]


@pytest.mark.parametrize(
    "text",
    [
        "在每个路口给流浪猫设投喂点，并公布兽医值班表。",
        "举办龙舟邀请赛，赛程提前十天公布。",
        "古树名木逐株挂牌，写明树龄和养护人。",
    ],
)
def test_a_task_that_nobody_asked_for_gets_no_link(text: str) -> None:
    assert only(node("d:1", text)) == []


def test_a_heading_alone_makes_no_link() -> None:
    tasks = [
        node("d:1", "5月底前公布学校招生计划。", "办好教育信息公开"),
        node("d:2", "给流浪猫设投喂点，公布兽医值班表。", "办好教育信息公开"),
    ]
    links = propose(tasks, [CITY])
    assert parents(links, "d:1") == ["city:school"]
    assert parents(links, "d:2") == []


def test_a_heading_decides_between_points_that_say_the_same() -> None:
    twins = [
        node("city:a", "每季度公布检查结果和整改情况。", "食品安全监管"),
        node("city:b", "每季度公布检查结果和整改情况。", "安全生产监管"),
    ]
    text = "公布检查结果和整改情况。"
    assert only(node("d:1", text, "抓好食品安全监管公开"), twins) == ["city:a"]
    assert only(node("d:1", text, "抓好安全生产监管公开"), twins) == ["city:b"]


def test_siblings_pull_a_vague_task_along() -> None:
    heading = "居民说了算"
    vague = node("d:3", "结果在会后十天内反馈。", heading)
    siblings = [
        node("d:1", "决策草案公开征求意见。", heading),
        node("d:2", "邀请居民代表列席常务会议。", heading),
    ]

    def score(tasks: list[LineageNode]) -> float:
        return max((k.score for k in propose(tasks, [CITY]) if k.child == "d:3"), default=0.0)

    assert score([*siblings, vague]) >= score([vague])


def test_the_means_outranks_the_matter_that_it_is_applied_to() -> None:
    task = node("d:1", "学校招生、部门决算等材料被多人反复申请的，转为主动公开。", "依申请公开")
    assert only(task) == ["city:request"]


def test_where_something_is_published_is_not_what_it_is_about() -> None:
    assert only(node("d:1", "渡口班船时刻在“江城出行”公众号公布。")) == []


def test_a_shared_purpose_clause_is_no_reason_to_link() -> None:
    superior = [
        node("city:a", "梳理部门权责清单，做到事事有人管、件件有着落。", "权责清单"),
        node("city:b", "公布公租房分配结果。", "住房"),
    ]
    assert only(node("d:1", "整治养犬扰民，做到事事有人管、件件有着落。"), superior) == []


def test_the_nearest_superior_that_carries_a_task_is_taken() -> None:
    assert only(node("d:1", "部门预算和决算于每年3月上旬挂出。")) == ["city:fees"]


def test_a_farther_superior_is_taken_where_the_nearer_is_silent() -> None:
    task = node("d:1", "挑两项实施满两年的政策请第三方开展后评估，评估结果用于修改政策。")
    assert only(task) == ["province:evaluate"]


def test_the_farther_superior_is_used_when_there_is_no_nearer_one() -> None:
    task = node("d:1", "依法办理政府信息公开申请，加强与申请人沟通。")
    assert only(task, [], PROVINCE) == ["province:request"]


def test_a_point_of_several_sentences_can_carry_out_several_points() -> None:
    point = node(
        "d:1",
        "5月底前公布义务教育学校招生计划和学区划分。关停长期停更的政务新媒体账号，"
        "把力量放到主账号上。",
        "做好两件事",
    )
    assert sorted(only(point, CITY)) == ["city:media", "city:school"]


def test_housekeeping_links_are_called_generic() -> None:
    task = node("d:1", "明确专人负责，全年组织一次业务培训。", "组织保障")
    (link,) = propose([task], [CITY])
    assert (link.parent, link.method) == ("city:lead", "generic")


def test_more_agreement_scores_higher() -> None:
    tasks = [
        node("d:1", "5月底前公布义务教育学校招生计划和学区划分。", "一"),
        node("d:2", "学位紧张的小学提前预警，转学条件一并说明。", "二"),
    ]
    scores = {link.child: link.score for link in propose(tasks, [CITY])}
    assert scores["d:1"] > scores.get("d:2", 0.0)
    assert all(0.5 <= score <= 1 for score in scores.values())


def test_evidence_points_at_the_words_that_correspond() -> None:
    task = node("d:1", "辖区小学5月底前公布义务教育学校招生计划。")
    (link,) = propose([task], [CITY])
    (pair, *_) = link.evidence
    parent = next(n for n in CITY if n.iri == link.parent)
    assert task.text[slice(*pair.child)] == parent.text[slice(*pair.parent)]
    assert task.text[slice(*pair.child)] == "5月底前公布义务教育学校招生计划"


def test_evidence_of_a_paraphrase_is_the_clauses_with_the_same_concept() -> None:
    task = node("d:1", "请街坊旁听区长办公会，茶水自备。")
    (link,) = propose([task], [CITY])
    parent = next(n for n in CITY if n.iri == link.parent)
    shown = [(task.text[slice(*e.child)], parent.text[slice(*e.parent)]) for e in link.evidence]
    assert ("请街坊旁听区长办公会", "邀请居民代表列席市政府常务会议") in shown


def test_evidence_is_never_empty_and_lies_in_the_texts() -> None:
    tasks = [
        node("d:1", "　５月底前公布学校招生计划；，", "教育"),
        node("d:2", "部门预算挂网。", "财政"),
        node("d:3", "明确专人负责，按季度通报。", "保障"),
    ]
    texts = {n.iri: n.text for n in (*tasks, *CITY)}
    links = propose(tasks, [CITY])
    assert links
    for link in links:
        assert link.evidence
        for pair in link.evidence:
            assert texts[link.child][slice(*pair.child)].strip()
            assert texts[link.parent][slice(*pair.parent)].strip()


def test_half_and_full_width_are_the_same_wording() -> None:
    task = node("d:1", "５月底前公布义务教育学校招生计划和学区划分．")
    assert [link.method for link in propose([task], [CITY])] == ["verbatim"]


def test_order_follows_the_children_and_repeats_itself() -> None:
    tasks = [
        node("d:2", "部门预算和决算于每年3月上旬挂出。"),
        node("d:1", "5月底前公布义务教育学校招生计划。"),
    ]
    first = propose(tasks, [CITY, PROVINCE])
    assert [link.child for link in first] == ["d:2", "d:1"]
    assert propose(tasks, [CITY, PROVINCE]) == first


def test_the_order_of_the_superior_points_does_not_matter() -> None:
    task = node("d:1", "邀请居民代表列席会议，采纳情况要反馈。")
    found = {tuple(only(task, list(order))) for order in itertools.permutations(CITY[:4])}
    assert found == {("city:decision",)}


@pytest.mark.parametrize("superiors", [[], [[]], [[node("city:x", "")]]])
def test_nothing_to_link_to(superiors: list[list[LineageNode]]) -> None:
    assert propose([node("d:1", "公布招生计划。")], superiors) == []


def test_empty_and_unreadable_tasks_are_passed_over() -> None:
    tasks = [node("d:1", ""), node("d:2", "。。；"), node("d:3", "——"), node("d:4", "a")]
    assert propose(tasks, [CITY]) == []
    assert propose([], [CITY]) == []


def test_a_single_point_can_be_linked_to() -> None:
    assert only(node("d:1", "公布学校招生计划和学区。"), [CITY[1]]) == ["city:school"]


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: str(concept.name))
def test_every_concept_is_found_in_its_example(concept: object) -> None:
    number = next(i for i, known in enumerate(CONCEPTS) if known is concept)
    assert number in {m.concept for m in mentions(CONCEPTS[number].example)}


def test_concept_names_and_wordings_are_not_repeated() -> None:
    names = [concept.name for concept in CONCEPTS]
    assert len(names) == len(set(names))
    for concept in CONCEPTS:
        wordings = [*concept.terms, *concept.hints]
        assert len(wordings) == len(set(wordings)), concept.name
        assert all(wording.count("~") <= 1 and wording.strip("~") for wording in wordings)


def test_a_wording_inside_a_longer_one_is_not_a_mention() -> None:
    names = {CONCEPTS[m.concept].name for m in mentions("整改失效链接")}
    assert names == {"网站建设"}


def test_a_split_wording_stays_within_its_sentence() -> None:
    def named(text: str) -> set[str]:
        return {CONCEPTS[m.concept].name for m in mentions(text) if m.strong}

    assert "列席会议" in named("邀请几位居民参加会议")
    assert "列席会议" not in named("广发邀请。会议延期")


def test_mentions_give_their_places() -> None:
    text = "公布公租房名单和低保标准"
    assert {text[m.start : m.end] for m in mentions(text) if m.strong} == {"公租房", "低保"}
