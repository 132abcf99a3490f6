"""Which terms cover which component: reading the license files and statements, and placing them.

`licenses` says what a text is; here it is decided what it covers: by file name and folder, by
what the project says in its documents, by front matter and by the manifest. Where sources
disagree, all are shown and the most restrictive is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .licenses import identify, judge, normalize_id
from .files import decode
from .model import Component, Finding, License, Manifest, Problem, Terms
from .probes.license_files import is_license, places
from .survey import Survey

ELEMENTS = ("code", "parameters", "data")
#: Most open first: what is judged when sources disagree is the last one present.
_RANK = ("osi-approved", "open", "undetermined", "none", "restricted")
_LICENSE_BYTES = 1_000_000
_ELEMENT_OF = {
    "weights": "parameters",
    "intermediate-checkpoints": "parameters",
    "optimizer-state": "parameters",
    "data-documentation": "data",
    "dataset": "data",
}
_FILE_SCOPE = (
    ("parameters", re.compile(r"(?i)model|weight|checkpoint|param|use[-_ ]policy|acceptable[-_ ]use")),
    ("data", re.compile(r"(?i)data")),
    ("code", re.compile(r"(?i)code|software|source")),
)
_SPOKEN = (
    ("parameters", re.compile(r"(?i)\b(?:weights?|models?|parameters|checkpoints?)\b")),
    ("data", re.compile(r"(?i)\bdata ?sets?\b|\bdata\b|\bcorpus\b|\bdocumentation\b")),
    ("code", re.compile(r"(?i)\b(?:code|software|repository|repo|project|scripts?|implementation|library|package)\b")),
)  # fmt: skip
_NAMED = re.compile(
    r"(?i)\b(?:apache(?:[ -]licen[cs]e)?(?:,? ?(?:version|v)?[ .-]?2(?:\.0)?)|mit(?= |-|\.|,|$|\]|\))(?: licen[cs]e)?"
    r"|(?:a|l)?gpl[ -]?v?[23](?:\.\d)?(?:-only|-or-later|\+)?|bsd[ -]?[234](?:[ -]clause)?|mpl[ -]2\.0"
    r"|cc0(?:[ -]1\.0)?|cc[ -]by(?:[ -](?:nc|sa|nd)){0,2}(?:[ -]\d\.\d)?|odc-by(?:[ -]1\.0)?|odbl(?:[ -]1\.0)?|cdla-[a-z]+-\d\.\d"
    r"|llama ?[234](?:\.\d)? community licen[cs]e|(?:creativeml |bigscience |bigcode )?open ?rail(?:\+\+)?(?:-m)?|gemma terms of use)"
)
_LICENSED = re.compile(
    r"(?i)licen[cs]|released under|available under|distributed under|terms of|public domain"
)
_BADGE = re.compile(
    r"(?i)img\.shields\.io/badge/(?:[^\s)\"']*?licen[cs]e[-_:][^\s)\"']*)|!\[[^\]]*licen[cs]e[^\]]*\]\([^)]*\)"
)
#: A sentence may give the code one license and the weights another.
_PARTS = re.compile(
    r"[,;]?\s(?:while|whereas|and|but)\s(?=(?:the|our|its|all)\s(?:\w+\s){0,2}(?:weights|parameters|models?|data\w*|code|documentation)\b)",
    re.I,
)
_ASIDE = re.compile(
    r"(?i)licen[cs]e code|model card|data ?sheet|training (?=code|script)|this (?:model|code) (?=licen)"
)
_PUBLIC_DOMAIN = re.compile(r"(?i)\bin the public domain\b|\bpublic[- ]domain (?:text|data|works?)\b")


def read(survey: Survey, findings: dict[str, Finding]) -> tuple[License, ...]:
    """Every place of the tree, and of the folders above it, that states terms."""
    read: list[License] = []
    files = places(survey)
    above = [entry for entry in survey.tree.above if is_license(entry.path)]
    entries = [file.entry for file in files] + above
    for entry, blob in zip(entries, survey.tree.read_many(entries, _LICENSE_BYTES), strict=True):
        if blob.data is None:
            survey.unreadable[entry.path] = blob.reason
            read.append(
                License(path=entry.path, state="unreadable", note=blob.reason, scope=_scope(entry.path, None))
            )
        elif len(blob.data) < 100_000 or entry.path.count("/") < 2:
            read.append(_file(entry.path, decode(blob.data)))
    read += _statements(survey)
    return tuple(read)


def _file(path: str, text: str) -> License:
    seen = identify(text)
    return License(
        path=path,
        line=seen.line or 1,
        expression=seen.expression,
        state=seen.state,
        verdict=seen.verdict,
        scope=_scope(path, seen.expression),
        folder=_folder(path),
        clauses=tuple((c.category, c.line, c.quote) for c in seen.clauses),
        differences=tuple((d.kind, d.line, d.removed, d.inserted) for d in seen.differences),
        note=seen.note,
    )


def _folder(path: str) -> str:
    """The folder a license file governs; a folder of license texts governs its parent."""
    folder = path.rpartition("/")[0]
    while re.search(r"(?i)(^|/)\.?(licen[cs]es|legal|model_licenses)$", folder):
        folder = folder.rpartition("/")[0]
    return "" if folder.startswith("..") else folder


def _scope(path: str, expression: str | None) -> tuple[str, ...]:
    """Elements that a license file is about by its name; () when the name does not say."""
    name = path.rpartition("/")[2]
    named = tuple(element for element, pattern in _FILE_SCOPE if pattern.search(name))
    if named:
        return named
    # The agreements written for models cover the parameters in their own words.
    if expression and re.search(r"(?i)llama|gemma|rail|deepseek-model|qwen|falcon|mistral|model", expression):
        return ("code", "parameters")
    return ()


def _statements(survey: Survey) -> Iterator[License]:
    """Terms stated in documents: front matter, sentences, badges."""
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main" or is_license(path):
            continue
        yield from _front(path, document.front)
        if path.count("/") > 1 or not re.search(r"(?i)readme|card|data|licen", path):
            continue
        for section in document.sections:
            titled = bool(re.search(r"(?i)licen[cs]", section.title))
            for number, line in section.prose:
                if _BADGE.search(line):
                    yield from _badge(path, number, line)
            for number, sentence in section.sentences:
                yield from _sentence(path, number, sentence, titled)


def _front(path: str, front: dict[str, object]) -> Iterator[License]:
    value = front.get("license")
    names = value if isinstance(value, list) else [value]
    if isinstance(front.get("license_name"), str) and names in (["other"], [None]):
        names = [front["license_name"]]
    for name in names:
        if isinstance(name, str) and name:
            spdx = normalize_id(name)
            data = "task_categories" in front or "dataset_info" in front
            judged = judge(spdx or name)
            yield License(
                path=path,
                line=1,
                expression=spdx or name,
                state="stated",
                verdict=judged.verdict,
                scope=("data",) if data else ("parameters",),
                folder=_folder(path),
                note="front matter of a card",
            )


def _badge(path: str, number: int, line: str) -> Iterator[License]:
    text = re.sub(r"[_%]2?0?", " ", line)
    found = _NAMED.search(text)
    if found:
        spdx = normalize_id(found[0])
        yield License(
            path=path,
            line=number,
            expression=spdx,
            state="named",
            verdict="undetermined",
            note="a badge: it says nothing of what it covers",
        )


def _sentence(path: str, number: int, text: str, titled: bool) -> Iterator[License]:
    """Terms that one sentence states, for the elements it speaks of."""
    if not titled and not _LICENSED.search(text):
        return
    plain = re.sub(r"!\[[^\]]*\]\([^)]*\)|<[^<>]*>", " ", text)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    for part in _PARTS.split(plain):
        names = _NAMED.findall(part)
        scope = tuple(element for element, pattern in _SPOKEN if pattern.search(_ASIDE.sub("", part)))
        if not names:
            if "data" in scope and titled and _PUBLIC_DOMAIN.search(part):
                yield License(
                    path=path,
                    line=number,
                    expression="LicenseRef-Public-Domain",
                    state="stated",
                    verdict="open",
                    scope=("data",),
                    note=_quote(part),
                )
            continue
        if not scope and not titled:
            continue
        ids = list(dict.fromkeys(normalize_id(name) or name for name in names))[:3]
        verdict = _worst(judge(name).verdict for name in ids)
        yield License(
            path=path,
            line=number,
            expression=" AND ".join(ids),
            state="stated",
            verdict=verdict,
            scope=scope or ("code",),
            folder=_folder(path),
            note=_quote(part),
        )


def _quote(sentence: str) -> str:
    return " ".join(sentence.split())[:240]


def _worst(verdicts: Iterable[str]) -> str:
    return max(verdicts, key=_RANK.index, default="none")


def cover(component: str, finding: Finding, stated: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """The terms of one component; None where there is nothing to cover."""
    declared = [d for d in manifest.declarations if d.component == component]
    if finding.here == "missing" and not finding.references and not declared:
        return None
    element = _ELEMENT_OF.get(component, "code")
    from_manifest = [
        License(
            path=manifest.path,
            line=d.line,
            expression=d.license,
            state="declared",
            verdict=judge(d.license).verdict,
        )
        for d in declared
        if d.license
    ]
    inside = finding.here != "missing"
    about = [
        row for row in stated if element in row.scope and row.state != "unreadable" and _governs(row, finding)
    ]
    if component == "data-documentation":
        # A license of the data is not one of their description; what covers the documents does.
        about = [row for row in about if re.search(r"(?i)document|DATA\.md|datasheet", row.note + row.path)]
    general = [
        row
        for row in stated
        if not row.scope
        and row.state not in {"unreadable", "stated"}
        and "badge" not in row.note
        and _governs(row, finding)
    ]
    nearest = _nearest(general)
    if from_manifest:
        return _judge(
            from_manifest + [row for row in about if row.state != "stated"], "declared in the manifest"
        )
    if about:
        return _judge(about, "stated for " + element)
    if element == "code" or inside:
        code = [
            row for row in stated if "code" in row.scope and row.state != "stated" and _governs(row, finding)
        ]
        rows = nearest or code
        if not rows:
            return Terms(verdict="none", why="no license file covers it")
        assumed = element == "parameters"
        why = f"the nearest license file, {rows[0].path}"
        return _judge(
            rows, why + ("; nothing says that it covers the parameters" if assumed else ""), assumed=assumed
        )
    return Terms(verdict="none", why="nothing says under which terms they are")


def _governs(row: License, finding: Finding) -> bool:
    """True when the license's folder holds the component's best evidence, or the component is elsewhere."""
    if not row.folder:
        return True
    paths = [evidence.path for evidence in finding.evidence] or [
        reference.path for reference in finding.references
    ]
    return any(path.startswith(row.folder + "/") for path in paths[:3])


def _nearest(rows: list[License]) -> list[License]:
    if not rows:
        return []
    here = [row for row in rows if not row.path.startswith("..")] or rows
    depth = max((row.folder.count("/") + bool(row.folder) for row in here), default=0)
    return [row for row in here if row.folder.count("/") + bool(row.folder) == depth]


def _judge(rows: list[License], why: str, *, assumed: bool = False) -> Terms:
    """One verdict over all sources; they conflict when files or statements name different licenses."""
    verdicts = {row.verdict for row in rows}
    expressions = list(dict.fromkeys(row.expression for row in rows if row.expression))
    sources = tuple(
        dict.fromkeys(row.path if row.line in (None, 1) else f"{row.path}:{row.line}" for row in rows)
    )
    worst = _worst(verdicts)
    verdict = worst
    texts = [row for row in rows if row.state not in {"stated", "declared", "named"}]
    said = {row.expression for row in rows if row.state in {"stated", "declared"}}
    if said and texts and len(verdicts) > 1 and not said.issubset({row.expression for row in texts}):
        verdict = "conflict"
        why += f"; the sources disagree, the most restrictive is {worst}"
    return Terms(
        verdict=verdict,
        expression=" AND ".join(expressions) or None,
        sources=sources,
        assumed=assumed,
        why=why,
    )


def check_declared(manifest: Manifest) -> tuple[Problem, ...]:
    """Declared license ids that nobody knows."""
    known = []
    for declaration in manifest.declarations:
        if declaration.license and judge(declaration.license).verdict == "undetermined":
            message = f"the terms of {declaration.license!r} are not known here: a person must judge them"
            known.append(Problem(where=manifest.path, line=declaration.line, message=message, kind="terms"))
    return tuple(known)


def with_terms(component: Component, stated: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """`cover` for a component that is already joined."""
    finding = Finding(
        component=component.id,
        here=component.here,
        evidence=component.evidence,
        references=component.references,
    )
    return cover(component.id, finding, stated, manifest)
