"""Weights that are only a part of a model's: adapters, differences to another model's, toys."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ...repository.places import words, words_in
from .bases import CONFIG, bases, of_adapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..survey import Survey

_ADAPTER = lazy(r"(?i)(?:adapter_model|pytorch_lora_weights)\b|(?:^|[-_.])q?lora(?:[-_.]|$)")
_TENSOR = lazy(rb'"([^"\\]{1,400})": ?\{ ?"dtype"')
_ADDED = lazy(rb"(?i)lora|\.adapters?\b|hada_w|lokr_")
_GGUF_ADAPTER = lazy(rb"general\.type.{12}adapter", re.DOTALL)
#: How evidence begins that says so; see `Parts.part`.
DIFFERENCE = "a difference"
_DELTA = words("delta deltas xor xdelta diff wdiff")
_APPLIES = words("apply applies merge recover add make decode")
_DELTA_SAID = either(
    r"\b(?:delta|xor|diff)(?:ed|erence)? (?:of )?(?:the )?weights?\b|\bweights? (?:deltas?|diffs?)\b",
    r"\bappl\w{1,3} (?:the )?(?:deltas?|diffs?)\b",
    r"\bdifferences? (?:to|from|between|against|over)\b.{0,40}\b(?:base|original|them|weights|llama)\b",
    r"\bxdelta\d?\b",
    flags=re.IGNORECASE,
)
#: Of the very repository, whatever its files are called.
_DELTA_HERE = either(
    r"\bdelta\b\W{0,3}(?:models?|weights?|checkpoints?)\b\W{0,3} (?:cannot|can't|can not) be used "
    r"(?:directly|alone|by itself|on (?:its|their) own)",
    r"\bthis (?:repo|repository|model|checkpoint) (?:only )?(?:contains|holds|provides|is|has) (?:only )?"
    r"(?:the |a )?(?:(?:weight|weights) (?:delta|diff|difference)s?|(?:delta|diff|xor) weights?)\b",
    flags=re.IGNORECASE,
)
_TOY = words("toy toys")
_CLAIM = lazy(
    r"(?i)(?<![\w.])(\d{1,5}(?:\.\d{1,3})?)\s?-?(b|m|billion|million)[ -](?:\w{1,20} ){0,2}?"
    r"param(?:eter)?s?\b"
)
_TIMES = {"b": 1_000_000_000, "m": 1_000_000}
_MOST_CONFIG, _MOST_BASES = 100_000, 20


class Parts:
    """What the tree tells of weights that are no whole model's."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._bases: dict[str, str] = {}

    def part(self, file: File, head: bytes) -> str:
        """Why a file of weights is only a part of what is needed, or ""."""
        if self._is_adapter(file, head):
            base = self._base(file.folder)
            return f"an adapter, to be added to {base or 'another model'}"
        if self.here or (file.said(_DELTA) and self._deltas):
            base = self.added_to
            return (
                f"{DIFFERENCE}, to be added to {base}" if base else f"{DIFFERENCE} to another model's weights"
            )
        return "a toy by its name" if file.said(_TOY) else ""

    @cached_property
    def here(self) -> bool:
        """True where all that is here is a difference to another model's weights."""
        called = words_in(self._survey.tree.name.rpartition("/")[2])
        if not called.isdisjoint(_DELTA) and self._deltas:
            return True
        readme = self._survey.documents.get(self._survey.readme or "")
        return readme is not None and any(_DELTA_HERE.search(line) for _, line in readme.prose)

    @cached_property
    def added_to(self) -> str:
        """The one model that a difference is to be added to, or ""."""
        named = bases(self._survey, differences=True)
        return named[0].url.removeprefix("hf:") if len(named) == 1 else ""

    @cached_property
    def parameters(self) -> int:
        """The fewest parameters that the README says a model has; 0 where it says nothing of them."""
        readme = self._survey.documents.get(self._survey.readme or "")
        said = (_CLAIM.finditer(line) for _, line in readme.prose) if readme is not None else ()
        counts = (float(found[1]) * _TIMES[found[2][0].lower()] for some in said for found in some)
        return int(min(counts, default=0))

    def _is_adapter(self, file: File, head: bytes) -> bool:
        if _ADAPTER.search(file.name) or _GGUF_ADAPTER.search(head):
            return True
        names = _TENSOR.findall(head)
        if names:
            return all(_ADDED.search(name) for name in names)
        return _beside(file.folder) in self._survey.by_path

    def _base(self, folder: str) -> str:
        """The model that an adapter's settings name; those of a few folders are read."""
        path = _beside(folder)
        if folder not in self._bases and len(self._bases) < _MOST_BASES and path in self._survey.by_path:
            self._bases[folder] = of_adapter(self._survey.text(path, _MOST_CONFIG) or "")
        return self._bases.get(folder, "")

    @cached_property
    def _deltas(self) -> bool:
        """True when a script or a document tells of adding a difference to another model's weights."""
        scripts = any(file.named(_DELTA) and file.named(_APPLIES) for file in self._survey.code)
        return scripts or any(_DELTA_SAID.search(line) for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for path, document in self._survey.documents.items():
            if path.count("/") <= 1:
                yield from (line for _, line in document.prose)


def _beside(folder: str) -> str:
    return f"{folder}/{CONFIG}".lstrip("/")
