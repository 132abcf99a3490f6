"""The data types that flow through the program: facts, findings, verdicts, the report.

Every type is frozen and holds tuples, so a report can be compared, hashed and rendered
without anything changing under way. Imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Kinds of thing the Definition asks about, in the order every report uses.
CODE_COMPONENTS = (
    "training-code",
    "training-configuration",
    "data-processing-code",
    "evaluation-code",
    "supporting-code",
    "inference-code",
    "model-architecture",
)
COMPONENTS = (
    *CODE_COMPONENTS,
    "weights",
    "intermediate-checkpoints",
    "optimizer-state",
    "data-documentation",
    "dataset",
    "model-card",
    "license",
)

#: What a description of training data must tell (D1 a-e), and where the data can be had (D2).
HEADS = ("provenance", "scope", "obtained", "selection_filtering", "labeling", "where_to_obtain")

#: Where a manifest may be; the last only under [tool.osaid].
MANIFESTS = ("osaid.toml", ".github/osaid.toml", "pyproject.toml")

SUBJECTS = ("model", "library", "dataset", "consumer", "none")
HERE = ("found", "partial", "missing", "unreadable")
#: From nothing to all of it.
HERE_ORDER = ("missing", "unreadable", "partial", "found")
STATUSES = ("met", "partial", "unmet", "external", "not-used", "needs-review", "unknown", "waived")
RESULTS = ("complete", "terms", "incomplete", "undetermined", "not-applicable")
VERDICTS = ("osi-approved", "open", "restricted", "undetermined", "conflict", "none")
#: What is known of a place elsewhere: read; not read this time; definitely not there; nobody could read it.
PLACE_STATES = ("verified", "unverified", "gone", "unverifiable")
#: Why the terms of a thing that is elsewhere are not known.
UNVERIFIED = "they are where it is, which was not verified"
GATES = ("never", "regression", "incomplete", "terms", "review")
ACCESS = ("open", "public", "obtainable", "unshareable")
#: How one gets at data, as documents say it; the narrowest first.
WAYS = (
    "unshareable",
    "ids-only",
    "on-request",
    "gated",
    "click-through",
    "registration",
    "scraping-script",
    "direct-download",
)
POLICIES = ("strict", "working")

#: Strength of one piece of evidence, weakest first: a name, a likely sign, the thing itself.
STRENGTHS = ("hint", "likely", "certain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place that supports a finding. `line` counts from 1; None means the whole file."""

    path: str
    line: int | None = None
    why: str
    strength: str = "likely"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pointer to something that lives elsewhere; never proof that it is there.

    state: one of PLACE_STATES where the lock tells of it, else "".
    """

    url: str
    kind: str
    revision: str | None = None
    verified: bool = False
    state: str = ""
    path: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one probe saw in this tree for one component."""

    component: str
    here: str
    evidence: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms that cover one component, with every place that states them.

    judged: the verdict that counts; differs from `verdict` in a conflict, where it is the most restrictive.
    """

    verdict: str
    judged: str = ""
    expression: str | None = None
    sources: tuple[str, ...] = ()
    assumed: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """One file or place that states terms, and what was read there."""

    path: str
    line: int | None = None
    expression: str | None = None
    state: str = "unknown"
    verdict: str = "undetermined"
    scope: tuple[str, ...] = ()
    folder: str = ""
    clauses: tuple[tuple[str, int, str], ...] = ()
    differences: tuple[tuple[str, int, str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A finding joined with what the manifest declares and the terms that cover it.

    there: what verified places elsewhere hold of it, "" where none was read; stated_there: their terms.
    bases: models that the weights were made from, and whose data and code are owed as well.
    """

    id: str
    here: str
    references: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    terms: Terms | None = None
    heads: tuple[tuple[str, str], ...] = ()
    declared: bool = False
    not_used: str = ""
    there: str = ""
    stated_there: tuple[License, ...] = ()
    bases: tuple[str, ...] = ()

    @property
    def standing(self) -> str:
        """What is here, or what a verified place elsewhere has when that is more."""
        return (
            self.there
            if HERE_ORDER.index(self.there or "missing") > HERE_ORDER.index(self.here)
            else self.here
        )

    @property
    def named_elsewhere(self) -> bool:
        """True when the manifest names a place elsewhere for it."""
        return self.declared and any(not reference.path for reference in self.references)

    @property
    def unsettled(self) -> bool:
        """True when the manifest names a place of which nobody knows what it holds."""
        settled = {"verified", "gone"}
        return self.declared and any(not r.path and r.state not in settled for r in self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the probes saw of one component at a place elsewhere, and its terms there ("" = none to cover)."""

    component: str
    outcome: str
    evidence: tuple[Evidence, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    license: str | None = None
    verdict: str = ""
    judged: str = ""
    sources: tuple[str, ...] = ()
    assumed: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen at one place elsewhere on one day: an entry of the lock.

    place: canonical, without revision. revision: as the manifest asks, "" when it names none.
    resolved: what that was: a commit, a record, a digest. listing: a digest of names and contents.
    """

    place: str
    revision: str = ""
    state: str
    reason: str = ""
    resolved: str = ""
    date: str = ""
    ruleset: str = ""
    listing: str = ""
    files: int = 0
    bytes: int = 0
    formats: tuple[str, ...] = ()
    gated: str = ""
    bases: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place elsewhere as the report tells of it. date: when it was seen, ISO 8601, or ""."""

    place: str
    state: str
    date: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A component that the manifest names: paths in this tree, places elsewhere, terms."""

    component: str
    paths: tuple[str, ...] = ()
    places: tuple[Reference, ...] = ()
    license: str | None = None
    key: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataEntry:
    """One body of training data that the manifest lists.

    where: as it is written. places: the same, each as the place that it is, or of kind "text".
    """

    name: str
    access: str
    where: tuple[str, ...] = ()
    places: tuple[Reference, ...] = ()
    license: str | None = None
    reason: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One body of training data: what documents say of it, joined with what the manifest declares.

    declared: one of ACCESS, or "" where the manifest does not list it; access: one of WAYS, or "" when
    no document says; sources: names of what it was made from; conflicts: where the two contradict.
    """

    name: str
    where: tuple[str, ...] = ()
    access: str = ""
    declared: str = ""
    license: str | None = None
    reason: str = ""
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataList:
    """The training data of a system, with the sentences that say of D2 or D3 that there are none.

    base: where a document names a model that this one was made from, whose data are owed too.
    """

    rows: tuple[Dataset, ...] = ()
    none: tuple[tuple[str, Evidence], ...] = ()
    base: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An item that somebody answers for until a date (ISO 8601, inclusive)."""

    item: str
    reason: str
    by: str
    until: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's review of the data information on a day (ISO 8601), of files as they were.

    lacking: what was judged not to be enough; expired: why the review no longer counts, or "".
    """

    by: str
    on: str
    files: tuple[str, ...]
    digest: str
    commit: str = ""
    lacking: tuple[str, ...] = ()
    expired: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `osaid.toml` says. An absent manifest is an empty one with path ""."""

    path: str = ""
    name: str = ""
    version: str = ""
    declarations: tuple[Declaration, ...] = ()
    data: tuple[DataEntry, ...] | None = None
    not_used: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    review: Review | None = None
    policy: str | None = None
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the Definition with its status and what that rests on."""

    id: str
    title: str
    short: str
    element: str
    required: bool
    status: str
    basis: str = ""
    freedoms: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with the manifest's claims or with reading the tree."""

    where: str
    message: str
    line: int | None = None
    kind: str = "declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was checked. `commit` is a full object id, or None outside git."""

    name: str
    commit: str | None = None
    dirty: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item, component or license whose standing differs from the base's."""

    id: str
    title: str
    before: str
    after: str
    worse: bool
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What changed against a base commit."""

    base: str
    result_before: str
    result_after: str
    changes: tuple[Change, ...] = ()

    @property
    def worse(self) -> bool:
        """True when anything got worse."""
        return any(change.worse for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether the strictness asked for is met, and why not."""

    fail_on: str
    passed: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was seen and concluded; renderers read nothing else."""

    target: Target
    subject: str
    subject_why: str
    result: str
    policy: str
    items: tuple[Item, ...]
    components: tuple[Component, ...]
    licenses: tuple[License, ...]
    data: tuple[Dataset, ...] = ()
    review: Review | None = None
    elsewhere: tuple[Place, ...] = ()
    gate: Gate = field(default_factory=lambda: Gate(fail_on="never", passed=True))
    delta: Delta | None = None
    limits: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
