"""Places that live elsewhere: how a manifest, a README or `.gitmodules` names them. Pure: asks nobody.

A place has one canonical spelling, so that the same repository mentioned in five ways is one reference:

    github:owner/name[#path]          git+https://host/path[#path]
    hf:owner/name                     hf:datasets/owner/name        hf:spaces/owner/name
    doi:10.x/y    zenodo:123    arxiv:2101.00027    kaggle:datasets/owner/name
    https://...[#sha256=DIGEST] s3://...      magnet:?...

The revision is a field of its own; `spell` puts both together again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Reference
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

#: What `at` in a manifest may hold, for messages.
EXPECTED = (
    "a place such as github:owner/name@rev#path, hf:owner/model@rev, hf:datasets/owner/name, "
    "https://..., doi:10..., zenodo:ID, arxiv:ID, s3://bucket/key or magnet:?..."
)

#: Longer texts are not places; the bound also keeps hostile input cheap.
MAX_LENGTH = 2000

_URL = lazy(
    r"(?P<scheme>https?)://(?:[^/?#@]*@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)(?P<port>:\d{1,5})?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE,
)
_OWNER = lazy(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NAME = lazy(r"[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A leading dash would read as an option to git; two dots as a range.
_REVISION = lazy(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./+-]*")
_DOI = lazy(r"10\.\d{4,9}/[^\s\"<>]+")
_ZENODO_DOI = lazy(r"10\.5281/zenodo\.(\d+)", re.IGNORECASE)
_ARXIV_DOI = lazy(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV = lazy(r"(\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
_BUCKET = lazy(r"(?:s3|gs|az|r2)://[A-Za-z0-9][A-Za-z0-9._-]*(?:/.*)?")
_CONSOLE = "console.cloud.google.com"
_BUCKET_HOST = lazy(
    r"storage\.googleapis\.com|storage\.cloud\.google\.com|[a-z0-9-]+\.storage\.googleapis\.com"
    r"|(?:[a-z0-9.-]+\.)?s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com"
    r"|[a-z0-9-]+\.blob\.core\.windows\.net|[a-z0-9.-]+\.r2\.(?:dev|cloudflarestorage\.com)"
)

_HUB_HOSTS = ("huggingface.co", "hf.co", "hf-mirror.com")
_HUB_KINDS = {"datasets": "hf-dataset", "spaces": "hf-space", "models": "hf-model"}
_HUB_VIEWS = ("resolve", "blob", "tree", "raw", "commit")
_HUB_TABS = ("commits", "discussions", "viewer", "settings", "community")
_HUB_PAGES = frozenset(
    {
        "api",
        "blog",
        "brand",
        "chat",
        "changelog",
        "code-of-conduct",
        "collections",
        "content-guidelines",
        "course",
        "docs",
        "enterprise",
        "front",
        "hub",
        "inference",
        "inference-endpoints",
        "join",
        "languages",
        "learn",
        "licenses",
        "login",
        "metrics",
        "models",
        "new",
        "notifications",
        "oauth",
        "organizations",
        "papers",
        "posts",
        "pricing",
        "privacy",
        "search",
        "settings",
        "spaces",
        "storage",
        "support",
        "tasks",
        "terms-of-service",
        "welcome",
    }
)
# Models older than the Hub's owners are known by one word; any other single word is a person's page.
_HUB_LEGACY = lazy(r"(?:distil)?(?:gpt2|bert|roberta|t5|albert|xlnet|xlm|camembert)(?:-[\w.-]+)?")

_GITHUB_PAGES = frozenset(
    {
        "about",
        "apps",
        "assets",
        "collections",
        "contact",
        "customer-stories",
        "enterprise",
        "events",
        "explore",
        "features",
        "gist",
        "join",
        "login",
        "marketplace",
        "new",
        "notifications",
        "orgs",
        "pricing",
        "readme",
        "search",
        "security",
        "sessions",
        "settings",
        "signup",
        "site",
        "sponsors",
        "stars",
        "topics",
        "trending",
        "user-attachments",
        "users",
    }
)
_GITHUB_VIEWS = ("tree", "blob", "raw", "blame", "edit")
_GIT_HOSTS = ("gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht")
# Services whose links name a file or folder although the address has no suffix.
_SHARES = {
    "drive.google.com": lazy(r"/(?:file/d/|drive/(?:u/\d/)?folders/|uc\b|open\b).*"),
    "docs.google.com": lazy(r"/uc\b.*"),
    "dropbox.com": lazy(r"/(?:s|sh|scl)/.+"),
    "1drv.ms": lazy(r"/.+"),
    "mega.nz": lazy(r"/.+"),
    "pan.baidu.com": lazy(r"/s/.+"),
    "figshare.com": lazy(r"/(?:articles|s)/.+"),
    "modelscope.cn": lazy(r"/(?:models|datasets)/.+"),
    "dataverse.harvard.edu": lazy(r"/(?:dataset|file)\b.+"),
    "data.mendeley.com": lazy(r"/datasets/.+"),
    "openslr.org": lazy(r"/\d+/?"),
    "osf.io": lazy(r"/(?:[a-z0-9]{5}|download/.+)(?:/.*)?"),
    "wisemodel.cn": lazy(r"/(?:models|datasets)/.+"),
    "openxlab.org.cn": lazy(r"/(?:models|datasets)/.+"),
    "pan.quark.cn": lazy(r"/s/.+"),
    "share.weiyun.com": lazy(r"/.+"),
    "yadi.sk": lazy(r"/.+"),
    "disk.yandex.ru": lazy(r"/[di]/.+"),
    "onedrive.live.com": lazy(r"/.*"),
    "box.com": lazy(r"/(?:s|v)/.+"),
    "civitai.com": lazy(r"/models/\d+.*"),
    "tfhub.dev": lazy(r"/.+"),
    "ollama.com": lazy(r"/(?!blog|search|models$|download|docs)[\w.-]+/[\w.:-]+"),
    "academictorrents.com": lazy(r"/details/.+"),
    "archive.org": lazy(r"/(?:details|download)/.+"),
    "archive.ics.uci.edu": lazy(r"/(?:ml/)?(?:datasets?|machine-learning-databases)/.+"),
    "physionet.org": lazy(r"/content/.+"),
    "ieee-dataport.org": lazy(r"/.+"),
    "synapse.org": lazy(r"/.+"),
    "catalog.ngc.nvidia.com": lazy(r"/.*models/.+"),
}
# The same software runs at many institutes: Seafile, Nextcloud, SharePoint, Dataverse, Figshare, Box.
_SHARED_PATH = lazy(
    r"/(?:index\.php/)?s/[A-Za-z0-9]{12,20}(?:/.*)?|/[fd]/[0-9a-f]{16,24}/?|/:[fuxb]:/.+"
    r"|/(?:dataset|file)\.xhtml|/d/s/\w{10,}.*"
)
_SHARED_HOST = lazy(r"(?:[\w-]+\.)+(?:figshare\.com|box\.com|sharepoint\.com|mediafire\.com|nextcloud\.com)")
_DEFAULT_BRANCHES = ("main", "master", "HEAD")
_PICTURE = lazy(r"\.(?:png|svg|gif|jpe?g|webp|ico|bmp|mp4|webm|mov)", re.IGNORECASE)
_FILE = lazy(
    r".*\.(?:safetensors|bin|pt|pth|ckpt|h5|hdf5|onnx|gguf|ggml|tflite|pb|npz|npy|msgpack|pkl|joblib|caffemodel"
    r"|weights|mlmodel|t7|mat|nnue|keras|pdparams|zip|tar|tgz|txz|tbz2?|gz|bz2|xz|zst|lz4|7z|rar|csv|tsv|jsonl|ndjson|parquet|arrow"
    r"|feather|tfrecords?|arff|warc|lmdb|sqlite3?|torrent)",
    re.IGNORECASE,
)
_PACKAGE_HOSTS = ("files.pythonhosted.org", "pypi.org", "download.pytorch.org/whl", "registry.npmjs.org")
_PLACEHOLDER = lazy(
    r"[{}<>$*]|%[sd]|\.\.\.|…|\[[^\]]*\]"
    r"|(?<![a-z0-9])(?:your|my)[-_](?:\w+)|/(?:username|user|owner|org|organization|namespace)/"
    r"|(?<![a-z0-9])x{3,}(?![a-z0-9])|path/to/",
    re.IGNORECASE,
)


def parse_place(text: str) -> Reference:
    """The place that a manifest names. ValueError says what was expected.

    Only https among the web's schemes: what is declared must be fit to be verified.
    """
    _check_text(text)
    for prefix, parse in _PREFIXES.items():
        if text.lower().startswith(prefix):
            return parse(text)
    raise ValueError(f"expected {EXPECTED}")


def from_url(url: str) -> Reference | None:
    """The place that a link in a README or in code points to; None when it holds nothing we look for.

    Takes the link as found: trailing punctuation and Markdown or quotes around it are dropped. A file
    on the Hub is reduced to its repository, for a README often lists each file of one.
    """
    url = _strip_markup(url[: 2 * MAX_LENGTH])
    if not url or _PLACEHOLDER.search(url):
        return None
    try:
        _check_text(url)
        return _link(url)
    except ValueError:
        return None


def spell(reference: Reference) -> str:
    """The place with its revision, as it can be written in a manifest."""
    if reference.kind in _DIGESTED and (reference.revision or "").startswith("sha256:"):
        return f"{reference.url}#{str(reference.revision).replace(':', '=', 1)}"
    if not reference.revision or reference.kind not in _REVISED:
        return reference.url
    base, hash_, path = reference.url.partition("#")
    return f"{base}{_REVISED[reference.kind]}{reference.revision}{hash_}{path}"


def submodules(text: str) -> tuple[tuple[str, str], ...]:
    """(path, url) of each submodule in the contents of `.gitmodules`, in the order of the file."""
    found: dict[str, dict[str, str]] = {}
    section: dict[str, str] = {}
    for line in text.replace("\\\n", "").splitlines():
        header = re.match(r'\s*\[\s*(\w[\w.-]*)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]', line)
        if header:
            name = header[2] if header[1].lower() == "submodule" else None
            section = {} if name is None else found.setdefault(name, {})
            line = line[header.end() :]
        key, equals, value = line.partition("=")
        if equals:
            section[key.strip().lower()] = _git_value(value)
    entries = ((entry.get("path", ""), entry.get("url", "")) for entry in found.values())
    return tuple(
        (path, url) for path, url in entries if path.isprintable() and url.isprintable() and path and url
    )


def path_fault(path: str) -> str:
    """What keeps `path` from naming something in a tree (relative, POSIX), or "" when nothing does."""
    if not path.strip():
        return "it is empty"
    if not path.isprintable():
        return "it holds a control character"
    if "\\" in path:
        return "it holds a backslash"
    if path.startswith(("/", "~")):
        return "it is absolute"
    if re.match(r"[A-Za-z]:", path):
        return "it starts with a drive letter"
    if ".." in path.split("/"):
        return 'it leaves the tree with ".."'
    return ""


def _check_text(text: str) -> None:
    """ValueError when `text` can't be a place of any kind."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"expected at most {MAX_LENGTH} characters")
    if not text.isprintable() or " " in text:
        raise ValueError("expected a place without spaces or control characters")


