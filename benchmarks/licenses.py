"""Measure the license reader on every text it has, and on generated edits of them.

    python benchmarks/licenses.py [--quick] [--others] [--only NAME ...] [--show N]

Prints one table: for each set the number of cases, how many ids are right, how many texts are clean, how
many are called modified, and how many edited texts are wrongly clean. `--others` runs licenseclassifier,
pyaskalono and identify beside it where they are installed, on a sample. No network.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "licenses")]

import edits  # noqa: E402

from osaid_action.licenses.index import Index, index  # noqa: E402
from osaid_action.licenses.recognize import identify  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The licenses that generated edits are made of: common ones, long ones, short ones, AI ones.
EDITED = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "GPL-2.0-only",
    "GPL-3.0-only",
    "LGPL-2.1-only",
    "LGPL-3.0-only",
    "AGPL-3.0-only",
    "MPL-2.0",
    "EPL-2.0",
    "EPL-1.0",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-3.0",
    "Unlicense",
    "Zlib",
    "BSL-1.0",
    "0BSD",
    "MIT-0",
    "Artistic-2.0",
    "AFL-3.0",
    "OSL-3.0",
    "ECL-2.0",
    "EUPL-1.2",
    "MS-PL",
    "MS-RL",
    "NCSA",
    "PostgreSQL",
    "Python-2.0",
    "PSF-2.0",
    "OFL-1.1",
    "UPL-1.0",
    "WTFPL",
    "X11",
    "CDDL-1.0",
    "CPL-1.0",
    "BlueOak-1.0.0",
    "MulanPSL-2.0",
    "BSD-3-Clause-Clear",
    "BSD-4-Clause",
    "BSD-1-Clause",
    "ODbL-1.0",
    "ODC-By-1.0",
    "PDDL-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "O-UDA-1.0",
    "OpenMDW-1.0",
    "CECILL-2.1",
    "LPPL-1.3c",
    "Ruby",
    "Vim",
    "HPND",
    "Libpng",
    "CERN-OHL-P-2.0",
    "W3C",
    "llama-2-license-2023",
    "llama-3.1-license-2024",
    "gemma-tou-2025-03-24",
    "deepseek-la-1.0",
    "qwen-2024",
    "bigcode-open-rail-m-v1",
    "stable-diffusion-2022-08-22",
    "stability-ai-community-2024",
]

#: Cases a set on which the other tools are run: one of them takes 0.2 s a text.
SAMPLE = 60

Case = tuple[str, str, str]


@lru_cache(maxsize=1)
def texts() -> dict[str, dict[str, str]]:
    return json.loads(lzma.decompress((ROOT / "tests" / "licenses" / "texts.json.xz").read_bytes()))


def text_of(name: str) -> tuple[str, str]:
    """The id and the text of an SPDX id or a key of an AI text."""
    found = texts()
    if name in found["spdx"]:
        return name, found["spdx"][name]
    identifier, text = found["ai"][name]
    return identifier, text


@lru_cache(maxsize=1)
def twins() -> dict[str, set[str]]:
    """Ids that share a text, so that no reader can tell them apart."""
    same: defaultdict[str, set[str]] = defaultdict(set)
    for reference in index().references:
        if reference.kind == "text":
            for identifier in reference.ids:
                same[identifier].update(reference.ids)
    by_words: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, text in texts()["spdx"].items():
        by_words[" ".join(text.split())].add(identifier)
    for group in by_words.values():
        for identifier in group:
            same[identifier] |= group
    return same


def right(expected: str, found: str | None) -> bool:
    return found is not None and (found == expected or found in twins().get(expected, ()))


def seeded(*parts: str) -> random.Random:
    return random.Random(zlib.crc32("|".join(parts).encode()))


def published() -> Iterator[Case]:
    for identifier, text in texts()["spdx"].items():
        yield identifier, "published", text


def rendered() -> Iterator[Case]:
    """Templates without their optional parts."""
    for number, reference in enumerate(index().references):
        template = index().template(number)
        if reference.kind == "text" and template.normative >= 8 and reference.ids[0][:3] != "Lic":
            kept = [
                word
                for word, owner in zip(template.tokens, template.owner, strict=True)
                if not owner or template.parts[owner - 1].variable
            ]
            yield reference.ids[0], "template without optional parts", " ".join(kept)


def ai() -> Iterator[Case]:
    for identifier, text in texts()["ai"].values():
        yield identifier, "AI", text


def perturbed(names: list[str]) -> Iterator[Case]:
    for name in names:
        identifier, text = text_of(name)
        for label, changed in edits.perturbed(text, seeded("perturbed", name)):
            yield identifier, label, changed


def clauses() -> Iterator[Case]:
    for name in EDITED:
        identifier, text = text_of(name)
        for number, clause in enumerate(edits.CLAUSES):
            for place in ("start", "middle", "end"):
                rng = seeded("clause", name, str(number), place)
                yield identifier, place, edits.with_clause(text, clause, place, rng)


def swaps() -> Iterator[Case]:
    for name in EDITED:
        identifier, text = text_of(name)
        for label, changed in edits.swapped(text, seeded("swap", name)):
            yield identifier, label, changed


def harmless() -> Iterator[Case]:
    for name in EDITED:
        identifier, text = text_of(name)
        for turn in range(6):
            rng = seeded("harmless", name, str(turn))
            yield identifier, "typo", edits.typo(text, rng)
            yield identifier, "names", edits.filled(text, rng)


def left_out() -> Iterator[Case]:
    for identifier, text in texts()["spdx"].items():
        yield identifier, "left out", text
    for identifier, text in texts()["ai"].values():
        yield identifier, "left out", text


SETS: dict[str, tuple[Callable[[], Iterator[Case]], str]] = {
    "SPDX texts": (published, "same"),
    "templates without optional parts": (rendered, "same"),
    "AI licenses": (ai, "same"),
    "perturbed SPDX": (lambda: perturbed(sorted(texts()["spdx"])[::4] + EDITED[:60]), "same"),
    "perturbed AI": (lambda: perturbed(sorted(texts()["ai"])), "same"),
    "typos, years, names": (harmless, "same"),
    "clauses added": (clauses, "edited"),
    "words and numbers changed": (swaps, "edited"),
    "left-out licenses": (left_out, "left out"),
}


def run(job: tuple[str, Case]) -> tuple[str, str, str, str | None, str, float, str]:
    kind, (identifier, label, text) = job
    chosen: Index | None = None
    if kind == "left out":
        chosen = index()
        chosen.hide(twins().get(identifier, set()) | {identifier})
    started = time.perf_counter()
    found = identify(text, chosen)
    took = time.perf_counter() - started
    detail = "; ".join(
        f"{d.kind} {d.removed[:40]!r}>{d.inserted[:60]!r}" for d in found.differences if not d.minor
    )
    return identifier, label, found.state, found.expression, found.verdict, took, detail[:300]


def measure(name: str, quick: bool, show: int) -> list[str]:
    make, kind = SETS[name]
    cases = list(make())
    if quick and len(cases) > 600:
        cases = random.Random(7).sample(cases, 600)
    with multiprocessing.Pool() as pool:
        results = pool.map(run, [(kind, case) for case in cases], chunksize=16)
    states = Counter(result[2] for result in results)
    count = len(results)
    clean = states["clean"]
    times = sorted(result[5] for result in results)
    wrong = [r for r in results if r[2] == "clean" and not right(r[0], r[3])]
    if kind == "same":
        good = sum(right(r[0], r[3]) for r in results)
        accused = [r for r in results if r[2] in ("modified", "additional-terms")]
        row = [
            name,
            f"{count}",
            f"{100 * good / count:.2f} %",
            f"{clean}",
            f"{len(wrong)}",
            f"{100 * len(accused) / count:.2f} %",
            "-",
        ]
        bad = [r for r in results if not right(r[0], r[3])] + accused
    elif kind == "edited":
        bad = [r for r in results if r[2] == "clean"]
        row = [
            name,
            f"{count}",
            "-",
            f"{clean}",
            f"{len(wrong)}",
            "-",
            f"{len(bad)} ({100 * len(bad) / count:.2f} %)",
        ]
        for state in ("extra-text", "additional-terms", "modified", "named", "unknown"):
            row[0] += f" {state}={states[state]}" if states[state] else ""
    else:
        bad = [r for r in results if r[2] == "clean"]
        row = [name, f"{count}", "-", "-", f"{len(bad)}", "-", "-"]
    row.append(f"{1000 * times[len(times) // 2]:.1f}")
    for r in bad[:show]:
        print("   ", r[0], "|", r[1], "|", r[2], "|", r[3], "|", r[6][:200])
    return row


def cold() -> list[str]:
    """`osaid license` on common texts against a Python that does nothing, the least of nine runs in turn."""
    floor = [sys.executable, "-I", "-c", "pass"]
    with tempfile.TemporaryDirectory() as folder:
        commands = {"floor": floor}
        for name in ("MIT", "Apache-2.0", "GPL-3.0-only"):
            file = Path(folder, name)
            file.write_text(text_of(name)[1], encoding="utf-8")
            commands[name] = [sys.executable, "-m", "osaid_action", "license", str(file)]
        least = dict.fromkeys(commands, float("inf"))
        for _ in range(9):
            for name, command in commands.items():
                started = time.perf_counter()
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)
                least[name] = min(least[name], time.perf_counter() - started)
    floor_took = least.pop("floor")
    return [f"{name} {took / floor_took:.1f}" for name, took in least.items()]


def others() -> dict[str, Callable[[str], str | None]]:
    """Other identifiers, as functions from text to id, where they are installed."""
    found: dict[str, Callable[[str], str | None]] = {}
    try:
        import licenseclassifier

        def first(text: str) -> str | None:
            got = licenseclassifier.identify_license(text)
            return got[0].id if got else None

        found["licenseclassifier"] = first
    except ImportError:
        pass
    try:
        import askalono

        found["pyaskalono"] = lambda text: askalono.identify(text).name
    except ImportError:
        pass
    try:
        import ukkonen  # noqa: F401  (what `license_id` needs)
        from identify import identify as identify_package

        def by_file(text: str) -> str | None:
            with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                return identify_package.license_id(file.name)

        found["identify"] = by_file
    except ImportError:
        pass
    return found


def beside() -> None:
    """The other tools on a sample of each set: right ids of unedited texts, clean ids of edited ones."""
    sample = random.Random(11)
    tools = {
        "osaid": lambda text: (lambda r: r.expression if r.state == "clean" else None)(identify(text)),
        **others(),
    }
    print("\n| set | n | " + " | ".join(tools) + " |\n|" + "---|" * (2 + len(tools)))
    for name in SETS:
        make, kind = SETS[name]
        if kind == "left out":
            continue
        cases = list(make())
        cases = sample.sample(cases, min(SAMPLE, len(cases)))
        row = []
        for tool in tools.values():
            answers = [(case[0], _answer(tool, case[2])) for case in cases]
            hit = sum(_same_family(expected, got) for expected, got in answers)
            row.append(f"{hit} {'right' if kind == 'same' else 'FALSE clean'}")
        print(f"| {name} | {len(cases)} | " + " | ".join(row) + " |", flush=True)


def _answer(tool: Callable[[str], str | None], text: str) -> str | None:
    try:
        return tool(text)
    except Exception:
        return None


def _same_family(expected: str, got: str | None) -> bool:
    def bare(name: str) -> str:
        return name.removesuffix("-only").removesuffix("-or-later").removesuffix("+")

    return got is not None and (right(expected, got) or bare(expected) == bare(str(got)))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="at most 600 cases a set")
    parser.add_argument("--others", action="store_true", help="other tools too")
    parser.add_argument("--only", nargs="*", help="words in the names of the sets to run")
    parser.add_argument("--show", type=int, default=0, help="print this many failures a set")
    options = parser.parse_args()
    head = ["set", "n", "id right", "clean", "wrong id clean", "accused", "FALSE CLEAN", "median ms"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for name in SETS:
        if options.only and not any(word in name for word in options.only):
            continue
        print("| " + " | ".join(measure(name, options.quick, options.show)) + " |", flush=True)
    print("\ncold process, in starts of Python: " + ", ".join(cold()))
    if options.others:
        beside()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
