"""One check from tree to report: the manifest, what the tree shows, terms, places elsewhere, judgment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .. import terms
from ..errors import TreeError, UsageError
from ..evidence import probes, subject, unread
from ..evidence.data import datasets
from ..evidence.imported import imported
from ..frozen import replace
from ..judgment import data_list, family, gate, judge, review, verdict, yardstick
from ..licenses import normalize_id
from ..manifest.of_tree import read_manifest, system_of
from ..model import Component, Item, Manifest, ModelResult, Place, Problem, Report, Target
from ..progress import tell
from ..repository.matches import Paths
from ..system.components import join
from ..system.named import believed, declared_in, named, point_to
from ..terms.named import named_in
from ..yardsticks import NAMES, load
from .reviewed import held_against

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..evidence.survey import Survey
    from ..model import DataList, Dataset, Finding, Measured
    from ..repository.cache import Cache
    from ..repository.tree import Tree
    from ..system.lock import Lock
    from ..system.named import Named

#: Systems below that are named.
MOST_SYSTEMS = 100
#: How words of documents on data become the ids of licenses.
LICENSES = datasets.Licenses(named_in, normalize_id)


class Observed(NamedTuple):
    """A tree as the probes see it, before anything elsewhere is known.

    ruled: the manifest whose rules count. matches: by declared pattern, the paths that it names.
    """

    manifest: Manifest
    ruled: Manifest
    matches: dict[str, tuple[str, ...]]
    survey: Survey
    findings: dict[str, Finding]


def observe(
    tree: Tree, *, manifest_at: str = "", cache: Cache | None = None, before: Tree | None = None
) -> Observed:
    """What the probes see in a tree. ConfigError; the arguments are those of `examine`."""
    manifest = read_manifest(tree, manifest_at)
    ruled = _rules_of(before, manifest_at) if before is not None and before.entries else manifest
    everything = manifest.whole()
    tree.share(path for one in everything.declarations for path in one.paths if path.startswith("../"))
    excluded, matches = _paths(tree, everything, ruled, before)
    declared: dict[str, frozenset[str]] = {}
    for one in everything.declarations:
        named_here = (path for pattern in one.paths for path in matches[pattern])
        declared[one.component] = declared.get(one.component, frozenset()).union(named_here)
    survey = probes.survey(tree, excluded, declared, cache)
    tell("looking for code, weights and data")
    return Observed(manifest, ruled, matches, survey, probes.run(survey))


def examine(
    tree: Tree,
    *,
    policy: str | None = None,
    fail_on: str | None = None,
    default_fail_on: str = "terms",
    manifest_at: str = "",
    today: str,
    cache: Cache | None = None,
    lock: Lock | None = None,
    before: Tree | None = None,
    observed: Observed | None = None,
) -> Report:
    """What a tree holds and what follows from it.

    policy and fail_on override the manifest's; today is an ISO date, for waivers; cache: where what
    was seen in a blob is looked up and kept; lock: what was just seen elsewhere, instead of the tree's own;
    before: what the tree is a change of, whose own words in the lock are then not believed, and whose own
    policy, gate and exclusions do not count yet: those of `before` do.
    default_fail_on counts where neither says. manifest_at: the manifest's path, where it is not a usual one.
    observed: what `observe` gave for the same arguments, where that was done before.
    Raises ConfigError for a manifest or a lock that does not hold to its schema.
    """
    observed = observed or observe(tree, manifest_at=manifest_at, cache=cache, before=before)
    manifest, ruled, matches, survey, findings = observed
    everything = manifest.whole()
    # What is said to be no release need not be read.
    blind = "" if manifest.subject not in {"", "model"} else unread.unjudged(survey, findings)
    what = _subject(survey, findings, everything, blind)
    lock = lock or believed(tree, everything, before)
    tell("reading what is said of terms")
    stated = terms.read(survey)
    tell("reading what is said of the training data")
    data = data_list.join(datasets.read(survey, LICENSES), manifest)
    data = replace(data, rows=_answered(data.rows, manifest, lock))
    chosen = policy or ruled.policy or "working"

    kin = family.places(manifest)

    def concluded(manifest: Manifest, places: Named) -> _Concluded:
        components, problems = join(findings, manifest, matches, places.declared, partial(imported, tree))
        components, more, elsewhere = _with_places(components, places, manifest, lock, today)
        components = tuple(
            replace(
                c,
                terms=terms.cover(c, stated, manifest, whole=tree.whole),
                kin=kin if c.id == "weights" else (),
            )
            for c in components
        )
        if manifest.review is not None:
            manifest = held_against(tree, manifest, review.documents(components, data.rows), today)
        items, again = judge(components, manifest, chosen, today, data)
        problems += more + again + terms.check_declared(manifest)
        return _Concluded(components, items, problems, elsewhere, manifest)

    places = named(tree, everything, survey.submodules)
    every = [
        concluded(one, places._replace(declared=declared_in(one)))
        for one in map(manifest.of, manifest.models)
    ] or [concluded(manifest, places)]

    def came_out(items: tuple[Item, ...]) -> str:
        return verdict.result(what.kind, items, chosen, certain=what.certain, unjudged=blind)

    models = tuple(
        ModelResult(name=member.name, result=came_out(one.items), items=one.items)
        for member, one in zip(manifest.models, every, strict=False)
    )
    shown = every[family.worst(models) if models else 0]
    items = family.items(models) if models else shown.items
    result = came_out(items)
    judged = result != "not-applicable" and not blind
    measured = yardstick.worst(one.measured(data) for one in every) if judged else ()
    strictness = fail_on or ruled.fail_on or default_fail_on
    report = Report(
        target=Target(
            name=manifest.name or tree.name,
            commit=tree.commit,
            dirty=tree.dirty,
            version=manifest.version,
            about=manifest.about,
            fallback=tree.fallback,
            manifest=manifest.path,
            systems=_systems(survey),
        ),
        subject=what.kind,
        subject_why=what.why,
        subject_certain=what.certain,
        subject_declared=bool(manifest.subject),
        subject_shares=what.shares,
        result=result,
        unjudged=blind,
        policy=chosen,
        items=items,
        components=shown.components,
        licenses=stated,
        data=data.rows,
        artifacts=tuple({a.path: a for one in every for c in one.components for a in c.artifacts}.values()),
        review=shown.manifest.review,
        elsewhere=shown.elsewhere,
        limits=(
            *survey.limits,
            *(f"{path}: unreadable, {reason}" for path, reason in sorted(survey.unreadable.items())),
        ),
        problems=_distinct(problem for one in every for problem in one.problems),
        rules=tuple(_rules(manifest)),
        models=models,
        yardsticks=measured,
    )
    asked = bool(fail_on or ruled.fail_on)
    return replace(report, gate=gate.of(report, strictness, asked=asked))


def _systems(survey: Survey) -> tuple[str, ...]:
    """The folders below with a manifest of their own."""
    found = (system_of(file.path) for file in survey.with_suffix("toml".__eq__))
    return tuple(sorted(set(filter(None, found))))[:MOST_SYSTEMS]


class _Concluded(NamedTuple):
    """What follows from what was seen, by a manifest's words on one model. manifest: with its review held."""

    components: tuple[Component, ...]
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    elsewhere: tuple[Place, ...]
    manifest: Manifest

    def measured(self, data: DataList) -> tuple[Measured, ...]:
        """How it stands by each yardstick besides the Definition."""
        return tuple(yardstick.measure(load(name), self.components, self.manifest, data) for name in NAMES)


