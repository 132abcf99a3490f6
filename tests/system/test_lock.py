"""`osaid.lock`: what is written is read again; what is wrong is told with its line; what changed is named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import Draft202012Validator
from systems import whole

from osaid_action import model, schema
from osaid_action.flow import recall
from osaid_action.flow.examine import examine
from osaid_action.manifest import read as config
from osaid_action.manifest.lines import TooDeepError
from osaid_action.manifest.read import ConfigError
from osaid_action.model import Evidence, Part, Report, Seen
from osaid_action.report import json as as_json
from osaid_action.report import markdown as as_markdown
from osaid_action.report import text as as_text
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree
from osaid_action.system import lock
from osaid_action.system.lock import drift, kept, parse, render

if TYPE_CHECKING:
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40
SEEN = Seen(
    place="github:acme/trainer",
    revision="v1",
    state="verified",
    resolved=COMMIT,
    date="2026-11-01",
    ruleset="2026.11.1",
    listing="sha256:" + "0" * 64,
    files=12,
    parts=(
        Part(
            component="training-code",
            outcome="found",
            evidence=(Evidence(path="train.py", line=3, why="a loop", strength="certain"),),
            license="Apache-2.0",
            verdict="osi-approved",
            sources=("LICENSE",),
            why="the nearest license file, LICENSE",
        ),
    ),
)


def part(**changes: object) -> Seen:
    return replace(SEEN, parts=(replace(SEEN.parts[0], **changes),))  # type: ignore[arg-type]


# ------------------------------------------------------------------ reading and writing

TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Co", "Cn")),
    min_size=1,
    max_size=30,
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.dates().map(lambda day: day.isoformat())
EVIDENCE = st.builds(
    Evidence,
    path=TEXT,
    line=st.none() | st.integers(1, 10**6),
    why=TEXT,
    strength=st.sampled_from(model.STRENGTHS),
)
PARTS = st.builds(
    Part,
    component=st.sampled_from(model.COMPONENTS),
    outcome=st.sampled_from(model.HERE),
    evidence=st.lists(EVIDENCE, max_size=3).map(tuple),
    heads=st.dictionaries(st.sampled_from(model.HEADS), st.sampled_from(["found", "missing"])).map(
        lambda heads: tuple(heads.items())
    ),
    license=st.none() | TEXT,
    verdict=st.sampled_from(("", *model.VERDICTS)),
    sources=TEXTS,
    assumed=st.booleans(),
    why=TEXT,
)
ENTRIES = st.builds(
    Seen,
    place=st.sampled_from(["github:a/b", "hf:a/b", "hf:datasets/a/b", "zenodo:1", "https://example.org/x"]),
    revision=st.sampled_from(["", "v1", COMMIT]),
    state=st.just("verified"),
    resolved=TEXT,
    date=DAYS,
    ruleset=TEXT,
    listing=st.sampled_from(["", "sha256:" + "a" * 64]),
    files=st.integers(0, 10**9),
    bytes=st.integers(0, 10**15),
    formats=TEXTS,
    gated=st.sampled_from(["", "manual"]),
    bases=TEXTS,
    limits=TEXTS,
    notes=TEXTS,
    parts=st.lists(PARTS, max_size=3).map(tuple),
)
LOCKS = st.lists(ENTRIES, max_size=4, unique_by=lock.key_of)


@given(LOCKS)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(entries: list[Seen]) -> None:
    text = render(entries)
    again = parse("osaid.lock", text.encode())
    assert again.entries == tuple(sorted(entries, key=lock.key_of))
    assert render(again.entries) == text
    assert all(again.get(lock.key_of(seen)) == seen for seen in entries)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_words_from_outside_make_a_lock_that_can_be_read(why: str, note: str) -> None:
    text = render([replace(part(why=lock.printable(why) or "x"), notes=(lock.printable(note) or "x",))])
    assert parse("osaid.lock", text.encode()).entries[0].place == SEEN.place


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole_text in (text, render([SEEN]) + text, render([SEEN]).replace("found", text or "x", 1)):
        try:
            found = parse("osaid.lock", whole_text.encode("utf-8", "surrogatepass"))
        except ConfigError as error:
            assert str(error).startswith("osaid.lock")
        except TooDeepError:
            pytest.fail("a fault of ours, not words for a user")
        else:
            assert isinstance(found, lock.Lock)


BASE = render([SEEN])
WRONG = [
    ("version = 1\n", "version = 2\n", 3, "version", "expected 1, the only version there is"),
    ("version = 1\n", "", None, "", 'expected a key "version"'),
    ('"github:acme/trainer"', '"acme/trainer"', 6, "references[0].place", "expected a place such as"),
    ('"github:acme/trainer"', '"https://github.com/acme/trainer"', 6, "references[0].place", 'expected "g'),
    ('state = "verified"', 'state = "trusted"', 8, "references[0].state", "expected one of verified"),
    ('state = "verified"', 'state = "unverified"', 15, "references[0].parts", "expected no parts of what"),
    ('"2026-11-01"', '"2026-13-01"', 10, "references[0].date", "expected a date"),
    ('"2026-11-01"', "2026-11-01", 10, "references[0].date", "expected a date"),
    ('ruleset = "2026.11.1"\n', "", 5, "references[0]", 'expected a key "ruleset"'),
    ("files = 12", "files = -1", 13, "references[0].files", "expected a number"),
    ("files = 12", "size = 12", 13, "references[0].size", "expected one of the keys"),
    ('"training-code"', '"training"', 16, "references[0].parts[0].component", "expected one of"),
    ("line = 3", "line = 0", 23, "references[0].parts[0].evidence[0].line", "expected a line number"),
    ("sha256:" + "0" * 64, "md5:0", 12, "references[0].listing", "expected sha256: and 64"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), WRONG)
def test_what_is_wrong_is_told_with_its_line(
    old: str, new: str, line: int | None, key: str, words: str
) -> None:
    assert old in BASE
    with pytest.raises(ConfigError) as error:
        parse("osaid.lock", BASE.replace(old, new, 1).encode())
    [problem] = error.value.problems
    assert (problem.line, problem.key) == (line, key), str(error.value)
    assert words in problem.message
    assert str(error.value).startswith("osaid.lock" + (f":{line}" if line else ""))


def test_a_second_entry_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"expected one entry for a place, got a second \(first: line 5\)"):
        parse("osaid.lock", (BASE + BASE[BASE.index("\n[[references]]") :]).encode())


def test_a_lock_that_is_too_large() -> None:
    with pytest.raises(ConfigError, match="1024 KiB"):
        parse("osaid.lock", b"#" * (config.MAX_BYTES + 1))


def test_the_schema_is_one_and_takes_what_is_written() -> None:
    top = schema.load("lock")
    Draft202012Validator.check_schema(top)
    properties = top["$defs"]["reference"]["properties"]
    assert set(properties) == set(Seen.__dataclass_fields__)
    assert set(top["$defs"]["part"]["properties"]) == set(Part.__dataclass_fields__)
    assert properties["state"]["enum"] == list(model.PLACE_STATES)
    assert json.dumps(top)


# ------------------------------------------------------------------ comparing

CHANGES = [
    (SEEN, ()),
    (replace(SEEN, date="2027-01-01", notes=("x",)), ()),
    (replace(SEEN, resolved=OTHER, listing="sha256:" + "1" * 64), (f"moved: v1 was {COMMIT}, now {OTHER}",)),
    (replace(SEEN, listing="sha256:" + "1" * 64, files=10),
     ("the listing changed at the same revision", "files removed: 12 before, 10 now")),
    (replace(SEEN, notes=("moved: a leads to b",)), ("moved: a leads to b",)),
    (replace(SEEN, gated="manual"), ("access: was open, now manual",)),
    (replace(SEEN, bases=("hf:a/b",)), ("made from: was nothing named, now hf:a/b",)),
    (part(license="LicenseRef-X", verdict="restricted"),
     ("training-code: terms were Apache-2.0 (osi-approved), now LicenseRef-X (restricted)",)),
    (part(outcome="missing"), ("training-code: was found, now missing",)),
    (part(component="weights"), ("weights: asked for there, and not in the lock: run osaid lock",)),
    (replace(SEEN, state="gone", reason="404", parts=()), ("gone: 404",)),
    (replace(SEEN, state="unverified", reason="503", parts=()), ()),
]  # fmt: skip


@pytest.mark.parametrize(("new", "lines"), CHANGES)
def test_drift_item_by_item(new: Seen, lines: tuple[str, ...]) -> None:
    assert drift(SEEN, new) == lines


def test_drift_of_what_moves_by_nature() -> None:
    unpinned = replace(SEEN, revision="")
    assert drift(unpinned, replace(unpinned, resolved=OTHER, listing="sha256:" + "1" * 64)) == ()
    assert drift(None, SEEN) == ("not in the lock: run osaid lock",)


def test_a_failure_keeps_the_old_entry_and_notes_stay() -> None:
    old = replace(SEEN, notes=("read by hand",))
    failed = Seen(place=SEEN.place, revision="v1", state="unverified", reason="503", date="2026-12-01")
    assert kept(old, failed) == old
    assert kept(None, failed) == failed
    assert kept(old, replace(SEEN, date="2026-12-01")).notes == ("read by hand",)
    gone = kept(old, replace(failed, state="gone", reason="404"))
    assert (gone.state, gone.reason, gone.resolved, gone.parts) == ("gone", "404", COMMIT, ())
    assert parse("osaid.lock", render([gone]).encode()).entries == (gone,)


# ------------------------------------------------------------------ what a check makes of it


def examined(repo: Repo, entries: list[Seen], at: str = "github:acme/trainer@v1", more: str = "") -> Report:
    """The report on a whole system whose training code is elsewhere."""
    files = whole()
    del files["train.py"]
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.training-code]\nat = "{at}"\n{more}'
    if entries:
        files["osaid.lock"] = render(entries)
    repo.commit(files)
    with open_tree(str(repo)) as tree:
        return examine(tree, today="2026-11-23", fail_on="terms")


def item(report: Report, name: str) -> model.Item:
    return next(one for one in report.items if one.id == name)


CONFIGURED = replace(
    SEEN, parts=(*SEEN.parts, replace(SEEN.parts[0], component="training-configuration", outcome="found"))
)


def test_without_a_lock_nothing_is_verified(repo: Repo) -> None:
    report = examined(repo, [])
    assert (item(report, "C2").status, report.result) == ("external", "undetermined")
    assert [(p.place, p.state) for p in report.elsewhere] == [("github:acme/trainer@v1", "unverified")]


def test_what_the_lock_saw_is_met_and_dated(repo: Repo) -> None:
    report = examined(repo, [CONFIGURED])
    assert item(report, "C2").status == "met"
    assert item(report, "C2").evidence[0].path == f"github:acme/trainer@{COMMIT[:10]}#train.py"
    assert report.elsewhere[0].why.startswith("seen 2026-11-01, 22 days ago, rules 2026.11.1")
    assert report.result == "complete"
    [reference] = next(c for c in report.components if c.id == "training-code").references
    assert reference.verified


def test_code_without_its_settings(repo: Repo) -> None:
    assert item(examined(repo, [SEEN]), "C2").status in {"partial", "needs-review", "met"}


@pytest.mark.parametrize(
    "at", ["github:acme/trainer@v2", "github:acme/trainer", "github:acme/trainer@v1#src"]
)
def test_an_entry_for_another_place_is_ignored_and_said(repo: Repo, at: str) -> None:
    report = examined(repo, [CONFIGURED], at)
    assert item(report, "C2").status == "external"
    assert [p.state for p in report.elsewhere] == ["unverified", "ignored"]


def test_an_entry_that_does_not_tell_of_the_component(repo: Repo) -> None:
    report = examined(repo, [part(component="weights")])
    assert item(report, "C2").status == "external"
    assert "does not tell of training-code there" in report.elsewhere[0].why


def test_restricted_terms_elsewhere_count(repo: Repo) -> None:
    bad = replace(CONFIGURED.parts[0], license="CC-BY-NC-4.0", verdict="restricted", why="no commerce")
    report = examined(repo, [replace(CONFIGURED, parts=(bad, CONFIGURED.parts[1]))])
    assert (item(report, "T-C").status, report.result) == ("unmet", "terms")
    assert "CC-BY-NC-4.0" in item(report, "T-C").why


def test_a_declaration_does_not_outweigh_what_was_read(repo: Repo) -> None:
    bad = replace(CONFIGURED.parts[0], license="CC-BY-NC-4.0", verdict="restricted")
    report = examined(repo, [replace(CONFIGURED, parts=(bad, CONFIGURED.parts[1]))], more='license = "MIT"\n')
    assert item(report, "T-C").status == "unmet"


def test_what_is_gone_is_missing_and_a_problem(repo: Repo) -> None:
    report = examined(repo, [replace(SEEN, state="gone", reason="404", parts=())])
    assert (item(report, "C2").status, report.result) == ("unmet", "incomplete")
    assert "gone" in item(report, "C2").why
    assert any("github:acme/trainer@v1: gone, 404" in problem.message for problem in report.problems)
    assert not report.gate.passed


def test_what_was_not_there_is_a_problem(repo: Repo) -> None:
    report = examined(repo, [part(outcome="missing", license=None, verdict="", evidence=())])
    assert item(report, "C2").status == "unmet"
    assert any("nothing of the kind was seen there" in problem.message for problem in report.problems)


def test_what_failed_is_never_missing(repo: Repo) -> None:
    report = examined(repo, [replace(SEEN, state="unverified", reason="503, try again later", parts=())])
    assert item(report, "C2").status == "external"
    assert "503" in report.elsewhere[0].why


def test_a_model_made_from_another_owes_more(repo: Repo) -> None:
    weights = replace(SEEN.parts[0], component="weights")
    seen = Seen(
        place="hf:acme/tiny", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        bases=("hf:acme/base",), parts=(weights,),
    )  # fmt: skip
    report = examined(
        repo, [CONFIGURED, seen], more='[components.weights]\nat = "hf:acme/tiny"\nlicense = "MIT"\n'
    )
    assert item(report, "C2").status == "needs-review"
    assert "hf:acme/base" in item(report, "C2").why


def test_a_gated_dataset_is_not_open(repo: Repo) -> None:
    seen = Seen(
        place="hf:datasets/acme/ds", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        gated="manual", parts=(Part(component="dataset", outcome="found"),),
    )  # fmt: skip
    more = '[[data]]\nname = "DS"\naccess = "open"\nwhere = "hf:datasets/acme/ds"\n'
    report = examined(repo, [CONFIGURED, seen], more=more)
    assert [p.message for p in report.problems if p.kind == "access"] == [
        "DS: listed as open, but hf:datasets/acme/ds is gated (manual)"
    ]


@pytest.mark.parametrize(
    "place", ["s3://bucket/weights", "magnet:?xt=urn:btih:abc", "kaggle:models/o/m", "arxiv:2101.00027"]
)
def test_what_nobody_can_verify_is_said(repo: Repo, place: str) -> None:
    report = examined(repo, [CONFIGURED], place)
    assert item(report, "C2").status == "external"
    assert report.elsewhere[-2].state == "unverifiable" or report.elsewhere[0].state == "unverifiable"


def test_a_submodule_is_verified_at_the_commit_that_the_tree_names(repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    files[".gitmodules"] = '[submodule "t"]\npath = trainer\nurl = https://github.com/acme/trainer.git\n'
    files["osaid.lock"] = render([replace(CONFIGURED, revision=COMMIT)])
    for name, contents in files.items():
        repo.write(name, contents)
    repo.git("add", "--all")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{COMMIT},trainer")
    repo.git("commit", "--quiet", "--message=x")
    with open_tree(str(repo), revision="HEAD") as tree:
        report = examine(tree, today="2026-11-23")
    assert item(report, "C2").status == "met"
    assert report.elsewhere[0].state == "verified"
    # The submodule moves on: what was seen at the old commit tells nothing of the new one.
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{OTHER},trainer")
    repo.git("commit", "--quiet", "--message=y")
    with open_tree(str(repo), revision="HEAD") as tree:
        report = examine(tree, today="2026-11-23")
    assert item(report, "C2").status == "external"


def test_a_lock_with_faults_is_not_passed_over(repo: Repo) -> None:
    repo.commit({**whole(), "osaid.lock": "version = 1\n"})
    with (
        open_tree(str(repo)) as tree,
        pytest.raises(ConfigError, match='expected a key "references"'),
    ):
        examine(tree, today="2026-11-23")


def test_a_remembered_report_is_not_one_of_another_lock(repo: Repo, tmp_path: Path) -> None:
    def status(entries: list[Seen], today: str = "2026-11-23") -> str:
        files = whole()
        del files["train.py"]
        manifest = f"{files['osaid.toml']}\n[components.training-code]\nat = 'github:acme/trainer@v1'\n"
        repo.commit({**files, "osaid.toml": manifest, "osaid.lock": render(entries)})
        with Cache(tmp_path / "cache.sqlite") as cache, open_tree(str(repo)) as tree:
            report = recall.examine(tree, policy=None, fail_on=None, today=today, cache=cache)
        return f"{item(report, 'C2').status} {report.elsewhere[0].why[:28]}"

    assert status([CONFIGURED]) == status([CONFIGURED]) == "met seen 2026-11-01, 22 days ago"
    assert status([CONFIGURED], "2026-11-24") == "met seen 2026-11-01, 23 days ago"
    assert status([]).startswith("external")
    assert status([replace(SEEN, state="gone", reason="404", parts=())]).startswith("unmet")


def test_each_format_tells_of_places_elsewhere(repo: Repo) -> None:
    report = examined(repo, [replace(CONFIGURED, gated="a | <b>x</b>")])
    Draft202012Validator(schema.load("report")).validate(as_json.as_dict(report))
    assert as_json.as_dict(report)["elsewhere"][0]["date"] == "2026-11-01"
    assert "github:acme/trainer@v1  verified: seen 2026-11-01, 22 days ago" in as_text.render(report)
    words = as_markdown.render(report)
    assert "- `github:acme/trainer@v1` verified: seen 2026" in words
    assert "<b>" not in words


def test_the_lock_is_beside_its_manifest(repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    manifest = f'{files.pop("osaid.toml")}\n[components.training-code]\nat = "github:acme/trainer@v1"\n'
    repo.commit({**files, ".github/osaid.toml": manifest, ".github/osaid.lock": render([CONFIGURED])})
    with open_tree(str(repo)) as tree:
        assert item(examine(tree, today="2026-11-23"), "C2").status == "met"
