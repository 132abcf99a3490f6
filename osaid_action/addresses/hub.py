"""Models, datasets and Spaces on the Hugging Face Hub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy
from .hosts import HUB_PAGES
from .names import NAME, OWNER, pinned, split, unless_default
from .records import arxiv

if TYPE_CHECKING:
    from ..model import Reference

_KINDS = {"datasets": "hf-dataset", "spaces": "hf-space", "models": "hf-model"}
_VIEWS = ("resolve", "blob", "tree", "raw", "commit")
_TABS = ("commits", "discussions", "viewer", "settings", "community")
# Models older than the Hub's owners are known by one word; any other single word is a person's page.
_LEGACY = lazy(r"(?:distil)?(?:gpt2|bert|roberta|t5|albert|xlnet|xlm|camembert)(?:-[\w.-]+)?")


def place(text: str) -> Reference:
    """hf:[datasets/|spaces/]owner/name[@rev][#path], also in the spelling hf://owner/name@rev/path."""
    example = "hf:owner/model@rev or hf:datasets/owner/name@rev"
    rest = text[len("hf:") :]
    if rest.startswith("//"):
        parts = rest[2:].split("/")
        size = 3 if parts[0] in _KINDS else 2
        rest = "/".join(parts[:size]) + ("#" + "/".join(parts[size:]) if any(parts[size:]) else "")
    name, revision, path = split(rest, example)
    kind, slash, repository = name.partition("/")
    if slash and kind in _KINDS:
        return _repository(kind, repository, revision, path)
    return _repository("models", name, revision, path)


def _repository(group: str, name: str, revision: str | None = None, path: str = "") -> Reference:
    owner, slash, repository = name.partition("/")
    named = NAME.fullmatch(repository) and OWNER.fullmatch(owner) if slash else OWNER.fullmatch(owner)
    # A Space always has an owner; models and datasets from before the Hub's owners may have none.
    if not named or (not slash and (group == "spaces" or owner in _KINDS)):
        raise ValueError("expected hf:owner/model@rev or hf:datasets/owner/name@rev")
    prefix = "" if group == "models" else f"{group}/"
    return pinned(_KINDS[group], f"hf:{prefix}{name}", revision, path)


def page(parts: list[str]) -> Reference | None:
    """huggingface.co/[datasets/|spaces/]owner/name and the pages below it."""
    if parts[:1] == ["papers"] and len(parts) > 1:
        return arxiv(parts[1])
    if parts[:1] == ["api"]:
        parts = parts[1:]
    elif parts and parts[0] not in _KINDS:
        parts = ["models", *parts]
    if len(parts) < 2 or parts[0] not in _KINDS or (parts[0] == "models" and parts[1] in HUB_PAGES):
        return None
    group, rest = parts[0], parts[1:]
    mark = next((i for i, part in enumerate(rest[:3]) if i and part in _VIEWS + _TABS), min(len(rest), 2))
    if mark == 1 and not rest[1:] and group != "datasets" and not _LEGACY.fullmatch(rest[0]):
        return None
    revision, path = None, ""
    if rest[mark : mark + 1] and rest[mark] in _VIEWS:
        tail = "/".join(rest[mark + 1 :]).replace("%2F", "/")
        named = re.match(r"refs/(?:pr|convert)/[^/]+|[^/]+", tail)
        revision = unless_default(named[0]) if named else None
        path = tail[named.end() + 1 :] if named else ""
    return _repository(group, "/".join(rest[:mark]), revision, path)
