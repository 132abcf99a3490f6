"""Models and datasets on the Hugging Face Hub, through huggingface_hub: listing, card, gating, headers.

The package is an optional extra and is loaded only when a place on the Hub is looked at. Its client
asks for listings; the contents of files come through `net`, the heads of weights by range requests.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
import urllib.parse
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..repository.places import words
from .net import SILENCE, TRIES, wait_of
from .policy import PlaceError
from .web import MOST_FILES, WebFile, WebTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..model import Reference
    from .net import Net

#: A safetensors header that is longer is not read; shards beyond this count are not looked at.
MOST_HEADER = 8 << 20
MOST_SHARDS = 64


class About(NamedTuple):
    """What the Hub says of a repository. card: the front matter of its card."""

    name: str
    commit: str
    card: Mapping[str, Any]
    gated: str | bool
    disabled: bool


class Repository(NamedTuple):
    """A Hub repository at one commit. bases: models it was made from, in canonical spelling.

    datasets: what its card names as data.
    """

    tree: WebTree
    gated: str
    bases: tuple[str, ...]
    datasets: tuple[str, ...]
    notes: tuple[str, ...]


def look(reference: Reference, revision: str, net: Net) -> Repository:
    """A model or dataset at a revision ("" = the default branch). PlaceError."""
    try:
        import huggingface_hub
    except ImportError:
        raise PlaceError(
            "refused", 'the Hub is asked through huggingface_hub: pip install "osaid[hub]"'
        ) from None
    kind = "dataset" if reference.kind == "hf-dataset" else "model"
    place = reference.url.partition("#")[0]
    net.checked(_endpoint())
    _guard(huggingface_hub, net)
    token = huggingface_hub.get_token() if net.policy.tokens else None
    try:
        return _looked(huggingface_hub, place, kind, revision, net, token)
    except PlaceError as failure:
        if failure.kind != "denied" or not token:
            raise
    # A token that has run out closes what is open to all.
    return _looked(huggingface_hub, place, kind, revision, net, None)


def _looked(
    huggingface_hub: Any, place: str, kind: str, revision: str, net: Net, token: str | None
) -> Repository:
    name = place.removeprefix("hf:").removeprefix("datasets/")
    endpoint = _endpoint()
    api = huggingface_hub.HfApi(endpoint=endpoint, token=token or False)
    info = _asked(
        net,
        place,
        lambda: api.repo_info(name, repo_type=kind, revision=revision or None, timeout=SILENCE),
    )
    sha = str(info.sha or "")
    rows = _asked(
        net,
        place,
        lambda: list(islice(_listed(api, info.id, kind, sha), MOST_FILES + 1)),
        tries=1,  # the client tries again by itself
    )
    given = getattr(info, "card_data", None)
    about = About(
        info.id,
        sha,
        given.to_dict() if given is not None else {},
        getattr(info, "gated", False) or False,
        bool(getattr(info, "disabled", False)),
    )
    files = [
        listed(endpoint, kind, about, row.path, row.size, row.lfs.sha256 if row.lfs else "", row.blob_id)
        for row in rows
    ]
    return told(kind, name, about, files, partial(WebTree, net=net, token=token))


def listed(
    endpoint: str, kind: str, about: About, path: str, size: int | None, sha256: str, oid: str
) -> WebFile:
    """A file of a repository. sha256: of one that Git LFS or Xet keeps, else ""."""
    prefix = "datasets/" if kind == "dataset" else ""
    url = (
        f"{endpoint}/{prefix}{about.name}/resolve/{about.commit}/{urllib.parse.quote(path, errors='replace')}"
    )
    return WebFile(path, url, size, f"sha256:{sha256}" if sha256 else f"git:{oid}")


def told(
    kind: str, asked: str, about: About, files: Sequence[WebFile], made: Callable[..., WebTree]
) -> Repository:
    """The repository that was asked for by a name. made: gives the tree of its name and files."""
    whole = len(files) <= MOST_FILES
    limits = [] if whole else [f"more than {MOST_FILES:,} files: the rest was not looked at"]
    found = made(about.name, files[:MOST_FILES], commit=about.commit, limits=limits)
    notes = [f"moved: hf:{asked} is now hf:{about.name}"] if about.name != asked else []
    if about.disabled:
        notes.append("disabled on the Hub")
    found.kept_as, found.card, found.whole = kind, _card(about.card), whole
    gated = str(about.gated or "")
    return Repository(
        found,
        "yes" if gated == "True" else gated,
        _bases(about.card),
        _sources(about.card, kind),
        tuple(notes),
    )


def _endpoint() -> str:
    return os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")


def _listed(api: Any, name: str, kind: str, sha: str) -> Any:
    """The files of a repository, without its folders."""
    rows = api.list_repo_tree(name, recursive=True, revision=sha, repo_type=kind)
    return (row for row in rows if hasattr(row, "size"))


class _Guard(threading.local):
    """Whose bounds hold for what this thread asks through the client."""

    net: Net | None = None


_GUARD = _Guard()
_INSTALLED = threading.Lock()


def _guard(huggingface_hub: Any, net: Net) -> None:
    """Have the client check every address it asks, redirects too, and give up on silent servers.

    The client is one for the process, so it is prepared once and asks the thread whose bounds hold.
    """
    from huggingface_hub.utils import _http

    _GUARD.net = net

    def client() -> Any:
        made = _http.default_client_factory()
        made.timeout = SILENCE
        hooks = made.event_hooks
        made.event_hooks = {**hooks, "request": [*hooks.get("request", []), _check]}
        return made

    client.guarded = True  # type: ignore[attr-defined]
    with _INSTALLED:
        if not getattr(_http._GLOBAL_CLIENT_FACTORY, "guarded", False):
            huggingface_hub.set_client_factory(client)


def _check(request: Any) -> None:
    """Refuse a request that may not be made; a caller of ours always has bounds."""
    if _GUARD.net is not None:
        _GUARD.net.count(requests=1)
        _GUARD.net.checked(str(request.url))


def _asked(net: Net, name: str, call: Callable[[], Any], tries: int = TRIES) -> Any:
    """What the client gives, tried again within the bound; its three families of errors become ours."""
    for tries_left in reversed(range(tries)):
        try:
            return call()
        except PlaceError:
            raise
        except Exception as error:
            failure = _failure(name, error)
            if failure.kind != "failed" or not tries_left:
                raise failure from None
            net.wait(failure, tries - tries_left)
    raise AssertionError("the last try returns or raises")


def _failure(name: str, error: Exception) -> PlaceError:
    """An error of huggingface_hub, or of the HTTP library below it, in our words."""
    kinds = {base.__name__ for base in type(error).__mro__}
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if "OfflineModeIsEnabled" in kinds:
        return PlaceError("refused", f"{name}: HF_HUB_OFFLINE is set")
    if "RevisionNotFoundError" in kinds:
        return PlaceError("gone", f"{name}: that revision is not there")
    if "GatedRepoError" in kinds:
        return PlaceError("denied", f"{name}: gated, and not open to us")
    # Also who has a token is told that what is not theirs is not there.
    unknown = "RepositoryNotFoundError" in kinds
    if status in {404, 410} and not unknown and "RemoteEntryNotFoundError" not in kinds:
        return PlaceError("gone", f"{name}: {status}, it is not there")
    wait = wait_of({str(name).lower(): str(text) for name, text in getattr(response, "headers", {}).items()})
    # Who asks too often gets 403 as well.
    if status == 401 or (status == 403 and wait is None) or unknown:
        return PlaceError(
            "denied", f"{name}: {status}, it is private, gated or not there; HF_TOKEN may open it"
        )
    if status is not None:
        return PlaceError("failed", f"{name}: {status}, try again later", wait)
    if "JSONDecodeError" in kinds:
        return PlaceError("failed", f"{name}: the answer is not JSON")
    if "HFValidationError" in kinds:
        return PlaceError("refused", f"{name}: not a name that the Hub knows")
    return PlaceError("failed", f"{name}: {' '.join(str(error).split())[:200] or type(error).__name__}")


def _bases(card: Mapping[str, Any]) -> tuple[str, ...]:
    """The models that a card's front matter names as those it was made from."""
    return tuple(f"hf:{name}" for name in _named(card, "base_model"))


