"""TARGET of a check: any place whose files somebody lists, as it is copied from a browser too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from gitrepo import Repo
from program import called
from standins import Fault, Hub, Repository, Server
from systems import MIT, TRAIN, safetensors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Check = Callable[..., dict[str, Any]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """The report on a target."""

    def run(*arguments: str) -> dict[str, Any]:
        done = called(capsys, "check", "--format=json", "--fail-on=never", "--no-cache", *arguments)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    return run


def status(report: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["status"] for item in report["items"]}


@pytest.mark.parametrize("target", ["hf:acme/tiny", "hf:acme/tiny@step1000", "hf://acme/tiny"])
def test_a_model_on_the_hub(hub: Hub, check: Check, target: str) -> None:
    hub.repositories["models/acme/tiny"].files = {
        "README.md": "---\nlicense: apache-2.0\n---\n# tiny\n",
        "model.safetensors": safetensors(),
    }
    report = check(target)
    assert report["target"]["name"] == "acme/tiny"
    assert report["target"]["commit"] == hub.repositories["models/acme/tiny"].sha
    assert report["subject"] == "model"
    assert (status(report)["P1"], status(report)["T-P"]) == ("met", "met")
    # Of weights no more than their heads are asked for.
    assert all(row["range"] for row in hub.asked("/cdn/"))


def test_a_page_of_the_hub_with_a_revision(hub: Hub, check: Check) -> None:
    assert check("https://huggingface.co/acme/tiny/tree/step1000")["subject"] == "model"
    assert hub.asked(r"/api/models/acme/tiny/revision/step1000")


def test_a_dataset_is_no_system(hub: Hub, check: Check) -> None:
    hub.repositories["datasets/acme/words"] = Repository({"README.md": "---\nlicense: mit\n---\n# Words\n"})
    report = check("hf:datasets/acme/words")
    assert (report["subject"], report["result"]) == ("dataset", "not-applicable")
    assert report["subject_why"] == "the Hub keeps it among its datasets"


def test_what_nobody_may_read_is_one_error(hub: Hub, capsys: pytest.CaptureFixture[str]) -> None:
    hub.repositories["models/acme/secret"] = Repository({"README.md": "x"}, private=True)
    for target, words in (("hf:acme/secret", "private, gated or not there"), ("hf:acme/none", "HF_TOKEN")):
        done = called(capsys, "check", target)
        assert done.returncode == 3
        assert words in done.stderr and done.stdout == ""


def test_a_gated_model_is_read_as_far_as_it_can_be_and_says_so(hub: Hub, check: Check) -> None:
    hub.repositories["models/acme/tiny"].gated = "auto"
    report = check("hf:acme/tiny")
    assert "hf:acme/tiny: access: gated (auto)" in report["limits"]
    # Weights that are listed and can't be opened are not missing.
    assert status(report)["P1"] != "unmet"


def test_the_license_of_a_card_that_nobody_may_read(hub: Hub, check: Check) -> None:
    """The Hub's API tells it; what else the card says is not known."""
    tiny = hub.repositories["models/acme/tiny"]
    tiny.card = {"license": "mit"}
    tiny.files = {"model.safetensors": safetensors(), "README.md": "# tiny"}
    hub.faults.append(Fault("/acme/tiny/resolve/.*README", status=401, headers={"X-Error-Code": "GatedRepo"}))
    report = check("hf:acme/tiny")
    terms = next(item for item in report["items"] if item["id"] == "T-P")
    assert (terms["status"], "card data of the API" in terms["why"]) == ("needs-review", True), terms


def test_a_record_of_an_archive(archives: Server, check: Check) -> None:
    record = {
        "id": 77,
        "metadata": {"title": "Tiny", "license": {"id": "apache-2.0"}, "access_right": "open"},
        "files": [{"key": "model.safetensors", "size": len(safetensors()), "checksum": "md5:0"}],
    }
    archives.route(r"^/api/records/77$", record)
    archives.route(r"^/api/records/77/files/model.safetensors/content", safetensors())
    for target in ("zenodo:77", "doi:10.5281/zenodo.77", "https://zenodo.org/records/77"):
        report = check(target)
        assert report["target"]["name"] == "zenodo:77"
        assert (status(report)["P1"], status(report)["T-P"]) == ("met", "met")


@pytest.fixture
def on_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """github.com/acme/mono, reached by the user's own settings."""
    repo = Repo(tmp_path / "mono")
    repo.commit({"LICENSE": MIT, "README.md": "# Many\n", "models/a/train.py": TRAIN, "models/b/x.txt": "1"})
    repo.git("config", "--global", f"url.{repo.url}.insteadOf", "https://github.com/acme/mono.git")
    return repo


@pytest.mark.parametrize(
    ("target", "name", "c2"),
    [
        ("github:acme/mono", "acme/mono", True),
        ("github:acme/mono#models/a", "acme/mono/models/a", True),
        ("https://github.com/acme/mono/tree/main/models/a", "acme/mono/models/a", True),
        ("https://github.com/acme/mono/tree/main/models/b/", "acme/mono/models/b", False),
        ("https://github.com/acme/mono/blob/main/models/b/x.txt", "acme/mono", True),
    ],
)
def test_a_folder_of_a_repository_elsewhere(
    on_github: Repo, check: Check, target: str, name: str, c2: bool
) -> None:
    report = check(target)
    assert (report["target"]["name"], report["target"]["commit"]) == (
        name,
        on_github.git("rev-parse", "HEAD").strip(),
    )
    training = next(one for one in report["components"] if one["id"] == "training-code")
    assert (training["here"] == "found") is c2
    # The license file above the folder covers it, as in a checkout.
    assert c2 is False or training["terms"]["expression"] == "MIT"


def test_a_folder_that_is_not_there(on_github: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    done = called(capsys, "check", "github:acme/mono#models/c")
    assert (done.returncode, done.stderr) == (2, "osaid: no folder 'models/c' at that commit of acme/mono\n")
