"""Places as a manifest names them: each spelling with its reference, then what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from spellings import KINDS, TEXTS, rows

from osaid_action.addresses import parse_place, spell
from osaid_action.model import Reference

#: What a manifest says; kind; canonical spelling; revision.
PLACES = """
github:owner/name                                 github      =                                      -
github:owner/name.git@v1.0                        github      github:owner/name                      v1.0
github:owner/name@feature/x#src/train.py          github      github:owner/name#src/train.py         feature/x
https://github.com/owner/name                     github      github:owner/name                      -
https://github.com/owner/name/tree/v1/src         github      github:owner/name#src                  v1
git+https://github.com/owner/name.git@v1#egg=name  github      github:owner/name                      v1
git+https://Example.org/a/b.git@v1#sub            git         git+https://example.org/a/b.git#sub    v1
git+https://example.org/a/b@v1#egg=b&subdirectory=c  git         git+https://example.org/a/b#c          v1
https://example.org/a/b.git                       git         git+https://example.org/a/b.git        -
https://gitlab.com/group/sub/name                 git         git+https://gitlab.com/group/sub/name  -
hf:gpt2                                           hf-model    =                                      -
hf:owner/model@abc123                             hf-model    hf:owner/model                         abc123
hf:models/owner/model                             hf-model    hf:owner/model                         -
hf:owner/model@main#sub/w.safetensors             hf-model    hf:owner/model#sub/w.safetensors       main
hf:datasets/owner/name@v2                         hf-dataset  hf:datasets/owner/name                 v2
hf:datasets/squad                                 hf-dataset  =                                      -
hf:spaces/owner/name                              hf-space    =                                      -
hf://datasets/owner/name@v1/a/b.csv               hf-dataset  hf:datasets/owner/name#a/b.csv         v1
https://hf.co/owner/model/resolve/abc/w.bin       hf-model    hf:owner/model#w.bin                   abc
doi:10.1000/182                                   doi         =                                      -
DOI:10.5281/zenodo.1234                           zenodo      zenodo:1234                            -
doi:10.48550/arXiv.2101.00027                     arxiv       arxiv:2101.00027                       -
zenodo:1234                                       zenodo      =                                      -
figshare:1234                                     figshare    =                                      -
figshare:1234.v2                                  figshare    figshare:1234                          v2
doi:10.6084/M9.figshare.1234.V2                   figshare    figshare:1234                          v2
https://doi.org/10.6084/m9.figshare.1234          figshare    figshare:1234                          -
https://figshare.com/articles/dataset/A_b/1234    figshare    figshare:1234                          -
https://www.figshare.com/articles/A_b/1234/2      figshare    figshare:1234                          v2
https://uni.figshare.com/articles/code/20/1234567  figshare    figshare:1234567                       -
https://figshare.com/articles/dataset/A_b         url         =                                      -
https://figshare.com/s/0a1b2c3d                   url         =                                      -
doi:10.6084/m9.figshare.c.1234                    doi         =                                      -
dataverse:Data.example.org:444/hdl:1902.1/111     dataverse   dataverse:data.example.org:444/hdl:1902.1/111  -
dataverse:dataverse.no/doi:10.18710/AB_C@2.1      dataverse   dataverse:dataverse.no/doi:10.18710/AB_C  2.1
doi:10.7910/DVN/ABC      dataverse   dataverse:dataverse.harvard.edu/doi:10.7910/DVN/ABC  -
https://a.org/dataset.xhtml?persistentId=hdl:10/A&version=1.0  dataverse  dataverse:a.org/hdl:10/A  1.0
https://a.org/citation?version=DRAFT&persistentId=hdl%3A10/A  dataverse  dataverse:a.org/hdl:10/A  -
https://a.org/dataset.xhtml?id=3                  url         =                                      -
osf:AB3de                                         osf         osf:ab3de                              -
https://osf.io/ab3de/files/osfstorage             osf         osf:ab3de                              -
https://osf.io/login                              url         =                                      -
doi:10.17605/OSF.IO/AB3DE                         osf         osf:ab3de                              -
modelscope:owner/model@v1#a/b.py                  ms-model    modelscope:owner/model#a/b.py          v1
modelscope:datasets/owner/name                    ms-dataset  =                                      -
https://www.modelscope.cn/models/owner/model/files  ms-model    modelscope:owner/model                 -
https://modelscope.cn/datasets/owner/name         ms-dataset  modelscope:datasets/owner/name         -
https://modelscope.cn/models/owner                url         =                                      -
swh:1:dir:HASH  swh  =  -
swh:1:rev:HASH#src  swh  =  -
swh:1:dir:HASH;origin=https://a.org;path=/x  swh  swh:1:dir:HASH  -
swh:1:cnt:HASH;path=/x/a.py  swh  swh:1:cnt:HASH;path=/a.py  -
https://archive.softwareheritage.org/swh:1:rel:HASH;origin=x/  swh  swh:1:rel:HASH  -
arxiv:2101.00027v2                                arxiv       arxiv:2101.00027                       v2
arxiv:math.GT/0309136                             arxiv       =                                      -
kaggle:competitions/titanic                       kaggle      =                                      -
s3://bucket/a/b                                   bucket      =                                      -
gs://bucket                                       bucket      =                                      -
magnet:?xt=urn:btih:abc&dn=x                      torrent     =                                      -
https://Example.org/Data?a=1                      url         https://example.org/Data?a=1           -
https://github.com/owner/name/issues/5            url         =                                      -
https://x.org/w.bin#sha256=ab                     url         https://x.org/w.bin                    -
"""


@pytest.mark.parametrize(("text", "kind", "url", "revision"), rows(PLACES.replace("HASH", "0123abcdef" * 4)))
def test_place(text: str, kind: str, url: str, revision: str) -> None:
    expected = Reference(url=url, kind=kind, revision=None if revision == "-" else revision)
    assert parse_place(text) == expected


def test_a_digest_is_a_revision() -> None:
    found = parse_place(f"https://x.org/w.bin#sha256={'Ab' * 32}")
    assert found == Reference(url="https://x.org/w.bin", kind="url", revision=f"sha256:{'ab' * 32}")


@pytest.mark.parametrize(
    "text",
    ["", " ", "train.py", "owner/name", "http://example.org/x", "file:///etc/passwd", "https://",
     "https://[::1]/x",
     "ftp://example.org/x", "javascript:alert(1)", "github:a", "github:a/b/c", "github:a/..",
     "github:-a/b", "hf:",
     "hf:spaces/a", "hf:a/b@..", "hf:a/b@-x", "hf:a/b#/x", "hf:a/b#..", "git+https://x.org",
     "git+http://x.org/a",
     "osf:abcdef", "osf:ab-de", "modelscope:a", "modelscope:spaces/a/b", "modelscope:a/b/c/d",
     "modelscope:a/..", "swh:1:dir:0123", f"swh:2:dir:{'0' * 40}", f"swh:1:ori:{'0' * 40}",
     f"swh:1:dir:{'0' * 40}#../x", f"swh:1:dir:{'0' * 39}A",
     "figshare:x", "dataverse:a.org/10.1234/x", "dataverse:a.org", "dataverse:a.org/doi:10.1234/a b",
     "dataverse:/doi:10.1234/x", "dataverse:a.org/doi:10.1234/x@latest", "figshare:1.2",
     "https://a@b.org/x", "zenodo:1x", "zenodo:١", "arxiv:x", "doi:x", "s3://", "magnet:", "x" * 5000,
     "https://example.org/\x1b[2J"],
)  # fmt: skip
def test_not_a_place(text: str) -> None:
    with pytest.raises(ValueError, match=r"^expected "):
        parse_place(text)


@settings(max_examples=1000)
@given(TEXTS)
def test_any_text_is_a_place_or_a_value_error(text: str) -> None:
    try:
        found = parse_place(text)
    except ValueError as error:
        assert str(error).startswith("expected ")
        return
    assert found.kind in KINDS
    assert not (found.revision or "").startswith("-")
    assert parse_place(spell(found)) == found
