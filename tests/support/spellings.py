"""Tables of spellings, and texts made of the pieces that addresses are made of."""

from __future__ import annotations

from hypothesis import strategies as st

KINDS = {
    "github", "git", "hf-model", "hf-dataset", "hf-space", "url", "doi", "zenodo", "arxiv", "release-asset",
    "figshare", "dataverse", "osf", "ms-model", "ms-dataset",
    "swh", "bucket", "torrent", "kaggle",
}  # fmt: skip

PIECES = st.sampled_from(
    ["https://", "http://", "huggingface.co", "github.com", "zenodo.org", "arxiv.org", "kaggle.com",
     "gitlab.com", "figshare:", "figshare.com", "articles", "10.6084/m9.figshare.12", "12", ".v2",
     "osf:", "osf.io", "ab3de", "modelscope:", "modelscope.cn", "swh:1:dir:", "0" * 40, ";path=/a",
     "dataverse:", "a.example", "/dataset.xhtml?persistentId=", "doi:", "10.7910/DVN/ABC", "@1.0",
     "doi.org", "raw.githubusercontent.com", "drive.google.com", "b.s3.amazonaws.com", "hf:", "github:",
     "git+",
     "git@github.com:", "datasets", "spaces", "resolve", "tree", "blob", "main", "refs%2Fpr%2F1", "releases",
     "download", "archive", "abs", "record", "api", "models", "owner", "name", "w.bin", "x.git",
     ".torrent", "10.1000",
     "2101.00027", "/", "/", "/", "@", "#", "?", ":", "-", "..", ".", ")", "`", "](", "magnet:?xt=urn:btih:a"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


def rows(table: str) -> list[list[str]]:
    """The lines of a table in columns; "=" stands for what is in the first."""
    split = [line.split() for line in table.strip().splitlines()]
    return [[first, *(first if cell == "=" else cell for cell in rest)] for first, *rest in split]
