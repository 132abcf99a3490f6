"""Small files that stand in for large ones: pointers of Git LFS, Xet, git-annex and DVC."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Reference
from ..patterns import lazy

_LFS = lazy(
    rb"version https://(?:git-lfs|hawser)\.github\.com/spec/v1\r?\n(?:ext-\d-[^\n]{1,200}\n){0,9}"
    rb"oid sha256:([0-9a-f]{64})\r?\nsize (\d{1,20})\s{0,9}\Z"
)
_LFS_BEGINS = b"version https://git-lfs"
_CONFLICT = lazy(rb"(?m)^(?:<{7}|={7}|>{7})(?: |\r?$)")
_XET_BEGINS = b"# xet version"
_XET_HASH = lazy(rb"(?m)^hash\s{0,9}=\s{0,9}[\"']([0-9a-f]{32,128})[\"']")
_XET_SIZE = lazy(rb"(?m)^filesize\s{0,9}=\s{0,9}(\d{1,20})\b")
_ANNEX = lazy(rb"/annex/objects/([\w.-]{8,200})")
_ANNEX_SHA256 = lazy(rb"/annex/objects/SHA256E?-s(\d{1,20})--([0-9a-f]{64})(?![0-9a-f])")
_DVC = lazy(rb"md5: ?([0-9a-f]{32}(?:\.dir)?)")
#: No pointer is longer, but for those of DVC.
MOST_BYTES = 1_024


class StandIn(NamedTuple):
    """What a pointer says: where the file is, and the pointer in words."""

    reference: Reference
    why: str


def stand_in(path: str, head: bytes) -> StandIn | None:
    """What the first bytes of a file point to, when it is a whole and valid pointer."""
    if found := _LFS.match(head):
        return _made(path, "lfs", f"lfs:sha256:{found[1].decode()}", f"a Git LFS pointer{_to(found[2])}")
    if head.startswith(_XET_BEGINS) and (found := _XET_HASH.search(head)) and not _CONFLICT.search(head):
        size = _XET_SIZE.search(head)
        words = f"a Xet pointer{_to(size[1]) if size else ''}"
        return _made(path, "xet", f"xet:{found[1].decode()}", words)
    if len(head) < MOST_BYTES and (found := _ANNEX.search(head)):
        return _made(path, "annex", f"annex:{found[1].decode()}", "a git-annex pointer")
    if path.lower().endswith(".dvc") and (found := _DVC.search(head)):
        return _made(path, "dvc", f"dvc:md5:{found[1].decode()}", "a DVC pointer")
    return None


def lfs(head: bytes) -> tuple[str, int] | None:
    """(digest, size) of what a pointer of Git LFS stands for; None where it is none."""
    found = _LFS.match(head)
    return (f"sha256:{found[1].decode()}", int(found[2])) if found else None


def sha256_of(head: bytes) -> tuple[str, int | None]:
    """(SHA-256, size) of what a pointer of Git LFS or git-annex stands for; ("", None) if it is not said."""
    if told := lfs(head):
        return told[0].removeprefix("sha256:"), told[1]
    found = _ANNEX_SHA256.search(head)
    return (found[2].decode(), int(found[1])) if found else ("", None)


def broken(head: bytes) -> str:
    """What is wrong with a pointer that no tool can follow, or ""."""
    if not head.startswith((_LFS_BEGINS, _XET_BEGINS)) and _LFS_BEGINS not in head[:200]:
        return ""
    name = "a Xet pointer" if head.startswith(_XET_BEGINS) else "an LFS pointer"
    if _CONFLICT.search(head[:MOST_BYTES]):
        return f"{name} with marks of a merge conflict"
    return f"{name} that is not valid"


def absent(head: bytes, most: int | None = None) -> str:
    """Why a text is not here, where a pointer stands for it, or "". most: bytes beyond which it is none."""
    found = _LFS.match(head)
    if found and (most is None or int(found[2]) <= most):
        return f"a Git LFS pointer{_to(found[2])}, which are not here"
    return "a Xet pointer" if head.startswith(_XET_BEGINS) and _XET_HASH.search(head[:MOST_BYTES]) else ""


def _to(size: bytes) -> str:
    return f" to {int(size):,} bytes"


def _made(path: str, kind: str, url: str, words: str) -> StandIn:
    return StandIn(Reference(url=url, kind=kind, path=path, line=1), words)
