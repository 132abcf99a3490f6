"""Targets of the room `repository`, and of addresses: text, documents, values, names and patterns."""

from __future__ import annotations

import json

from fuzzing import Target
from seeds import texts

from osaid_action.addresses import from_url, parse_place, path_fault, spell, submodules
from osaid_action.errors import UsageError
from osaid_action.escape import shown, without_secrets
from osaid_action.evidence.mentions import in_line
from osaid_action.repository import globs, pdf
from osaid_action.repository.documents import MAX_LINE, Document, document
from osaid_action.repository.listing import Listing, bytes_of, is_outside, is_path, text_of
from osaid_action.repository.matches import Paths
from osaid_action.repository.notebooks import notebook_code, notebook_prose
from osaid_action.repository.places import place_of_file, role_of, words_in
from osaid_action.repository.spdx import spdx_tags
from osaid_action.repository.text import decode, is_binary
from osaid_action.repository.values import load_json, load_yaml

MARKUP = (
    r"# ## --- === ``` ~~~ <!-- --> <h1> </h1> [a](b) ![ ]( ]: .. :: | - * > 1. \n\n\x20\x20 `x` \\ "
    r"license SPDX-License-Identifier: https://a.example/b www. @a.b data "
    r"training #+title: .. code:: <html> "
    r"</script> <script> \xe3\x80\x82 ! ?"
)
YAML = (
    r": - [ ] { } & * !!int !!float !!bool !!binary !!timestamp !!set !!omap !!python/name:os.system ! | > "
    r"? << = ~ --- ... % # ' '' \x20\x20 0x 0b1 0o7 1:1 :59 .inf .nan "
    r"2001-01-01 null true license: datasets: "
    r"model-index: base_model: \x22\x22"
)
JSON = r"{ } [ ] , : \x22 \\ \\ud800 \\u0000 null true NaN Infinity -0 1e9 {}, [], \x22a\x22:"
PLACES = (
    r"github: hf: hf://datasets/ git+ https:// http:// doi:10. zenodo: figshare: .v2 arxiv: osf: modelscope: "
    r"dataverse: swh:1:dir: ;path= "
    r"kaggle:datasets/ s3:// magnet:?xt= "
    r"@ # / // .. : ? & = %2F .git #sha256= main refs/heads/ tree/ blob/ resolve/ releases/download/ www. "
    r"user:pw@ git@ ssh:// - ~ \\ egg= subdirectory= [ ] ( ) { } \xe2\x80\xa6"
)


def _text(data: bytes) -> None:
    got = decode(data)
    is_binary(data)
    try:
        plain = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return
    if "\0" in plain:
        return  # UTF-16 without a mark is UTF-8 by chance
    assert got == plain
    # A read may end anywhere, and loses a part of one letter at most.
    mark = 3 * data.startswith(b"\xef\xbb\xbf")
    for end in range(max(mark, len(data) - 5), len(data)):
        part = decode(data[:end])
        assert plain.startswith(part)
        assert len(part.encode()) > end - mark - 4


def _check_lines(read: Document, text: str) -> None:
    lines = text.split("\n")
    numbers = [number for number, _ in read.prose]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= len(lines) for number, _ in (*read.prose, *read.code))
    assert all(1 <= section.line <= len(lines) for section in read.sections)


def _document(data: bytes) -> None:
    text = decode(data)
    read = document(text)
    _check_lines(read, text)
    lines = text.split("\n")
    if "<!--" not in text and "<html" not in text.lower():
        assert all(line == lines[n - 1].rstrip("\r")[:MAX_LINE] for n, line in (*read.prose, *read.code))
    for section in read.sections:
        for number, sentence in section.sentences:
            assert 1 <= number <= len(lines)
            assert sentence.split()[0] in lines[number - 1]
    assert all(1 <= line <= len(lines) for line, _ in spdx_tags(text))
    assert isinstance(read.lower, str)


def _yaml(data: bytes) -> None:
    value, error = load_yaml(decode(data))
    assert error or len(repr(value)) >= 0
    assert isinstance(error, str) and "\n" not in error


def _json(data: bytes) -> None:
    assert len(repr(load_json(decode(data)))) > 0


