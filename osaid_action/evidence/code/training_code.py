"""Training code: does the tree hold a loop that computes a loss and steps an optimizer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import imports, is_python, models
from ..rank import FOUND, Sighting, finding, rate
from . import by_hand
from .signals.training import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_SCRIPT = lazy(r"\.(?:R|r|Rmd|qmd|sql)$")
#: The trainer of a copied Caffe.
_CAFFE = lazy(r"(?:^|/)tools/caffe\.cpp$")
#: Where files include each other, and what one imports all may use.
_INCLUDES = words("jl r rmd qmd lua m")
#: The title of a release that is a tuned model, and not of a base with scripts to tune it.
_TUNED = lazy(
    r"(?i)fine[-_ ]?tun(?:ed|ing)|finetun|[-_ ]tuned\b|\b(?:q?lora|instruct|alpaca|sft)\b"
    r"|微调|微調整|미세 ?조정"
)


def probe(survey: Survey) -> list[Finding]:
    """Training code in any language, best first; fine-tuning alone, or a trainer for a helper, is partial."""
    if not survey.learns:
        return [finding(COMPONENT, [])]
    seen = list(_trainers(survey))
    if seen and _beside(survey, seen):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, in an example") for s in seen]
    taught = all(sighting.file.place == "example" for sighting in seen)
    if (
        survey.library
        and taught
        and not any(file.place == "main" and file.said(_WORDS) for file in survey.code)
    ):
        seen = [s._replace(score=min(s.score, 60), why=f"{s.why}, as an example") for s in seen]
    return [finding(COMPONENT, [*seen, *_elsewhere(survey)])]


def _trainers(survey: Survey) -> Iterator[Sighting]:
    """Files that train; where none does by itself, the one that has most of a training by hand."""
    helped = survey.about.of_data
    seen = list(_each(survey))
    known = {sighting.file.path for sighting in seen}
    if all(sighting.score < FOUND for sighting in seen):
        file = by_hand.trainer(survey.code)
        if file is not None and file.path not in known:
            hit = file.hit("rehearses", "backward", "moves", "descent")
            line = hit.line if hit else None
            seen.append(rate(file, 80, line, "trains by hand: errors go backward and weights move"))
    for sighting in seen:
        if helped and sighting.file.said(_HELPER):
            why = f"{sighting.why}, for a helper of the data work"
            yield sighting._replace(score=min(sighting.score, 55), why=why)
        else:
            yield sighting


def _each(survey: Survey) -> Iterator[Sighting]:
    """Files that train, each by itself."""
    library, tuned = survey.library, _is_tuned(survey)
    shared = frozenset(file.suffix for file in survey.code if file.suffix in _INCLUDES and models(file))
    for file in survey.code:
        package = models(file) or file.suffix in shared
        if sighting := _look(file, library, package=package, tuned=tuned):
            yield sighting


def _is_tuned(survey: Survey) -> bool:
    """True where title or name say that what is released was tuned."""
    return any(_TUNED.search(name) for name in (survey.about.title, survey.tree.name))


def _elsewhere(survey: Survey) -> Iterator[Sighting]:
    """Runs of code that is not here, or that somebody else wrote."""
    for file in (*survey.shell, *survey.config):
        if hit := file.hit("launch"):
            score = 45 if file.said(_WORDS) else 35
            yield rate(file, score, hit.line, "starts a training run of code elsewhere")
    copied = next(survey.with_suffix("cpp".__eq__, _CAFFE.search), None)
    for file in survey.config:
        settings = [name for name in file.hits if name.startswith("hp-")]
        if len(settings) < 3 or "hp-lr" not in settings or file.place != "main":
            continue
        line = min(file.hits[name].line for name in settings)
        if copied and file.suffix == "prototxt":
            yield rate(file, 72, line, f"a solver for the Caffe in the tree, {copied.path}")
        elif len(settings) >= 5:
            yield rate(file, 32, line, "settings of a training run, without the code that runs it")


def _beside(survey: Survey, seen: list[Sighting]) -> bool:
    """True where only examples train, beside code of a tool that has nothing to do with it."""
    own = [file for file in survey.code if file.place == "main"]
    return (
        bool(own)
        and all(sighting.file.place != "main" for sighting in seen)
        and not any(models(file) or file.said(_WORDS) for file in own)
    )


def _look(file: File, library: bool, *, package: bool, tuned: bool) -> Sighting | None:
    named = file.said(_WORDS) and not file.named(_NOT)
    judged = _loop(file, named, package) or _handed(file, named, library, package) or _signs(file, named)
    if judged is None or not _sure(file):
        return None
    score, line, why = judged
    if file.named(_BESIDE):
        score = min(score, 50)
    if not tuned and (file.said(_TUNING) or file.hit("adapter")):
        score, why = min(score, 65), why + " (fine-tuning)"
    return rate(file, score, line, why)


def _sure(file: File) -> bool:
    """False for Python that imports neither arrays nor models, unless it has the whole of a loop."""
    return imports(file) or all(file.hit(name) for name in ("gradients", "descent", "loss"))


def _loop(file: File, named: bool, package: bool) -> tuple[int, int, str] | None:
    """A loop of the project's own."""
    gradients, step, descent = file.hit("gradients"), file.hit("step"), file.hit("descent")
    loss = file.hit("loss")
    if not step and loss and package:
        step = file.hit("optimizer")
    if gradients and step and (loss or named or package):
        return 95 if named else 88, step.line, f"optimizer step, and gradients at line {gradients.line}"
    if (closure := file.hit("closure")) and (gradients or loss or package):
        return 90 if named else 84, closure.line, "hands the loss or its updates to an optimizer"
    if file.suffix == "lua" and gradients and (method := file.hit("method")):
        return 90 if named else 84, method.line, f"optimizer step, and gradients at line {gradients.line}"
    if minimizes := file.hit("minimizes"):
        return 90 if named else 82, minimizes.line, "an optimizer minimizes the loss"
    told = named or file.hit("rehearses") or (gradients and loss)
    known = is_python(file) or package
    if descent and (told or (known and (gradients or loss or _SLOPE.search(descent.text)))):
        return 90 if named else 78, descent.line, "steps the weights along a gradient"
    if file.hit("lightning") and (loss or named or file.hit("fits")):
        return 82, file.hits["lightning"].line, "defines a training step"
    if step and (loss or file.hit("optimizer")) and named:
        return 75, step.line, "optimizer step"
    return _sampler(file)


def _sampler(file: File) -> tuple[int, int, str] | None:
    """Parameters that a sampler of the project's own draws, over and over."""
    draws, iterates = file.hit("draws"), file.hit("iterates")
    if draws and iterates and _SCRIPT.search(file.path) and draws.seen >= 2 and draws.line > iterates.line:
        return 76, iterates.line, "draws the parameters of a model, over and over"
    return None


def _handed(file: File, named: bool, library: bool, package: bool) -> tuple[int, int, str] | None:
    """Training that a package or a trainer class does."""
    fits = file.hit("fits")
    if not named and file.said(_EVALUATION):
        return None
    if not fits and package:
        fits = file.hit("fitted")
    if fits and file.hit("trainer"):
        return 90 if named else 78, fits.line, "hands training to a trainer class"
    if fits and (package or named):
        sure = named or not library or file.hit("optimizer", "loss", "made-optimizer")
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
