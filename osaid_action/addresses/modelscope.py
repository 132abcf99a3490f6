"""Models and datasets on ModelScope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .names import NAME, OWNER, pinned, split

if TYPE_CHECKING:
    from ..model import Reference
    from .urls import Url

_KINDS = {"models": "ms-model", "datasets": "ms-dataset"}
_EXAMPLE = "modelscope:owner/model@rev or modelscope:datasets/owner/name@rev"


def place(text: str) -> Reference:
    """modelscope:[datasets/]owner/name[@rev][#path]."""
    name, revision, path = split(text[len("modelscope:") :], _EXAMPLE)
    parts = name.split("/")
    group, owner, last = parts if len(parts) == 3 else ("models", *parts) if len(parts) == 2 else ("", "", "")
    if group not in _KINDS or not (OWNER.fullmatch(owner) and NAME.fullmatch(last)):
        raise ValueError(f"expected {_EXAMPLE}")
    prefix = "" if group == "models" else f"{group}/"
    return pinned(_KINDS[group], f"modelscope:{prefix}{owner}/{last}", revision, path)


def address(url: Url) -> Reference | None:
    """modelscope.cn/models/owner/name and the pages below it."""
    parts = url.parts
    if url.port or url.site != "modelscope.cn" or len(parts) < 3 or parts[0] not in _KINDS:
        return None
    if not (OWNER.fullmatch(parts[1]) and NAME.fullmatch(parts[2])):
        return None
    return place(f"modelscope:{'/'.join(parts[:3])}")