def _notebook(data: bytes) -> None:
    text = decode(data)
    height = text.count("\n") + 1
    assert all(1 <= number <= height for number, _ in notebook_code(text))
    prose = notebook_prose(text)
    if prose is not None:
        assert all(1 <= number <= height for number, _ in (*prose.prose, *prose.code))
        assert all(1 <= number <= height for section in prose.sections for number, _ in section.sentences)


def _pages(data: bytes) -> None:
    pages = decode(data).split("\f")
    read = pdf.document(pages)
    assert all(1 <= number <= len(pages) for number, _ in read.prose)
    for section in read.sections:
        assert all(sentence for _, sentence in section.sentences)


def _pdf(data: bytes) -> None:
    read, limit = pdf.read(data)
    assert read is not None or limit


def _glob(data: bytes) -> None:
    patterns, _, paths = decode(data).partition("\0")
    named = Paths(path for path in paths.split("\n") if is_path(path))
    for pattern in patterns.split("\n")[:12]:
        read = globs.glob(pattern) if not globs.fault(globs.glob, pattern) else None
        if read is None:
            continue
        fitting = {path for path in named.all if read.fits(path.split("/"))}
        assert globs.is_glob(pattern) or "\\" in pattern or fitting <= {pattern.strip("/")}
        assert set(named.named(pattern)) <= set(named.all)
    rules = [line for line in patterns.split("\n") if not globs.fault(globs.rule, line)]
    assert named.ignored(rules) <= set(named.all)


def _submodules(data: bytes) -> None:
    for path, url in submodules(decode(data)):
        assert path.isprintable() and url.isprintable() and path and url
        from_url(url)


def _place(data: bytes) -> None:
    text = decode(data)
    for line in text.split("\n"):
        path_fault(line)
        found = from_url(line)
        if found is not None:
            shown(spell(found))
        for mention in in_line(line[:MAX_LINE], True, ""):
            assert line.replace("](//", "](https://").startswith(mention.before)
    place = parse_place(text)
    assert parse_place(spell(place)) == place
    assert place.url.isprintable() and " " not in place.url


def _listing(data: bytes) -> None:
    listing = Listing()
    rows = [b"100644 " + b"0" * 39 + b"1 0\t" + path for path in data.split(b"\0") if path]
    for at in range(0, len(rows), 7):
        listing.extend(rows[at : at + 7], oid_field=1)
    listing, refused = listing.in_order(), listing.refused
    paths = [entry.path for entry in listing]
    assert not any(is_outside([bytes_of(path)]) for path in paths)
    assert [bytes_of(path) for path in paths] == sorted(map(bytes_of, paths))
    assert all(listing.find(path) for path in paths)
    assert len(paths) + refused == len(rows)
    for path in paths:
        assert text_of(bytes_of(path)) == path
        folder, _, name = path.rpartition("/")
        place_of_file(folder, name)
        role_of(name)
        words_in(path)
    assert all(shown(limit) for limit in listing.limits)


def _shown(data: bytes) -> None:
    text = text_of(data)
    said = shown(text)
    assert said.isprintable() or not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in said)
    assert shown(said) == said
    said.encode()
    without_secrets(text)
    for scheme in ("https", "HTTP", "git+ssh"):
        assert "hunter2" not in without_secrets(f"{said} {scheme}://ada:hunter2@host.example/x")


def _notebook_seeds() -> list[bytes]:
    cells = [
        {"cell_type": "markdown", "source": ["# Training data\n", "\n", "We train on **Wikipedia**.\n"]},
        {"cell_type": "code", "source": "import torch\nloss.backward()\n", "outputs": []},
        {"cell_type": "code", "source": ["x = 1\n", "print('\u8bad\u7ec3')"]},
    ]
    book = {"cells": cells, "nbformat": 4, "metadata": {}}
    return [json.dumps(book, indent=1).encode(), json.dumps(book, ensure_ascii=False).encode()]


