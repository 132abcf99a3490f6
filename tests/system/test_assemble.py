"""`osaid init PLACE ...`: a manifest and a lock from one look at each place, which a check then holds to."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from gitrepo import Repo
from program import called
from standins import Fault, Hub, Repository
from systems import MIT, PREPARE, safetensors, whole

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PLACES = ("github:acme/trainer", "hf:acme/tiny", "hf:datasets/acme/words")


@pytest.fixture
def here(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """An empty folder to run osaid in; code at GitHub, weights and data on the Hub."""
    files = {name: text for name, text in whole().items() if not name.startswith(("weights/", "osaid."))}
    code = Repo(tmp_path / "trainer")
    code.commit(files)
    code.git("config", "--global", f"url.{code.url}.insteadOf", "https://github.com/acme/trainer.git")
    card = "---\nlicense: mit\ndatasets: [acme/words, acme/more]\n---\n# tiny\n"
    hub.repositories["models/acme/tiny"] = Repository(
        {"README.md": card, "model.safetensors": safetensors()}, lfs={"model.safetensors"}
    )
    hub.repositories["datasets/acme/words"] = Repository(
        {"README.md": "---\nlicense: cc-by-4.0\n---\n# Words\n", "train.parquet": "PAR1"},
        card={"license": "cc-by-4.0"},
    )
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795434000")
    return partial(called, capsys)


def manifest(tmp_path: Path) -> dict[str, Any]:
    return tomllib.loads((tmp_path / "system" / "osaid.toml").read_text(encoding="utf-8"))


def test_from_addresses_to_a_result_by_one_command(here: Run, hub: Hub, tmp_path: Path) -> None:
    done = here("init", "--name", "Tiny", *PLACES)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Wrote osaid.lock: 3 places" in done.stdout
    # The description of the data, and whether the license on its card covers that description.
    assert (
        "\nTiny: terms, for a person to read, 11 of 13 required items met, 2 for a person to judge\n"
        in done.stdout
    )
    made = manifest(tmp_path)
    head = Repo.at(tmp_path / "trainer").git("rev-parse", "HEAD").strip()
    sha = hub.repositories["models/acme/tiny"].sha
    assert made["places"] == {
        "trainer": f"github:acme/trainer@{head}",
        "tiny": f"hf:acme/tiny@{sha}",
        "words": f"hf:datasets/acme/words@{sha}",
    }
    declared = {name: entry["at"] for name, entry in made["components"].items()}
    assert declared["training-code"] == "trainer"
    assert declared["weights"] == "tiny"
    assert made["data"] == [{"name": "words", "access": "open", "where": "words"}]
    # Each place was asked for once, and the lock is what `osaid lock` would write.
    assert len(hub.asked("^/api/models/acme/tiny/tree")) == 1
    lock = tmp_path / "system" / "osaid.lock"
    written = lock.read_bytes()
    assert here("lock", "--check").stdout == "No drift.\n"
    assert here("lock").returncode == 0
    assert lock.read_bytes() == written
    hub.log.clear()
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    assert not report["problems"] and not hub.log
    assert [one["id"] for one in report["items"] if one["status"] == "needs-review"] == ["D1", "T-D"]


def test_what_documents_name_besides_is_suggested(here: Run, tmp_path: Path) -> None:
    here("init", *PLACES)
    text = (tmp_path / "system" / "osaid.toml").read_text(encoding="utf-8")
    suggested = '# access = "public"\n# where = "hf:datasets/acme/more"  # tiny: README.md:1 names it'
    assert f'# name = "acme/more"\n{suggested}' in text
    assert '# name = "acme/words"' not in text


def test_a_place_that_cannot_be_looked_at_is_said_and_the_rest_written(
    here: Run, hub: Hub, tmp_path: Path
) -> None:
    hub.faults.append(Fault("/api/datasets/acme/words", status=401))
    done = here("init", *PLACES)
    assert done.returncode == 3
    assert "osaid: hf:datasets/acme/words: unverified, " in done.stderr
    made = manifest(tmp_path)
    assert made["places"]["words"] == "hf:datasets/acme/words"
    assert "data" not in made and made["components"]["weights"]["at"] == "tiny"


def test_what_is_there_is_kept_and_added_to(here: Run, hub: Hub, tmp_path: Path) -> None:
    path = tmp_path / "system" / "osaid.toml"
    mine = (
        '[places]\ncode = "github:acme/trainer"  # mine\n\n# Of the run.\n[components.training-code]\n'
        'at = "code"\n\n[[data]]\nname = "Own"\naccess = "public"\nwhere = "https://acme.example/own"\n'
    )
    path.write_text(mine, encoding="utf-8")
    assert here("init", *PLACES).returncode == 2
    assert path.read_text(encoding="utf-8") == mine
    here("lock")
    done = here("init", "--update", *PLACES[1:])
    assert done.returncode == 0, done.stderr
    made, text = manifest(tmp_path), path.read_text(encoding="utf-8")
    assert list(made["places"]) == ["code", "tiny", "words"]
    assert made["components"]["training-code"] == {"at": "code"}
    assert [one["name"] for one in made["data"]] == ["Own", "words"]
    assert text.index("# Of the run.\n[components.training-code]") > text.index("tiny = ")
    assert all(line in text.splitlines() for line in mine.splitlines())
    # The lock keeps what it had of the place that was not looked at now.
    lock = (tmp_path / "system" / "osaid.lock").read_text(encoding="utf-8")
    assert lock.count("[[references]]") == 3
    again = here("init", "--update", *PLACES[1:])
    assert "is up to date" in again.stderr
    assert path.read_text(encoding="utf-8") == text
    more = here("init", "--update", "hf:acme/tiny", "github:acme/trainer", "--name", "Tiny", "--version", "2")
    assert more.returncode == 0
    assert manifest(tmp_path)["system"] == {"name": "Tiny", "version": "2"}


def test_nothing_is_written_on_a_dry_run(here: Run, tmp_path: Path) -> None:
    done = here("init", "--dry-run", *PLACES)
    assert "+++ osaid.toml" in done.stdout and "+++ osaid.lock" in done.stdout
    assert list((tmp_path / "system").iterdir()) == []


def test_a_clone_with_what_it_points_to(here: Run, hub: Hub, tmp_path: Path) -> None:
    """Code is here, a README points to the weights: with --online they are looked at."""
    folder = tmp_path / "system"
    for name, text in whole().items():
        if not name.startswith(("weights/", "osaid.")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    readme = folder / "README.md"
    link = "\n## Weights\n\nDownload the model weights from https://huggingface.co/acme/tiny\n"
    readme.write_text(readme.read_text(encoding="utf-8") + link, encoding="utf-8")
    assert here("init").returncode == 0
    assert not hub.log and "places" not in manifest(tmp_path)
    (folder / "osaid.toml").unlink()
    assert here("init", "--online").returncode == 0
    made = manifest(tmp_path)
    assert made["components"]["training-code"]["path"] == "train.py"
    assert made["components"]["weights"]["at"] == "tiny"


def test_a_tool_for_data_is_no_trainer_of_the_model(here: Run, tmp_path: Path) -> None:
    """A repository that trains a filter on the way does not train the system's model."""
    tools = Repo(tmp_path / "tools")
    tools.commit(
        {
            "LICENSE": MIT,
            "README.md": "# Sieve\n\nSieve is a Python library and toolkit to filter and deduplicate text "
            "datasets.\n\n## Installation\n\n```\npip install sieve\n```\n\n## Usage\n\n"
            "```python\nimport sieve\n\nsieve.run('docs')\n```\n\n## Contributing\n\nSee CONTRIBUTING.md.\n",
            "CONTRIBUTING.md": "# Contributing\n\nRun the tests.\n",
            "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "sieve"\n'
            'version = "1"\nclassifiers = ["Topic :: Software Development :: Libraries"]\n',
            "tests/test_sieve.py": "import sieve\n\n\ndef test_it():\n    assert sieve.run\n",
            "sieve/__init__.py": "def run(path):\n    return path\n",
            "sieve/dedupe.py": "def dedupe(rows):\n    return list(dict.fromkeys(rows))\n",
            "sieve/prepare.py": PREPARE,
            "scripts/filter.py": whole()["train.py"],
        }
    )
    tools.git("config", "--global", f"url.{tools.url}.insteadOf", "https://github.com/acme/sieve.git")
    here("init", "github:acme/sieve", *PLACES)
    made = manifest(tmp_path)["components"]
    assert made["training-code"]["at"] == "trainer"
    assert set(made["data-processing-code"]["at"]) == {"sieve", "trainer"}


