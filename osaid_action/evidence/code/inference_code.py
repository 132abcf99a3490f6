"""Inference code: does the tree hold code that loads the model and runs it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import imports, is_python, models, trains
from ..rank import Sighting, finding, rate
from .signals.inference import SIGNALS

if TYPE_CHECKING:
    from ...model import Finding
    from ..file import File
    from ..signals import Hit
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe"]

COMPONENT = "inference-code"
HOLDS = words("code")
HINTS = words("doc")
_WORDS = words(
    "generate generation generator infer inference predict prediction predictor sample sampling sampler "
    "demo chat "
    "transcribe transcription detect serve serving server app run runner runners decode decoding "
    "completion compose composer "
    "pipeline forecast translate hubconf restapi simple cli deploy onnx example interactive playground"
)
_NAMED = words("generate inference infer predict sample chat transcribe detect demo")
_TRIES = words("test")
_SERVES = words("app api serve server service serving")
_RUNNING = words("model models generation inference predict decode decoding transcribe run")
_HELPERS = words("utils util helpers data dataset datasets")
_SNIPPET = lazy(
    r"\.generate\(|from_pretrained\(|pipeline\(|\.predict\(|vllm serve|llama-cli|sglang|ollama run"
    r"|model\.transcribe"
)
_NETWORK = lazy(r"\b(?:compute|run|eval|forward)_(?:rnn|nn|net|network|model)\w{0,10}\(")
_STATISTICS = words("r rmd qmd m")
_SCRIPTS = words("js mjs ts tsx")
_UNPICKLES = lazy(r"\b(?:pickle|joblib|dill|cloudpickle)\.load\(")
_AWAY = words(
    "train training pretrain finetune eval evals evaluation evaluate benchmark bench convert conversion "
    "export test "
    "loss diff recover merge"
)
_EVALUATION = words("eval evals evaluation benchmark benchmarks tests")
_DATA = words(
    "data dataset datasets corpus dedup dedupe filter filtering processing preprocessing prepare convert "
    "langid pii"
)


def probe(survey: Survey) -> list[Finding]:
    """A script that loads and runs ranks first; evaluation wrappers and README snippets are partial."""
    of_data = survey.about.of_data
    seen = [sighting for file in survey.code if survey.learns and (sighting := _look(file, of_data))]
    if survey.learns and any(models(file) and file.hit("loads", "native-loads") for file in survey.code):
        seen += [
            rate(file, 78, hit.line, "runs the model, which another file loads")
            for file in survey.code
            if file.named(_NAMED) and not imports(file) and (hit := file.hit("predicts"))
        ]
    if survey.library and _only_shown(survey):
        return [finding(COMPONENT, [])]
    for path, document in survey.documents.items():
        place = next((number for number, line in document.code if _SNIPPET.search(line)), None)
        if place and survey.by_path[path].place != "docs":
            seen.append(Sighting(42, survey.by_path[path], place, "a snippet that loads and runs the model"))
    return [finding(COMPONENT, seen)]


def _only_shown(survey: Survey) -> bool:
    """True for a library whose own code has nothing to do with models, whatever its examples run."""
    main = [file for file in survey.code if file.place == "main"]
    asked = ("loads", "native-loads", "native-runs", "native-imports", "module")
    return bool(main) and not any(models(file) or file.hit(*asked) for file in main)


def _look(file: File, of_data: bool) -> Sighting | None:
    loads = file.hit("loads", "native-loads")
    runs = _runs(file, loads)
    own = file.hit("kin") and file.hit("samples")
    if runs is None or not (imports(file) or own or (loads and _UNPICKLES.search(loads.text))):
        return None
    if (file.hit("remote") and not loads) or file.named(_DATA):
        return None
    aside = "runs the model on the way to something else"
    if of_data and not file.said(_RUNNING):
        return rate(file, 45, runs.line, aside) if loads else None
    if file.named(_AWAY) or file.said(_EVALUATION):
        return _away(file, loads, runs)
    if trains(file) and not file.named(_NAMED):
        return _after_training(file, loads, runs)
    judged = _runner(file, loads, runs)
    if judged is None and loads and (models(file) or not is_python(file) or file.hit("imports-arrays")):
        return None if _scripted(file) else rate(file, 50, runs.line, aside)
    if judged is None and file.suffix in _STATISTICS and (predicts := file.hit("predicts")):
        return rate(file, 40, predicts.line, aside)
    return rate(file, *judged) if judged else None


def _runs(file: File, loads: Hit | None) -> Hit | None:
    """The line that runs a model, by what else is seen in the file."""
    runs = file.hit("runs", "samples") or (file.hit("eval") if loads else None)
    if runs is None and loads and models(file) and not trains(file):
        runs = file.hit("called-model")
    if runs is None and not is_python(file):
        asked = file.hit("native-imports") or models(file)
        runs = file.hit("native-runs") or (file.hit("native-asks") if asked else None)
    served = file.named(_NAMED | _SERVES) or (loads and "pipeline(" in loads.text)
    return loads if runs is None and loads and models(file) and served else runs


def _away(file: File, loads: Hit | None, runs: Hit) -> Sighting | None:
    """What a script for something else runs: a test that keeps the answers runs the model for them."""
    if loads and file.named(_TRIES) and (kept := file.hit("keeps")) and not trains(file):
        return rate(file, 74, runs.line, f"runs the model and keeps what it gives at line {kept.line}")
    tries = not is_python(file) and file.hit("eval") and file.hit("native-runs")
    if loads or tries or file.hit("predicts"):
        return rate(file, 50 if loads else 40, runs.line, "runs the model on the way to something else")
    return None


def _after_training(file: File, loads: Hit | None, runs: Hit) -> Sighting | None:
    """What a file that trains does with the model besides."""
    fits = file.hit("fits", "step", "minimizes", "builder")
    again = loads and loads.seen > 1 and file.suffix == "ipynb" and ".generate(" in runs.text
    if again and fits and runs.line > fits.line:
        return rate(file, 72, runs.line, "loads what was trained and runs it")
    sampled = file.hit("samples") or (loads and (file.hit("eval") or file.suffix == "ipynb"))
    if sampled or (predicts := file.hit("predicts")):
        line = runs.line if sampled or not predicts else predicts.line
        return rate(file, 45 if sampled else 40, line, "runs the model on the way to something else")
    return None


def _scripted(file: File) -> bool:
    """True for pages and servers in JavaScript, whose models are mostly somebody's records."""
    return file.suffix in _SCRIPTS and not models(file)


