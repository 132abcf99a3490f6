"""The JSON schemas that ship with the package; editors, tests and the manifest reader share them."""

from __future__ import annotations

from typing import Any


def load(name: str) -> dict[str, Any]:
    """The schema called `name` (such as "manifest"). KeyError when there is none of that name."""
    import json  # imported here: nothing that only runs `--version` needs it

    schema: dict[str, Any] = json.loads(text(name))
    return schema


def text(name: str) -> str:
    """The schema called `name` as it ships. KeyError when there is none of that name."""
    from pathlib import Path

    file = Path(__file__).with_name(f"{name}.schema.json")
    if not (name.isidentifier() and file.is_file()):
        raise KeyError(name)
    return file.read_text(encoding="utf-8")
