"""Which packages a file imports, and whether a project has to do with models that learn at all.

Words like train, loss, step, tokenizer and evaluate mean other things elsewhere; an import says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy
from .signals import family

if TYPE_CHECKING:
    from .survey import File, Survey

#: What defines and differentiates networks.
_DEEP = (
    r"(?:torch|nngraph|cunn|cudnn|seqio|t5x?|jax|flax|haiku|optax|equinox|diffrax|trax|tensorflow|tflearn"
    r"|tf_slim|keras\w{0,6}|tf_keras|transformers|diffusers|paddle|mindspore|mxnet|chainer|theano|lasagne"
    r"|tinygrad|mlx\w{0,6}|megatron|deepspeed|accelerate|lightning|pytorch_lightning|timm|fastai|jittor"
    r"|oneflow|caffe2?|dgl|torch_geometric|torchvision|torchaudio|sonnet|autograd|numpyro|pyro|gluonnlp"
    r"|gluonts|fairseq2?|espnet2?|speechbrain|nemo|trl|peft|unsloth|axolotl|ray\.rllib|deepxde"
    r"|stable_baselines3|sb3_contrib|tianshou|burn|candle\w{0,30}|tch|dfdx|TensorFlow|MLX\w{0,10}|luz"
    r"|TorchSharp|org\.(?:deeplearning4j|nd4j|tensorflow|pytorch)|ai\.djl"
    r"|com\.intel\.analytics\.bigdl)(?:[./:]\S*)?"
    # Julia names several packages in one line.
    r"|(?:[\w.:, ]{0,60}[ ,.])?(?:Flux|Lux|Knet|SimpleChains|MLJFlux|Zygote)(?:[ ,.:].*)?"
    # JavaScript and Go
    r"|@tensorflow/\S+|brain\.js|synaptic|gorgonia\.org/\S+"
)
#: What fits models.
_FITS = (
    r"(?:sklearn|xgboost|lightgbm|catboost|gensim|fasttext|spacy|setfit|sentence_transformers|cuml"
    r"|statsmodels|hmmlearn|implicit|surprise|river|autogluon|pycaret|flair|pyspark\.ml\w{0,4}|h2o"
    # Rust, R, the JVM, .NET, Swift
    r"|linfa\w{0,20}|smartcore|caret|tidymodels|parsnip|mlr3\w{0,12}|randomForest|ranger|glmnet|e1071"
    r"|rpart|gbm|org\.apache\.spark\.ml\w{0,3}|smile|weka|Microsoft\.ML|CreateML)(?:[./:]\S*)?"
    r"|(?:[\w.:, ]{0,60}[ ,.])?(?:MLJ\w{0,12}|DecisionTree|XGBoost|ScikitLearn)(?:[ ,.:].*)?"
    r"|ml5|github\.com/sjwhitworth/golearn\S*"
)
#: What only runs them.
_RUNS = (
    r"(?:onnxruntime\w{0,8}|vllm|llama_cpp|openvino|safetensors|joblib|ctranslate2|tensorrt\w{0,8}"
    r"|faster_whisper|whisper|ort|CoreML|tflite_runtime|ultralytics|insightface)(?:[./:]\S*)?"
    r"|onnxruntime-\w{1,8}|@(?:xenova|huggingface)/transformers"
)
#: What computes with arrays, and the project's own modules that are named after a model.
_ARRAYS = r"(?:numpy|cupy|scipy|ndarray|pandas)(?:[./:]\S*)?"
_OWN = r"[\w.]{0,60}(?:model|runner)\w{0,20}(?:\.\S*)?"
_KINDS = lazy(
    r"(?=.{1,120}\Z)"
    rf"(?:(?P<deep>{_DEEP})|(?P<fits>{_FITS})|(?P<runs>{_RUNS})|(?P<arrays>{_ARRAYS})|(?P<own>{_OWN}))"
)
IMPORTS = family(
    "imports",
    "import from␣ use␣ using␣ library( require( require␣ gorgonia.org golearn",
    _KINDS,
    r"^\s{0,20}(?:import|from)\s{1,20}(?:static )?([\w.]{1,120})",
    r"^\s{0,20}import\s{1,20}\w{1,30}(?: as \w{1,30})?, {0,3}([\w.]{1,60})",
    r"(?:\brequire\(|\bfrom\s{1,4}|\bimport\()\s{0,20}[\"']([@\w./-]{1,80})[\"']",
    r"^\s{0,20}(?:pub )?use\s{1,20}([\w:]{1,80})",
    r"^\s{0,20}using\s{1,20}([\w.,: ]{1,120})",
    r"\brequire [\"']([\w.]{1,30})[\"']",
    r"\b(?:library|require)\(\s{0,20}[\"']?([\w.]{1,30})",
    r"^\s{0,20}(?:\w{1,12} |\. )?\"((?:gorgonia\.org|github\.com)/[\w./-]{1,80})\"",
)
_MODELLED = ("imports-deep", "imports-fits", "imports-runs")


def models(file: File) -> bool:
    """True where a file imports a package that learns or runs models."""
    return file.hit(*_MODELLED) is not None


def is_python(file: File) -> bool:
    """True for a language in which nothing of models is done without an import."""
    return file.suffix in {"py", "ipynb"}


def imports(file: File) -> bool:
    """True where a Python file imports anything of arrays or models; other languages may import nothing."""
    return not is_python(file) or any(name.startswith("imports-") for name in file.hits)


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


def learns(survey: Survey) -> bool:
    """True when some code imports such a package, or the README's opening speaks of models or datasets."""
    return survey.learns
