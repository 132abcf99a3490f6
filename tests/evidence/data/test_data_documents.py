"""Notebooks, PDFs and project pages that are read for data information."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from gitrepo import Repo
from hypothesis import given
from hypothesis import strategies as st
from pace import pace

from osaid_action.evidence import probes
from osaid_action.evidence.data import datasets
from osaid_action.evidence.data import documentation as data_documentation
from osaid_action.evidence.data import documents as _data_documents
from osaid_action.evidence.survey import Survey
from osaid_action.flow import recall
from osaid_action.licenses import normalize_id
from osaid_action.repository import notebooks, pdf
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree
from osaid_action.terms.named import named_in

#: How licenses are told by name, as the check hands it on.
LICENSES = datasets.Licenses(named_in, normalize_id)
HAS_PYPDF = importlib.util.find_spec("pypdf") is not None
PROSE = [
    "## Training data\n",
    "\n",
    "We trained on the Acme corpus from https://acme.org,\n",
    "12,000 texts.\n",
]


def notebook(*cells: tuple[str, list[str]]) -> str:
    rows = [{"cell_type": kind, "metadata": {}, "source": lines} for kind, lines in cells]
    return json.dumps({"cells": rows, "nbformat": 4}, indent=1)


@pytest.fixture
def survey(tmp_path: Path) -> Iterator[Survey]:
    with open_tree(str(tmp_path)) as tree:
        yield probes.survey(tree)


def heads(seen: Survey) -> dict[str, str]:
    return dict(data_documentation.probe(seen)[0].heads)


def test_prose_of_a_notebook_tells_with_its_lines(tmp_path: Path) -> None:
    text = notebook(("code", ["x = 1\n"]), ("markdown", PROSE))
    (tmp_path / "train.ipynb").write_text(text, encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        (row,) = datasets.named(seen, LICENSES)
        assert (row.name, row.where) == ("Acme", ("https://acme.org",))
        line = text.splitlines()[(row.evidence[0].line or 0) - 1]
        assert "Acme corpus" in line
        assert heads(seen)["scope"] == "found"


def test_code_and_outputs_of_a_notebook_are_no_prose(tmp_path: Path, survey: Survey) -> None:
    (tmp_path / "a.ipynb").write_text(notebook(("code", PROSE), ("raw", PROSE)), encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        assert datasets.named(probes.survey(tree), LICENSES) == ()


def test_notebooks_of_tests_and_examples_are_not_read(tmp_path: Path) -> None:
    for folder in ("tests", "examples", "third_party"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.ipynb").write_text(notebook(("markdown", PROSE)), encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        assert _data_documents.read(probes.survey(tree)) == {}


def test_notebooks_left_out_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_data_documents, "MOST_NOTEBOOKS", 10)
    monkeypatch.setattr(_data_documents, "NOTEBOOK_BYTES", 1024 * 1024)
    for number in range(12):
        (tmp_path / f"n{number:02}.ipynb").write_text(notebook(("markdown", PROSE)), encoding="utf-8")
    (tmp_path / "n00.ipynb").write_text(notebook(("markdown", ["x" * 2_000_000])), encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        assert len(_data_documents.read(seen)) == 9
    assert "notebooks: only the prose of the 10 nearest the root was read" in seen.limits
    assert "n00.ipynb: prose not read, being over 1024 KiB" in seen.limits


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"cells": 3}', '{"cells": [3, {"cell_type": "markdown"}]}']
)
def test_what_is_no_notebook_has_no_prose(text: str) -> None:
    found = notebooks.notebook_prose(text)
    assert found is None or not found.prose


@given(st.lists(st.lists(st.text(max_size=30), max_size=4), max_size=4))
def test_every_line_of_prose_has_a_line_of_the_file(cells: list[list[str]]) -> None:
    text = notebook(*(("markdown", lines) for lines in cells))
    found = notebooks.notebook_prose(text)
    last = text.count("\n") + 1
    for number, _ in found.prose if found else ():
        assert 1 <= number <= last


def test_a_hostile_notebook_costs_little() -> None:
    for source in (["\n"] * 90_000, ["x" * 300_000] * 3, ["# a\n"] * 90_000):
        text = notebook(("markdown", source))
        start = time.process_time()
        notebooks.notebook_prose(text)
        assert time.process_time() - start < 2 * pace()


def test_the_page_of_a_project_is_a_document_and_others_are_not(tmp_path: Path) -> None:
    page = "<html><body>\n<h2>Training data</h2>\n"
    page += "<p>We trained on the Acme corpus from https://acme.org.</p>\n</body></html>\n"
    for name in ("index.html", "other.html", "sub/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(page, encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        assert list(seen.documents) == ["index.html"]
        assert [row.name for row in datasets.named(seen, LICENSES)] == ["Acme"]


def made(pages: list[list[str]]) -> bytes:
    """A PDF with lines of text, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R "
            f"/Resources {font} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode()