def test_several_models_are_a_family(here: Run, hub: Hub, tmp_path: Path) -> None:
    """Each with a result of its own; the lock has them all."""
    chat = "---\nlicense: cc-by-nc-4.0\n---\n# chat\n"
    hub.repositories["models/acme/tiny-chat"] = Repository(
        {"README.md": chat, "model.safetensors": safetensors()}, lfs={"model.safetensors"}
    )
    assert here("init", *PLACES, "hf:acme/tiny-chat").returncode == 0
    made = manifest(tmp_path)
    assert "weights" not in made["components"]
    assert made["models"] == [
        {"name": name, "components": {"weights": {"at": name}}} for name in ("tiny", "tiny-chat")
    ]
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    assert [
        (model["name"], next(item["status"] for item in model["items"] if item["id"] == "T-P"))
        for model in report["models"]
    ] == [("tiny", "met"), ("tiny-chat", "unmet")]
    assert not report["problems"]
    assert here("lock", "--check").stdout == "No drift.\n"
    assert "is up to date" in here("init", "--update", *PLACES, "hf:acme/tiny-chat").stderr


def model(terms: str, base: str = "") -> Repository:
    front = f"license: {terms}\n" + (f"base_model: {base}\n" if base else "")
    files: dict[str, bytes | str] = {
        "README.md": f"---\n{front}---\n# m\n",
        "model.safetensors": safetensors(),
    }
    card = {"license": terms, **({"base_model": base} if base else {})}
    return Repository(files, lfs={"model.safetensors"}, card=card)


