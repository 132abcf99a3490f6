"""What `.gitmodules` says: the path and the address of each submodule."""

from __future__ import annotations

import re


def submodules(text: str) -> tuple[tuple[str, str], ...]:
    """(path, url) of each submodule in the contents of `.gitmodules`, in the order of the file."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in text.replace("\\\n", "").split("\n"):
        header = re.match(r'\s*\[\s*(\w[\w.-]*)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]', line)
        if header:
            name = header[2] if header[1].lower() == "submodule" else None
            section = {} if name is None else found.setdefault(name, {})
            line = line[header.end() :]
        key, equals, value = line.partition("=")
        if equals:
            section[key.strip().lower()] = _git_value(value)
    entries = ((entry.get("path", ""), entry.get("url", "")) for entry in found.values())
    return tuple(
        (path, url) for path, url in entries if path.isprintable() and url.isprintable() and path and url
    )


def _git_value(value: str) -> str:
    """A value of git's configuration format: quotes, escapes, comments."""
    parts: list[str] = []
    for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|\\(.)|([#;].*)|([^"\\#;]+)', value.strip()):
        quoted, escaped, comment, plain = match.groups()
        if comment is not None:
            break
        parts.append(re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else escaped or plain or "")
    return "".join(parts).strip()
