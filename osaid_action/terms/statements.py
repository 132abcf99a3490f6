"""What the documents of a project say about terms: front matter, sentences, badges.

A statement is weaker than a license text, but it alone can say what a license covers: "the code
is MIT, the weights are CC BY-NC". Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..evidence.license_files import is_license
from ..evidence.survey import Survey
from ..licenses import identify, judge, normalize_id
from ..model import License
from ..patterns import lazy
from ..repository.documents import LINK, Document, Section

#: Most open first; the most restrictive of several is judged.
RANK = ("osi-approved", "open", "undetermined", "none", "restricted")
#: A sentence is read up to here; no honest one is longer, and the cost stays bounded.
MOST_CHARACTERS = 2_000
_SPOKEN = (
    ("parameters", lazy(r"(?i)\b(?:weights?|models?|parameters|checkpoints?)\b")),
    ("data", lazy(r"(?i)\bdata ?sets?\b|\bdata\b|\bcorpus\b|\bdocumentation\b|\btext in\b")),
    (
        "code",
        lazy(r"(?i)\b(?:code|software|repository|repo|project|scripts?|implementation|library|package)\b"),
    ),
)
_NAMES = (
    r"apache(?:[ -]licen[cs]e)?,? ?(?:version|v)?[ .-]?2(?:\.0)?",
    r"mit(?: licen[cs]e|(?=[ .,\])-]|$))",
    r"(?:a|l)?gpl[ -]?v?[23](?:\.\d)?(?:-only|-or-later|\+)?",
    r"bsd[ -]?[0234](?:[ -]clause)?",
    r"mpl[ -]2\.0",
    r"cc0(?:[ -]1\.0)?",
    r"cc[ -]by(?:[ -](?:nc|sa|nd)){0,2}(?:[ -]\d\.\d)?",
    r"creative commons attribution(?:[ -](?:non-?commercial|sharealike|noderivatives)){0,2} \d\.\d",
    r"odc-by(?:[ -]1\.0)?|odbl(?:[ -]1\.0)?|cdla-[a-z]+-\d\.\d",
    r"llama ?[234](?:\.\d)? community licen[cs]e",
    r"(?:creativeml |bigscience |bigcode )?open ?rail(?:\+\+)?(?:-m)?",
    r"gemma terms of use",
)
_NAMED = lazy(r"(?i)\b(?:" + "|".join(_NAMES) + ")")
_LICENSED = lazy(r"(?i)licen[cs]|(?:released|available|distributed|published) under|terms of|public domain")
_SAME = lazy(
    r"(?i)\b(?:this|the following|the same|same|the above) (?:terms|licen[cs]e)|licen[cs]e (?:applies|covers)"
)
_PUBLIC_DOMAIN = lazy(r"(?i)\bin the public domain\b|\bpublic[- ]domain (?:text|data|works?)\b")
_BADGE = lazy(r"(?i)img\.shields\.io/badge/[^\s)\"'/]*licen[cs]e[-_:]")
_PICTURED = lazy(r"!\[([^\[\]]*)\]")
#: In a long sentence, what stands just before these words is what the license covers.
_UNDER = lazy(r"(?i)\b(?:released|licensed|available|distributed|published)\b.{0,30}?\bunder\b|\blicensed\b")
#: Documents whose sentences are read for terms.
_TELLING = lazy(r"(?i)readme|card|data|licen")
_FIELD = lazy(r"(?i)^\W*licen[cs]e\W*:")
#: A sentence may give the code one license and the weights another.
_PARTS = lazy(
    r"(?i)(?:[,;]?\s(?:while|whereas|and|but)|[,;])\s"
    r"(?=(?:the|our|its|all)\s(?:\w+\s){0,2}(?:weights|parameters|models?|data\w*|code|documentation)\b)"
)
_ASIDE = lazy(r"(?i)model licen[cs]e|licen[cs]e code|model card|data ?sheet|training (?=code|script)")


def worst(verdicts: list[str]) -> str:
    """The most restrictive of several verdicts."""
    return max(verdicts, key=RANK.index, default="none")


def read(survey: Survey) -> list[License]:
    """Every statement of terms in the documents."""
    stated: list[License] = []
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main" or is_license(path):
            continue
        stated += _front(path, document)
        if _may_state(path):
            for section, code in _with_code(document):
                stated += _section(path, section, code)
    return [*stated, *_unreadable(survey)]


def _may_state(path: str) -> bool:
    return path.count("/") <= 1 and bool(_TELLING.search(path))


def _unreadable(survey: Survey) -> Iterator[License]:
    """Documents that may state terms, and can't be read."""
    for path, reason in sorted(survey.unreadable.items()):
        file = survey.by_path.get(path)
        if file and file.role == "doc" and file.place == "main" and _may_state(path) and not is_license(path):
            yield License(path=path, state="unreadable", note=reason, folder=_folder(path))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _front(path: str, document: Document) -> Iterator[License]:
    """Terms in the front matter of a card."""
    front = document.front
    value = front.get("license")
    names = value if isinstance(value, list) else [value]
    if isinstance(front.get("license_name"), str) and names in (["other"], [None]):
        names = [front["license_name"]]
    of_data = "task_categories" in front or "dataset_info" in front
    prompt = front.get("extra_gated_prompt")
    if isinstance(prompt, str) and len(prompt) > 200:
        seen = identify(prompt)
        yield License(
            path=path,
            line=1,
            expression=seen.expression,
            state=seen.state,
            verdict=seen.verdict,
            scope=("data",) if of_data else ("parameters",),
            folder=_folder(path),
            clauses=tuple((clause.category, 1, clause.quote) for clause in seen.clauses),
            note="the text that people must accept before access (extra_gated_prompt)",
        )
    for name in names:
        if isinstance(name, str) and name:
            spdx = normalize_id(name) or name
            yield License(
                path=path,
                line=1,
                expression=spdx,
                state="stated",
                verdict=judge(spdx).verdict,
                scope=("data",) if of_data else ("parameters",),
                folder=_folder(path),
                note="front matter of a card",
            )


