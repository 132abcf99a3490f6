"""Places elsewhere looked at for real: against stand-ins of the Hub, git hosts and archives, with faults."""

from __future__ import annotations

import hashlib
import json
import os
import ssl
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from gitrepo import Repo
from standins import SHA, Fault, GitHost, Hub, Repository, Server
from systems import DATA, MIT, MODEL, PREPARE, TRAIN, safetensors, whole

from osaid_action.addresses import parse_place
from osaid_action.model import Seen
from osaid_action.system import archive, lock
from osaid_action.system import look as resolve
from osaid_action.system import policy as rules
from osaid_action.system.lock import Lock
from osaid_action.system.named import Wanted
from osaid_action.system.net import Net
from osaid_action.system.policy import PlaceError, Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

trustme = pytest.importorskip("trustme")
TODAY = "2026-11-23"
CARD = "---\nlicense: apache-2.0\nbase_model: acme/base\n---\n# tiny\n\nA model.\n"
SHARDS = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
INDEX = json.dumps({"metadata": {"total_size": 4000}, "weight_map": dict(zip("ab", SHARDS, strict=True))})


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A certificate for loopback, and the file with the authority that signed it."""
    ca = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1", "127.0.0.2", "localhost").configure_cert(context)
    return context, path


@pytest.fixture(autouse=True)
def _trusting(
    authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[1]))
    monkeypatch.setenv("GIT_SSL_CAINFO", str(authority[1]))
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)


@pytest.fixture
def hub(authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    pytest.importorskip("huggingface_hub")
    # The client waits between its own tries.
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda _: None)
    with Hub(authority[0]) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"127.0.0.1:{made.port},127.0.0.2:{made.port}")
        made.repositories["models/acme/tiny"] = Repository(
            {"README.md": CARD, "LICENSE": MIT, "config.json": "{}", "model.safetensors": safetensors()},
            lfs={"model.safetensors"},
            card={"license": "apache-2.0", "base_model": "acme/base"},
            revisions=("main", "step1000"),
        )  # fmt: skip
        yield made


@pytest.fixture
def host(authority: tuple[ssl.SSLContext, Path], tmp_path: Path) -> Iterator[GitHost]:
    (tmp_path / "hosted").mkdir()
    with GitHost(authority[0], tmp_path / "hosted") as made:
        yield made


def look(
    place: str, *components: str, policy: Policy | None = None, old: Lock | None = None, pinned: bool = False
) -> Seen:
    """What is seen at one place; waiting takes no time."""
    reference = parse_place(place)
    [seen] = resolve.resolve(
        [Wanted(reference, components or ("weights",))], old or Lock(), policy or rules.settings(), TODAY,
        pinned=pinned, net=lambda allowed: Net(allowed, sleep=lambda _: None),
    )  # fmt: skip
    # Whatever is seen can be written and read.
    assert lock.parse("osaid.lock", lock.render([seen]).encode()).entries == (seen,)
    return seen


def part(seen: Seen, name: str = "weights") -> Any:
    return next(one for one in seen.parts if one.component == name)


# ------------------------------------------------------------------ the Hub


def test_a_model(hub: Hub) -> None:
    seen = look("hf:acme/tiny", "weights", "model-card")
    assert (seen.state, seen.resolved, seen.files) == ("verified", SHA, 4), seen.reason
    assert (
        seen.formats == ("safetensors: 1 file, 2,056 bytes", "safetensors headers: 1 tensors, 2,000 U8")
        or len(seen.formats) == 2
    )
    assert seen.bases == ("hf:acme/base",)
    found = part(seen)
    assert (found.outcome, found.evidence[0].path) == ("found", "model.safetensors")
    # The front matter says Apache-2.0, the LICENSE file MIT: both are shown.
    assert "Apache-2.0" in found.license
    # Of the weights, the header was asked for and no more.
    ranges = [row["range"] for row in hub.asked("^/cdn/")]
    assert ranges
    assert all(row and int(row.rpartition("-")[2]) < 5000 for row in ranges)


def test_a_model_at_a_revision_is_a_checkpoint(hub: Hub) -> None:
    seen = look("hf:acme/tiny@step1000", "intermediate-checkpoints")
    assert part(seen, "intermediate-checkpoints").outcome == "found"
    assert look("hf:acme/tiny", "intermediate-checkpoints").parts[0].outcome == "missing"


@pytest.mark.parametrize(("there", "outcome"), [(2, "found"), (1, "partial")])
def test_shards(hub: Hub, there: int, outcome: str) -> None:
    shards = SHARDS[:there]
    files: dict[str, Any] = {
        "model.safetensors.index.json": INDEX,
        **{name: safetensors() for name in shards},
    }
    hub.repositories["models/acme/sharded"] = Repository(files, lfs=shards)
    found = part(look("hf:acme/sharded"))
    assert found.outcome == outcome
    assert outcome == "found" or "1 of 2 shards" in found.evidence[0].why


def test_a_gated_model_is_seen_from_outside(hub: Hub) -> None:
    hub.repositories["models/acme/gated"] = Repository(
        {"README.md": "---\nlicense: llama2\n---\n", "model.safetensors": safetensors()}, gated="manual"
    )
    seen = look("hf:acme/gated")
    assert (seen.state, seen.gated) == ("verified", "manual")
    assert part(seen).outcome == "unreadable"
    assert any("model.safetensors: unreadable" in limit for limit in seen.limits)


def test_a_token_opens_a_gated_model_and_goes_to_no_other_host(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.repositories["models/acme/gated"] = Repository(
        {"README.md": "# x\n", "model.safetensors": safetensors()}, lfs={"model.safetensors"}, gated="manual"
    )
    monkeypatch.setenv("HF_TOKEN", hub.TOKEN)
    assert part(look("hf:acme/gated")).outcome == "found"
    assert {row["token"] for row in hub.log if row["host"] == "127.0.0.1"} == {f"Bearer {hub.TOKEN}"}
    assert {row["token"] for row in hub.log if row["host"] == "127.0.0.2"} == {None}


def test_a_dataset(hub: Hub) -> None:
    hub.repositories["datasets/acme/ds"] = Repository(
        {"README.md": "---\nlicense: cc-by-4.0\n---\n" + DATA, "data/train.jsonl": '{"text": "a"}\n' * 50},
        card={"license": "cc-by-4.0"},
    )
    seen = look("hf:datasets/acme/ds", "dataset", "data-documentation")
    assert seen.state == "verified", seen.reason
    assert dict(part(seen, "data-documentation").heads)["provenance"] != "missing"
    assert part(seen, "dataset").license == "CC-BY-4.0"


def test_what_a_card_names_as_data_is_noted(hub: Hub) -> None:
    tiny = hub.repositories["models/acme/tiny"]
    tiny.card = {"datasets": ["acme/ds", 5, {"a": []}], "base_model": [["x"], None, ""]}
    seen = look("hf:acme/tiny")
    assert (seen.state, seen.notes, seen.bases) == ("verified", ("the card names as data: acme/ds",), ()), (
        seen.reason
    )


def test_a_long_listing_is_read_page_by_page_up_to_a_bound(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.repositories["datasets/acme/many"] = Repository({f"d/{n:05}.jsonl": "{}" for n in range(2500)})
    assert look("hf:datasets/acme/many", "dataset").files == 2500
    from osaid_action.system import hub as module

    monkeypatch.setattr(module, "MOST_FILES", 1200)
    seen = look("hf:datasets/acme/many", "dataset")
    assert seen.files == 1200
    assert any("more than 1,200 files" in limit for limit in seen.limits)


def test_a_renamed_model_is_followed_and_said(hub: Hub) -> None:
    hub.moved["models/acme/old"] = "acme/tiny"
    seen = look("hf:acme/old")
    assert seen.state == "verified", seen.reason
    assert seen.notes == ("moved: hf:acme/old is now hf:acme/tiny",)


FAULTS = [
    (Fault("/api/models/acme/tiny", status=503), "503"),
    (Fault("/api/models/acme/tiny", status=429, headers={"Retry-After": "1"}), "429"),
    (Fault("/api/models/acme/tiny", status=403), "private, gated or not there"),
    (
        Fault("/api/models/acme/tiny", status=200, body=b"<html>", headers={"Content-Type": "text/html"}),
        "hf:acme/tiny",
    ),
    (Fault("/api/models/acme/tiny", status=0, body=b'{"id":'), "hf:acme/tiny"),
    (Fault("/tree/", status=502), "502"),
    (
        Fault("/api/models/acme/tiny", status=302, headers={"Location": "https://169.254.169.254/x"}),
        "not a host",
    ),
]


@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_a_fault_gives_a_reason_and_never_a_loss(hub: Hub, fault: Fault, words: str) -> None:
    before = look("hf:acme/tiny")
    hub.faults.append(Fault(**vars(fault)))
    seen = look("hf:acme/tiny", old=Lock(entries=(before,)))
    assert (seen.state, seen.parts) == ("unverified", ()), seen
    assert words in seen.reason
    assert lock.kept(before, seen) == before
    assert lock.drift(before, seen) == ()


def test_a_passing_fault_is_tried_again(hub: Hub) -> None:
    hub.faults += [
        Fault("/api/models/acme/tiny", status=503, times=2),
        Fault("/resolve/", status=503, times=1),
    ]
    assert look("hf:acme/tiny").state == "verified"


def test_what_can_not_be_read_of_a_model_is_not_missing(hub: Hub) -> None:
    hub.faults.append(Fault("/cdn/", status=500))
    seen = look("hf:acme/tiny")
    assert part(seen).outcome == "unreadable"


def test_gone_is_only_what_was_pinned(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", hub.TOKEN)
    assert look("hf:acme/never").state == "unverified"
    assert look("hf:acme/tiny@v9").state == "gone"
    before = look("hf:acme/tiny")
    del hub.repositories["models/acme/tiny"]
    after = look("hf:acme/tiny", old=Lock(entries=(before,)))
    assert after.state == "gone"
    assert lock.drift(before, after) == (f"gone: {after.reason}",)
    monkeypatch.delenv("HF_TOKEN")
    # To strangers the Hub says the same of a private model and of none: that is no loss.
    assert look("hf:acme/tiny", old=Lock(entries=(before,))).state == "unverified"


def test_the_hub_is_asked_at_all_only_where_it_may_be(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OSAID_PRIVATE_HOSTS")
    seen = look("hf:acme/tiny")
    assert seen.state == "unverified"
    assert "not public" in seen.reason or "not a public address" in seen.reason
    assert not hub.log


def test_many_places_at_once_each_within_its_own_bounds(hub: Hub) -> None:
    for n in range(12):
        hub.repositories[f"models/acme/m{n}"] = hub.repositories["models/acme/tiny"]
    rows = [Wanted(parse_place(f"hf:acme/m{n}"), ("weights",)) for n in range(12)]
    told: list[str] = []
    seen = resolve.resolve(rows, Lock(), rules.settings(), TODAY, progress=told.append)
    assert [one.state for one in seen] == ["verified"] * 12, [one.reason for one in seen]
    assert len(told) == 12


def test_without_the_extra_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert 'pip install "osaid[hub]"' in look("hf:acme/tiny").reason


# ------------------------------------------------------------------ git


@pytest.fixture
def trainer(host: GitHost, tmp_path: Path) -> tuple[str, Repo]:
    """(place, repository) of code on a host."""
    repo = Repo(tmp_path / "hosted" / "acme" / "trainer.git")
    repo.commit({"LICENSE": MIT, "src/train.py": TRAIN, "src/model.py": MODEL, "prepare.py": PREPARE})
    repo.git("tag", "v1")
    return f"git+https://localhost:{host.port}/acme/trainer.git", repo


def private(host: GitHost) -> Policy:
    return Policy(private=frozenset({f"localhost:{host.port}"}))


def test_code_at_another_repository(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    seen = look(f"{place}@v1", "training-code", policy=private(host))
    assert (seen.state, seen.resolved) == ("verified", repo.git("rev-parse", "HEAD")), seen.reason
    found = part(seen, "training-code")
    assert (found.outcome, found.license, found.verdict) == ("found", "MIT", "osi-approved")
    assert found.evidence[0].path == "src/train.py"


def test_a_commit_that_is_kept_needs_no_network(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    commit = repo.git("rev-parse", "HEAD")
    first = look(f"{place}@{commit}", "training-code", policy=private(host))
    host.log.clear()
    again = look(f"{place}@{commit}", "training-code", policy=private(host))
    assert again == first
    assert not host.log


@pytest.mark.parametrize(
    ("path", "outcome"),
    [("src", "found"), ("src/train.py", "found"), ("prepare.py", "missing"), ("none", "missing")],
)
def test_a_path_in_a_repository(trainer: tuple[str, Repo], host: GitHost, path: str, outcome: str) -> None:
    seen = look(f"{trainer[0]}@v1#{path}", "training-code", policy=private(host))
    assert part(seen, "training-code").outcome == outcome


def test_a_tag_that_moved_is_drift(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    before = look(f"{place}@v1", "training-code", policy=private(host))
    repo.commit(
        {"LICENSE": "Attribution-NonCommercial 4.0 International, CC BY-NC 4.0, non-commercial purposes only"}
    )
    repo.git("tag", "--force", "v1")
    after = look(f"{place}@v1", "training-code", policy=private(host), old=Lock(entries=(before,)))
    lines = lock.drift(before, after)
    assert lines[0].startswith("moved: v1 was ")
    assert any(line.startswith("training-code: terms were MIT (osi-approved), now ") for line in lines)


def test_an_unpinned_place_is_pinned_by_the_lock(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    before = look(place, "training-code", policy=private(host))
    old = Lock(entries=(before,))
    repo.git("rm", "-q", "src/train.py")
    repo.commit()
    assert (
        look(place, "training-code", policy=private(host), old=old, pinned=True).resolved == before.resolved
    )
    now = look(place, "training-code", policy=private(host), old=old)
    assert lock.drift(before, now)[:2] == (
        "files removed: 4 before, 3 now", "training-code: was found, now missing",
    )  # fmt: skip


def test_a_revision_that_is_not_there_is_gone(trainer: tuple[str, Repo], host: GitHost) -> None:
    seen = look(f"{trainer[0]}@v9", "training-code", policy=private(host))
    assert seen.state == "gone", seen.reason
    seen = look(f"{trainer[0]}@{'0' * 39}1", "training-code", policy=private(host))
    assert seen.state == "gone", seen.reason


def test_a_repository_that_is_not_there(host: GitHost) -> None:
    place = f"git+https://localhost:{host.port}/acme/none.git"
    assert look(place, policy=private(host)).state == "unverified"
    assert look(f"{place}@v1", policy=private(host)).state == "gone"
    host.faults.append(Fault("/acme", status=503))
    assert look(f"{place}@v1", policy=private(host)).state == "unverified"


def test_a_renamed_repository_is_followed_and_said(trainer: tuple[str, Repo], host: GitHost) -> None:
    host.moved["acme/old.git"] = "acme/trainer.git"
    seen = look(f"git+https://localhost:{host.port}/acme/old.git@v1", "training-code", policy=private(host))
    assert seen.state == "verified", seen.reason
    assert seen.notes[0].startswith("moved: ")


@pytest.mark.parametrize(("page", "kind"), [("gone", "gone"), ("", "denied"), ("failed", "failed")])
def test_github_says_of_a_repository_that_is_not_there_that_a_name_is_asked_for(page: str, kind: str) -> None:
    from osaid_action.system import git

    class Web:
        def get(self, url: str, **_: object) -> None:
            if url.endswith("git-upload-pack"):
                raise PlaceError("denied", "401")
            assert url == "https://github.com/acme/gone"
            if page:
                raise PlaceError(page, "the page")

    with pytest.raises(PlaceError) as error:
        git._approve("https://github.com/acme/gone.git", Web(), [])  # type: ignore[arg-type]
    assert error.value.kind == kind


def test_a_redirect_out_of_the_list_is_refused(trainer: tuple[str, Repo], host: GitHost) -> None:
    host.faults.append(
        Fault("/info/refs", status=301, headers={"Location": f"https://127.0.0.1:{host.port}/x.git"})
    )
    seen = look(f"{trainer[0]}@v1", "training-code", policy=private(host))
    assert (seen.state, len(host.log)) == ("unverified", 1)
    assert "not a host that is asked" in seen.reason


def test_git_asks_nothing_of_a_host_that_is_not_allowed(trainer: tuple[str, Repo], host: GitHost) -> None:
    seen = look(f"{trainer[0]}@v1", "training-code", policy=Policy())
    assert seen.state == "unverified"
    assert not host.log


def test_hooks_helpers_and_other_protocols_stay_out(
    trainer: tuple[str, Repo], host: GitHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own configuration may name helpers; for a stranger's place they are not run."""
    trap = tmp_path / "trap"
    settings = tmp_path / "settings"
    settings.write_text(
        f'[credential]\n helper = "!touch {trap}"\n[core]\n askPass = {trap}\n hooksPath = {tmp_path}\n',
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_ASKPASS", f"touch {trap}")
    (tmp_path / "reference-transaction").write_text(f"#!/bin/sh\ntouch {trap}\n", "utf-8")
    (tmp_path / "reference-transaction").chmod(0o755)
    assert look(f"{trainer[0]}@v1", "training-code", policy=private(host)).state == "verified"
    host.faults.append(
        Fault("/trainer.git/git-upload-pack$", status=401, headers={"WWW-Authenticate": "Basic"})
    )
    assert look(f"{trainer[0]}@v1", "training-code", policy=private(host)).state == "unverified"
    assert not trap.exists()


def test_the_users_own_rewriting_of_urls_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "mirror")
    repo.commit({"LICENSE": MIT, "train.py": TRAIN})
    settings = tmp_path / "settings"
    settings.write_text(
        f'[url "{repo.url}"]\n insteadOf = https://github.com/acme/trainer.git\n',
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    seen = look("github:acme/trainer", "training-code", policy=Policy())
    assert (seen.state, part(seen, "training-code").outcome) == ("verified", "found"), seen.reason


def test_a_repository_that_brings_too_much_is_given_up(
    trainer: tuple[str, Repo], host: GitHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osaid_action.repository.remote.FETCH_BOUNDS", (30.0, 10))
    host.faults.append(Fault("/trainer.git/git-upload-pack$", delay=1.2, times=1, status=200, body=b""))
    seen = look(f"{trainer[0]}@v1", "training-code", policy=private(host))
    assert (seen.state, "bytes, not fetched" in seen.reason) == ("unverified", True), seen.reason
    host.faults.append(Fault("/trainer.git/git-upload-pack$", delay=3, times=1, status=200, body=b""))
    monkeypatch.setattr("osaid_action.repository.remote.FETCH_BOUNDS", (0.5, 1 << 30))
    assert "no answer within" in look(f"{trainer[0]}@v1", "training-code", policy=private(host)).reason


def test_what_is_kept_has_a_bound(
    trainer: tuple[str, Repo], host: GitHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osaid_action.system import git

    monkeypatch.setattr(git, "MOST_KEPT", 1)
    for n in range(3):
        trainer[1].commit({"n": str(n)})
        assert look(trainer[0], "training-code", policy=private(host)).state == "verified"
    assert len(list((tmp_path / "cache" / "osaid" / "repositories").iterdir())) == 1


# ------------------------------------------------------------------ archives


@pytest.fixture
def archives(authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(authority[0], "127.0.0.1") as made:
        for name in ("ZENODO", "DATACITE", "GITHUB_API"):
            monkeypatch.setattr(archive, name, made.url)
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"127.0.0.1:{made.port}")
        yield made


def record(**changes: Any) -> dict[str, Any]:
    files = [{"key": "model.safetensors", "size": len(safetensors()), "checksum": "md5:0"}]
    metadata = {"title": "Tiny", "license": {"id": "cc-by-4.0"}, "access_right": "open"}
    return {"id": 7, "metadata": metadata, "files": files, **changes}


def test_a_zenodo_record(archives: Server) -> None:
    archives.route(r"^/api/records/7$", record())
    archives.route(r"^/api/records/7/files/model.safetensors/content", safetensors())
    seen = look("zenodo:7")
    assert (seen.state, seen.resolved, seen.notes) == ("verified", "zenodo:7", ("titled: Tiny",)), seen.reason
    assert (part(seen).outcome, part(seen).license, part(seen).verdict) == ("found", "CC-BY-4.0", "open")


@pytest.mark.parametrize(
    "body",
    [{}, {"id": "x"}, {"id": 7, "files": "none"}, {"id": 7, "files": [{"key": "../../x"}, 5, {"key": 3}]},
     {"id": 7, "metadata": [], "files": [{"key": "a", "size": -1}]}],
)  # fmt: skip
def test_a_record_of_another_shape(archives: Server, body: dict[str, Any]) -> None:
    archives.route(r"^/api/records/7$", body)
    seen = look("zenodo:7")
    assert seen.state == "unverified" or part(seen).outcome == "missing"


def test_a_record_that_is_gone(archives: Server) -> None:
    archives.faults.append(Fault("/api/records/7", status=410))
    assert look("zenodo:7").state == "gone"


def test_a_closed_record(archives: Server) -> None:
    archives.route(r"^/api/records/7$", record(metadata={"access_right": "restricted"}, files=[]))
    assert look("zenodo:7").gated == "restricted"


def test_a_doi_names_no_files(archives: Server) -> None:
    attributes = {"titles": [{"title": "Tiny"}], "rightsList": [{"rightsIdentifier": "cc-by-4.0"}]}
    archives.route(r"^/dois/10.1000/182$", {"data": {"attributes": attributes}})
    seen = look("doi:10.1000/182")
    assert (seen.state, seen.parts) == ("unverified", ())
    assert "registered as “Tiny” under cc-by-4.0; a DOI does not say which files there are" in seen.reason


def test_a_file_with_a_digest(archives: Server) -> None:
    archives.route("^/model.safetensors", safetensors())
    digest = hashlib.sha256(safetensors()).hexdigest()
    url = f"{archives.url}/model.safetensors"
    seen = look(f"{url}#sha256={digest}")
    assert (seen.state, seen.resolved, part(seen).outcome) == ("verified", f"sha256:{digest}", "found"), (
        seen.reason
    )
    assert look(url).resolved == f"sha256:{digest}"
    wrong = look(f"{url}#sha256={'0' * 64}")
    assert wrong.state == "gone"
    assert "not the one declared" in wrong.reason


def test_a_file_too_large_to_be_read_whole(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_HASHED", 100)
    archives.route("^/model.safetensors", safetensors())
    url = f"{archives.url}/model.safetensors"
    assert look(f"{url}#sha256={'0' * 64}").state == "unverified"
    seen = look(url)
    assert (seen.resolved, part(seen).outcome) == (f"size:{len(safetensors())}", "found")


def test_a_web_page_is_no_file(archives: Server) -> None:
    archives.faults.append(Fault("/w.bin", status=200, headers={"Content-Type": "text/html"}, body=b"<html>"))
    assert "a web page, not a file" in look(f"{archives.url}/w.bin").reason


def test_an_asset_of_a_release(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = "sha256:" + hashlib.sha256(safetensors()).hexdigest()
    assets = [{"name": "w.safetensors", "size": len(safetensors()), "digest": digest}]
    archives.route(r"^/repos/o/n/releases/tags/v1$", {"assets": assets})
    seen = look("https://github.com/o/n/releases/download/v1/w.safetensors")
    assert (seen.state, seen.resolved) == ("verified", digest), seen.reason
    # The listing was read; the file's own host is out of reach here, so its contents were not.
    assert part(seen).outcome == "unreadable"
    assert look("https://github.com/o/n/releases/download/v1/other.bin").state == "gone"


@pytest.mark.parametrize(
    "place", ["s3://b/k", "magnet:?xt=urn:btih:abc", "kaggle:models/o/m", "arxiv:2101.00027", "hf:spaces/o/s"]
)
def test_what_nobody_can_verify(place: str) -> None:
    seen = look(place, policy=Policy())
    assert (seen.state, seen.parts) == ("unverifiable", ())


# ------------------------------------------------------------------ the command line


@pytest.fixture
def system(hub: Hub, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A folder whose weights are on the Hub, and osaid run in it."""
    folder = tmp_path / "system"
    folder.mkdir()
    files = whole()
    del files["weights/model.safetensors"]
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.weights]\nat = "hf:acme/tiny"\n'
    for name, contents in files.items():
        (folder / name).write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    hub.repositories["models/acme/tiny"] = Repository(
        {"README.md": "---\nlicense: mit\n---\n# tiny\n", "model.safetensors": safetensors()},
        lfs={"model.safetensors"},
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795434000", "PYTHONWARNINGS": "error"}
        return subprocess.run(
            [sys.executable, "-m", "osaid_action", *arguments],
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def statuses(run: Callable[..., subprocess.CompletedProcess[str]], *arguments: str) -> dict[str, str]:
    done = run("check", "--format", "json", "--fail-on", "never", *arguments)
    assert done.returncode == 0, done.stderr
    return {item["id"]: item["status"] for item in json.loads(done.stdout)["items"]}


def test_from_no_lock_to_drift(
    system: Callable[..., subprocess.CompletedProcess[str]], hub: Hub, tmp_path: Path
) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert statuses(system, "--offline")["P1"] == "external"
    assert statuses(system, "--online")["P1"] == "met"
    assert not path.exists()

    done = system("lock")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "verified     hf:acme/tiny" in done.stdout
    assert "no revision is named, now pinned" in done.stdout
    written = path.read_bytes()
    assert system("lock").returncode == 0
    assert path.read_bytes() == written

    hub.log.clear()
    assert statuses(system, "--offline")["P1"] == "met"
    assert statuses(system)["T-P"] == "met"
    assert not hub.log, "an offline check asks nobody"

    done = system("lock", "--check")
    assert (done.returncode, done.stdout) == (0, "No drift.\n")

    hub.repositories["models/acme/tiny"].files["README.md"] = "---\nlicense: cc-by-nc-4.0\n---\n# tiny\n"
    hub.repositories["models/acme/tiny"].gated = "auto"
    done = system("lock", "--check")
    assert done.returncode == 1
    assert "- hf:acme/tiny: access: was open, now auto\n" in done.stdout
    assert (
        "- hf:acme/tiny: weights: terms were MIT (osi-approved), now " in done.stdout
        or "unreadable" in done.stdout
    )
    assert path.read_bytes() == written

    hub.faults.append(Fault("/api/", status=503, headers={"Retry-After": "0"}))
    done = system("lock", "--check")
    assert done.returncode == 3
    assert "Not looked at this time:" in done.stdout
    assert system("lock").returncode == 3
    assert path.read_bytes() == written, "what failed keeps its entry"
    assert statuses(system, "--online")["P1"] == "met"


def test_online_and_offline_contradict_each_other(
    system: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert system("check", "--online", "--offline").returncode == 2


def test_a_place_that_is_no_longer_named(
    system: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert system("lock").returncode == 0
    manifest = tmp_path / "system" / "osaid.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("acme/tiny", "acme/tiny@main"), "utf-8")
    done = system("lock", "--check")
    assert done.returncode == 1
    assert "- hf:acme/tiny@main: not in the lock: run osaid lock\n" in done.stdout
    assert "- hf:acme/tiny: in the lock, and named by nothing here: run osaid lock\n" in done.stdout


def test_a_bare_repository_has_no_place_for_a_lock(make_repo: Callable[..., Repo]) -> None:
    bare = make_repo("bare.git", "--bare")
    source = make_repo("source")
    source.commit(whole())
    source.git("push", "--quiet", str(bare), "HEAD:main")
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", "lock", str(bare)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "bare repository" in done.stderr) == (2, True), done.stderr


def test_nothing_to_lock(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", "lock", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, list(tmp_path.glob("osaid.lock"))) == (0, [])
