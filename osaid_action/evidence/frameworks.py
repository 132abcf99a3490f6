"""Which packages a file imports, and whether a project has to do with models that learn at all.

Words like train, loss, step, tokenizer and evaluate mean other things elsewhere; an import says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .signals import family

if TYPE_CHECKING:
    from .file import File

#: What may follow the name of a package.
_INSIDE = r"(?:[./:]\S*)?"
_JULIA = r"(?:[\w.:, ]{0,60}[ ,.])?"
#: Kinds of package: what defines and differentiates networks, what fits models, what only runs them,
#: what computes with arrays, what shows windows, serves others, gathers pages, and the project's own modules
#: that are named after a model.
_KINDS = {
    "deep": (
        rf"(?:torch|torchvision|torchaudio|torch_geometric|dgl|lightning|pytorch_lightning|timm|fastai){_INSIDE}",
        rf"(?:transformers|diffusers|accelerate|peft|trl|unsloth|axolotl|deepspeed|megatron|nemo){_INSIDE}",
        rf"(?:jax|flax|haiku|optax|equinox|diffrax|trax|sonnet|seqio|t5x?|numpyro){_INSIDE}",
        rf"(?:tensorflow|tflearn|tf_slim|keras\w{{0,6}}|tf_keras|deepxde){_INSIDE}",
        rf"(?:paddle|mindspore|mxnet|gluonnlp|gluonts|jittor|oneflow|mlx\w{{0,6}}|tinygrad|autograd){_INSIDE}",
        rf"(?:chainer|theano|lasagne|caffe2?|nngraph|cunn|cudnn|pyro){_INSIDE}",
        rf"(?:fairseq2?|espnet2?|speechbrain){_INSIDE}",
        rf"(?:ray\.rllib|stable_baselines3|sb3_contrib|tianshou){_INSIDE}",
        rf"(?:burn|candle\w{{0,30}}|tch|dfdx){_INSIDE}",  # Rust
        rf"(?:TensorFlow|MLX\w{{0,10}}|luz|TorchSharp){_INSIDE}",  # Swift, R, C#
        rf"(?:org\.(?:deeplearning4j|nd4j|tensorflow|pytorch)|ai\.djl|com\.intel\.analytics\.bigdl){_INSIDE}",
        rf"{_JULIA}(?:Flux|Lux|Knet|SimpleChains|MLJFlux|Zygote)(?:[ ,.:].*)?",
        r"@tensorflow/\S+|brain\.js|synaptic",  # JavaScript
        r"gorgonia\.org/\S+",  # Go
    ),
    "fits": (
        rf"(?:sklearn|xgboost|lightgbm|catboost|cuml|statsmodels|hmmlearn|river|autogluon|pycaret|h2o){_INSIDE}",
        rf"(?:gensim|fasttext|spacy|setfit|sentence_transformers|flair|implicit|surprise){_INSIDE}",
        rf"(?:pyspark\.ml\w{{0,4}}|org\.apache\.spark\.ml\w{{0,3}}|smile|weka){_INSIDE}",
        rf"(?:linfa\w{{0,20}}|smartcore){_INSIDE}",  # Rust
        rf"(?:caret|tidymodels|parsnip|mlr3\w{{0,12}}|randomForest|ranger){_INSIDE}",  # R
        rf"(?:glmnet|e1071|rpart|gbm){_INSIDE}",
        rf"(?:Microsoft\.ML|CreateML){_INSIDE}",
        rf"{_JULIA}(?:MLJ\w{{0,12}}|DecisionTree|XGBoost|ScikitLearn)(?:[ ,.:].*)?",
        r"ml5",  # JavaScript
        r"github\.com/sjwhitworth/golearn\S*",
    ),
    "runs": (
        rf"(?:onnxruntime\w{{0,8}}|vllm|llama_cpp|openvino|ctranslate2|tensorrt\w{{0,8}}|tflite_runtime){_INSIDE}",
        rf"(?:safetensors|joblib|faster_whisper|whisper|ultralytics|insightface){_INSIDE}",
        rf"(?:ort|CoreML){_INSIDE}",
        r"onnxruntime-\w{1,8}|@(?:xenova|huggingface)/transformers",  # JavaScript
    ),
    "arrays": (rf"(?:numpy|cupy|scipy|ndarray|pandas){_INSIDE}",),
    "windows": (
        rf"(?:tkinter|customtkinter|PyQt\d|PySide\d|wx|kivy|pygame|flet|streamlit|gradio|dash|nicegui){_INSIDE}",
        rf"(?:android|androidx|javax\.swing|java\.awt|javafx|SwiftUI|UIKit|AppKit|shiny){_INSIDE}",
        rf"(?:System\.Windows|Avalonia|Microsoft\.Maui|UnityEngine|egui|iced|tauri){_INSIDE}",
        r"(?:react|vue|electron|svelte|@angular|flutter)(?:[-./]\S*)?",
    ),
    "serves": (
        rf"(?:flask|fastapi|django|aiohttp|tornado|sanic|uvicorn|express|koa|fastify){_INSIDE}",
        rf"(?:telegram|telebot|aiogram|discord|slack_bolt|mcp|fastmcp|org\.springframework){_INSIDE}",
        rf"(?:actix_web|axum|warp|tonic|Microsoft\.AspNetCore|Illuminate){_INSIDE}",
        r"(?:github\.com/gin-gonic/gin|github\.com/labstack/echo)\S*|@modelcontextprotocol/\S+",
    ),
    "gathers": (rf"(?:requests|bs4|selenium|scrapy|tweepy|playwright|praw|newspaper|urllib){_INSIDE}",),
    "own": (r"[\w.]{0,60}(?:model|runner)\w{0,20}(?:\.\S*)?",),
}
IMPORTS = family(
    "imports",
    _KINDS,
    r"^\s{0,20}(?:import|from)\s{1,20}(?:static )?([\w.]{1,120})",  # Python, Java, Swift
    r"^\s{0,20}import\s{1,20}\w{1,30}(?: as \w{1,30})?, {0,3}([\w.]{1,60})",
    r"(?:\brequire\(|\bfrom\s{1,4}|\bimport\()\s{0,20}[\"']([@\w./-]{1,80})[\"']",  # JavaScript
    r"^\s{0,20}(?:pub )?use\s{1,20}([\w:]{1,80})",  # Rust
    r"^\s{0,20}using\s{1,20}([\w.,: ]{1,120})",  # Julia, C#
    r"\brequire [\"']([\w.]{1,30})[\"']",  # Lua
    r"\b(?:library|require)\(\s{0,20}[\"']?([\w.]{1,30})",  # R
    r"^\s{0,20}(?:\w{1,12} |\. )?\"((?:gorgonia\.org|github\.com)/[\w./-]{1,80})\"",  # Go
)
_MODELLED = ("imports-deep", "imports-fits", "imports-runs")
_COMPUTES = (*_MODELLED, "imports-arrays", "imports-own")


def models(file: File) -> bool:
    """True where a file imports a package that learns or runs models."""
    return file.hit(*_MODELLED) is not None


def is_python(file: File) -> bool:
    """True for a language in which nothing of models is done without an import."""
    return file.suffix in {"py", "ipynb"}


def imports(file: File) -> bool:
    """True where a Python file imports anything of arrays or models; other languages may import nothing."""
    return not is_python(file) or file.hit(*_COMPUTES) is not None


def trains(file: File) -> bool:
    """True where a file holds a loop of training, or hands training to a package."""
    if file.hit("gradients") and file.hit("step"):
        return True
    if file.hit("minimizes") or (file.hit("descent") and file.hit("gradients", "loss", "rehearses")):
        return True
    if file.hit("gradients") and file.hit("optimizer") and file.hit("loss"):
        return True
    if file.hit("builder") and file.hit("optimizer", "loss"):
        return True
    if file.hit("fitted") and models(file):
        return True
    return file.hit("fits") is not None and (models(file) or file.hit("trainer") is not None)
