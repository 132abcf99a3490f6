"""Bytes that are hard to decode: marks, characters of several bytes, and a cut at every place."""

from __future__ import annotations

import codecs

import pytest
from gitrepo import Repo

from osaid_action.api import check
from osaid_action.report import json
from osaid_action.repository.text import decode

MARK = codecs.BOM_UTF8
MIT = "MIT License\n\nCopyright (c) 2024 Ada\n\n"
#: Characters of one to four bytes.
WORDS = (
    "plain",
    "\u00e9\u00e9",
    "\u8bad\u7ec3\u6570\u636e",
    "\U0001f40e\U0001f40e",
    "a\u00e9\u8bad\U0001f40e",
)


@pytest.mark.parametrize("mark", [b"", MARK], ids=["bare", "marked"])
@pytest.mark.parametrize("word", WORDS)
def test_a_cut_at_any_byte_loses_one_character_at_most(word: str, mark: bytes) -> None:
    text = word * 3
    data = text.encode()
    for end in range(len(data) + 1):
        read = decode(mark + data[:end])
        assert text.startswith(read)
        assert len(data[:end]) - len(read.encode()) <= 3


@pytest.mark.parametrize("mark", [b"", MARK, MARK * 2, MARK[:2], codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xc3", b"\xe4\xb8", b"\xf0\x9f\x90", b"\xed\xa0\x80", b"\x80" * 5]
)
def test_bytes_that_are_no_text_never_raise(word: str, mark: bytes, bad: bytes) -> None:
    for data in (word.encode() + bad, bad + word.encode(), word.encode() + bad + word.encode()):
        assert isinstance(decode(mark + data), str)


def test_the_bait_bites_a_decoder_that_counts_with_the_mark() -> None:
    data = MARK + "\u00e9\u00e9".encode() + b"\xff"
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode("utf-8-sig")
    with pytest.raises(UnicodeDecodeError):
        data[: caught.value.start].decode("utf-8-sig")
    assert decode(data) == "\u00e9\u00e9"


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "train.py", "DATA.md", "config.yaml", "a.ipynb"])
def test_a_check_reads_eight_bytes(repo: Repo, name: str) -> None:
    repo.commit({name: MARK + "\u00e9\u00e9".encode() + b"\xff"})
    assert check(str(repo)).result


@pytest.mark.parametrize("shift", range(4))
def test_a_document_cut_at_its_bound_keeps_its_words(repo: Repo, shift: int) -> None:
    head = "# \u6a21\u578b\n\n## \u8bad\u7ec3\u6570\u636e\n\n" + "x" * shift + "\n\n"
    data = MARK + head.encode() + "\u6570\u636e\n".encode() * 90_000
    assert len(data) > 512 * 1024
    assert decode(data[: 512 * 1024]).startswith(head)
    repo.commit({"README.md": data})
    assert "\u00e6" not in json.render(check(str(repo)))
