import functools
import seqio
from t5.data import preprocessors

VOCAB = seqio.SentencePieceVocabulary("gs://matht5/vocab.model")

seqio.TaskRegistry.add(
    "arxiv_span_corruption",
    source=seqio.TextLineDataSource({"train": "gs://matht5/arxiv/train-*"}),
    preprocessors=[functools.partial(seqio.preprocessors.rekey, key_map={"targets": None}),
                   seqio.preprocessors.tokenize, preprocessors.span_corruption],
    output_features={"inputs": seqio.Feature(VOCAB), "targets": seqio.Feature(VOCAB)},
    metric_fns=[],
)
