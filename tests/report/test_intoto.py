"""The in-toto statement: over the bytes of the weights, signed and verified by others' clients."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from program import called
from systems import safetensors

from osaid_action.schema import load

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from gitrepo import Repo

    Run = Callable[..., subprocess.CompletedProcess[str]]

WEIGHTS = "weights/model.safetensors"
TYPE = "https://github.com/osaid/osaid/report/v1"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pointer(data: bytes) -> str:
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256(data)}\nsize {len(data)}\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(called, capsys)


def statement(run: Run, *options: str) -> dict[str, Any]:
    done = run("check", "--format=intoto", "--fail-on=never", *options)
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def subjects(made: dict[str, Any]) -> dict[str, str]:
    return {one["name"]: one["digest"]["sha256"] for one in made["subject"]}


def artifacts(made: dict[str, Any]) -> dict[str, str | None]:
    return {one["path"]: one["why"] for one in made["predicate"]["artifacts"]}


def test_it_is_over_the_bytes_of_the_weights(system: Repo, run: Run) -> None:
    made = statement(run)
    assert (made["_type"], made["predicateType"]) == ("https://in-toto.io/Statement/v1", TYPE)
    assert subjects(made) == {WEIGHTS: sha256((system.path / WEIGHTS).read_bytes())}
    Draft202012Validator(load("report")).validate(made["predicate"])
    assert made["predicate"]["target"]["dated"] == "2024-01-01T00:00:00Z"
    assert made == statement(run)
    # Others' attest steps take the report and the subjects apart.
    beside = run("check", "--format=json", "--output=intoto:made.json", "--fail-on=never")
    assert (
        json.loads(beside.stdout) == json.loads((system.path / "made.json").read_text("utf-8"))["predicate"]
    )


def test_a_client_signs_and_verifies_it_offline(system: Repo, run: Run) -> None:
    dsse = pytest.importorskip("securesystemslib.dsse")
    signer = pytest.importorskip("securesystemslib.signer").CryptoSigner
    read = pytest.importorskip("in_toto_attestation.v1.statement").Statement
    protobuf = pytest.importorskip("google.protobuf.json_format")
    text = run("check", "--format=intoto", "--fail-on=never").stdout
    parsed = read.copy_from_pb(protobuf.Parse(text, read([], "", {}).pb))
    parsed.validate()
    key = signer.generate_ecdsa()
    envelope = dsse.Envelope(text.encode(), "application/vnd.in-toto+json", {})
    envelope.sign(key)
    sent = json.loads(json.dumps(envelope.to_dict()))
    received = dsse.Envelope.from_dict(sent)
    received.verify([key.public_key], 1)
    told = subjects(json.loads(received.payload))
    assert told[WEIGHTS] == sha256((system.path / WEIGHTS).read_bytes())
    other = dsse.Envelope(
        text.replace(told[WEIGHTS], "0" * 64).encode(), received.payload_type, received.signatures
    )
    for wrong, by in ((other, key), (received, signer.generate_ecdsa())):
        with pytest.raises(pytest.importorskip("securesystemslib.exceptions").VerificationError):
            wrong.verify([by.public_key], 1)


def test_a_pointer_tells_the_digest_of_what_it_stands_for(system: Repo, run: Run) -> None:
    whole = safetensors()
    key = f"/annex/objects/SHA256E-s{len(whole)}--{sha256(whole)}.safetensors\n"
    system.commit({WEIGHTS: pointer(whole), "weights/a.safetensors": key, "weights/b.safetensors": ""})
    system.commit({"weights/b.safetensors": "# xet version 0\nfilesize = 10\nhash = '" + "a" * 64 + "'\n"})
    made = statement(run)
    assert subjects(made) == {WEIGHTS: sha256(whole), "weights/a.safetensors": sha256(whole)}
    assert artifacts(made)["weights/b.safetensors"] == "a Xet pointer to 10 bytes, which names no SHA-256"


@pytest.mark.parametrize("options", [(), ("--rev=HEAD",), ("--staged",)])
def test_large_files_are_read_piece_by_piece(system: Repo, run: Run, options: tuple[str, ...]) -> None:
    large = safetensors() + b"\0" * (3 << 20)
    # As a header says how long a file is, this one is named by the manifest.
    system.commit(
        {"osaid.toml": '[components.weights]\npath = ["weights/large.bin"]\n', "weights/large.bin": large}
    )
    assert subjects(statement(run, *options))["weights/large.bin"] == sha256(large)


def test_every_shard_counts_whatever_is_shown(system: Repo, run: Run) -> None:
    names = [f"model-{n:05}-of-00130.safetensors" for n in range(1, 131)]
    system.commit({name: safetensors() for name in names})
    assert set(names) <= set(subjects(statement(run)))


def test_of_a_family_the_weights_of_each_model_count(system: Repo, run: Run) -> None:
    files = {f"{name}/model.safetensors": safetensors(size) for name, size in (("a", 3_000), ("b", 4_000))}
    models = (
        f'[[models]]\nname = "{name}"\n[models.components.weights]\npath = "{name}/model.safetensors"\n'
        for name in ("a", "b")
    )
    system.commit({**files, "osaid.toml": "\n".join(models)})
    assert subjects(statement(run)) == {path: sha256(data) for path, data in files.items()}


def test_without_weights_there_is_nothing_to_attest(
    repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repo.path)
    repo.commit({"README.md": "# Nothing\n"})
    done = run("check", "--format=intoto", "--output=made.json")
    assert done.returncode == 3 and not (repo.path / "made.json").exists()
    assert "no weights here, and no place of theirs in osaid.toml" in done.stderr
    assert "osaid lock" in done.stderr


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a/b.git", "https://example.org/a/b.git"),
        ("git@example.org:a/b.git", "https://example.org/a/b.git"),
        ("https://ada:secret@example.org/a/b.git", None),
        ("https://example.org/a/b.git?token=secret", None),
        ("/home/ada/b", None),
    ],
)
def test_an_origin_is_told_where_it_holds_no_secret(
    system: Repo, run: Run, url: str, told: str | None
) -> None:
    system.git("remote", "add", "origin", url)
    made = statement(run)
    assert made["predicate"]["target"].get("origin") == told
    assert "secret" not in json.dumps(made)