_GLOBS = [
    b"*.py\nsrc/**/*.py\n!a\nb/\n[a-z]?x\n**/data\0a.py\nsrc/b/c.py\nb/x\nqx1x\nq/data/x\n",
    b"weights/[!a]*.bin\n\\*x\n[[:alpha:]]*\n/a/b\n"
    + b"*a" * 12
    + b"b\0weights/b.bin\n*x\na/b\n"
    + b"a" * 60,
]
_MODULES = [
    b'[submodule "a"]\n\tpath = weights\n\turl = https://huggingface.co/acme/model\n',
    b'[submodule "b\\"c"]\n path = "x y" # c\n url = \\\n git@github.com:a/b.git ; d\n[core]\n a\n',
]
_PLACES = [
    b"github:owner/name@v1.0#src/model.py",
    b"hf:datasets/owner/name@main#a",
    b"hf:gpt2",
    b"kaggle:c/name",
    b"git+https://gitlab.com/a/b.git@v1#subdirectory=c",
    b"doi:10.5281/zenodo.1234",
    b"https://figshare.com/articles/code/a/1234/2",
    b"dataverse:a.example/doi:10.1234/AB@1.0",
    b"https://a.example/dataset.xhtml?persistentId=doi:10.1234/AB&version=1.0",
    b"modelscope:datasets/owner/name@v1#a",
    b"swh:1:cnt:" + b"0a" * 20 + b";origin=https://a.example;path=/a/b.py",
    b"arxiv:2101.00027v2",
    b"https://host.example/a.bin#sha256=" + b"a" * 64,
    b"s3://bucket/key",
    b"magnet:?xt=urn:btih:abc",
    b'see https://huggingface.co/a/b/resolve/main/c.bin, and `model = "a/b"`\n[x](https://github.com/a/b)',
    b"https://raw.githubusercontent.com/a/b/refs/heads/main/c git@github.com:a/b.git http://x:y@z/q.zip",
]
_PATHS = [
    b"README.md\0src/a.py\0src/b/c.py\0data/train.csv",
    b"a\0a/b\0../x\0.git/config\0a//b\0\xff\xfe\0x/.GIT",
]
TARGETS = (
    Target("text", _text, lambda: texts("tests/cases/*/*/*/tree/README*", most=12), MARKUP, runs=4_000),
    Target(
        "document", _document, lambda: texts("tests/cases/*/*/*/tree/*.md", "*.md", most=40), MARKUP, runs=900
    ),
    Target(
        "yaml",
        _yaml,
        lambda: [*texts("tests/cases/*/*/*/tree/*.y*ml"), b"a: !!int 1\nb: 0x1f\nc: 1:30\n"],
        YAML,
    ),
    Target("json", _json, lambda: texts("tests/cases/*/*/*/tree/*.json"), JSON, runs=6_000),
    Target("notebook", _notebook, _notebook_seeds, JSON + r" \\n\x22, \x22cells\x22", runs=1_500),
    Target(
        "pages",
        _pages,
        lambda: [b"1 Data\nWe train on a cor-\npus.\n\n2.1 Method\nx\n\fEnd.\n"],
        MARKUP,
        runs=3_000,
    ),
    Target(
        "glob",
        _glob,
        lambda: _GLOBS,
        r"* ** ? [ ] [! [^ - \\ / ! # [[:digit:]] [[:x:]] \n \0 a",
        (UsageError,),
    ),
    Target(
        "submodules",
        _submodules,
        lambda: _MODULES,
        r"[submodule path url = \x22 \\ \\\n # ; ] \n",
        runs=6_000,
    ),
    Target("place", _place, lambda: _PLACES, PLACES, (ValueError,), runs=1_500),
    Target("listing", _listing, lambda: _PATHS, r"\0 / .. . .git // \\ \t a \xff", runs=600),
    Target(
        "shown",
        _shown,
        lambda: [b"::error::x ##[group] https://ada:pw@host/x?t=1#f", b"a\x1b[1m\xe2\x80\xae"],
        r":: ##[ :// @ ? # // : github: \x1b \r\n",
        runs=1_200,
    ),
)
SLOW = (
    Target(
        "pdf",
        _pdf,
        lambda: [_written(b"We train on Wikipedia.")],
        r"obj endobj stream /Filter /Kids << >> R",
        runs=3,
        pace=3,
    ),
)


def _written(words: bytes) -> bytes:
    """A PDF of one line."""
    content = b"BT /F1 12 Tf 50 700 Td (" + words + b") Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    parts = [b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"
