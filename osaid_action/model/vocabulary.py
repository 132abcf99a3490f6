"""The words that reports, manifests and locks use, in the order every report uses."""

from __future__ import annotations

#: Kinds of thing the Definition asks about, in the order every report uses.
CODE_COMPONENTS = (
    "training-code",
    "training-configuration",
    "data-processing-code",
    "evaluation-code",
    "supporting-code",
    "inference-code",
    "model-architecture",
)
#: Asked for by nobody here, and told only where there is something to tell.
INFORMATIONAL = (
    "research-paper",
    "technical-report",
    "evaluation-data",
    "evaluation-results",
    "sample-outputs",
)
COMPONENTS = (
    *CODE_COMPONENTS,
    "weights",
    "intermediate-checkpoints",
    "optimizer-state",
    "data-documentation",
    "dataset",
    "model-card",
    "license",
    *INFORMATIONAL,
)
#: Those of them that are files of weights.
WEIGHTS = ("weights", "intermediate-checkpoints", "optimizer-state")

#: What a manifest may say of the system besides its name and version.
ABOUT = ("producer", "date", "type", "architecture", "url", "contact")

#: What a system may work on, in the words of the Model Openness Framework.
TYPES = ("language", "vision", "image", "audio", "video", "3d", "code", "multimodal", "other")

#: What a description of training data must tell (D1 a-e), and where the data can be had (D2).
HEADS = ("provenance", "scope", "obtained", "selection_filtering", "labeling", "where_to_obtain")

#: Where a manifest may be; the last only under [tool.osaid].
MANIFESTS = ("osaid.toml", ".github/osaid.toml", "pyproject.toml")

#: Where the locks beside them are.
LOCKS = ("osaid.lock", ".github/osaid.lock")

#: What a repository is; unknown where too little of it could be read to tell.
SUBJECTS = ("model", "library", "dataset", "consumer", "none", "unknown")
HERE = ("found", "partial", "missing", "unreadable")
#: Kinds of pointer that stand in the tree for the file that they point to.
IN_TREE = frozenset({"lfs", "xet", "dvc", "annex"})
#: From nothing to all of it.
HERE_ORDER = ("missing", "unreadable", "partial", "found")
#: Roles of files of which some may not be read; "prose" is that of notebooks and PDFs.
UNREAD_ROLES = ("code", "shell", "config", "doc", "prose", "weights")
STATUSES = ("met", "partial", "unmet", "external", "not-used", "needs-review", "unknown", "waived")
#: How good a status is, for telling better from worse.
STANDING = {
    "unmet": 0,
    "partial": 1,
    "unknown": 2,
    "external": 3,
    "needs-review": 4,
    "waived": 5,
    "not-used": 5,
    "met": 6,
}
RESULTS = ("complete", "terms", "incomplete", "undetermined", "not-applicable")
VERDICTS = ("osi-approved", "open", "restricted", "undetermined", "conflict", "none")
#: What is known of a place elsewhere: read; not read this time; read before and not open any more, so gone or
#: private; definitely not there; nobody could read it.
PLACE_STATES = ("verified", "unverified", "closed", "gone", "unverifiable")
#: Those of them that leave nothing open.
SETTLED = frozenset({"verified", "gone"})
#: Of a place that the lock tells of by the change under judgment alone.
WRITTEN = "written"
#: Kinds of place that have commits: one pins what is there, and it can be had again.
AT_COMMITS = frozenset({"github", "git", "hf-model", "hf-dataset"})
#: Kinds of place that an archive numbers for good: where nothing is, it was taken away or named wrongly.
RECORDS = frozenset({"zenodo", "figshare", "dataverse", "swh"})
#: Kinds of place whose files somebody lists.
LISTED = AT_COMMITS | RECORDS | {"osf", "ms-model", "ms-dataset"}
#: Kinds of place that hold one dataset.
OF_ONE_DATASET = frozenset({"hf-dataset", "ms-dataset"})
#: How a model is made from its bases, as the Hub calls it, in words; it has no name for a delta.
RELATIONS = {
    "adapter": "an adapter of",
    "delta": "a difference to be added to",
    "finetune": "fine-tuned from",
    "merge": "merged from",
    "quantized": "quantized from",
}
GATES = ("never", "regression", "incomplete", "terms", "review")
ACCESS = ("open", "public", "obtainable", "unshareable")
#: How one gets at data, as documents say it; the narrowest first.
WAYS = (
    "unshareable",
    "ids-only",
    "on-request",
    "gated",
    "click-through",
    "registration",
    "scraping-script",
    "direct-download",
)
POLICIES = ("strict", "working")
#: Whether what a yardstick asks for is there, the best first; unknown is neither.
ANSWERS = ("met", "unknown", "lacking")

#: Strength of one piece of evidence, weakest first: a name, a likely sign, the thing itself.
STRENGTHS = ("hint", "likely", "certain")
