"""Writes ``docs/tour.ipynb``: the notebook is made from the cells below and run on the samples.

``python docs/make_tour.py`` runs it (the kernel comes with the packages for development) and keeps
what it shows. The test runs the notebook again and compares.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

DOCS = Path(__file__).parent
NOTEBOOK, SAMPLES = DOCS / "tour.ipynb", DOCS.parent / "samples"

CELLS = (
    "# A tour in Python 用 Python 走一遍\n\n"
    "Run it in a folder with the `samples` of this repository (`pip install 'zhengmai[tables]'`, "
    "and Jupyter: `pip install jupyterlab`). The province, its city, county and districts are "
    "invented.",
    "import zhengmai\n\ng = zhengmai.build('samples', store='tour.db')\n"
    "[(file.file, file.tasks) for file in g.report.files if file.tasks]",
    "## Who carries most? 任务量\n\nRows are shown as a table, and are data frames on request.",
    "g.workload(place='苍坪县', top=4)",
    "load = g.workload(place='榆津市').to_pandas()\n"
    "load.groupby('jurisdiction').tasks.agg(['count', 'sum', 'max'])",
    "## Where does a task come from? 溯源",
    "trace = g.trace('每季度请村民代表')\n"
    "for node in trace.nodes:\n    print(node.level, node.document_number, node.text[:30])\n"
    "for link in trace.links:\n    print(link.status, round(link.score, 2))",
    "## Lineage as a table 承接关系表\n\nOne line a link: places, levels, scores, how much of "
    "the wording is kept.",
    "links = g.lineage().to_pandas()\nprint(len(links))\nlist(links.columns)",
    "links.groupby('place').fidelity.describe()[['count', 'mean', 'max']].round(2)",
    "## A question of one's own 自定义查询\n\nSPARQL without PREFIX lines ([sparql.md](sparql.md), "
    "[model.md](model.md)): what is due in which month?",
    "due = g.sparql('''\n"
    "SELECT ?month (COUNT(DISTINCT ?task) AS ?tasks) {\n"
    "  ?task zm:deadline/zm:lastDay ?day ; zm:partOf/zm:planYear 2025 .\n"
    "  BIND(SUBSTR(STR(?day), 1, 7) AS ?month)\n"
    "} GROUP BY ?month ORDER BY ?month''')\n"
    "due.to_pandas().set_index('month').tasks",
    "for row in due:\n    print(row['month'], '█' * row['tasks'], row['tasks'])",
    "g.sparql('ASK { ?task zm:openEnded true }')",
    "## As a graph 图\n\nCONSTRUCT gives a graph of rdflib; `to_networkx()` everything.",
    "leads = g.sparql('''\n"
    "CONSTRUCT { ?lead zm:lead ?with } {\n"
    "  ?task zm:assignment [ zm:role zm:lead ; zm:unit ?lead ] ,\n"
    "                      [ zm:role zm:cooperating ; zm:unit ?with ]\n"
    "}''')\nlen(leads), g.to_networkx().number_of_nodes()",
    "g.close()",
)


def made() -> nbformat.NotebookNode:
    """The notebook, not run."""
    cells = [new_code_cell(text) if _is_code(text) else new_markdown_cell(text) for text in CELLS]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _is_code(text: str) -> bool:
    return not text.startswith("#")


def run(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Run a notebook in a folder that gets the samples; what it shows is in it then."""
    shutil.copytree(SAMPLES, folder / "samples", dirs_exist_ok=True)
    here = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=here)
    client.execute(env={**os.environ, "PYTHONPATH": str(DOCS.parent), "LC_ALL": "C.UTF-8"})
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it was run
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop("text/html", None) if _has_frame(output) else None
    notebook.metadata = made().metadata
    return notebook


def _has_frame(output: nbformat.NotebookNode) -> bool:
    """Data frames have the version of pandas in their markup; their text says the same."""
    return bool(re.search(r'class="dataframe"', output.get("data", {}).get("text/html", "")))


def main() -> None:
    """Write the notebook."""
    with tempfile.TemporaryDirectory() as folder:
        nbformat.write(run(made(), Path(folder)), NOTEBOOK)


if __name__ == "__main__":
    main()
