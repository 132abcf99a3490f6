"""Edits that change what a license says, and edits that do not: the word lists are frozen.

The lists were written before the reader was first run on them. Add to them, never tune the reader to them
word by word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

CLAUSES = (
    "The Software may be put to work by hobbyists and schools alone.",
    "Companies with a turnover above ten million euros need a paid contract before they run this model.",
    "Anyone who makes money with the outputs owes the authors five percent of it.",
    "Deployment in armed drones, predictive policing or border surveillance is off limits.",
    "We can take back these rights whenever we like, by a note on our website.",
    "Nothing produced by the model may feed the training of a rival model.",
    "People and firms based in the European Union receive no rights under this document.",
    "Whoever reaches a hundred thousand active users a month has to ask us first.",
    "You shall keep every file exactly as it is; altered copies must stay on your own machines.",
    "Hosting the work for third parties as a paid service is reserved to the authors.",
    "By downloading you accept our acceptable use policy, as amended from time to time.",
    "These permissions lapse on 31 December 2027.",
    "The grant above extends to universities and non-profit laboratories and to nobody else.",
    "Redistribution outside your own organization is not covered.",
    "Every product that builds on this code must carry our logo on its start page.",
    "Government bodies of any country are excluded from this grant.",
    "Before you release a fine-tuned version, send it to us and wait for our approval.",
    "Use in medicine, in court or in hiring is forbidden.",
    "You agree to publish your training data if you adapt the weights.",
    "This license covers evaluation during ninety days; afterwards a subscription is due.",
    "Selling the Software, alone or in a bundle, is a breach of these terms.",
    "If your company competes with ours, stop using the files now.",
    "The patent rights stay with the authors and are licensed apart.",
    "Only natural persons may exercise these rights.",
    "The weights are for study, not for business.",
    "Users in sanctioned regions, as listed by us, have no license.",
    "Do not use the material to build systems that make decisions about people.",
    "Each copy handed on costs one dollar, payable to the copyright holder.",
    "A commercial agreement is needed for more than three servers.",
    "You may look at the source but may not run it in production.",
    "Bots and crawlers that collect text for language models are not welcome to this content.",
    "Derived datasets must not leave the consortium.",
    "We reserve the right to change these terms with thirty days' notice.",
    "Employees of cloud providers are denied all of the above.",
    "The name of any model trained with this data must begin with ours.",
    "Access ends automatically once you criticize the project in public.",
    "Consult our ethics board prior to any use that touches children.",
    "Your use is counted and reported to the licensor each month.",
    "The permissions hold inside Japan.",
    "Any use that harms the climate voids this license.",
    "Live broadcasting, gambling and adult services are carved out from the permissions.",
    "Rights pass to you upon registration at our portal, not earlier.",
    "Modified versions go back to us, with all rights assigned.",
    "Academic papers that mention the model require our sign-off.",
)

#: Sentences that state no terms; put before or after a license.
HARMLESS = (
    "Thanks to everyone who helped with this project.",
    "This repository holds the training scripts and the documentation.",
    "The data set was described at a workshop in Vienna.",
    "Questions are answered on the mailing list.",
    "A German translation of the handbook is in the docs folder.",
    "Version 1.4 was released in spring.",
    "The logo was drawn by Ana.",
    "See the README for how to install it.",
    "Parts of this package began life as a student thesis.",
    "The tokenizer was trained on Wikipedia.",
    "Bug reports are welcome.",
    "Our website is at https://example.org/project.",
)

#: One word to another that changes the meaning; applied wherever the first occurs.
SWAPS = (
    ("irrevocable", "revocable"), ("perpetual", "temporary"), ("worldwide", "domestic"),
    ("royalty-free", "royalty-bearing"), ("non-exclusive", "exclusive"), ("no-charge", "paid"),
    ("without", "with"), ("with", "without"), ("and", "or"), ("or", "and"), ("may", "must"),
    ("may", "cannot"), ("must", "may"), ("must", "should"), ("shall", "may"), ("shall", "could"),
    ("any", "one"), ("any", "no"), ("all", "some"), ("all", "most"), ("not", "also"), ("not", "always"),
    ("no", "every"), ("granted", "denied"), ("granted", "sold"), ("grants", "refuses"), ("grant", "lease"),
    ("permission", "prohibition"), ("permitted", "prohibited"), ("free", "half"), ("free", "rid"),
    ("charge", "delay"), ("copy", "glance"), ("copies", "summaries"), ("use", "view"), ("use", "admire"),
    ("used", "licensed"), ("modify", "inspect"), ("modify", "mirror"), ("merge", "study"),
    ("publish", "archive"), ("distribute", "store"), ("distribution", "storage"),
    ("redistribution", "retention"), ("redistribute", "retain"), ("sublicense", "cite"), ("sell", "rent"),
    ("sell", "gift"), ("copying", "reading"), ("modification", "quotation"), ("modifications", "quotations"),
    ("derivative", "identical"), ("person", "student"), ("person", "employee"), ("persons", "members"),
    ("anyone", "researchers"), ("everyone", "members"), ("you", "students"), ("your", "their"),
    ("purpose", "experiment"), ("purpose", "hobby"), ("commercial", "charitable"), ("source", "object"),
    ("object", "source"), ("binary", "printed"), ("forms", "excerpts"), ("documentation", "advertising"),
    ("notice", "fee"), ("notices", "fees"), ("conditions", "payments"), ("warranties", "promises"),
    ("warranty", "guarantee"), ("liable", "thanked"), ("liability", "gratitude"), ("damages", "praise"),
    ("disclaimed", "confirmed"), ("disclaimer", "promise"), ("above", "former"), ("following", "preceding"),
    ("substantial", "trivial"), ("included", "omitted"), ("include", "omit"), ("retain", "remove"),
    ("reproduce", "paraphrase"), ("provided", "unless"), ("hereby", "nowhere"), ("subject", "immune"),
    ("limited", "unlimited"), ("unless", "when"), ("except", "including"), ("only", "even"),
    ("prior", "later"), ("written", "oral"), ("specific", "general"), ("patent", "trademark"),
    ("copyright", "trademark"), ("public", "private"), ("private", "public"), ("third", "second"),
    ("terminate", "continue"), ("terminated", "extended"), ("termination", "renewal"), ("breach", "receipt"),
    ("comply", "disagree"), ("compliance", "conflict"), ("agree", "object"), ("accept", "reject"),
    ("rights", "duties"), ("right", "duty"), ("license", "lease"), ("licensed", "leased"),
    ("licensor", "lender"), ("work", "summary"), ("works", "summaries"), ("software", "manual"),
    ("program", "manual"), ("library", "archive"), ("contribution", "donation"), ("contributor", "donor"),
    ("later", "earlier"), ("version", "edition"), ("applicable", "foreign"), ("law", "custom"),
    ("required", "welcome"), ("requires", "invites"), ("provided", "rented"), ("receive", "buy"),
    ("obtaining", "buying"), ("obtain", "buy"), ("share", "watch"), ("adapted", "original"),
    ("attribution", "payment"), ("credit", "money"), ("model", "demo"), ("users", "friends"),
    ("million", "thousand"), ("monthly", "yearly"), ("outputs", "inputs"), ("output", "input"),
    ("improve", "test"), ("noncommercial", "commercial"), ("restrict", "promote"),
    ("restriction", "support"), ("restrictions", "supports"), ("lawful", "unlawful"),
)  # fmt: skip

#: Words put before or after a word that carries a permission.
INSERTIONS = (
    ("use", "non-commercial"), ("use", "academic"), ("use", "internal"), ("use", "personal"),
    ("distribute", "not"), ("modify", "never"), ("copies", "unmodified"), ("copy", "single"),
    ("person", "natural"), ("software", "unmodified"), ("permitted", "not"), ("granted", "not"),
    ("distribution", "free"), ("license", "revocable"), ("license", "temporary"), ("sell", "not"),
    ("work", "unaltered"), ("rights", "research"), ("modification", "prior"), ("purpose", "charitable"),
)  # fmt: skip

#: Numbers that stand for a term, a share or a section, and what they are changed to.
NUMBERS = ("1", "2", "3", "5", "10", "15", "30", "50", "60", "90", "100", "700")


def mask(text: str) -> list[tuple[int, int]]:
    """Where the words of a text are."""
    return [match.span() for match in re.finditer(r"[A-Za-z][A-Za-z'-]*|\d+", text)]


def body(text: str) -> int:
    """Where a license's own words begin: after its title and copyright lines, roughly."""
    lines = text.splitlines(keepends=True)
    offset = 0
    for line in lines:
        words = re.findall(r"\w+", line)
        if len(words) > 6 and not re.match(
            r"\W*(?:copyright|\(c\)|©|version|dated|[<\[])", line, re.IGNORECASE
        ):
            return offset
        offset += len(line)
    return 0


