"""Each kind of place elsewhere: how it is written, which web pages show it, how a revision is put to it.

A new kind is a row here, and in `system/look.py` how it is read. What no row knows is a web address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import dataverse, git, github, heritage, hub, modelscope, records, stores

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Reference
    from .urls import Url

#: What `at` in a manifest may hold, for messages.
EXPECTED = (
    "a place such as github:owner/name@rev#path, gitlab:owner/name, hf:owner/model@rev, "
    "hf:datasets/owner/name, modelscope:owner/model, https://..., doi:10..., zenodo:ID, figshare:ID, osf:ID, "
    "dataverse:HOST/doi:10..., swh:1:..., arxiv:ID, s3://bucket/key or magnet:?..."
)


class Service(NamedTuple):
    """One service with the kinds of reference to it.

    prefixes: what a place of it starts with. place: reads such a text; ValueError says what was expected.
    pages: the hosts whose web pages show it, each with what reads a path in parts; None for other pages.
    mark: what stands between place and revision; None where no revision can be written.
    address, doi: read what a manifest names it by. In a document such a link stays as it is written, for its
    words tell what it leads to.
    """

    kinds: tuple[str, ...]
    prefixes: tuple[str, ...]
    place: Callable[[str], Reference]
    pages: dict[str, Callable[[list[str]], Reference | None]]
    mark: str | None = None
    address: Callable[[Url], Reference | None] | None = None
    doi: Callable[[str], Reference | None] | None = None


SERVICES = (
    Service(
        kinds=("github",),
        prefixes=("github:",),
        place=github.place,
        pages={"github.com": github.page, "raw.githubusercontent.com": github.raw},
        mark="@",
    ),
    Service(
        kinds=("hf-model", "hf-dataset", "hf-space"),
        prefixes=("hf:",),
        place=hub.place,
        pages={"huggingface.co": hub.page, "hf.co": hub.page, "hf-mirror.com": hub.page},
        mark="@",
    ),
    # Its pages are on the forges of `hosts.py`.
    Service(kinds=("git",), prefixes=("git+", *git.SHORT), place=git.place, pages={}, mark="@"),
    Service(
        kinds=("doi",),
        prefixes=("doi:",),
        place=records.doi_place,
        pages={"doi.org": records.doi_page, "dx.doi.org": records.doi_page},
    ),
    Service(
        kinds=("zenodo",),
        prefixes=("zenodo:",),
        place=records.zenodo_place,
        pages={"zenodo.org": records.zenodo_page},
    ),
    Service(
        kinds=("figshare",),
        prefixes=("figshare:",),
        place=records.figshare_place,
        pages={},
        mark=".",
        address=records.figshare_address,
        doi=records.figshare_doi,
    ),
    Service(
        kinds=("dataverse",),
        prefixes=("dataverse:",),
        place=dataverse.place,
        pages={},
        mark="@",
        address=dataverse.address,
        doi=dataverse.doi,
    ),
    Service(
        kinds=("osf",),
        prefixes=("osf:",),
        place=records.osf_place,
        pages={},
        address=records.osf_address,
        doi=records.osf_doi,
    ),
    Service(
        kinds=("ms-model", "ms-dataset"),
        prefixes=("modelscope:",),
        place=modelscope.place,
        pages={},
        mark="@",
        address=modelscope.address,
    ),
    Service(kinds=("swh",), prefixes=("swh:",), place=heritage.place, pages={}, address=heritage.address),
    Service(
        kinds=("arxiv",),
        prefixes=("arxiv:",),
        place=records.arxiv_place,
        pages={"arxiv.org": records.arxiv_page},
        mark="",
    ),
    Service(
        kinds=("kaggle",),
        prefixes=("kaggle:",),
        place=stores.kaggle_place,
        pages={"kaggle.com": stores.kaggle_page},
    ),
    Service(
        kinds=("bucket",), prefixes=("s3://", "gs://", "az://", "r2://"), place=stores.bucket_place, pages={}
    ),
    Service(kinds=("torrent",), prefixes=("magnet:",), place=stores.magnet_place, pages={}),
)

#: How the paths of each known host are read.
PAGES = {host: read for service in SERVICES for host, read in service.pages.items()}
