"""Settings of a run that are split over files: composed by one of them, or named by the manifest."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from folders import fill, report_on
from pace import pace

from osaid_action.evidence import probes
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

    from osaid_action.model import Finding

SPLIT = {
    "conf/optimizer/adamw.yaml": "lr: 3e-4\n",
    "conf/schedule/cosine.yaml": "warmup_steps: 2000\n",
    "conf/data/web.yaml": "batch_size: 512\n",
}
MANIFEST = "[components.training-configuration]\npath = {}\n"


def _found(folder: Path, files: dict[str, str]) -> Finding:
    fill(folder, dict(files))
    with open_tree(str(folder)) as tree:
        return probes.run(probes.survey(tree))["training-configuration"]


@pytest.mark.parametrize("path", ['"conf"', '["conf/optimizer", "conf/data/*.yaml"]'])
def test_a_declared_folder_is_summed(path: str, tmp_path: Path) -> None:
    fill(tmp_path, {**SPLIT, "osaid.toml": MANIFEST.format(path)})
    report = report_on(tmp_path)
    part = next(one for one in report.components if one.id == "training-configuration")
    assert (part.here, report.problems) == ("found", ())
    assert "over" in part.evidence[0].why


@pytest.mark.parametrize("path", ['"conf/schedule"', '"conf/data"', '["conf/schedule", "conf/data"]'])
def test_a_declared_folder_that_holds_too_little_is_no_configuration(path: str, tmp_path: Path) -> None:
    fill(tmp_path, {**SPLIT, "osaid.toml": MANIFEST.format(path)})
    report = report_on(tmp_path)
    assert any("nothing like training-configuration" in problem.message for problem in report.problems)


@pytest.mark.parametrize(
    ("entry", "here"),
    [
        ("- optimizer: adamw\n  - data: web", "found"),
        ("- /optimizer: adamw\n  - data: [web]", "found"),
        ("- optimizer/adamw.yaml\n  - optional data@corpus: web", "found"),
        ("- optimizer: sgd\n  - data: web", "missing"),
        ("- optimizer: null\n  - data: web", "missing"),
        ("- optimizer: ../../adamw\n  - data: web", "missing"),
        ("optimizer: adamw\n  data: web", "missing"),
    ],
)
def test_what_the_defaults_of_a_file_name_is_summed(entry: str, here: str, tmp_path: Path) -> None:
    files = {**SPLIT, "conf/config.yaml": f"defaults:\n  {entry}\n"}
    assert _found(tmp_path, files).here == here


def test_files_that_compose_each_other_and_many_of_them_end(tmp_path: Path) -> None:
    names = "".join(f"  - part: {number}\n" for number in range(2_000))
    files = {
        f"conf/part/{number}.yaml": f"defaults:\n  - part: {number + 1}\n{names}" for number in range(60)
    }
    files["conf/part/60.yaml"] = "defaults:\n  - part: 0\nlr: 1e-3\nbatch_size: 4\n"
    files |= {f"gin/{number}.gin": f"include '{number - 1}.gin'\n" * 900 for number in range(60)}
    start = time.process_time()
    _found(tmp_path, files)
    assert time.process_time() - start < 10 * pace()
