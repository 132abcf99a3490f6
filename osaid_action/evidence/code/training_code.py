"""Training code: does the tree hold a loop that computes a loss and steps an optimizer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import imports, is_python, models
from ..rank import Sighting, finding, rate
from .signals.training import SIGNALS

if TYPE_CHECKING:
    from ...model import Finding
    from ..file import File
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe"]

COMPONENT = "training-code"
HOLDS = words("code")
HINTS = words("shell config")
_WORDS = words("train training trainer trainers pretrain pretraining finetune finetuning fit learn sft fine")
_NOT = words("pretrained")
_BESIDE = words("bench benchmark profile profiling sizing test tests eval toy debug sanity")
_EVALUATION = words("eval evals evaluation benchmark benchmarks metrics")
_TUNING = words("finetune finetuning sft dpo lora qlora peft rlhf adapter adapters grpo orpo ptuning")
_HELPER = words(
    "pii ner langid lang classifier classifiers filter filtering filters quality dedup toxicity lm kenlm"
)
_SLOPE = lazy(r"\*\s{0,20}\S{0,30}(?:grad|delta|err|\bd[wWbB]\b|\.T\b)")
_SCRIPT = lazy(r"\.(?:R|r|sql)$")


def probe(survey: Survey) -> list[Finding]:
    """Training code in any language, best first; fine-tuning alone, or a trainer for a helper, is partial."""
    if not survey.learns:
        return [finding(COMPONENT, [])]
    helped, library = survey.about.of_data, survey.library
    seen = []
    for file in survey.code:
        sighting = _look(file, library)
        if sighting and helped and file.said(_HELPER):
            sighting = sighting._replace(
                score=min(sighting.score, 55), why=f"{sighting.why}, for a helper of the data work"
            )
        if sighting:
            seen.append(sighting)
    if seen and _beside(survey, seen):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, in an example") for s in seen]
    taught = all(sighting.file.place == "example" for sighting in seen)
    if library and taught and not any(file.place == "main" and file.said(_WORDS) for file in survey.code):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, as an example") for s in seen]
    seen += [
        rate(file, 45 if file.said(_WORDS) else 35, hit.line, "starts a training run of code elsewhere")
        for file in survey.shell
        if (hit := file.hit("launch"))
    ]
    seen += [
        rate(file, 45 if file.said(_WORDS) else 35, hit.line, "starts a training run of code elsewhere")
        for file in survey.config
        if (hit := file.hit("launch"))
    ]
    for file in survey.config:
        settings = [name for name in file.hits if name.startswith("hp-")]
        if len(settings) >= 5 and "hp-lr" in settings and file.place == "main":
            line = min(file.hits[name].line for name in settings)
            seen.append(rate(file, 32, line, "settings of a training run, without the code that runs it"))
    return [finding(COMPONENT, seen)]


def _beside(survey: Survey, seen: list[Sighting]) -> bool:
    """True where only examples train, beside code of a tool that has nothing to do with it."""
    own = [file for file in survey.code if file.place == "main"]
    return (
        bool(own)
        and all(sighting.file.place != "main" for sighting in seen)
        and not any(models(file) or file.said(_WORDS) for file in own)
    )


def _look(file: File, library: bool) -> Sighting | None:
    named = file.said(_WORDS) and not file.named(_NOT)
    judged = _loop(file, named) or _handed(file, named, library) or _signs(file, named)
    if judged is None or not _sure(file):
        return None
    score, line, why = judged
    if file.named(_BESIDE):
        score = min(score, 50)
    if file.said(_TUNING) or file.hit("adapter"):
        score, why = min(score, 65), why + " (fine-tuning)"
    return rate(file, score, line, why)


def _sure(file: File) -> bool:
    """False for Python that imports neither arrays nor models, unless it has the whole of a loop."""
    return imports(file) or all(file.hit(name) for name in ("gradients", "descent", "loss"))


def _loop(file: File, named: bool) -> tuple[int, int, str] | None:
    """A loop of the project's own."""
    gradients, step, descent = file.hit("gradients"), file.hit("step"), file.hit("descent")
    loss = file.hit("loss")
    if not step and loss and models(file):
        step = file.hit("optimizer")
    if gradients and step and (loss or named or models(file)):
        return 95 if named else 88, step.line, f"optimizer step, and gradients at line {gradients.line}"
    if (closure := file.hit("closure")) and (gradients or loss or models(file)):
        return 90 if named else 84, closure.line, "hands the loss or its updates to an optimizer"
    if minimizes := file.hit("minimizes"):
        return 90 if named else 82, minimizes.line, "an optimizer minimizes the loss"
    told = named or file.hit("rehearses")
    known = is_python(file) or models(file)
    if descent and (told or (known and (gradients or loss or _SLOPE.search(descent.text)))):
        return 90 if named else 78, descent.line, "steps the weights along a gradient"
    if file.hit("lightning") and (loss or named or file.hit("fits")):
        return 82, file.hits["lightning"].line, "defines a training step"
    if step and (loss or file.hit("optimizer")) and named:
        return 75, step.line, "optimizer step"
    return None


def _handed(file: File, named: bool, library: bool) -> tuple[int, int, str] | None:
    """Training that a package or a trainer class does."""
    fits, package = file.hit("fits"), models(file)
    if not named and file.said(_EVALUATION):
        return None
    if not fits and package:
        fits = file.hit("fitted")
    if fits and file.hit("trainer"):
        return 90 if named else 78, fits.line, "hands training to a trainer class"
    if fits and (package or named):
        sure = named or not library
        return 86 if named else 72 if sure else 50, fits.line, "fits a model"
    if (builder := file.hit("builder")) and (file.hit("optimizer", "loss") or package):
        return 82, builder.line, "builds and runs a trainer"
    if toolbox := file.hit("toolbox"):
        return 50 if library else 84 if named else 74, toolbox.line, "fits a model by a toolbox"
    if (called := file.hit("called")) and (package or _SCRIPT.search(file.path)):
        return 82, called.line, "fits a model"
    return None


def _signs(file: File, named: bool) -> tuple[int, int, str] | None:
    """Less than a whole loop."""
    optimizer = file.hit("optimizer")
    if named and optimizer and file.hit("loss"):
        return 60, optimizer.line, "sets up an optimizer and a loss, without the step"
    return None
