"""Take away each answer of a server in turn: no item gets better by it, nor worse than unknown."""

from __future__ import annotations

import json
import re
import subprocess
from functools import partial, partialmethod
from typing import TYPE_CHECKING, Any

import pytest
from program import called
from standins import Fault, Hub, Repository
from systems import DATA, MIT, safetensors, whole

from osaid_action.system.net import Net

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

_OPEN = {"unknown", "external", "needs-review"}
#: Failures that say nothing of what is there. A server's word that there is nothing is believed.
FAULTS = {
    "not open": {"status": 401},
    "failing": {"status": 503},
    "broken off": {"status": 0},
    "nonsense": {"status": 200, "body": b"<html>sign in</html>", "headers": {"Content-Type": "text/html"}},
}
CARD = "---\nlicense: mit\n---\n# tiny\n\n" + DATA


@pytest.fixture
def run(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A system whose weights, settings and documents are on the Hub."""
    folder = tmp_path / "system"
    folder.mkdir()
    files = whole()
    for name in ("weights/model.safetensors", "DATA.md"):
        del files[name]
    places = ("weights", "model-card", "data-documentation", "training-configuration")
    files["osaid.toml"] = "[system]\nname = 'tiny'\n" + "".join(
        f"[components.{name}]\nat = 'hf:acme/tiny'\n" for name in places
    )
    for name, contents in files.items():
        (folder / name).write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    hub.repositories["models/acme/tiny"] = Repository(
        {
            "README.md": CARD,
            "LICENSE": MIT,
            "config.json": '{"learning_rate": 1e-4, "batch_size": 4, "weight_decay": 0.1, "epochs": 3}',
            "model.safetensors": safetensors(),
        },
        lfs={"model.safetensors"},
        card={"license": "mit"},
    )
    monkeypatch.setattr(Net, "__init__", partialmethod(Net.__init__, sleep=lambda _: None))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795434000")
    return partial(called, capsys)


def report(run: Run) -> dict[str, Any]:
    done = run("check", "--online", "--format", "json", "--fail-on", "never")
    assert done.returncode in {0, 3}, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def items(told: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["status"] for item in told["items"]}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_item_gets_better_or_worse_than_unknown(run: Run, hub: Hub, fault: str) -> None:
    before = items(report(run))
    assert before["P1"] == before["T-P"] == "met"
    asked = sorted({row["path"].partition("?")[0] for row in hub.log})
    assert len(asked) >= 4
    wrong = []
    for path in asked:
        hub.faults[:] = [Fault(re.escape(path), **FAULTS[fault])]  # type: ignore[arg-type]
        told = report(run)
        assert told["subject"] == "model"
        wrong += [
            (path, item, before[item["id"]], item["status"])
            for item in told["items"]
            if item["status"] != before[item["id"]]
            # What changed says that something was not read.
            and (item["status"] not in _OPEN or "not" not in item["why"])
        ]
    assert not wrong
