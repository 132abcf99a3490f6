"""Text of a repository, made safe to print: nothing in it hides, or acts on a terminal or a log."""

from __future__ import annotations

from .patterns import lazy

#: Control characters, marks that reorder text, invisible characters, and bytes that were not UTF-8.
_UNSAFE = lazy(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

#: How a line of a log becomes a command to GitHub's runner, wherever it is printed.
_COMMAND = lazy(r"(?:^|(?<=\s))::(?=\w)|##(?=\[)")

_QUERY = lazy(r"([?#])\S+")
_WORD = lazy(r"\S+")
_PLACE = lazy(r"(?i)\W*(?:github|hf|doi|zenodo|kaggle|dataverse|modelscope):[\w.-]*/")


def shown(text: str) -> str:
    """Text of a repository with nothing left that hides or acts on a terminal or a log."""
    visible = _UNSAFE.sub(lambda m: _escape(ord(m[0])), text)
    return _COMMAND.sub(lambda m: f"\\x{ord(m[0][0]):02x}{m[0][1]}", visible)


def without_secrets(text: str) -> str:
    """A message without what may be a password: what stands before the host of a URL, or after its path."""
    return _WORD.sub(lambda m: _without_user(m[0]), text)


def _without_user(word: str) -> str:
    before, at, host = word.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    if slashes:
        word = f"{scheme}//…@{host}"
    if "://" in word:
        return _QUERY.sub(r"\1…", word, count=1)
    if slashes:
        return word
    # Without slashes it is a URL all the same, or a place such as github:OWNER/NAME@REF.
    secret = at and ":" in before.strip("'\"") and not _PLACE.match(before)
    return f"…@{host}" if secret else word


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # A byte that was not UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if code in (9, 10, 13):
        return " "
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
