"""The report as a page: whole, readable by anybody, and what a repository says stays text in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from gitrepo import Repo
from hostile import HOSTILE, report
from hypothesis import given
from hypothesis import strategies as st
from program import called
from reports import examined, made
from systems import whole

from osaid_action.definition import SITE
from osaid_action.escape import shown
from osaid_action.model import Dataset, Evidence, Place, Report, Target
from osaid_action.report import html
from osaid_action.report import json as report_json
from osaid_action.report.forges import commit_page, file_page

COMMIT = "8cdb44ed2115cfc7ac41de5c570a9173742cbc64"
VOID = {"meta", "br", "wbr"}
TEXTS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    "\"'><img src=x onerror=alert(1)>",
    "</style><link rel=stylesheet href=//evil.example>",
    "&lt;b&gt; &#x3c;b>",
    "<a href='https://evil.example'>here</a>",
    "javascript:alert(1)",
    "https://evil.example/",
    "\u2028alert(1)\u2029",
    HOSTILE,
]

#: Where the ids of items lead.
RULES = f"{SITE}rules/"


class Page(HTMLParser):
    """What a parser makes of a page: its elements, and its text by the element it is in."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The elements but for links, which only what is the path of a file has, and ends of lines in it."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements if tag not in {"a", "wbr"}]


def full(words: str) -> Report:
    """A report with the same words in every place, data and places elsewhere among them."""
    seen = Evidence(path=words, line=3, why=words, text=words)
    row = Dataset(name=words, where=(words,), license=words, evidence=(seen,), conflicts=(words,))
    place = Place(place=words, state="verified", date="", looked=True, why=words)
    one = replace(report(words), data=(replace(row, told=(("scope", seen),)),), elsewhere=(place,))
    return replace(one, target=replace(one.target, origin="https://github.com/acme/glass"))


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("render", [lambda one: html.render(one, yardstick="mof"), html.delta])
def test_what_a_repository_says_stays_text(render: object, words: str) -> None:
    page, plain = (Page(render(full(w))) for w in (words, "plain"))  # type: ignore[operator]
    assert page.shape == plain.shape
    assert " ".join(shown(words).split()) in " ".join("".join(text for _, text in page.texts).split())
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert all(
        (one["href"] or "").startswith(("https://github.com/acme/glass/", RULES)) for one in page.all("a")
    )


@given(st.text(max_size=60))
def test_so_does_any_text(words: str) -> None:
    page = Page(html.render(full(f"{words}:")))
    assert page.shape == Page(html.render(full("plain"))).shape
    assert json.loads(page.text("script")[0])["target"]["name"] == shown(f"{words}:")


def test_the_report_is_in_it_as_json(tmp_path: Path) -> None:
    for one in (examined(tmp_path), full(HOSTILE), full("</script>")):
        page = Page(html.render(one))
        assert json.loads(page.text("script")[0]) == report_json.as_dict(one)
        assert {"type": "application/json", "id": "report"} in page.all("script")
    changed = Page(html.delta(full(HOSTILE)))
    assert json.loads("".join(changed.text("script"))) == json.loads(report_json.delta(full(HOSTILE)))


