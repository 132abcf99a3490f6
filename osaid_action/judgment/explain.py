"""`osaid explain`: what is asked, in whose words, what is looked for, how to fix and declare it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ..definition import Requirement, load, page
from ..yardsticks import NAMES
from ..yardsticks import load as yardstick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def known() -> list[str]:
    """Everything that can be explained."""
    definition = load()
    names = [item.id for item in definition.items]
    kinds = (definition.components, definition.results, definition.statuses, definition.verdicts, NAMES)
    return [*names, *(name for kind in kinds for name in kind)]


def overview() -> str:
    """Everything that can be explained, by kind, an item with its title."""
    definition = load()
    lines = ["Items", *(f"  {item.id:<4} {item.title}" for item in definition.items)]
    kinds = (
        ("Components", definition.components),
        ("Results", definition.results),
        ("Statuses of an item", definition.statuses),
        ("Verdicts on terms", definition.verdicts),
        ("Other yardsticks", NAMES),
    )
    for title, names in kinds:
        row = textwrap.TextWrapper(78, "  ", "  ", break_on_hyphens=False)
        lines += [title, *row.wrap(", ".join(names))]
    return "\n".join(lines) + "\n"


def explain(name: str) -> str | None:
    """One page on an item, a component, a word or a yardstick; None when there is no such thing."""
    definition = load()
    name = name.strip()
    name = name if name in definition.components else name.lower()
    for item in definition.items:
        if item.id.lower() == name:
            return "\n".join(_item(item)) + "\n"
    if name in definition.components:
        return "\n".join(_component(name)) + "\n"
    if name in NAMES:
        return "\n".join(_yardstick(name)) + "\n"
    kinds = (
        ("result", definition.results),
        ("status", definition.statuses),
        ("verdict on terms", definition.verdicts),
    )
    pages = [f"{name} ({kind})\n  {words[name]}\n" for kind, words in kinds if name in words]
    return "\n".join(pages) or None


def _item(item: Requirement) -> Iterator[str]:
    definition = load()
    yield f"{item.id}  {item.title}  ({asked(item)})"
    yield ""
    yield f"The Definition says (version {definition.version}, {item.clause}):"
    yield f"  “{item.words}”"
    yield f"  {definition.source}"
    yield ""
    yield f"Without it these freedoms fall: {', '.join(item.freedoms)}."
    yield ""
    yield "What is looked for:"
    if item.terms:
        yield "  license files, front matter, sentences and the manifest that give terms for: " + ", ".join(
            item.components
        )
    else:
        yield from (f"  {name}: {definition.components[name].seeks}" for name in item.components)
    yield ""
    yield "What cannot be judged:"
    yield f"  {item.cannot}"
    yield ""
    yield "How to fix:"
    yield f"  {item.fix}"
    yield ""
    yield "How to declare, in osaid.toml:"
    yield from (f"  {line}" for line in declaration(item))
    yield ""
    yield "With examples:"
    yield f"  {page(item.id)}"


def asked(item: Requirement) -> str:
    """Whether an item is required, in words."""
    return "required" + (", if used" if item.if_used else "") if item.required else "not required"


def declaration(item: Requirement) -> Iterator[str]:
    """Lines of a manifest that answer an item; an empty line stands before another way to."""
    if item.id in {"D2", "D3"}:
        access = "public" if item.id == "D2" else "obtainable"
        yield from ("[[data]]", 'name = "Name of the data"', f'access = "{access}"', 'where = "https://..."')
        return
    name = item.components[0]
    yield f"[components.{name}]"
    yield load().components[name].declare
    if item.terms:
        yield 'license = "Apache-2.0"'
    if item.if_used:
        yield ""
        yield "[not-used]"
        yield f'{name} = "why it was not used"'


def _component(name: str) -> Iterator[str]:
    definition = load()
    kind = definition.components[name]
    items = [item.id for item in definition.items if name in item.components]
    yield f"{name}  {kind.title}"
    yield ""
    yield f"Asked for by: {', '.join(items) or 'no item of the Definition; informational'}."
    yield ""
    yield "What is looked for:"
    yield f"  {kind.seeks}"
    yield ""
    yield "What is weak evidence at best:"
    yield f"  {kind.weak}"
    yield ""
    yield "How to declare, in osaid.toml:"
    yield f"  [components.{name}]"
    yield f"  {kind.declare}"


def _yardstick(name: str) -> Iterator[str]:
    by = yardstick(name)
    yield f"{name}  {by.title}"
    yield ""
    yield f"Of {by.date}:"
    yield from _filled((by.standing,))
    yield f"  {by.source}"
    yield ""
    if by.labels:
        yield "Labels, the one that asks for most first; each is a name for --require:"
        quoted = {one.id: f": “{one.words}”" if one.words else "" for one in by.labels}
        yield from _filled(f"{name}:{one.id}  {one.title}{quoted[one.id]}" for one in by.labels)
        yield ""
    yield "What is looked for:"
    for ask in by.asks:
        of = ", ".join(label.id for label in by.labels if ask.id in label.asks)
        parts = ", ".join((*ask.components, *ask.needs))
        words = (
            f"{ask.title} ({parts})" if parts else f"{ask.title}: no file is looked at, it is for a lawyer"
        )
        yield from _filled((f"{words}, for {of}" if of else words,))
    yield ""
    yield "What cannot be judged:"
    yield from _filled(by.cannot)


def _filled(rows: Iterable[str]) -> Iterator[str]:
    row = textwrap.TextWrapper(98, "  ", "    ", break_on_hyphens=False, break_long_words=False)
    for words in rows:
        yield from row.wrap(words)