def terms_of(report: dict[str, Any], name: str = "") -> tuple[str, str]:
    """Status and reason of T-P, of one model of a family."""
    where = next(one for one in report["models"] if one["name"] == name) if name else report
    found = next(item for item in where["items"] if item["id"] == "T-P")
    return found["status"], found["why"]


def test_what_a_model_was_made_from_is_followed_to_the_root(here: Run, hub: Hub, tmp_path: Path) -> None:
    """Its terms bind, at whatever step they stand; of its code and data a person is asked."""
    hub.repositories |= {
        "models/acme/chat": model("mit", "acme/mid"),
        "models/acme/mid": model("apache-2.0", "acme/root"),
        "models/acme/root": model("llama2"),
    }
    assert here("init", *PLACES[::2], "hf:acme/chat").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    status, why = terms_of(report)
    assert status == "unmet" and "(hf:acme/root@" in why
    assert [row["place"].partition("@")[0] for row in report["elsewhere"] if "made from" in row["why"]] == [
        "hf:acme/chat", "hf:acme/mid", "hf:acme/root",
    ]  # fmt: skip
    assert "acme/mid" not in str(manifest(tmp_path))
    assert here("lock", "--check").stdout == "No drift.\n"
    written = (tmp_path / "system" / "osaid.lock").read_bytes()
    assert here("lock").returncode == 0
    assert (tmp_path / "system" / "osaid.lock").read_bytes() == written
    # The root changes its mind.
    hub.repositories["models/acme/root"] = model("mit")
    assert "hf:acme/root: weights: terms were" in here("lock", "--check").stdout
    assert here("lock").returncode == 0
    assert terms_of(json.loads(here("check", "--format=json", "--offline").stdout))[0] == "met"


def test_what_a_card_here_names_is_followed_too(here: Run, hub: Hub, tmp_path: Path) -> None:
    """A clone of a model on the Hub, whose own card says what it was made from."""
    folder = tmp_path / "system"
    for name, data in model("mit", "acme/root").files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "osaid.toml").write_text('[components.weights]\npath = "model.safetensors"\n', encoding="utf-8")
    hub.repositories["models/acme/root"] = model("llama2")
    status, why = terms_of(json.loads(here("check", "--format=json", "--offline").stdout))
    assert status == "needs-review" and "made from hf:acme/root" in why
    assert here("lock").returncode == 0
    status, why = terms_of(json.loads(here("check", "--format=json", "--offline").stdout))
    assert status == "unmet" and "(hf:acme/root@" in why
    assert here("lock", "--check").stdout == "No drift.\n"
    report = json.loads(here("check", "--format=json", "--online").stdout)
    assert terms_of(report)[0] == "unmet"
    assert [row["state"] for row in report["elsewhere"]] == ["verified"]