def _runner(file: File, loads: Hit | None, runs: Hit) -> tuple[int, int, str] | None:
    named = file.said(_WORDS) and not file.named(_HELPERS)
    both = f"runs the model, which it loads at line {loads.line}" if loads else "runs the model"
    if file.suffix == "sql" or (loads and named):
        return 90, runs.line, both
    defines = file.hit("module") and file.hit("applies")
    if loads and not defines and (file.hit("eval", "imports-runs") or runs.seen > 1):
        return 72 if file.place == "main" else 60, runs.line, both
    if file.hit("imports-runs", "native-imports") and not is_python(file) and file.place == "main":
        return 74, runs.line, "runs the model by a package for it"
    if _NETWORK.search(runs.text) and not is_python(file) and file.place == "main":
        return 72, runs.line, "runs the model"
    if loads and file.hit("native-runs") and not is_python(file):
        return 72, runs.line, both
    if (loads or "native-asks" in file.hits) and models(file) and not is_python(file):
        return 72, runs.line, both
    if loads and file.called >= {"main"} and not is_python(file):
        return 74, runs.line, both
    if named and runs.seen > 1:
        return 70 if file.said(_RUNNING) else 55, runs.line, both
    own = defines or file.hit("module", "kin", "struct", "products", "written") or models(file)
    if (samples := file.hit("samples")) and (own or file.suffix == "go") and file.place == "main":
        sure = "predict" in samples.text.lower()
        return 72 if sure else 42, samples.line, "the network has a method that samples or predicts"
    return None
