"""The JSON schemas that ship with the package; editors, tests and the manifest reader share them."""

from __future__ import annotations

from typing import Any


def load(name: str) -> dict[str, Any]:
    """The schema called `name` (such as "manifest"). KeyError when there is none of that name."""
    # Imported here: nothing that only runs `--version` needs them.
    import json
    from importlib.resources import files

    file = files(__name__).joinpath(f"{name}.schema.json")
    if not file.is_file():
        raise KeyError(name)
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema
