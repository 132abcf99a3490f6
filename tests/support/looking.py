"""Places elsewhere looked at as the program does, without its waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from osaid_action.addresses import parse_place
from osaid_action.system import lock
from osaid_action.system import look as resolve
from osaid_action.system import policy as rules
from osaid_action.system.lock import Lock
from osaid_action.system.named import Wanted
from osaid_action.system.net import Net
from osaid_action.system.policy import Policy

if TYPE_CHECKING:
    from standins import GitHost

    from osaid_action.model import Seen

TODAY = "2026-11-23"


def look(
    place: str, *components: str, policy: Policy | None = None, old: Lock | None = None, pinned: bool = False
) -> Seen:
    """What is seen at one place; waiting takes no time."""
    reference = parse_place(place)
    [seen] = resolve.resolve(
        [Wanted(reference, components or ("weights",))], old or Lock(), policy or rules.settings(), TODAY,
        pinned=pinned, net=lambda allowed: Net(allowed, sleep=lambda _: None),
    )  # fmt: skip
    # Whatever is seen can be written and read.
    assert lock.parse("osaid.lock", lock.render([seen]).encode()).entries == (seen,)
    return seen


def part(seen: Seen, name: str = "weights") -> Any:
    return next(one for one in seen.parts if one.component == name)


def private(host: GitHost) -> Policy:
    return Policy(private=frozenset({f"localhost:{host.port}"}))
