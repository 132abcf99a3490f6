"""Whether a project has to do with models that learn at all; where nothing shows it, code is a program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy
from .code import by_hand
from .frameworks import models

if TYPE_CHECKING:
    from .file import File
    from .survey import Survey

#: Suffixes of weights alone; others are also data's.
_WEIGHTS = frozenset(
    ["safetensors", "gguf", "ggml", "ckpt", "onnx", "tflite", "mlmodel", "caffemodel", "nnue", "pth"]
)
_CARD = lazy(r"(?i)^(?:[\w.-]{1,60}[-_.])?(?:model|system)[-_ ]?cards?\.(?:md|markdown|rst|txt)$")
_LOOP = (("loss",), ("gradients",), ("step", "descent"))


def shown(survey: Survey) -> bool:
    """True where a manifest, code, weights or a card show it, or the README's opening speaks of it.

    Without a README nothing speaks for another reading of the code; one that can't be read may.
    """
    return (
        (survey.readme is None and not survey.untitled)
        or bool(survey.by_path.declared)
        or any(models(file) or (file.suffix == "sql" and file.hit("called")) for file in survey.code)
        or _has_loop(survey.code)
        or _has_rate(survey.code)
        or survey.about.learning
        or any(_CARD.match(path.rpartition("/")[2]) and survey.by_path[path].own for path in survey.documents)
        or any(file.own for file in survey.with_suffix(_WEIGHTS.__contains__))
    )


def _has_loop(code: list[File]) -> bool:
    """True where a loss, its gradients and the step along them are all there: in one file, or by arrays."""
    by_arrays = [file for file in code if file.own and file.hit("imports-arrays")]
    if all(any(file.hit(*names) for file in by_arrays) for names in _LOOP):
        return True
    # Elsewhere a step, a loss and what goes backward are also a form's, a shop's and a compiler's.
    return any(
        file.own
        and all(file.hit(*names) for names in _LOOP)
        and min(file.seen("gradients"), file.seen("loss")) > 2
        for file in code
    )


def _has_rate(code: list[File]) -> bool:
    """True where a network is trained by hand, at a learning rate of that name."""
    return (
        any(file.own and file.hit("set-lr", "arg-lr") for file in code) and by_hand.trainer(code) is not None
    )
