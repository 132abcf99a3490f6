"""The Hub looked at for real: against a stand-in, with faults."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from looking import TODAY, look, part
from standins import SHA, Fault, Hub, Repository
from systems import DATA, TOKENIZER, safetensors

from osaid_action import progress
from osaid_action.addresses import parse_place
from osaid_action.system import lock
from osaid_action.system import look as resolve
from osaid_action.system import policy as rules
from osaid_action.system.lock import Lock
from osaid_action.system.named import Wanted

if TYPE_CHECKING:
    pass

SHARDS = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
INDEX = json.dumps({"metadata": {"total_size": 4000}, "weight_map": dict(zip("ab", SHARDS, strict=True))})


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


def test_the_license_of_a_card_is_assumed_for_what_lies_beside_the_weights(hub: Hub) -> None:
    tiny = hub.repositories["models/acme/tiny"]
    card = tiny.files["README.md"]
    hub.repositories["models/acme/bare"] = Repository(
        {"README.md": card, "tokenizer.py": TOKENIZER, "model.safetensors": safetensors()},
        lfs=["model.safetensors"],
    )
    seen = look("hf:acme/bare", "weights", "supporting-code", "model-card")
    told = {one.component: (one.license, one.verdict, one.assumed, one.sources) for one in seen.parts}
    assert told["weights"] == ("Apache-2.0", "osi-approved", False, ("README.md:2",))
    assert (
        told["supporting-code"]
        == told["model-card"]
        == ("Apache-2.0", "osi-approved", True, ("README.md:2",))
    )


def test_the_card_of_a_dataset_gives_its_terms_to_the_data_and_itself(hub: Hub) -> None:
    card = f"---\nlicense: odc-by\n---\n{DATA}"
    files = {"README.md": card, "load.py": TOKENIZER, "data/a.jsonl": '{"text": "a"}\n' * 99}
    hub.repositories["datasets/acme/texts"] = Repository(files)
    seen = look("hf:datasets/acme/texts", "dataset", "supporting-code")
    told = {one.component: (one.license, one.verdict) for one in seen.parts}
    assert told["dataset"] == told["data-documentation"] == ("ODC-By-1.0", "open")
    assert told["supporting-code"] == (None, "none")


def test_the_readme_of_a_dataset_on_the_hub_is_its_card_whatever_its_keys(hub: Hub) -> None:
    card = "# Crawl\n\nA cleaned version of Common Crawl.\n\n750 GB of text; duplicates were removed.\n"
    hub.repositories["datasets/acme/crawl"] = Repository({"README.md": card, "data/0.mds": "a" * 99})
    seen = look("hf:datasets/acme/crawl", "dataset", "data-documentation")
    assert dict(part(seen, "data-documentation").heads)["scope"] == "found"
    assert [row.outcome for row in seen.parts] == ["partial", "found"]


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


@pytest.mark.parametrize(
    ("card", "license_", "verdict", "assumed"),
    [
        ({"license": "apache-2.0"}, "Apache-2.0", "osi-approved", True),
        ({"license": "other", "license_name": "llama2"}, "LicenseRef-Llama-2-Community", "restricted", False),
        ({"license": "cc-by-nc-4.0", "extra": {"a": 1}}, "CC-BY-NC-4.0", "restricted", False),
        ({}, None, "", False),
    ],
)
def test_of_a_card_that_can_not_be_read_the_api_tells_the_license(
    hub: Hub, card: dict[str, Any], license_: str | None, verdict: str, assumed: bool
) -> None:
    hub.repositories["models/acme/gated"] = Repository(
        {"README.md": "# x\n", "model.safetensors": safetensors()}, gated="auto", card=card
    )
    hub.faults.append(Fault("README.md", status=401, headers={"X-Error-Code": "GatedRepo"}))
    found = part(look("hf:acme/gated"))
    assert (found.verdict, found.assumed) == (verdict, assumed), found
    if license_ is None:
        # A card that was not read says nothing of there being no terms.
        assert "README.md could not be read" in found.why
    else:
        assert (found.license, found.sources) == (license_, ("card data of the API",))
        assert not assumed or found.why == "the card data of the API; the card itself could not be read"


def test_a_license_file_that_can_not_be_read_may_take_back_what_the_api_tells(hub: Hub) -> None:
    hub.repositories["models/acme/gated"] = Repository(
        {"README.md": "# x\n", "LICENSE": "x", "model.safetensors": safetensors()},
        gated="auto",
        card={"license": "apache-2.0"},
    )
    hub.faults.append(Fault("README.md", status=401))
    found = part(look("hf:acme/gated"))
    assert (found.license, found.verdict) == (None, "")
    assert "LICENSE could not be read" in found.why


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


def test_a_token_that_has_run_out_closes_nothing_that_is_open(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_old")
    assert look("hf:acme/tiny").state == "verified"


def test_a_dataset(hub: Hub) -> None:
    hub.repositories["datasets/acme/ds"] = Repository(
        {"README.md": "---\nlicense: cc-by-4.0\n---\n" + DATA, "data/train.jsonl": '{"text": "a"}\n' * 50},
        card={"license": "cc-by-4.0"},
    )
    seen = look("hf:datasets/acme/ds", "dataset", "data-documentation")
    assert seen.state == "verified", seen.reason
    assert dict(part(seen, "data-documentation").heads)["provenance"] != "missing"
    assert part(seen, "dataset").license == "CC-BY-4.0"
    # Whoever names a place of data wants to know what its card tells of them.
    assert [one.component for one in look("hf:datasets/acme/ds", "dataset").parts] == [
        "data-documentation",
        "dataset",
    ]


def test_what_a_card_names_as_data_is_noted(hub: Hub) -> None:
    tiny = hub.repositories["models/acme/tiny"]
    tiny.card = {"datasets": ["acme/ds", 5, {"a": []}, "squad"], "base_model": [["x"], None, ""]}
    seen = look("hf:acme/tiny")
    assert (seen.state, seen.datasets) == ("verified", ("hf:datasets/acme/ds", "squad")), seen.reason
    # What no name is, is none; the card itself is read like any other.
    assert seen.bases == ("hf:acme/base",)


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
    (Fault("/api/models/acme/tiny", status=403, headers={"Retry-After": "1"}), "403, try again later"),
    (
        Fault("/api/models/acme/tiny", status=200, body=b"<html>", headers={"Content-Type": "text/html"}),
        "the answer is not JSON",
    ),
    (Fault("/api/models/acme/tiny", status=0, body=b'{"id":'), "closed connection"),
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
    # To strangers the Hub says the same of a private model and of none: a loss of what was read before.
    assert after.state == "closed"
    assert lock.drift(before, after) == (f"gone or private: {after.reason}",)
    monkeypatch.delenv("HF_TOKEN")
    assert look("hf:acme/tiny").state == "unverified"
    after = look("hf:acme/tiny", old=Lock(entries=(before,)))
    assert after.state == "closed"
    assert lock.drift(before, after) == (f"gone or private: {after.reason}",)


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
    with progress.heard(lambda words, _: told.append(words)):
        seen = resolve.resolve(rows, Lock(), rules.settings(), TODAY)
    assert [one.state for one in seen] == ["verified"] * 12, [one.reason for one in seen]
    # What is read of each place tells nothing of how far all are.
    assert told[0] == "looking at 12 places elsewhere" and len(told) == 13


def test_without_the_extra_the_reason_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert 'pip install "osaid[hub]"' in look("hf:acme/tiny").reason
