"""Where a project says that its weights are: links, Hub ids, scripts, registries in code, submodules."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...addresses import from_url, submodules
from ...model import Reference
from ...patterns import either, lazy
from ...repository.places import words, words_in
from ..code_links import from_code
from ..mentions import URL, ids_in
from ..release import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..links import Link
    from ..signals import Hit
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
    r"|mlmodel|t7|nnue|(?:bin|pb)\.gz)\b",
    r"/(?:model|weight|checkpoint)s?/",
    r"ckpts?\b|checkpoints?\b|weights\b",
    flags=re.IGNORECASE,
)
_KEEPS = words(
    "model models weights checkpoint checkpoints download downloads downloader hub zoo pretrained "
    "params registry"
)
#: Names of folders that many projects have.
_ANY_PACKAGE = _KEEPS | words(
    "src lib libs py python code scripts script tools tool utils util core examples base"
)
#: Addresses that are a number.
_NAMELESS = lazy(r"(?i)^zenodo:|^doi:|://(?:drive|docs)\.google\.com|://(?:1drv\.ms|mega\.(?:nz|co\.nz))/")
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
_DATA_PATH = words("data datasets dataset eval evals tasks processing")
_VERBS = words("get download downloads downloader fetch")
_GETS = words("weights weight checkpoint checkpoints ckpt ckpts params model models pretrained")
_NAMED_SO = lazy(
    r"(?i)(?:weights|ckpt|checkpoint|pretrained|model)\w{0,20}_(?:url|root|base|host|path|dir)s?\b"
)
_UPLOADS = lazy(
    r"\b(?:aws s3|gsutil) (?:-m )?(?:cp|sync|rsync)(?: -\S{1,40}){0,5} [^-\s][^\s:]{0,200} [\"']?(?:s3|gs)://"
)
_SIGNED = lazy(r"(?i)presigned")
#: Words that make a model somebody else's, when they stand right before its link.
_BASE = lazy(
    r"(?i)(?:"
    # What it was made from
    r"\bfine-?tun(?:e|es|ing)\b|fine-?tuned (?:of|from|on|version of)|\bbased (?:up)?on\b"
    r"|built (?:up)?on\b|\bbase (?:model|weights)\b|initiali[sz]\w{1,5} (?:from|with|by)\b"
    r"|start(?:ing|s|ed)? from\b|\bbackbone\b|\bteacher\b|distill?\w{1,5} (?:from|of)\b"
    # What it is grateful for, held against or works with
    r"|\bthanks?\b|\binspired\b|\bcompar\w{1,5}|\bbaselines?\b|\bsupports?\b|\bsuch as\b"
    r"|\be\.g\.|\brequest access\b|\bexisting\b|\btokenizer (?:of|from)\b|\badapted from\b"
    r"|\boriginal\b|\bany (?:\w{1,20} )?models?\b"
    # What it uses
    r"|\bwe use\b|\buses\b|\bpowered by\b|\busing the\b|\bby default"
    r"|基于|微调自|をベース|기반)"
    r"[^.!?\n]{0,60}$"
)
_OURS = lazy(r"(?i)\b(?:our|ours|we release|released?|available|published|uploaded|here|download)\b")
_ZOO = either(
    r"model[- ]zoo|pre-?trained|checkpoints?|weights|released? models?|\bour models?|download",
    r"权重|模型下载",
    flags=re.IGNORECASE,
)
_THEIRS = either(
    r"acknowledg|credits|related|references|citation",
    r"supported (?:models|architectures)",
    r"baselines?\b|compar|requirements|prerequisites|base models?\b|thanks",
    flags=re.IGNORECASE,
)


def pointers(survey: Survey) -> list[Reference]:
    """Every pointer to this project's weights, those in documents first."""
    found = [link.reference for link in survey.links if points(survey, link)]
    found += _in_submodules(survey)
    return found + list(_in_code(survey))


def points(survey: Survey, link: Link) -> bool:
    """True when a link leads to weights that this project gives."""
    kind, url, about = link.reference.kind, link.reference.url, survey.about
    if not link.prominent or kind not in _HOLDERS:
        return False
    near = link.around.replace(url, " ")
    if kind == "hf-model":
        if link.called:
            return about.owns(url) or (not about.library and bool(_ZOO.search(link.section)))
        return about.owns(url) or not _somebody_elses(link)
    if _PAGE.search(url.partition("?")[0]) or (kind in {"zenodo", "doi"} and "badge" in link.around):
        return False
    if kind in {"hf-home", "release"} and about.library and not about.owns(url):
        return False
    if kind == "release" and not (_STRONG.search(near) or _STRONG.search(link.section)):
        return False
    if kind == "hf-home":
        return bool(_ABOUT.search(near) or _ABOUT.search(link.section)) and not _THEIRS.search(link.section)
    if kind == "kaggle" and not url.startswith("kaggle:models/"):
        return False
    return _speaks_of_weights(link, near)


