"""Sections, code and hidden parts of documents in each markup."""

from __future__ import annotations

from osaid_action.repository import documents as files


def test_what_no_reader_sees_is_not_read() -> None:
    page = "<html><style>\n# a\n</style><!-- # b\nc -->\n<h2>Weights</h2>\nseen\n</html>\n"
    document = files.document(page)
    assert [s.title for s in document.sections] == ["", "Weights"]
    assert "seen" in document.sections[1].text and "c" not in document.sections[0].text.split()
    assert (
        files.document("Write `<!--` before, `-->` after.\n").prose[0][1]
        == "Write `<!--` before, `-->` after."
    )


def test_headings_of_org_and_asciidoc_and_code_of_directives() -> None:
    org = files.document("#+TITLE: A\n\n* One\na\n** Two\nb\n")
    assert [(s.title, s.level) for s in org.sections] == [("", 0), ("One", 1), ("Two", 2)]
    adoc = files.document("= A\n\n== One\na\n")
    assert [(s.title, s.level) for s in adoc.sections] == [("", 0), ("A", 1), ("One", 2)]
    rst = files.document("A\n=\n\n.. code-block:: sh\n\n   # no heading\n   wget x\n\nprose\n")
    assert [line for _, line in rst.code] == ["   # no heading", "   wget x"]
    assert [s.title for s in rst.sections] != ["no heading"] and rst.prose[-1] == (9, "prose")


def test_fences() -> None:
    document = files.document("Use ```a``` here.\n# One\n1. x\n    ```sh\n    # no\n    ```\n# Two\n")
    assert [s.title for s in document.sections] == ["", "One", "Two"]
    assert document.code == ((5, "    # no"),)
