"""License texts, names and expressions: what they are and what they allow.

Importing this package loads nothing; the first call does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .model import Clause, Difference, Identification, Judgement

__all__ = [
    "Clause",
    "Difference",
    "Identification",
    "Judgement",
    "identify",
    "judge",
    "known_ids",
    "normalize_id",
]


def identify(text: str) -> Identification:
    """Say which license a text is, and every word of it that the license does not explain."""
    from .recognize import identify as run

    return run(text)


def judge(expression: str) -> Judgement:
    """Say what an SPDX expression, a ``LicenseRef-`` or a Hub id allows."""
    from .facts import judge as run

    return run(expression)


def normalize_id(name: str) -> str | None:
    """Return the one id that a written name stands for, or None when it stands for several or none."""
    from .names import normalize_id as run

    return run(name)


def known_ids() -> tuple[str, ...]:
    """Every id that the data knows, sorted."""
    from .facts import known_ids as run

    return run()


def __getattr__(name: str) -> object:
    if name in ("Clause", "Difference", "Identification", "Judgement"):
        from . import model

        return getattr(model, name)
    raise AttributeError(name)
