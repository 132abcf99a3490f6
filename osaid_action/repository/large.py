"""What Git LFS keeps of large files in a clone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .disk import Disk

if TYPE_CHECKING:
    from pathlib import Path

    from .blob import Blob


class Store:
    """The objects that Git LFS has fetched into a clone, by their SHA-256. directory: its git directory."""

    def __init__(self, directory: Path) -> None:
        # A linked work tree shares the store of the clone it belongs to.
        shared = directory.parent.parent if directory.parent.name == "worktrees" else directory
        self._folder = shared / "lfs" / "objects"
        self._disk = Disk(shared)

    @property
    def is_used(self) -> bool:
        """True where Git LFS has fetched anything."""
        return self._folder.is_dir()

    def read(self, oid: str, limit: int) -> Blob | None:
        """The start of an object; None when it is not here. oid: 64 hexadecimal digits."""
        return self._disk.read(f"lfs/objects/{oid[:2]}/{oid[2:4]}/{oid}", limit)
