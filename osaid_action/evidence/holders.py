"""Who holds a project's repository, by its name and by how its README leads to itself. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..patterns import either, lazy

if TYPE_CHECKING:
    from ..repository.documents import Document

_NOT_PLAIN = lazy(r"[^a-z0-9]+")
_REPOSITORY = r"([\w-]{1,60})/([\w.-]{1,100}?)(?:\.git)?"
#: An address of a repository; group 3: what shows that it is the reader's own.
_LED = either(
    rf"\bgithub\.com[/:]{_REPOSITORY}(?=[/)\s\"'>\]#]|$)(/(?:actions|releases|issues|blob|tree|raw)\b)?",
    rf"shields\.io/github/(?:[\w-]{{1,30}}/){{1,3}}{_REPOSITORY}(?=[?)\s\"'.])",
    rf"colab\.research\.google\.com/github/{_REPOSITORY}/blob",
)
_FEWEST, _MOST_LINES, _SHORTEST = 3, 3_000, 4


def plain(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return _NOT_PLAIN.sub("", text.lower())


def holders(readme: Document | None, tree: str, title: str) -> frozenset[str]:
    """Owners of the repository in plain letters: that of the remote, else those that the README leads to.

    An address leads home where it names the project, or where most of those into a repository go.
    """
    owner, slash, name = tree.partition("/")
    if slash:
        return frozenset({plain(owner)} - {""})
    own = {plain(name or owner), plain(title)}
    counted: Counter[tuple[str, str]] = Counter()
    named = set()
    for _, line in (*readme.prose, *readme.code)[:_MOST_LINES] if readme is not None else ():
        if "github" not in line:
            continue
        for found in _LED.finditer(line):
            held, kept, inside = found[1] or found[4] or found[6], found[2] or found[5] or found[7], found[3]
            if plain(kept) in own or (len(plain(kept)) >= _SHORTEST and plain(kept) in plain(title)):
                named.add(plain(held))
            if inside or found[4] or found[6]:
                counted[held, kept] += 1
    most, count = max(counted.items(), key=lambda one: (one[1], one[0]), default=(("", ""), 0))
    if not named and count >= _FEWEST and 2 * count > counted.total():
        named.add(plain(most[0]))
    return frozenset(named - {""})