def _strip_markup(text: str) -> str:
    """The link alone, without the quotes, brackets and punctuation that surround it in prose."""
    text, _, target = text.partition("](")
    text = target if target and "://" not in text else text
    text = text.strip().lstrip("<([{\"'`*")
    text = re.split(r"[\s<>\"`|]|\\[nrt\"']|'[,)]|\]\(", text, maxsplit=1)[0]
    while text:
        if text[-1] in ".,;:!?'*_\\}]" or (text[-1] == ")" and text.count(")") > text.count("(")):
            text = text[:-1]
        else:
            break
    return text


def _link(url: str) -> Reference | None:
    """A link found somewhere, reduced to what matters. ValueError when it is malformed."""
    lower = url.lower()
    if lower.startswith("git@"):
        url = re.sub(r"git@([^:/]+):", r"git+https://\1/", url, count=1, flags=re.IGNORECASE)
    elif lower.startswith(("git://", "ssh://", "git+ssh://")):
        url = re.sub(r"[a-z+]+://(?:[^/@]*@)?", "git+https://", url, count=1, flags=re.IGNORECASE)
    elif lower.startswith(tuple(f"{host}/" for host in ("www.kaggle.com", *_HOSTS))):
        url = f"https://{url}"
    if lower.startswith(("ftp://", "ftps://", "ipfs://")):
        return Reference(url=url, kind="url") if url.endswith("/") or _FILE.fullmatch(url) else None
    match = _URL.fullmatch(url)
    if match:
        reference = _mention(match)
    else:
        scheme = next((prefix for prefix in _PREFIXES if url.lower().startswith(prefix)), None)
        reference = _PREFIXES[scheme](url) if scheme else None
    if reference and reference.kind.startswith("hf-"):
        return Reference(
            url=reference.url.partition("#")[0], kind=reference.kind, revision=reference.revision
        )
    return reference


