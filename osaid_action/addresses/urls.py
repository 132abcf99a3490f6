"""A web address taken apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model import Reference
from ..patterns import lazy

_URL = lazy(
    r"(?P<scheme>https?)://(?:[^/?#@]*@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)(?P<port>:\d{1,5})?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE,
)


class Url(NamedTuple):
    """The parts of a web address without its user; scheme and host in lower case, "" for what is not there.

    port, query and fragment keep the sign that they start with.
    """

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str

    @property
    def site(self) -> str:
        """The host without the "www" that means nothing."""
        return self.host.removeprefix("www.")

    @property
    def parts(self) -> list[str]:
        """The path's parts that are not empty."""
        return [part for part in self.path.split("/") if part]

    @property
    def address(self) -> str:
        """The address in canonical spelling: no user, no fragment."""
        return f"{self.scheme}://{self.host}{self.port}{self.path}{self.query}"

    def reference(self, kind: str = "url") -> Reference:
        """The reference to the address as it is."""
        return Reference(url=self.address, kind=kind)


def taken_apart(text: str) -> Url | None:
    """The parts of an http or https address; None for any other text."""
    match = _URL.fullmatch(text)
    if match is None:
        return None
    scheme, host, *rest = match.groups(default="")
    return Url(scheme.lower(), host.lower(), *rest)
