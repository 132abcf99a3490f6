"""Hooks for hatchling: a wheel holds what its first use would work out, and a readme whose links lead on."""

from __future__ import annotations

import atexit
import re
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_SOURCE = "https://github.com/osaid/osaid/blob/main/"
_IMAGES = "https://raw.githubusercontent.com/osaid/osaid/main/"
_LINK = re.compile(r"(!?\[[^\]]*\]\()(?!https?:|#)([^)\s]+\))")


class Readme(MetadataHookInterface):
    """README.md as the package index shows it: what is relative there leads nowhere."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Called by hatchling when it reads pyproject.toml."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")

        def lead(found: re.Match[str]) -> str:
            return found[1] + (_IMAGES if found[1].startswith("!") else _SOURCE) + found[2]

        metadata["readme"] = {"content-type": "text/markdown", "text": _LINK.sub(lead, text)}


class Prepared(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the files that `osaid_action/ruleset.py` and `osaid_action/built.py` look for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from osaid_action import ruleset

        folder = Path(mkdtemp())
        atexit.register(rmtree, folder)
        rules = folder / ruleset.STORED.name
        rules.write_text(ruleset.of(Path(self.root, "osaid_action")), encoding="ascii")
        added = [rules]
        try:
            from osaid_action import built, prepare
        except ImportError as error:
            self.app.display_warning(f"no patterns are prepared: {error}")
        else:
            added += prepare.write(folder / Path(built.PREPARED).name)
        for file in added:
            build_data["force_include"][str(file)] = f"osaid_action/{file.name}"
