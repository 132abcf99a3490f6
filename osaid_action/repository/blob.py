"""What reading a file gives: its first bytes, or why there are none."""

from __future__ import annotations

from typing import NamedTuple


class Blob(NamedTuple):
    """The first bytes of an entry. `data` is None when unreadable, and `reason` says why."""

    data: bytes | None
    size: int | None = None
    reason: str = ""

    @property
    def truncated(self) -> bool:
        """True when there is more than was read."""
        return self.data is not None and self.size is not None and self.size > len(self.data)
