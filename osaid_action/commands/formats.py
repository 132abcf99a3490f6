"""The formats of a report, and where it is written. Each renderer is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError, nearest

if TYPE_CHECKING:
    from ..model import Report
    from ..report.systems import System


class View(NamedTuple):
    """How a report is looked at. target: as the user named it; width: in columns, of a terminal.

    yardstick: one besides the Definition by which to say all, or "".
    """

    target: str = "."
    color: bool = False
    width: int = 80
    verbose: bool = False
    quiet: bool = False
    yardstick: str = ""


class Format(NamedTuple):
    """Renderers of a whole report, and of its delta and of several where the format has a form for that.

    bound: it needs the digests of what is released. placed: it needs where that was fetched from.
    """

    report: Callable[[Report, View], str]
    delta: Callable[[Report, View], str] | None = None
    several: Callable[[Sequence[System], View], str] | None = None
    bound: bool = False
    placed: bool = False


class Output(NamedTuple):
    """A file to write. beside: standard output is wanted too."""

    form: str
    path: str
    beside: bool


def output(text: str, form: str) -> Output:
    """What `[FORMAT:]FILE` asks for. form: the format where it names none. UsageError."""
    named, colon, path = text.partition(":")
    if colon and named in FORMATS and path:
        return Output(named, path, True)
    # A name of one letter may be a drive.
    if colon and len(named) > 1 and (meant := nearest(named, FORMATS)):
        raise UsageError(f"--output: no format is called {named!r}{meant}")
    return Output(form, text, False)


def _text(report: Report, view: View) -> str:
    from ..report import text

    return text.render(
        report,
        color=view.color,
        verbose=view.verbose,
        quiet=view.quiet,
        width=view.width,
        away=view.target != ".",
        yardstick=view.yardstick,
    )


def _text_delta(report: Report, view: View) -> str:
    from ..report import text

    return text.delta(report, color=view.color, width=view.width)


def _text_several(systems: Sequence[System], view: View) -> str:
    from ..report.systems import text
    from ..report.terminal import Screen

    told = [_text(one.report, view._replace(target=one.name)) for one in systems if one.report]
    if view.quiet:
        return "".join(told)
    table = text(systems, Screen(color=view.color, width=view.width))
    return "\n".join((*told, "".join(f"{line.rstrip()}\n" for line in table)))


def _json(report: Report, _: View) -> str:
    from ..report import json

    return json.render(report)


def _json_several(systems: Sequence[System], _: View) -> str:
    from ..report import json

    return json.several([one.report for one in systems if one.report])


def _json_delta(report: Report, _: View) -> str:
    from ..report import json

    return json.delta(report)


def _markdown(report: Report, view: View) -> str:
    from ..report import markdown

    return markdown.render(report, yardstick=view.yardstick)


def _markdown_several(systems: Sequence[System], view: View) -> str:
    from ..report.systems import markdown

    told = (_markdown(one.report, view) for one in systems if one.report)
    return "\n".join(("".join(f"{line}\n" for line in markdown(systems)), *told))


def _markdown_delta(report: Report, _: View) -> str:
    from ..report import markdown

    return markdown.delta(report)


def _html(report: Report, view: View) -> str:
    from ..report import html

    return html.render(report, yardstick=view.yardstick)


def _html_delta(report: Report, _: View) -> str:
    from ..report import html

    return html.delta(report)


def _sarif(report: Report, view: View) -> str:
    from ..report import sarif

    return sarif.render(report, _folder(view.target))


def _codequality(report: Report, view: View) -> str:
    from ..report import codequality

    return codequality.render(report, _folder(view.target))


def _intoto(report: Report, _: View) -> str:
    from ..report.documents import intoto

    return intoto.render(report)


def _spdx3(report: Report, _: View) -> str:
    from ..report.documents import spdx3

    return spdx3.render(report)


def _cyclonedx(report: Report, _: View) -> str:
    from ..report.documents import cyclonedx

    return cyclonedx.render(report)


def _croissant(report: Report, _: View) -> str:
    from ..report.documents import croissant

    return croissant.render(report)


def _folder(target: str) -> str:
    """The folder that paths start with where they are those of the repository; "" when it is not known."""
    from pathlib import PurePath

    from ..repository.remote import is_remote

    path = PurePath(target)
    return "" if is_remote(target) or path.is_absolute() else path.as_posix()


FORMATS = {
    "text": Format(_text, _text_delta, _text_several),
    "json": Format(_json, _json_delta, _json_several),
    "markdown": Format(_markdown, _markdown_delta, _markdown_several),
    "html": Format(_html, _html_delta, placed=True),
    "sarif": Format(_sarif),
    "codequality": Format(_codequality),
    "intoto": Format(_intoto, bound=True),
    "spdx3": Format(_spdx3, bound=True),
    "cyclonedx": Format(_cyclonedx, bound=True),
    "croissant": Format(_croissant),
}
