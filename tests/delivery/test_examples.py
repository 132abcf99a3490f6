"""The examples work: examples/complete can be rebuilt, and holds what its documents say."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

np = pytest.importorskip("numpy")

EXAMPLES = Path(__file__).parents[2] / "examples"
COMPLETE = EXAMPLES / "complete"
INCOMPLETE = EXAMPLES / "incomplete"

# Another BLAS rounds otherwise, and 1,400 steps carry that on; one machine repeats itself to the last bit.
LOSS_TOLERANCE = 0.02
SHORT_STEPS = 100
SHORT_LOSS = 4.4  # on the validation split, after 100 steps; before the first, it is log(640) = 6.46


def run(directory: Path, script: str, *arguments: str) -> str:
    """Run one script of an example in its directory and return what it printed."""
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    result = subprocess.run(
        [sys.executable, "-B", script, *arguments],
        cwd=directory,
        env={**os.environ, **threads, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def load_module(name: str) -> ModuleType:
    """Import one module of examples/complete that imports none of the others."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", COMPLETE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # NamedTuple looks its module up
    spec.loader.exec_module(module)
    return module


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def tensors(path: Path) -> dict[str, Any]:
    return load_module("safetensors_io").load(path)[0]


#: What the commands write: first from the raw data, then from that.
PREPARED = ("processed", "tokenizer.json")
TRAINED = ("weights", "evaluation.json", "training_log.json")


