"""Data processing code: does the tree hold code that makes the training set out of raw data?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Evidence
from ...patterns import either, lazy
from ...repository.places import words
from ..frameworks import models, trains
from ..rank import Sighting, finding, rate
from ..used import shown, told, used
from .signals.data import SIGNALS

if TYPE_CHECKING:
    from ...model import Finding
from ..file import File
from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe", "uses"]

COMPONENT = "data-processing-code"
HOLDS = words("code")
HINTS = words("shell")
_TELLING = words(
    "prepro preprocess preprocessing dedup dedupe deduped deduplicate deduplication corpora corpus "
    "datamix shuffle "
    "interleave decontaminate decontamination tokenize tokenization pile prepare"
)
_STRONG = _TELLING | words(
    "clean cleaning cleanup filter filtering mix process processing build convert instruction "
    "instructions synth "
    "pipeline feature features normalise normalize normalization encode align alignment annotate label "
    "labels collect format merge crop render segment transform "
    "scrape scraper crawl crawler ingest etl extract curate curation augment split make generate"
)
_PACKED = words("data dataset shard shards datagen gendata corpus convert prepare preprocess tfrecord")
_DATA = words("data dataset datasets corpus corpora pile prep jsonl text texts documents images audio pairs")
_OTHER = words(
    "checkpoint checkpoints ckpt ckpts weights eval evals evaluation benchmark benchmarks inference lora "
    "hf model models "
    "onnx export ggml gguf serve server viewer docs changelog results plot plots logging log report"
)
_LESS = words("finetune finetuning sft dpo synth inference serve viewer unshard")
_VENUE = words("data dataset datasets corpus")
#: Loaders and the like by their names, and code that runs or tests what was trained.
_FEEDS = words("loader loaders dataloader provider reader batch batches minibatch transform transforms train")
_APPLIES = words(
    "demo app server infer inference predict prediction sample generate test eval evaluate evaluation "
    "visualize plot"
)
#: A name that says what is converted into what.
_TO = lazy(r"[a-z](?:2|_to_|To)[a-zA-Z]")
_OF_TRAINING = lazy(r"(?i)train|_tr\b")
_RECORDS = lazy(r"(?i)parquet|jsonl|csv|tsv")
#: A path of data in the words of a program.
_DATA_FILE = lazy(r"(?i)[\"'/](?:data|datasets?|corpus|raw|processed|train)[/_.\"']")
_RAW = either(
    r"\braw (?:data|datasets?|text|corpus|corpora|images?|audio|recordings?|files?|logs?|records?)\b",
    r"\bpre-?process(?:ed|ing)? (?:the |our |all |of (?:the )?)?(?:\w{1,20} )?(?:data|datasets?|corpus)\b",
    r"\bdata (?:pre-?processing|processing|cleaning|filtering|curation|preparation)\b",
    r"数据(?:预处理|清洗|处理)|データの?前処理|데이터 ?전처리",
    flags=re.IGNORECASE,
)


def probe(survey: Survey) -> list[Finding]:
    """Code that writes a training set ranks over code that changes one in memory, and that over a loader."""
    makes_data, library = survey.about.of_data, survey.library
    if not (makes_data or survey.learns or survey.about.datasets):
        return [finding(COMPONENT, [])]
    seen = [sighting for file in survey.code if (sighting := _look(file, makes_data, library))]
    seen += [sighting for file in survey.shell if (sighting := _script(file))]
    seen += [
        rate(file, 40, file.hits["transforms"].line, "changes the data as they are read")
        for file in survey.config
        if file.hit("transforms") and file.hit("stack")
    ]
    return [finding(COMPONENT, seen)]


def _script(file: File) -> Sighting | None:
    """What a shell script does to data."""
    if file.said(_OTHER):
        return None
    about = file.said(_DATA | _TELLING)
    if (converts := file.hit("converts")) and (about or file.said(_STRONG)):
        return rate(file, 60, converts.line, "converts data by programs")
    got = file.hit("downloads")
    if got and (about or _DATA_FILE.search(got.text)):
        return rate(file, 40, got.line, "downloads data")
    return None


def _look(file: File, makes_data: bool, library: bool) -> Sighting | None:
    writes = None if _is_other(file) else file.hit("writes", "shards", "keeps")
    if writes is None and makes_data and file.named(_TELLING):
        writes = file.hit("streams")
    if writes is None and file.suffix == "sql":
        writes = file.hit("writes-tables")
    if (packs := file.hit("packs")) and file.named(_PACKED) and not file.said(_OTHER - {"hf"}):
        return rate(file, 76, packs.line, "packs data in the form that training reads")
    judged = (_writer(file, writes.line, makes_data) if writes else None) or _loader(file) or _changer(file)
    if judged is None:
        return None
    score, line, why = judged
    if library and not _speaks_of_data(file):
        score = min(score, 45)
    if file.said(_LESS):
        score, why = min(score, 60), why + ", for a part of the data only"
    return rate(file, score, line, why)


def _is_other(file: File) -> bool:
    """True for code about models, results or services; a file's own name counts over its folder's."""
    if file.hit("reloads") and not file.hit("corpus", "tokenizes"):
        return True
    return file.named(_OTHER) or (file.said(_OTHER) and not file.named(_STRONG | _DATA))


def _speaks_of_data(file: File) -> bool:
    return file.said(_DATA | _TELLING) or file.hit("corpus", "torchdata", "maps", "tokenizes") is not None


def _writer(file: File, line: int, makes_data: bool) -> tuple[int, int, str] | None:
    reads = file.hit("reads", "corpus", "reads-numbers", "takes")
    strong = file.said(_STRONG)
    ends = [hit.text for hit in (file.hit("reads", "reads-numbers"), file.hit("writes")) if hit]
    of_data = [text for text in ends if _DATA_FILE.search(text)]
    about = file.said(_DATA) or bool(of_data) or file.suffix == "sql"
    if (shards := file.hit("shards")) and not trains(file):
        return 84, shards.line, "writes a dataset in the form that training reads"
    if len(of_data) == 2 and not trains(file):
        return 80, line, "reads data files and writes data files"
    if reads and strong and (about or file.hit("corpus", "tokenizes")):
        return 88, line, "reads raw data and writes processed data"
    if reads and about and file.hit("tokenizes") and not trains(file):
        return 82, line, "tokenizes raw data and writes it"
    if file.hit("synthesizes") and (strong or about):
        return 80, line, "generates training data and writes it"
    if file.hit("corpus") and (about or strong):
        return 82, line, "processes a dataset and writes it"
    return _converter(file, strong or about) or _named_writer(file, line, makes_data, ends)


def _named_writer(file: File, line: int, makes_data: bool, ends: list[str]) -> tuple[int, int, str] | None:
    """What reads and writes, where the name of the file or the project tells what."""
    reads = file.hit("reads", "corpus", "reads-numbers", "takes")
    if reads is None:
        return None
    strong, about = file.said(_STRONG), file.said(_DATA) or any(map(_DATA_FILE.search, ends))
    if (strong or about) and makes_data:
        return 76, line, "reads and writes files, where the project is about making a dataset"
    if file.named(_TELLING) and all(_RECORDS.search(text) for text in ends):
        return 76, line, "reads and writes records, and is named after data processing"
    if file.named(_VENUE | _STRONG) and file.hit("alters") and not trains(file):
        return 74, line, "reads data, changes them and writes them"
    if file.said(_TELLING) or (strong and about) or file.named(_VENUE):
        return 60, line, "reads and writes files, and is named after data processing"
    return _made_before(file) if trains(file) else None


def _converter(file: File, named: bool) -> tuple[int, int, str] | None:
    """Recordings, pictures and the like that are read, changed and written, with no model in between."""
    takes, keeps = file.hit("takes"), file.hit("keeps", "writes")
    if takes is None or keeps is None or trains(file) or file.hit("eval", "native-runs", "gradients"):
        return None
    if file.hit("runs") and file.hit("loads") and models(file):
        return None
    if not (file.hit("alters", "augments", "prepares") or "keeps" in file.hits):
        return None
    named = named or _TO.search(file.name) is not None
    return (78 if named else 60), keeps.line, "reads raw data, changes them and writes them"


def _made_before(file: File) -> tuple[int, int, str] | None:
    """In a file that trains as well: data read, changed and written before it does."""
    reads, writes = file.hit("reads", "takes", "corpus"), file.hit("writes")
    learns = file.hit("fits", "step", "minimizes", "builder", "fitted")
    changes = file.hit("maps", "tokenizes", "alters")
    if not (reads and writes and learns and changes) or not reads.line < writes.line < learns.line:
        return None
    return 50, writes.line, "reads data, changes them and writes them before it trains"


def _loader(file: File) -> tuple[int, int, str] | None:
    if file.said(_OTHER) and not file.said(_VENUE):
        return None
    if (maps := file.hit("maps")) and file.hit("tokenizes", "torchdata", "corpus"):
        return 50, maps.line, "maps a function over a dataset, without writing it"
    loads = file.hit("torchdata")
    if loads and (file.said(_DATA) or file.hit("maps") or trains(file) or "seqio" in loads.text):
        return 45, loads.line, "loads a dataset for training, without making it"
    if (reads := file.hit("reads")) and file.named(_VENUE) and models(file):
        return 40, reads.line, "loads data for training, without making it"
    return None


def _changer(file: File) -> tuple[int, int, str] | None:
    """Data that are changed on their way into training."""
    if file.named(_APPLIES):
        return None
    feeds = trains(file) or file.said(_DATA | _TELLING) or file.named(_FEEDS) or file.hit("torchdata")
    if (augments := file.hit("augments")) and feeds:
        return 48, augments.line, "changes the data as they are read"
    if (prepares := file.hit("prepares")) and (feeds or _OF_TRAINING.search(prepares.text)):
        return 42, prepares.line, "scales, splits or encodes data in memory"
    read = file.hit("takes", "reads") if file.named(_VENUE | _TELLING) else file.hit("takes")
    if read and feeds and not file.said(_OTHER) and file.hit("alters"):
        return 38, read.line, "reads data and changes them in memory"
    return None


def uses(survey: Survey) -> tuple[Evidence, ...]:
    """What shows that the data were not taken as they came: raw data read, or spoken of."""
    readers = (file for file in survey.code if not file.said(_OTHER) and _reads_data(file))
    filtered = (
        Evidence(
            path=s.path, line=s.line, why="tells how data were filtered", strength="hint", text=s.text[:200]
        )
        for s in survey.account.said
        if "selection_filtering" in s.clear | s.partly
    )
    return used(
        shown(readers, "reads data files", "reads", "reads-numbers"),
        filtered,
        told(survey, _RAW, "speaks of raw data or of processing them"),
    )


def _reads_data(file: File) -> bool:
    hits = [hit for hit in (file.hit("reads"), file.hit("reads-numbers")) if hit]
    return any(_DATA_FILE.search(hit.text) for hit in hits)
