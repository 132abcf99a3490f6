"""What one run of the action leaves behind."""

from __future__ import annotations

import re
from typing import NamedTuple

#: What runs are given to ask GitHub with.
TOKEN = "ghs_secret"


class Run(NamedTuple):
    """The exit code, the log, the outputs and the job summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[str]:
        """What the runner would take for a command; nothing between stop-commands and its end."""
        lines, word = [], None
        for line in self.log.splitlines():
            if word is None and (stop := re.fullmatch(r"::stop-commands::(\w+)", line)):
                word = stop[1]
            elif word is not None:
                word = None if line == f"::{word}::" else word
            elif re.match(r"\s*::|.*##\[", line):
                lines.append(line)
        return lines
