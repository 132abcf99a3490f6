# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Turn data/raw/ into data/processed/: clean, filter, drop duplicates, split. `python prepare.py`

Nothing here is random, so the same raw text and config.toml always give the same bytes.
DATA.md describes each step in words, and report.json counts what each one did.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from config import load_config

HERE = Path(__file__).parent
RAW = HERE / "data" / "raw" / "alice29.txt"
PROCESSED = HERE / "data" / "processed"

CHAPTER = re.compile(r"^ +CHAPTER [IVX]+$", re.MULTILINE)
EDITORS_NOTE = re.compile(r"\n *\[later editions continued.*?\]\n", re.DOTALL)


def read_chapters(path: Path) -> list[str]:
    """Return the text of each chapter, without the title page, the headings and the closing line."""
    text = path.read_bytes().decode("ascii")
    text = text.replace("\r\n", "\n").rstrip("\x1a\n")  # the file ends with the end-of-file mark of DOS
    text = text.removesuffix("THE END").rstrip()
    # What precedes the first heading is the title page; each heading is followed by the chapter's title.
    chapters = CHAPTER.split(text)[1:]
    return [chapter.strip("\n").partition("\n")[2] for chapter in chapters]


def is_verse(paragraph: str) -> bool:
    """Tell verse from prose: in this edition every line of verse is indented, of prose only the first."""
    return all(line.startswith("   ") for line in paragraph.split("\n"))


def clean(paragraph: str) -> str:
    """Unwrap prose, keep the lines of verse, and write quotes, emphasis and spaces in one plain way."""
    lines = [re.sub(r" {2,}", " ", line.strip()) for line in paragraph.split("\n")]
    text = ("\n" if is_verse(paragraph) else " ").join(lines)
    # The opening quote is a backtick in the source, which nobody would type in a prompt.
    return text.replace("`", "'").replace("_", "")


def letters(text: str) -> str:
    """Keep only the letters, in lower case: what decides whether two paragraphs are the same."""
    return "".join(character for character in text.lower() if character.isalpha())


def reason_to_drop(paragraph: str, text: str, seen: set[str], settings: dict[str, Any]) -> str | None:
    """Name the filter that rejects a paragraph, given as in the source and cleaned, or return None."""
    if len(letters(text)) < settings["minimum_letters"]:
        return "too_short"
    lines = text.split("\n")
    if is_verse(paragraph) and len(text) / len(lines) < settings["minimum_verse_line"]:
        return "typographic_figure"
    # A paragraph that stands in two splits would make the test set easier than new text is.
    if letters(text) in seen:
        return "duplicate"
    return None


def gather_passages(paragraphs: list[str], minimum: int) -> list[str]:
    """Join consecutive paragraphs until each passage has at least `minimum` characters."""
    passages: list[str] = []
    current = ""
    for paragraph in paragraphs:
        current = f"{current}\n\n{paragraph}" if current else paragraph
        if len(current) >= minimum:
            passages.append(current)
            current = ""
    if current:
        passages.append(current)
    return passages


def split_passages(passages: list[str], settings: dict[str, Any]) -> dict[str, list[str]]:
    """Hold out whole passages at a fixed stride, so that each split sees every part of the book."""
    held_out = {settings["validation_place"]: "validation", settings["test_place"]: "test"}
    splits: dict[str, list[str]] = {"train": [], "validation": [], "test": []}
    for index, passage in enumerate(passages):
        splits[held_out.get(index % settings["split_every"] + 1, "train")].append(passage)
    return splits


def prepare(settings: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the text of each split, and the counts that report.json holds."""
    dropped = Counter(dict.fromkeys(("editors_note", "too_short", "typographic_figure", "duplicate"), 0))
    seen: set[str] = set()
    passages: list[str] = []
    total = 0
    for chapter in read_chapters(RAW):
        chapter, notes = EDITORS_NOTE.subn("\n", chapter)
        dropped["editors_note"] += notes
        total += notes
        kept = []
        for paragraph in re.split(r"\n\n+", chapter.strip("\n")):
            total += 1
            text = clean(paragraph)
            reason = reason_to_drop(paragraph, text, seen, settings)
            if reason:
                dropped[reason] += 1
            else:
                seen.add(letters(text))
                kept.append(text)
        # Passages never span two chapters.
        passages += gather_passages(kept, settings["passage_characters"])

    splits = split_passages(passages, settings)
    texts = {name: "\n\n".join(members) + "\n" for name, members in splits.items()}
    report = {
        "raw_bytes": RAW.stat().st_size,
        "paragraphs": total,
        "dropped": dict(dropped),
        "kept": len(seen),
        "splits": {
            name: {
                "passages": len(splits[name]),
                "characters": len(text),
                "words": len(text.split()),
            }
            for name, text in texts.items()
        },
    }
    return texts, report


def main() -> None:
    """Write the three splits and report.json."""
    texts, report = prepare(load_config()["data"])
    PROCESSED.mkdir(exist_ok=True)
    for name, text in texts.items():
        (PROCESSED / f"{name}.txt").write_bytes(text.encode())
    (PROCESSED / "report.json").write_bytes((json.dumps(report, indent=2) + "\n").encode())
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
