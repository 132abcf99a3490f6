"""The G7's labels: a case for each trap, made up and in small trees; what is added never lowers a label."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from reports import made
from systems import MIT, README, safetensors, whole

from osaid_action import check
from osaid_action.definition import load as definition
from osaid_action.judgment import gate, yardstick
from osaid_action.model import (
    ANSWERS,
    COMPONENTS,
    Answer,
    Component,
    DataEntry,
    DataList,
    Dataset,
    Manifest,
    Measured,
    Reference,
    Review,
    Terms,
    Unread,
)
from osaid_action.report.words import of_yardstick, of_yardsticks
from osaid_action.yardsticks import LABELED, NAMES, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from osaid_action.yardsticks import Yardstick

G7 = load("g7")
TOP, OPEN_SOURCE, OPEN_WEIGHTS, AVAILABLE = (label.id for label in G7.labels)
OSI = Terms(verdict="osi-approved", judged="osi-approved", expression="MIT")
BY = Terms(verdict="open", judged="open", expression="CC-BY-4.0")
RAIL = Terms(verdict="restricted", judged="restricted", expression="RAIL", why="uses are restricted")
NONE = Terms(verdict="none", judged="none", why="no terms are stated")
OTHER = Terms(verdict="undetermined", judged="undetermined", expression="other", why="not recognized")
TORN = Terms(verdict="conflict", judged="osi-approved", expression="MIT", why="the sources disagree")
ASSUMED = Terms(verdict="osi-approved", judged="osi-approved", expression="MIT", assumed=True, why="LICENSE")
AWAY = Terms(verdict="undetermined", unread="elsewhere", why="they are where it is")
HEADS = tuple((head, "found") for head in definition().heads)
LAW = "copyright of others: the law forbids to share it"
ELSEWHERE = Reference(url="hf:a/b", kind="hf-model")


def parts(**changed: dict[str, Any]) -> tuple[Component, ...]:
    """Everything found under an OSI-approved license, but for some of it, by name with _ for -."""
    rows = []
    for name in COMPONENTS:
        told = HEADS if name == "data-documentation" else ()
        plain: dict[str, Any] = {"id": name, "here": "found", "terms": OSI, "heads": told}
        rows.append(Component(**plain | changed.get(name.replace("-", "_"), {})))
    return tuple(rows)


GONE: dict[str, Any] = {"here": "missing", "terms": None}
UNTOLD = GONE | {"heads": ()}


def entry(**changed: Any) -> DataEntry:
    """One body of data in the manifest, shared unless something else is said."""
    return DataEntry(
        **{"name": "Corpus", "access": "open", "where": ("https://a.b",), "license": "MIT"} | changed
    )


SHARED = (entry(),)


def measured(
    components: tuple[Component, ...],
    data: Iterable[DataEntry] | None = SHARED,
    by: Yardstick = G7,
    **manifest: Any,
) -> Measured:
    """The measure of a system whose manifest lists some data."""
    listed = None if data is None else tuple(data)
    rows = [
        Dataset(name=e.name, where=e.where, declared=e.access, license=e.license, reason=e.reason)
        for e in listed or ()
    ]
    said = Manifest(path="osaid.toml", data=listed, **manifest)
    return yardstick.measure(by, components, said, DataList(rows=tuple(rows)))


def lies(one: Measured) -> tuple[str, str]:
    """The two labels it lies between, the same twice where there is one; "" is none."""
    low, high = yardstick.bounds(one)
    return (low.id if low else "", high.id if high else "")


def answer(one: Measured, name: str) -> Answer:
    """One of the answers."""
    return next(answer for answer in one.answers if answer.id == name)


#: What a system is like, and the two labels it lies between.
CASES: dict[str, tuple[dict[str, dict[str, Any]], str, str]] = {
    "everything": ({}, TOP, TOP),
    "no training code": ({"training_code": GONE}, OPEN_WEIGHTS, OPEN_WEIGHTS),
    # The Definition asks for the settings of a run, the G7 for the code.
    "no settings": ({"training_configuration": GONE}, TOP, TOP),
    "training code in part": ({"training_code": {"here": "partial"}}, OPEN_WEIGHTS, OPEN_WEIGHTS),
    "no weights": ({"weights": GONE}, "", ""),
    "no inference code": ({"inference_code": GONE}, "", ""),
    # Deployment code is inference code and what it needs.
    "inference code alone": ({"model_architecture": GONE}, "", TOP),
    "no tokenizer, and nothing uses one": ({"supporting_code": GONE}, TOP, TOP),
    "a tokenizer that could not be read": (
        {"supporting_code": GONE | {"unread": (Unread(role="code", files=1, of=2),)}},
        "",
        TOP,
    ),
    "an architecture under restricted terms": ({"model_architecture": {"terms": RAIL}}, AVAILABLE, AVAILABLE),
    "restricted weights": ({"weights": {"terms": RAIL}}, AVAILABLE, AVAILABLE),
    "restricted training code": ({"training_code": {"terms": RAIL}}, OPEN_WEIGHTS, OPEN_WEIGHTS),
    "weights without terms": ({"weights": {"terms": NONE}}, "", ""),
    # Nobody knows the terms: no label, but the two it lies between.
    "weights under unknown terms": ({"weights": {"terms": OTHER}}, AVAILABLE, TOP),
    "weights under terms that disagree": ({"weights": {"terms": TORN}}, AVAILABLE, TOP),
    "weights that no license names": ({"weights": {"terms": ASSUMED}}, "", TOP),
    "code under terms that are open": ({"inference_code": {"terms": BY}}, AVAILABLE, TOP),
    # A place that nobody looked at.
    "weights elsewhere, unread": (
        {"weights": {"here": "missing", "declared": True, "references": (ELSEWHERE,), "terms": AWAY}},
        "",
        TOP,
    ),
    "weights in files that could not be read": ({"weights": {"here": "unreadable"}}, "", TOP),
    "weights made from others": (
        {"weights": {"bases": (Reference(url="hf:x/base", kind="hf-model", path="README.md", line=2),)}},
        AVAILABLE,
        TOP,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_labels(name: str) -> None:
    changed, low, high = CASES[name]
    assert lies(measured(parts(**changed))) == (low, high)


def test_weights_under_cc_by_have_their_label_with_a_doubt() -> None:
    one = measured(parts(weights={"terms": BY}))
    assert lies(one) == (TOP, TOP)
    assert "CC-BY-4.0" in answer(one, "weights-open").doubt
    assert ", with a doubt on the license of the weights, the training data." in of_yardstick(one)
    assert not answer(measured(parts()), "weights-open").doubt


def test_a_teacher_is_a_doubt_and_no_restriction() -> None:
    teacher = Reference(url="hf:x/teacher", kind="hf-model", path="README.md", line=2)
    one = measured(parts(weights={"teachers": (teacher,)}))
    assert lies(one) == (TOP, TOP)
    assert "hf:x/teacher" in answer(one, "weights-open").doubt


@pytest.mark.parametrize(
    ("data", "low", "high"),
    [
        ((), TOP, TOP),
        # Not known to be shared.
        ([entry(license=None)], OPEN_WEIGHTS, TOP),
        ([entry(license="other")], OPEN_WEIGHTS, TOP),
        ([entry(access="public")], OPEN_WEIGHTS, TOP),
        # Stricter than the Definition: each entry that is not open needs its reason.
        ([entry(access="public", license=None)], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(access="obtainable", license=None)], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(access="unshareable")], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(license="CC-BY-NC-4.0")], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(access="unshareable", reason=LAW)], OPEN_SOURCE, OPEN_SOURCE),
        ([entry(access="obtainable", reason=LAW)], OPEN_SOURCE, OPEN_SOURCE),
        (
            [entry(license="CC-BY-NC-4.0", reason="Their license forbids to share it.")],
            OPEN_SOURCE,
            OPEN_SOURCE,
        ),
        ([entry(access="unshareable", reason="patients gave no consent")], OPEN_SOURCE, OPEN_SOURCE),
        ([entry(access="unshareable", reason="the originals were deleted")], OPEN_SOURCE, OPEN_SOURCE),
        ([entry(access="unshareable", reason=LAW), entry(name="B")], OPEN_SOURCE, OPEN_SOURCE),
        (
            [entry(access="unshareable", reason=LAW), entry(name="B", access="public", license=None)],
            *["open-weights"] * 2,
        ),
        # That it costs money is no reason, and what is neither is for a person.
        ([entry(access="obtainable", reason="it costs money")], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(access="unshareable", reason="a trade secret")], OPEN_WEIGHTS, OPEN_WEIGHTS),
        ([entry(access="obtainable", reason="the license costs 5,000 euros")], OPEN_WEIGHTS, OPEN_SOURCE),
        (
            [entry(access="unshareable", reason="there is no legal way but we feel so")],
            OPEN_WEIGHTS,
            OPEN_SOURCE,
        ),
        ([entry(access="unshareable", reason="feedback of users on lawns")], OPEN_WEIGHTS, OPEN_SOURCE),
        # An entry without a place is none.
        ([entry(where=())], OPEN_WEIGHTS, OPEN_WEIGHTS),
        # No list says that it is whole.
        (None, OPEN_WEIGHTS, TOP),
    ],
)
def test_training_data(data: list[DataEntry] | None, low: str, high: str) -> None:
    assert lies(measured(parts(), data)) == (low, high)


@pytest.mark.parametrize(
    ("kind", "state", "low", "high", "doubt"),
    [
        ("hf-dataset", "verified", TOP, TOP, False),
        # A place that nobody read gives no label, one that holds nothing any more none.
        ("hf-dataset", "", OPEN_WEIGHTS, TOP, False),
        ("hf-dataset", "closed", OPEN_WEIGHTS, TOP, False),
        ("hf-dataset", "gone", OPEN_WEIGHTS, OPEN_WEIGHTS, False),
        # What nobody can look at is the project's own word.
        ("url", "", TOP, TOP, True),
    ],
)
def test_places_of_training_data(kind: str, state: str, low: str, high: str, doubt: bool) -> None:
    place = Reference(url="hf:datasets/a/b", kind=kind, state=state)
    known = parts(dataset={"references": (place,), "declared": True})
    one = measured(known, [entry(places=(replace(place, state=""),))])
    assert lies(one) == (low, high)
    assert bool(answer(one, "all-data").doubt) == doubt


def test_data_that_cannot_be_shared_are_described() -> None:
    data = [entry(access="unshareable", reason=LAW)]
    described = answer(measured(parts(), data), "data")
    assert "is the project's own" in described.doubt
    assert "whether the description of the data is enough is for a person to judge" in described.doubt
    review = Review(by="Ada", on="2026-11-01", files=("DATA.md",), digest="0")
    assert "description" not in answer(measured(parts(), data, review=review), "data").doubt
    assert lies(measured(parts(data_documentation=UNTOLD), data)) == (OPEN_WEIGHTS, OPEN_WEIGHTS)
    # What is shared needs no description.
    assert lies(measured(parts(data_documentation=UNTOLD))) == (TOP, TOP)


def test_documents_alone_never_say_that_all_data_are_shared() -> None:
    held = Dataset(name="Corpus", access="on-request")
    one = yardstick.measure(G7, parts(), Manifest(), DataList(rows=(held,)))
    assert lies(one) == (OPEN_WEIGHTS, OPEN_SOURCE)
    nothing = yardstick.measure(G7, parts(dataset=GONE, data_documentation=UNTOLD), Manifest(), DataList())
    assert lies(nothing) == (OPEN_WEIGHTS, OPEN_WEIGHTS)


def test_what_is_added_never_lowers_a_label() -> None:
    names = ("training-code", "inference-code", "model-architecture", "supporting-code", "weights")
    order = ["", *(label.id for label in reversed(G7.labels))]
    depths: dict[frozenset[str], tuple[int, int]] = {}
    for terms in (OSI, BY, RAIL, NONE, OTHER, ASSUMED):
        for count in range(len(names) + 1):
            for there in map(frozenset, combinations(names, count)):
                absent = {name.replace("-", "_"): GONE for name in names if name not in there}
                present = {name.replace("-", "_"): {"terms": terms} for name in there}
                low, high = lies(measured(parts(**absent, **present)))
                depths[there] = order.index(low), order.index(high)
        for there, (low, high) in depths.items():
            for more in (there | {name} for name in names):
                # A license that is not an open one may rule out what was open before, never what was there.
                assert depths[more][0] >= low
                assert depths[more][1] >= high or terms is not OSI


def test_of_a_family_the_worst_counts() -> None:
    good, bad = measured(parts()), measured(parts(weights={"terms": RAIL}))
    assert yardstick.worst([(good,), (bad,)]) == yardstick.worst([(bad,), (good,)]) == (bad,)


def test_the_line_on_a_family_says_so() -> None:
    models = "".join(
        f'[[models]]\nname = "{name}"\n[models.components.weights]\npath = "{path}"\nlicense = "{terms}"\n'
        for name, path, terms in (("a", WEIGHTS, "MIT"), ("b", "b/model.safetensors", "CC-BY-NC-4.0"))
    )
    files = whole() | {"osaid.toml": LISTED + models, "b/model.safetensors": safetensors(3_000)}
    said = f"Weights Available AI; for Open Weights AI lacks {OPEN}."
    assert line_on(files) == f"G7 label of the model that stands worst: {said}"


@pytest.mark.parametrize(
    ("require", "weights", "reasons"),
    [
        ("g7:open-weights", OSI, 0),
        ("G7:Open-Weights", OSI, 0),
        ("g7:open-source-ai-open-data", OSI, 0),
        ("g7:open-weights", RAIL, 1),
        ("g7:weights-available", RAIL, 0),
        ("g7:open-weights", OTHER, 1),
        ("g7:weights-available", NONE, 1),
        ("mof:class-3", OSI, 0),
        ("mof:class-1", RAIL, 1),
    ],
)
def test_a_label_can_be_required(require: str, weights: Terms, reasons: int) -> None:
    components = parts(weights={"terms": weights})
    report = made(yardsticks=(measured(components), measured(components, by=load("mof"))))
    made_of = gate.of(report, "never", require=gate.wanted(require, "--require"))
    assert (made_of.passed, len(made_of.reasons)) == (not reasons, reasons)


def test_a_label_is_required_in_vain_of_what_is_no_release() -> None:
    library = made(subject="library", result="not-applicable")
    for report in (library, made(yardsticks=())):
        assert not gate.of(report, "never", require=("g7:weights-available",)).passed


@pytest.mark.parametrize(
    ("changed", "name", "state", "words"),
    [
        ({}, "weights", "met", ""),
        ({"weights": GONE}, "weights", "lacking", "not found"),
        ({}, "license", "met", "MIT"),
        # Credit and the same terms for copies do no harm, and no list is asked for.
        ({"weights": {"terms": BY}}, "license", "met", "CC-BY-4.0"),
        ({"weights": {"terms": RAIL}}, "license", "unknown", "whether that disqualifies is for a lawyer"),
        ({"weights": {"terms": NONE}}, "license", "lacking", "no terms"),
        ({"weights": {"terms": ASSUMED}}, "license", "unknown", "LICENSE"),
        ({"model_architecture": {"here": "partial"}}, "architecture", "unknown", "for a person to judge"),
        ({"model_architecture": GONE}, "architecture", "lacking", "not found"),
        ({"model_card": GONE}, "usage", "met", "inference code"),
        ({"model_card": GONE, "inference_code": GONE}, "usage", "lacking", "not found"),
    ],
)
def test_article_53(changed: dict[str, dict[str, Any]], name: str, state: str, words: str) -> None:
    one = yardstick.measure(load("eu-gpai"), parts(**changed), Manifest())
    said = answer(one, name)
    assert (said.state, said.doubt) == (state, "")
    assert words in said.why


NOT_THEIRS = Terms(verdict="open", judged="open", expression="PDDL-1.0")


@pytest.mark.parametrize(
    ("changed", "low", "high"),
    [
        ({}, "class-1", "class-1"),
        # A paper may stand for the report, and a report for no paper.
        ({"technical_report": GONE}, "class-1", "class-1"),
        # Of these only plain names are seen: what is not there may be elsewhere.
        ({"research_paper": GONE}, "class-2", "class-1"),
        ({"evaluation_results": GONE}, "", "class-1"),
        (
            {"sample_outputs": GONE, "supporting_code": GONE, "training_configuration": GONE},
            "class-1",
            "class-1",
        ),
        ({"training_code": GONE}, "class-3", "class-3"),
        ({"data_processing_code": GONE}, "class-2", "class-2"),
        ({"model_card": GONE}, "", ""),
        ({"model_card": {"here": "partial"}}, "", "class-1"),
        ({"weights": {"terms": RAIL}}, "", ""),
        ({"weights": {"terms": BY}}, "class-1", "class-1"),
        ({"training_code": {"terms": NONE}}, "class-3", "class-3"),
        ({"training_code": {"terms": None}}, "class-3", "class-3"),
        ({"training_code": {"terms": ASSUMED}}, "class-3", "class-1"),
        ({"training_code": {"terms": OTHER}}, "class-3", "class-1"),
        # Open by the one list and not by the other.
        ({"data_documentation": {"terms": NOT_THEIRS}}, "", "class-1"),
    ],
)
def test_classes_of_the_model_openness_framework(
    changed: dict[str, dict[str, Any]], low: str, high: str
) -> None:
    assert lies(measured(parts(**changed), by=load("mof"))) == (low, high)


@pytest.mark.parametrize(
    ("card", "of", "kind", "state"),
    [
        ("model_card", "weights", "hf-model", "unknown"),
        ("model_card", "weights", "ms-model", "unknown"),
        ("model_card", "weights", "lfs", "lacking"),
        ("model_card", "dataset", "hf-dataset", "lacking"),
        ("data_documentation", "dataset", "hf-dataset", "unknown"),
        ("data_documentation", "weights", "hf-model", "lacking"),
    ],
)
def test_a_card_may_stand_where_what_it_tells_of_is(card: str, of: str, kind: str, state: str) -> None:
    """What nobody looked at is not missing: places on a hub have cards of their own."""
    there = {"references": (Reference(url="hf:a/b", kind=kind, path="README.md", line=3),)}
    one = measured(parts(**{card: UNTOLD, of: there}), by=load("mof"))
    asked = {"model_card": "model-card", "data_documentation": "data-card"}[card]
    assert answer(one, asked).state == state


def test_both_lists_of_licenses_are_told() -> None:
    one = measured(parts(model_card={"terms": NOT_THEIRS}), by=load("mof"))
    assert answer(one, "model-card").why.endswith("open by osaid's lists, not by the Model Openness Tool's")


@pytest.mark.parametrize(
    ("data", "low"),
    [(SHARED, "class-1"), ((entry(access="obtainable"),), "class-2"), (None, "class-2")],
)
def test_a_class_asks_for_the_data(data: tuple[DataEntry, ...] | None, low: str) -> None:
    assert lies(measured(parts(), data, load("mof")))[0] == low


def test_what_no_file_tells_is_for_a_lawyer() -> None:
    one = yardstick.measure(load("eu-gpai"), parts(), Manifest())
    asked = {ask.id for ask in load("eu-gpai").asks if ask.kind == "asked"}
    assert asked >= {"systemic-risk", "monetised", "copyright-policy", "training-summary"}
    assert {(a.state, a.why) for a in one.answers if a.id in asked} == {("unknown", "for a lawyer")}
    assert "4 of 4 things that files can tell are there; 5 are for a lawyer" in of_yardstick(one)
    assert yardstick.bounds(one) == (None, None)


def test_the_data_hold_together() -> None:
    for by in map(load, NAMES):
        asked = [ask.id for ask in by.asks]
        assert len(set(asked)) == len(asked)
        assert bool(by.labels) == (by.id in LABELED)
        assert not by.labels or set(asked) == {name for label in by.labels for name in label.asks}
        for higher, lower in zip(by.labels, by.labels[1:], strict=False):
            assert set(lower.asks) < set(higher.asks)
        assert {name for ask in by.asks for name in (*ask.components, *ask.needs)} <= set(COMPONENTS)
        words = " ".join((by.standing, *by.cannot, *(label.title for label in by.labels))).lower()
        assert not any(word in words for word in ("compliant", "certified", "approved"))
    assert ANSWERS == ("met", "unknown", "lacking")


# ------------------------------------------------------------------ small trees

LISTED = (
    '[[data]]\nname = "Gutenberg"\naccess = "open"\nlicense = "CC0-1.0"\nwhere = "https://www.gutenberg.org"\n'
    '[[data]]\nname = "Wikipedia"\naccess = "open"\nlicense = "CC-BY-SA-4.0"\nwhere = "https://wikipedia.org"\n'
)
STRICT = '[policy]\nterms = "strict"\n'
WEIGHTS = "weights/model.safetensors"
BY_README = "# Tiny\n\nThe model weights are released under CC-BY-4.0.\n"
WAIVED = '[[waivers]]\nitem = "P1"\nreason = "later"\nby = "Ada"\nuntil = "2027-01-01"\n'


def line_on(files: dict[str, str | bytes], *without: str) -> str:
    """The line on a tree; "" where there is none."""
    tree = {path: text if isinstance(text, bytes) else text.encode() for path, text in files.items()}
    report = check({path: text for path, text in tree.items() if path not in without}, name="tiny")
    return " ".join(of_yardsticks(report))


DATA = "training data or the reason why they can't be shared"
OPEN = "an open source license of the weights"
DOUBTED = "the license of the weights, the training data"


@pytest.mark.parametrize(
    ("manifest", "readme", "without", "said"),
    [
        (None, README, (), f"Open Weights AI; for Open Source AI lacks {DATA}."),
        (LISTED, README, (), "Open Source AI with Open Data, with a doubt on the training data."),
        (
            LISTED,
            README,
            ("train.py", "train.yaml"),
            "Open Weights AI; for Open Source AI lacks training code.",
        ),
        (LISTED + WAIVED, README, (WEIGHTS,), "none; for Weights Available AI lacks weights."),
        (
            LISTED,
            "# Tiny\n\nA small language model.\n",
            (),
            "between no label and Open Source AI with Open Data; not established: a license of the weights.",
        ),
        (
            LISTED,
            "# Tiny\n\nThe weights are under CC BY-NC 4.0.\n",
            (),
            f"Weights Available AI; for Open Weights AI lacks {OPEN}.",
        ),
        (LISTED, BY_README, (), f"Open Source AI with Open Data, with a doubt on {DOUBTED}."),
        # No label follows from a policy.
        (STRICT + LISTED, BY_README, (), f"Open Source AI with Open Data, with a doubt on {DOUBTED}."),
    ],
)
def test_small_trees(manifest: str | None, readme: str, without: tuple[str, ...], said: str) -> None:
    files = whole() | {"README.md": readme} | ({"osaid.toml": manifest} if manifest else {})
    assert line_on(files, *without) == f"G7 label: {said}"


def test_a_library_and_nothing_have_no_label() -> None:
    assert line_on(whole() | {"osaid.toml": 'subject = "library"\n'}) == ""
    assert line_on({"LICENSE": MIT, "setup.py": "from setuptools import setup\nsetup(name='x')\n"}) == ""
    assert line_on({"empty.txt": ""}) == ""
