"""What the page of SPARQL shows is true: its questions are asked, its commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import ROOT
from tests.test_neo4j_docs import table
from zhengmai.api import Zhengmai
from zhengmai.ontology.namespaces import PREFIXES
from zhengmai.rows import Rows

PAGE = ROOT / "docs" / "sparql.md"
TEXT = PAGE.read_text("utf-8")
EXAMPLE = re.compile(r"^```sparql\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = EXAMPLE.findall(TEXT)


def test_there_are_ten_questions_each_with_its_point() -> None:
    assert len(EXAMPLES) == TEXT.count("```sparql") == 10
    titled = re.findall(r"^## (\d+)\. .+\n\n\S.+\n\n```sparql$", TEXT, re.MULTILINE)
    assert titled == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(("question", "answer"), EXAMPLES, ids=range(1, len(EXAMPLES) + 1))
def test_the_answers_on_the_page(sample_graph: Zhengmai, question: str, answer: str) -> None:
    found = sample_graph.sparql(question)
    assert isinstance(found, Rows)
    assert table(found) == answer


def test_the_prefixes_on_the_page_are_all() -> None:
    (told,) = re.findall(r"No PREFIX lines are needed: (.*?) are known", TEXT, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", told)) == PREFIXES.keys()


def test_the_command_on_the_page_runs(sample_path: Path) -> None:
    (line,) = re.findall(r"^zhengmai (query '.*)$", TEXT, re.MULTILINE)
    assert run(*shlex.split(line), "--store", sample_path)[0] == 0


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert (PAGE.parent / target).exists(), target
