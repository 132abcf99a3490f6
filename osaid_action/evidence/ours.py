"""What osaid itself wrote and somebody keeps in the tree: it quotes what was seen, and is none of it."""

from __future__ import annotations

from ..patterns import either, lazy

#: How its documents begin: worksheets, reports as Markdown, as text and as a page.
_BEGINS = either(
    r"# Data information of .{1,2000}: a reviewer's worksheet\r?\n",
    r"## .{1,2000}: (?:complete|terms|incomplete|undetermined|not-applicable)\b",
    r"\| System \| Result \| Gate \|",
    r"<!doctype html>\s{1,9}<html lang=\"en\">\s{1,9}<head>\s{1,9}<meta charset=\"utf-8\">"
    r"\s{1,9}<meta name=\"generator\" content=\"osaid \d",
    r".{1,300} Open Source AI Definition \d[\d.]{0,9}\r?\n",
)
#: How the draft of a summary of training content begins, until somebody has answered it.
_DRAFT = lazy(r"# Public Summary of Training Content [^\n]{1,99}\n\s{0,9}TODO: while this paragraph stands,")
#: What every document of its says, wherever a line breaks.
_SAYS = lazy(r"not\s{1,9}a\s{1,9}certification:\s{1,9}the\s{1,9}OSI\s{1,9}certifies\s{1,9}nobody\b")
#: What stands near the start of each of its reports and bills in JSON, and in nobody else's.
_JSON = either(
    r"\"tool\":\s{0,99}\{\s{0,99}\"name\":\s?\"osaid\"",
    r"\"driver\":\s{0,99}\{\s{0,99}\"name\":\s?\"osaid\"",
    r"\"check_name\":\s?\"osaid/",
    r"\"predicateType\":\s?\"https://github\.com/osaid/osaid/",
    r"\bspdx\.org/spdxdocs/osaid-[0-9a-f]{8}-",
    r"\"type\":\s?\"application\",\s{0,99}\"name\":\s?\"osaid\",\s{0,99}\"version\"",
)
#: What its list of data says of itself, which names nobody.
_NOTE = "What a checker saw in a repository. No certification, and no legal advice."


def is_document(text: str) -> bool:
    """True for a draft, a worksheet or a report in words; a page that quotes one below is somebody's own."""
    return bool(_DRAFT.match(text) or (_BEGINS.match(text) and _SAYS.search(text)))


def is_data(text: str) -> bool:
    """True for a report or a bill of materials in JSON."""
    return _NOTE in text or ("osaid" in text and _JSON.search(text) is not None)