def _mention(match: re.Match[str]) -> Reference | None:
    """A web address in a text: a known host, or a file that looks like weights or data."""
    host, path = _host(match), match["path"] or ""
    if _PICTURE.fullmatch(path[path.rfind(".") :] if "." in path else ""):
        return _zenodo_badge(path) if host == "zenodo.org" else None
    known = _known(match)
    if known or host in _HOSTS:
        return known
    if f"{host}{path}".startswith(_PACKAGE_HOSTS):
        return None
    share = _SHARES.get(host)
    if _FILE.fullmatch(path) or (share and share.fullmatch(path)):
        return _plain(match)
    if _SHARED_PATH.fullmatch(path) or (_SHARED_HOST.fullmatch(host) and len(path) > 1):
        return _plain(match)
    return None


def _known(match: re.Match[str]) -> Reference | None:
    """What a web address means on a host whose addresses we can read; None elsewhere."""
    host = _host(match)
    parts = [part for part in (match["path"] or "").split("/") if part]
    if not match["port"]:
        if host in _HOSTS:
            return _HOSTS[host](parts)
        if host in _GIT_HOSTS:
            return _git_page(host, parts)
    if _BUCKET_HOST.fullmatch(host) or (host == _CONSOLE and parts[:2] == ["storage", "browser"]):
        return _plain(match, kind="bucket")
    if (match["path"] or "").lower().endswith(".torrent"):
        return _plain(match, kind="torrent")
    if (match["path"] or "").endswith(".git"):
        return _git_place("git+" + _address(match))
    return None


