"""The models whose outputs those of a tree learned from, where that is said of the very model.

A teacher's weights are in none of them, so it is no base. That a text speaks of distillation says nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ...frozen import replace
from ...model import Reference
from ...patterns import lazy
from ...repository.places import words
from ..data.declared import strings
from .said import NAME, from_here, model

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ...repository.documents import Document
    from ..survey import Survey

_MOST, _MOST_FILES, _MOST_SETTINGS, _MOST_SENTENCES = 10, 20, 100_000, 2_000
#: Front matter that names a teacher, and what a card calls the relation to its base where that is one.
_KEYS = ("teacher", "teacher_model", "distilled_from")
_RELATIONS = words("distill distilled distillation")
_SETTING = lazy(
    r"^\s{0,40}(?:[{,]\s{0,20})?[\"']?teacher(?:_model)?(?:_name_or_path|_name|_id)?[\"']?\s{0,9}[:=]\s{0,9}"
    r"[\"']?([\w.-]{1,60}/[\w.-]{1,90})[\"']?\s{0,9},?\s{0,9}(?:#.{0,200})?\}?$"
)
_SUFFIXES = words("json yaml yml toml")
#: Words on which a sentence may turn to another model, or say that something is not so.
_GAP = (
    r"(?:(?!(?:not|never|no|which|that|whose|who|than|unlike|like|similar|compared|against|versus|better|worse"
    r"|from|by|to|of|on|or|but|while|whereas|can|could|may|might|if|using|with|those|one|ones|card|page"
    r"|is|are|was|were|has|have|student|students|teacher|teachers|baselines?|data|datasets?)\b)"
    r"[^\s\[\]`]{1,40} ){0,12}?"
)
_TO = (
    r"(?:(?:the|a|an|our|its|much|larger|bigger|large|big|original|full|teacher|parent|model|models|checkpoint|"
    r"outputs? of|knowledge of):? ){0,6}"
)
_SUBJECT = r"(?:this|our) (?:[\w.-]{1,30} ){0,3}?(?:model|models|checkpoint|checkpoints|student|version)"
_CARDS = r"(?:the|these) (?:[\w.-]{1,30} ){0,2}?(?:model|models|checkpoint|checkpoints|student)"
#: What is said of a model behind its name.
_TAUGHT = lazy(
    rf"(?i)[*_`\])]{{0,3}},? {_GAP}(?:is|are|was|were|has been|have been) {_GAP}"
    r"(?:(?:(?:by|through|via|with) )?(?:knowledge[- ])?distill(?:ing|ation (?:from|of)) "
    r"|(?:knowledge[- ])?distilled (?:down |directly )?"
    r"(?:(?:version|variant|model|student|checkpoint|copy) )?(?:from|(?<=version )of|(?<=variant )of) )"
    rf"{_TO}(?={NAME})"
)
_WITH = lazy(
    rf"(?i)[*_`\])]{{0,3}},? {_GAP}(?:is|are|was|were|has been|have been) {_GAP}(?:distilled|trained) {_GAP}"
    rf"(?:with|using) {_TO}(?={NAME})"
)
_AS = lazy(r"(?i) as (?:the|a|its|our) teacher\b")
_OF_IT = lazy(rf"(?i)(?:[*_>\"'(]|\s){{0,6}}(?:{_SUBJECT})(?=[ *_`,\])])")
_OF_THE_CARD = lazy(rf"(?i)(?:[*_>\"'(]|\s){{0,6}}(?:{_CARDS})(?=[ *_`,\])])")
#: A line of a card that is labeled so.
_LABELED = lazy(
    r"(?i)[-*+|>\s]{0,6}[*_]{0,3}(?:the |our |its )?teacher(?: model)?[*_]{0,3}(?: (?:is|was) | ?[:|] ?)"
    rf"[*_]{{0,3}} ?{_TO}(?={NAME})"
)
#: What front matter has that is a model's, and no page's of a blog.
_OF_CARDS = words("base_model library_name license pipeline_tag model-index datasets")
_CARD = lazy(r"(?i)(?:^|/)(?:readme|model[-_]?card)[^/]{0,40}$")
_GENERAL = words("model models distillation distilled introduction overview readme about description")


def teachers(survey: Survey, folders: Container[str]) -> tuple[Reference, ...]:
    """The models named, each once, with the file and line that says so. folders: those that hold weights."""
    named: dict[str, Reference] = {}
    own = f"hf:{survey.tree.name}".lower()
    for found, path, line in islice(_named(survey, folders), _MOST):
        if found.url.lower() != own:
            named.setdefault(found.url.lower(), replace(found, revision=None, path=path, line=line))
    return tuple(named.values())


def is_teacher(front: dict[str, object]) -> bool:
    """Whether what a card names as its base is its teacher."""
    relation = front.get("base_model_relation")
    return isinstance(relation, str) and relation.lower() in _RELATIONS


def _named(survey: Survey, folders: Container[str]) -> Iterator[tuple[Reference, str, int]]:
    for path, document in survey.documents.items():
        card = not _OF_CARDS.isdisjoint(document.front) and bool(_CARD.search(path))
        if survey.by_path[path].place == "main" and (card or path == survey.readme):
            yield from _front(path, document)
            told = _told(document, survey.tree.name, card=card)
            yield from ((found, path, line) for found, line in told)
    yield from _settings(survey, folders)


def _front(path: str, document: Document) -> Iterator[tuple[Reference, str, int]]:
    for key in (*_KEYS, *(("base_model",) if is_teacher(document.front) else ())):
        for name in strings(document.front.get(key)):
            if found := model(name):
                yield found, path, document.front_lines.get(key, 1)


def _told(document: Document, called: str, *, card: bool) -> Iterator[tuple[Reference, int]]:
    """(model, line) of each teacher that a document's own sentences tell of."""
    if "distil" not in document.lower and "teacher" not in document.lower:
        return
    names = _names(document, called)
    sentences = (row for section in document.sections for row in section.sentences)
    for line, sentence in islice(sentences, _MOST_SENTENCES):
        if "distil" not in sentence.lower() and "teacher" not in sentence.lower():
            continue
        for found in _taught(sentence, names, card=card):
            yield found, line


