"""Model architecture: does the tree define the network: its layers and how they are applied?"""

from __future__ import annotations

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "model-architecture"
_LAYERS = r"(?:Linear|Dense|Conv\d?d?|Embedding\w*|LayerNorm|RMSNorm|BatchNorm\d?d?|MultiheadAttention|MultiHeadAttention\w*|LSTM|GRU|Dropout|ReLU|Sequential|Parameter|ModuleList|ColumnParallelLinear|RowParallelLinear|ParallelEmbedding|VocabParallelEmbedding|TransformerEncoder\w*|MaxPool\w*)"
SIGNALS = {
    "code": (
        signal("module", "Module) Module␣ Model) Layer) torch.nn keras.Model hk.Module", r"class \w+\((?:[\w.]+, *)*(?:torch\.)?(?:nn|hk|eqx|nnx|linen|mx\.nn|keras|tf\.keras|layers|tf\.Module)?\.?(?:\w*Module|Model|Layer|\w*PreTrainedModel|TransformerBlock|MegatronModule)\b"),
        signal("layers", "Linear Dense Conv Embed Norm Attention LSTM GRU Parameter( Sequential ModuleList", rf"\b(?:nn|torch\.nn|hk|layers|keras\.layers|tf\.keras\.layers|eqx\.nn|nnx|linen|mpu|flax\.linen|self\.\w+ ?= ?\w*|L|K|F)\.?{_LAYERS}\("),
        signal("applies", "def␣forward( def␣__call__( def␣call( fn␣forward", r"def (?:forward|__call__|call|construct)\(|\bfn forward\b"),
        signal("struct", "struct typedef layers affine Chain( attention(", r"\b(?:struct|typedef struct)\b.*(?:Transformer|GPT|Network|Model|Weights|Layer|Attention)|\bChain\(|new_affine\(|\battention(?:_forward)?\(|matmul(?:_forward)?\("),
        signal("products", "@ dot einsum matmul", r"[\w\])] @ [\w(]|\b(?:np|jnp|numpy)\.(?:dot|einsum|matmul)\(|\beinsum\("),
        signal("written", "def␣ fn␣", r"\b(?:def|fn) \w*(?:softmax|relu|gelu|swiglu|attention|attend|norm|tanh|sigmoid|forward|linear|conv\d?d?|embed\w*|logits|mlp|feed_forward|block|lstm|gru)\w*\s*[(<]"),
    ),
    "config": (
        signal("sizes", "hidden layers heads dim embd", r"(?i)[\"']?\b(?:hidden[-_]size|num[-_](?:hidden[-_])?layers|n_layers?|num[-_](?:attention[-_])?heads|n_heads?|d_model|n_embd|dim|depth_multiple|backbone)[\"']?\s*:"),
    ),
}  # fmt: skip
_WORDS = (
    "model",
    "models",
    "modeling",
    "modules",
    "network",
    "networks",
    "net",
    "nets",
    "arch",
    "architecture",
    "architectures",
    "transformer",
    "layers",
    "gpt",
    "llama",
    "bert",
    "unet",
    "encoder",
    "decoder",
    "backbone",
    "common",
    "nn",
    "value",
    "builder",
    "policy",
)
_AWAY = {
    "lora",
    "adapter",
    "adapters",
    "loss",
    "losses",
    "test",
    "optim",
    "optimizer",
    "reward",
    "head",
    "heads",
    "wrapper",
    "eval",
    "evals",
}


def probe(survey: Survey) -> list[Finding]:
    """Classes with layers and a forward pass; sizes in a configuration alone are partial."""
    seen = [sighting for file in survey.code if file.own and (sighting := _look(file))]
    for file in survey.config:
        if "sizes" in file and file.place == "main" and file.hits["sizes"].count >= 3:
            seen.append(
                rate(file, 40, file.hits["sizes"].line, "sizes of the architecture, without its code")
            )
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    module, layers, applies = file["module"], file["layers"], file["applies"]
    if file.path.endswith((".py", ".ipynb")) and not file["ml"]:
        return None
    named = file.said(*_WORDS) and not _AWAY.intersection(file.words)
    if module and layers and applies:
        depth = min(layers.count, 10) + min(module.count, 5)
        if layers.count >= 3 or module.count >= 3:
            score = (84 if named else 68) + min(depth, 12)
            return rate(
                file,
                min(score, 96) if named else min(score, 76),
                module.line,
                "defines the network's layers and how they are applied",
            )
        return rate(file, 60 if named else 40, module.line, "defines a part of a network")
    if module and applies and named and module.count >= 2:
        return rate(file, 75, module.line, "defines parts of the network")
    if layers and layers.count >= 4 and named:
        return rate(file, 78, layers.line, "builds a network from layers")
    if (
        file["struct"]
        and (named or file.said("train"))
        and file.hits["struct"].count >= 2
        and not file.path.endswith(".py")
    ):
        return rate(file, 76, file.hits["struct"].line, "defines the network")
    if file["written"] and named and file.hits["written"].count + (file.hits["products"].count if "products" in file else 0) >= 3:
        return rate(file, 76, file.hits["written"].line, "defines the network's operations")
    return None
