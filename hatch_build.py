"""A hook for hatchling: a wheel holds what its first use would have to work out."""

from __future__ import annotations

import atexit
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Prepared(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the file that `osaid_action/patterns.py` looks for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of a wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        try:
            from osaid_action import patterns, prepare
        except ImportError as error:
            self.app.display_warning(f"nothing is prepared: {error}")
            return
        folder = mkdtemp()
        atexit.register(rmtree, folder)
        file = Path(folder, patterns.PREPARED.name)
        prepare.write(file)
        build_data["force_include"][str(file)] = f"osaid_action/{file.name}"
