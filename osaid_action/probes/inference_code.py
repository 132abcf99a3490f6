"""Inference code: does the tree hold code that loads the model and runs it?"""

from __future__ import annotations

import re

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "inference-code"
SIGNALS = {
    "code": (
        signal("loads", "load( load_state_dict from_pretrained load_model load_weights restore( load_checkpoint load_params InferenceSession pipeline( from_config load_file read_checkpoint load_tensors haiku_params for_inference Model( Net( LM( GPT( safe_open attempt_load Backend( checkpoint", r"(?<!json)(?<!yaml)(?<!toml)(?<!tomllib)\.load\(|\b(?:safe_open|load_file|load_tensors)\(|\b(?!json)[A-Z]\w*(?:Model|Net|LM|GPT)\w*\(|\bModel\(\)|load_(?:state_dict|model|weights|checkpoint|params|file|tensors|\w*model)\(|from_pretrained\(|\brestore\w*\(|InferenceSession\(|\bpipeline\(|joblib\.load\(|jnp?\.load\(|read_checkpoint|checkpoint\.load|get_model_haiku_params|setup_for_inference\w*\(|load_\w*checkpoint\w*\(|attempt_load\(|DetectMultiBackend\("),
        signal("runs", "generate predict no_grad inference_mode sample next_ softmax rng.choice random.choices forecast embed( infer( .transcribe( multinomial argmax softmax .decode( .forward( session.run .detect( .apply(", r"\.(?:generate\w*|predict\w*|transcribe|detect|sample\w*|forecast|embed|infer)\(|torch\.(?:no_grad|inference_mode)\b|multinomial\(|\bdef (?:generate|predict|sample|transcribe|inference|forward|detect|decode)\w*\(|session\.run\(|\b(?:sample|generate)_\w+\(|jax\.random\.categorical|\bnext_\w+\(|\bsoftmax\(|rng\.choice\(|random\.choices\("),
        signal("ml", "import use", r"^\s*(?:from|import)\s+(?:torch|jax|flax|haiku|tensorflow|keras|transformers|diffusers|onnxruntime|sklearn|xgboost|lightgbm|joblib|mlx|paddle|mindspore|numpy|vllm|llama_cpp|sentence_transformers|openvino|safetensors|accelerate|fastai|timm|megatron|\.*\w*model\w*|\.*\w*runner\w*)\b"),
        signal("eval", ".eval()", r"\.eval\(\)"),
        signal("remote", "openai anthropic api_key requests.post", r"\b(?:openai|anthropic|cohere|mistralai)\b.*(?:import|Client|\()|api_key|requests\.post\("),
    ),
}  # fmt: skip
_WORDS = (
    "generate generation generator infer inference predict prediction predictor sample sampling sampler demo chat "
    "transcribe transcription detect serve serving server app run runner runners decode decoding completion "
    "pipeline forecast translate hubconf restapi simple cli deploy onnx"
).split()
_SNIPPET = re.compile(
    r"\.generate\(|from_pretrained\(|pipeline\(|\.predict\(|vllm serve|llama-cli|sglang|ollama run|model\.transcribe"
)
_AWAY = {
    "train",
    "training",
    "eval",
    "evals",
    "evaluation",
    "evaluate",
    "benchmark",
    "bench",
    "convert",
    "conversion",
    "export",
    "test",
    "loss",
    "diff",
    "recover",
    "merge",
}


def probe(survey: Survey) -> list[Finding]:
    """A script that loads and runs ranks first; evaluation wrappers and README snippets are partial."""
    seen = [sighting for file in survey.code if file.own and (sighting := _look(file))]
    for path, document in survey.documents.items():
        place = next(((number, line) for number, line in document.code if _SNIPPET.search(line)), None)
        if place:
            seen.append(
                Sighting(42, survey.by_path[path], place[0], "a snippet that loads and runs the model")
            )
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    loads, runs = file["loads"], file["runs"]
    if file.path.endswith((".py", ".ipynb")) and not file["ml"]:
        return None
    named = file.said(*_WORDS) and not file.named("utils", "util", "helpers", "data", "dataset", "datasets")
    if file["remote"] and not loads:
        return None
    away = file.named(*_AWAY) or file.said("eval", "evals", "evaluation", "benchmark", "benchmarks", "tests")
    if loads and runs and named and not away:
        score, line, why = 90, runs.line, f"runs the model, which it loads at line {loads.line}"
    elif loads and runs and (file["eval"] or runs.count > 1) and not away:
        score, line, why = (
            72 if file.place == "main" else 60,
            runs.line,
            f"runs the model, which it loads at line {loads.line}",
        )
    elif runs and named and not away and runs.count > 1:
        score, line, why = (
            70
            if file.said(
                "model", "models", "generation", "inference", "predict", "decode", "decoding", "transcribe"
            )
            else 55,
            runs.line,
            "runs the model",
        )
    elif loads and runs:
        score, line, why = 50, runs.line, "runs the model on the way to something else"
    else:
        return None
    return rate(file, score, line, why)
