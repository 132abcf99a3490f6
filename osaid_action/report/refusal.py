"""What stands where a report would, as a comment and as a job summary, when nothing could be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..version import __version__
from .comment import stamped
from .markdown import code, escape
from .words import NOTICE, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .comment import Frame

#: Most reasons, and characters of one.
_MOST = 30
_LONGEST = 500


def render(why: Sequence[str], frame: Frame, commit: str = "") -> str:
    """Why nothing is known now, in Markdown. commit: the one that could not be judged."""
    said = [one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…" for one in why]
    rows = [f"- {escape(one)}" for one in said[:_MOST]]
    if len(said) > _MOST:
        rows.append(f"- and {len(said) - _MOST} more")
    body = "\n".join(
        (
            f"### ✗ {escape(sentence(f'{frame.what} could not be judged').rstrip('.'))}",
            "",
            *rows,
            "",
            "Nothing is known of it until that is mended, whatever was said here before.",
            "",
        )
    )
    parts = [f"commit {code(commit[:10])}" if commit else "", f"osaid {__version__}", frame.date]
    foot = f"<sub>{NOTICE} {' · '.join(filter(None, parts))}</sub>"
    return stamped(frame.key, body, foot, commit)
