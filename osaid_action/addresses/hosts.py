"""What is known of hosts on the web: whose pages are no projects, and where weights and data are shared."""

from __future__ import annotations

import re

from ..patterns import lazy


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: First parts of addresses on the Hugging Face Hub that are pages of the site, not owners.
HUB_PAGES = _words(
    "api blog brand chat changelog code-of-conduct collections content-guidelines course docs enterprise "
    "front hub inference inference-endpoints join languages learn licenses login metrics models new "
    "notifications oauth organizations papers posts pricing privacy search settings spaces storage "
    "support tasks terms-of-service welcome"
)
#: The same on GitHub.
GITHUB_PAGES = _words(
    "about apps assets collections contact customer-stories enterprise events explore features gist join "
    "login marketplace new notifications orgs pricing readme search security sessions settings signup "
    "site sponsors stars topics trending user-attachments users"
)
#: Other hosts of git repositories, with the owner and the name first in the address.
FORGES = ("gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht")

BUCKET_CONSOLE = "console.cloud.google.com"
BUCKET_HOST = lazy(
    r"storage\.googleapis\.com|storage\.cloud\.google\.com|[a-z0-9-]+\.storage\.googleapis\.com"
    r"|(?:[a-z0-9.-]{0,253}\.)?s3(?:[.-][a-z0-9.-]{0,253})?\.amazonaws\.com"
    r"|[a-z0-9-]+\.blob\.core\.windows\.net|[a-z0-9.-]+\.r2\.(?:dev|cloudflarestorage\.com)"
)

#: Services whose links name a file or folder although the address has no suffix, with such paths.
SHARES = {
    "drive.google.com": lazy(r"/(?:file/d/|drive/(?:u/\d/)?folders/|uc\b|open\b).*"),  # Google Drive
    "docs.google.com": lazy(r"/uc\b.*"),  # Google Drive, to download
    "dropbox.com": lazy(r"/(?:s|sh|scl)/.+"),  # Dropbox
    "1drv.ms": lazy(r"/.+"),  # OneDrive, short
    "onedrive.live.com": lazy(r"/.*"),  # OneDrive
    "mega.nz": lazy(r"/.+"),  # MEGA
    "box.com": lazy(r"/(?:s|v)/.+"),  # Box
    "pan.baidu.com": lazy(r"/s/.+"),  # Baidu Netdisk
    "pan.quark.cn": lazy(r"/s/.+"),  # Quark
    "share.weiyun.com": lazy(r"/.+"),  # Tencent Weiyun
    "yadi.sk": lazy(r"/.+"),  # Yandex Disk, short
    "disk.yandex.ru": lazy(r"/[di]/.+"),  # Yandex Disk
    "cloud.mail.ru": lazy(r"/public/.+"),  # Mail.ru Cloud
    "alipan.com": lazy(r"/s/.+"),  # Aliyun Drive
    "aliyundrive.com": lazy(r"/s/.+"),  # Aliyun Drive
    "mediafire.com": lazy(r"/(?:file|folder)/.+"),  # MediaFire
    "uloz.to": lazy(r"/(?:file|folder)/.+"),  # Ulož.to
    "gofile.io": lazy(r"/d/.+"),  # Gofile
    "modelscope.cn": lazy(r"/(?:models|datasets)/.+"),  # models and data, Alibaba
    "wisemodel.cn": lazy(r"/(?:models|datasets)/.+"),  # models and data
    "openxlab.org.cn": lazy(r"/(?:models|datasets)/.+"),  # models and data, Shanghai AI Laboratory
    "civitai.com": lazy(r"/models/\d+.*"),  # models that make pictures
    "tfhub.dev": lazy(r"/.+"),  # TensorFlow Hub
    "ollama.com": lazy(r"/(?!blog|search|models$|download|docs)[\w.-]+/[\w.:-]+"),  # Ollama's models
    "catalog.ngc.nvidia.com": lazy(r"/.{0,400}models/.+"),  # NVIDIA's models
    "figshare.com": lazy(r"/(?:articles|s)/.+"),  # research data
    "dataverse.harvard.edu": lazy(r"/(?:dataset|file)\b.+"),  # research data, Harvard
    "data.mendeley.com": lazy(r"/datasets/.+"),  # research data, Elsevier
    "osf.io": lazy(r"/(?:[a-z0-9]{5}|download/.+)(?:/.*)?"),  # research data, Open Science Framework
    "ieee-dataport.org": lazy(r"/.+"),  # research data, IEEE
    "synapse.org": lazy(r"/.+"),  # research data, Sage Bionetworks
    "physionet.org": lazy(r"/content/.+"),  # medical records
    "openslr.org": lazy(r"/\d+/?"),  # speech
    "archive.ics.uci.edu": lazy(r"/(?:ml/)?(?:datasets?|machine-learning-databases)/.+"),  # UCI's data
    "academictorrents.com": lazy(r"/details/.+"),  # torrents of research data
    "archive.org": lazy(r"/(?:details|download)/.+"),  # Internet Archive
}
#: The same software runs at many institutes: Seafile, Nextcloud, SharePoint, Dataverse, Synology.
SHARED_PATH = lazy(
    r"/(?:index\.php/)?s/[A-Za-z0-9]{12,20}(?:/.*)?|/[fd]/[0-9a-f]{16,24}/?|/:[fuxb]:/.+"
    r"|/(?:dataset|file)\.xhtml|/d/s/\w{10,}.*"
)
#: Services that give each customer a host.
SHARED_HOST = lazy(r"(?:[\w-]+\.)+(?:figshare\.com|box\.com|sharepoint\.com|mediafire\.com|nextcloud\.com)")
#: Packages are programs, whatever their files are called.
PACKAGE_HOSTS = ("files.pythonhosted.org", "pypi.org", "download.pytorch.org/whl", "registry.npmjs.org")

#: Files that weights or data come in.
FILE = lazy(
    r".*\.(?:safetensors|bin|pt|pth|ckpt|h5|hdf5|onnx|gguf|ggml|tflite|pb|npz|npy|msgpack|pkl|joblib|caffemodel"
    r"|weights|mlmodel|t7|mat|nnue|keras|pdparams|zip|tar|tgz|txz|tbz2?|gz|bz2|xz|zst|lz4|7z|rar|csv|tsv|jsonl|ndjson|parquet|arrow"
    r"|feather|tfrecords?|arff|warc|lmdb|sqlite3?|torrent)",
    re.IGNORECASE,
)
PICTURE = lazy(r"\.(?:png|svg|gif|jpe?g|webp|ico|bmp|mp4|webm|mov)", re.IGNORECASE)