def _host(match: re.Match[str]) -> str:
    """The host in lower case, without the "www" that means nothing."""
    host = match["host"].lower()
    return host.removeprefix("www.")


def _address(match: re.Match[str]) -> str:
    """The web address in canonical spelling: no user, lower-case host, no fragment."""
    scheme, host = match["scheme"].lower(), match["host"].lower()
    return f"{scheme}://{host}{match['port'] or ''}{match['path'] or ''}{match['query'] or ''}"


def _plain(match: re.Match[str], kind: str = "url") -> Reference:
    return Reference(url=_address(match), kind=kind)


def _https_place(text: str) -> Reference:
    match = _URL.fullmatch(text)
    if not match:
        raise ValueError("expected a web address such as https://host/path")
    if re.match(r"https://[^/?#]*@", text, re.IGNORECASE):
        raise ValueError("expected a web address without a user name or password")
    found = _known(match) or _plain(match)
    digest = re.fullmatch(r"#sha256[=:]([0-9a-fA-F]{64})", match["fragment"] or "")
    return (
        replace(found, revision=f"sha256:{digest[1].lower()}")
        if digest and found.kind in _DIGESTED
        else found
    )


def _http_place(text: str) -> Reference:
    raise ValueError(f"expected https{text[4:60]}; plain http can be changed on its way")


def _split(text: str, example: str) -> tuple[str, str | None, str]:
    """NAME[@REVISION][#PATH] as its three parts."""
    rest, hash_, path = text.partition("#")
    name, at, revision = rest.partition("@")
    if at and not _REVISION.fullmatch(revision):
        raise ValueError(f"expected a revision after the @, as in {example}")
    if hash_ and path_fault(path):
        raise ValueError(f"expected a path after the #, as in {example}; {path_fault(path)}")
    return name, revision or None, path


def _github_place(text: str) -> Reference:
    """github:owner/name[@rev][#path]."""
    example = "github:owner/name@rev#path"
    name, revision, path = _split(text.split(":", 1)[1], example)
    parts = name.split("/")
    if len(parts) != 2:
        raise ValueError(f"expected {example}")
    return _github(*parts, revision=revision, path=path)


