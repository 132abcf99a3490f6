"""Pointers to weights in code, settings and scripts: addresses, whole or put together, and Hub ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...addresses import from_url
from ...frozen import replace
from ...model import Reference
from ...patterns import either, lazy
from ...repository.places import words, words_in
from ..code_links import from_code
from ..holders import plain
from ..mentions import URL, ids_in
from ..release import GIVEN as FILLED
from .ownership import GIVEN, OTHERS, of_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..signals import Hit
    from ..survey import Survey

_PAGE = lazy(
    r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|html?|ipynb|py|md|whl|deb|exe|jar|dmg|apk|msi|ttf|pptx?)$|datasets"
)
_KINDS = {"url", "bucket", "release-asset", "release", "zenodo", "torrent", "hf-model", "kaggle", "doi"}
_FILE = either(
    r"\.(?:safetensors|gguf|ggml|pth?|pt|ckpt|onnx|h5|keras|tflite|msgpack|caffemodel|weights|pdparams"
    r"|mlmodel|t7|nnue|nemo|(?:bin|pb)\.gz)\b",
    r"ckpts?\b|checkpoints?\b|weights\b",
    flags=re.IGNORECASE,
)
_KEEPS = words(
    "model models weights checkpoint checkpoints download downloads downloader hub zoo pretrained "
    "params registry"
)
#: Names of folders that many projects have.
_ANY_PACKAGE = _KEEPS | words(
    "src lib libs py python code scripts script tool tools utils util core examples base"
)
_DATA_PATH = words("data datasets dataset eval evals tasks processing")
_VERBS = words("get download downloads downloader fetch")
GETS = words("weights weight checkpoint checkpoints ckpt ckpts params model models pretrained")
_NAMED_SO = lazy(
    r"(?i)(?:weights|ckpt|checkpoint|pretrained|model)\w{0,20}_(?:url|root|base|host|path|dir)s?\b"
)
#: A copy whose last word is a bucket; what follows the bucket is where a download goes.
_UPLOADS = lazy(
    r"\b(?:aws s3|gsutil) (?:-m )?(?:cp|sync|rsync|mv)\b.{0,300}\s[\"']?(?:s3|gs)://[^\s\"']{1,300}[\"']?"
    r"(?: {1,4}--?[\w=-]{1,40}){0,5}\s{0,4}(?:[;&|#]|$)"
)
_SIGNED = lazy(r"(?i)presigned")
#: Where an address goes on with what only the program knows.
_OPEN = lazy(r"[{$]|%[sd(]|\Z")
#: What a command fetches when it names the thing itself: an address, or the number of a shared file.
_NAMES_IT = lazy(
    r"(?:https?|ftp|s3|gs)://[\w.-]{3,100}/[\w/.?=&%-]{3}|\bgdown\b.{0,80}\b[\w-]{12,60}\b"
    r"|(?:huggingface-cli|hf|modelscope) download (?:--?[\w-]{1,30} ){0,3}[\w.-]{1,90}/[\w.-]{1,90}"
    r"|\bdvc pull|\bgit lfs"
)
_RELEASES = lazy(r"(?i)(https://github\.com/[\w.-]{1,80}/[\w.-]{1,120}/releases)/download/")
_HUB = lazy(r"(?i)https?://(?:www\.)?(?:huggingface\.co|hf\.co|github\.com)/")
_GIST = lazy(r"(?i)://gist\.github")


def pointers(survey: Survey) -> Iterator[tuple[int, Reference]]:
    """Addresses of weights, ids and scripts that fetch them, each with whose they are."""
    for file in (*survey.code, *survey.shell, *survey.config):
        url, joined, fetches, called = map(file.hit, ("weight-url", "joined-url", "fetches", "hub-id"))
        if url and (file.said(_DATA_PATH) or _UPLOADS.search(url.text)):
            url = None
        placed = _address(file, url) if url else None
        if url and placed:
            telling = url.seen > 1 or file.said(_KEEPS) or _NAMED_SO.search(url.text)
            whose = _whose(survey, file, placed[1]) if telling else OTHERS
            if whose > OTHERS:
                yield whose, placed[0]
                continue
        if joined and (reference := _put_together(survey, file, joined)):
            yield max(of_address(survey.about, reference.url), GIVEN), reference
            continue
        if called:
            for reference, _ in ids_in(called.text):
                if reference.kind in {"hf-model", "url"}:
                    whose = of_address(survey.about, reference.url)
                    yield whose, replace(reference, path=file.path, line=called.line)
        if fetches and not placed and file.role == "shell" and _fetches_weights(file, fetches.text):
            yield _fetched(survey, file, fetches)


def _fetched(survey: Survey, file: File, hit: Hit) -> tuple[int, Reference]:
    """Whose the weights are that a command gets, and the place that it names, or else the script."""
    placed = _address(file, hit)
    if placed and placed[0].kind != "script":
        return _whose(survey, file, placed[1]), placed[0]
    return GIVEN, Reference(url=f"script:{file.path}", kind="script", path=file.path, line=hit.line)


def _address(file: File, hit: Hit) -> tuple[Reference, str] | None:
    """(the place that an address in code leads to, the address); a program may put it together."""
    found = URL.search(hit.text)
    if found is None:
        return None
    begun = _begun(found[0])
    if begun:
        if home := _RELEASES.match(begun):
            return Reference(url=home[1], kind="release", path=file.path, line=hit.line), found[0]
        known = from_url(begun)
        if known is None and _HUB.match(begun):
            return None
        kept = known if known and known.kind in _KINDS else Reference(url=begun, kind="url")
        return replace(kept, path=file.path, line=hit.line), found[0]
    if "{" in found[0] and file.role == "code":
        return Reference(url=f"script:{file.path}", kind="script", path=file.path, line=hit.line), found[0]
    reference = from_code(file, hit, found[0])
    return (reference, reference.url) if reference and reference.kind in _KINDS else None


def _begun(url: str) -> str:
    """The folder that an address names before it goes on with what only the program knows; "" without one."""
    known = _OPEN.split(url, maxsplit=1)[0]
    if known == url:
        return ""
    folder = known[: known.rfind("/") + 1]
    return folder if folder.count("/") > 3 and not _GIST.search(folder) else ""


def _put_together(survey: Survey, file: File, hit: Hit) -> Reference | None:
    """The folder at the start of an address that code joins with the name of a file of weights."""
    found = URL.search(hit.text)
    if found is None or file.said(_DATA_PATH):
        return None
    url = found[0]
    told = GETS & (words_in(url) | words_in(hit.text.replace(url, " "))) or _is_for_getting(file)
    if not told or not (survey.about.holds(url) or _is_its_own(survey, url)):
        return None
    return Reference(url=url, kind="url", path=file.path, line=hit.line)


def _is_its_own(survey: Survey, url: str) -> bool:
    """True where a part of an address is the project's name."""
    about = survey.about
    names = {plain(about.title), plain(about.tree.rpartition("/")[2])}
    parts = url.partition("://")[2].split("/")
    return of_address(about, url) > OTHERS or any(len(part) > 3 and plain(part) in names for part in parts)


def _whose(survey: Survey, file: File, url: str) -> int:
    """Whose weights an address in code leads to; code copied from others names theirs."""
    url = url.partition("?")[0]
    if _PAGE.search(url):
        return OTHERS
    if whose := of_address(survey.about, url):
        return whose
    if survey.readme is None:
        return GIVEN
    package = words_in(file.path.removeprefix("src/").partition("/")[0]) if "/" in file.path else frozenset()
    return OTHERS if (package - _ANY_PACKAGE).isdisjoint(words_in(url)) else GIVEN


def _is_for_getting(file: File) -> bool:
    """True for scripts, and for programs that are named for getting weights."""
    return file.role == "shell" or (file.named(_VERBS) and file.named(FILLED | GETS))


def _fetches_weights(file: File, line: str) -> bool:
    """True for a command that gets weights from a place that it names."""
    if _UPLOADS.search(line) or (file.said(_DATA_PATH - {"processing"}) and not file.named(GETS)):
        return False
    if _SIGNED.search(line):
        return True
    return bool((file.said(GETS) or _FILE.search(line)) and _NAMES_IT.search(line)) and not _GIST.search(line)
