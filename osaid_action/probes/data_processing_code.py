"""Data processing code: does the tree hold code that makes the training set out of raw data?"""

from __future__ import annotations

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "data-processing-code"
SIGNALS = {
    "code": (
        signal("writes", "tofile( memmap( to_parquet to_json to_csv save_to_disk push_to_hub TFRecordWriter json.dump .write( Builder np.save savetxt add_item BufWriter fwrite write_all write_text write_bytes", r"\.(?:tofile|to_parquet|to_json|to_csv|save_to_disk|push_to_hub|add_item)\(|memmap\(.*w\+|TFRecordWriter|json\.dumps?\(|\.write(?:lines|_all)?\(|(?:Dataset|Indexed)\w*Builder|np\.savez?\w*\(|\.write_(?:text|bytes)\(|BufWriter|fwrite\(|finalize\("),
        signal("corpus", "load_dataset( datasets. fasttext minhash MinHash langid langdetect dedup Dedup pyspark apache_beam jsonlines iter_lines warcio trafilatura", r"load_dataset\(|fasttext|[mM]in[hH]ash|langid|langdetect|[dD]edup|pyspark|apache_beam|jsonlines|warcio|trafilatura"),
        signal("tokenizes", "encode( tokenize( encode_ordinary", r"\.(?:encode|encode_ordinary|encode_batch|tokenize)\(|\btokenize\("),
        signal("maps", ".map( .filter(", r"\.(?:map|filter)\(\s*(?:lambda|\w*(?:process|token|clean|filter|format|preprocess)\w*)"),
        signal("torchdata", "Dataset) DataLoader collate", r"class \w+\((?:\w+\.)*(?:Iterable)?Dataset\)|DataLoader\(|def collate"),
        signal("synthesizes", "openai. ChatCompletion client.chat completions.create", r"openai\.(?:Chat)?Completion|completions\.create|openai_completion"),
        signal("reads", "read_csv open( json.load read_json glob( read_parquet read_text read_bytes stdin BufReader File::open fopen", r"read_(?:csv|json|parquet)\(|\bopen\(|json\.loads?\(|glob\(|\.read_(?:text|bytes)\(|sys\.stdin|BufReader|File::open|fopen\("),
    ),
    "shell": (signal("downloads", "wget curl aria2c gsutil aws␣s3", r"\b(?:wget|curl|aria2c|gsutil|aws s3|huggingface-cli download|git clone)\b"),),
}  # fmt: skip
_STRONG = (
    "prepare prepro preprocess preprocessing dedup dedupe deduped deduplicate clean cleaning filter filtering "
    "corpora corpus mix datamix shuffle interleave decontaminate tokenize pile process processing build convert "
    "instruction instructions synth pipeline scrape crawl"
).split()
_DATA = ("data", "dataset", "datasets", "corpus", "corpora", "pile", "prep")
_OTHER = {
    "checkpoint",
    "checkpoints",
    "ckpt",
    "weights",
    "eval",
    "evals",
    "evaluation",
    "benchmark",
    "inference",
    "lora",
    "hf",
    "model",
    "models",
    "onnx",
    "export",
}


def probe(survey: Survey) -> list[Finding]:
    """Code that writes a training set ranks over code that only loads one."""
    seen = [sighting for file in survey.code if file.own and (sighting := _look(file))]
    seen += [
        rate(file, 40, file.hits["downloads"].line, "downloads data")
        for file in survey.shell
        if "downloads" in file and file.said(*_DATA) and not _OTHER.intersection(file.words)
    ]
    return [finding(COMPONENT, seen)]


def _look(file: File) -> Sighting | None:
    strong = file.said(*_STRONG)
    about = file.said(*_DATA)
    other = bool(_OTHER.intersection(file.words))
    writes, reads = file["writes"], file["reads"] or file["corpus"]
    if writes and reads and strong and (about or file["corpus"] or file["tokenizes"]) and not other:
        score, line, why = 88, writes.line, "reads raw data and writes processed data"
    elif writes and file["synthesizes"] and (strong or about):
        score, line, why = 80, writes.line, "generates training data and writes it"
    elif writes and file["corpus"] and (about or strong) and not other:
        score, line, why = 82, writes.line, "processes a dataset and writes it"
    elif writes and reads and (strong or about) and not other:
        score, line, why = 60, writes.line, "reads and writes files; named after data processing"
    elif file["maps"] and file["tokenizes"] and not other:
        score, line, why = 50, file.hits["maps"].line, "maps a function over a dataset"
    elif file["torchdata"] and (about or file["maps"]):
        score, line, why = 45, file.hits["torchdata"].line, "loads a dataset for training"
    else:
        return None
    if file.said(
        "finetune", "finetuning", "sft", "dpo", "eval", "synth", "inference", "serve", "viewer", "unshard"
    ):
        score = min(score, 60)
    return rate(file, score, line, why)
