"""What code that defines a network says: its layers and how they are applied."""

from __future__ import annotations

from ...signals import running, signal
from . import by_hand

#: What makes a layer in Python and Julia.
_LAYER = (
    r"(?:(?:(?:Column|Row)Parallel)?Linear|Dense|(?:GCN|GAT|De)?Conv\w{0,20}|(?:De)?conv(?:2d|net)?"
    r"|Embedding\w{0,30}|EmbedID|(?:Vocab)?ParallelEmbedding|Pooling"
    r"|LayerNorm|RMSNorm|BatchNorm\w{0,30}|Multi[hH]eadAttention\w{0,30}|(?:NStep)?LSTM|GRU"
    r"|Parameter|Sequential|ModuleList|Chain|MLP|Dropout|MaxPool\w{0,30}|Flatten|InnerProduct|ReLU"
    r"|TransformerEncoder\w{0,30})\("
)
#: What a network's class is derived from.
_BASE = (
    r"(?:torch\.|flax\.)?"
    r"(?:nn|hk|eqx|nnx|linen|mx\.nn|keras|tf\.keras|layers|tf\.Module|L|pl|snt|chainer|gluon|jt|mindspore\.nn)?"
    r"\.?(?:\w{0,40}Module|Model|Layer|\w{0,40}PreTrainedModel|TransformerBlock|Chain|(?:Hybrid)?Block|Cell)\b"
)
_MODULE = signal(
    "module",
    rf"class \w{{1,60}}\((?:[\w.]{{1,40}}, *){{0,4}}{_BASE}",  # Python
    r"\bnn_module\(",  # R's torch
    r"\bnn::Module\b",  # LibTorch, tch
    r"impl Module for",  # candle
    r"#\[derive\(Module",  # Burn
)
_LAYERS = signal(
    "layers",
    rf"\b(?:nn|torch\.nn|eqx\.nn|nnx|linen|flax\.linen|hk|snt|mpu)\.?{_LAYER}",  # PyTorch, JAX, Megatron
    rf"\b(?:layers|keras\.layers|tf\.keras\.layers|Flux|Lux)\.?{_LAYER}",
    rf"\b[LKF]\.?{_LAYER}",  # Chainer and Caffe
    rf"\bself\.\w{{1,30}} ?= ?\w{{0,20}}\.?{_LAYER}",
    rf"^\s{{1,20}}{_LAYER}",  # in a list of layers
    rf"(?:\.add\(|[\w)] = ){_LAYER}",
    r"\b(?:linear|embedding|layer_norm|rms_norm)(?:_\w{1,30})?\(.{0,60}(?:vb|vs|p\s{0,20}/)",  # candle, tch
    r"\bconv2d\(.{0,60}(?:vb|vs|p\s{0,20}/)",
    r"\b(?:Linear|Conv2d|Embedding|LayerNorm|Dropout|TransformerEncoder|Lstm|Gru)Config::new",  # Burn
    r":\s{1,4}(?:nn::)?(?:Linear|Conv2d|Embedding|LayerNorm|TransformerEncoder|Dropout)(?:<\w{1,10}>)?,",
    r"\bnn_(?:linear|conv\dd|embedding|lstm|relu)\(",  # R's torch
    r"\bnn::(?:Linear|Conv\dd|BatchNorm\dd|Embedding|LSTM|Sequential|LayerNorm)\b",  # LibTorch
    r"layer_(?:dense|conv_2d|lstm|embedding)\(",  # R's Keras
    r"tf\.layers\.\w{1,30}\(",  # TensorFlow 1
    r"tf\.(?:compat\.v1\.)?matmul\(",
    r"tfv1\.nn\.",
    r"(?:Dense|Convolution|Output|LSTM|Subsampling)Layer\.Builder",  # Deeplearning4j
    r"\b(?:Dense|Conv|Embedding|LayerNorm)\(.{1,40}=>",  # Flux
)
_APPLIES = signal(
    "applies",
    r"def (?:(?:hybrid_)?forward|__call__|call|construct)\(",
    r"\bfn forward\b",
    r"Tensor forward\(",  # LibTorch
    r"\bforward ?=\s{0,20}function",  # R's torch
    r"model\.add\(",  # Keras
)
_STRUCT = signal(
    "struct",
    r"\bstruct\b.{0,80}(?:Transformer|GPT|Network|Model|Weights|Layer|Attention)",  # C, Rust
    r"\btype \w{0,20}(?:Transformer|GPT|Network|Model|Layer) struct",  # Go
    r"\bChain\(",  # Flux
    r"new_affine\(",
    r"\battention(?:_forward)?\(",
    r"matmul(?:_forward)?\(",
)
_KIN = signal(
    "kin",
    r"^\s{0,8}class \w{0,30}(?:Layer|Net|NN|Network|MLP|CNN|RNN|LSTM|GRU|GAN|VAE|Encoder|Decoder|Attention"
    r"|Block|Transformer|Generator|Discriminator|Model|Neuron|LM|GPT)\s{0,4}(?:\(object\)|\(\))?:",
)
_PRODUCTS = signal(
    "products",
    r"[\w\])] @ [\w(]",
    r"\b(?:np|jnp|numpy|tf)\.(?:dot|einsum|matmul)\(",
    r"\beinsum\(",
    r"\.dot\(",
)
_WRITTEN = signal(
    "written",
    r"\b(?:def|fn|func|function|void) (?:\([^()]{1,40}\) |\w{1,30}::)?\w{0,30}"
    r"(?:softmax|relu|gelu|swiglu|tanh|sigmoid|attention|attend|norm|forward|linear|conv\d?d?|embed\w{0,30}"
    r"|logits|mlp|feed_forward|block|lstm|gru)\w{0,30}\s{0,20}[(<]",
)
_BACKBONES = signal(
    "backbones",
    r"\btimm\.create_model\(",
    r"\bmodels\.(?:resnet|densenet|efficientnet|vgg|mobilenet|vit_)\w{0,20}\(",  # torchvision
    r"=\s{0,4}AutoModel\.from_pretrained\(",
)
_OLDER = signal(
    "older",
    r"\bnn\.(?:Spatial|Temporal|Volumetric)\w{1,30}\(",  # Torch7
    r":add\(\s{0,4}(?:cu)?d?nn\.\w{1,40}\(",
    r"\bnn\.(?:gModule|LookupTable)\(",
    r"\.addLayer\(",  # MatConvNet
    r"\.layers\{end ?\+ ?1\} ?= ?struct\(",
    r"\bdagnn\.\w{1,12}\(",
    r"\bvl_nnconv\(",
    r"\b(?:convolution2d|fullyConnected|lstm)Layer\(",  # MATLAB
    r"\bT\.(?:nnet\.\w{1,30}|dot)\(",  # Theano
    r"\blasagne\.layers\.\w{1,30}\(",
    r"\bslim\.(?:conv2d|fully_connected|repeat|separable_conv2d|max_pool2d)\b",  # TensorFlow 1
    r"\btf\.nn\.conv\w{1,20}\(",
)
_KERNELS = signal(
    "kernels",
    r"\b\w{2,30}_(?:mul_mat|matmul|soft_?max|rms_norm|layer_norm|silu|gelu)\(",  # ggml and its like
    r"\b\w{2,30}_(?:rope|attention|attn|gru|lstm|dense|conv_?[12]d)\(",
    r"\b\w{0,24}flash_attn\w{0,12}\(",
)
#: What is set of a network, or of another model, that a package has.
_DIMENSIONS = signal(
    "dimensions",
    r"\b(?:hidden_size|n_embd|d_model|embed_dim|num_hidden_layers|n_layers?|num_layers|num_attention_heads"
    r"|num_heads|n_heads?|intermediate_size|hidden_layer_sizes)\s{0,4}=\s{0,4}[\d(\[]",
)
_ESTIMATOR = running(
    "estimator",
    r"\b[A-Z]\w{1,30}(?:Classifier|Regressor|Regression|CRF|SVC|SVR|NB|HMM|Mixture)\(\s{0,8}\w{1,30}\s?=",
    r"\b(?:CRF|SVC|SVR|NuSVC)\(\s{0,8}(?:\w{1,30}\s?=|$)",
    r"\b(?:boost_tree|rand_forest|svm_\w{1,6}|mlp|nearest_neighbor|bag_tree|decision_tree)\(\s{0,8}(?:\w|$)",
    r"\b(?:randomForest|ranger|TreeBagger)\(.{1,80}\b(?:ntree|num\.trees|mtry|\d)",
    r"=\s{0,4}build_[A-Z]\w{1,12}\(",  # a network of a package, by its name
)
SIGNALS = {
    "code": (
        by_hand.NETWORK,
        by_hand.FORWARD,
        _DIMENSIONS,
        _ESTIMATOR,
        _MODULE,
        _LAYERS,
        _APPLIES,
        _STRUCT,
        _KIN,
        _PRODUCTS,
        _WRITTEN,
        _BACKBONES,
        _OLDER,
        _KERNELS,
    ),
    "config": (
        signal("adapts", r"\blora_(?:r|rank|alpha|target_modules)[\"']?\s{0,20}:"),
        signal(
            "keras",  # a network that Keras wrote out
            r"\"class_name\": ?\"(?:Dense|Conv\w{1,12}|LSTM|GRU|BatchNormalization|InputLayer|Embedding"
            r"|Flatten|Activation|\w{0,12}Pooling\w{2,4})\"",
        ),
        signal(
            "keras-line",
            r"\"class_name\": ?\"(?:Sequential|Model|Functional)\".{0,900}\"class_name\": ?\"(?:InputLayer"
            r"|Dense|Conv|Embedding|LSTM)",
        ),
        signal(
            "stack",
            r"^\s{0,8}layers? ?\{",  # Caffe
            r"^\[(?:convolutional|connected)\]",  # Darknet
        ),
        signal(
            "sizes",
            r"\bhidden[-_]size[\"']?\s{0,20}:",
            r"\b(?:num[-_](?:hidden[-_])?|n_)layers[\"']?\s{0,20}:",
            r"\b(?:num[-_](?:attention[-_])?|n_)heads[\"']?\s{0,20}:",
            r"\b(?:n_embd|dim)[\"']?\s{0,20}:",
            r"\b(?:depth_multiple|backbone)[\"']?\s{0,20}:",
        ),
    ),
}
