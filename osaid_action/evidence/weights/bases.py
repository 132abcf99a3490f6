"""The models that those of a tree were made from, as front matter and the settings of adapters name them.

That a text speaks of another model says nothing of the kind.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from ...addresses import from_url
from ...frozen import replace
from ...model import Reference
from ...patterns import lazy
from ...repository.places import words
from ..data.declared import strings
from .said import NAME, from_here
from .teachers import is_teacher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey

#: What lies beside an adapter, and names what it is to be added to.
CONFIG = "adapter_config.json"
_MOST_CONFIG, _MOST_CONFIGS, _MOST_NAMES = 100_000, 20, 40
_NONE = words("none null unknown na n/a tbd scratch")
_LOCAL = ("/", "./", "../", "~")
#: What a difference is to be added to, where a sentence names it.
_ADDED_TO = lazy(
    r"(?i)\b(?:appl(?:y|ied)|add(?:ed)?|merged?|combined?) (?:[^\s\[\]`]{1,40} ){0,8}?"
    r"(?:to|onto|with|on top of) "
    rf"(?:(?:the|original|base|full|llama|model|models|weights|of) ){{0,5}}(?={NAME})"
)
_DIFFERENCE = lazy(r"(?i)\b(?:delta|diff|xor)|\bdifferences?\b")


def bases(survey: Survey, *, differences: bool = False) -> tuple[Reference, ...]:
    """The models named, each once, with the file and line that says so; one of this very tree is none.

    differences: the weights are to be added to another model's, which a sentence of the README may name.
    """
    named: dict[str, Reference] = {}
    for one, line in _added_to(survey) if differences else ():
        told = replace(one, revision=None, path=survey.readme or "", line=line)
        named.setdefault(one.url.lower(), told)
    for name, path, line in islice(_names(survey), _MOST_NAMES):
        found = _model(name)
        if found is not None and not _is_here(survey, name):
            named.setdefault(found.url.lower(), replace(found, revision=None, path=path, line=line))
    return tuple(named.values())


def of_adapter(text: str) -> str:
    """The model that the settings of an adapter name, or ""."""
    try:
        name = json.loads(text)["base_model_name_or_path"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return name[:120] if isinstance(name, str) else ""


def _names(survey: Survey) -> Iterator[tuple[str, str, int]]:
    """(name, path, line) of each model that something of the tree is said to be made from."""
    for path, document in survey.documents.items():
        if survey.by_path[path].place == "main":
            for name in () if is_teacher(document.front) else strings(document.front.get("base_model")):
                yield name, path, document.front_lines.get("base_model", 1)
    settings = survey.with_suffix("json".__eq__, lambda path: path.rpartition("/")[2] == CONFIG)
    for file in islice((file for file in settings if file.place == "main"), _MOST_CONFIGS):
        text = survey.text(file.path, _MOST_CONFIG) or ""
        if name := of_adapter(text):
            before = text.partition('"base_model_name_or_path"')[0]
            yield name, file.path, before.count("\n") + 1


def _added_to(survey: Survey) -> Iterator[tuple[Reference, int]]:
    """(model, line) of what the README says that a difference is to be added to."""
    readme = survey.documents.get(survey.readme or "")
    for section in readme.sections if readme is not None else ():
        for line, sentence in section.sentences:
            if _DIFFERENCE.search(sentence) and (found := _ADDED_TO.search(sentence)):
                yield from ((named, line) for named in from_here(sentence, found.end())[:1])


def _model(name: str) -> Reference | None:
    """The model of a name or an address; of a path on somebody's disk no more is known."""
    if name.lower() in _NONE:
        return None
    if name.startswith(_LOCAL):
        return Reference(url=name, kind="text") if name.isprintable() else None
    found = from_url(name if "://" in name else f"hf:{name}")
    return found if found is not None and found.kind == "hf-model" else None


def _is_here(survey: Survey, name: str) -> bool:
    """Whether a name is that of a file or folder of this tree."""
    path = name.removeprefix("./").rstrip("/")
    inside = survey.with_suffix(lambda _: True, lambda other: other == path or other.startswith(f"{path}/"))
    return next(inside, None) is not None