def _speaks_of_weights(link: Link, near: str) -> bool:
    """The words that are the link count first, then those around it."""
    for words_near in (link.anchor, link.clause):
        said, data = _ABOUT.search(words_near), _DATA.search(words_near)
        if bool(said) != bool(data):
            return bool(said)
    speaks = _ABOUT.search(near) or _ABOUT.search(link.section)
    return bool(_FILE.search(link.reference.url) or speaks) and not _DATA.search(near)


def _somebody_elses(link: Link) -> bool:
    before = URL.split(link.before)[-1][-160:]
    found = _BASE.search(before)
    return bool(_THEIRS.search(link.section) or (found and not _OURS.search(before[found.start() :])))


def _in_submodules(survey: Survey) -> Iterator[Reference]:
    """Submodules that a Hub repository or a folder for weights is filled from."""
    text = survey.text(".gitmodules", 100_000) if ".gitmodules" in survey.by_path else None
    for path, url in submodules(text or ""):
        reference = from_url(url)
        if reference is None or reference.kind not in {"hf-model", "github", "git"}:
            continue
        name = path.rpartition("/")[2].lower()
        given = GIVEN & words_in(name) or name.rpartition("-")[2] in _GETS
        if reference.kind == "hf-model" or given:
            yield replace(reference, kind="submodule", path=".gitmodules", line=None)


def _in_code(survey: Survey) -> Iterator[Reference]:
    """Pointers in code and scripts: URLs of weight files, and scripts that fetch weights."""
    for file in (*survey.code, *survey.shell, *survey.config):
        hit, fetches, called = file.hit("weight-url"), file.hit("fetches"), file.hit("hub-id")
        if hit and not file.said(_DATA_PATH):
            url = URL.search(hit.text)
            reference = _address(file, hit, url[0]) if url else None
            telling = hit.seen > 1 or file.said(_KEEPS) or _NAMED_SO.search(hit.text)
            # A place that only code knows is told by what there is of its address.
            named = url[0] if url and "{" in url[0] else reference.url if reference else ""
            if reference and telling and _may_be_ours(survey, file, named):
                yield reference
                continue
        if called:
            yield from (
                replace(reference, path=file.path, line=called.line)
                for reference, _ in ids_in(called.text)
                if reference.kind in {"hf-model", "url"} and survey.about.owns(reference.url)
            )
        if fetches and file.role == "shell" and _fetches_weights(file, fetches.text):
            yield Reference(url=f"script:{file.path}", kind="script", path=file.path, line=fetches.line)


def _address(file: File, hit: Hit, url: str) -> Reference | None:
    """The place that an address in code leads to; one that is put together is known to the code alone."""
    if "{" in url and file.role == "code":
        return Reference(url=f"script:{file.path}", kind="script", path=file.path, line=hit.line)
    reference = from_code(file, hit, url)
    return reference if reference and reference.kind in _HOLDERS else None


def _may_be_ours(survey: Survey, file: File, url: str) -> bool:
    """True when an address has a name in common with the project or the package, or nothing tells of names.

    Code copied from others names their checkpoints, and so does code that starts from them.
    """
    url = url.partition("?")[0]
    if _PAGE.search(url):
        return False
    if survey.readme is None or _is_for_getting(file) or _NAMELESS.search(url) or survey.about.owns(url):
        return True
    package = words_in(file.path.removeprefix("src/").partition("/")[0]) if "/" in file.path else frozenset()
    return not (package - _ANY_PACKAGE).isdisjoint(words_in(url))


def _is_for_getting(file: File) -> bool:
    """True for scripts, and for programs that are named for getting weights."""
    return file.role == "shell" or (file.named(_VERBS) and file.named(GIVEN))


def _fetches_weights(file: File, line: str) -> bool:
    if _UPLOADS.search(line) or (file.said(_DATA_PATH - {"processing"}) and not file.named(_GETS)):
        return False
    return file.said(_GETS) or bool(_SIGNED.search(line)) or bool(_FILE.search(line))
