"""Models by metadata alone: what is listed and not read is unreadable and never missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from surveyed import DAY
from systems import whole

from osaid_action.errors import UsageError
from osaid_action.repository.mapping import tree_of
from osaid_action.survey.cards import Card, cards, count, tree
from osaid_action.survey.one import Asked, survey_one
from osaid_action.survey.run import known, survey

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

duckdb = pytest.importorskip("duckdb")
ASKED = Asked(DAY, cached=False)
CARD = "---\nlicense: apache-2.0\n---\n# tiny\n\nA model.\n"


def table(path: Path, columns: str, *rows: tuple[Any, ...]) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({columns})")
        for row in rows:
            connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
        connection.execute("COPY t TO $path (FORMAT parquet)", {"path": str(path)})
    return path


def line(card: Card) -> dict[str, Any]:
    found = survey_one(card, ASKED).line
    assert found
    return found


def test_rows_of_a_file_of_metadata(tmp_path: Path) -> None:
    columns = "sha VARCHAR, id VARCHAR, likes INTEGER, card VARCHAR, files VARCHAR[]"
    rows = [(f"{n:040x}", f"acme/m{n}", n, CARD, ["README.md", "model.safetensors"]) for n in range(600)]
    path = table(tmp_path / "it's.parquet", columns, *rows, ("", "acme/x", 0, None, None))
    assert count(path) == 601
    found = list(cards(path))
    assert found[7] == Card("hf:acme/m7", f"{7:040x}", CARD, ["README.md", "model.safetensors"])
    assert found[-1] == Card("hf:acme/x", "", None, None)
    path = table(tmp_path / "b.parquet", "id VARCHAR, card VARCHAR, files VARCHAR[]", ("a/b", "", []))
    assert list(cards(path)) == [Card("hf:a/b", "", "", [])]
    path = table(tmp_path / "c.parquet", "id VARCHAR, card VARCHAR", ("a/b", ""))
    with pytest.raises(UsageError, match=r"c.parquet: expected columns .*files VARCHAR\[\].* not id, card"):
        count(path)
    path.write_bytes(b"PAR1 no")
    with pytest.raises(UsageError, match=r"c.parquet: "):
        count(path)


def test_what_is_listed_and_not_read_is_never_missing() -> None:
    names = [name for name in whole() if name not in {"README.md", "osaid.toml"}]
    read = line(Card("hf:acme/tiny", "c" * 40, CARD, ["README.md", *names]))
    assert (read["error"], read["read"], read["subject"]) == ("", "card", "model")
    # A name alone tells a script of some kind; none of them is said to be there or not.
    for item in ("C2", "C3", "C5", "C6", "P1", "D1"):
        assert read["items"][item] not in {"met", "unmet"}, item
    assert read["terms"]["parameters"]["licenses"] != ["MIT"]
    assert read["result"] != "complete"
    # Where all files are listed, what none of them can be is missing.
    alone = line(Card("hf:acme/tiny", "c" * 40, CARD, ["README.md"]))
    assert alone["items"]["P1"] == alone["items"]["C2"] == "unmet"
    # A card that is listed and not given is unread as well.
    assert line(Card("hf:a/b", "", None, ["README.md"]))["items"]["D1"] == "unknown"


def test_a_listing_that_was_cut_tells_of_nothing_missing() -> None:
    found = line(Card("hf:a/b", "c" * 40, CARD, [f"f{n}" for n in range(20_001)]))
    assert "unmet" not in {found["items"][name] for name in ("P1", "C2", "C3")}


@pytest.mark.parametrize(
    "card",
    [
        Card("hf:a/b", "", CARD, None),
        Card("hf:a/b", "", CARD, ["README.md", "osaid.toml"]),
        Card(
            "hf:" + "x" * 5000,
            "",
            "\ud800" * 10,
            ["../../etc/passwd", "/x", "", "a\0b", "a/.git/b", "README.md/x"],
        ),
        Card("hf:a/b", "", "---\n" + "[" * 20_000, ["README.md"]),
    ],
)
def test_a_bad_row_stops_nothing(card: Card) -> None:
    found = line(card)
    assert found["error"] in {"", "usage", "unreadable"} and found["read"] == "card", found["why"]


def test_the_names_of_a_tree_that_are_only_listed() -> None:
    made = tree_of({"a": b"1"}, "x", listed=["a", "b", "../c"])
    assert [entry.path for entry in made.entries] == ["a", "b"]
    blobs = [made.read(entry, 10) for entry in made.entries]
    assert [(blob.data, blob.reason) for blob in blobs] == [(b"1", ""), (None, "listed, not read")]
    assert tree(Card("hf:acme/tiny", "", "x", [])).name == "acme/tiny"


def test_a_full_check_is_not_spared_by_the_line_of_a_card(tmp_path: Path) -> None:
    def here(work: Any, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        yield from ((task, work(task)) for task in tasks)

    path = tmp_path / "survey.jsonl"
    card = Card("hf:acme/tiny", "c" * 40, CARD, ["README.md"])
    with path.open("w") as file:
        survey([card], ASKED, file.write, engine=here)
    have = known(path, ASKED)
    assert have == {("hf:acme/tiny", "card"): "c" * 40}
    assert survey([card], ASKED, [].append, engine=here, known=have).unchanged == 1
    seen: list[Any] = []

    def asked(_: Any, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        task = next(iter(tasks))
        seen.append(task)
        yield task, [None, None]

    survey(["hf:acme/tiny"], ASKED, [].append, engine=asked, known=have)
    assert [task[2] for task in seen] == [""]
