"""The report: items, problems, the gate, and everything else that renderers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass

if TYPE_CHECKING:
    from .component import Component
    from .data import Dataset
    from .declarations import Review
    from .delta import Delta
    from .elsewhere import Place
    from .evidence import Artifact, Evidence
    from .terms import License
    from .yardstick import Measured


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
    """Something wrong with the manifest's claims or with reading the tree.

    component, path: what is said to be where, for a claim on a path.
    """

    where: str
    message: str
    line: int | None = None
    kind: str = "declaration"
    component: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was checked. `commit` is a full object id, or None outside git.

    fallback: why it was read as a plain folder, though it is in a repository; else "". manifest: its path, or
    "" where there is none; systems: folders below with a manifest of their own. about: what the manifest says
    of the system besides its name and version, by the keys of [system]. dated: when its commit was made, else
    the day of the check; origin: the URL it was fetched from; folder: which of its folders it is, with a
    slash at its end, or "". These three only where a format asks for them.
    """

    name: str
    commit: str | None = None
    dirty: bool = False
    version: str = ""
    fallback: str = ""
    manifest: str = ""
    systems: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()
    dated: str = ""
    origin: str = ""
    folder: str = ""

    @property
    def mixed(self) -> bool:
        """True where systems that have manifests of their own were read as one that has none."""
        return bool(self.systems) and not self.manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelResult:
    """How one model of a family comes out."""

    name: str
    result: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether the strictness asked for is met, and why not.

    require: what has to be met whatever it is. asked: somebody asked for fail_on in so many words.
    """

    fail_on: str
    passed: bool
    reasons: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    asked: bool = False

    @property
    def wanted(self) -> bool:
        """True where anything is to be met; what can't be judged fails all the same."""
        return self.fail_on != "never" or bool(self.require)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that was seen and concluded; renderers read nothing else.

    subject: what it is likeliest. subject_certain: false where it may be a release or not, and is judged.
    subject_declared: the manifest says what it is. subject_shares: how likely each kind is, in percent, the
    likeliest first; empty where nothing was weighed. unjudged: why nothing could be judged, or "".
    rules: what the manifest of this very tree asks of a check, by its keys, whatever counted.
    models: those of a family; the items then tell of the worst of them, each item for itself.
    yardsticks: how it stands by others than the Definition; of a family, the model that stands worst.
    artifacts: the files of its weights, of all models; with digests only where a format asks for them.
    """

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
    gate: Gate = Gate(fail_on="never", passed=True)
    delta: Delta | None = None
    limits: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    subject_certain: bool = True
    subject_declared: bool = False
    subject_shares: tuple[tuple[str, int], ...] = ()
    unjudged: str = ""
    rules: tuple[tuple[str, str], ...] = ()
    models: tuple[ModelResult, ...] = ()
    yardsticks: tuple[Measured, ...] = ()
    artifacts: tuple[Artifact, ...] = ()

    @property
    def judged(self) -> bool:
        """True where the release of a system was judged."""
        return self.result != "not-applicable" and not self.unjudged

    @property
    def blind(self) -> bool:
        """True where nothing could be judged. Where all files went, what was there before was."""
        emptied = self.result == "not-applicable" and self.delta is not None and self.delta.worse
        return bool(self.unjudged) and not emptied

    @property
    def vacuous(self) -> bool:
        """True where the gate is met because nothing was judged. What is no release can still get worse."""
        compared = self.gate.fail_on == "regression" and self.delta is not None and not self.unjudged
        return self.gate.passed and not self.judged and not compared
