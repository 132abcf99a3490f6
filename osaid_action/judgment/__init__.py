"""From what was found and declared to the status of each item and the result. Pure.

Nothing here reads a file or knows a format: every status follows from the facts given, by the
rules of `definition.toml`. Importing this package loads nothing; the first call does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..model import Component, DataList, Item, Manifest, Problem

__all__ = ["judge"]


def judge(
    components: tuple[Component, ...],
    manifest: Manifest,
    policy: str,
    today: str,
    data: DataList | None = None,
) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """The status of every item, and what is wrong with the waivers and the review. today: an ISO date."""
    from .items import judge as run

    return run(components, manifest, policy, today, data)
