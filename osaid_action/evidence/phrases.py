"""The words by which the first lines of a README tell what a project is."""

from __future__ import annotations

import re

from ..patterns import either, lazy

# A library, framework or the like.

_KIND = r"\b(?:library|framework|toolkit|toolbox|sdk|harness|package)\b"
#: The noun at the end of a clause, or before what it is for.
LIBRARY = lazy(
    rf"(?i){_KIND}(?=\s{{1,20}}(?:for|to|that|based|supporting|powered|which|in|used|written|built|is|with|of"
    r"|offering|providing)\b|[,:;]|\s{0,20}$|\.)"
)
#: What it is for has to do with models.
PURPOSE = lazy(
    r"(?i)\b(?:library|framework|toolkit|toolbox|package|engine|platform) (?:for|to) "
    r"(?:[\w-]{1,30} ){0,4}?(?:training|building|serving|evaluat\w{1,5}|fine-?tuning|inference"
    r"|learning|deploying|developing|models?)\b"
)
#: What trains other people's models, or offers many algorithms, without the word.
OFFERS = either(
    r"\btool (?:for|to) (?:[\w-]{1,30} ){0,2}(?:fine-?tun\w{1,5}|train(?:ing)?) (?:[\w-]{1,30} ){0,4}"
    r"(?:models?|LLMs?|networks?)\b",
    r"\b(?:reliable|quality|efficient|modular|tested) (?:[\w-]{1,30} ){0,4}implementations of "
    r"(?:[\w-]{1,30} ){0,4}algorithms\b",
    r"\bsupports? \d{2,4}\+ (?:[\w-]{1,30} ){0,2}(?:models|LLMs)\b",
    flags=re.IGNORECASE,
)
#: A framework may also be a method, and a package anything: a title is stricter, and stricter yet
#: where a paper speaks.
LIBRARY_TITLE = lazy(r"(?i)\b(?:library|framework|toolkit|toolbox|sdk|harness)\b")
NAMED_SO = lazy(r"(?i)\b(?:library|toolbox|toolkit|sdk|harness)\b")
#: Papers call what they propose a framework too; then only a library calls itself one.
PAPER = either(
    r"\bofficial(?:ly)? (?:[\w-]{1,20} ){0,3}(?:code|implementation|repo\w{0,7}|release)\b",
    r"\b(?:code|implementation|repository) (?:for|of|accompanying|accompanies) (?:the|our|this) "
    r"(?:[\w'’-]{1,20} ){0,3}(?:paper|article|publication)\b",
    r"\bwe (?:present|propose|introduce)\b",
    r"\b[pP]roject [pP]age\b",
    # Conferences
    r"\b(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|EMNLP|NAACL|AAAI|IJCAI|KDD|MICCAI|INTERSPEECH|ICASSP"
    r"|SIGGRAPH)\b",
    flags=re.IGNORECASE,
)
PROPOSED = either(
    r"\b(?:simple|novel|new) (?:[\w,-]{1,30} ){0,4}framework\b",
    r"\bframework (?:for|to) (?:[\w,-]{1,30} ){0,4}"
    r"(?:predict|identif|classif|estimat|forecast)\w{1,8}\b",
    flags=re.IGNORECASE,
)
#: A library of machine learning, though it holds none of the code that is looked for.
RECOGNIZES = either(
    r"\b(?:recognition|synthesis|machine learning|deep learning|neural networks?|text-to-speech"
    r"|inference) (?:library|toolkit|engine|framework|toolbox)\b",
    r"\b(?:library|toolkit|engine|framework|toolbox) (?:for|of) (?:[\w-]{1,20} ){0,2}"
    r"(?:machine|deep|reinforcement)[- ]learning\b",
    flags=re.IGNORECASE,
)
#: What measures models is a tool where it has such a name, and else the data to measure with.
HARNESS = lazy(r"(?i)\b(?:harness|framework|toolkit|suite|library|tool)\b")

