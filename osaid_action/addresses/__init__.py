"""Places that live elsewhere: how a manifest, a README or `.gitmodules` names them. Pure: asks nobody.

A place has one canonical spelling, so that the same repository mentioned in five ways is one reference:

    github:owner/name[#path]          git+https://host/path[#path]
    hf:owner/name                     hf:datasets/owner/name        hf:spaces/owner/name
    doi:10.x/y    zenodo:123    figshare:123[.v2]    dataverse:host/doi:10.x/y[@1.0]
    osf:ab3de     swh:1:dir:HASH[#path]    modelscope:[datasets/]owner/name
    arxiv:2101.00027    kaggle:datasets/owner/name
    https://...[#sha256=DIGEST] s3://...      magnet:?...

The revision is a field of its own; `spell` puts both together again. A new kind is a row of `kinds.py`.
"""

from .declared import MAX_LENGTH, meant, parse_place, spell
from .gitmodules import submodules
from .kinds import EXPECTED
from .links import from_url
from .paths import path_fault

__all__ = ["EXPECTED", "MAX_LENGTH", "from_url", "meant", "parse_place", "path_fault", "spell", "submodules"]
