"""Which training datasets do the documents name, where are they, and how does one get at them?

Rather none than a wrong one: a name counts where it stands as a source in a sentence or a table on
training data. Nothing is fetched; access is what the words around say, or "" when they say nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...judgment.data_list import key
from ...licenses import normalize_id
from ...model import DataList, Dataset, Evidence
from ...patterns import lazy
from ...terms.statements import named_in
from ..about import data_is_the_subject, library_said, title
from .heads import MAX_SENTENCE
from .names import made_from, sources
from .records import records
from .talk import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Document, Section
    from ..survey import Survey
    from .said import Said

MOST, MOST_STATEMENTS, MOST_SOURCES = 100, 5, 20
#: The most restrictive first: a sentence that says several things means the narrowest.
_SAYS = (
    (
        "unshareable",
        lazy(
            r"(?i)\b(?:can|may|could)(?:not| not)(?: be)? (?:share|redistribut|releas|publish)\w{0,4}"
            r"|\bforbids redistribution|\bproprietary\b|\bconfidential\b|不能公开|无法公开"
        ),
    ),
    ("ids-only", lazy(r"(?i)\b(?:only (?:the )?|lists? (?:the )?)(?:\w{1,20} )?(?:ids|identifiers)\b")),
    (
        "on-request",
        lazy(
            r"(?i)\b(?:up)?on (?:reasonable )?request\b|\bby (?:e-?mail|writing to)\b|sur demande|auf Anfrage"
        ),
    ),
    ("gated", lazy(r"(?i)\bgated\b|\brequest(?:ing)? access\b|\baccess (?:form|request)\b")),
    (
        "click-through",
        lazy(
            r"(?i)\b(?:accept|agree(?:ing)? to|sign(?:ing)?) (?:the|an?|their|its) (?:\w{1,20} ){0,3}"
            r"(?:terms|agreement|license|conditions)\b"
        ),
    ),
    (
        "registration",
        lazy(r"(?i)\bregist(?:er|ration)\b|\bwith an account\b|\bsign(?:ing)? up\b|\blog ?in\b"),
    ),
    (
        "scraping-script",
        lazy(r"(?i)\b(?:we|were|was) (?:\w{1,20} )?(?:crawled|scraped)\b|\bcrawler\b|\bscraper\b|爬虫|爬取"),
    ),
    ("direct-download", lazy(r"(?i)\bdownload(?:ed|s|able)?\b|\bfetched\b|下载")),
)
#: Where a file lies open. A page of a hub may be gated, so its address alone says nothing of access.
_OPEN_HOST = lazy(
    r"(?i)^https?://(?:www\.)?(?:openslr\.org|zenodo\.org/records?/\d{1,12}/files/|[\w.-]{1,60}\.s3[.-]"
    r"|storage\.googleapis\.com|data\.commoncrawl\.org)|\.(?:zip|tar|gz|tgz|zst|xz|parquet|jsonl?|csv|7z)$"
)
_HUB = lazy(r"(?i)^https?://huggingface\.co/datasets/([^/?#\s]{1,96}/[^/?#\s]{1,96})")
_TOTAL = lazy(r"(?i)^\W*(?:total|sum|all|average|mean|overall|train\w{0,8}|val\w{0,8}|test\w{0,8}|dev)\W*$")
_WORD = lazy(r"[a-z]{1,40}|\d{1,20}")
_TERMS = lazy(r"(?i)licen[cs]|\bunder\b|public domain|\((?:cc|odc|odbl|mit|apache|cdla)\b")
_OTHERS = lazy(r"(?i)\b(?:models?|weights|checkpoints?|code|software|repository)\b")
_TRAIN = lazy(r"(?i)train|tun(?:ed|ing)")
_DATA = r"(?:(?:pre-?)?training |fine-?tuning )?(?:data(?:sets?)?|corpora|corpus)"
#: Sentences that say of an item that there are no such data; "no personal data" is not among them.
_NONE = (
    (
        "D2",
        lazy(
            rf"(?i)\b(?:no|none of (?:the|its|our)) {_DATA} (?:that )?(?:is|are|was|were|used is) "
            r"publicly available\b"
            rf"|\bno publicly available {_DATA} (?:is|are|was|were) used\b"
        ),
    ),
    (
        "D3",
        lazy(
            rf"(?i)\b(?:no|none of (?:the|its|our)) {_DATA} "
            r"(?:(?:used )?(?:is|are|was|were|has been|have been) )?(?:\w{1,20} or )?"
            r"(?:obtained|obtainable|licensed|bought|purchased|acquired|sourced|comes?|came)"
            r" (?:only )?from (?:any )?third[- ]part(?:y|ies)\b"
        ),
    ),
)
_MAY_SAY_NONE = lazy(r"(?i)third[- ]part|publicly available")
#: Titles under which "none" answers for an item, as in the European Union's summary of training content.
_TITLES = (
    (
        "D2",
        lazy(
            r"(?i)^[\W\d]{0,9}(?:list of )?(?:large )?publicly available (?:training )?data(?:sets)?\W{0,3}$"
        ),
    ),
    (
        "D3",
        lazy(r"(?i)\bdata(?:sets)?\b[^.]{0,60}\b(?:obtained|licensed|obtainable) (?:from|by) third parties"),
    ),
)
_ANSWERS_NONE = lazy(r"(?i)^\W{0,5}(?:none|not applicable|n/a|no such data(?:sets)?)\b[^.]{0,40}\.?\W{0,3}$")


def read(survey: Survey) -> DataList:
    """The datasets named, what says that there are none of a kind, and the model that this one builds on."""
    return DataList(rows=named(survey), none=tuple(_none_said(survey)), base=_base(survey))


def named(survey: Survey) -> tuple[Dataset, ...]:
    """Training datasets in the order of their first mention, each once, with the lines that name it."""
    found: dict[str, Dataset] = {}
    made: dict[str, tuple[str, ...]] = {}
    for said in talk(survey):
        for name, source in made_from(said.text[:MAX_SENTENCE]) if not said.rows else ():
            made[key(name)] = (*made.get(key(name), ()), source)
    own = frozenset() if data_is_the_subject(survey) else _own_words(survey)
    for row in (*_spoken(survey, own), *_front(survey), *_described(survey)):
        _add(found, row)
    return tuple(_with_sources(found, made))


def _add(found: dict[str, Dataset], row: Dataset) -> None:
    """Add a mention to what is known: the same name, or the same page."""
    pages = {page[1].lower() for place in row.where if (page := _HUB.match(place))}
    name = key(row.name)
    if name not in found and pages:
        name = next(
            (
                other
                for other, before in found.items()
                if any((page := _HUB.match(place)) and page[1].lower() in pages for place in before.where)
            ),
            name,
        )
    before = found.get(name)
    if before is None:
        if name and len(found) < MOST:
            found[name] = row
        return
    found[name] = replace(
        before,
        where=tuple(dict.fromkeys((*before.where, *row.where))),
        access=before.access or row.access,
        license=before.license or row.license,
        sources=tuple(dict.fromkeys((*before.sources, *row.sources)))[:MOST_SOURCES],
        evidence=tuple(dict.fromkeys((*before.evidence, *row.evidence)))[:MOST_STATEMENTS],
    )


def _with_sources(found: dict[str, Dataset], made: dict[str, tuple[str, ...]]) -> Iterator[Dataset]:
    """The datasets with what they were made from; what is named only as such stands there alone."""
    upstream = {key(source): name for name, all_of in made.items() if name in found for source in all_of}
    for name, row in found.items():
        owner = upstream.get(name)
        if owner is not None and owner != name and not row.where:
            lines = {(e.path, e.line) for e in found[owner].evidence}
            if all((e.path, e.line) in lines for e in row.evidence):
                continue
        more = [source for source in made.get(name, ()) if key(source) != name]
        yield replace(row, sources=tuple(dict.fromkeys((*row.sources, *more)))[:MOST_SOURCES])


def _own_words(survey: Survey) -> frozenset[str]:
    """What the system itself is called: its name is not that of a dataset."""
    return frozenset(_WORD.findall(f"{title(survey)} {survey.tree.name}".lower()))


def _spoken(survey: Survey, own: frozenset[str]) -> Iterator[Dataset]:
    for said in talk(survey):
        for row in said.rows:
            if any(c.isalnum() for c in row.name) and not _TOTAL.match(row.name):
                yield Dataset(
                    name=row.name,
                    where=row.where,
                    access=_access("", row.where),
                    license=normalize_id(row.terms) if row.terms else None,
                    evidence=(_evidence(said.path, row.line, row.text),),
                )
        if said.rows or said.order or not {"provenance", "where_to_obtain"} & said.clear:
            continue
        yield from _in_sentence(said, own)


def _in_sentence(said: Said, own: frozenset[str]) -> Iterator[Dataset]:
    text = said.text[:MAX_SENTENCE]
    # What looks like a name may be that of a license.
    every = [found for found in sources(text, said.settled, said.item) if not named_in(found.name)]
    for found in every:
        if not found.where and not found.called and own.issuperset(_WORD.findall(found.name.lower())):
            continue
        yield Dataset(
            name=found.name,
            where=found.where,
            access=_access(text, found.where),
            license=_license(text, found.name) if len(every) == 1 else None,
            evidence=(_evidence(said.path, said.line, text),),
        )


def _front(survey: Survey) -> Iterator[Dataset]:
    """Datasets of front matter: those a model's card names, and the one a dataset's card describes."""
    for path, document in survey.documents.items():
        front = document.front
        for name in strings(front.get("datasets"))[:MOST]:
            if name.lower() in {"n/a", "none", "unknown", "other", "original"}:
                continue
            where = (f"https://huggingface.co/datasets/{name}",) if name.count("/") == 1 else ()
            yield Dataset(name=name, where=where, evidence=(_evidence(path, 1, f"datasets: {name}"),))
        if isinstance(front.get("pretty_name"), str) and survey.by_path[path].own:
            yield _card(path, document)


def _described(survey: Survey) -> Iterator[Dataset]:
    """Datasets that files of a standard describe."""
    for record in records(survey) if not library_said(survey) else ():
        if record.name:
            yield Dataset(
                name=record.name,
                where=record.where,
                access=record.access or _access("", record.where),
                license=normalize_id(record.license) if record.license else None,
                sources=record.sources,
                evidence=(_evidence(record.path, record.line, record.name),),
            )


def _card(path: str, document: Document) -> Dataset:
    """The dataset that a card of its own describes."""
    front = document.front
    name = front["pretty_name"].strip()
    licenses = strings(front.get("license"))
    gated = any(str(field).startswith("extra_gated_") for field in front)
    made = [source.removeprefix("extended|") for source in strings(front.get("source_datasets"))]
    return Dataset(
        name=name,
        access="gated" if gated else "",
        license=normalize_id(licenses[0]) if len(licenses) == 1 else None,
        sources=tuple(source for source in made if source not in {"original", "extended"})[:MOST_SOURCES],
        evidence=(_evidence(path, 1, f"pretty_name: {name}" + (", gated" if gated else "")),),
    )


def _evidence(path: str, line: int, text: str) -> Evidence:
    return Evidence(path=path, line=line, why="names it", text=text[:200])


def strings(value: object) -> list[str]:
    """The strings in a value that should be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values[:50] if isinstance(v, str) and v.strip()]


