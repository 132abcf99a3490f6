"""What code that loads a model and runs it says."""

from __future__ import annotations

from ...frameworks import IMPORTS
from ...signals import signal

_LOADS = signal(
    "loads",
    r"(?<!json)(?<!yaml)(?<!toml)(?<!tomllib)\.load\(",  # torch.load( and the like
    r"\btorch::load\(",  # LibTorch
    r"load_(?:state_dict|model|weights|checkpoint|params|file|tensors|\w{1,30}model)\(",
    r"\bload_model\w{0,30}\(",
    r"load_\w{0,30}checkpoint\w{0,30}\(",
    r"load_from_checkpoint\(",  # Lightning
    r"read_checkpoint",
    r"\bbuild_from_checkpoint",
    r"\brestore\w{0,30}\(",  # Orbax, TensorFlow 1
    r"\b(?:safe_open|load_file|load_tensors)\(",  # safetensors
    r"from_pretrained\(",  # Transformers
    r"\bpipeline\(",
    r"\bLLM\(",  # vLLM
    r"InferenceSession\(",  # ONNX Runtime
    r"\b[A-Z]\w{0,30}(?:Model|Net|LM|GPT)\(",  # a network of the project
    r"\b[A-Z]\w{0,30}Model(?:For|With)\w{0,27}\(",
    r"\bModel\(\)",
    r"\bload_learner\(",  # fastai
    r"attempt_load\(",  # YOLO
    r"DetectMultiBackend\(",
    r"get_model_haiku_params",  # AlphaFold
    r"setup_for_inference\w{0,30}\(",
    r"load(?:Layers|Graph)Model\(",  # TensorFlow.js
    r"\.fromJSON\(",  # brain.js
    r"VarBuilder::",  # candle
    r"\breadRDS\(",  # R
    r"ModelSerializer\.restore",  # Deeplearning4j
    r"SerializationHelper\.read",  # Weka
    r"Model\.Load\(",  # ML.NET
    r"tflite::GetModel\(",
    r"\breadNet\w{0,20}\(",  # OpenCV
    r"\bTFSMLayer\(",  # TensorFlow
    r"\bload_parameters\(",  # Gluon
    r"\bSymbolBlock\.imports\(",
    r"\bcaffe\.Classifier\(",
    r"\binclude_bytes!\(",  # Rust
    r"(?<![.\w])load\(\s{0,4}\w{0,20}(?:[nN]et|[mM]odel)\w{0,20}\s{0,4}\)",  # MATLAB
)
_RUNS = signal(
    "runs",
    r"[.$](?:generate|predict|sample)\w{0,30}\(",
    r"[.$](?:transcribe|detect|forecast|embed|infer)\(",
    r"multinomial\(",  # the next token
    r"\btorch[.:]{1,2}(?:no_grad|inference_mode)\b",  # PyTorch, LibTorch
    r"sess(?:ion)?\.run\(",  # ONNX Runtime, TensorFlow 1
    r"\b(?:sample|generate)_\w{1,30}\(",
    r"\b(?:def|fn|function) (?:generate|predict|sample|transcribe)\w{0,30}\s{0,20}\(",
    r"\b(?:def|fn|function) (?:inference|forward|detect|decode)\w{0,30}\s{0,20}\(",
    r"jax\.random\.categorical",
    r"rng\.choice\(",
    r"\bwsample\(",  # Julia
    r"\blet (?:rec )?(?:predict|infer|classify)\w{0,20}\b",  # OCaml
    r"\bpublic (?:static |virtual |override )?[\w<>\[\]]{1,30} (?:[pP]redict|[iI]nfer|[cC]lassify)\w{0,9}\(",
    r"random\.choices\(",
    r"\bsoftmax\(",
    r"\bnext_\w{1,30}\(",
    r"\b(?:net|network|model|interpreter|predictor|engine)\.(?:run|invoke|Invoke|Predict)\(",
    r"\bnet\.forward\(",  # OpenCV
    r"\.output\(",  # Deeplearning4j
    r"\.classifyInstance\(",  # Weka
    r"\bnum_inference_steps\s{0,20}=",  # Diffusers
    r"\bpredict\(\s{0,20}\w{1,30}\s{0,20},",  # R
    r"\b(?:ml\.predict|(?i:ml)\.PREDICT)\s{0,20}\(",  # BigQuery
)
_NATIVE_LOADS = signal(
    "native-loads",
    r"\bcommit_from_file\(",  # ort
    r"\bloadContainer\(",
    r"\b(?:VNCore)?MLModel\(",  # Core ML
    r"\bNewModelFrom\w{1,20}\(",  # Go
    r"\b\w{0,30}(?:model|net|network|weights)\w{0,20}_from_file\(",  # llama.cpp, whisper.cpp
    r"\b[lL]oadModel\(",
    r"_load_model\(",
    r"\bcaffe\.Net\(",
    r"\bDagNN\.loadobj\(",  # MatConvNet
    r"\b(?:nnue|net|network|model|weights)_(?:load|init)\(",  # by hand, in C
    r"\bReadModel\(",  # OpenVINO
    r"\b(?:Module|Model|Session|Interpreter)\.(?:LoadFromFile|fromFile)\(",
)
_NATIVE_RUNS = signal(
    "native-runs",
    r"\b\w{2,30}_(?:decode|forward|infer)\(",  # llama.cpp
    r"\b(?:compute|run|eval|process|forward|apply)_(?:rnn|nn|network|frame)\(",  # by hand, in C
    r"\b(?:ctx|state|model)(?:\.|->)logits\b",
    r"\b[fF]orward\(\s{0,4}\w",
    r"\bsession\.(?:run|Run|prediction)\(",
    r"\bnet\.eval\(\{",  # MatConvNet
    r"\bnet\.forward\(\)",  # OpenCV
    r"\bvl_simplenn\(",
)
SIGNALS = {
    "code": (
        _LOADS,
        _RUNS,
        signal(
            "samples",
            r"multinomial\(",
            r"\brandom\.categorical\(",
            r"def (?:generate|sample|predict|translate)\w{0,30}\(",
            r"^func \([^()]{1,40}\) (?:Predict|Generate)\w{0,12}\(",  # Go
            r"\b(?:pub fn|function) (?:\w{1,20}[.:])?(?:predict|infer)\w{0,20}\(",  # Rust, Lua, Julia
            r"\bfunction \w{1,20} = (?:predict|infer)\w{0,20}\(",  # MATLAB
            r"\blet (?:rec )?predict\w{0,20}\b",  # OCaml
            r"\bpublic (?:static |virtual )?[\w<>\[\]]{1,30} (?:[pP]redict|[iI]nfer)\w{0,20}\(",  # Java, C#
        ),
        signal(
            "predicts",
            r"[.$]predict(?:_proba|_generator|_classes)?\(\s{0,4}[\w\[]",
            r"(?<![.\w])predict\(\s{0,20}\w",  # R, MATLAB
            r"\b(?:preds?|predictions?|y_pred|y_hat|outputs?) ?= ?(?:self\.)?_?(?:model|net|network)\(",
            r"sess(?:ion)?\.run\(.{0,80}(?:pred|prob|logit|output|hypo|estimat)",  # TensorFlow 1
        ),
        signal(
            "called-model",
            r"= ?(?:self\.)?_?(?:model|net|network|generator|netG)\(\s{0,4}[\w*]",
        ),
        IMPORTS,
        _NATIVE_LOADS,
        _NATIVE_RUNS,
        signal(
            "native-imports",
            r"^\s{0,20}(?:\w{1,12} )?\"github\.com/\S{0,60}(?:onnxruntime|tflite|tensorflow|ggml)",  # Go
            r"^\s{0,8}#\s{0,4}include [<\"]\S{0,60}(?:onnxruntime|tensorflow|torch/script\.h|openvino)",
            r"^\s{0,8}#\s{0,4}include [<\"]\S{0,60}(?:RTNeural|ncnn|ggml|llama\.h|whisper\.h)",
            r"\bRTNeural::",
        ),
        signal(
            "native-asks",
            r"\.(?:Run|run|process|forward|classify)\(\s{0,4}[\w*&]",
        ),
        signal(
            "eval",
            r"(?:\.|->)eval\(\)",  # PyTorch, LibTorch
            r":evaluate\(\)",  # Torch7
            r"NoGradGuard",
        ),
        signal(
            "remote",
            r"\b(?:openai|anthropic|cohere|mistralai)\b.{0,80}(?:import|Client|\()",
            r"^\s{0,20}(?:import|from) (?:openai|anthropic|cohere|mistralai|litellm|llama_index)\b",
            r"^\s{0,20}(?:import|from) langchain",
            r"api_key|API_KEY",
            r"requests\.post\(",
        ),
    ),
}
