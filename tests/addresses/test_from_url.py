"""Links in documents and code: each with what it points to, then what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from spellings import KINDS, TEXTS, rows

from osaid_action.addresses import from_url, meant, parse_place, spell

#: What stands in a README or in code; kind and spelling of what it points to.
LINKS = """
https://huggingface.co/EleutherAI/pythia-70m                  hf-model       hf:EleutherAI/pythia-70m
https://huggingface.co/EleutherAI/pythia-70m/tree/main        hf-model       hf:EleutherAI/pythia-70m
https://huggingface.co/EleutherAI/pythia-70m/tree/step3000    hf-model       hf:EleutherAI/pythia-70m@step3000
https://huggingface.co/o/m/resolve/main/w.safetensors?download=true  hf-model       hf:o/m
https://huggingface.co/o/m/blob/refs%2Fpr%2F1/README.md       hf-model       hf:o/m@refs/pr/1
https://huggingface.co/o/m/discussions/3                      hf-model       hf:o/m
https://huggingface.co/gpt2/resolve/main/vocab.json           hf-model       hf:gpt2
https://huggingface.co/bert-base-uncased                      hf-model       hf:bert-base-uncased
https://huggingface.co/api/models/o/m                         hf-model       hf:o/m
https://hf-mirror.com/o/m                                     hf-model       hf:o/m
huggingface.co/o/m                                            hf-model       hf:o/m
https://huggingface.co/datasets/squad                         hf-dataset     hf:datasets/squad
https://huggingface.co/datasets/o/d/viewer/default            hf-dataset     hf:datasets/o/d
hf://datasets/o/d@v1/x.parquet                                hf-dataset     hf:datasets/o/d@v1
https://huggingface.co/spaces/o/s                             hf-space       hf:spaces/o/s
https://huggingface.co/papers/2101.00027                      arxiv          arxiv:2101.00027
https://github.com/octo/name                                  github         github:octo/name
https://github.com/octo/name.git                              github         github:octo/name
http://www.github.com/octo/name/                              github         github:octo/name
https://github.com/octo/name#readme                           github         github:octo/name
https://github.com/octo/name/blob/main/train.py#L3            github         github:octo/name#train.py
https://github.com/octo/name/releases/tag/v1                  github         github:octo/name@v1
https://github.com/octo/name/releases                         github         github:octo/name
https://github.com/octo/name/archive/refs/tags/v1.tar.gz      github         github:octo/name@v1
https://github.com/octo/name/commit/0123abc                   github         github:octo/name@0123abc
https://raw.githubusercontent.com/o/n/v1/data/a.txt           github         github:o/n@v1#data/a.txt
git@github.com:octo/name.git                                  github         github:octo/name
ssh://git@github.com/octo/name.git                            github         github:octo/name
git+https://github.com/octo/name@v1#egg=name                  github         github:octo/name@v1
https://github.com/o/n/releases/download/v1/w.pt              release-asset  =
https://gitlab.com/a/b/-/tree/v1/x                            git            git+https://gitlab.com/a/b@v1#x
https://zenodo.org/record/123                                 zenodo         zenodo:123
https://zenodo.org/records/123/files/x.zip?download=1         zenodo         zenodo:123
https://zenodo.org/badge/DOI/10.5281/zenodo.123.svg           zenodo         zenodo:123
https://doi.org/10.5281/zenodo.123                            zenodo         zenodo:123
https://doi.org/10.1000/182                                   doi            doi:10.1000/182
https://figshare.com/articles/dataset/Weights/123/2           url            =
https://osf.io/ab3de/                                         url            =
https://modelscope.cn/models/acme/weights                     url            =
https://a.org/dataset.xhtml?persistentId=doi:10.1234/A        url            =
https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/A  url            =
https://doi.org/10.7910/DVN/ABC                               doi            doi:10.7910/DVN/ABC
https://doi.org/10.6084/m9.figshare.123                       doi            doi:10.6084/m9.figshare.123
https://arxiv.org/abs/2101.00027                              arxiv          arxiv:2101.00027
https://arxiv.org/pdf/2101.00027v5.pdf                        arxiv          arxiv:2101.00027v5
https://www.kaggle.com/datasets/o/d?resource=download         kaggle         kaggle:datasets/o/d
https://www.kaggle.com/models/o/m/pyTorch/v/1                 kaggle         kaggle:models/o/m
https://kaggle.com/c/titanic/data                             kaggle         kaggle:competitions/titanic
s3://bucket/key                                               bucket         =
https://storage.googleapis.com/b/k                            bucket         =
https://b.s3.us-west-2.amazonaws.com/k                        bucket         =
https://openaipublic.blob.core.windows.net/gpt-2              bucket         =
magnet:?xt=urn:btih:5f96d43576e3d386c9ba65b883210a393b68210e  torrent        =
https://example.org/a.torrent                                 torrent        =
https://dl.fbaipublicfiles.com/x/model.pt                     url            =
http://example.org/data.tar.gz                                url            =
https://user:secret@example.org/a.zip                         url            https://example.org/a.zip
https://drive.google.com/file/d/1a/view?usp=sharing           url            =
"""
#: Links to nothing that we look for.
NOTHING = [
    "https://example.org/",
    "https://example.org/page.html",
    "https://huggingface.co/EleutherAI",
    "https://huggingface.co/docs/transformers",
    "https://huggingface.co/models?search=x",
    "https://huggingface.co/your-name/model",
    "https://github.com/owner/name",
    "https://huggingface.co/{model}/resolve/main/w.bin",
    "https://huggingface.co/o/m/resolve/main/plot.png",
    "https://github.com/owner",
    "https://github.com/sponsors/owner",
    "https://github.com/octo/name/issues/5",
    "https://github.com/octo/name/actions/workflows/x.yml/badge.svg",
    "https://raw.githubusercontent.com/o/n/main/logo.png",
    "https://img.shields.io/badge/license-MIT-green",
    "https://pypi.org/packages/x.tar.gz",
    "https://[::1/x.bin",
    "mailto:a@example.org",
    "train.py",
    "",
]


@pytest.mark.parametrize(("text", "kind", "spelling"), rows(LINKS))
def test_link(text: str, kind: str, spelling: str) -> None:
    found = from_url(text)
    assert found is not None
    assert (found.kind, spell(found)) == (kind, spelling)


@pytest.mark.parametrize("text", NOTHING)
def test_a_link_to_nothing_that_counts(text: str) -> None:
    assert from_url(text) is None


@pytest.mark.parametrize(
    "around",
    ["{}.", "{},", "({})", "<{}>", "`{}`", "**{}**", '"{}"', "'{}'", "[text]({})", "[{}]({})", "({}).",
     "{}\\n",
     '"{}",', "{})](x)", "  {}  ", "{}|", "[{}]", "{}:"],
)  # fmt: skip
@pytest.mark.parametrize("link", ["https://huggingface.co/o/m", "https://example.org/w_(1).bin", "hf://o/m"])
def test_link_as_found_in_text(link: str, around: str) -> None:
    assert from_url(around.replace("{}", link)) == from_url(link) is not None


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
        assert parse_place(spell(found)) == meant(found)


@pytest.mark.parametrize(
    "text", ["https://" + "a." * 50_000, "(" * 100_000, "a](" * 50_000, "https://x/" + ")" * 100_000]
)
def test_long_texts_are_cheap(text: str) -> None:
    assert from_url(text) is None
