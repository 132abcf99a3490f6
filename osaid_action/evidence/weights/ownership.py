"""Whose weights a pointer leads to, by what it is called and by the words around it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ..mentions import URL
from ..release import owner

if TYPE_CHECKING:
    from ..about import About
    from ..links import Link

#: How sure it is that they are this project's: held by its owner, named after it, said to be given, not so.
HELD, NAMED, GIVEN, OTHERS = 3, 2, 1, 0

#: Places that say no name: whoever can put a file there gives it.
_NAMELESS = either(
    r"^zenodo:|^doi:|figshare",
    r"://(?:(?:drive|docs)\.google|www\.dropbox|dropbox|mega|pan\.baidu|pan\.quark|1drv|onedrive\.live)\.",
    r"://(?:[\w-]+\.)?(?:sharepoint|box|mediafire|yadi|disk\.yandex|weiyun|uloz)\.",
    flags=re.IGNORECASE,
)
#: Hosts of buckets, where the first part of the host or of the path is the customer's name.
_BUCKET = lazy(
    r"(?i)^https?://([\w.-]{1,80})\.(?:s3[\w.-]{0,40}\.amazonaws|blob\.core\.windows|r2\.cloudflarestorage"
    r"|storage\.googleapis|azureedge|cloudfront|digitaloceanspaces)\.(?:com|net)\b"
)
#: What lies beside weights on a hub and is none.
_NO_MODEL = lazy(
    r"(?i)(?:^|[-_/.\d])(?:tokeni[sz]ers?|tensorboards?|logs?|vocab(?:ulary)?|merges|test[-_](?:data|fixtures?)"
    r"|data(?:set)?s?[-_]viewer|leaderboards?)(?:$|[-_/.?#])"
)
#: Nets that many start from, and what they were trained on.
_KNOWN_NETS = (
    r"image-?net|vgg|res-?net|alexnet|caffenet|googlenet|inception|mobilenet|efficientnet|densenet"
    r"|squeezenet|xception|hrnet|darknet|yolo|faster-?rcnn|bert|roberta|gpt-?2|gpt-?j|gpt-?neo|wav2vec|hubert"
    r"|llama|mistral|qwen|gemma|t5|bart|word2vec|glove|fasttext|whisper|clip|vit|stable-?diffusion|swin"
)
_KNOWN = lazy(rf"(?i)(?<![a-z])({_KNOWN_NETS})\w{{0,8}}")
#: What nets are trained on before somebody takes them for a task.
_PRETRAINED_ON = lazy(r"(?i)image-?net|ms-?coco|places-?\d{3}|backbone")
#: Words that make a model somebody else's, when they stand right before its link.
_BASE = either(
    # What it was made from
    r"\bfine-?tun(?:e|es|ing)\b|fine-?tuned (?:of|from|on|version of)\b|\bbased (?:up)?on\b",
    r"built (?:up)?on\b|\bbase (?:model|weights)\b|initiali[sz]\w{1,5} (?:from|with|by)\b",
    r"start(?:ing|s|ed)? from\b|\bbackbone\b|\bteacher\b|distill?\w{1,5} (?:from|of)\b|trunk\b",
    # What it is grateful for, held against or works with
    r"\bthanks?\b|\binspired\b|\bcompar\w{1,5}|\bbaselines?\b|\bsupports?\b|\bsuch as\b",
    r"\be\.g\.|\brequest access\b|\bexisting\b|\btokenizer (?:of|from)\b|\badapted from\b",
    r"\boriginal(?:ly)?\b|\bany (?:\w{1,20} )?models?\b|\btheir\b|\bported from\b|\bconverted from\b",
    # What it uses
    r"\bwe use\b|\buses\b|\bpowered by\b|\busing the\b|\bby default|\bmakes use of\b",
    # Chinese, Japanese, Korean
    r"基于|微调自|骨干|底座|をベース|元に|もとに|学習済モデル|기반|초기화",
    # Portuguese and Spanish, French, German, Russian
    r"utilizando|usando|basad[oa] en|basead[oa] em|utilis(?:e|ant)|bas[ée]e? sur",
    r"basiert auf|на основе|на базе",
    flags=re.IGNORECASE,
)
#: How far before a link such words stand, in its own sentence.
_SAID_BEFORE = 70
#: Words right behind a link that make it what this project's was made from.
_THEN = either(
    r"^[\])}>`*_\"' ]{0,6}\)?[`*_\"' ]{0,4}(?:as (?:the |a |our )?(?:base|backbone|teacher|init)",
    r"을 기반|를 기반|기반으로|をベース|を元に|をもとに|的基础上|进行微调|作为基)",
)
_OURS = either(
    r"\b(?:our|ours|we (?:\w{1,12} ){0,2}(?:release|provide|share|publish|upload)\w{0,2})\b",
    r"\b(?:released?|available|published|uploaded|downloads?|downloaded|here|provided?|shared|hosted)\b",
    r"下载|发布|开源|公開|ダウンロード|공개|다운로드",
    r"descarg|disponib|t[ée]l[ée]charg|herunterlad|verf[üu]gbar|скача|доступн|загруз|baixar|опубликов",
    flags=re.IGNORECASE,
)
#: A label right before a link.
_LABEL = either(
    r"(?:weights?|checkpoints?|ckpts?|models?)\b[^:|.]{0,30}(?::|\|\s{0,4})[^:.]{0,40}$",
    r"(?:权重|模型|检查点|重み|モデル|가중치|모델)[^:：|。]{0,20}[:：|][^:：。]{0,40}$",
    r"(?:pesos|modelos?|poids|mod[èe]le|gewichte|modell|веса|модел\w{0,3})[^:|.]{0,30}:[^:.]{0,40}$",
    flags=re.IGNORECASE,
)
_ZOO = either(
    r"model[- ]zoo|pre-?trained|checkpoints?|weights|released? models?|\bour models?|download",
    r"权重|模型下载|学習済み|사전 ?학습|pr[ée]-?entra|preentrena|предобуч",
    flags=re.IGNORECASE,
)
_THEIRS = either(
    r"acknowledg|credits|related|references|citation|see also|alternative|other implementations",
    r"supported (?:models|architectures)",
    r"baselines?\b|compar|requirements|prerequisites|base models?\b|thanks|built with|tecnologias",
    flags=re.IGNORECASE,
)
_FAMILY = 3


def of_link(about: About, link: Link, families: frozenset[str]) -> int:
    """Whose a model is that a document links to; families: owners of whom the document gives many."""
    url = link.reference.url
    if _NO_MODEL.search(url) or _NO_MODEL.search(link.anchor):
        return OTHERS
    if about.holds(url):
        return HELD
    if is_somebody_elses(link):
        return OTHERS
    if is_named(about, url):
        return NAMED
    if link.reference.kind == "hf-model":
        if owner(url) in families:
            return NAMED
        said = _said(link)
        given = not link.called and (_OURS.search(said) or _LABEL.search(said) or _ZOO.search(link.section))
        return GIVEN if given and not _is_known(about, url) else OTHERS
    if is_nameless(url):
        return OTHERS if _PRETRAINED_ON.search(link.anchor or link.clause) else GIVEN
    return OTHERS if _is_known(about, url) or _is_known(about, link.anchor) else GIVEN


def of_address(about: About, url: str) -> int:
    """Whose weights lie at an address that code or a script names, by the address alone."""
    if _NO_MODEL.search(url):
        return OTHERS
    if about.holds(url):
        return HELD
    if is_named(about, url):
        return NAMED
    return GIVEN if is_nameless(url) else OTHERS


def is_nameless(url: str) -> bool:
    """True for addresses that are a number, or a file that somebody shares."""
    return bool(_NAMELESS.search(url))


def is_named(about: About, url: str) -> bool:
    """True when an address has a name in common with the project; well-known nets' names say nothing."""
    return about.owns(_KNOWN.sub(" ", _BUCKET.sub(r"s3:/\1", url)))