PAGES = [
    ["1 Introduction", "A model of letters."],
    ["3 Training data", "We trained on the Acme cor-", "pus from https://acme.org, with 12,000 texts."],
]


@pytest.mark.skipif(not HAS_PYPDF, reason="needs the extra pdf")
def test_a_pdf_tells_with_its_pages(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(made(PAGES))
    (tmp_path / "figure.pdf").write_bytes(made(PAGES))
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        (row,) = datasets.named(seen, LICENSES)
        assert (row.name, row.evidence[0].path, row.evidence[0].line) == ("Acme", "paper.pdf", 2)
        assert heads(seen)["scope"] == "found"
        assert list(_data_documents.read(seen)) == ["paper.pdf"]


@pytest.mark.skipif(not HAS_PYPDF, reason="needs the extra pdf")
def test_a_pdf_is_read_in_a_process_that_sees_nothing_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pypdf.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    (tmp_path / "json.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    assert pdf.read(made(PAGES))[0] is not None
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(not HAS_PYPDF, reason="needs the extra pdf")
def test_pages_are_bounded_and_what_is_no_pdf_is_said() -> None:
    found, limit = pdf.read(made([["Text of a page."]] * (pdf.MOST_PAGES + 2)))
    assert found is not None and limit == f"a PDF, only its first {pdf.MOST_PAGES} pages read"
    assert pdf.read(b"no PDF") == (None, "a PDF that can't be read")


def test_a_pdf_that_takes_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", slow)
    assert pdf.read(b"") == (None, f"a PDF that took more than {pdf.SECONDS} seconds, not read")


def test_without_the_extra_a_pdf_is_named_as_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "is_readable", lambda: False)
    (tmp_path / "datasheet.pdf").write_bytes(made(PAGES))
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        assert heads(seen)["scope"] == "missing"
    assert 'datasheet.pdf: not read, a PDF; it takes pip install "osaid[pdf]"' in seen.limits


def test_a_remembered_report_knows_what_could_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, repo: Repo
) -> None:
    monkeypatch.setattr(pdf, "is_readable", lambda: False)
    repo.commit({"README.md": "# Model\n", "datasheet.pdf": made(PAGES)})

    def limits() -> tuple[str, ...]:
        with Cache(tmp_path / "cache.db") as cache, open_tree(str(repo.path)) as tree:
            return recall.examine(tree, policy=None, fail_on=None, today="2026-11-23", cache=cache).limits

    assert any("not read, a PDF" in limit for limit in limits())
    monkeypatch.setattr(pdf, "is_readable", lambda: True)
    assert not any("it takes pip" in limit for limit in limits())


def test_headings_of_extracted_pages_are_told_from_lines() -> None:
    page = "2.1 Data collection\nWe took letters.\nMany of Them\nwere long.\n\nTraining Data\nIt is text."
    sections = [(s.title, s.level, s.text) for s in pdf.document([page]).sections]
    assert sections[1] == ("Data collection", 2, "We took letters. Many of Them were long.")
    assert sections[-1] == ("Training Data", 1, "It is text.")


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_page_is_a_document(pages: list[str]) -> None:
    for number, _ in pdf.document(pages).prose:
        assert 1 <= number <= len(pages)