def _distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once: of a place that one model names, others can't tell the line."""
    found: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        key = problem.where, problem.message
        if key not in found or found[key].line is None:
            found[key] = problem
    return tuple(found.values())


def _subject(survey: Survey, findings: dict[str, Finding], manifest: Manifest, blind: str) -> subject.Subject:
    """What the repository is: as the manifest says, else as it looks."""
    if manifest.subject:
        return subject.Subject(manifest.subject, f"{manifest.path} says so")
    if manifest.declarations or manifest.data is not None or manifest.name:
        return subject.Subject("model", f"{manifest.path} declares it")
    if survey.tree.kept_as:
        return subject.Subject(survey.tree.kept_as, f"the Hub keeps it among its {survey.tree.kept_as}s")
    if blind and survey.unreadable:
        return subject.Subject("unknown", blind, certain=False)
    return subject.decide(survey, findings)


def _rules_of(before: Tree, manifest_at: str) -> Manifest:
    """The manifest whose rules count for a change: that of what it starts from, as far as it can be read."""
    try:
        there = manifest_at and before.entries.find(manifest_at)
        return read_manifest(before, manifest_at if there else "")
    except (TreeError, UsageError):
        return Manifest()


def _rules(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """What a manifest asks of a check, by its keys."""
    for key, value in (("fail-on", manifest.fail_on), ("policy", manifest.policy)):
        if value:
            yield key, value
    if manifest.exclude:
        yield "exclude", ", ".join(manifest.exclude)


def _paths(
    tree: Tree, manifest: Manifest, ruled: Manifest, before: Tree | None
) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """(paths that are excluded; for each pattern that the manifest declares, the paths it names).

    A change can exclude what it brings itself, and not what was there before.
    """
    patterns = [pattern for declaration in manifest.declarations for pattern in declaration.paths]
    if not manifest.exclude and not ruled.exclude and not patterns:
        return frozenset(), {}
    paths = Paths(path for path, _ in tree.entries.names())
    excluded = paths.ignored(ruled.exclude)
    if before is not None and manifest.exclude != ruled.exclude:
        own = paths.ignored(manifest.exclude)
        excluded |= {path for path in own if before.entries.find(path) is None}
    kept = paths.without(excluded)
    return excluded, {pattern: kept.named(pattern) for pattern in patterns}


def _answered(rows: tuple[Dataset, ...], manifest: Manifest, lock: Lock | None) -> tuple[Dataset, ...]:
    """Datasets with what their own places tell of them, as far as the lock knows."""
    if lock is None:
        return rows
    from ..system.apply import answered  # most trees have no lock

    return answered(rows, manifest, lock)


def _with_places(
    components: tuple[Component, ...], places: Named, manifest: Manifest, lock: Lock | None, today: str
) -> tuple[tuple[Component, ...], tuple[Problem, ...], tuple[Place, ...]]:
    """Components with what is known of places elsewhere; what is wrong there; a row for each place."""
    components = tuple(point_to(component, places.submodules) for component in components)
    if not places.wanted and lock is None:
        return components, (), ()
    from ..system.apply import apply  # most trees name nothing elsewhere
    from ..system.lock import Lock

    return apply(components, places.wanted, manifest, lock or Lock(), today)
