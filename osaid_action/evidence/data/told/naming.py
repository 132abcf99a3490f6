"""What in a unit may be the name of a dataset, and what marks it: shape, neighbors, line. Pure."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ....model import HEADS
from ....patterns import lazy
from ..same import key
from ..sentence import folded, is_hardware, kinds_of
from ..words import listed
from .marks import links
from .units import CODE, ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .marks import Page
    from .units import Unit

#: Candidates of one unit, words of one name, and characters of one.
MOST, MOST_WORDS, MOST_NAME = 60, 10, 80
#: Percent of a head, from which on a mark says that the line is so likely to tell it.
_STEPS = (2, 5, 10, 20, 35, 50, 70, 85)
#: What marks a line as none of training data, or as another's.
_TOLD = frozenset({"w:you", "t:you", "a:you", "w:judge", "t:judge", "w:model", "is:order"})

_URL = r"https?://[^\s<>\"'`)\]|}]{3,300}"
_WORD = lazy(rf"{_URL}|[^\W_][\w'’.+&!-]{{0,50}}(?:/[^\W_][\w.-]{{0,60}})?")
_PAGE = lazy(r"(?:huggingface\.co|hf\.co)/datasets/([\w.-]{1,96}/[\w-][\w.-]{0,95})")
_CALL = lazy(r"load_dataset\(\s{0,9}(?:path\s{0,9}=\s{0,9})?[\"']([\w.-]{1,96}(?:/[\w.-]{1,96})?)[\"']")
_QUOTED = lazy(r"`([^`\n]{2,60})`|[\"“«《「]([^\"“”«»《》「」\n]{2,60})[\"”»》」]")
_LABEL = lazy(r"\[([^\[\]]{2,80})\]\(\s?<?([^()\s<>]{1,300})")
#: An address that no more than two small words keep apart from the name before it.
_PLACE = lazy(
    rf"[\s\"'`*)\],:(]{{0,8}}(?:(?:[a-z]{{1,12}}|Corpus|Dataset|Database)[\s,:(]{{1,3}}){{0,2}}({_URL})"
)
_OF = frozenset({"of", "and", "in", "for"})
_SPLIT = lazy(r" (?:of|and|in|for) ")
_SIGNS = {"-": "hyphen", "_": "under", "/": "slash", ".": "dot", " ": "space", ":": "colon", "(": "paren"}
_PUNCTUATION = frozenset(".,;:()[]{}\"'`*|-/=?!<>、。，：“”「」《》")
_AMOUNT = lazy(r"\d[kKmMbB]\b")
_FILE = lazy(
    r"(?i)\.(?:py|md|sh|pth?|txt|jsonl?|csv|tsv|zip|gz|tar|h5|npz|ya?ml|parquet|ipynb|pdf|png|jpg)\b"
)
_DATA_FILE = lazy(r"(?i)\.(?:jsonl?|csv|tsv|zip|gz|tar|parquet|txt)\b")
_YEAR = lazy(r"(?:19|20)\d\d")
_PIECE = lazy(r"[a-z]+|\d+")
_BETWEEN = lazy(r"[\s_\-:()]+")
_VERSION = lazy(r"v?\d{1,9}$")
_BEGINS = lazy(r"[\s\-*+•\d.)|`\"\[#]{0,80}")
#: The marks of what is evaluated on, and of what rules for sentences on training data take for a name.
JUDGED, RULED = "after:judge", "ruled"
#: How a name is found that nothing marks as one.
PLAIN = frozenset({"run", "part"})
#: Classes of words that say what is done with what is named after them, so many words before it at most.
_GOVERNS, _FAR = frozenset({"judge", "trained", "teach", "from", "get", "take", "model", "you", "cite"}), 14
_SHAPES = frozenset({"n:upper", "n:lower", "n:title", "n:mixed"})
#: Marks of which a pair with the shape of a name, or with its being known, says more than each of the two.
_WITH_SHAPE, _WITH_KNOWN = ("b1", "f1", "how:", "f:", "h:"), ("b1", "f1", "how:")


class Candidate(NamedTuple):
    """What may be a name, and its place in the text of a unit.

    how: page (of the hub), call (`load_dataset`), label (of a link), code, quote, cell, set (the word before
    "dataset"), run (of capitals), part (of a run); where: the address that stands with it.
    """

    name: str
    start: int
    stop: int
    how: str
    where: str = ""


@cache
def known() -> frozenset[str]:
    """Keys of the names of well-known datasets.

    Source: the names that Hugging Face datasets, TensorFlow Datasets, Lhotse and RecSysDatasets list, and
    what the fields call theirs.
    """
    return frozenset((Path(__file__).parent / "known.txt").read_text("utf-8").split("\n")) - {""}


def candidates(unit: Unit) -> list[Candidate]:
    """What in a unit may be a name, the surest ways of writing one first."""
    text = unit.text
    ways = [_marked_up(text), *([_cells(text)] if unit.kind == ROW else [])]
    if unit.kind != CODE:
        ways.append(_runs(text))
    return list(islice((one for way in ways for one in way if _is_a_name(one.name)), MOST))


def _is_a_name(name: str) -> bool:
    return 2 <= len(name) <= MOST_NAME and any(map(str.isalpha, name)) and not name.startswith("http")


def _marked_up(text: str) -> Iterator[Candidate]:
    for page in _PAGE.finditer(text):
        name = page[1].rstrip(".")
        where = f"https://huggingface.co/datasets/{name}"
        yield Candidate(name.rpartition("/")[2], page.start(), page.end(), "page", where)
    for call in _CALL.finditer(text):
        where = f"https://huggingface.co/datasets/{call[1]}" if "/" in call[1] else ""
        yield Candidate(call[1], call.start(1), call.end(1), "call", where)
    for label in _LABEL.finditer(text):
        where = label[2] if label[2].startswith("http") else ""
        yield Candidate(label[1].strip("*` "), label.start(1), label.end(1), "label", where)
    for quote in _QUOTED.finditer(text):
        group = 1 if quote[1] else 2
        if len(quote[group].split()) <= 6:
            how = "code" if group == 1 else "quote"
            yield _placed(text, quote[group], quote.start(group), how)


def _cells(row: str) -> Iterator[Candidate]:
    """The whole cells of a row."""
    begin = 0
    for cell in row.split(" | "):
        end = begin + len(cell)
        name = _address(_LABEL.sub(r"\1", cell)).strip(" *`")
        at = row.find(name, begin, end) if name else -1
        if at >= 0:
            yield Candidate(name, at, at + len(name), "cell", _first_address(cell))
        begin = end + 3


def _address(text: str) -> str:
    """A text without its addresses."""
    return " ".join(word for word in text.split() if not word.startswith("http"))


def _first_address(text: str) -> str:
    return next((word[0] for word in _WORD.finditer(text) if word[0].startswith("http")), "")


def _runs(text: str) -> Iterator[Candidate]:
    """Words that look like a name together, and the word before "dataset"."""
    words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        last = _end_of_run(text, words, at)
        if last < at:
            following = words[at + 1] if at + 1 < len(words) else None
            if following and _is_before_set(text, words[at], following):
                yield _placed(text, words[at][2], words[at][0], "set")
            at += 1
            continue
        first, end = at, last
        while first < end and folded(words[first][2]) in listed("beside"):
            first += 1
        while end > first and words[end][2].lower() in _OF:
            end -= 1
        begin = words[first][0]
        name = text[begin : words[end][1]].rstrip(".'’-&+")
        yield _placed(text, name, begin, "run")
        if end > first and _SPLIT.search(name):
            for part in _SPLIT.split(name):
                begin = text.find(part, begin)
                yield _placed(text, part, begin, "part")
        at = last + 1


def _placed(text: str, name: str, start: int, how: str) -> Candidate:
    """A name with the address that stands beside it."""
    stop = start + len(name)
    place = _PLACE.match(text, stop)
    return Candidate(name.strip(), start, stop, how, place[1].rstrip(".,;") if place else "")


def _end_of_run(text: str, words: Sequence[tuple[int, int, str]], at: int) -> int:
    """The last word of the run that begins with a word; before the word where none does."""
    if not _is_namelike(words[at][2]):
        return at - 1
    last = at
    while last + 1 < len(words) and last - at < MOST_WORDS - 1:
        (_, end, word), (begin, _, following) = words[last], words[last + 1]
        after = words[last + 2][2] if last + 2 < len(words) else ""
        goes_on = any(map(str.isupper, following)) or following[0].isdigit()
        joins = following.lower() in _OF and after[:1].isupper()
        if (
            text[end:begin] != " "
            or word.endswith(".")
            or following.startswith("http")
            or following.lower().strip(".") in listed("sets")
            or not (goes_on or joins)
        ):
            break
        last += 1
    return last


def _is_namelike(word: str) -> bool:
    """True for a capital or a digit anywhere, or words joined by signs."""
    if word.startswith("http"):
        return False
    if any(map(str.isupper, word)):
        return True
    joined = any(sign in word for sign in "-_/") or any(map(str.isdigit, word))
    return joined and any(map(str.isalpha, word))


def _is_before_set(text: str, word: tuple[int, int, str], following: tuple[int, int, str]) -> bool:
    name = word[2]
    return (
        following[2].lower().strip(".,") in listed("sets")
        and text[word[1] : following[0]] == " "
        and len(name) > 2
        and name.isalpha()
        and name.lower() not in listed("beside")
    )


def marks(one: Candidate, unit: Unit, page: Page) -> frozenset[str]:
    """The marks of one candidate, but for those of its line."""
    known_as = list(_of_known(one.name)) or ["k:no"]
    found = {*known_as, *_by_itself(one, unit.text, page.spoken, page.own)}
    found.update(f"repo:{name}" for name in page.about)
    found.update(f"doc:{name}" for name in ("central", "of_data", "readme", "judges") if getattr(page, name))
    if unit.kind == ROW:
        found.update(_of_column(one, unit, page.spoken))
    begins = _BEGINS.match(unit.text)
    if begins and begins.end() >= one.start:
        found.add("leads")
    if key(one.name) in page.ruled.get(unit.line, ()):
        found.add(RULED)
    return frozenset(found | _pairs(found, known_as[0]))


@lru_cache(maxsize=4_096)
def _by_itself(one: Candidate, text: str, spoken: tuple[str, ...], own: frozenset[str]) -> tuple[str, ...]:
    """The marks of a candidate in a text, wherever that stands."""
    near = _of_neighbors(one, text, spoken)
    after = f"after:{_governed(one, text, spoken)}"
    return (f"how:{one.how}", after, *_of_shape(one.name), *_of_words(one.name, spoken, own), *near)


def _pairs(found: set[str], known_as: str) -> set[str]:
    """What says more together: the shape of a name, or whether it is known, and what stands beside it."""
    (shape,) = found & _SHAPES
    with_shape = {f"{shape}*{mark}" for mark in found if mark.startswith(_WITH_SHAPE)}
    return with_shape | {f"{known_as}*{mark}" for mark in found if mark.startswith(_WITH_KNOWN)}


def of_line(shares: Sequence[int], marked: frozenset[str]) -> frozenset[str]:
    """The marks of a candidate's line: how likely it tells each head, and any; what speaks against it.

    shares: percent by head, in the order of HEADS; marked: the marks of the line.
    """
    of_heads = (*zip(HEADS, shares, strict=True), ("any", max(shares)))
    found = {f"line:{head}>={step}" for head, share in of_heads for step in _STEPS if share >= step}
    return frozenset(found | {f"line:{mark}" for mark in marked & _TOLD})


def _of_shape(name: str) -> Iterator[str]:
    letters = [c for c in name if c.isalpha()]
    if all(map(str.isupper, letters)):
        yield "n:upper"
    elif not any(map(str.isupper, letters)):
        yield "n:lower"
    else:
        yield "n:title" if name.istitle() else "n:mixed"
    if any(map(str.isdigit, name)):
        yield "n:digit"
    if name[:1].isdigit():
        yield "n:digit-first"
    yield from (f"n:{called}" for sign, called in _SIGNS.items() if sign in name)
    yield f"n:length{sum(len(name) >= most for most in (3, 5, 9, 16, 30))}"
    yield f"n:words{min(5, len(name.split()))}"
    if not name.isascii():
        yield "n:foreign"
    low = name.lower()
    yield from (f"n:has-{part}" for part in listed("pieces") if part in low)
    patterns = {"amount": _AMOUNT, "file": _FILE, "data-file": _DATA_FILE}
    yield from (f"n:{called}" for called, pattern in patterns.items() if pattern.search(name))
    if is_hardware(folded(name)):
        yield "n:hardware"
    if _YEAR.fullmatch(name):
        yield "n:year"


def _of_words(name: str, spoken: tuple[str, ...], own: frozenset[str]) -> Iterator[str]:
    words = name.split()[:6]
    for word in words:
        yield from (f"in:{kind}" for kind in _kinds(word, spoken))
        lists = ("common", "hosts", "makers")
        yield from (f"in:{called}" for called in lists if folded(word) in listed(called))
    if all(folded(word) in listed("common") for word in words):
        yield "all:common"
    pieces = _PIECE.findall(name.lower())
    if own and pieces and own.issuperset(pieces):
        yield "own"


def _of_known(name: str) -> Iterator[str]:
    """Whether a name, its beginning, a word of it, or another version of it is a well-known dataset's."""
    own = key(name)
    if own in known():
        yield "k:is-lower" if name.islower() else "k:is"
        if len(own) <= 4:
            yield "k:short"
        return
    words = _BETWEEN.split(name)[:MOST_WORDS]
    beginnings = ("".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    if any(len(key(some)) > 2 and key(some) in known() for some in beginnings):
        yield "k:head"
    if len(words) > 1 and any(
        len(word) > 3 and not word.islower() and key(word) in known() for word in words
    ):
        yield "k:part"
    bare = _VERSION.sub("", own)
    if bare != own and bare in known():
        yield "k:version"


def _of_neighbors(one: Candidate, text: str, spoken: tuple[str, ...]) -> Iterator[str]:
    before = [word[0] for word in _WORD.finditer(text, max(0, one.start - 60), one.start)][-4:]
    after = [word[0] for word in _WORD.finditer(text, one.stop, one.stop + 80)][:4]
    for side, words in (("b", before[::-1]), ("f", after)):
        if not words:
            yield f"{side}:none"
        for number, word in enumerate(words, 1):
            near = f"{side}{min(3, number)}"
            if word.startswith("http"):
                yield f"{near}:address"
                if side == "f" and number <= 2:
                    yield from (f"f:{called}" for called in links(word))
                continue
            if folded(word) in listed("beside"):
                yield f"{near}={folded(word)}"
            yield from (f"{near}:{kind}" for kind in _kinds(word, spoken))
            if _is_namelike(word):
                yield f"{near}:namelike"
    if one.where:
        yield from (f"f:{called}" for called in links(one.where))
    beside = {"bc": text[max(0, one.start - 2) : one.start].strip()[-1:]}
    beside["fc"] = text[one.stop : one.stop + 2].strip()[:1]
    for side, sign in beside.items():
        yield f"{side}:{sign if not sign or sign in _PUNCTUATION else 'word'}"


def _governed(one: Candidate, text: str, spoken: tuple[str, ...]) -> str:
    """The classes of the nearest words before a name that say what is done with it, in its sentence."""
    before = [word[0] for word in _WORD.finditer(text, 0, one.start)][-_FAR:]
    classes = [_governing(word, spoken) for word in before]
    if (at := next((at for at in range(len(before) - 1, -1, -1) if classes[at]), -1)) < 0:
        return "nothing"
    # "trained and evaluated on", "the test split of"
    kinds = frozenset[str]().union(*classes[max(0, at - 3) : at + 1])
    judged = "judge" in kinds and kinds.isdisjoint({"trained", "teach"})
    return "judge" if judged else "+".join(sorted(kinds))


def _governing(word: str, spoken: tuple[str, ...]) -> frozenset[str]:
    kinds = _kinds(word, spoken) & _GOVERNS
    return kinds | {"judge"} if folded(word) in listed("held_out") else kinds


def _of_column(one: Candidate, unit: Unit, spoken: tuple[str, ...]) -> Iterator[str]:
    column = unit.text.count(" | ", 0, one.start)
    yield f"column:{min(3, column)}"
    titles = unit.lead.split(" | ")
    for called, number in (("h", column), ("h0", 0)):
        for word in _WORD.findall(titles[number])[:5] if number < len(titles) else ():
            if folded(word) in listed("sets"):
                yield f"{called}:sets"
            yield from (f"{called}:{kind}" for kind in _kinds(word, spoken))


@lru_cache(maxsize=8_192)
def _kinds(word: str, spoken: tuple[str, ...]) -> frozenset[str]:
    return frozenset() if word.startswith("http") else kinds_of(word, spoken)
