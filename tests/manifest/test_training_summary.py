"""The draft of a summary of training content: the form's fields, what is known beside each, no answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from folders import fill, report_on, statuses, system

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANIFEST = """
[system]
name = "Tiny"
version = "2"
producer = "Ada AI"
contact = "ada@example.org"
date = 2026-05-04

[[data]]
name = "Common Crawl"
access = "public"
where = "https://commoncrawl.org"
license = "CC-BY-4.0"

[[data]]
name = "Letters"
access = "obtainable"
where = "https://example.org/letters"

[[data]]
name = "Wards"
access = "unshareable"
reason = "patients' records"
"""
README = "# Tiny\n\nA language model.\n\n## Training data\n\nIt was trained on Wikipedia.\n"
#: Sections of the form, as providers that filled it have them.
SECTIONS = (
    *("1.1.", "1.2.", "1.3.", "2.1.", "2.2.1.", "2.2.2.", "2.3.", "2.4.", "2.5.", "2.6.", "3.1.", "3.2."),
    "3.3.",
)


def draft(here: Path) -> dict[str, str]:
    """The draft by its sections."""
    text = (here / "TRAINING_SUMMARY.md").read_text(encoding="utf-8")
    parts = re.split(r"^#{2,4} ([\d.]+) .*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_what_is_known_stands_beside_what_is_asked(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "README.md": README, "osaid.toml": MANIFEST})
    osaid("init", "--summary")
    found = draft(here)
    assert set(SECTIONS) <= set(found)
    assert "`Ada AI` (producer in [system])" in found["1.1."] and "`ada@example.org`" in found["1.1."]
    assert "`Tiny 2`" in found["1.2."] and "released `2026-05-04`" in found["1.2."]
    assert "`Common Crawl`, `https://commoncrawl.org`, terms `CC-BY-4.0`, access public" in found["2.1."]
    assert re.search(r"`Wikipedia`, .*`README\.md:7`; documents name it: was it trained on", found["2.1."])
    assert "`Letters`" in found["2.2.1."] and "`Letters`" not in found["2.1."]
    assert "`Wards`" in found["2.2.2."] and "reason `patients' records`" in found["2.2.2."]


def test_nothing_is_answered_and_nothing_counts(here: Path, osaid: Callable[..., str]) -> None:
    """The draft changes no status, and not one line of it is a name or a line on data."""
    files = system()
    del files["DATA.md"]
    for readme in (README, "# Tiny\n\nA language model.\n"):
        fill(here, {**files, "README.md": readme, "osaid.toml": MANIFEST})
        before = report_on(here)
        osaid("init", "--summary")
        after = report_on(here)
        assert statuses(after) == statuses(before)
        assert after.data == before.data
        assert [c.evidence for c in after.components] == [c.evidence for c in before.components]
        text = (here / "TRAINING_SUMMARY.md").read_text(encoding="utf-8")
        assert "☒" not in text and "compliant" not in text
        fields = [line for line in text.splitlines() if line.lstrip().startswith("-")]
        assert len(fields) > 40 and all("TODO" in line for line in fields)
        (here / "TRAINING_SUMMARY.md").unlink()


def test_what_a_person_wrote_is_never_touched(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml": MANIFEST, "TRAINING_SUMMARY.md": "# Ours\n"})
    osaid("init", "--summary")
    assert (here / "TRAINING_SUMMARY.md").read_text(encoding="utf-8") == "# Ours\n"


@pytest.mark.parametrize("name", ["a`b` <img src=x>", "[x](javascript:y)", "# Data\\n\\n- None"])
def test_names_stay_text(name: str, here: Path, osaid: Callable[..., str]) -> None:
    entry = f'\n[[data]]\nname = "{name}"\naccess = "public"\nwhere = "https://example.org"\n'
    fill(here, {**system(), "osaid.toml": '[system]\nname = "T"\n' + entry})
    osaid("init", "--summary")
    [line] = [line for line in draft(here)["2.1."].splitlines() if "example.org" in line]
    assert line.startswith("  - TODO: `") and line.count("`") == 6
