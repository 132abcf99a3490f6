"""A comment or summary has no mention, reference, link or e-mail of a stranger's, as GitHub renders it."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hostile import report as hostile_report
from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action import ruleset
from osaid_action.api import check
from osaid_action.escape import shown
from osaid_action.report import comment, markdown
from osaid_action.report.markdown import escape

#: What GitHub's filters look for in the text of a page: mentions, references, and autolinks.
CAUGHT = re.compile(
    r"(?i)@[a-z0-9]|[\w.+-]+@[\w-]+\.|#\d|\bGH-\d|www\.|[a-z]+://|:[a-z0-9+-]+:"
    r"|(?<![0-9a-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?![0-9a-z])"
)
OURS = re.compile(
    r"https://opensource\.org\S*|https://github\.com/osaid\S*|https://osaid\.github\.io/osaid/rules/[-A-Z0-9]+/"
    rf"|{ruleset.digest()}"
)
TEXTS = [
    *("@octocat", "@org/team", "a@octocat", "(@octocat)", "#1", "o/r#1", "(#1)", "GH-1", "gh-1", "_GH-1"),
    *(
        "www.evil.example",
        "(www.evil.example)",
        "_www.evil.example",
        "WWW.evil.example",
        "https://evil.example",
    ),
    *(
        "HTTP://evil.example",
        "ftp://evil.example",
        "mailto:a@evil.example",
        "xmpp:a@evil.example/x",
        "a@evil.example",
    ),
    *(
        "<https://evil.example>",
        "[a](https://evil.example)",
        "![](https://evil.example/x)",
        "<a@evil.example>",
    ),
    *(
        "o/r@4f5d1e2",
        "4f5d1e2a",
        "4f5d1e2a4f5d1e2a4f5d1e2a4f5d1e2a4f5d1e2a",
        "x:tada:y",
        ":+1:",
        "<a href=x>@b</a>",
    ),
    *(
        "@@octocat",
        "`@octocat",
        "``@octocat``",
        "\\@octocat",
        "&#64;octocat",
        "&commat;octocat",
        "@\u200boctocat",
    ),
]


def rendered(text: str) -> str:
    """Text nodes as they are when GitHub's filters run: no code, no backslashes, no entities."""
    text = re.sub(r"(?ms)^ *(`{3,}).*?^ *\1", " ", text)
    text = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", " ", text)
    text = re.sub(r"<!--.*?-->", "", text)
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_is_caught(text: str) -> None:
    assert not CAUGHT.search(rendered(escape(text)))


@pytest.mark.parametrize("text", TEXTS[:9])
def test_the_bait_bites_where_only_markup_is_escaped(text: str) -> None:
    naive = "".join(char if char.isalnum() else f"&#{ord(char)};" for char in text)
    assert CAUGHT.search(rendered(naive))


@given(st.text("@#:/.wWgGhH-1aA`\\&;<>[]()_* \n", max_size=30))
@settings(max_examples=300, deadline=None, database=None)
def test_no_text_is_caught(text: str) -> None:
    assert not CAUGHT.search(rendered(escape(text)))


@pytest.mark.parametrize(
    "text", ["1,234,567 rows", "in 20231115", "C# code", "a: b", "facade", "@ 3 euro", "decade 12"]
)
def test_plain_text_reads_as_it_is(text: str) -> None:
    assert rendered(escape(text)).replace("\u200b", "") == text


@pytest.mark.parametrize("render", [markdown.render, comment.render])
def test_a_report_with_them_everywhere(render: object) -> None:
    text = render(hostile_report(" ".join(TEXTS)))  # type: ignore[operator]
    own = OURS.sub("", rendered(text))
    assert not CAUGHT.search(own), CAUGHT.search(own)


def test_front_matter_and_prose_in_a_whole_check() -> None:
    files = {
        "README.md": b'---\nlicense: "@octocat www.evil.example/login #1 GH-1"\n---\n# A model\n\n'
        b"## Training data\n\n"
        b"Trained on the @octocat corpus (www.evil.example, a@evil.example), see #1 and GH-1.\n",
        "train.py": b"import torch\nloss.backward()\noptimizer.step()\n",
    }
    made = check(files, name="@octocat #1")
    for render in (markdown.render, comment.render):
        own = OURS.sub("", rendered(render(made)))
        assert not CAUGHT.search(own), CAUGHT.search(own)


INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e"
    "\u200b\u200d\u2060\u2800\u3164\ufe0f\ufeff\uffa0\U000e0001\U000e0041\U000e0100"
)


@pytest.mark.parametrize("char", INVISIBLE, ids=lambda char: f"{ord(char):x}")
def test_what_is_invisible_is_shown(char: str) -> None:
    assert char not in shown(f"a{char}b")
    assert f"{ord(char):x}" in shown(f"a{char}b")


def test_every_format_character_is_shown() -> None:
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char) == "Cf" and code not in PREPENDED:
            assert shown(char) != char, hex(code)


#: Format characters that have a shape: signs before Arabic, Syriac and Kaithi numbers, and Egyptian joiners.
PREPENDED = {
    *range(0x600, 0x606),
    0x6DD,
    0x70F,
    0x890,
    0x891,
    0x8E2,
    0x110BD,
    0x110CD,
    *range(0x13430, 0x13440),
}
