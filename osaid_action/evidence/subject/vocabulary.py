"""Words that tell what a project is, by what they stand for, in the languages that READMEs are written in.

A class has words in lower case, pairs joined by "_", and, for scripts without spaces, pieces of text. It
holds no names of vendors, products or fashions: what a word stands for is to hold in ten years too.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Words of one class. says: what a README speaks of there, in plain words."""

    says: str
    words: frozenset[str]
    pieces: tuple[str, ...] = ()


def _of(says: str, words: str, pieces: str = "") -> Words:
    return Words(says, frozenset(words.split()), tuple(pieces.split()))


CLASSES = {
    "library": _of(
        "a library",
        "library libraries framework frameworks sdk toolkit toolkits toolbox librería biblioteca "
        "bibliothèque bibliothek библиотека фреймворк",
        "库 框架 工具包 工具箱 ライブラリ フレームワーク ツールキット 라이브러리 프레임워크",
    ),
    "package": _of(
        "a package",
        "package packages module modules gem crate paquete pacote paket пакет",
        "パッケージ 패키지",
    ),
    "interface": _of(
        "an interface to something",
        "api apis binding bindings wrapper wrappers interface interfaces connector connectors adapter "
        "adapters",
    ),
    "engine": _of(
        "what runs models",
        "engine engines runtime runtimes serving serve deployment deploy backend backends accelerated",
        "推理引擎 部署 推論エンジン",
    ),
    "harness": _of(
        "what measures models",
        "benchmark benchmarks benchmarking leaderboard leaderboards harness evaluating evaluation "
        "evaluations evaluate assessment бенчмарк",
        "评测 评估 基准 ベンチマーク 評価 벤치마크",
    ),
    "model": _of(
        "a model",
        "model models network networks classifier detector recognizer estimator modelo modelos modèle "
        "modèles modell modelle модель модели",
        "模型 モデル 모델 网络",
    ),
    "this_model": _of(
        "a model of its own",
        "our_model our_models the_model this_model our_method our_approach our_network proposed_method "
        "proposed_model released_models model_weights model_family nuestro_modelo notre_modèle",
        "本模型 我们的模型 本モデル 提案手法",
    ),
    "pretrained": _of(
        "trained weights",
        "pretrained pre-trained pre_trained trained_model trained_models checkpoint checkpoints weights "
        "pretrained_model preentrenado préentraîné vortrainierte предобученная предобученные веса",
        "预训练 权重 学習済み 重み 사전학습 가중치",
    ),
    "language_model": _of(
        "a language model",
        "llm llms slm vlm language_model language_models instruction-tuned chat_model foundation_model "
        "foundation_models",
        "大模型 语言模型 言語モデル 언어모델 언어_모델",
    ),
    "paper": _of(
        "a paper",
        "paper papers arxiv preprint proceedings conference journal thesis publication article artículo "
        "papier статья",
        "论文 論文 논문",
    ),
    "official": _of(
        "the code of a paper",
        "official official_implementation official_code official_repository official_pytorch "
        "implementation reproduce reproducing reproduction reproducibility source_code implementación "
        "implémentation",
        "官方实现 复现 公式実装 実装 구현",
    ),
    "propose": _of(
        "something new that is proposed",
        "propose proposes proposed present presents introduce introduces introducing novel "
        "state-of-the-art outperforms we_propose we_present we_introduce",
        "提出 提案 제안",
    ),
    "train": _of(
        "training",
        "train training trained trains trainer pretraining pre-training finetune finetuning fine-tune "
        "fine-tuning fine-tuned entrenamiento entrenar entraînement entraîner trainieren обучение "
        "обучения",
        "训练 微调 学習 ファインチューニング 학습 훈련",
    ),
    "infer": _of(
        "running a model",
        "inference predict prediction predictions generate generation sampling inferencia inférence инференс",
        "推理 预测 推論 予測 추론 예측",
    ),
    "dataset": _of(
        "a dataset",
        "dataset datasets corpus corpora data-set treebank lexicon conjunto_de datos données datensatz "
        "датасет корпус",
        "数据集 语料 データセット コーパス 데이터셋 말뭉치",
    ),
    "data_only": _of(
        "what a dataset holds",
        "annotations annotated annotation annotators labeled labelled samples examples_in instances "
        "records utterances sentences recordings questions questions_and crowdsourced splits fields "
        "columns metadata csv jsonl parquet",
        "标注 样本 アノテーション 주석",
    ),
    "collect": _of(
        "making a dataset",
        "collected collection crawl crawled crawler scrape scraped scraping curated curation download "
        "downloaded gathered compiled",
        "收集 爬取 采集 収集 수집",
    ),
    "list": _of(
        "a list of what others made",
        "awesome curated_list list_of collection_of resources papers_on reading survey roadmap "
        "cheatsheet collection links",
        "合集 列表 资源 まとめ 목록",
    ),
    "teach": _of(
        "teaching",
        "tutorial tutorials course courses lecture lectures lesson lessons chapter chapters book "
        "exercises exercise homework assignment assignments workshop learn beginners cookbook recipes "
        "examples notebooks guide curso cours lehrbuch курс",
        "教程 课程 入门 学习笔记 チュートリアル 入門 講座 강의 튜토리얼 예제",
    ),
    "application": _of(
        "an application",
        "app apps application applications desktop gui tui dashboard mobile ios android browser web_app "
        "website webui ui player editor viewer aplicación aplicativo приложение",
        "应用 客户端 桌面 アプリ 앱",
    ),
    "tool": _of(
        "a tool",
        "tool tools cli command-line command_line utility utilities script scripts herramienta "
        "ferramenta outil werkzeug утилита",
        "工具 ツール 도구",
    ),
    "assistant": _of(
        "an assistant or agent",
        "assistant assistants chatbot chatbots bot bots agent agents agentic copilot chat conversation "
        "conversational workflow workflows automation asistente",
        "助手 机器人 智能体 エージェント チャットボット 챗봇 에이전트",
    ),
    "plugin": _of(
        "a plug-in",
        "plugin plugins plug-in extension extensions addon add-on integration integrations",
        "插件 プラグイン 플러그인",
    ),
    "server": _of(
        "a server",
        "server servers service services microservice docker self-hosted self_hosted hosted cloud rest "
        "http endpoint endpoints database databases postgres redis kubernetes",
        "服务器 服务端 サーバー 서버",
    ),
    "remote": _of(
        "models that others run",
        "api_key api_keys apikey api_token provider providers powered_by uses_the supports_multiple "
        "rate_limit tokens_per prompt prompts",
        "密钥 APIキー",
    ),
    "programming": _of(
        "software of another kind",
        "compiler interpreter parser syntax typed functional concurrency async threads memory_safe "
        "garbage kernel filesystem protocol http2 tcp websocket orm sql query router middleware template "
        "templates css html frontend react component components widget widgets icons font fonts theme "
        "game games physics rendering graphics editor terminal shell dotfiles",
    ),
    "research": _of(
        "research",
        "university institute laboratory lab department phd research researchers authors author grant "
        "funded acknowledgements acknowledgments",
        "大学 研究室 연구",
    ),
    "sense": _of(
        "what learning is used for",
        "image images video videos speech audio text translation recognition detection segmentation "
        "classification regression forecasting retrieval recommendation denoising super-resolution pose "
        "depth tracking captioning question_answering summarization named_entity sentiment ocr asr tts "
        "diffusion gan transformer cnn lstm rnn embedding embeddings reinforcement",
        "语音 图像 识别 分割 翻译 音声 画像 認識 翻訳 음성 이미지 인식",
    ),
    "algorithms": _of(
        "many algorithms",
        "algorithms implementations optimizers layers losses augmentations metrics primitives modular "
        "extensible flexible scalable customizable easy-to-use easy_to composable lightweight "
        "high-performance pluggable unified",
        "算法 高效 易用",
    ),
    "users": _of(
        "its users and makers",
        "features installation install quickstart quick_start usage documentation docs contributing "
        "contributors changelog roadmap community sponsors sponsor support faq troubleshooting "
        "getting_started instalación установка",
        "安装 快速开始 特性 文档 インストール 使い方 설치 사용법",
    ),
    "results": _of(
        "results",
        "results result accuracy performance scores score table metric bleu wer f1 map auc rmse ablation "
        "baselines baseline comparison",
        "结果 性能 結果 精度 성능 결과",
    ),
    "cite": _of(
        "how to cite it",
        "citation cite citing bibtex bib reference references",
        "引用 인용",
    ),
    "terms": _of(
        "terms of use",
        "license licence agreement acceptable_use responsible_use copyright disclaimer",
        "许可 协议 ライセンス 라이선스",
    ),
    "card": _of(
        "what cards of models tell",
        "intended limitations limitation biases bias out-of-scope ethical safety risks model_card",
        "局限 限制 制限",
    ),
    "we": _of(
        "those who made it",
        "we our us nous notre wir unser nosotros nuestro nuestra мы наш наши nosso nossa",
        "我们 本文 私たち 우리",
    ),
    "you": _of(
        "the reader",
        "you your yourself vous votre du dein sie ihre tu usted вы ваш você seu sua",
        "你 您 あなた",
    ),
    "zoo": _of(
        "a choice of models",
        "model_zoo modelzoo zoo available_models pretrained_models supported_models",
        "模型库 模型下载 支持的模型",
    ),
    "hardware": _of(
        "what training takes",
        "gpu gpus cuda a100 v100 epochs epoch batch learning_rate hours_on",
        "显存 显卡",
    ),
}
