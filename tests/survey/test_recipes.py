"""The SQL of the how-to runs on what a survey writes, as lines and as a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from surveyed import line
from systems import ROOT

from osaid_action.survey.line import failed, text
from osaid_action.survey.table import write_parquet

duckdb = pytest.importorskip("duckdb")
PAGE = (ROOT / "docs" / "how-to" / "survey.md").read_text("utf-8")
RECIPES = [
    [part for part in re.sub(r"(?m)^ *--.*$", "", block).split(";") if part.strip()]
    for block in re.findall(r"(?ms)^ *```sql\n(.*?)^ *```", PAGE)
]


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_recipes(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    met = dict.fromkeys(line("x")["items"], "met")
    terms = {
        **line("x")["terms"],
        "parameters": {"verdict": "restricted", "licenses": ["RAIL"], "assumed": False},
    }
    rows = [
        line("a", checked="2026-01-01", result="complete"),
        line("a", items={**met, "D1": "unmet"}, result="incomplete"),
        line("b", terms=terms),
        failed("c", "unreadable", "503", checked="2026-01-01"),
        failed("d", "time", "late", checked="2026-01-01"),
        line("d"),
    ]
    Path("survey.jsonl").write_text("".join(f"{text(row)}\n" for row in rows), encoding="utf-8")
    write_parquet(Path("survey.jsonl"), Path("survey.parquet"))
    assert [len(one) for one in RECIPES] == [5, 1, 1]
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'acme/m' AS id, '---\nlicense: mit\n---\nhttps://github.com/acme/m' AS card,"
            " ['README.md'] AS files, '' AS sha) TO 'cards.parquet'"
        )

        def told(recipe: str) -> list[tuple[object, ...]]:
            return connection.execute(recipe.replace("survey.jsonl", f"survey.{suffix}")).fetchall()

        view, months, restricted, near, again = map(told, RECIPES[0])
        assert not view and len(months) == 3
        assert restricted == [("b", ["RAIL"])]
        assert near == [("a", len(met) - 1, len(met))]
        assert again and Path("again.txt").read_text("utf-8").split() == ["c"]
        assert told(RECIPES[1][0]) == [("mit", 1)]
        told(RECIPES[2][0])
        assert Path("targets.txt").read_text("utf-8").split() == ["hf:acme/m"]
