"""Datasets in installations of Dataverse: an identifier at a host."""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from ..model import Reference
from ..patterns import lazy

if TYPE_CHECKING:
    from .urls import Url

_ID = r"(?:doi:10\.\d{4,9}/|hdl:[\w.-]{1,60}/|perma:)[^\s\"<>@#?&;%]{1,200}"
_PLACE = lazy(rf"(?i:([a-z0-9][a-z0-9.-]{{2,252}}(?::\d{{1,5}})?))/({_ID})(?:@(\d{{1,4}}(?:\.\d{{1,4}})?))?")
#: The pages that show a dataset, each at any host.
_PAGES = ("/dataset.xhtml", "/citation")
#: The DOIs of the oldest installation, which no other gives out.
_HARVARD = lazy(r"10\.7910/dvn/[a-z0-9]{1,40}", re.IGNORECASE)


def place(text: str) -> Reference:
    """dataverse:HOST/doi:10.x/y[@N.N]."""
    found = _PLACE.fullmatch(text[len("dataverse:") :])
    if found is None:
        raise ValueError("expected a dataset such as dataverse:dataverse.harvard.edu/doi:10.7910/DVN/ABC@1.0")
    url = f"dataverse:{found[1].lower()}/{found[2]}"
    return Reference(url=url, kind="dataverse", revision=found[3])


def address(url: Url) -> Reference | None:
    """https://HOST/dataset.xhtml?persistentId=doi:10.x/y[&version=N.N]."""
    if url.path not in _PAGES:
        return None
    asked = dict(urllib.parse.parse_qsl(url.query[1:], max_num_fields=20))
    version = asked.get("version", "")
    text = f"{url.host}{url.port}/{asked.get('persistentId', '')}"
    # Words such as DRAFT or :latest name no version that stays.
    text += f"@{version}" if re.fullmatch(r"\d{1,4}(?:\.\d{1,4})?", version) else ""
    return place(f"dataverse:{text}") if _PLACE.fullmatch(text) else None


def doi(name: str) -> Reference | None:
    """10.7910/DVN/ABC."""
    return place(f"dataverse:dataverse.harvard.edu/doi:{name}") if _HARVARD.fullmatch(name) else None
