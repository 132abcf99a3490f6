"""Model architecture: does the tree define the network: its layers and how they are applied?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...repository.places import words
from ..frameworks import imports, is_python, models, trains
from ..rank import FOUND, Sighting, finding, rate
from . import by_hand
from .signals.architecture import SIGNALS
from .sizes_told import in_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Finding
    from ..file import File
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe"]

COMPONENT = "model-architecture"
HOLDS = words("code config")
HINTS = words("doc")
_WORDS = words(
    "model models modeling modelling modules module network networks net nets arch architecture "
    "architectures "
    "transformer transformers layers layer gpt gpt2 llama bert unet encoder decoder backbone common nn "
    "value builder "
    "policy cnn rnn lstm resnet vit gan vae mlp block blocks generator discriminator"
)
_AWAY = words("lora adapter adapters loss losses test optim optimizer reward head heads wrapper eval evals")
_TRAINS = words("train training main")
_NATIVE = words("c cc cpp cxx cu h hpp m mm metal zig rs go")


def probe(survey: Survey) -> list[Finding]:
    """Classes with layers and a forward pass; sizes, adapters and a package's model are partial."""
    if not survey.learns:
        return [finding(COMPONENT, _in_files(survey.config))]
    written = by_hand.learns(survey.code)
    seen = [sighting for file in survey.code if (sighting := _look(file) or _by_hand(file, written))]
    if all(sighting.score < FOUND for sighting in seen):
        seen += [sighting for file in survey.code if (sighting := _of_a_package(file))]
    return [finding(COMPONENT, [*seen, *_in_files(survey.config), *in_documents(survey)])]


def _in_files(files: list[File]) -> Iterator[Sighting]:
    """A network in a file of its own, or the sizes of one."""
    for file in files:
        if (sizes := file.hit("sizes")) and file.place == "main" and sizes.seen >= 3:
            yield rate(file, 40, sizes.line, "sizes of the architecture, without its code")
        elif (adapts := file.hit("adapts")) and adapts.seen >= 2 and file.place == "main":
            yield rate(file, 40, adapts.line, "settings of an adapter")
        if (stack := file.hit("stack")) and stack.seen >= 3 and file.suffix in {"prototxt", "cfg"}:
            yield rate(file, 78, stack.line, "lists the network's layers")
        keras = file.hit("keras")
        if file.suffix == "json" and ((keras and keras.seen >= 3) or file.hit("keras-line")):
            line = keras.line if keras else None
            yield rate(file, 78, line, "lists the network's layers, as Keras wrote them out")


def _look(file: File) -> Sighting | None:
    if not imports(file):
        return None
    named = file.said(_WORDS) and not file.said(_AWAY)
    judged = _classes(file, named) or _built(file, named) or _kernels(file) or _older(file, named)
    return rate(file, *judged) if judged else None


def _by_hand(file: File, written: bool) -> Sighting | None:
    """A network without a package: where the tree trains by hand, what a value goes through in both ways."""
    network = file.hit("network")
    if not written or not imports(file) or network is None:
        return None
    if file.hit("forward", "applies") or file.hit("backward"):
        return rate(file, 75, network.line, "defines a network, and how values go through it")
    return None


def _of_a_package(file: File) -> Sighting | None:
    """Settings of a model that a package has, where it is trained."""
    if adapter := file.hit("adapter"):
        return rate(file, 42, adapter.line, "settings of an adapter")
    dimensions, estimator = file.hit("dimensions"), file.hit("estimator")
    if dimensions and dimensions.seen >= 2 and models(file):
        return rate(file, 40, dimensions.line, "sizes of a network that a package has")
    if estimator and file.hit("fits", "fitted", "called"):
        return rate(file, 38, estimator.line, "a package's model with its settings")
    return None


def _classes(file: File, named: bool) -> tuple[int, int, str] | None:
    module, layers, applies = file.hit("module"), file.hit("layers"), file.hit("applies")
    if module is None or applies is None:
        return None
    if layers and (layers.seen >= 3 or module.seen >= 3):
        depth = min(min(layers.seen, 10) + min(module.seen, 5), 12)
        score = 84 + depth if named else min(68 + depth, 76)
        return score, module.line, "defines the network's layers and how they are applied"
    if layers and trains(file):
        return 73, module.line, "defines the network where it is trained"
    if layers and named and (backbone := file.hit("backbones")):
        return 74, backbone.line, "puts a head on a network of a package"
    if layers:
        whole = layers.seen == 2 and not file.said(_AWAY)
        return 72 if whole else 60 if named else 40, module.line, "defines a part of a network"
    if named and (module.seen >= 2 or (file.place == "main" and models(file))):
        return 75, module.line, "defines parts of the network"
    return None


def _built(file: File, named: bool) -> tuple[int, int, str] | None:
    """Networks put together without classes, or written by hand."""
    layers, struct, written = file.hit("layers"), file.hit("struct"), file.hit("written")
    learned = file.named(_TRAINS) or trains(file)
    if layers and layers.seen >= 3 and named:
        return 78, layers.line, "builds a network from layers"
    if layers and layers.seen >= 3 and learned:
        return 73, layers.line, "builds a network from layers where it is trained"
    if layers and layers.seen >= 2 and named and models(file):
        return 72, layers.line, "builds a network from layers"
    kin = file.hit("kin")
    by_hand = (layers and file.hit("applies")) or (
        kin and (kin.seen > 1 or trains(file)) and file.hit("products")
    )
    if kin and by_hand and models(file) and (named or learned):
        return 74, kin.line, "defines a network by hand"
    if layers and file.hit("applies") and models(file) and file.suffix == "rs":
        return 76, layers.line, "defines the network's layers and how they are applied"
    if struct and not is_python(file):
        whole = (
            struct.seen >= 2 or (file.suffix == "jl" and models(file)) or (file.suffix == "go" and written)
        )
        if whole and (named or learned or models(file)):
            return 76, struct.line, "defines the network"
    if written and (named or learned) and file.seen("written", "products") >= 3 and file.hit("products"):
        return 76, written.line, "defines the network's operations"
    if written and named and written.seen >= 3:
        return 76, written.line, "defines the network's operations"
    return None


def _kernels(file: File) -> tuple[int, int, str] | None:
    """A network that C and its like put together from operations with long names."""
    kernels = file.hit("kernels")
    if kernels and kernels.seen >= 3 and file.suffix in _NATIVE and file.place == "main":
        return 74, kernels.line, "puts the network together from operations"
    return None


def _older(file: File, named: bool) -> tuple[int, int, str] | None:
    """A network in the words of Torch7, Theano, MATLAB's toolboxes or early TensorFlow."""
    older = file.hit("older")
    if older is None or not (models(file) or not is_python(file)):
        return None
    count = older.seen + file.seen("layers")
    many = count >= 3 or (count == 2 and (named or file.hit("closure") is not None))
    return (76 if many and named else 72 if many else 45), older.line, "builds a network from layers"