def _github(owner: str, name: str, *, revision: str | None = None, path: str = "") -> Reference:
    name = name.removesuffix(".git")
    if not (_OWNER.fullmatch(owner) and _NAME.fullmatch(name)):
        raise ValueError("expected github:owner/name@rev#path")
    return _pinned("github", f"github:{owner}/{name}", revision, path)


def _pinned(kind: str, url: str, revision: str | None, path: str = "") -> Reference:
    """A reference into a repository; revisions and paths that could harm are refused here."""
    if revision is not None and not _REVISION.fullmatch(revision):
        raise ValueError("expected a branch, tag or commit after the @")
    if path and path_fault(path):
        raise ValueError(f"expected a path after the #; {path_fault(path)}")
    return Reference(url=f"{url}#{path}" if path else url, kind=kind, revision=revision)


def _github_page(parts: list[str]) -> Reference | None:
    """github.com/owner/name and the pages below it that show code, files or releases."""
    if len(parts) < 2 or parts[0].lower() in _GITHUB_PAGES:
        return None
    owner, (name, _, revision), rest = parts[0], parts[1].partition("@"), parts[2:]
    view = rest[0] if rest else ""
    if view == "releases" and len(rest) >= 4 and rest[1] == "download":
        url = f"https://github.com/{owner}/{name}/releases/download/{'/'.join(rest[2:])}"
        return Reference(url=url, kind="release-asset", revision=None if rest[2] == "latest" else rest[2])
    if view in _GITHUB_VIEWS and len(rest) >= 2:
        return _github(owner, name, revision=_unless_default(rest[1]), path="/".join(rest[2:]))
    if view == "commit" and len(rest) >= 2:
        return _github(owner, name, revision=rest[1])
    if view == "archive" and len(rest) >= 2:
        tag = re.sub(r"^refs/(?:tags|heads)/|\.(?:zip|tar\.gz)$", "", "/".join(rest[1:]))
        return _github(owner, name, revision=_unless_default(tag))
    if view == "releases":
        return _github(owner, name, revision="/".join(rest[2:]) or None if rest[1:2] == ["tag"] else None)
    return None if view else _github(owner, name, revision=revision or None)


def _github_raw(parts: list[str]) -> Reference | None:
    """raw.githubusercontent.com/owner/name/rev/path (also refs/heads/rev)."""
    if len(parts) < 4:
        return None
    rest = parts[4:] if parts[2] == "refs" else parts[2:]
    return _github(
        parts[0], parts[1], revision=_unless_default(rest[0]) if rest else None, path="/".join(rest[1:])
    )


def _unless_default(revision: str) -> str | None:
    """A default branch pins nothing, so naming it says no more than naming none."""
    return None if revision in _DEFAULT_BRANCHES else revision


def _git_place(text: str) -> Reference:
    """git+https://host/path[@rev][#path]; pip's #egg= and #subdirectory= are understood."""
    example = "git+https://host/owner/name.git@rev#path"
    rest, _, path = text[len("git+") :].partition("#")
    match = _URL.fullmatch(rest)
    if (
        not match
        or match["scheme"].lower() != "https"
        or not (match["path"] or "").strip("/")
        or match["query"]
    ):
        raise ValueError(f"expected {example}")
    address, _, revision = match["path"].partition("@")
    folder = re.search(r"(?:^|&)subdirectory=([^&]+)", path)
    path = folder[1] if folder else "" if re.match(r"egg=", path) else path
    if _host(match) == "github.com" and not match["port"]:
        parts = [part for part in address.split("/") if part]
        if len(parts) != 2:
            raise ValueError(f"expected {example}")
        return _github(*parts, revision=revision or None, path=path)
    host = f"{match['host'].lower()}{match['port'] or ''}"
    return _pinned("git", f"git+https://{host}{address.rstrip('/')}", revision or None, path)


def _git_page(host: str, parts: list[str]) -> Reference | None:
    """A project's page on a forge; GitLab sets its own pages apart with "-"."""
    revision, path = None, ""
    if "-" in parts:
        mark = parts.index("-")
        parts, rest = parts[:mark], parts[mark + 1 :]
        if rest[:1] in (["tree"], ["blob"], ["raw"]) and len(rest) >= 2:
            revision, path = _unless_default(rest[1]), "/".join(rest[2:])
    elif host != "gitlab.com":
        parts = parts[:2]
    if len(parts) < 2 or not all(_OWNER.fullmatch(part.partition("@")[0]) for part in parts):
        return None
    name, _, suffix = "/".join(parts).partition("@")
    return _pinned("git", f"git+https://{host}/{name}", suffix or revision, path)