def _card(card: Mapping[str, Any]) -> dict[str, Any]:
    """What a card's front matter says of terms and of what it is of, as the API tells it."""
    return {key: value for key, value in card.items() if isinstance(key, str) and not isinstance(value, dict)}


def _sources(card: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """What a card's front matter names as data: whether the manifest lists it is for a person to see."""
    names = _named(card, "source_datasets" if kind == "dataset" else "datasets")
    return tuple(f"hf:datasets/{name}" if "/" in name else name for name in names if name != "original")


def _named(card: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The names under a key of a card's front matter, as far as they are names."""
    value = card.get(key)
    names = value if isinstance(value, list) else [value]
    return tuple(name for name in dict.fromkeys(filter(_is_name, names)))[:10]


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def counted(tree: WebTree) -> tuple[str, ...]:
    """Files in formats of weights and data, by suffix."""
    sums: dict[str, list[int]] = {}
    for file in tree.files.values():
        suffix = file.path.rpartition(".")[2].lower()
        if suffix in _COUNTED and file.member is None:
            row = sums.setdefault(suffix, [0, 0])
            row[0] += 1
            row[1] += file.size or 0
    return tuple(
        f"{suffix}: {count} file{'s' * (count > 1)}, {size:,} bytes"
        for suffix, (count, size) in sorted(sums.items())
    )


_COUNTED = words(
    "safetensors bin pt pth ckpt gguf onnx h5 msgpack npz npy parquet arrow jsonl csv tar zip zst gz tfrecord"
)


def tensors(tree: WebTree) -> tuple[str, ...]:
    """Tensors and numbers by type over all shards at the root, or why they can't be told."""
    shards = [path for path in sorted(tree.files) if path.endswith(".safetensors") and "/" not in path]
    if not shards:
        return ()
    if len(shards) > MOST_SHARDS:
        return (f"safetensors headers: not read, more than {MOST_SHARDS} files",)
    count, numbers = 0, dict[str, int]()
    for path in shards:
        header = _header(tree, path)
        if header is None:
            return (f"safetensors headers: {path} could not be read",)
        for name, tensor in header.items():
            if name != "__metadata__" and isinstance(tensor, dict):
                count += 1
                size = 1
                for side in tensor.get("shape", ()):
                    size *= side if isinstance(side, int) and 0 <= side < 1 << 40 else 0
                kind = str(tensor.get("dtype"))[:12]
                numbers[kind] = numbers.get(kind, 0) + size
    told = ", ".join(f"{size:,} {kind}" for kind, size in sorted(numbers.items()))
    return (f"safetensors headers: {count} tensors, {told}",)


def _header(tree: WebTree, path: str) -> dict[str, Any] | None:
    """The header of a safetensors file by range requests; None when it is not one."""
    start = tree.bytes_at(path, 0, 8)
    size = int.from_bytes(start, "little") if start else 0
    if not 2 <= size <= MOST_HEADER:
        return None
    data = tree.bytes_at(path, 8, size)
    with contextlib.suppress(ValueError, RecursionError):
        value = json.loads(data or b"")
        return value if isinstance(value, dict) else None
    return None
