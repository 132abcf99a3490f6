"""What a pickle would hold, by the names of classes in its first bytes. Never loaded."""

from __future__ import annotations

from ...patterns import lazy

MODEL, EITHER, PART, NUMBERS, VAGUE = "model", "either", "part", "numbers", "vague"

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


def optimizer_only(head: bytes) -> bool:
    """True when first bytes name an optimizer's state and nothing that a layer has."""
    return bool(_OPTIMIZER.search(head)) and not _PARAMETERS.search(head)


def of_pickle(head: bytes, suffix: str) -> tuple[str, str] | None:
    """(name, what it holds) of a pickle; None where it holds no model."""
    if optimizer_only(head):
        return None
    if _LEGACY_TORCH in head[:16]:
        return "PyTorch pickle", MODEL
    if made := _SKLEARN.search(head):
        if made[1] in _NO_MODEL:
            return None
        return f"pickle of sklearn.{made[1].decode()} objects", PART if made[1] in _PREPARES else MODEL
    if learner := _LEARNERS.search(head):
        return f"pickle of {learner[0].decode().rstrip('.')} objects", MODEL
    if _TABLE.search(head):
        return None
    if suffix in _WEIGHT_SUFFIXES:
        return "pickle under a suffix of weights", MODEL
    if framework := _FRAMEWORKS.search(head):
        return f"pickle of {framework[0].decode().rstrip('._')} objects", EITHER
    return ("pickle of arrays", EITHER) if _ARRAYS.search(head) else ("pickle", VAGUE)