def _hub_place(text: str) -> Reference:
    """hf:[datasets/|spaces/]owner/name[@rev][#path], also in the spelling hf://owner/name@rev/path."""
    example = "hf:owner/model@rev or hf:datasets/owner/name@rev"
    rest = text[len("hf:") :]
    if rest.startswith("//"):
        parts = rest[2:].split("/")
        size = 3 if parts[0] in _HUB_KINDS else 2
        rest = "/".join(parts[:size]) + ("#" + "/".join(parts[size:]) if any(parts[size:]) else "")
    name, revision, path = _split(rest, example)
    kind, slash, repository = name.partition("/")
    if slash and kind in _HUB_KINDS:
        return _hub(kind, repository, revision, path)
    return _hub("models", name, revision, path)


def _hub(group: str, name: str, revision: str | None = None, path: str = "") -> Reference:
    owner, slash, repository = name.partition("/")
    named = _NAME.fullmatch(repository) and _OWNER.fullmatch(owner) if slash else _OWNER.fullmatch(owner)
    # A Space always has an owner; models and datasets from before the Hub's owners may have none.
    if not named or (not slash and (group == "spaces" or owner in _HUB_KINDS)):
        raise ValueError("expected hf:owner/model@rev or hf:datasets/owner/name@rev")
    prefix = "" if group == "models" else f"{group}/"
    return _pinned(_HUB_KINDS[group], f"hf:{prefix}{name}", revision, path)


def _hub_page(parts: list[str]) -> Reference | None:
    """huggingface.co/[datasets/|spaces/]owner/name and the pages below it."""
    if parts[:1] == ["papers"] and len(parts) > 1:
        return _arxiv(parts[1])
    parts = (
        parts[1:]
        if parts[:1] == ["api"]
        else ["models", *parts]
        if parts[:1] and parts[0] not in _HUB_KINDS
        else parts
    )
    if len(parts) < 2 or parts[0] not in _HUB_KINDS or (parts[0] == "models" and parts[1] in _HUB_PAGES):
        return None
    group, rest = parts[0], parts[1:]
    mark = next(
        (i for i, part in enumerate(rest[:3]) if i and part in _HUB_VIEWS + _HUB_TABS), min(len(rest), 2)
    )
    if mark == 1 and not rest[1:] and group != "datasets" and not _HUB_LEGACY.fullmatch(rest[0]):
        return None
    revision, path = None, ""
    if rest[mark : mark + 1] and rest[mark] in _HUB_VIEWS:
        tail = "/".join(rest[mark + 1 :]).replace("%2F", "/")
        named = re.match(r"refs/(?:pr|convert)/[^/]+|[^/]+", tail)
        revision = _unless_default(named[0]) if named else None
        path = tail[named.end() + 1 :] if named else ""
    return _hub(group, "/".join(rest[:mark]), revision, path)


def _doi_place(text: str) -> Reference:
    return _doi(text[len("doi:") :])


def _doi(text: str) -> Reference:
    """A DOI; those that Zenodo and arXiv give out name the record itself."""
    if not _DOI.fullmatch(text):
        raise ValueError("expected a DOI such as doi:10.5281/zenodo.1234")
    record, paper = _ZENODO_DOI.fullmatch(text), _ARXIV_DOI.fullmatch(text)
    if record:
        return _zenodo(record[1])
    return _arxiv(paper[1]) if paper else Reference(url=f"doi:{text}", kind="doi")


def _zenodo_place(text: str) -> Reference:
    return _zenodo(text[len("zenodo:") :])


def _zenodo(number: str) -> Reference:
    if not re.fullmatch(r"[0-9]{1,12}", number):
        raise ValueError("expected a Zenodo record such as zenodo:1234567")
    return Reference(url=f"zenodo:{number}", kind="zenodo")


