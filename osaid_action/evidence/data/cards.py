"""Which documents are the cards of datasets: by their front matter, by what lies beside them, as declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import models

if TYPE_CHECKING:
    from ...repository.documents import Document
    from ..survey import Survey

#: Keys that the Hub knows in the cards of datasets alone.
KEYS = words(
    "annotations_creators language_creators size_categories source_datasets task_categories task_ids "
    "dataset_info"
)
#: Keys of any card there, and those of models and Spaces.
_OF_ANY = words("license language pretty_name tags configs viewer multilinguality")
_OF_OTHERS = words(
    "pipeline_tag library_name base_model model-index model_name datasets metrics widget inference sdk "
    "app_file"
)
#: What data are kept in, and what may be weights: their names tell enough for what a README speaks of.
_DATA = lazy(
    r"(?i)\.(?:parquet|arrow|mds|tfrecords?|tar|zip|(?:jsonl|json|csv|tsv|txt)\.(?:gz|zst|xz)|jsonl|csv|tsv)$"
)
_WEIGHTS = words(
    "safetensors gguf ggml onnx pt pth ckpt bin msgpack keras tflite h5 npz pb pkl pickle joblib nemo "
    "pdparams mlmodel t7"
)
_KEPT = lazy(r"(?i)(?:^|/)(?:checkpoint|ckpt|weights)")


def read(survey: Survey) -> frozenset[str]:
    """The paths of the documents that are the card of a dataset."""
    of_data = survey.declared.get("dataset", frozenset())
    found = {path for path, document in survey.documents.items() if not KEYS.isdisjoint(document.front)}
    readmes = {path for path in survey.documents if path.rpartition("/")[2].lower().startswith("readme")}
    found |= readmes & of_data
    plain = {path for path in readmes - found if _is_plain(survey.documents[path])}
    if plain and not _holds_model(survey):
        kept = [
            file.folder for file in survey.with_suffix(lambda suffix: bool(suffix), _DATA.search) if file.own
        ]
        found |= {path for path in plain if _is_above(path.rpartition("/")[0], kept)}
    return frozenset(found)


def _is_plain(document: Document) -> bool:
    """True for front matter of the Hub that is not a model's and could be a dataset's."""
    return not _OF_ANY.isdisjoint(document.front) and _OF_OTHERS.isdisjoint(document.front)


def _holds_model(survey: Survey) -> bool:
    """True where a tree holds weights or code of a model, whose data and README are not a dataset's alone."""
    return (
        any(file.own for file in survey.with_suffix(_WEIGHTS.__contains__))
        or any(file.own for file in survey.with_suffix("".__eq__, _KEPT.search))
        or any(file.own and models(file) for file in survey.code)
    )


def _is_above(folder: str, kept: list[str]) -> bool:
    return any(not folder or f"{one}/".startswith(f"{folder}/") for one in kept)