#: Before such a noun: what it is written with or part of; and the verb that makes it the subject.
MODIFIES = lazy(r"(?i)\b(?:in|on|with|using|by|from|via|of|and)\b")
VERB = lazy(r"\b(?:is|are|provides?|offers?|presents?|records?|contains?)\b")

# A list of links, which holds nothing itself.

LISTING = lazy(
    r"(?i)^\s{0,20}awesome\b|\b(?:curated|comprehensive|community) (?:[\w-]{1,20} ){0,2}"
    r"(?:list|collection|index)\b"
    r"|\b(?:list|collection|index) of (?:[\w-]{1,20},? ){0,3}"
    r"(?:papers|resources|links|projects|repositories)\b"
)

# A dataset, or what makes one.

DATASET = lazy(
    r"(?i)\b(?:data ?sets?|corpus|corpora|data (?:preparation|prep|pipeline|processing|curation)"
    r"|(?:prepare|preparing|replicat\w{1,5}|creat\w{1,4}|collect\w{1,4}) (?:[\w-]{1,30} ){0,3}data)\b"
)
DATASET_TITLE = either(
    r"\b(?:data ?sets?|corpus|corpora|data|pile|crawl)\b",
    r"(?:^|[-_ ])data(?:set)?(?:[-_ ]|$)",
    flags=re.IGNORECASE,
)
DATASET_IS = lazy(
    r"(?i)\b(?:this (?:repo\w{0,7}|project|package|code) (?:[\w-]{1,20} ){1,8}"
    r"|(?:is|are|present|introduce|releas\w{1,4}) (?:[\w-]{1,20} ){0,8})"
    r"(?:data ?sets?|corpus|corpora|data)\b"
)
MAKES_DATA = lazy(
    r"(?i)\bthis (?:repo\w{0,7}|project|code) (?:\w{1,20} ){1,5}(?:to|for) "
    r"(?:prepar|process|creat|build|collect|curat|filter|replicat|reproduc)\w{1,5} "
    r"(?:[\w{0,30}-]{1,20} ){0,4}(?:data ?sets?|corpus|corpora|data)\b"
)

# What a person or a program runs; a model is neither.

APP = lazy(
    r"(?i)\b(?:(?:web|mobile|desktop|android|ios|macos|windows|native|browser|chat|chrome|vs ?code"
    r"|obsidian|telegram|discord|slack|streamlit|gradio|flask)[- ](?:based )?)?"
    r"(?:web ?ui|gui|(?:user|web|graphical|chat|browser|command[- ]line) interface|apps?|application"
    r"|plug-?in|extension|add-?on|bot|chatbot|client|cli|command[- ]line (?:tool|program|utility)"
    r"|dashboard|gateway|proxy|servers?|service|editor|viewer|custom nodes?|self-hosted"
    r"|(?:annotation|labell?ing) (?:tool|platform)|copilot|assistant|workspace)\b"
)
#: An opening such as "Chat with your documents using ...".
APP_DOES = lazy(
    r"(?im)(?:^|\. )(?:generate|transcribe|translate|chat|talk|run|search|summari[sz]e|convert|remove"
    r"|edit|ask|create|turn|organi[sz]e|automat\w{1,4}) (?:[\w'-]{1,30} ){1,10}"
    r"(?:with|using|via|through|locally|from) "
)
#: What calls models that others run.
CLIENT = lazy(
    r"(?i)\b(?:cli|command[- ]line|client|chat ?bot|app|agents?|wrapper|interact(?:ing)? with|api)\b"
)
#: What runs models in some language.
ENGINE = either(
    # "inference of such a model in plain C"
    r"\b(?:ports?|bindings?|inference|(?:re-?)?implementation|runtime|engine|forward pass|serving"
    r"|execution)\b[^.\n]{0,70}\b(?:in|for) (?:\w{1,12},? ){0,3}"
    r"(?:C/C\+\+|C\+\+|C#|\.NET|pure C|plain C|Rust|Go|Golang|Swift|Java|Kotlin|Zig|JavaScript"
    r"|TypeScript|WebGPU|WebAssembly|Node\S{0,3})(?!\w)",
    r"\binference (?:engine|runtime|server|framework|library)\b",
    # "Rust bindings"
    r"(?:C/C\+\+|C\+\+|Rust|Go|Swift|Java|Zig|JavaScript|TypeScript|WebGPU)(?: \w{1,12})? "
    r"(?:ports?|bindings?|inference|(?:re-?)?implementation|runtime)\b",
    flags=re.IGNORECASE,
)
TOKENIZER = lazy(r"(?i)\btoken(?:iz|is)(?:ers?|ation)\b")