def _zenodo_page(parts: list[str]) -> Reference | None:
    parts = parts[1:] if parts[:1] == ["api"] else parts
    if parts[:1] in (["record"], ["records"], ["deposit"]) and len(parts) > 1:
        return _zenodo(parts[1])
    return _doi("/".join(parts[1:])) if parts[:1] == ["doi"] else None


def _zenodo_badge(path: str) -> Reference | None:
    """zenodo.org/badge/DOI/10.5281/zenodo.123.svg: the badge names the record."""
    badge = re.fullmatch(r"/badge/doi/(.+)\.svg", path, re.IGNORECASE)
    return _doi(badge[1]) if badge else None


def _arxiv_place(text: str) -> Reference:
    return _arxiv(text[len("arxiv:") :])


def _arxiv(number: str) -> Reference:
    match = _ARXIV.fullmatch(number)
    if not match:
        raise ValueError("expected a paper such as arxiv:2101.00027")
    return Reference(url=f"arxiv:{match[1]}", kind="arxiv", revision=match[2])


def _arxiv_page(parts: list[str]) -> Reference | None:
    if len(parts) < 2 or parts[0] not in ("abs", "pdf", "html"):
        return None
    number = "/".join(parts[1:])
    return _arxiv(number.removesuffix(".pdf"))


def _kaggle_place(text: str) -> Reference:
    reference = _kaggle_page(text[len("kaggle:") :].split("/"))
    if reference is None:
        raise ValueError(
            "expected kaggle:datasets/owner/name, kaggle:models/owner/name or kaggle:competitions/name"
        )
    return reference


def _kaggle_page(parts: list[str]) -> Reference | None:
    group, names = {"c": "competitions"}.get("".join(parts[:1]), "".join(parts[:1])), parts[1:3]
    wanted = {"datasets": 2, "models": 2, "competitions": 1}.get(group)
    if wanted is None or len(names) < wanted or not all(_OWNER.fullmatch(name) for name in names[:wanted]):
        return None
    return Reference(url=f"kaggle:{group}/{'/'.join(names[:wanted])}", kind="kaggle")


def _bucket_place(text: str) -> Reference:
    if not _BUCKET.fullmatch(text):
        raise ValueError("expected a bucket such as s3://bucket/key")
    return Reference(url=text, kind="bucket")


def _magnet_place(text: str) -> Reference:
    if not re.search(r"[?&]xt(?:\.\d+)?=urn:bt(?:ih|mh):[A-Za-z0-9]+", text):
        raise ValueError("expected a magnet link with xt=urn:btih:...")
    return Reference(url=text, kind="torrent")


def _git_value(value: str) -> str:
    """A value of git's configuration format: quotes, escapes, comments."""
    parts: list[str] = []
    for match in re.finditer(r'"((?:[^"\\]|\\.)*)"|\\(.)|([#;].*)|([^"\\#;]+)', value.strip()):
        quoted, escaped, comment, plain = match.groups()
        if comment is not None:
            break
        parts.append(re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else escaped or plain or "")
    return "".join(parts).strip()


_PREFIXES: dict[str, Callable[[str], Reference]] = {
    "github:": _github_place,
    "hf:": _hub_place,
    "git+": _git_place,
    "https://": _https_place,
    "http://": _http_place,
    "doi:": _doi_place,
    "zenodo:": _zenodo_place,
    "arxiv:": _arxiv_place,
    "kaggle:": _kaggle_place,
    "s3://": _bucket_place,
    "gs://": _bucket_place,
    "az://": _bucket_place,
    "r2://": _bucket_place,
    "magnet:": _magnet_place,
}

_HOSTS: dict[str, Callable[[list[str]], Reference | None]] = {
    **dict.fromkeys(_HUB_HOSTS, _hub_page),
    "github.com": _github_page,
    "raw.githubusercontent.com": _github_raw,
    "zenodo.org": _zenodo_page,
    "doi.org": lambda parts: _doi("/".join(parts)),
    "dx.doi.org": lambda parts: _doi("/".join(parts)),
    "arxiv.org": _arxiv_page,
    "kaggle.com": _kaggle_page,
}

#: What stands between place and revision, for the kinds that have one.
_REVISED = {"github": "@", "git": "@", "hf-model": "@", "hf-dataset": "@", "hf-space": "@", "arxiv": ""}
#: Files that a digest can pin: https://host/file#sha256=...
_DIGESTED = ("url", "release-asset")
