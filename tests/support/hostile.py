"""A report with the same words in every place that a repository can fill."""

from __future__ import annotations

from osaid_action.judgment import judge
from osaid_action.model import (
    COMPONENTS,
    Answer,
    Change,
    Component,
    Delta,
    Evidence,
    Gate,
    License,
    Manifest,
    Measured,
    Problem,
    Reference,
    Report,
    Target,
    Terms,
)
from osaid_action.yardsticks import NAMES, load

HOSTILE = (
    "x\033[31m\n::error::pwned\r| a | b |\n<img src=x onerror=alert(1)> @everyone #1 `code` "
    "\u202egnp.exe **bold** [l](javascript:x) https://evil.example/ &lt; \udcff ``` ~~~"
)


def report(words: str) -> Report:
    """A report with the same words in every place that a repository can fill."""
    evidence = (Evidence(path=words, line=3, why=words, text=words),)
    pointer = (Reference(url=words, kind="url", revision=words, path=words, line=1),)
    terms = Terms(verdict="restricted", expression=words, sources=(words,), why=words)
    components = tuple(
        Component(id=name, here="found", evidence=evidence, references=pointer, terms=terms, not_used=words)
        for name in COMPONENTS
    )
    items, _ = judge(components, Manifest(), "working", "2026-01-01")
    rows = (
        License(
            path=words,
            line=2,
            expression=words,
            state="modified",
            clauses=(("non-commercial", 4, words),),
            differences=(("replaced", 5, words, words),),
            note=words,
        ),
    )
    change = Change(id="C2", title=words, before=words, after=words, worse=True, mark="worse", path=words)
    return Report(
        target=Target(name=words, commit="0" * 40, version=words, fallback=words),
        subject="model",
        subject_why=words,
        result="incomplete",
        policy="working",
        items=items,
        components=components,
        licenses=rows,
        gate=Gate(fail_on="terms", passed=False, reasons=(words,)),
        delta=Delta(base="1" * 40, result_before="complete", result_after="incomplete", changes=(change,)),
        limits=(words,),
        problems=(Problem(where=words, line=1, message=words),),
        yardsticks=tuple(
            Measured(
                yardstick=name,
                answers=tuple(
                    Answer(id=ask.id, state="met", why=words, doubt=words, evidence=evidence)
                    for ask in load(name).asks
                ),
            )
            for name in NAMES
        ),
    )