def test_a_base_that_cannot_be_read_is_asked_about(here: Run, hub: Hub) -> None:
    hub.repositories["models/acme/chat"] = model("mit", "acme/none")
    assert here("init", *PLACES[::2], "hf:acme/chat").returncode == 0
    status, why = terms_of(json.loads(here("check", "--format=json", "--offline").stdout))
    assert status == "needs-review" and "made from hf:acme/none" in why


@pytest.mark.parametrize(
    ("front", "config", "words"),
    [
        ("base_model: acme/tiny\nbase_model_relation: quantized\n", False, "quantized from hf:acme/tiny"),
        ("base_model: acme/tiny\nbase_model_relation: [odd]\n", False, "made from hf:acme/tiny"),
        ("base_model: [acme/tiny, acme/more]\n", False, "merged from hf:acme/tiny, hf:acme/more"),
        ("", True, "an adapter of hf:acme/tiny"),
    ],
)
def test_how_a_model_was_made_from_others_is_said(
    here: Run, hub: Hub, tmp_path: Path, front: str, config: bool, words: str
) -> None:
    made = model("mit")
    made.files["README.md"] = f"---\nlicense: mit\n{front}---\n"
    made.card = yaml.safe_load(front) or {}
    if config:
        del made.files["model.safetensors"]
        made.files["adapter_model.safetensors"] = safetensors()
        made.files["adapter_config.json"] = '{"base_model_name_or_path": "acme/tiny", "peft_type": "LORA"}'
    hub.repositories["models/acme/made"] = made
    text = '[components.weights]\nat = "hf:acme/made"\n'
    (tmp_path / "system" / "osaid.toml").write_text(text, encoding="utf-8")
    assert here("lock").returncode == (3 if "more" in front else 0)
    report = json.loads(here("check", "--format=json", "--offline", "--fail-on=never").stdout)
    assert any(words in row["why"] for row in report["elsewhere"]), report["elsewhere"]


def distilled(terms: str, teacher: str) -> Repository:
    made = model(terms)
    link = f"[it](https://huggingface.co/{teacher})"
    made.files["README.md"] = f"---\nlicense: {terms}\n---\n# m\n\nThis model is distilled from {link}.\n"
    return made


@pytest.mark.parametrize(
    ("teacher", "root", "status"),
    [("mit", "apache-2.0", "met"), ("llama2", "mit", "needs-review"), ("mit", "llama2", "needs-review")],
)
def test_the_terms_of_a_teacher_are_for_a_person_to_judge(
    here: Run, hub: Hub, teacher: str, root: str, status: str
) -> None:
    """They are looked at like those of a base, and make nothing restricted."""
    hub.repositories |= {
        "models/acme/small": distilled("mit", "acme/big"),
        "models/acme/big": model(teacher, "acme/root"),
        "models/acme/root": model(root),
    }
    assert here("init", *PLACES[::2], "hf:acme/small").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline", "--fail-on=never").stdout)
    told, why = terms_of(report)
    assert told == status
    assert ("distilled from hf:acme/big (hf:acme/small@" in why) == (status != "met")
    rows = {row["place"].partition("@")[0]: row["why"] for row in report["elsewhere"]}
    assert "distilled from hf:acme/big" in rows["hf:acme/small"]
    assert rows["hf:acme/big"].startswith("what the weights were distilled from; under ")
    assert rows["hf:acme/root"].startswith("what their teacher comes from; under ")
    items = {item["id"]: item["why"] for item in report["items"]}
    assert "distilled from hf:acme/big" in items["P1"]
    assert not any("acme" in items[name] and "owed" in items[name] for name in ("C1", "C2", "D1", "D2"))
    if status != "met":
        assert "osaid waive T-P" in here("check", "--offline", "--fail-on=never").stdout
    assert here("lock", "--check").stdout == "No drift.\n"