def _access(text: str, where: tuple[str, ...]) -> str:
    """What the words around a name say of access; a file at an open host can be downloaded."""
    said = next((kind for kind, pattern in _SAYS if pattern.search(text)), "")
    return said or ("direct-download" if any(map(_OPEN_HOST.search, where)) else "")


def _license(text: str, name: str) -> str | None:
    """The one license that a sentence gives the one dataset it names."""
    _, _, after = text.partition(name)
    ids = named_in(after)
    if len(ids) != 1 or not _TERMS.search(after) or _OTHERS.search(after):
        return None
    return normalize_id(ids[0])


def _base(survey: Survey) -> Evidence | None:
    """Where a card names a model that this one was made from."""
    for path, document in survey.documents.items():
        names = strings(document.front.get("base_model"))
        if names and "/" not in path:
            return Evidence(path=path, line=1, why=f"names a base model: {', '.join(names[:3])}")
    return None


def _none_said(survey: Survey) -> Iterator[tuple[str, Evidence]]:
    """What says of D2 or D3 that there are no such data, where it speaks of training."""
    found: set[str] = set()
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main":
            continue
        for section in document.sections:
            for item, number, text in (*_answers(section), *_denials(section)):
                if item not in found:
                    found.add(item)
                    yield (
                        item,
                        Evidence(path=path, line=number, why="says that there are none", text=text[:200]),
                    )


def _answers(section: Section) -> Iterator[tuple[str, int, str]]:
    """ "None" as the one line under a title that asks for data of a kind."""
    if len(section.prose) == 1 and _ANSWERS_NONE.match(section.prose[0][1]):
        number, answer = section.prose[0]
        for item, titled in _TITLES:
            if titled.search(section.title):
                yield item, number, f"{section.title}: {answer}"


def _denials(section: Section) -> Iterator[tuple[str, int, str]]:
    """Sentences that say that no training data are of a kind."""
    if _MAY_SAY_NONE.search(section.text):
        for number, sentence in section.sentences:
            text = sentence[:MAX_SENTENCE]
            for item, pattern in _NONE:
                if pattern.search(text) and _TRAIN.search(f"{section.title} {text}"):
                    yield item, number, text
