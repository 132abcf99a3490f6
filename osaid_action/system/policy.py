"""What may be asked of the web, and why a place could not be had. Pure."""

from __future__ import annotations

import base64
import ipaddress
import os
import re
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Hosts, with those below them, that a manifest may name.
HOSTS = (
    "huggingface.co", "hf.co", "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org",
    "codeberg.org", "zenodo.org", "doi.org", "datacite.org", "figshare.com", "osf.io",
    "modelscope.cn", "archive.softwareheritage.org",
    # Large installations of Dataverse: https://github.com/IQSS/dataverse-installations
    "dataverse.harvard.edu", "borealisdata.ca", "dataverse.no", "dataverse.nl", "darus.uni-stuttgart.de",
    "entrepot.recherche.data.gouv.fr", "edmond.mpdl.mpg.de", "heidata.uni-heidelberg.de",
)  # fmt: skip
#: Where some keep the files that they lead to: of a host for everybody, no more than what is theirs.
_KEPT = (
    "s3-eu-west-1.amazonaws.com/pfigshare-u-files/",
    "dvn-cloud.s3.amazonaws.com/",
    "storage.googleapis.com/cos-osf-prod-files-us/",
    "storage.googleapis.com/cos-osf-prod-files-us-east1/",
    "storage.googleapis.com/cos-osf-prod-files-de-1/",
)

#: Hosts of repositories that a token is for: its variables, the one that names the host, and who sends it.
_TOKENS = (
    (("GH_TOKEN", "GITHUB_TOKEN"), "GITHUB_SERVER_URL", "github.com", "x-access-token"),
    (("GITLAB_TOKEN",), "GITLAB_HOST", "gitlab.com", "oauth2"),
)

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PlaceError(Exception):
    """Why something could not be had.

    kind: gone (it is definitely not there), denied (not there for us), refused (by our own rules),
    failed (this time; trying again may help).
    """

    def __init__(self, kind: str, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be asked. The user's settings extend it, a manifest never does.

    private: HOST:PORT of servers that may have any address and speak plain http, as a mirror in one's
    own network does. tokens: whether the user's own may be used. logins: for a host of repositories, with its
    port where that is not the usual one, what opens those that are private.
    """

    hosts: tuple[str, ...] = HOSTS
    private: frozenset[str] = frozenset()
    tokens: bool = True
    logins: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def of_user(cls, environment: Mapping[str, str]) -> Policy:
        """The defaults with OSAID_HOSTS, OSAID_PRIVATE_HOSTS, the host of HF_ENDPOINT, and tokens."""
        endpoint = urllib.parse.urlsplit(environment.get("HF_ENDPOINT", "")).hostname
        return cls(
            hosts=(*HOSTS, *_words(environment.get("OSAID_HOSTS", "")), *([endpoint] if endpoint else ())),
            private=frozenset(_words(environment.get("OSAID_PRIVATE_HOSTS", ""))),
            logins=tuple(_logins(environment)),
        )

    def allows(self, host: str, path: str = "/") -> bool:
        """True for a host of the list and for those below it, and for where they keep their files."""
        if any(host == name or host.endswith(f".{name}") for name in self.hosts):
            return True
        return f"{host}{path}".startswith(_KEPT) and ".." not in urllib.parse.unquote(path)

    def login(self, url: str) -> str:
        """What opens a private repository at its own host, as a header's value; "" for none."""
        parts = urllib.parse.urlsplit(url)
        mine = self.tokens and parts.scheme == "https"
        return dict(self.logins).get(parts.netloc.lower(), "") if mine else ""


def _logins(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for variables, at, usual, name in _TOKENS:
        token = next((environment[one].strip() for one in variables if environment.get(one, "").strip()), "")
        # In a job, the token is for the server that the job runs on.
        host = environment.get(at, "").strip().removeprefix("https://").rstrip("/") or usual
        if token:
            coded = base64.b64encode(f"{name}:{token}".encode("utf-8", "surrogateescape")).decode()
            yield host.lower(), f"Basic {coded}"


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.split(r"[\s,]+", text) if word]


def is_public(address: str) -> bool:
    """False for loopback, private, link-local and other addresses that the Internet does not route."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address | None] = [found]
    if isinstance(found, ipaddress.IPv6Address):
        inner += [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return all(one.is_global and not one.is_multicast for one in inner if one is not None)


def settings() -> Policy:
    """What this user's settings allow."""
    return Policy.of_user(os.environ)
