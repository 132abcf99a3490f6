"""Places elsewhere: each spelling with the reference that it means, then what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from osaid_action.addresses import from_url, parse_place, path_fault, spell, submodules
from osaid_action.model import Reference

KINDS = {
    "github", "git", "hf-model", "hf-dataset", "hf-space", "url", "doi", "zenodo", "arxiv", "release-asset",
    "bucket", "torrent", "kaggle",
}  # fmt: skip

#: What a manifest says; kind; canonical spelling; revision.
PLACES = [
    ("github:owner/name", "github", "github:owner/name", None),
    ("github:owner/name.git@v1.0", "github", "github:owner/name", "v1.0"),
    ("github:owner/name@feature/x#src/train.py", "github", "github:owner/name#src/train.py", "feature/x"),
    ("https://github.com/owner/name", "github", "github:owner/name", None),
    ("https://github.com/owner/name/tree/v1/src", "github", "github:owner/name#src", "v1"),
    ("git+https://github.com/owner/name.git@v1#egg=name", "github", "github:owner/name", "v1"),
    ("git+https://Example.org/a/b.git@v1#sub", "git", "git+https://example.org/a/b.git#sub", "v1"),
    ("git+https://example.org/a/b@v1#egg=b&subdirectory=c", "git", "git+https://example.org/a/b#c", "v1"),
    ("https://example.org/a/b.git", "git", "git+https://example.org/a/b.git", None),
    ("https://gitlab.com/group/sub/name", "git", "git+https://gitlab.com/group/sub/name", None),
    ("hf:gpt2", "hf-model", "hf:gpt2", None),
    ("hf:owner/model@abc123", "hf-model", "hf:owner/model", "abc123"),
    ("hf:models/owner/model", "hf-model", "hf:owner/model", None),
    ("hf:owner/model@main#sub/w.safetensors", "hf-model", "hf:owner/model#sub/w.safetensors", "main"),
    ("hf:datasets/owner/name@v2", "hf-dataset", "hf:datasets/owner/name", "v2"),
    ("hf:datasets/squad", "hf-dataset", "hf:datasets/squad", None),
    ("hf:spaces/owner/name", "hf-space", "hf:spaces/owner/name", None),
    ("hf://datasets/owner/name@v1/a/b.csv", "hf-dataset", "hf:datasets/owner/name#a/b.csv", "v1"),
    ("https://hf.co/owner/model/resolve/abc/w.bin", "hf-model", "hf:owner/model#w.bin", "abc"),
    ("doi:10.1000/182", "doi", "doi:10.1000/182", None),
    ("DOI:10.5281/zenodo.1234", "zenodo", "zenodo:1234", None),
    ("doi:10.48550/arXiv.2101.00027", "arxiv", "arxiv:2101.00027", None),
    ("zenodo:1234", "zenodo", "zenodo:1234", None),
    ("arxiv:2101.00027v2", "arxiv", "arxiv:2101.00027", "v2"),
    ("arxiv:math.GT/0309136", "arxiv", "arxiv:math.GT/0309136", None),
    ("kaggle:competitions/titanic", "kaggle", "kaggle:competitions/titanic", None),
    ("s3://bucket/a/b", "bucket", "s3://bucket/a/b", None),
    ("gs://bucket", "bucket", "gs://bucket", None),
    ("magnet:?xt=urn:btih:abc&dn=x", "torrent", "magnet:?xt=urn:btih:abc&dn=x", None),
    ("https://Example.org/Data?a=1", "url", "https://example.org/Data?a=1", None),
    ("https://github.com/owner/name/issues/5", "url", "https://github.com/owner/name/issues/5", None),
    (f"https://x.org/w.bin#sha256={'Ab' * 32}", "url", "https://x.org/w.bin", f"sha256:{'ab' * 32}"),
    ("https://x.org/w.bin#sha256=ab", "url", "https://x.org/w.bin", None),
]

#: What stands in a README or in code; the spelling of what it points to ("" = nothing we look for).
LINKS = [
    ("https://huggingface.co/EleutherAI/pythia-70m", "hf-model", "hf:EleutherAI/pythia-70m"),
    ("https://huggingface.co/EleutherAI/pythia-70m/tree/main", "hf-model", "hf:EleutherAI/pythia-70m"),
    (
        "https://huggingface.co/EleutherAI/pythia-70m/tree/step3000",
        "hf-model",
        "hf:EleutherAI/pythia-70m@step3000",
    ),
    ("https://huggingface.co/o/m/resolve/main/w.safetensors?download=true", "hf-model", "hf:o/m"),
    ("https://huggingface.co/o/m/blob/refs%2Fpr%2F1/README.md", "hf-model", "hf:o/m@refs/pr/1"),
    ("https://huggingface.co/o/m/discussions/3", "hf-model", "hf:o/m"),
    ("https://huggingface.co/gpt2/resolve/main/vocab.json", "hf-model", "hf:gpt2"),
    ("https://huggingface.co/bert-base-uncased", "hf-model", "hf:bert-base-uncased"),
    ("https://huggingface.co/api/models/o/m", "hf-model", "hf:o/m"),
    ("https://hf-mirror.com/o/m", "hf-model", "hf:o/m"),
    ("huggingface.co/o/m", "hf-model", "hf:o/m"),
    ("https://huggingface.co/datasets/squad", "hf-dataset", "hf:datasets/squad"),
    ("https://huggingface.co/datasets/o/d/viewer/default", "hf-dataset", "hf:datasets/o/d"),
    ("hf://datasets/o/d@v1/x.parquet", "hf-dataset", "hf:datasets/o/d@v1"),
    ("https://huggingface.co/spaces/o/s", "hf-space", "hf:spaces/o/s"),
    ("https://huggingface.co/papers/2101.00027", "arxiv", "arxiv:2101.00027"),
    ("https://github.com/octo/name", "github", "github:octo/name"),
    ("https://github.com/octo/name.git", "github", "github:octo/name"),
    ("http://www.github.com/octo/name/", "github", "github:octo/name"),
    ("https://github.com/octo/name#readme", "github", "github:octo/name"),
    ("https://github.com/octo/name/blob/main/train.py#L3", "github", "github:octo/name#train.py"),
    ("https://github.com/octo/name/releases/tag/v1", "github", "github:octo/name@v1"),
    ("https://github.com/octo/name/releases", "github", "github:octo/name"),
    ("https://github.com/octo/name/archive/refs/tags/v1.tar.gz", "github", "github:octo/name@v1"),
    ("https://github.com/octo/name/commit/0123abc", "github", "github:octo/name@0123abc"),
    ("https://raw.githubusercontent.com/o/n/v1/data/a.txt", "github", "github:o/n@v1#data/a.txt"),
    ("git@github.com:octo/name.git", "github", "github:octo/name"),
    ("ssh://git@github.com/octo/name.git", "github", "github:octo/name"),
    ("git+https://github.com/octo/name@v1#egg=name", "github", "github:octo/name@v1"),
    (
        "https://github.com/o/n/releases/download/v1/w.pt",
        "release-asset",
        "https://github.com/o/n/releases/download/v1/w.pt",
    ),
    ("https://gitlab.com/a/b/-/tree/v1/x", "git", "git+https://gitlab.com/a/b@v1#x"),
    ("https://zenodo.org/record/123", "zenodo", "zenodo:123"),
    ("https://zenodo.org/records/123/files/x.zip?download=1", "zenodo", "zenodo:123"),
    ("https://zenodo.org/badge/DOI/10.5281/zenodo.123.svg", "zenodo", "zenodo:123"),
    ("https://doi.org/10.5281/zenodo.123", "zenodo", "zenodo:123"),
    ("https://doi.org/10.1000/182", "doi", "doi:10.1000/182"),
    ("https://arxiv.org/abs/2101.00027", "arxiv", "arxiv:2101.00027"),
    ("https://arxiv.org/pdf/2101.00027v5.pdf", "arxiv", "arxiv:2101.00027v5"),
    ("https://www.kaggle.com/datasets/o/d?resource=download", "kaggle", "kaggle:datasets/o/d"),
    ("https://www.kaggle.com/models/o/m/pyTorch/v/1", "kaggle", "kaggle:models/o/m"),
    ("https://kaggle.com/c/titanic/data", "kaggle", "kaggle:competitions/titanic"),
    ("s3://bucket/key", "bucket", "s3://bucket/key"),
    ("https://storage.googleapis.com/b/k", "bucket", "https://storage.googleapis.com/b/k"),
    ("https://b.s3.us-west-2.amazonaws.com/k", "bucket", "https://b.s3.us-west-2.amazonaws.com/k"),
    (
        "https://openaipublic.blob.core.windows.net/gpt-2",
        "bucket",
        "https://openaipublic.blob.core.windows.net/gpt-2",
    ),
    (
        "magnet:?xt=urn:btih:5f96d43576e3d386c9ba65b883210a393b68210e",
        "torrent",
        "magnet:?xt=urn:btih:5f96d43576e3d386c9ba65b883210a393b68210e",
    ),
    ("https://example.org/a.torrent", "torrent", "https://example.org/a.torrent"),
    ("https://dl.fbaipublicfiles.com/x/model.pt", "url", "https://dl.fbaipublicfiles.com/x/model.pt"),
    ("http://example.org/data.tar.gz", "url", "http://example.org/data.tar.gz"),
    ("https://user:secret@example.org/a.zip", "url", "https://example.org/a.zip"),
    (
        "https://drive.google.com/file/d/1a/view?usp=sharing",
        "url",
        "https://drive.google.com/file/d/1a/view?usp=sharing",
    ),
    ("https://example.org/", "", ""),
    ("https://example.org/page.html", "", ""),
    ("https://huggingface.co/EleutherAI", "", ""),
    ("https://huggingface.co/docs/transformers", "", ""),
    ("https://huggingface.co/models?search=x", "", ""),
    ("https://huggingface.co/your-name/model", "", ""),
    ("https://github.com/owner/name", "", ""),
    ("https://huggingface.co/{model}/resolve/main/w.bin", "", ""),
    ("https://huggingface.co/o/m/resolve/main/plot.png", "", ""),
    ("https://github.com/owner", "", ""),
    ("https://github.com/sponsors/owner", "", ""),
    ("https://github.com/octo/name/issues/5", "", ""),
    ("https://github.com/octo/name/actions/workflows/x.yml/badge.svg", "", ""),
    ("https://raw.githubusercontent.com/o/n/main/logo.png", "", ""),
    ("https://img.shields.io/badge/license-MIT-green", "", ""),
    ("https://pypi.org/packages/x.tar.gz", "", ""),
    ("https://[::1/x.bin", "", ""),
    ("mailto:a@example.org", "", ""),
    ("train.py", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "kind", "url", "revision"), PLACES)
def test_place(text: str, kind: str, url: str, revision: str | None) -> None:
    assert parse_place(text) == Reference(url=url, kind=kind, revision=revision)


@pytest.mark.parametrize(
    "text",
    ["", " ", "train.py", "owner/name", "http://example.org/x", "file:///etc/passwd", "https://",
     "https://[::1]/x",
     "ftp://example.org/x", "javascript:alert(1)", "github:a", "github:a/b/c", "github:a/..",
     "github:-a/b", "hf:",
     "hf:spaces/a", "hf:a/b@..", "hf:a/b@-x", "hf:a/b#/x", "hf:a/b#..", "git+https://x.org",
     "git+http://x.org/a",
     "https://a@b.org/x", "zenodo:1x", "zenodo:١", "arxiv:x", "doi:x", "s3://", "magnet:", "x" * 5000,
     "https://example.org/\x1b[2J"],
)  # fmt: skip
def test_not_a_place(text: str) -> None:
    with pytest.raises(ValueError, match=r"^expected "):
        parse_place(text)


@pytest.mark.parametrize(("text", "kind", "spelling"), LINKS)
def test_link(text: str, kind: str, spelling: str) -> None:
    found = from_url(text)
    assert (found.kind, spell(found)) == (kind, spelling) if found else (kind, spelling) == ("", "")


@pytest.mark.parametrize(
    "around",
    ["{}.", "{},", "({})", "<{}>", "`{}`", "**{}**", '"{}"', "'{}'", "[text]({})", "[{}]({})", "({}).",
     "{}\\n",
     '"{}",', "{})](x)", "  {}  ", "{}|", "[{}]", "{}:"],
)  # fmt: skip
@pytest.mark.parametrize("link", ["https://huggingface.co/o/m", "https://example.org/w_(1).bin", "hf://o/m"])
def test_link_as_found_in_text(link: str, around: str) -> None:
    assert from_url(around.replace("{}", link)) == from_url(link) is not None


MODULES = """\
# our parts
[submodule "neox"]
\tpath = gpt-neox
\turl = https://github.com/EleutherAI/gpt-neox ; the trainer
[Submodule "with \\"quotes\\""]
  URL = "../data \\"x\\".git"
  Path = "third party/data"
  branch = main
