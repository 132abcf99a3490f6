"""What the tests of surveys share: work for workers, lines, and a look at processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osaid_action.survey.line import failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from osaid_action.survey.line import Line

DAY = "2026-11-23"
ITEMS = ("D1", "D2", "D3", "C1", "C2", "C3", "C4", "C5", "C6", "P1", "T-D", "T-C", "T-P")


def work(task: dict[str, Any]) -> dict[str, Any]:
    """Write down that it began, do what the task asks for, and say so."""
    began = Path(task["folder"]) / f"{task['number']}.began"
    first = not began.exists()
    with began.open("a") as file:
        file.write("x")
    what = task.get("what", "")
    if what == "leaves":
        # As a worker does that has a clone in the works: a folder, and a program that goes on by itself.
        folder = tempfile.mkdtemp(prefix="clone-")
        child = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True
        )
        (Path(task["folder"]) / "left").write_text(f"{folder}\n{child.pid}")
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "dies" or (what == "dies once" and first):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "hangs":
        time.sleep(60)
    return {"number": task["number"], "process": os.getpid()}


def is_gone(process: int) -> bool:
    """Whether a process has ended, or is about to."""

    def ended() -> bool:
        try:
            state = (
                Path(f"/proc/{process}/stat")
                .read_text(encoding="ascii", errors="replace")
                .rpartition(")")[2]
                .split()[0]
            )
        except (FileNotFoundError, ProcessLookupError):
            return True
        return state == "Z"

    return within(5, ended)


def within(seconds: float, is_so: Callable[[], bool]) -> bool:
    """Whether something is so before time is up."""
    until = time.monotonic() + seconds
    while not (so := is_so()) and time.monotonic() < until:
        time.sleep(0.05)
    return so


def line(target: str, **values: Any) -> Line:
    """A line on a release of which nothing is known yet, but for some values."""
    statuses = dict.fromkeys(ITEMS, "unknown") | values.pop("items", {})
    made = failed(target, "", "", checked=DAY, commit="c0ffee" + "0" * 34) | {
        "name": target,
        "version": "",
        "policy": "working",
        "subject": "model",
        "certain": True,
        "declared": True,
        "result": "undetermined",
        "unjudged": "",
        "met": sum(one in {"met", "not-used"} for one in statuses.values()),
        "required": len(ITEMS),
        "items": statuses,
        "labels": {"g7": ["", ""], "mof": ["", ""]},
        "terms": {
            element: {"verdict": "undetermined", "licenses": [], "assumed": False}
            for element in ("code", "parameters", "data")
        },
        "data": {"named": 0, "declared": 0, "names": []},
        "elsewhere": {},
        "waivers": [],
        "models": 0,
        "problems": 0,
        "gaps": 0,
    }
    return made | values