@pytest.mark.parametrize("data", [True, False])
def test_the_policy_allows_its_own_style_and_script_and_nothing_else(data: bool) -> None:
    page = Page(html.render(full("x") if data else report("x")))
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = page.text("script")[1:]
    wanted = {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    wanted |= {"style-src": digest(page.text("style")[0])}
    assert rules == wanted | ({"script-src": digest(scripts[0])} if data else {})
    assert len(scripts) == data
    assert not {"img", "link", "iframe", "form", "object", "base"} & {tag for tag, _ in page.elements}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_it_is_built_for_anybody_to_read(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    for one in (seen, full("x"), made(result="not-applicable", subject="library")):
        text = html.render(one, yardstick="mof")
        assert text.startswith('<!doctype html>\n<html lang="en">\n')
        page = Page(text)
        heads = [int(tag[1]) for tag, _ in page.elements if re.match(r"h\d", tag)]
        assert heads[0] == 1 and heads.count(1) == 1
        assert all(later <= former + 1 for former, later in pairwise(heads))
        assert [len(page.all(tag)) for tag in ("header", "main", "footer", "title")] == [1, 1, 1, 1]
        assert all(cell.get("scope") in {"col", "row"} for cell in page.all("th"))
        assert len(page.all("table")) == len([d for d in page.all("div") if d.get("tabindex") == "0"])
        marks = [span for span in page.all("span") if span.get("class") == "mark"]
        assert all(span.get("aria-hidden") == "true" for span in marks)
        said = re.sub(r"(?i)osi-approved|not a certification", "", text)
        assert not re.search(r"(?i)\bcompliant|certified|approved", said)


def test_a_place_breaks_after_slashes_alone() -> None:
    text = html.render(full("https://example.org/a/osaid.toml"))
    assert "<code>https://<wbr>example.org/<wbr>a/<wbr>osaid.toml:3</code>" in text
    assert re.search(r"th, td \{[^}]*overflow-wrap: break-word;", text)


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    assert html.render(seen) == html.render(seen)


def test_the_first_three_things_to_do_stand_there_and_the_rest_unfolds(tmp_path: Path) -> None:
    page = Page(html.render(examined(tmp_path)))
    assert "met" in page.text("p")
    many = Page(html.render(full("x")))
    assert many.all("details") and {"class": "steps", "start": "4"} in many.all("ol")


def test_differing_words_of_a_license_stand_side_by_side() -> None:
    page = Page(html.render(full("words")))
    assert page.text("del") == page.text("ins") == ["words"]


@pytest.mark.parametrize(
    ("origin", "page"),
    [
        ("https://github.com/acme/glass", "https://github.com/acme/glass/blob/{}/a%20b/c.py#L12"),
        ("https://github.com/acme/glass.git", "https://github.com/acme/glass/blob/{}/a%20b/c.py#L12"),
        (
            "https://gitlab.com/acme/sub/glass.git",
            "https://gitlab.com/acme/sub/glass/-/blob/{}/a%20b/c.py#L12",
        ),
        ("https://codeberg.org/acme/glass/", "https://codeberg.org/acme/glass/src/commit/{}/a%20b/c.py#L12"),
        ("https://github.com/acme", ""),
        ("https://github.com/acme/glass/tree", ""),
        ("https://github.com/acme/..", ""),
        ("https://github.com.evil.example/acme/glass", ""),
        ("https://git.example.org/acme/glass", ""),
        ("", ""),
    ],
)
def test_a_proof_is_linked_to_the_forge_at_the_commit(origin: str, page: str) -> None:
    target = Target(name="glass", commit=COMMIT, origin=origin)
    assert file_page(target, "a b/c.py", 12) == page.format(COMMIT)
    assert bool(commit_page(target)) == bool(page)
    assert not file_page(replace(target, dirty=True), "a b/c.py", 12)
    assert not file_page(replace(target, commit=None), "a b/c.py", 12)


@pytest.mark.parametrize(
    ("path", "after"),
    [
        ("DATA.md", "models/DATA.md?plain=1#L2"),
        ("../LICENSE", "LICENSE#L2"),
        ("a#b?.py", "models/a%23b%3F.py#L2"),
        ('"><b>.py', "models/%22%3E%3Cb%3E.py#L2"),
        ("../../LICENSE", ""),
        ("/etc/passwd", ""),
        ("hf:acme/glass@0123456789#README.md", ""),
        ("javascript:alert(1)", ""),
        ("bad\udcff.py", ""),
        ("", ""),
    ],
)
def test_only_a_file_of_the_repository_is_linked(path: str, after: str) -> None:
    target = Target(name="glass", commit=COMMIT, origin="https://github.com/acme/glass", folder="models/")
    page = f"https://github.com/acme/glass/blob/{COMMIT}/{after}" if after else ""
    assert file_page(target, path, 2) == page


def proofs(page: Page) -> list[str]:
    """Where links lead, without those to the pages of rules."""
    links = [attributes["href"] or "" for attributes in page.all("a")]
    return [link for link in links if not link.startswith(RULES)]


def test_the_command_line_links_what_is_committed(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit({f"models/{name}": text for name, text in whole().items()})
    repo.git("remote", "add", "origin", "git@github.com:acme/glass.git")
    asked = ("check", f"{repo.path}/models", "--format", "html", "--fail-on", "never", "--no-cache")
    page = Page(called(capsys, *asked).stdout)
    links = proofs(page)
    commit = repo.git("rev-parse", "HEAD").strip()
    assert all(link.startswith("https://github.com/acme/glass/") and commit in link for link in links)
    assert f"https://github.com/acme/glass/blob/{commit}/models/train.py" in {
        link.split("#")[0] for link in links
    }
    told = json.loads(page.text("script")[0])
    assert told["target"]["origin"] == "https://github.com/acme/glass.git" and "artifacts" not in told
    repo.write("models/train.py", "")
    assert not proofs(Page(called(capsys, *asked).stdout))
