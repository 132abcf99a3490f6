"""An entry of a lock, and others made from it."""

from __future__ import annotations

from dataclasses import replace

from osaid_action.model import Evidence, Part, Seen

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "f" * 40
SEEN = Seen(
    place="github:acme/trainer",
    revision="v1",
    state="verified",
    resolved=COMMIT,
    date="2026-11-01",
    ruleset="2026.11.1",
    listing="sha256:" + "0" * 64,
    files=12,
    parts=(
        Part(
            component="training-code",
            outcome="found",
            evidence=(Evidence(path="train.py", line=3, why="a loop", strength="certain"),),
            license="Apache-2.0",
            verdict="osi-approved",
            sources=("LICENSE",),
            why="the nearest license file, LICENSE",
        ),
    ),
)


def part(**changes: object) -> Seen:
    return replace(SEEN, parts=(replace(SEEN.parts[0], **changes),))  # type: ignore[arg-type]
