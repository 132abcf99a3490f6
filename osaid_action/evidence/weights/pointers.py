"""Where a project says that its weights are: links, Hub ids, submodules, registries and scripts in code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...addresses import from_url, submodules
from ...frozen import replace
from ...model import Reference
from ...patterns import either, lazy
from ...repository.places import words_in
from ..release import GIVEN as FILLED
from . import in_code
from .in_code import GETS
from .ownership import HELD, OTHERS, families, of_address, of_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..links import Link
    from ..survey import Survey

_ABOUT = either(
    r"\b(?:networks?|nets) (?:are|is|files?|can)\b",
    r"trained networks?\b",
    r"weights?\b|checkpoints?|ckpts?\b|\bmodels?\b|pre-?trained|parameters|(?<!hyper)params\b",
    r"safetensors|gguf",
    r"权重|模型|预训练|检查点|重み|モデル|가중치|모델",
    # French, Spanish, German, Russian
    r"\bpoids\b|mod[èe]les?\b|\bpesos\b|\bmodelos?\b|\bgewichte\b|\bmodelle?\b|\bвеса\b|модел",
    flags=re.IGNORECASE,
)
#: Every program has releases; only these words make one of weights.
_STRONG = either(
    r"\b(?:networks?|nets) (?:are|is|files?|can)\b",
    r"weights?\b|checkpoints?|ckpts?\b|pre-?trained",
    r"\btrained models?\b",
    r"safetensors|gguf|onnx|model zoo",
    r"权重|预训练|学習済み|가중치",
    r"\bpoids\b|\bpesos\b|pr[ée]-?entra|preentrena|\bgewichte\b|\bвеса\b",
    flags=re.IGNORECASE,
)
_DATA = either(
    r"\bdata(?:[-_ ]?sets?)?\b",
    r"corpus|corpora",
    r"数据|資料|データ|데이터",
    r"\bdatos\b|donn[ée]es|\bdaten|данн",
    flags=re.IGNORECASE,
)
_PAGE = lazy(
    r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|html?|ipynb|py|md|whl|deb|exe|jar|dmg|apk|msi|ttf|pptx?)$|datasets"
)
_FILE = either(
    r"\.(?:safetensors|gguf|ggml|pth?|pt|ckpt|onnx|h5|keras|tflite|msgpack|caffemodel|weights|pdparams"
    r"|mlmodel|t7|nnue|nemo|(?:bin|pb)\.gz)\b",
    r"/(?:model|weight|checkpoint)s?/",
    r"ckpts?\b|checkpoints?\b|weights\b",
    flags=re.IGNORECASE,
)
#: Registries where data and programs are kept under a DOI; elsewhere it is a paper's.
_ARCHIVED = lazy(
    r"(?i)^doi:10\.(?:5281|6084|7910|17632|5061|17605|57967|21979|5285|5255|25740|14454|35097|34740)/"
)
_HOLDERS = {
    "url",
    "bucket",
    "release-asset",
    "release",
    "zenodo",
    "torrent",
    "hf-model",
    "kaggle",
    "hf-home",
    "doi",
}
_REMOTE = lazy(r"\s{0,20}url\s{0,9}=\s{0,9}((?:https?|s3|gs|azure|gdrive)://\S{3,300})\s{0,9}$")


def pointers(survey: Survey) -> list[Reference]:
    """Every pointer to this project's weights, those first of which it is surest that they are."""
    known = families(survey.about, survey.links)
    ranked = [
        (of_link(survey.about, link, known), link.reference) for link in survey.links if points(survey, link)
    ]
    ranked += [(HELD, reference) for reference in _in_submodules(survey)]
    ranked += [(HELD, reference) for reference in _remotes(survey)]
    ranked += in_code.pointers(survey)
    ranked = [one for one in ranked if one[0] > OTHERS]
    return [reference for _, reference in sorted(ranked, key=lambda one: -one[0])]


def points(survey: Survey, link: Link) -> bool:
    """True when a link leads to weights, whoever gives them."""
    kind, url, about = link.reference.kind, link.reference.url, survey.about
    if not link.prominent or kind not in _HOLDERS:
        return False
    near = link.around.replace(url, " ")
    if kind == "hf-model":
        return True
    if _PAGE.search(url.partition("?")[0]) or (kind in {"zenodo", "doi"} and "badge" in link.around):
        return False
    if kind == "doi" and not _ARCHIVED.match(url):
        return False
    if kind in {"hf-home", "release"} and about.library and not of_address(about, url):
        return False
    if kind == "release" and not (_STRONG.search(near) or _STRONG.search(link.section)):
        return False
    if kind == "hf-home":
        return bool(_ABOUT.search(near) or _ABOUT.search(link.section))
    if kind == "kaggle" and not url.startswith("kaggle:models/"):
        return False
    return _speaks_of_weights(link, near)


def _speaks_of_weights(link: Link, near: str) -> bool:
    """The words that are the link count first, then those around it."""
    if _FILE.search(link.anchor):
        return True
    for words_near in (link.anchor, link.clause):
        said, data = _ABOUT.search(words_near), _DATA.search(words_near)
        if bool(said) != bool(data):
            return bool(said)
    speaks = _ABOUT.search(near) or _ABOUT.search(link.section)
    return bool(_FILE.search(link.reference.url) or speaks) and not _DATA.search(near)


def _in_submodules(survey: Survey) -> Iterator[Reference]:
    """Submodules that a Hub repository or a folder for weights is filled from."""
    text = survey.text(".gitmodules", 100_000) if ".gitmodules" in survey.by_path else None
    for path, url in submodules(text or ""):
        reference = from_url(url)
        if reference is None or reference.kind not in {"hf-model", "github", "git"}:
            continue
        name = path.rpartition("/")[2].lower()
        given = FILLED & words_in(name) or name.rpartition("-")[2] in GETS
        if reference.kind == "hf-model" or given:
            yield replace(reference, kind="submodule", path=".gitmodules", line=None)


def _remotes(survey: Survey) -> Iterator[Reference]:
    """Where DVC keeps what it tracks, when it tracks anything named after weights."""
    path = ".dvc/config"
    tracked = survey.with_suffix(lambda suffix: suffix == "dvc")
    if path not in survey.by_path or not any(file.said(GETS | FILLED) for file in tracked):
        return
    text = survey.text(path, 20_000) or ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _REMOTE.match(line):
            kept = from_url(found[1])
            yield replace(kept or Reference(url=found[1], kind="url"), path=path, line=number)
