import re
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.filters import GopherQualityFilter, LanguageFilter
from datatrove.pipeline.readers import WarcReader
from datatrove.pipeline.writers import JsonlWriter

LocalPipelineExecutor(
    pipeline=[WarcReader("s3://commoncrawl/"), LanguageFilter(languages=["da", "sv", "no"]), GopherQualityFilter(), JsonlWriter("out/")],
    tasks=64,
).run()
