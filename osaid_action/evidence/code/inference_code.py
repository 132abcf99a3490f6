"""Inference code: does the tree hold code that loads the model and runs it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ..about import data_is_the_subject, library_said
from ..frameworks import IMPORTS, imports, is_python, learns, models, trains
from ..rank import Sighting, finding, rate
from ..survey import signal, words

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import File, Hit, Survey

COMPONENT = "inference-code"
SIGNALS = {
    "code": (
        signal(
            "loads",
            "load( load_ Load( loadLayersModel loadGraphModel from_pretrained( restore "
            "InferenceSession pipeline( read_checkpoint from_checkpoint haiku_params for_inference "
            "Model( ModelFor ModelWith Net( LM( GPT( LLM( safe_open VarBuilder DetectMultiBackend "
            "readRDS ModelSerializer fromJSON( SerializationHelper GetModel( readNet",
            r"(?<!json)(?<!yaml)(?<!toml)(?<!tomllib)\.load\(|\b(?:safe_open|load_file|load_tensors)\(",
            r"\b(?!json)[A-Z]\w{0,30}(?:Model|Net|LM|GPT)\w{0,30}\(|\bModel\(\)|from_pretrained\("
            r"|\brestore\w{0,30}\(|\bLLM\(",
            r"load_(?:state_dict|model|weights|checkpoint|params|file|tensors|\w{1,30}model)\("
            r"|InferenceSession\(",
            r"\bpipeline\(|read_checkpoint|get_model_haiku_params|setup_for_inference\w{0,30}\("
            r"|load_\w{0,30}checkpoint\w{0,30}\(",
            r"attempt_load\(|DetectMultiBackend\(|load(?:Layers|Graph)Model\(|VarBuilder::"
            r"|load_from_checkpoint\(",
            r"\breadRDS\(|ModelSerializer\.restore|\bload_model\w{0,30}\(|JLD2\.load\(|BSON\.load\("
            r"|\bbuild_from_checkpoint|Model\.Load\(|SerializationHelper\.read|tflite::GetModel\("
            r"|\breadNet\w{0,20}\(|\.fromJSON\(|\btorch::load\(|\bload_learner\(",
        ),
        signal(
            "runs",
            ".generate $generate .predict $predict .transcribe .detect .sample $sample .forecast "
            ".embed( .infer multinomial( no_grad inference_mode .run( sample_ generate_ "
            "def␣generate fn␣generate function␣generate def␣predict fn␣predict function␣predict "
            "def␣sample fn␣sample function␣sample def␣transcribe fn␣transcribe function␣transcribe "
            "def␣inference fn␣inference function␣inference def␣forward fn␣forward function␣forward "
            "def␣detect fn␣detect function␣detect def␣decode fn␣decode function␣decode "
            "random.categorical next_ softmax( rng.choice( random.choices( predict( PREDICT "
            ".output( num_inference_steps .invoke( .Invoke( .Predict( net.forward( "
            "classifyInstance( ml.predict",
            r"[.$](?:generate\w{0,30}|predict\w{0,30}|transcribe|detect|sample\w{0,30}|forecast|embed"
            r"|infer)\(|multinomial\(",
            r"\btorch[.:]{1,2}(?:no_grad|inference_mode)\b|sess(?:ion)?\.run\(|\b(?:sample"
            r"|generate)_\w{1,30}\(",
            r"\b(?:def|fn|function) (?:generate|predict|sample|transcribe|inference|forward|detect"
            r"|decode)\w{0,30}\s{0,20}\(",
            r"jax\.random\.categorical|\bnext_\w{1,30}\(|\bsoftmax\(|rng\.choice\(|random\.choices\("
            r"|(?i:\bml\.predict\s{0,20}\()",
            r"\bpredict\(\s{0,20}\w{1,30}\s{0,20},|\bsample_\w{0,30}(?:argmax|mult|topp)\w{0,30}\("
            r"|\.output\(|\.classifyInstance\(|\bnum_inference_steps\s{0,20}="
            r"|\b(?:net|network|model|interpreter|predictor|engine)\.(?:run|invoke|Invoke|Predict)\("
            r"|\bnet\.forward\(",
        ),
        signal(
            "samples",
            "multinomial( def␣generate def␣sample def␣predict def␣translate categorical( "
            ")␣Predict( )␣Generate(",
            r"multinomial\(|def (?:generate|sample|predict|translate)\w{0,30}\(|\brandom\.categorical\("
            r"|^func \([^()]{1,40}\) (?:Predict|Generate)\w{0,30}\(",
        ),
        IMPORTS,
        signal(
            "native-loads",
            "commit_from_file( loadContainer( MLModel( NewModelFrom _from_file( LoadModel( loadModel( "
            "caffe.Net( DagNN.loadobj( _load( _init( "
            "load_model( InferenceSession( ReadModel( LoadFromFile( fromFile(",
            r"\bcommit_from_file\(|\bload\w{0,20}Container\(|\b(?:VNCore)?MLModel\(|\bNewModelFrom\w{1,20}\("
            r"|\b\w{0,30}(?:model|net|network|weights)\w{0,20}_from_file\(|\b[lL]oadModel\w{0,20}\("
            r"|_load_model\("
            r"|\bcaffe\.Net\(|\bDagNN\.loadobj\(|\b(?:nnue|net|network|model|weights)_(?:load|init)\w{0,10}\("
            r"|\bReadModel\(|\b(?:Module|Model|Session|Interpreter)\.(?:LoadFromFile|fromFile)\(",
        ),
        signal(
            "native-runs",
            "net.eval( _decode( _forward( _infer( _rnn( _nn( _network( _frame( Forward( forward( session. "
            "logits",
            r"\b\w{2,30}_(?:decode|forward|infer)\(|\b(?:compute|run|eval|process|forward|apply)_(?:rnn|nn"
            r"|net"
            r"|network|model|frame)\w{0,10}\(|\b(?:ctx|state|model)(?:\.|->)logits\b"
            r"|\b(?:[fF]orward)\(\s{0,4}\w"
            r"|\bsession\.(?:run|Run|prediction)\(|\bnet\.eval\(\{",
        ),
        signal(
            "native-imports",
            "onnxruntime tflite tensorflow torch/script.h RTNeural ncnn ggml llama.h whisper.h openvino",
            r"^\s{0,20}(?:\w{1,12} )?\"github\.com/\S{0,60}(?:onnx|tflite|tensorflow|llama|whisper|ggml)",
            r"^\s{0,8}#\s{0,4}include [<\"]\S{0,60}(?:onnxruntime|tensorflow|torch/script|RTNeural|ncnn"
            r"|ggml|llama\.h"
            r"|whisper\.h|openvino)",
            r"\bRTNeural::",
        ),
        signal(
            "native-asks",
            ".Run( .run( .process( .forward( .classify(",
            r"\.(?:Run|run|process|forward|classify)\(\s{0,4}[\w*&]",
        ),
        signal("eval", "eval() evaluate() NoGradGuard", r"(?:\.|->)eval\(\)|:evaluate\(\)|NoGradGuard"),
        signal(
            "remote",
            "openai anthropic api_key requests.post cohere mistralai API_KEY langchain litellm llama_index",
            r"\b(?:openai|anthropic|cohere|mistralai)\b.{0,80}(?:import|Client|\()|(?i:api_key)"
            r"|requests\.post\(",
            r"^\s{0,20}(?:import|from) (?:openai|anthropic|cohere|mistralai|litellm|llama_index)\b",
            r"^\s{0,20}(?:import|from) langchain",
        ),
    ),
}
_WORDS = words(
    "generate generation generator infer inference predict prediction predictor sample sampling sampler "
    "demo chat "
    "transcribe transcription detect serve serving server app run runner runners decode decoding "
    "completion "
    "pipeline forecast translate hubconf restapi simple cli deploy onnx example interactive playground"
)
NAMED = words("generate inference infer predict sample chat transcribe detect demo")
_SERVES = words("app api serve server service serving")
_RUNNING = words("model models generation inference predict decode decoding transcribe run")
_HELPERS = words("utils util helpers data dataset datasets")
_SNIPPET = lazy(
    r"\.generate\(|from_pretrained\(|pipeline\(|\.predict\(|vllm serve|llama-cli|sglang|ollama run"
    r"|model\.transcribe"
)
_NETWORK = lazy(r"\b(?:compute|run|eval|forward)_(?:rnn|nn|net|network|model)\w{0,10}\(")
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
    of_data = data_is_the_subject(survey)
    seen = [sighting for file in survey.code if learns(survey) and (sighting := _look(file, of_data))]
    if library_said(survey) and _only_shown(survey):
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
    native = not is_python(file)
    loads = file.hit("loads", "native-loads")
    runs = file.hit("runs", "samples") or (loads and file.hit("eval"))
    if runs is None and native:
        runs = file.hit("native-runs")
    if runs is None and native and (file.hit("native-imports") or models(file)):
        runs = file.hit("native-asks")
    served = file.named(NAMED | _SERVES) or (loads and "pipeline(" in loads.text)
    if runs is None and loads and models(file) and served:
        runs = loads
    if runs is None or not (imports(file) or (loads and _UNPICKLES.search(loads.text))):
        return None
    if (file.hit("remote") and not loads) or (of_data and not file.said(_RUNNING)) or file.named(_DATA):
        return None
    aside = "runs the model on the way to something else"
    if file.named(_AWAY) or file.said(_EVALUATION):
        return rate(file, 50, runs.line, aside) if loads else None
    if trains(file) and not file.named(NAMED):
        sampled = file.hit("samples") or (loads and (file.hit("eval") or file.suffix == "ipynb"))
        return rate(file, 45, runs.line, aside) if sampled else None
    judged = _runner(file, loads, runs)
    if judged is None and loads and (models(file) or not is_python(file) or file.hit("imports-arrays")):
        return None if _scripted(file) else rate(file, 50, runs.line, aside)
    return rate(file, *judged) if judged else None


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
    if not loads and (defines or file.suffix == "go") and (samples := file.hit("samples")):
        return 42, samples.line, "the network has a method that samples or predicts"
    return None