def is_somebody_elses(link: Link) -> bool:
    """True when a section or the words right before a link say that it is another's."""
    before = _said(link)
    if _THEIRS.search(link.section) or _THEN.search(link.after):
        return True
    return any(
        not _OURS.search(before[found.start() :])
        for found in _BASE.finditer(before)
        if not _ended(before[found.end() :])
    )


def families(about: About, links: tuple[Link, ...]) -> frozenset[str]:
    """Owners of most of the models that the documents name, where the opening speaks of their family."""
    if about.library or about.listing:
        return frozenset()
    named = {one.reference.url for one in links if one.prominent and one.reference.url.startswith("hf:")}
    models = [url for url in named if not url.startswith(("hf:datasets/", "hf:spaces/"))]
    owners = {owner(url) for url in models}
    return frozenset(
        one
        for one in owners
        for held in [[url for url in models if owner(url) == one]]
        if len(held) >= _FAMILY and len(held) * 3 >= 2 * len(models) and about.names(held)
    )


#: What stands between links in a row: marks, and a short word such as "and".
_JOINS, _JOINED = " ,;/|()[]<>*`、，", 4


def _ended(rest: str) -> bool:
    return len(rest) > _SAID_BEFORE or any(mark in rest for mark in (". ", "! ", "? ", "。"))


def _said(link: Link) -> str:
    """The words before a link in its sentence; of links in a row, those before the first."""
    *parts, last = URL.split(link.before)
    while parts and len(last.strip(_JOINS)) <= _JOINED:
        last = parts.pop()
    return last[-160:]


def _is_known(about: About, words: str) -> bool:
    """True for words that name a well-known net, unless the project is named after it."""
    found = _KNOWN.search(words)
    return found is not None and not about.is_called(found[1])
