"""The columns of a listing hold what a plain list of entries would."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action.repository.listing import FILE, GITLINK, LINK, Entry, Listing, bytes_of, text_of

_PATHS = st.text(st.sampled_from("ab/.-0é模\udcff"), min_size=1, max_size=6) | st.sampled_from(
    ["a/b", "a/b/c", "a.b", "a0", "a-b/c"]
)
_OIDS = st.none() | st.integers(1, 3).map(lambda n: f"{n:x}" * 40)
_ENTRIES = st.dictionaries(_PATHS, st.tuples(st.sampled_from([FILE, LINK, GITLINK]), _OIDS), max_size=8).map(
    lambda found: {path: Entry(path, *rest) for path, rest in found.items()}
)


def _ordered(entries: dict[str, Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries.values(), key=lambda entry: bytes_of(entry.path)))


@settings(max_examples=300, deadline=None, database=None)
@given(_ENTRIES, _ENTRIES, st.sets(_PATHS, max_size=4))
def test_a_listing_is_a_sorted_list(
    entries: dict[str, Entry], more: dict[str, Entry], gone: set[str]
) -> None:
    listing = Listing(entries.values())
    plain = _ordered(entries)
    assert listing == plain and len(listing) == len(plain)
    assert list(listing.names()) == [(entry.path, entry.kind) for entry in plain]
    assert listing[1:3] == plain[1:3] and (not plain or listing[-1] == plain[-1])
    for path in (*entries, *more, *gone):
        assert listing.find(path) == entries.get(path)
        assert (path in listing) == (path in entries)
        below = tuple(entry for entry in plain if entry.path.startswith(path + "/"))
        assert tuple(listing.below(path)) == below
    changes = {**more, **dict.fromkeys(gone)}
    after = {path: entry for path, entry in {**entries, **changes}.items() if entry is not None}
    assert listing.changed(changes) == _ordered(after)
    assert listing == plain, "changing one listing leaves it as it was"


@settings(max_examples=200, deadline=None, database=None)
@given(_ENTRIES, _ENTRIES)
def test_only_the_same_listings_have_the_same_digest(one: dict[str, Entry], two: dict[str, Entry]) -> None:
    digests = [Listing(entries.values()).digest() for entries in (one, two)]
    known = [all(entry.oid for entry in entries.values()) for entries in (one, two)]
    assert [digest is not None for digest in digests] == known
    if all(known):
        assert (digests[0] == digests[1]) == (one == two)


def test_rows_of_git() -> None:
    listing = Listing()
    oid = b"1" * 64
    listing.extend([b"100644 blob %s\ta\tb" % oid, b"120000 blob %s\tc" % oid], oid_field=2)
    listing.extend([b"160000 commit %s\td\xff" % oid], oid_field=2)
    name = text_of(b"d\xff")
    assert [(e.path, e.kind) for e in listing] == [("a\tb", FILE), ("c", LINK), (name, GITLINK)]
    assert {entry.oid for entry in listing} == {oid.decode()}


def test_half_a_million_entries_take_little() -> None:
    code = (
        "import resource, sys; from osaid_action.repository.listing import Listing\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "listing = Listing()\n"
        "for part in range(250):\n"
        "    rows = [b'100644 %040x 0\\tfolder_%04d/file_%06d.py' % (n, part, n) for n in range(2000)]\n"
        "    listing.extend(rows, oid_field=1)\n"
        "assert len(listing) == 500_000\n"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "print(grown * (1 if sys.platform == 'darwin' else 1024) // len(listing))\n"
    )
    if sys.platform == "win32":
        return
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 130, "bytes an entry"