def copied(folder: Path, *without: str) -> Path:
    return shutil.copytree(
        COMPLETE, folder / "complete", ignore=shutil.ignore_patterns(*without, "__pycache__")
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of examples/complete that is prepared and not trained."""
    return copied(tmp_path, *TRAINED)


def test_data_and_tokenizer_are_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    """So the other tests start from what is committed."""
    raw = copied(tmp_path, *PREPARED, *TRAINED)
    run(raw, "prepare.py")
    run(raw, "tokenizer.py")
    paths = [*(COMPLETE / "data" / "processed").iterdir(), COMPLETE / "tokenizer.json"]
    assert len(paths) == 5
    for path in paths:
        assert (raw / path.relative_to(COMPLETE)).read_bytes() == path.read_bytes(), path.name


def test_short_training_learns_and_resuming_changes_nothing(copy: Path) -> None:
    run(copy, "train.py", "--steps", str(SHORT_STEPS))
    straight = tensors(copy / "weights" / "model.safetensors")
    last = read_json(copy / "training_log.json")["history"][-1]
    assert last["step"] == SHORT_STEPS
    assert last["validation_loss"] < SHORT_LOSS

    run(copy, "train.py", "--steps", str(SHORT_STEPS // 2))
    run(copy, "train.py", "--steps", str(SHORT_STEPS), "--resume")
    resumed = tensors(copy / "weights" / "model.safetensors")
    for name, value in straight.items():
        np.testing.assert_array_equal(resumed[name], value, err_msg=name)


@pytest.mark.slow
def test_full_training_reproduces_the_committed_results(copy: Path) -> None:
    """Takes some 20 seconds: it is the claim that the whole example makes."""
    run(copy, "train.py")
    for path in (COMPLETE / "weights").iterdir():
        rebuilt = tensors(copy / "weights" / path.name)
        assert {name: value.shape for name, value in rebuilt.items()} == {
            name: value.shape for name, value in tensors(path).items()
        }
    histories = (read_json(root / "training_log.json")["history"] for root in (copy, COMPLETE))
    for ours, committed in zip(*histories, strict=True):
        assert ours == pytest.approx(committed, abs=LOSS_TOLERANCE)

    run(copy, "evaluate.py")
    ours, committed = (read_json(root / "evaluation.json") for root in (copy, COMPLETE))
    for split in ("validation", "test"):
        bits = "bits_per_character"
        assert ours[split][bits] == pytest.approx(committed[split][bits], abs=LOSS_TOLERANCE)
        assert ours[split]["5gram_" + bits] == pytest.approx(committed[split]["5gram_" + bits], abs=1e-4)
        assert ours[split][bits] < ours[split]["5gram_" + bits]


def test_committed_weights_give_the_committed_evaluation(copy: Path) -> None:
    shutil.copytree(COMPLETE / "weights", copy / "weights")
    run(copy, "evaluate.py")
    ours, committed = (read_json(root / "evaluation.json") for root in (copy, COMPLETE))
    assert ours["step"] == committed["step"]
    for split in ("validation", "test"):
        assert ours[split] == pytest.approx(committed[split], abs=2e-2)


def test_gradients_agree_with_differences() -> None:
    model = load_module("model")
    shape = model.Shape(vocabulary=11, context=5, width=8, layers=2, heads=2)
    rng = np.random.default_rng(0)
    # Far from the zeros it starts with, no gradient vanishes; in 64 bits, differences are precise.
    parameters = {
        name: value + 0.3 * rng.standard_normal(value.shape)
        for name, value in model.initialize(shape, rng, np.float64).items()
    }
    tokens, targets = rng.integers(shape.vocabulary, size=(2, 3, shape.context))

    def evaluate(values: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        # A new generator with the same seed drops the same units each time.
        loss, gradients = model.loss_and_gradients(
            tokens, targets, shape, values, 0.2, np.random.default_rng(1)
        )
        return loss, gradients

    _, gradients = evaluate(parameters)
    for name, value in parameters.items():
        direction = rng.standard_normal(value.shape)
        above, below = (evaluate({**parameters, name: value + step * direction})[0] for step in (1e-5, -1e-5))
        assert np.vdot(gradients[name], direction) == pytest.approx((above - below) / 2e-5, rel=1e-5), name


def test_no_token_sees_what_follows() -> None:
    model = load_module("model")
    shape = model.Shape(vocabulary=11, context=6, width=8, layers=1, heads=2)
    rng = np.random.default_rng(0)
    parameters = {
        name: value + rng.standard_normal(value.shape).astype(np.float32)
        for name, value in model.initialize(shape, rng).items()
    }
    tokens = rng.integers(shape.vocabulary, size=(1, 6))
    changed = tokens.copy()
    changed[0, -1] = (tokens[0, -1] + 1) % shape.vocabulary
    before, after = (model.forward(window, shape, parameters)[0][0] for window in (tokens, changed))
    np.testing.assert_allclose(before[:-1], after[:-1], rtol=1e-4)
    assert not np.allclose(before[-1], after[-1])


def test_the_losses_agree() -> None:
    model = load_module("model")
    shape = model.Shape(vocabulary=11, context=5, width=8, layers=1, heads=2)
    rng = np.random.default_rng(0)
    parameters = model.initialize(shape, rng)
    tokens, targets = rng.integers(shape.vocabulary, size=(2, 3, shape.context))
    logits, _ = model.forward(tokens, shape, parameters)
    loss, _ = model.loss_and_gradients(tokens, targets, shape, parameters)
    assert loss == pytest.approx(float(model.losses(logits, targets).mean()), rel=1e-5)


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.safetensors")), ids=lambda path: path.name)
def test_the_safetensors_package_reads_the_weights(path: Path) -> None:
    safetensors = pytest.importorskip("safetensors.numpy")
    theirs = safetensors.load_file(path)
    ours = tensors(path)
    assert theirs.keys() == ours.keys()
    for name, value in ours.items():
        np.testing.assert_array_equal(theirs[name], value)
        assert np.isfinite(value).all()


def test_tensors_survive_writing_and_reading(tmp_path: Path) -> None:
    module = load_module("safetensors_io")
    values = {"a": np.arange(6, dtype=np.float32).reshape(2, 3).T, "b": np.array([1.5]), "c": np.ones(0)}
    module.save(tmp_path / "x.safetensors", values, {"step": "1"})
    read, metadata = module.load(tmp_path / "x.safetensors")
    assert metadata == {"step": "1"}
    assert list(read) == list(values)
    for name, value in values.items():
        np.testing.assert_array_equal(read[name], value)


def test_tokens_decode_to_the_text(copy: Path) -> None:
    """Any text survives: the bytes are tokens too."""
    code = (
        "from tokenizer import Tokenizer; tokenizer = Tokenizer.load()\n"
        "texts = ['', \"'I don't know,' said Alice.\", 'na\\u00efve \\U0001f407\\t\\n\\n  x ', 'AAAA' * 9]\n"
        "texts.append(open('data/raw/alice29.txt', encoding='ascii').read())\n"
        "assert all(tokenizer.decode(tokenizer.encode(text)) == text for text in texts)\n"
    )
    run(copy, "-c", code)


@pytest.mark.parametrize("example", [COMPLETE, INCOMPLETE], ids=lambda path: path.name)
def test_generate_goes_on_with_the_prompt(example: Path) -> None:
    first, second = (run(example, "generate.py", "The Queen", "--tokens", "40") for _ in range(2))
    assert first.startswith("The Queen")
    assert len(first) > 60
    assert first == second


def test_nothing_is_pickled() -> None:
    for path in EXAMPLES.rglob("*.py"):
        assert not re.search(r"import (pickle|joblib|torch)|np\.load\b", path.read_text(encoding="utf-8")), (
            path
        )
    suffixes = {path.suffix for path in EXAMPLES.rglob("*") if path.is_file()}
    assert not suffixes & {".pkl", ".pickle", ".pt", ".pth", ".bin", ".npy", ".npz", ".joblib"}


def test_weights_stay_small() -> None:
    assert sum(path.stat().st_size for path in (COMPLETE / "weights").iterdir()) < 1_500_000


def test_data_document_agrees_with_the_files() -> None:
    document = (COMPLETE / "DATA.md").read_text(encoding="utf-8")
    raw = (COMPLETE / "data" / "raw" / "alice29.txt").read_bytes()
    assert hashlib.sha256(raw).hexdigest() in document
    assert f"{len(raw):,} bytes" in document

    report = read_json(COMPLETE / "data" / "processed" / "report.json")
    evaluation = read_json(COMPLETE / "evaluation.json")
    training_tokens = re.search(
        r"training split of ([\d,]+)", (COMPLETE / "MODEL_CARD.md").read_text("utf-8")
    )
    assert training_tokens
    tokens = {
        "train": training_tokens[1],
        **{split: f"{evaluation[split]['tokens']:,}" for split in ("validation", "test")},
    }
    for split, counts in report["splits"].items():
        text = (COMPLETE / "data" / "processed" / f"{split}.txt").read_text(encoding="utf-8")
        assert counts["characters"] == len(text)
        assert counts["words"] == len(text.split())
        cells = [split, *(f"{counts[key]:,}" for key in ("passages", "words", "characters")), tokens[split]]
        assert f"| {' | '.join(cells)} |" in document

    passages = sum(counts["passages"] for counts in report["splits"].values())
    assert f"{report['kept']} paragraphs in {passages} passages" in document
    assert f"12 chapters, {report['paragraphs']} paragraphs" in document
    dropped = report["dropped"]
    assert report["paragraphs"] - sum(dropped.values()) == report["kept"]
    for words in (
        f"the {dropped['editors_note']} editor's notes",
        f"12 letters: {dropped['too_short']},",
        f"on average: {dropped['typographic_figure']},",
        f"earlier one: {dropped['duplicate']},",
    ):
        assert words in document


def test_model_card_agrees_with_the_files() -> None:
    card = (COMPLETE / "MODEL_CARD.md").read_text(encoding="utf-8")
    evaluation = read_json(COMPLETE / "evaluation.json")
    for split in ("validation", "test"):
        numbers = evaluation[split]
        row = [
            f"{numbers['loss_per_token']:.4f}",
            f"{numbers['perplexity_per_token']:.2f}",
            f"{numbers['bits_per_character']:.4f}",
            f"{numbers['5gram_bits_per_character']:.4f}",
        ]
        assert f"| {split} | {' | '.join(row)} |" in card
    last = read_json(COMPLETE / "training_log.json")["history"][-1]
    assert last["step"] == evaluation["step"]
    assert f"{last['step']:,} steps" in card
    assert str(last["train_loss"]) in card
    assert str(last["validation_loss"]) in card
    count = sum(value.size for value in tensors(COMPLETE / "weights" / "model.safetensors").values())
    for document in (card, (COMPLETE / "README.md").read_text(encoding="utf-8")):
        assert f"{count:,} parameters" in document


def test_incomplete_readme_agrees_with_the_files() -> None:
    readme = (INCOMPLETE / "README.md").read_text(encoding="utf-8")
    path = INCOMPLETE / "weights" / "model.safetensors"
    assert f"{sum(value.size for value in tensors(path).values()):,} parameters" in readme
    assert f"{path.stat().st_size / 1000:.0f} kB of weights" in readme
