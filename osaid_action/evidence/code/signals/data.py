"""What code and scripts that make a training set say."""

from __future__ import annotations

from ...signals import signal

_WRITES = signal(
    "writes",
    r"\.(?:to_parquet|to_feather|to_pickle|to_json|to_csv)\(",  # pandas, Polars
    r"\.(?:to_disk|save_to_disk|push_to_hub)\(",  # spaCy, Hugging Face
    r"\.(?:tofile|add_item)\(",  # NumPy, Megatron
    r"memmap\(.{0,80}w\+",
    r"np\.save\w{0,30}\(",
    r"(?:Dataset|Indexed)\w{0,30}Builder",
    r"TFRecordWriter",
    r"json\.dumps?\(",
    r"\bjdump\(",
    r"pickle\.dump\(",
    r"\.write(?:lines|_all|_text|_bytes|String|r)?\(",
    r"writeFile\w{0,30}\(",  # JavaScript
    r"fwrite\(",  # C
    r"BufWriter",  # Rust
    r"File::create\(",
    r"write\.csv\(",  # R
    r"write_csv\(",
    r"saveRDS\(",
    r"CSV\.write\(",  # Julia
    r"\b(?:write|save|dump)_(?:data|tokens?|jsonl?|csv|dataset|records?|file|parquet)\w{0,30}\(",
    r"^\s{0,20}(?i:insert)\s{1,20}(?:overwrite|OVERWRITE|into|INTO)\b",  # SQL
    r"^\s{0,20}(?i:create\s{1,20}(?:or\s{1,20}replace\s{1,20})?)(?:table|TABLE|view|VIEW)\b",
)
_SHARDS = signal(
    "shards",
    r"TFRecordWriter\(",
    r"ShardWriter\(",  # WebDataset
    r"MDSWriter\(",  # MosaicML Streaming
    r"JsonlWriter\(",  # datatrove
    r"ParquetWriter\(",
    r"(?:Indexed|MMap)\w{0,30}DatasetBuilder\(",  # Megatron
    r"lmdb\.open\(.{0,80}map_size",
    r"\b(?:ds|dataset\w{0,20}|data)\.(?:save_to_disk|push_to_hub)\(",  # Hugging Face
)
_CORPUS = signal(
    "corpus",
    r"load_dataset\(",
    r"fasttext",
    r"langid",
    r"langdetect",
    r"[mM]in[hH]ash",
    r"[dD]edup",
    r"pyspark",
    r"apache_beam",
    r"jsonlines",
    r"warcio",
    r"FastWARC",
    r"trafilatura",
    r"datatrove",
)
_TORCHDATA = signal(
    "torchdata",
    r"class \w{1,30}\((?:\w{1,30}\.)*(?:Iterable)?Dataset\)",  # PyTorch
    r"DataLoader\(",
    r"def collate",
    r"tf\.data\.Dataset",  # TensorFlow
    r"\.(?:from_tensor_slices|TFRecordDataset)\(",
    r"\w_dataset_from_directory\(",  # Keras
    r"seqio\.\w{0,12}(?:Task|Mixture|DataSource)",
)
_READS = signal(
    "reads",
    r"read_(?:csv|json|parquet|table|excel)\(",  # pandas, Polars, readr
    r"read_(?:lines|text|bytes|to_string)\(",
    r"\bopen\(",
    r"json\.loads?\(",
    r"np\.load\(",
    r"glob\(",
    r"os\.listdir\(",
    r"\.iterdir\(",
    r"sys\.stdin",
    r"requests\.get\(",
    r"urlopen\(",
    r"^\s{0,20}from\b.*(?:read_|stdin)",  # imports what reads
    r"fopen\(",  # C, PHP
    r"fread\(",  # C, data.table
    r"BufReader",  # Rust
    r"File::open",
    r"\bfs::read",
    r"readFile\w{0,30}\(",  # JavaScript
    r"read\.csv\(",  # R
    r"CSV\.(?:read|File)\(",  # Julia
    r"^\s{0,20}(?:SELECT\b|select )",  # SQL
    r"^\s{0,20}(?i:from)\b.*(?:SELECT|select )",
)
SIGNALS = {
    "code": (
        _WRITES,
        _SHARDS,
        signal("reads-numbers", r"\b(?:genfromtxt|loadtxt)\("),
        signal(
            "packs",
            r"\bDocBin\(",  # spaCy
            r"\btarfile\.open\(.{0,60}[\"']w",
            r"\bTarWriter\(",  # WebDataset
            r"\bofstream\b",  # C++
        ),
        _CORPUS,
        signal(
            "tokenizes",
            r"\.(?:encode|encode_ordinary|encode_batch|tokenize)\(",
            r"\btokenize\(",
        ),
        signal(
            "maps",
            r"\.(?:map|filter)\(\s{0,20}(?:lambda|(?:process|token|clean|filter|format|preprocess)\w{0,30})",
        ),
        _TORCHDATA,
        signal(
            "synthesizes",
            r"openai\.(?:Chat)?Completion",
            r"completions\.create",
            r"openai_completion",  # Alpaca
        ),
        _READS,
        signal(
            "reloads",
            r"load_state_dict\(",
            r"(?:Model\w{0,30}|LM)\.from_pretrained\(",
            r"\.save_pretrained\(",
        ),
    ),
    "shell": (
        signal(
            "downloads",
            r"\b(?:wget|curl|aria2c)\b",
            r"\b(?:gsutil|aws s3)\b",
            r"\b(?:huggingface-cli download|kaggle datasets)\b",
        ),
    ),
}
