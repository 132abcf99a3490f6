"""License files: which files of the tree state terms? What they say is read by `licenses`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..model import Evidence, Finding
from ..patterns import either, lazy

if TYPE_CHECKING:
    from .file import File
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


def is_license(path: str) -> bool:
    """True for names that hold license texts or terms of use."""
    folder, _, name = path.rpartition("/")
    if _SUFFIX.search(name):
        return False
    return folder.rpartition("/")[2] == "LICENSES" or bool(_NAME.match(name))


def places(survey: Survey) -> list[File]:
    """The license files that count, nearest the root first; texts in test data are somebody's corpus."""
    named = survey.with_suffix(lambda suffix: not _SUFFIX.search(f".{suffix}"), _LIKE.search)
    found = [file for file in named if file.own and is_license(file.path)]
    beside = Counter(file.path.rpartition("/")[0] for file in found)
    corpora = {folder for folder, count in beside.items() if count > MOST_IN_A_FOLDER}
    for folder in sorted(corpora):
        note = f"{folder}/: {beside[folder]} license texts, taken for a collection and not for terms"
        if note not in survey.limits:
            survey.limits.append(note)
    found = [file for file in found if file.path.rpartition("/")[0] not in corpora]
    return sorted(found, key=lambda file: (file.path.count("/"), file.path))


def probe(survey: Survey) -> list[Finding]:
    """Every license file, nearest the root first."""
    found = places(survey)
    terms = [file for file in found if not _POLICY.search(file.name)] or found
    evidence = tuple(Evidence(path=file.path, why="a license file", strength="likely") for file in terms[:20])
    return [Finding(component=COMPONENT, here="found" if terms else "missing", evidence=evidence)]
