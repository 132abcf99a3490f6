"""Where a project says that its training data are: links in documents, and what code loads or downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Reference
from ...patterns import either, lazy
from ...repository.places import words
from ..code_links import from_code
from ..mentions import URL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..links import Link
    from ..survey import Survey

_ABOUT = either(
    r"\bdata(?:[-_ ]?(?:sets?|bases?))?\b|\bcorpus\b|\bcorpora\b|\bannotations?\b",
    r"数据|資料集|データ|데이터",
    r"\bdatos\b|donn[ée]es|\bdaten(?:satz|s[äa]tze)?\b|данны",
    flags=re.IGNORECASE,
)
_GIVES = either(
    r"download|train|corpus|dump|available|obtain|from|link|released|\bwget\b|\bcurl\b|found",
    r"下载|下載|ダウンロード|다운로드",
    r"descarg|t[ée]l[ée]charg|herunterlad|скача",
    # Where files are shared in China, and "here".
    r"百度|网盘|here",
    flags=re.IGNORECASE,
)
_WEIGHTS = either(
    r"\bmodels?\b|trained networks?\b",
    r"weights?\b|checkpoints?|ckpts?\b|pre-?trained",
    r"权重|模型|モデル|모델",
    flags=re.IGNORECASE,
)
_NO_DATA = lazy(r"(?i)(?:weights|model|checkpoint)s?\b[^.]{0,30}\bcan be downloaded|no data")
_TRAINED = lazy(r"(?i)\btrain(?:ed|ing)?\b|训练|学習|학습")
_EVALUATED = lazy(
    r"(?i)(?<![a-z])eval|benchmark|test set|leaderboard|zero-?shot|评测|评估|测试集|基准|評価|평가|оценк"
)
_DATA_FILE = lazy(
    r"(?i)#(?:[^#]*/)?[\w.-]{0,80}(?:data|corpus|train)[\w.-]{0,80}\."
    r"(?:jsonl?|csv|tsv|parquet|txt|zip|gz)$"
)
_PAGE = either(
    r"\.(png|jpe?g|gif|svg|pdf|mp4|ipynb|py|md|pt|pth|bin|safetensors|gguf|ckpt)$",
    r"colab|shields\.io|discord|twitter|arxiv|/licen[sc]es?\b|(?:vocab|merges|tokeni[sz]er)[^/]{0,40}$",
    flags=re.IGNORECASE,
)
_OTHER = lazy(r"(?i)params|weights|models?/|\.pt\b|\.pth\b|arxiv|github\.com/[^/]{1,80}/[^/]{1,80}$")
_AWAY = words("eval evals evaluation benchmark tasks test generate inference")
_VERBS = words("download downloads prepare")
_MODELS = words("model models weights checkpoint checkpoints pretrained")
_TELLS = words("data dataset datasets download corpora corpus prepare")
_LOADS = lazy(r"load_dataset\(\s{0,20}(?:path\s{0,20}=\s{0,20})?[\"']([\w.-]{1,96}(?:/[\w.-]{1,96})?)[\"']")
_LOCAL = frozenset(
    {"json", "csv", "text", "parquet", "arrow", "imagefolder", "audiofolder", "pandas", "webdataset"}
)
_IS_DATA = lazy(r"(?i)\b(?:is|are) (?:a|an|the) (?:[\w,-]{1,30} ){0,5}(?:data ?sets?|corpus|corpora)\b")


def pointers(survey: Survey) -> Iterator[Reference]:
    """Every pointer to training data, those in documents first."""
    about = survey.about
    subject = about.of_data or bool(_IS_DATA.search(about.introduction[:500]))
    for link in survey.links:
        if (points(link) and (survey.learns or not _said_alone(link))) or (subject and _given(link)):
            yield link.reference
    yield from _in_code(survey)


def _given(link: Link) -> bool:
    """Where a repository that is a dataset's own keeps it; what is linked there is it."""
    held = link.reference.kind in {"zenodo", "kaggle", "bucket", "torrent", "url", "hf-dataset", "doi"}
    return (
        link.prominent
        and held
        and bool(_GIVES.search(f"{link.around} {link.section}"))
        and not (link.apart or _PAGE.search(link.reference.url) or "badge" in link.around)
    )


def _in_code(survey: Survey) -> Iterator[Reference]:
    """Datasets that code loads or downloads."""
    for file in (*survey.code, *survey.shell, *survey.config):
        if file.said(_AWAY):
            continue
        loads, url, fetches = file.hit("load-dataset"), file.hit("data-url"), file.hit("fetches")
        named = _LOADS.search(loads.text) if loads else None
        if loads and named and named[1] not in _LOCAL:
            yield Reference(url=f"hf:datasets/{named[1]}", kind="hf-dataset", path=file.path, line=loads.line)
        elif url and file.said(_TELLS) and (address := URL.search(url.text)):
            reference = from_code(file, url, address[0])
            if reference and not _OTHER.search(reference.url):
                yield reference
        elif fetches and file.role == "shell" and file.named(_TELLS - _VERBS) and not file.named(_MODELS):
            yield Reference(url=f"script:{file.path}", kind="script", path=file.path, line=fetches.line)


def points(link: Link) -> bool:
    """True when a link leads to data that a model was trained on."""
    kind, url = link.reference.kind, link.reference.url
    if link.apart:
        return False
    context = link.around.replace(url, " ") + " " + link.section
    if link.front:
        return True
    if kind == "hf-dataset" and _PAGE.search(url):
        return False
    if _EVALUATED.search(context) and not _TRAINED.search(context):
        return False
    if kind in {"hf-dataset", "page"} or (kind == "kaggle" and ("datasets" in url or "competitions" in url)):
        return True
    if kind == "github":
        return bool(_DATA_FILE.search(url)) or (link.had and "#" not in url) or _is_data_home(link)
    if kind not in {"zenodo", "bucket", "torrent", "url", "doi", "release-asset"} or _PAGE.search(url):
        return False
    if any(_WEIGHTS.search(said) and not _ABOUT.search(said) for said in (link.anchor, link.clause)):
        return False
    if _NO_DATA.search(context):
        return False
    return bool(_ABOUT.search(link.anchor) or (_ABOUT.search(context) and _GIVES.search(context)))


def _said_alone(link: Link) -> bool:
    """True for a place that nothing but words before it calls one of data: any program speaks so."""
    if link.reference.kind == "github":
        return not _DATA_FILE.search(link.reference.url)
    return link.reference.kind == "page" and link.had and not _ABOUT.search(link.section)


def _is_data_home(link: Link) -> bool:
    """True for a repository that is named after data, in a section or a sentence on data."""
    place, _, path = link.reference.url.partition("#")
    name = place.rpartition("/")[2].replace("_", " ")
    return not path and bool(_ABOUT.search(name) and _ABOUT.search(link.section))
