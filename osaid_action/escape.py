"""Text of a repository, made safe to print: nothing in it hides, or acts on a terminal or a log."""

from __future__ import annotations

from .patterns import lazy

#: Control characters, marks that reorder text, invisible characters, and bytes that were not UTF-8.
_UNSAFE = lazy(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

#: How a line of a log becomes a command to GitHub's runner, wherever it is printed.
_COMMAND = lazy(r"(?:^|(?<=\s))::(?=\w)|##(?=\[)")


def shown(text: str) -> str:
    """Text of a repository with nothing left that hides or acts on a terminal or a log."""
    visible = _UNSAFE.sub(lambda m: _escape(ord(m[0])), text)
    return _COMMAND.sub(lambda m: f"\\x{ord(m[0][0]):02x}{m[0][1]}", visible)


def without_secrets(url: str) -> str:
    """A URL of any spelling without what may be a password: what stands before the host or after the path."""
    bare = url.partition("?")[0].partition("#")[0]
    scheme, slashes, rest = bare.partition("//")
    if not slashes:
        # As of ssh: host:path, or user@host:path; of anything else there is nothing to show but the end.
        head, at, tail = bare.rpartition("@")
        return f"…@{tail}" if at and head.lower() != "git" else bare
    return f"{scheme}//{rest.rpartition('@')[2]}"


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # A byte that was not UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if code in (9, 10, 13):
        return " "
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
