"""What a file of the Model Openness Tool claims, as a manifest would say it. Nothing of it is evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url
from ..licenses import judge, normalize_id
from ..manifest.checks import is_date
from ..model import TYPES
from ..patterns import lazy

if TYPE_CHECKING:
    from .document import Listed, Release

_PAGE = lazy(r"https://[^\s/]\S*")


class Claim(NamedTuple):
    """That a component is somewhere, under a license. where: a path or a place, "" where none is said."""

    component: str
    name: str
    where: str
    license: str
    license_path: str


def system(release: Release) -> dict[str, str]:
    """What is said of the system, by the keys of [system]."""
    said = {name: " ".join(text.split()) for name, text in release.fields.items()}
    pages = (said.get("repository", ""), said.get("huggingface", ""))
    rows = {key: said.get(key, "") for key in ("name", "version", "producer", "date", "type", "architecture")}
    rows["url"] = next(filter(_PAGE.fullmatch, pages), "")
    rows["contact"] = said.get("contact", "")
    if not is_date(rows["date"]):
        rows["date"] = ""
    if rows["type"] not in TYPES:
        rows["type"] = ""
    return {key: text for key, text in rows.items() if text}


def claims(release: Release) -> tuple[list[Claim], list[str]]:
    """What is claimed of each component that is listed, and what of it a manifest can't say."""
    made, notes = [], list(release.notes)
    for listed in release.components:
        stated, path = release.license_of(listed)
        license_id = _known(stated)
        if stated and not license_id:
            notes.append(f"{listed.part.name}: {stated!r} is no license that osaid knows: not written")
        claim = Claim(listed.part.component, listed.part.name, _where(release, listed), license_id, path)
        made.append(claim)
        if not (claim.where or claim.license):
            notes.append(f"{claim.name}: listed without a path or a license: nothing to write")
    return made, notes


def _where(release: Release, listed: Listed) -> str:
    """Where a component is said to be; the parameters, where nothing else is said, on the Hub."""
    if listed.component_path or listed.part.component != "weights":
        return listed.component_path.strip()
    page = release.fields.get("huggingface", "").strip()
    place = from_url(page)
    return page if place is not None and place.kind == "hf-model" else ""


def _known(stated: str) -> str:
    """The license as a manifest spells it; "" for what is none or not known."""
    if found := normalize_id(stated):
        return found
    return stated if stated and judge(stated).verdict in {"osi-approved", "open", "restricted"} else ""
