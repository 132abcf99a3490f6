"""The data types that flow through the program: facts, findings, verdicts, the report.

Every type is frozen and holds tuples, so a report can be compared, hashed and rendered
without anything changing under way. Imports nothing of ours.

A type is made when it is first asked for: making all of them takes a third of the time to start.
"""

from __future__ import annotations

from importlib import import_module

from .vocabulary import *  # noqa: F403 - its words are the model's, each of them

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .component import Component as Component
    from .data import DataList as DataList
    from .data import Dataset as Dataset
    from .declarations import DataEntry as DataEntry
    from .declarations import Declaration as Declaration
    from .declarations import Member as Member
    from .declarations import Review as Review
    from .declarations import Waiver as Waiver
    from .delta import Change as Change
    from .delta import Delta as Delta
    from .elsewhere import Part as Part
    from .elsewhere import Place as Place
    from .elsewhere import Seen as Seen
    from .evidence import Artifact as Artifact
    from .evidence import Evidence as Evidence
    from .evidence import Finding as Finding
    from .evidence import Reference as Reference
    from .evidence import Unread as Unread
    from .manifest import Manifest as Manifest
    from .report import Gate as Gate
    from .report import Item as Item
    from .report import ModelResult as ModelResult
    from .report import Problem as Problem
    from .report import Report as Report
    from .report import Target as Target
    from .terms import License as License
    from .terms import Terms as Terms
    from .yardstick import Answer as Answer
    from .yardstick import Measured as Measured
else:

    def __getattr__(name: str) -> type:
        if name not in MODULE_OF:
            raise AttributeError(f"the model has no {name!r}")
        kind = getattr(import_module(f".{MODULE_OF[name]}", __name__), name)
        globals()[name] = kind
        return kind


_TYPES = {
    "component": ("Component",),
    "data": ("Dataset", "DataList"),
    "declarations": ("Declaration", "DataEntry", "Member", "Waiver", "Review"),
    "delta": ("Change", "Delta"),
    "elsewhere": ("Part", "Seen", "Place"),
    "evidence": ("Artifact", "Evidence", "Reference", "Unread", "Finding"),
    "manifest": ("Manifest",),
    "report": ("Item", "Problem", "Target", "ModelResult", "Gate", "Report"),
    "terms": ("License", "Terms"),
    "yardstick": ("Answer", "Measured"),
}
#: The module of each type, by the type's name.
MODULE_OF = {name: module for module, names in _TYPES.items() for name in names}
