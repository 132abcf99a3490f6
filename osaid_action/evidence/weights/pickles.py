"""What a pickle would hold, by the names of classes in its first bytes. Never loaded."""

from __future__ import annotations

import re

from ...patterns import lazy
from .held import EITHER, MODEL, NONE, PART, SAVED, TENSOR, VAGUE, Format

_LEGACY_TORCH = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_WEIGHT_SUFFIXES = frozenset({"pt", "pth", "ckpt", "th", "jit", "pdparams"})
_TABLE = lazy(rb"pandas[._]|_?[bB]unch|pyarrow|polars|PIL\.")
_SKLEARN = lazy(rb"sklearn\.(\w{1,40})(?:\.(\w{1,40}))?")
#: Parts of scikit-learn that prepare data for a model: what they hold is learned, but no model.
_PREPARES = {b"preprocessing", b"feature_extraction", b"impute", b"feature_selection"}
_NO_MODEL = {b"utils", b"metrics", b"datasets"}
_LEARNERS = lazy(
    rb"xgboost|lightgbm|catboost|gensim\.models|hmmlearn|pmdarima|statsmodels|prophet|surprise\.|implicit\."
    rb"|sklearn_crfsuite|imblearn|nltk\.classify|nltk\.tag|ngboost|econml|lifelines|autogluon|flaml|tpot"
)
_FRAMEWORKS = lazy(rb"torch[._]|keras|haiku|flax|jax|paddle|tensorflow|tinygrad|mxnet|chainer|cupy")
_ARRAYS = lazy(rb"numpy|_codecs|joblib|array")
_OPTIMIZER = lazy(rb"exp_avg|param_groups|momentum_buffer|max_exp_avg_sq|\xa2mu|\xa5count")
_PARAMETERS = lazy(rb"weight|kernel|bias|state_dict|embedding|params\x81|params\x82|params\x83")
_LAYERS = lazy(rb"weight|kernel|bias|state_dict|_parameters|_modules|\.nn\.|running_mean")
#: The one object of a pickle is a tensor, and not a mapping of many.
_TENSOR = lazy(rb"\x80[\x02-\x05](?:\x95.{8})?ctorch\._utils\n_rebuild_(?:tensor|parameter)", re.DOTALL)


def optimizer_only(head: bytes) -> bool:
    """True when first bytes name an optimizer's state and nothing that a layer has."""
    return bool(_OPTIMIZER.search(head)) and not _PARAMETERS.search(head)


def names_layers(head: bytes) -> bool:
    """True when first bytes name what a network is made of."""
    return bool(_LAYERS.search(head))


def one_tensor(head: bytes) -> bool:
    """True when what torch.save was given is a tensor by itself."""
    return bool(_TENSOR.search(head))


def of_pickle(head: bytes, suffix: str) -> Format:
    """What a pickle holds."""
    if optimizer_only(head):
        return Format("an optimizer's state", NONE)
    if _LEGACY_TORCH in head[:16]:
        if one_tensor(head):
            return Format("PyTorch pickle of one tensor", TENSOR)
        return Format("PyTorch pickle", MODEL if names_layers(head) else SAVED)
    if made := _SKLEARN.search(head):
        name = f"pickle of sklearn.{made[1].decode()} objects"
        return Format(name, NONE if made[1] in _NO_MODEL else PART if made[1] in _PREPARES else MODEL)
    if learner := _LEARNERS.search(head):
        return Format(f"pickle of {learner[0].decode().rstrip('.')} objects")
    if _TABLE.search(head):
        return Format("a pickle of tables or pictures", NONE)
    if suffix in _WEIGHT_SUFFIXES:
        return Format("pickle under a suffix of weights", MODEL if names_layers(head) else SAVED)
    if framework := _FRAMEWORKS.search(head):
        return Format(f"pickle of {framework[0].decode().rstrip('._')} objects", EITHER)
    return Format("pickle of arrays", EITHER) if _ARRAYS.search(head) else Format("pickle", VAGUE)
