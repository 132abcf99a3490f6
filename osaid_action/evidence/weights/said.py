"""Models that are named in a sentence of a document: by a link to the Hub, or as code by owner and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...addresses import from_url
from ...patterns import lazy
from ...repository.places import words

if TYPE_CHECKING:
    from ...model import Reference

#: A link to the Hub, or `OWNER/NAME`; marks of emphasis may stand before it.
NAME = (
    r"[*_]{0,3}(?:\[[^\[\]]{1,120}\]\((https?://(?:huggingface\.co|hf\.co)/[^()\s]{3,120})\)"
    r"|`([\w.-]{1,60}/[\w.-]{1,90})`)[*_]{0,3}"
)
_NAME = lazy(NAME)
_MORE = lazy(rf"(?:, and |,? and |,? & |, ){NAME}")
_MOST = 4
#: What a path on somebody's disk begins with, and no owner on the Hub is called.
_FOLDERS = words(
    "checkpoint checkpoints ckpt ckpts data exp experiments log logs model models out output outputs path "
    "pretrained pretrained_models results run runs save saved saved_models teacher teachers weights work_dirs"
)  # fmt: skip


def model(name: str) -> Reference | None:
    """The model on the Hub that OWNER/NAME or an address names."""
    if "://" not in name:
        owner, slash, rest = name.partition("/")
        if not (owner and slash and rest) or "/" in rest or owner.lower() in _FOLDERS or owner[0] in ".~":
            return None
    found = from_url(name if "://" in name else f"hf:{name}")
    return found if found is not None and found.kind == "hf-model" else None


def from_here(sentence: str, at: int) -> tuple[Reference, ...]:
    """The models that a list names which begins at a place of a sentence; () where it names anything else."""
    names: list[Reference | None] = []
    found = _NAME.match(sentence, at)
    while found and len(names) < _MOST:
        names.append(model(found[1] or found[2]))
        found = _MORE.match(sentence, found.end())
    return tuple(name for name in names if name is not None) if all(names) else ()