def test_a_teacher_that_a_card_here_names_is_followed_too(here: Run, hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "system"
    for name, data in distilled("mit", "acme/root").files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (folder / "osaid.toml").write_text('[components.weights]\npath = "model.safetensors"\n', encoding="utf-8")
    words = "distilled from hf:acme/root (README.md:6), whose terms may bind"
    hub.repositories["models/acme/root"] = model("llama2")
    status, why = terms_of(json.loads(here("check", "--format=json", "--offline").stdout))
    assert status == "needs-review" and words in why and "made from" not in why
    assert "distilled from looked at" in here("check", "--offline", "--fail-on=never").stdout
    assert here("lock").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    assert terms_of(report)[0] == "needs-review" and words in terms_of(report)[1]
    [teacher] = next(part for part in report["components"] if part["id"] == "weights")["teachers"]
    assert (teacher["url"], teacher["line"], teacher["verified"]) == ("hf:acme/root", 6, False)
    assert "under LicenseRef-" in report["elsewhere"][0]["why"] or "Llama" in report["elsewhere"][0]["why"]
    hub.repositories["models/acme/root"] = model("mit")
    assert terms_of(json.loads(here("check", "--format=json", "--online").stdout))[0] == "met"


def test_a_difference_is_said_as_such(here: Run, hub: Hub, tmp_path: Path) -> None:
    made = model("mit", "acme/root")
    text = '---\nlicense: mit\nbase_model: acme/root\n---\n\nThis "delta model" cannot be used directly.\n'
    made.files["README.md"] = text
    hub.repositories |= {"models/acme/m-delta-v1": made, "models/acme/root": model("mit")}
    place = '[components.weights]\nat = "hf:acme/m-delta-v1"\n'
    (tmp_path / "system" / "osaid.toml").write_text(place, encoding="utf-8")
    assert here("lock").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline", "--fail-on=never").stdout)
    assert "a difference to be added to hf:acme/root" in report["elsewhere"][0]["why"]
    assert next(item["status"] for item in report["items"] if item["id"] == "P1") == "partial"


def test_models_that_name_each_other_come_to_an_end(here: Run, hub: Hub) -> None:
    hub.repositories["models/acme/a"] = model("mit", "acme/b")
    hub.repositories["models/acme/b"] = model("mit", "acme/a")
    assert here("init", "hf:acme/a").returncode == 0
    assert here("lock").returncode == 0


def test_a_model_of_the_family_owes_its_base_no_code(here: Run, hub: Hub) -> None:
    """The base is a model of this system: what it needs is asked of it, its terms bind both."""
    hub.repositories["models/acme/chat"] = model("mit", "acme/tiny")
    assert here("init", *PLACES, "hf:acme/chat").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    of_chat = {item["id"]: item["status"] for item in report["models"][1]["items"]}
    assert (of_chat["C1"], of_chat["C2"], of_chat["T-P"]) == ("met", "met", "met")
    hub.repositories["models/acme/tiny"] = model("cc-by-nc-4.0")
    assert here("lock").returncode == 0
    report = json.loads(here("check", "--format=json", "--offline").stdout)
    assert {terms_of(report, name)[0] for name in ("tiny", "chat")} == {"unmet"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("init", "s3://acme/x"), "a bucket can be declared, not verified"),
        (("init", "hf:acme/tiny", "github:acme"), "expected github:owner/name@rev#path"),
    ],
)
def test_addresses_that_are_none(here: Run, arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = here(*arguments)
    assert done.returncode in {2, 3}
    assert words in done.stderr


def test_declare_and_data_know_the_names_of_places(here: Run, tmp_path: Path) -> None:
    (tmp_path / "system" / "osaid.toml").write_text('[places]\ntiny = "hf:acme/tiny"\n', encoding="utf-8")
    assert here("declare", "weights", "tiny", "--name", "Tiny").returncode == 0
    assert here("declare", "weights", "--add", "hf:acme/more").returncode == 0
    assert here("data", "add", "Words", "--access", "open", "hf:datasets/acme/words").returncode == 0
    assert "already" in here("data", "add", "Words", "--access=open", "x").stderr
    assert here("data", "add", "Secret", "--access=unshareable").returncode == 2
    made = manifest(tmp_path)
    assert made["components"]["weights"]["at"] == ["tiny", "hf:acme/more"]
    assert made["system"] == {"name": "Tiny"}
    assert made["data"] == [{"name": "Words", "access": "open", "where": "hf:datasets/acme/words"}]