# What measures models.

BENCH = lazy(
    r"(?i)\b(?:benchmark(?:ing|s)?|leaderboards?|test ?bed"
    r"|evaluation (?:harness|suite|framework|toolkit|code|set|benchmark)|shared task"
    r"|evaluat\w{1,5} (?:[\w-]{1,30} ){0,4}(?:models?|LLMs?|VLMs?))\b"
)
BENCH_TITLE = lazy(r"(?i)bench\b|arena\b|[-_ ]eval\b")
BENCH_IS = lazy(
    r"(?i)\b(?:is|are|present|presents|introduce|introduces|propose|proposes|releas\w{1,3}|contains?"
    r"|for) (?:[\w-]{1,30},? ){0,8}"
    r"(?:benchmark|leaderboard|evaluation (?:harness|suite|framework|set|benchmark))\b"
)

# A model, or anything that has to do with one.

MODEL = lazy(
    r"(?i)\b(?:(?:pre-?trained|language|foundation|open|our|the|this|large|speech|vision|generative"
    r"|diffusion) (?:[\w-]{1,30} ){0,3}models?|model weights|checkpoints?|neural networks?|LLMs?"
    r"|weights|an? (?:[\w-]{1,30} ){0,3}model (?:for|of|that|to|trained))\b"
)
LEARNS = either(
    r"\b(?:neural|deep[- ]learning|machine[- ]learning"
    r"|(?:language|vision|diffusion|speech|generative|statistical|foundation|pre-?trained|trained"
    r"|predictive|prediction|regression|forecasting|ranking|embedding) (?:models?|networks?)"
    r"|computer vision|object detection|[svl]?lms?|transformers?|\w{0,10}gpt(?:-?\d)?|bert|nnue|u-?net"
    r"|resnets?|\w{0,6}gan|diffusion|classif(?:ier|iers|ication|y|ies)|reinforcement learning"
    r"|q-learning|self-?play|fine-?tun\w{1,5}|pre-?train\w{0,5}|perceptrons?|back-?prop\w{0,10}"
    r"|segmentation|recognition|random forests?|gradient[- ]boost\w{0,5}|convolution\w{0,6}"
    r"|auto-?encoders?|embeddings|word2vec|lstm|[rc]nns?|weights|checkpoints?"
    r"|training (?:code|data|set|script|loop)|we train\w{0,3}|trained (?:on|with)|data ?sets?|corpus"
    r"|corpora|ml|inference (?:of|for|engine|code))\b",
    # Chinese, Japanese, Korean, Russian
    r"模型|训练|神经网络|数据集|モデル|学習|データセット|모델|학습|нейрон|модел|обуч",
    # Spanish, French, German
    r"neuron(?:al|ale|en|y)|aprendizaje|entrena|apprentissage|réseaux? de|sprachmodell|maschinell",
    flags=re.IGNORECASE,
)

#: What follows in a title is what the project works on, not what it is.
WORKS_ON = lazy(
    r"(?i)\b(?:of|on|for|with|using|from|in|by|via|fine-?tun\w{0,4}|adapt\w{0,4}|quanti[sz]\w{0,6})\b"
)
