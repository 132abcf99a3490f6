"""A family of models: how it stands as a whole, by the worst of its models. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import replace
from ..model import STANDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Item, Manifest, ModelResult

#: Results, the worst first.
_ORDER = ("incomplete", "terms", "undetermined", "complete", "not-applicable")


def places(manifest: Manifest) -> tuple[str, ...]:
    """Where the weights of the models are, for what one of them was made from may be another."""
    words = (one for member in manifest.models for one in member.declarations if one.component == "weights")
    return tuple(place.url.partition("#")[0].lower() for one in words for place in one.places)


def items(models: Sequence[ModelResult]) -> tuple[Item, ...]:
    """Each item as it stands where it stands worst, with that model's name where they differ."""
    merged = []
    for rows in zip(*(model.items for model in models), strict=True):
        names = dict(zip((model.name for model in models), rows, strict=True))
        name = min(names, key=lambda one: STANDING[names[one].status])
        item = names[name]
        alike = len({row.status for row in rows}) == 1
        merged.append(item if alike else replace(item, why=f"{name}: {item.why}" if item.why else name))
    return tuple(merged)


def worst(models: Sequence[ModelResult]) -> int:
    """Which of the models comes out worst."""

    def standing(number: int) -> tuple[int, int]:
        model = models[number]
        return _ORDER.index(model.result), sum(STANDING[i.status] for i in model.items if i.required)

    return min(range(len(models)), key=standing)
