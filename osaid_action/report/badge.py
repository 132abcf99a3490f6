"""A badge: how much of what is required is met, as SVG and as JSON for an endpoint of shields.io. Pure."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from ..escape import shown
from ..judgment.yardstick import bounds
from .words import NOTICE, headline, met, of_yardsticks, outcome, told_of

if TYPE_CHECKING:
    from ..model import Report

LABEL = "open source AI"
NOT_JUDGED = "not judged"
#: By result. White on each, as on the label, has the contrast that WCAG 2.2 asks for at level AA.
COLORS = {
    "complete": "#1a7f37",
    "undetermined": "#0969da",
    "terms": "#9a6700",
    "incomplete": "#bc4c00",
    NOT_JUDGED: "#57606a",
}
LABEL_COLOR, TEXT_COLOR = "#555555", "#ffffff"
#: The G7's labels in the words of a badge. "Open source" alone would read as what the Definition says.
LABELS = {
    "open-source-ai-open-data": "G7 open source, open data",
    "open-source-ai": "G7 open source",
    "open-weights": "open weights",
    "weights-available": "weights available",
}
_FONT, _SIZE, _HEIGHT, _PADDING = "Verdana,Geneva,DejaVu Sans,sans-serif", 11, 20, 6
#: Hundredths of the size of the font, as DejaVu Sans has them; those of Verdana are about the same.
_WIDTHS = {
    char: width
    for width, chars in {
        28: "ijl",
        30: "IJ",
        32: " ,.·",
        35: "f",
        39: "t",
        41: "r",
        52: "sz",
        55: "cL",
        58: "Fk",
        59: "vxyP",
        61: "aeoTY",
        63: "bdghnpquES0123456789",
        68: "ABKVXZ",
        70: "CR",
        75: "HNU",
        78: "DGOQ",
        82: "w",
        86: "M",
        98: "mW",
    }.items()
    for char in chars
}


def svg(report: Report) -> str:
    """The badge as an SVG that needs nothing besides; the whole result is its title."""
    said = message(report)
    left, right = (_width(words) + 2 * _PADDING for words in (LABEL, said))
    width = left + right
    end = f"M{left} 0H3a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3H{left}z"
    other = f"M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{left}z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{html.escape(f"{LABEL}: {said}")}">\n'
        f"  <title>{html.escape(_title(report))}</title>\n"
        f'  <path fill="{LABEL_COLOR}" d="{end}"/>\n'
        f'  <path fill="{color(report)}" d="{other}"/>\n'
        f'  <g fill="{TEXT_COLOR}" font-family="{_FONT}" font-size="{_SIZE}" '
        'text-rendering="geometricPrecision">\n'
        f"    {_text(_PADDING, LABEL)}\n"
        f"    {_text(left + _PADDING, said)}\n"
        "  </g>\n"
        "</svg>\n"
    )


def endpoint(report: Report) -> str:
    """The badge as JSON by the schema of shields.io, which draws it."""
    values = {"schemaVersion": 1, "label": LABEL, "message": message(report), "color": color(report)[1:]}
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"


def message(report: Report) -> str:
    """The right side: how many required items are met, and the G7's label where there is one."""
    if not report.judged:
        return NOT_JUDGED
    good, required = met(report)
    return " · ".join(filter(None, (f"{good} of {required}", _label(report))))


def color(report: Report) -> str:
    """The color of the right side, which says what the result is."""
    return COLORS[report.result if report.judged else NOT_JUDGED]


def _label(report: Report) -> str:
    """The G7's label that fits, the least that does or the most that may; "" where there is none."""
    measured = next((one for one in told_of(report) if one.yardstick == "g7"), None)
    low, high = bounds(measured) if measured else (None, None)
    if high is None:
        return ""
    if low is None:
        return f"up to {LABELS[high.id]}"
    return LABELS[low.id] if low == high else f"at least {LABELS[low.id]}"


def _title(report: Report) -> str:
    """The result in sentences: a color by itself tells nobody."""
    if report.unjudged:
        said = [f"nothing could be judged, {report.unjudged.rstrip('.')}"]
    elif not report.judged:
        said = [headline(report)]
    else:
        # A report that was received does not tell what is wrong with terms, so this does not either.
        named = outcome(report) if report.result == "complete" else report.result
        said = [f"{named}, {headline(report)}", *of_yardsticks(report)]
    return shown(" ".join((f"{LABEL}: {said[0]}.", *said[1:], NOTICE)))


def _text(left: int, words: str) -> str:
    # Another font than the one that was measured is spaced to the same length.
    return f'<text x="{left}" y="14" textLength="{_width(words)}">{html.escape(words)}</text>'


def _width(words: str) -> int:
    """In pixels."""
    return -(-sum(_WIDTHS.get(char, 100) for char in words) * _SIZE // 100)
