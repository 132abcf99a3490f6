"""Names of places elsewhere: an address that several components share stands once, under [places]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..addresses import parse_place
from ..errors import UsageError
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Reference

#: A name as it may stand without quotes before "=".
NAME = lazy(r"[A-Za-z0-9_-]{1,64}")


def aliases(table: Mapping[str, Any]) -> dict[str, str]:
    """The places of a manifest by name; whatever else is there is the schema's business."""
    places = table.get("places")
    rows = places.items() if isinstance(places, dict) else ()
    return {name: text for name, text in rows if isinstance(text, str) and NAME.fullmatch(name)}


def place(text: str, known: Mapping[str, str]) -> Reference:
    """The place that `at` or `where` names, itself or as NAME[#PATH]. ValueError."""
    return parse_place(spelled(text, known))


def typed(text: str, known: Mapping[str, str] | None = None) -> Reference:
    """The place that a user names on the command line. UsageError."""
    try:
        return place(text, known or {})
    except ValueError as error:
        raise UsageError(f"{error}, got {text!r}") from None


def spelled(text: str, known: Mapping[str, str]) -> str:
    """A place with its name, if it is one, replaced by the address. ValueError."""
    name, mark, path = text.partition("#")
    address = known.get(name)
    if address is None:
        return text
    if mark and "#" in address:
        raise ValueError(f"expected no path after {name}, which stands for one already")
    return f"{address}{mark}{path}"
