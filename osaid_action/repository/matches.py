"""Which paths of a tree the patterns of a manifest name. What all of them cost together is bounded."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ..errors import UsageError
from .globs import Glob, glob, is_glob, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: How often the patterns of a manifest are held against a path, and how many paths they may name, in all.
MOST_TRIES = 5_000_000


class Paths:
    """The paths of a tree, to be asked which of them a pattern names. UsageError where it asks too much.

    left: how much may still be asked.
    """

    def __init__(self, paths: Iterable[str], tries: int = MOST_TRIES) -> None:
        self.all = tuple(sorted(paths))
        self.left = tries

    def named(self, pattern: str) -> tuple[str, ...]:
        """Files and submodules that a declared path, folder or glob names."""
        plain = pattern.rstrip("/")
        if plain in ("", "."):
            return self.all
        at = bisect_left(self.all, plain)
        itself = self.all[at : at + 1] if self.all[at : at + 1] == (plain,) else ()
        found = (*itself, *self._below(plain))
        if not found and is_glob(pattern):
            found = tuple(self._kept(_Rules([glob(pattern)]), self._below(fixed_part(pattern))))
        self._spend(len(found))
        return found

    def ignored(self, patterns: Sequence[str]) -> frozenset[str]:
        """The paths that patterns as in `.gitignore` match."""
        last = reversed(dict.fromkeys(reversed(patterns)))  # of the same twice, the later one decides
        rules = [one for pattern in last if (one := rule(pattern))]
        return frozenset(self._kept(_Rules(rules), self.all)) if rules else frozenset()

    def without(self, paths: frozenset[str]) -> Paths:
        """The same without some of them; what was spent stays spent."""
        return Paths((path for path in self.all if path not in paths), self.left)

    def _below(self, folder: str) -> tuple[str, ...]:
        if not folder:
            return self.all
        # The character after the slash is a zero.
        return self.all[bisect_left(self.all, f"{folder}/") : bisect_left(self.all, f"{folder}0")]

    def _kept(self, rules: _Rules, paths: Iterable[str]) -> Iterator[str]:
        """The paths that rules name, themselves or with a folder above them."""
        known = {"": False}
        for path in paths:
            # From the nearest folder that is known down to the file.
            new = [path]
            while (above := new[-1].rpartition("/")[0]) not in known:
                new.append(above)
            inside = known[above]
            for one in reversed(new):
                if not inside:
                    inside, tries = rules.name(one, folder=one != path)
                    self._spend(tries)
                if one != path:
                    known[one] = inside
            if inside:
                yield path

    def _spend(self, tries: int) -> None:
        self.left -= tries
        if self.left < 0:
            raise UsageError(
                f"the patterns of the manifest ask too much of {len(self.all):,} files: "
                "name folders instead, or fewer patterns with wildcards"
            )


class _Rules:
    """Patterns of which the last that fits decides. Those without wildcards are looked up."""

    def __init__(self, rules: Sequence[Glob]) -> None:
        self._negated = [one.negated for one in rules]
        self._literal: dict[str, int] = {}
        self._wild: list[tuple[int, Glob]] = []
        for number, one in enumerate(rules):
            if text := one.literal():
                self._literal[text + "/" * one.folders] = number
            else:
                self._wild.append((number, one))

    def name(self, path: str, *, folder: bool) -> tuple[bool, int]:
        """Whether they name a path itself, and how many of them were held against it."""
        keys = ["/" + path, path.rpartition("/")[2]]
        keys += [f"{key}/" for key in keys] if folder else []
        last = max(self._literal.get(key, -1) for key in keys)
        parts = path.split("/")
        tries = 0
        for number, one in reversed(self._wild):
            if number < last:
                break
            tries += 1
            if (folder or not one.folders) and one.fits(parts):
                last = number
                break
        return last >= 0 and not self._negated[last], tries


def fixed_part(pattern: str) -> str:
    """The folders at the beginning of a glob that have no wildcard."""
    kept = []
    for part in pattern.strip("/").split("/")[:-1]:
        if is_glob(part):
            break
        kept.append(part)
    return "/".join(kept)
