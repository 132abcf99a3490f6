"""Model card: is there a card, or a README in the shape of one?"""

from __future__ import annotations

import re

from ..model import Finding
from ..survey import Survey
from ._about import library_said
from ._links import links
from ._rank import Sighting, finding

COMPONENT = "model-card"
_NAME = re.compile(r"(?i)(^|/)(model[-_ ]?cards?|card)([-_.][^/]*)?\.(md|rst|txt)$")
_FRONT = {"pipeline_tag", "library_name", "base_model", "model-index", "license", "datasets", "language"}
_HEADINGS = {
    "intended use": r"intended use|uses?\b|use cases|how to use|usage",
    "limitations": r"limitation|bias|risks?|known issues",
    "training": r"training (details|data|procedure|hyper)|pre-?training|trained",
    "evaluation": r"evaluation|results|benchmarks?|performance",
    "models": r"^models?\b|checkpoints?|model (details|description|summary|overview|zoo|downloads?|weights)|available models|pre-?trained|released",
    "license": r"licen[sc]e",
}
_EMPTY = "[More Information Needed]"


def probe(survey: Survey) -> list[Finding]:
    """A card by name or front matter; a README with three headings of a card is partial."""
    seen: list[Sighting] = []
    library = library_said(survey)
    pointed = any(
        link.prominent and link.reference.kind in {"hf-model", "release-asset", "torrent"}
        for link in links(survey)
    )
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        prose = document.prose
        empty = sum(_EMPTY in line for _, line in prose)
        if _NAME.search(path):
            score = 90 if len(prose) >= 8 and empty * 3 < len(prose) else 45
            seen.append(
                Sighting(score, file, 1, "a model card" if score == 90 else "a model card with little in it")
            )
        elif len(_FRONT.intersection(document.front)) >= 2 and "task_categories" not in document.front:
            score = 85 if len(prose) >= 10 and empty * 3 < len(prose) else 45
            seen.append(Sighting(score, file, 1, "front matter of a model card"))
        elif file.name.lower().startswith("readme") and file.place == "main":
            titles = " | ".join(section.title.lower() for section in document.sections)
            shape = [
                name
                for name, pattern in _HEADINGS.items()
                if any(re.search(pattern, title) for title in titles.split(" | "))
            ]
            speaks = len(
                re.findall(
                    r"(?i)\b(?:our|the|released?|pre-?trained) (?:\w+ ){0,2}(?:models?|checkpoints?|weights)\b",
                    "\n".join(line for _, line in prose),
                )
            )
            if len(shape) >= 2 and speaks >= 1 and path.count("/") <= 1 and pointed and not library:
                seen.append(Sighting(45, file, 1, "a README in the shape of a card: " + ", ".join(shape)))
    return [finding(COMPONENT, seen)]
