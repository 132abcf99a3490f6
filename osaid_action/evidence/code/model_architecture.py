"""Model architecture: does the tree define the network: its layers and how they are applied?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frameworks import imports, is_python, learns, models, trains
from ..rank import Sighting, finding, rate
from ..survey import signal, words

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import File, Survey

COMPONENT = "model-architecture"
_LAYERS = (
    r"(?:Linear|Dense|Conv\d?[dD]?|Embedding\w{0,30}|LayerNorm|RMSNorm|BatchNorm\w{0,30}"
    r"|Multi[hH]eadAttention\w{0,30}|LSTM|GRU"
    r"|Dropout|ReLU|Sequential|Parameter|ModuleList|(?:Column|Row)ParallelLinear"
    r"|(?:Vocab)?ParallelEmbedding"
    r"|TransformerEncoder\w{0,30}|MaxPool\w{0,30}|Chain|Flatten|GCNConv|GATConv|MLP|(?:De)?[cC]onv\w{0,20}"
    r"|BatchNormalization|Pooling|InnerProduct|EmbedID|NStepLSTM)"
)
_SIZES = (
    r"hidden[-_]size|num[-_](?:hidden[-_])?layers|n_layers?|num[-_](?:attention[-_])?heads|n_heads?"
    r"|d_model|n_embd|dim"
    r"|depth_multiple|backbone"
)
SIGNALS = {
    "code": (
        signal(
            "module",
            "class␣ nn_module( nn::Module impl␣Module derive(Module",
            r"class \w{1,60}\((?:[\w.]{1,40}, *){0,4}(?:torch\.|flax\.)?(?:nn|hk|eqx|nnx|linen|mx\.nn"
            r"|keras|tf\.keras|layers"
            r"|tf\.Module|L|pl|snt|chainer|gluon|jt|mindspore\.nn)?\.?(?:\w{0,40}Module|Model|Layer"
            r"|\w{0,40}PreTrainedModel"
            r"|TransformerBlock|Chain|(?:Hybrid)?Block|Cell)\b",
            r"\bnn_module\(|\bnn::Module\b|impl Module for|#\[derive\(Module",
        ),
        signal(
            "layers",
            "Linear Dense Conv conv( conv2d( convnet( Embed Pooling Norm Attention LSTM GRU "
            "Parameter Sequential ModuleList nn_linear( nn_conv nn_embedding( nn_lstm( nn_relu( "
            "tf.layers. layer_dense( layer_conv_2d( layer_lstm( layer_embedding( Chain( linear( "
            "linear_ embedding( embedding_ layer_norm rms_norm tf.matmul v1.matmul tfv1.nn. MLP( "
            "Dropout MaxPool Flatten InnerProduct Layer.Builder ReLU Lstm( LstmConfig GruConfig "
            "TransformerEncoder DeConv deconv",
            rf"\b(?:nn|torch\.nn|hk|layers|keras\.layers|tf\.keras\.layers|eqx\.nn|nnx|linen|mpu"
            rf"|flax\.linen|snt|Flux|Lux"
            rf"|self\.\w{{1,30}} ?= ?\w{{0,20}}|L|K|F)\.?{_LAYERS}\(",
            r"\b(?:candle_nn::|nn::|candle_nn::\w{1,30}::)?(?:linear|embedding|layer_norm|conv2d"
            r"|rms_norm)(?:_\w{1,30})?\(.{0,60}(?:vb|vs|p\s{0,20}/)",
            r"\b(?:Linear|Conv2d|Embedding|LayerNorm|Dropout|TransformerEncoder|Lstm|Gru)Config::new"
            r"|:\s{1,4}(?:nn::)?(?:Linear|Conv2d|Embedding|LayerNorm|TransformerEncoder|Dropout"
            r"|Lstm)(?:<\w{1,10}>)?,|\bnn_(?:linear|conv\dd|embedding|lstm"
            r"|relu)\(",
            r"\bnn::(?:Linear|Conv\dd|BatchNorm\dd|Embedding|LSTM|Sequential|LayerNorm)\b",
            r"tf\.layers\.\w{1,30}\(|layer_(?:dense|conv_2d|lstm|embedding)\("
            r"|tf\.(?:compat\.v1\.)?matmul\(|tfv1\.nn\.",
            r"(?:Dense|Convolution|Output|LSTM|Subsampling)Layer\.Builder|\b(?:Dense|Conv|Embedding"
            r"|LayerNorm)\(.{1,40}=>",
            rf"^\s{{1,20}}{_LAYERS}\(|(?:\.add\(|[\w)] = ){_LAYERS}\(",
        ),
        signal(
            "applies",
            "def␣forward( def␣hybrid_forward( def␣__call__( def␣call( def␣construct( fn␣forward "
            "Tensor␣forward( forward␣= forward= model.add(",
            r"def (?:(?:hybrid_)?forward|__call__|call|construct)\(|\bfn forward\b|Tensor forward\("
            r"|\bforward\s{0,20}=\s{0,20}function|model\.add\(",
        ),
        signal(
            "struct",
            "struct Chain( affine( attention( attention_forward( matmul( matmul_forward(",
            r"\btype \w{0,20}(?:Transformer|GPT|Network|Model|Layer) struct",
            r"\b(?:struct|typedef struct)\b.{0,80}(?:Transformer|GPT|Network|Model|Weights|Layer"
            r"|Attention)|\bChain\(",
            r"new_affine\(|\battention(?:_forward)?\(|matmul(?:_forward)?\(",
        ),
        signal(
            "kin",
            "class␣",
            r"^\s{0,8}class \w{0,30}(?:Layer|Net|NN|Network|MLP|CNN|RNN|LSTM|GRU|GAN|VAE|Encoder|Decoder"
            r"|Attention|Block|Transformer|Generator|Discriminator|Model|Neuron|LM|GPT)\s{0,4}(?:\(object\)"
            r"|\(\))?:",
            gate="layer =net =nn network mlp cnn rnn lstm gru gan vae encoder decoder attention block "
            "transformer generator discriminator model neuron =lm gpt",
        ),
        signal(
            "products",
            "␣@␣ .dot( einsum( matmul(",
            r"[\w\])] @ [\w(]|\b(?:np|jnp|numpy|tf)\.(?:dot|einsum|matmul)\(|\beinsum\(|\.dot\(",
        ),
        signal(
            "written",
            "def␣ fn␣ func␣ function void␣",
            r"\b(?:def|fn|func|function|void) (?:\([^()]{1,40}\) |\w{1,30}::)?\w{0,30}(?:softmax|relu|gelu"
            r"|swiglu|attention|attend|norm|tanh|sigmoid|forward|linear"
            r"|conv\d?d?|embed\w{0,30}|logits|mlp|feed_forward|block|lstm|gru)\w{0,30}\s{0,20}[(<]",
            gate="softmax relu gelu swiglu attention attend norm tanh sigmoid forward linear conv embed "
            "logits mlp block lstm =gru",
        ),
        signal(
            "backbones",
            "create_model( models.resnet models.densenet models.efficientnet models.vgg models.mobilenet "
            "models.vit_ AutoModel.from_pretrained",
            r"\btimm\.create_model\(|\bmodels\.(?:resnet|densenet|efficientnet|vgg|mobilenet|vit_)\w{0,20}\("
            r"|=\s{0,4}AutoModel\.from_pretrained\(",
        ),
        signal(
            "older",
            "nn.Spatial nn.gModule( nn.LookupTable( nn.Temporal addLayer( dagnn. onvolution2dLayer( "
            "fullyConnectedLayer( lstmLayer( T.nnet. T.dot( lasagne.layers. slim. "
            "tf.nn.conv vl_nnconv(",
            r"\bnn\.(?:Spatial|Temporal|Volumetric)\w{1,30}\(|\bnn\.(?:gModule|LookupTable)\(|\.addLayer\("
            r"|\b(?:convolution2d|fullyConnected|lstm)Layer\(|\bT\.(?:nnet\.\w{1,30}|dot)\("
            r"|\blasagne\.layers\.\w{1,30}\("
            r"|\bslim\.(?:conv2d|fully_connected|repeat|separable_conv2d|max_pool2d)\b"
            r"|\btf\.nn\.(?:conv\w{1,20}|max_pool)\(|\bvl_nnconv\(|\bdagnn\.\w{1,12}\(",
        ),
        signal(
            "kernels",
            "mul_mat( matmul( soft_max( softmax( rms_norm( layer_norm( silu( gelu( rope( attention( attn( "
            "_gru( _lstm( _dense( conv1d( conv2d( conv_1d( conv_2d( flash_attn",
            r"\b\w{2,30}_(?:mul_mat|matmul|soft_?max|rms_norm|layer_norm|silu|gelu|rope\w{0,6}|attention"
            r"|attn|gru|lstm"
            r"|dense|conv_?[12]d|flash_attn)\w{0,12}\(",
        ),
    ),
    "config": (
        signal(
            "stack",
            "layer␣{ layers␣{ layer{ layers{ [convolutional] [connected]",
            r"^\s{0,8}layers?\s{0,4}\{|^\[(?:convolutional|connected)\]",
        ),
        signal(
            "sizes",
            "hidden layers heads dim embd depth_multiple backbone",
            rf"(?i)[\"']?\b(?:{_SIZES})[\"']?\s{{0,20}}:",
        ),
    ),
}
_WORDS = words(
    "model models modeling modelling modules module network networks net nets arch architecture "
    "architectures "
    "transformer transformers layers layer gpt gpt2 llama bert unet encoder decoder backbone common nn "
    "value builder "
    "policy cnn rnn lstm resnet vit gan vae mlp block blocks generator discriminator"
)
_AWAY = words("lora adapter adapters loss losses test optim optimizer reward head heads wrapper eval evals")
NAMED = words("model models modeling network net arch architecture transformer layers")
_TRAINS = words("train training main")
_NATIVE = words("c cc cpp cxx cu h hpp m mm metal zig rs go")


def probe(survey: Survey) -> list[Finding]:
    """Classes with layers and a forward pass; sizes in a configuration alone are partial."""
    seen = [sighting for file in survey.code if learns(survey) and (sighting := _look(file))]
    seen += [
        rate(file, 40, sizes.line, "sizes of the architecture, without its code")
        for file in survey.config
        if (sizes := file.hit("sizes")) and file.place == "main" and sizes.seen >= 3
    ]
    seen += [
        rate(file, 78, stack.line, "lists the network's layers")
        for file in survey.config
        if (stack := file.hit("stack")) and stack.seen >= 3 and file.suffix in {"prototxt", "cfg"}
    ]
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    if not imports(file):
        return None
    named = file.said(_WORDS) and not file.said(_AWAY)
    judged = _classes(file, named) or _built(file, named) or _kernels(file) or _older(file, named)
    return rate(file, *judged) if judged else None


def _classes(file: File, named: bool) -> tuple[int, int, str] | None:
    module, layers, applies = file.hit("module"), file.hit("layers"), file.hit("applies")
    if module is None or applies is None:
        return None
    if layers and (layers.seen >= 3 or module.seen >= 3):
        depth = min(min(layers.seen, 10) + min(module.seen, 5), 12)
        score = 84 + depth if named else min(68 + depth, 76)
        return score, module.line, "defines the network's layers and how they are applied"
    if layers and trains(file):
        return 73, module.line, "defines the network where it is trained"
    if layers and named and (backbone := file.hit("backbones")):
        return 74, backbone.line, "puts a head on a network of a package"
    if layers:
        whole = layers.seen == 2 and not file.said(_AWAY)
        return 72 if whole else 60 if named else 40, module.line, "defines a part of a network"
    if named and (module.seen >= 2 or (file.place == "main" and models(file))):
        return 75, module.line, "defines parts of the network"
    return None


def _built(file: File, named: bool) -> tuple[int, int, str] | None:
    """Networks put together without classes, or written by hand."""
    layers, struct, written = file.hit("layers"), file.hit("struct"), file.hit("written")
    learned = file.named(_TRAINS) or trains(file)
    if layers and layers.seen >= 3 and named:
        return 78, layers.line, "builds a network from layers"
    if layers and layers.seen >= 3 and learned:
        return 73, layers.line, "builds a network from layers where it is trained"
    if layers and layers.seen >= 2 and named and models(file):
        return 72, layers.line, "builds a network from layers"
    kin = file.hit("kin")
    by_hand = (layers and file.hit("applies")) or (
        kin and (kin.seen > 1 or trains(file)) and file.hit("products")
    )
    if kin and by_hand and models(file) and (named or learned):
        return 74, kin.line, "defines a network by hand"
    if layers and file.hit("applies") and models(file) and file.suffix == "rs":
        return 76, layers.line, "defines the network's layers and how they are applied"
    if struct and not is_python(file):
        whole = (
            struct.seen >= 2 or (file.suffix == "jl" and models(file)) or (file.suffix == "go" and written)
        )
        if whole and (named or learned or models(file)):
            return 76, struct.line, "defines the network"
    if written and (named or learned) and file.seen("written", "products") >= 3 and file.hit("products"):
        return 76, written.line, "defines the network's operations"
    if written and named and written.seen >= 3:
        return 76, written.line, "defines the network's operations"
    return None


def _kernels(file: File) -> tuple[int, int, str] | None:
    """A network that C and its like put together from operations with long names."""
    kernels = file.hit("kernels")
    if kernels and kernels.seen >= 3 and file.suffix in _NATIVE and file.place == "main":
        return 74, kernels.line, "puts the network together from operations"
    return None


def _older(file: File, named: bool) -> tuple[int, int, str] | None:
    """A network in the words of Torch7, Theano, MATLAB's toolboxes or early TensorFlow."""
    older = file.hit("older")
    if older is None or not (models(file) or not is_python(file)):
        return None
    count = older.seen + file.seen("layers")
    many = count >= 3 or (count == 2 and (named or file.hit("closure") is not None))
    return (76 if many and named else 72 if many else 45), older.line, "builds a network from layers"
