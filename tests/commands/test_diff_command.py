"""`osaid diff`: the delta alone."""

from __future__ import annotations

import json

import pytest
from gitrepo import Repo
from systems import whole

from osaid_action.commands import main


def test_diff_is_the_delta_alone(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repo.path)
    assert main(["diff", "HEAD"]) == 2
    assert "no commit yet" in capsys.readouterr().err
    first = repo.commit(whole())
    repo.git("rm", "--quiet", "train.py")
    second = repo.commit()
    assert main(["diff", first, second]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"  Against {first[:10]}\n    ▼ train.py is gone\n        C2")
    assert main(["diff", first, "--format", "markdown"]) == 1
    assert "- ▼ train.py is gone\n  - **[C2](" in capsys.readouterr().out
    assert main(["diff", second, first, "--format", "json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["target"]["commit"] == first
    assert (table["delta"]["base"], table["delta"]["worse"]) == (second, False)
    assert main(["diff", "HEAD"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert main(["diff", "HEAD", first, "--staged"]) == 2