def _section(path: str, section: Section, code: Sequence[str]) -> Iterator[License]:
    titled = bool(re.search(r"(?i)licen[cs]", section.title))
    for number, line in section.prose:
        if _is_badge(line) and (badge := _badge(path, number, line)):
            yield badge
    named = named_in(f"{section.text} {' '.join(code)}") if titled else ()
    for number, sentence in section.sentences:
        sentence = sentence[:MOST_CHARACTERS]
        if titled or _LICENSED.search(sentence):
            for part in _PARTS.split(_without_markup(sentence)):
                yield from _part(path, number, part, section.title, named)


def _with_code(document: Document) -> Iterator[tuple[Section, list[str]]]:
    """Each section with its code blocks: a license is often shown in one."""
    starts = [section.line for section in document.sections]
    code: list[list[str]] = [[] for _ in starts]
    for number, line in document.code:
        if at := bisect_left(starts, number):
            code[at - 1].append(line)
    yield from zip(document.sections, code, strict=True)


def _is_badge(line: str) -> bool:
    """Whether a line shows a badge on terms, by its address or by its words."""
    return bool(_BADGE.search(line)) or any(
        re.search(r"(?i)licen[cs]e", words) for words in _PICTURED.findall(line)
    )


def _badge(path: str, number: int, line: str) -> License | None:
    found = _NAMED.search(re.sub(r"%20|[_%]", " ", line.replace("--", "-")))
    if not found:
        return None
    note = "a badge: it says nothing of what it covers"
    spdx = normalize_id(found[0])
    return License(path=path, line=number, expression=spdx, state="badge", verdict="undetermined", note=note)


def _without_markup(sentence: str) -> str:
    plain = re.sub(r"<[^<>]*>", " ", sentence)
    # An image may stand in a link.
    for _ in range(2):
        plain = LINK.sub(lambda m: " " if m[0].startswith("!") else m[1], plain)
    return re.sub(r"[*_`]{1,3}", "", plain)


def named_in(text: str) -> tuple[str, ...]:
    """Licenses a text names, as ids, without repeats."""
    return tuple(dict.fromkeys(normalize_id(name) or name for name in _NAMED.findall(text)))[:3]


def _part(path: str, number: int, part: str, title: str, around: tuple[str, ...]) -> Iterator[License]:
    """Terms that a part of a sentence states, for the elements it speaks of."""
    spoken = _ASIDE.sub("", part)
    scope = tuple(element for element, pattern in _SPOKEN if pattern.search(spoken))
    if len(scope) > 1 and (phrase := _UNDER.search(spoken)):
        near = _nearest(spoken[: phrase.start()])
        scope = tuple(element for element in scope if element in near) or scope
    if not scope and (_FIELD.match(part) or around):
        scope = ("parameters",) if re.search(r"(?i)\bmodel|weights", title) else ("code",)
    names = named_in(part)
    if not names and scope and len(around) == 1 and _SAME.search(part):
        names = around
    if names and scope:
        verdict = worst([judge(name).verdict for name in names])
        yield _stated(path, number, part, scope, " AND ".join(names), verdict)
    elif not names and "data" in scope and _PUBLIC_DOMAIN.search(part):
        yield _stated(path, number, part, ("data",), "LicenseRef-Public-Domain", "open")
    elif not names and _LICENSED.search(part) and not part.lstrip().startswith("|"):
        clauses = identify(part).clauses
        if clauses:
            found = tuple((clause.category, number, clause.quote) for clause in clauses)
            yield _stated(path, number, part, scope or ("parameters",), None, "restricted", found)


def _nearest(before: str) -> set[str]:
    """The elements named last before "released under", with those joined to them by "and"."""
    mentions = sorted(
        (found.start(), found.end(), element)
        for element, pattern in _SPOKEN
        for found in pattern.finditer(before)
    )
    near: set[str] = set()
    start = None
    for begin, end, element in reversed(mentions):
        between = before[end:start] if start is not None else ""
        joined = element in near or re.search(r"\band\b|[,&/]", between)
        if start is not None and (len(between) > 40 or not joined):
            break
        near.add(element)
        start = begin
    return near


def _stated(
    path: str,
    number: int,
    part: str,
    scope: tuple[str, ...],
    expression: str | None,
    verdict: str,
    clauses: tuple[tuple[str, int, str], ...] = (),
) -> License:
    return License(
        path=path,
        line=number,
        expression=expression,
        state="stated",
        verdict=verdict,
        scope=scope,
        folder=_folder(path),
        clauses=clauses,
        note=" ".join(part.split())[:240],
    )
