"""Repositories that are asked for by their address, with stand-ins for GitHub and the Hub."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from gitrepo import Repo
from program import run
from served import Check
from standins import Fault, Forge, Hub, Repository
from systems import ROOT, whole

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"


class Web(NamedTuple):
    """The page, and those whom it asks."""

    check: Check
    forge: Forge
    hub: Hub


@pytest.fixture
def web(check: Check, forge: Forge, hub: Hub) -> Iterator[Web]:
    """With nothing wrong, and nobody asked yet."""
    for server in (forge, hub):
        server.log.clear()
        server.faults.clear()
    forge.truncated = False
    yield Web(check, forge, hub)
    assert check.told == []


def no_target(report: str) -> dict[str, Any]:
    """A report without what it calls the repository."""
    value: dict[str, Any] = json.loads(report)
    del value["target"]
    return value


def of_command_line(target: Path, *options: str) -> dict[str, Any]:
    return no_target(
        run("check", str(target), "--rev", "HEAD", "--format", "json", "--no-cache", *options).stdout
    )


def kept(web: Web, repo: Repo, name: str, files: dict[str, str | bytes]) -> str:
    web.forge.repositories[name] = repo.path
    return repo.commit(files)


def test_a_repository_on_github_gives_the_report_on_its_commit(web: Web, repo: Repo) -> None:
    shutil.copytree(ROOT / "examples" / "complete", repo.path, dirs_exist_ok=True)
    commit = kept(web, repo, "acme/tiny", {})
    said = web.check.asks("https://github.com/acme/tiny/tree/main")
    assert said == "Looking-Glass: complete, with 1 for a person to judge. 12 of 13 required items met."
    assert no_target(web.check.saved("json")) == of_command_line(repo.path)
    assert web.check.json()["target"]["commit"] == commit
    # Two questions to the API, whose answers are counted by the hour.
    assert len(web.forge.asked("^/repos/")) == 2
    link = web.check.page.frame_locator("#report").locator("a").first
    assert link.get_attribute("href") == f"https://github.com/acme/tiny/commit/{commit}"
    assert link.get_attribute("target") == "_blank"
    # Of what is large, no more than its start.
    parts = [row for row in web.forge.log if row["range"]]
    assert parts and all(row["host"] == "127.0.0.2" for row in parts)


def test_a_folder_of_a_repository_has_the_license_above_it(web: Web, repo: Repo) -> None:
    files = {f"models/tiny/{path}": text for path, text in whole().items()}
    files["LICENSE"] = files.pop("models/tiny/LICENSE")
    kept(web, repo, "acme/many", files)
    web.check.asks("github.com/acme/many/tree/main/models/tiny")
    assert no_target(web.check.saved("json")) == of_command_line(repo.path / "models" / "tiny")
    assert web.check.asks("github.com/acme/many/tree/main/models/none").startswith(
        "no folder 'models/none' in"
    )


def test_a_model_on_the_hub_gives_the_report_of_the_command_line(
    web: Web, authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    card = {"license": "apache-2.0", "datasets": ["acme/corpus"]}
    text = "---\nlicense: apache-2.0\ndatasets: [acme/corpus]\n---\n# Tiny\n\nTrained on 3 billion tokens.\n"
    files = {"README.md": text, "model.safetensors": b"\x08\0\0\0\0\0\0\0{}      " + bytes(3_000_000)}
    files |= {f"logs/{number}.txt": "x" for number in range(1_100)}
    web.hub.repositories["models/acme/tiny"] = Repository(files, lfs={"model.safetensors"}, card=card)
    with monkeypatch.context() as patch:
        patch.setattr(web.hub, "called", "https://huggingface.co")
        patch.setattr(web.hub, "large", "https://cdn-lfs.hf.co")
        web.check.asks("huggingface.co/acme/tiny")
    # The listing comes in pages; large files are elsewhere, and no more is asked for than their start.
    assert len(web.hub.asked("/tree/")) >= 2
    assert web.hub.asked("^/cdn/") and all(row["range"] for row in web.hub.asked("^/cdn/"))
    hosts = f"127.0.0.1:{web.hub.port},127.0.0.2:{web.hub.port}"
    done = run(
        *("check", "hf:acme/tiny", "--format", "json", "--no-cache"),
        HF_ENDPOINT=web.hub.url,
        OSAID_PRIVATE_HOSTS=hosts,
        SSL_CERT_FILE=str(authority[1]),
    )
    assert no_target(web.check.saved("json")) == no_target(done.stdout), done.stderr


def test_files_that_do_not_come_leave_it_undetermined(web: Web, repo: Repo) -> None:
    kept(web, repo, "acme/tiny", whole())
    web.forge.faults.append(Fault(r"^/acme/tiny/\w{40}/(?!osaid\.toml)", status=429))
    said = web.check.asks("github.com/acme/tiny")
    report = web.check.json()
    assert report["result"] == "undetermined"
    assert "unmet" not in {item["status"] for item in report["items"]}
    assert any("429, try again later" in limit for limit in report["limits"])
    assert "of the files that matter could not be read" in said
    # Who says that it is asked too often is asked no more.
    assert len(web.forge.asked(r"^/acme/")) <= 8
    web.forge.faults[:] = [Fault("LICENSE", status=500)]
    web.check.asks("github.com/acme/tiny")
    assert "unmet" not in {item["status"] for item in web.check.json()["items"]}
    web.check.told.clear()


def test_a_listing_that_was_cut_leaves_open_what_is_missing(web: Web, repo: Repo) -> None:
    kept(web, repo, "acme/part", {"README.md": "# A model\n", "train.py": whole()["train.py"]})
    web.forge.truncated = True
    web.check.asks("github.com/acme/part")
    report = web.check.json()
    assert report["result"] == "undetermined"
    assert "GitHub's listing was cut: the rest of the files was not looked at" in report["limits"]
    assert "unmet" not in {item["status"] for item in report["items"]}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("/commits/", status=403, headers={"X-RateLimit-Remaining": "0"}), "403, try again later\n"),
        (Fault("/git/trees/", status=429), "429, try again later\n"),
        (Fault("/git/trees/", status=200, body=b"{}"), "the answer is no listing\n"),
        (Fault("/git/trees/", status=200, body=b"<p>"), "not valid JSON\n"),
        (Fault("/commits/", status=404), "404, it is not there"),
    ],
    ids=["limit", "busy", "nothing", "a page", "none"],
)
def test_without_a_listing_there_is_no_report(web: Web, repo: Repo, fault: Fault, words: str) -> None:
    kept(web, repo, "acme/tiny", whole())
    web.forge.faults.append(fault)
    said = web.check.asks("github.com/acme/tiny")
    assert words in f"{said}\n"
    assert ("dropped here" in said) == (fault.status != 404)
    assert web.check.page.locator("#result").is_hidden()
    web.check.told.clear()


def test_addresses_that_are_none_ask_nobody(web: Web) -> None:
    for address in ("example.org/a/b", "javascript:alert(1)", "github.com/acme", f"github.com/a/{HOSTILE}"):
        said = web.check.asks(address)
        assert "expected" in said or "only repositories on GitHub" in said, said
    assert web.forge.log == web.hub.log == []


def test_what_a_stranger_wrote_is_text(web: Web, repo: Repo) -> None:
    files = {
        f"train {HOSTILE}.py": whole()["train.py"],
        "README.md": f"# {HOSTILE}\n\nTrained on {HOSTILE}.\n",
    }
    kept(web, repo, "acme/evil", files)
    assert web.check.asks("github.com/acme/evil").startswith("acme/evil: ")
    assert HOSTILE in web.check.page.frame_locator("#report").locator("body").inner_text()
    assert "owned" not in web.check.page.title()


def test_python_that_can_not_wait_asks_in_turn(web: Web, repo: Repo) -> None:
    """As in a browser without JSPI."""
    kept(web, repo, "acme/turn", whole())
    web.check.page.workers[0].evaluate("delete WebAssembly.Suspending")
    web.check.asks("github.com/acme/turn")
    assert no_target(web.check.saved("json")) == of_command_line(repo.path)
