"""License files: which files of the tree state terms? What they say is read by `licenses`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..model import Evidence, Finding
from ..patterns import either, lazy
from ..repository.listing import LINK
from .file import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..repository.listing import Entry
    from .survey import Survey

COMPONENT = "license"
#: More license files than any project's own terms need: a license tool's data.
MOST_IN_A_FOLDER = 30
_NAME = either(
    r"^(?:.*[-_. ])?(?:un)?(?:licen[cs]es?|lizenz|licencia|licen[çc]a|licenza|许可证|copying|copyright)"
    r"(?:[-_. ].*)?$",
    r"^(?:.*[-_ ])?(?:use[-_ ]policy|terms(?:[-_ ]of[-_ ](?:use|service))?|acceptable[-_ ]use"
    r"(?:[-_ ]policy)?|eula)(?:[-_. ].*)?$",
    flags=re.IGNORECASE,
)
_SUFFIX = lazy(
    r"(?i)\.(?:py|c|cc|cpp|h|hpp|rs|go|js|ts|java|rb|sh|json|ya?ml|toml|html?|css|png|svg|jpe?g|ipynb"
    r"|xml|csv|lock|gif|pdf|license|bin|dat|db|gz|xz|zip|tar|whl|npz|pkl|svg|webp|ico|mp4)$"
)
_LIKE = lazy(r"(?i)li[cz]en|许可证|copying|copyright|policy|terms|eula")
_POLICY = lazy(r"(?i)policy|terms")
_OF_ELEMENT = lazy(r"(?i)model|weight|checkpoint|param|data|policy|terms")
#: A text that is called by the id of its license, and by no package's name.
_ID = lazy(
    r"(?i)^(?:mit|apache|bsd|isc|[al]?gpl|mpl|cc0?|epl|eupl|unlicense|zlib|odc|odbl|pddl|cdla|openrail|licenseref)(?:[-.]\S*)?$"
)
#: Other people's, whatever it says.
_OTHERS = lazy(r"(?i)(?:third|3rd)[-_ ]?part(?:y|ies)")
#: Folders that hold a project's texts or those of what it is packed with.
_FOLDERS = frozenset({"licenses", "licences"})


class Text(NamedTuple):
    """A file that may state terms. entry: what to read, None where it can't be, and trouble says why."""

    path: str
    entry: Entry | None
    trouble: str = ""


def is_license(path: str) -> bool:
    """True for names that hold license texts or terms of use."""
    folder, _, name = path.rpartition("/")
    if _SUFFIX.search(name):
        return False
    return folder.rpartition("/")[2] == "LICENSES" or bool(_NAME.match(name))


def read(survey: Survey) -> tuple[Text, ...]:
    """The license files that count, nearest the root first; texts in test data are somebody's corpus."""
    found = [
        Text(file.path, file.entry)
        for file in _named(survey)
        if _counts(file) and (is_license(file.path) or _is_text(file.path))
    ]
    found += _links(survey)
    beside = Counter(text.path.rpartition("/")[0] for text in found)
    corpora = {folder for folder, count in beside.items() if count > MOST_IN_A_FOLDER}
    for folder in sorted(corpora):
        survey.limits.append(
            f"{folder}/: {beside[folder]} license texts, taken for a collection and not for terms"
        )
    found = [text for text in found if text.path.rpartition("/")[0] not in corpora]
    if any("/" not in text.path and not _OF_ELEMENT.search(text.path) for text in found):
        found = [text for text in found if not _is_packed(text.path)]
    found += [
        Text(file.path, None, "a PDF, which is not read for terms")
        for file in survey.with_suffix("pdf".__eq__, _LIKE.search)
        if _counts(file) and _NAME.match(file.name.removesuffix(f".{file.suffix}"))
    ]
    return tuple(sorted(found, key=lambda text: (text.path.count("/"), text.path)))


def of_others(survey: Survey) -> list[File]:
    """License files of what other people wrote, in a folder of its own."""
    return [f for f in _named(survey) if f.folder and is_license(f.path) and not _counts(f)]


def _named(survey: Survey) -> Iterator[File]:
    """Files whose names have something of a license."""
    return survey.with_suffix(lambda suffix: not _SUFFIX.search(f".{suffix}"), _LIKE.search)


def _counts(file: File) -> bool:
    """True for the project's own; GitHub takes a license from its folder of machinery too."""
    return (file.own or file.folder == ".github") and not _OTHERS.search(file.path)


def _is_text(path: str) -> bool:
    """True for a text that is named by its id, in a folder of texts."""
    folder, _, name = path.partition("/")
    return folder.lower() in _FOLDERS and bool(_ID.match(name))


def _is_packed(path: str) -> bool:
    """True for a text that, beside a license of the whole, is of something that it is packed with."""
    folder, _, name = path.rpartition("/")
    return folder in _FOLDERS and not _OF_ELEMENT.search(name)


def _links(survey: Survey) -> Iterator[Text]:
    """Symbolic links that are named like a license, with the file of this tree that they lead to."""
    entries = survey.tree.entries
    for path, kind in entries.names():
        if kind == LINK and _LIKE.search(path) and is_license(path) and (link := entries.find(path)):
            file = File(link)
            if _counts(file):
                behind = survey.tree.behind(link)
                trouble = (
                    "" if behind else "a symbolic link that could not be followed to a file of this tree"
                )
                yield Text(path, behind, trouble)


def probe(survey: Survey) -> list[Finding]:
    """Every license file, nearest the root first."""
    found = survey.license_files
    terms = tuple(text for text in found if not _POLICY.search(text.path.rpartition("/")[2])) or found
    evidence = tuple(
        Evidence(
            path=text.path,
            why=text.trouble or "a license file",
            strength="hint" if text.trouble else "likely",
        )
        for text in terms[:20]
    )
    readable = any(text.entry for text in terms)
    here = "found" if readable else "unreadable" if terms else "missing"
    return [Finding(component=COMPONENT, here=here, evidence=evidence)]