[submodule "no-url"]
  path = x
[core]
  path = y
  url = z
"""


def test_submodules() -> None:
    assert submodules(MODULES) == (
        ("gpt-neox", "https://github.com/EleutherAI/gpt-neox"),
        ("third party/data", '../data "x".git'),
    )


@pytest.mark.parametrize(
    "path", ["a", "a/b.py", "src/**/*.py", "./a", "größe.bin", "a..b", "with space", ".hidden"]
)
def test_good_path(path: str) -> None:
    assert path_fault(path) == ""


@pytest.mark.parametrize("path", ["", " ", "/a", "../a", "a/..", "a\\b", "C:a", "~/a", "a\0", "a\nb"])
def test_bad_path(path: str) -> None:
    assert path_fault(path)


PIECES = st.sampled_from(
    ["https://", "http://", "huggingface.co", "github.com", "zenodo.org", "arxiv.org", "kaggle.com",
     "gitlab.com",
     "doi.org", "raw.githubusercontent.com", "drive.google.com", "b.s3.amazonaws.com", "hf:", "github:",
     "git+",
     "git@github.com:", "datasets", "spaces", "resolve", "tree", "blob", "main", "refs%2Fpr%2F1", "releases",
     "download", "archive", "abs", "record", "api", "models", "owner", "name", "w.bin", "x.git",
     ".torrent", "10.1000",
     "2101.00027", "/", "/", "/", "@", "#", "?", ":", "-", "..", ".", ")", "`", "](", "magnet:?xt=urn:btih:a"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=1000)
@given(TEXTS)
@example("https://huggingface.co/api")
@example("https://github.com/a/b/releases/tag/")
@example("https://gitlab.com/-/-/tree")
def test_any_text_is_a_link_or_not(text: str) -> None:
    """Never raises; what it finds can be written into a manifest and means the same there."""
    found = from_url(text)
    if found is None:
        return
    assert found.kind in KINDS
    assert found.url.isprintable()
    assert from_url(spell(found)) in (found, None)
    if not found.url.startswith("http://"):
        assert parse_place(spell(found)) == found


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


@given(
    st.text()
    | st.lists(st.sampled_from(['[submodule "a"]', "path = ", "url=", '"', "\\", "\n", "#", "b"])).map(
        "".join
    )
)
def test_any_text_has_submodules_or_none(text: str) -> None:
    for path, url in submodules(text):
        assert path
        assert url
        assert (path + url).isprintable()


@pytest.mark.parametrize(
    "text", ["https://" + "a." * 50_000, "(" * 100_000, "a](" * 50_000, "https://x/" + ")" * 100_000]
)
def test_long_texts_are_cheap(text: str) -> None:
    assert from_url(text) is None
    assert submodules(f'[submodule "x"]\npath = {text}\n') == ()
