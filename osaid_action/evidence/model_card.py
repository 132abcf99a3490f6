"""Model card: is there a card, or a README in the shape of one?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import either, lazy
from ..repository.places import words
from .rank import Sighting, finding

if TYPE_CHECKING:
    from ..model import Finding
    from ..repository.documents import Document
    from .file import File
    from .survey import Survey

COMPONENT = "model-card"
HOLDS = words("doc")
_NAME = either(
    r"(?:^|/)(?:(?:[\w.-]{1,60}[-_.])?(?:model|system)[-_ ]?cards?(?:[-_.][^/]{0,120})?|card)"
    r"(?:\.(?:md|markdown|rst|txt|adoc|org|html?|mdx))?$",
    r"(?:^|/)model[-_]?cards?/(?:[^/]{1,120}/)?(?!readme)[^/]{1,120}\.(?:md|rst|txt)$",
    flags=re.IGNORECASE,
)
_UNREAD = lazy(
    r"(?i)^(?:[\w.-]{1,60}[-_.])?(?:model|system)[-_ ]?card(?:[-_.][^/]{0,120})?\.(?:pdf|docx|ipynb)$"
)
_FRONT = {"pipeline_tag", "library_name", "base_model", "model-index", "license", "datasets", "language"}
_HEADINGS = {
    "intended use": either(
        r"intended use|uses?\b|use cases|how to use|usage|inference|quick ?start",
        r"使用|用途|用法|推理|使い方|사용",
        r"uso\b|utilisation",
    ),
    "limitations": either(
        r"limitation|bias|risks?\b|known issues",
        r"局限|偏见|風險|风险|制限|한계",
        r"limitaciones|limites|einschr[äa]nk",
    ),
    "training": either(
        r"training (?:details|data|procedure|hyper)",
        r"pre-?training|trained",
        r"训练|学習|학습",
        r"entrena|entra[îi]nement",
    ),
    "evaluation": either(
        r"evaluation|results|benchmarks?|performance",
        r"评测|评估|性能|結果|结果|評価|평가",
        r"evaluaci[óo]n|[ée]valuation|resultados",
    ),
    "models": either(
        r"^models?\b|checkpoints?",
        r"model (?:details|description|summary|overview|zoo|downloads?|weights)",
        r"available models|pre-?trained|released",
        r"模型|モデル|모델",
        r"modelos?\b|mod[èe]les?\b",
    ),
    "license": lazy(r"licen[sc]e"),
}
_SPEAKS = lazy(
    r"(?i)\b(?:our|the|released?|pre-?trained) (?:[\w.-]{1,30} ){0,2}"
    r"(?:models?|checkpoints?|weights)\b"
)
#: A list of models and a license tell what there is, not what it is fit for.
MANY = 4
_TELLING = {"intended use", "limitations", "training", "evaluation"}
_EMPTY = lazy(r"\[More Information Needed\]|\{\{|\bTODO\b|\bTBD\b", re.IGNORECASE)
_HOLDERS = {"hf-model", "hf-home", "release-asset", "release", "torrent"}
_BESIDE = words("weights weight pretrained pre trained models checkpoints checkpoint zoo")
_TABLE = lazy(r"\s{0,9}\|.{1,2000}\|")


def probe(survey: Survey) -> list[Finding]:
    """A card by name or front matter; a README with headings of a card is partial."""
    seen: list[Sighting] = []
    shaped = not survey.library and any(
        link.prominent and link.reference.kind in _HOLDERS for link in survey.links
    )
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        sighting = _card(file, document) or _beside_weights(file, document)
        if sighting := sighting or (_shape(file, document) if shaped else None):
            seen.append(sighting)
    seen += [
        Sighting(45, file, None, "a model card in a form that is not read")
        for file in survey.with_suffix({"pdf", "docx", "ipynb"}.__contains__)
        if file.place in {"main", "docs"} and _UNREAD.search(file.name)
    ]
    return [finding(COMPONENT, seen)]


def _card(file: File, document: Document) -> Sighting | None:
    said = document.prose
    empty = sum(bool(_EMPTY.search(line)) for _, line in said)
    full = empty * 3 < len(said)
    if _NAME.search(file.path):
        if full and len(said) >= 8:
            return Sighting(90, file, 1, "a model card")
        return Sighting(45, file, 1, "a model card with little in it") if said else None
    if len(_FRONT.intersection(map(str, document.front))) >= 2 and "task_categories" not in document.front:
        if full and len(said) >= 10:
            return Sighting(85, file, 1, "front matter of a model card, and its text")
        return Sighting(45, file, 1, "front matter of a model card, with little text")
    return None


def _shape(file: File, document: Document) -> Sighting | None:
    if not file.name.lower().startswith("readme") or file.place != "main" or file.path.count("/") > 1:
        return None
    titles = [section.title.lower()[:200] for section in document.sections]
    shape = [name for name, heading in _HEADINGS.items() if any(map(heading.search, titles))]
    if len(shape) < 2 or not _TELLING.intersection(shape):
        return None
    if len(shape) < MANY and not any(_SPEAKS.search(line) for _, line in document.prose):
        return None
    return Sighting(45, file, 1, "a README in the shape of a card: " + ", ".join(shape))


def _beside_weights(file: File, document: Document) -> Sighting | None:
    """A README in a folder for weights that tells of each of them in a table."""
    if "/" not in file.path or not file.name.lower().startswith("readme") or file.place != "main":
        return None
    folder = file.path.rpartition("/")[0].rpartition("/")[2].lower()
    if _BESIDE.isdisjoint(re.split(r"[^a-z]+", folder)) or len(document.prose) < 8:
        return None
    titles = " ".join(section.title.lower()[:200] for section in document.sections)
    rows = sum(bool(_TABLE.match(line)) for _, line in document.prose)
    if rows < 4 or not _HEADINGS["models"].search(titles):
        return None
    return Sighting(45, file, 1, "a README beside weights, with a table of them")
