"""Whether a project has to do with models that learn at all; where nothing shows it, code is a program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy
from .frameworks import models

if TYPE_CHECKING:
    from .file import File
    from .survey import Survey

#: Suffixes of weights alone; others are also data's.
_WEIGHTS = frozenset("safetensors gguf ggml ckpt onnx tflite mlmodel caffemodel nnue pth".split())
_CARD = lazy(r"(?i)^(?:[\w.-]{1,60}[-_.])?(?:model|system)[-_ ]?cards?\.(?:md|markdown|rst|txt)$")


def shown(survey: Survey) -> bool:
    """True where a manifest, code, weights or a card show it, or the README's opening speaks of it.

    Without a README nothing speaks for another reading of the code.
    """
    return (
        survey.readme is None
        or bool(survey.by_path.declared)
        or any(_learns(file) for file in survey.code)
        or survey.about.learning
        or any(_CARD.match(path.rpartition("/")[2]) and survey.by_path[path].own for path in survey.documents)
        or any(file.own for file in survey.with_suffix(_WEIGHTS.__contains__))
    )


def _learns(file: File) -> bool:
    """True for code that imports a package of models, or holds the whole of a training loop."""
    if models(file) or (file.suffix == "sql" and file.hit("called")):
        return True
    steps = file.hit("step", "descent")
    return file.own and steps is not None and file.hit("gradients") is not None and file.hit("loss") is not None
