"""`osaid license`: what a license file is, what was changed in it, and which clauses stand out."""

from __future__ import annotations

from ..escape import shown
from ..licenses import identify, judge, known_ids, normalize_id
from ..repository.start import start_of
from ..repository.text import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..licenses import Identification

_MOST = 1_000_000


def read(path: str) -> Identification:
    """Identify one file, at most its first megabyte; OSError when it can't be read."""
    if not path.startswith("/dev/"):
        return identify(decode(start_of(path, _MOST)))
    # What a shell makes of <(command), and standard input, are pipes that somebody writes to.
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes as long to load as a text to be read
        return identify(decode(file.read(_MOST)))


def as_json(rows: list[tuple[str, Identification]]) -> str:
    """The files with state, expression, verdict, differences and clauses."""
    import json

    files = [_row(path, seen) for path, seen in rows]
    return json.dumps({"files": files}, indent=2, ensure_ascii=False) + "\n"


def _row(path: str, seen: Identification) -> dict[str, Any]:
    return {
        "path": shown(path),
        "state": seen.state,
        "expression": seen.expression,
        "verdict": seen.verdict,
        "line": seen.line,
        "note": shown(seen.note),
        "differences": [
            {
                "kind": d.kind,
                "line": d.line,
                "removed": shown(d.removed),
                "inserted": shown(d.inserted),
                "minor": d.minor,
            }
            for d in seen.differences
        ],
        "clauses": [{"category": c.category, "line": c.line, "quote": shown(c.quote)} for c in seen.clauses],
    }


def as_text(rows: list[tuple[str, Identification]]) -> str:
    """The same for a reader."""
    lines = []
    for path, seen in rows:
        lines.append(f"{shown(path)}: {seen.expression or 'not recognized'}, {seen.state}, {seen.verdict}")
        if seen.note:
            lines.append(f"  {shown(seen.note)}")
        for difference in seen.differences:
            mark = "~" if difference.minor else "!"
            removed = f"[-{shown(difference.removed)}-]" if difference.removed else ""
            inserted = f"{{+{shown(difference.inserted)}+}}" if difference.inserted else ""
            lines.append(f"  {mark} line {difference.line}: {' '.join(filter(None, (removed, inserted)))}")
        lines += [f"  § line {c.line}, {c.category}: “{shown(c.quote)}”" for c in seen.clauses]
    return "\n".join(lines) + "\n"


def listing() -> str:
    """Every license known, with what its terms are."""
    rows = ((name, judge(name)) for name in known_ids())
    return "".join(f"{name:<44} {judged.verdict}\n" for name, judged in rows)


def explanation(name: str) -> str:
    """What is known of one license or expression."""
    spelled = normalize_id(name) or name
    judged = judge(spelled)
    lines = [f"{spelled}: {judged.verdict}" + (", share-alike" if judged.share_alike else "")]
    lines += [f"  {reason}" for reason in judged.reasons]
    if judged.verdict == "undetermined" and " " not in spelled and spelled not in known_ids():
        from difflib import get_close_matches

        by_lower = {one.lower(): one for one in known_ids()}
        close = [by_lower[one] for one in get_close_matches(spelled.lower(), by_lower, 3, 0.7)]
        close = close or [one for one in known_ids() if one.lower().startswith(f"{spelled.lower()}-")][:5]
        lines += [f"  Did you mean {', '.join(close)}?"] * bool(close)
    return "\n".join(lines) + "\n"