def _taught(sentence: str, names: tuple[str, ...], *, card: bool) -> tuple[Reference, ...]:
    if card and (label := _LABELED.match(sentence)):
        return from_here(sentence, label.end())
    at = _subject(sentence, names, card=card)
    if at < 0:
        return ()
    if found := _TAUGHT.match(sentence, at):
        return from_here(sentence, found.end())
    if (found := _WITH.match(sentence, at)) and _AS.search(sentence, found.end()):
        return from_here(sentence, found.end())[:1]
    return ()


def _subject(sentence: str, names: tuple[str, ...], *, card: bool) -> int:
    """Where the subject of a sentence ends that is the model of the document; -1 where it is another."""
    if found := _OF_IT.match(sentence) or (_OF_THE_CARD.match(sentence) if card else None):
        return found.end()
    start = len(sentence) - len(sentence.lstrip("*_`[\"'> "))
    lower = sentence[start : start + 130].lower()
    for name in names:
        if lower.startswith(name) and lower[len(name) : len(name) + 1] in {" ", ",", "*", "_", "`", "]"}:
            return start + len(name)
    return -1


def _names(document: Document, called: str) -> tuple[str, ...]:
    """What a document's model is called: by its title and by where it is kept."""
    title = next((section.title for section in document.sections if section.title), "")
    names = (title.lower().removeprefix("model card for ").strip(), called.lower().rpartition("/")[2])
    return tuple(name for name in names if 2 < len(name) <= 80 and name not in _GENERAL)


def _settings(survey: Survey, folders: Container[str]) -> Iterator[tuple[Reference, str, int]]:
    """Teachers that the settings name which lie with weights, and not with code: they may be for any run."""
    of_code = {file.folder for file in survey.code}
    files = (
        file
        for file in survey.with_suffix(_SUFFIXES.__contains__)
        if file.place == "main" and file.folder in folders and file.folder not in of_code
    )
    for file in islice(files, _MOST_FILES):
        text = survey.text(file.path, _MOST_SETTINGS) or ""
        for number, line in enumerate(text.split("\n") if "teacher" in text else (), 1):
            if "teacher" in line and (found := _SETTING.match(line[:400])) and (named := model(found[1])):
                yield named, file.path, number