def with_clause(text: str, clause: str, place: str, rng: random.Random) -> str:
    """A text with a clause at its start, in its middle (after a sentence) or at its end."""
    if place == "start":
        return f"{clause}\n\n{text}"
    if place == "end":
        return f"{text.rstrip()}\n\n{clause}\n"
    start = body(text)
    stops = [match.end() for match in re.finditer(r"[.;:](?=\s)", text) if match.end() > start]
    if not stops:
        stops = [match.end() for match in re.finditer(r"\s", text) if match.end() > start] or [len(text) // 2]
    at = stops[rng.randrange(max(1, len(stops) - 1))]
    return f"{text[:at]} {clause} {text[at:]}"


def swapped(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """One meaning-changing swap or insertion after another: the label and the edited text."""
    start = body(text)
    for old, new in SWAPS:
        places = [
            m for m in re.finditer(rf"(?<![\w-]){old}(?![\w-])", text, re.IGNORECASE) if m.start() >= start
        ]
        if places:
            at = rng.choice(places)
            word = new.upper() if at.group().isupper() else new
            yield f"{old}>{new}", text[: at.start()] + word + text[at.end() :]
    for word, more in INSERTIONS:
        places = [
            m for m in re.finditer(rf"(?<![\w-]){word}(?![\w-])", text, re.IGNORECASE) if m.start() >= start
        ]
        if places:
            at = rng.choice(places)
            shown = more.upper() if at.group().isupper() else more
            yield f"+{more} {word}", text[: at.start()] + shown + " " + text[at.start() :]
    numbers = [
        m
        for m in re.finditer(r"(?<![\w.])\d{1,4}(?=[ %)])(?!\d)", text)
        if m.start() >= start and not re.match(r"(?:19|20)\d\d", m.group()) and not _numbering(text, m)
    ]
    for at in rng.sample(numbers, min(3, len(numbers))):
        new = rng.choice([number for number in NUMBERS if number != at.group()])
        yield f"{at.group()}>{new}", text[: at.start()] + new + text[at.end() :]


def _numbering(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()]
    return before[before.rfind("\n") + 1 :].strip(" \t(*#") == "" or before.endswith("(")


def typo(text: str, rng: random.Random) -> str:
    """One letter dropped, doubled or swapped inside one long lower-case word."""
    words = [m for m in re.finditer(r"\b[a-z]{7,}\b", text) if m.start() >= body(text)]
    if not words:
        return text
    at = rng.choice(words)
    word = at.group()
    i = rng.randrange(2, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        new = word[:i] + word[i + 1 :]
    elif kind == 1:
        new = word[:i] + word[i] + word[i:]
    else:
        new = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return text[: at.start()] + new + text[at.end() :]


NAMES = (
    "Jane Doe", "ACME Research Inc.", "The University of Tübingen", "Zhang Wei and Li Na", "José García",
    "Contoso Ltd. and contributors", "openlab", "Meta Platforms, Inc.", "John Smith <john@smith.example>",
    "Rose Baker", "Deep Thought Labs GmbH", "The Foo Authors", "NVIDIA CORPORATION", "Mark Brown",
)  # fmt: skip
YEARS = ("2019", "2020-2024", "2018, 2023", "2025", "2021-present")


def filled(text: str, rng: random.Random) -> str:
    """Placeholders for the year and the holder filled in, or a copyright line put on top."""
    name, year = rng.choice(NAMES), rng.choice(YEARS)
    new = re.sub(r"(?i)[<\[{](?:year|yyyy)[>\]}]", year, text)
    new = re.sub(
        r"(?i)[<\[{](?:copyright holders?|owner|name of (?:copyright owner|author)|fullname|name)[>\]}]",
        name,
        new,
    )
    if new == text:
        return f"Copyright (c) {year} {name}\n\n{text}"
    return new


def perturbed(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Forms in which a license is found that change nothing: the label and the text."""
    import html
    import textwrap

    yield "filled", filled(text, rng)
    paragraphs = re.split(r"\n\s*\n", text)
    yield "wrapped", "\n\n".join(textwrap.fill(" ".join(p.split()), 72) for p in paragraphs)
    yield "markdown", "\n\n".join(f"> {' '.join(p.split())}" for p in paragraphs)
    yield (
        "html",
        "<html><body>" + "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs) + "</body></html>",
    )
    yield "escaped", html.escape(text)
    yield "comment", "".join(f"# {line}\n" for line in text.splitlines())
    yield "slashes", "".join(f" * {line}\n" for line in text.splitlines())
    yield "crlf", "\ufeff" + text.replace("\n", "\r\n").replace("  ", "\t")
    curly = re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’").replace("--", "—")
    yield "typographic", curly.replace("(c)", "©").replace("(C)", "©")
    yield "before", f"{rng.choice(HARMLESS)}\n\n{text}"
    yield "after", f"{text.rstrip()}\n\n{rng.choice(HARMLESS)}\n"
