"""What package metadata, REUSE files, notices and folders of texts say, and what they do not."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from pace import pace
from systems import MIT, MODEL, TRAIN, safetensors

from osaid_action.evidence import probes
from osaid_action.flow.examine import examine
from osaid_action.repository.target import open_tree
from osaid_action.terms import metadata
from osaid_action.terms.files import read as read_files

if TYPE_CHECKING:
    from pathlib import Path

    from osaid_action.model import License, Terms

Files = dict[str, str | bytes]
APACHE = (
    'Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in '
    "compliance with the License. You may obtain a copy of the License at\n\n"
    "    http://www.apache.org/licenses/LICENSE-2.0\n\nUnless required by applicable law or agreed to in "
    'writing, software distributed under the License is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES '
    "OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language "
    "governing permissions and limitations under the License.\n"
)
BSD = """Copyright 2024 Ada

Redistribution and use in source and binary forms, with or without modification, are permitted provided that
the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the
following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the
following disclaimer in the documentation and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or
promote products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS “AS IS” AND ANY EXPRESS OR IMPLIED
WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY
DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR
OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH
DAMAGE.
"""


def write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def rows_of(folder: Path, files: Files) -> list[License]:
    """What the metadata alone state."""
    write(folder, files)
    with open_tree(str(folder)) as tree:
        survey = probes.survey(tree)
        return list(metadata.read(survey, read_files(survey)))


def terms_of(folder: Path, files: Files) -> dict[str, Terms]:
    """The terms of each component of a small system with these files."""
    system: Files = {
        "train.py": TRAIN,
        "model.py": MODEL,
        "model.safetensors": safetensors(),
        "data/train.csv": "text,label\n" + "good,1\nbad,0\n" * 200,
        "README.md": "# Wren\n\nA small language model that we train.\n",
    }
    write(folder, system | files)
    with open_tree(str(folder)) as tree:
        seen = examine(tree, today="2026-01-01")
    return {c.id: c.terms for c in seen.components if c.terms}


def judged(folder: Path, files: Files, component: str = "training-code") -> str:
    """Verdict and what counts, where they differ."""
    terms = terms_of(folder, files)[component]
    return terms.verdict + (f" {terms.judged}" if terms.judged != terms.verdict else "")


def setup(*lines: str) -> str:
    return "from setuptools import setup\nsetup(" + ", ".join(lines) + ")\n"


def project(*lines: str) -> str:
    return "[project]\nname = 'x'\n" + "\n".join(lines) + "\n"


def classified(*names: str) -> str:
    return project(f"classifiers = {json.dumps(['License :: ' + name for name in names])}")


RESTRICTED: list[Files] = [
    {"pyproject.toml": project("license = 'Proprietary'")},
    {"pyproject.toml": project("license = 'LicenseRef-Proprietary'")},
    {"pyproject.toml": project("license = {text = 'Proprietary'}")},
    {"pyproject.toml": project("license = 'MIT AND LicenseRef-Proprietary'")},
    {"pyproject.toml": project("license = {text = 'All rights reserved'}")},
    {"pyproject.toml": project("license = {text = 'For non-commercial use only'}")},
    {"pyproject.toml": project("license = 'MIT'", "classifiers = ['License :: Other/Proprietary License']")},
    {"pyproject.toml": classified("Other/Proprietary License")},
    {"pyproject.toml": classified("OSI Approved :: MIT License", "Free for non-commercial use")},
    {"pyproject.toml": classified("Free For Educational Use")},
    {"pyproject.toml": classified("Free To Use But Restricted")},
    {"pyproject.toml": "[tool.poetry]\nname = 'x'\nlicense = 'Proprietary'\n"},
    {"pyproject.toml": "[tool.poetry]\nclassifiers=['License :: Other/Proprietary License']\n"},
    {"package.json": '{"name": "x", "license": "UNLICENSED"}'},
    {"package.json": '{"licenses": [{"type": "Proprietary"}]}'},
    {"Cargo.toml": "[workspace.package]\nlicense = 'LicenseRef-Proprietary'\n"},
    {"setup.py": setup("name='x'", "license='Proprietary'", "version='1'")},
    {"setup.py": setup("name='x'", "classifiers=['Topic :: X', 'License :: Other/Proprietary License']")},
    {"setup.py": setup("license='MIT'", 'classifiers=["License :: Free for non-commercial use"]')},
    {"setup.cfg": "[metadata]\nname = x\nlicense = Proprietary\n"},
    {"setup.cfg": "[metadata]\nclassifiers =\n  Topic :: X\n  License :: Other/Proprietary License\n"},
    {"DESCRIPTION": "Package: wren\nLicense: CC BY-NC 4.0\n"},
    {"DESCRIPTION": "Package: wren\nLicense: ACM\n"},
    {
        "codemeta.json": '{"@type": "SoftwareSourceCode", "license": ["https://spdx.org/licenses/CC-BY-NC-4.0"]}'
    },
    {".zenodo.json": '{"upload_type": "software", "license": {"id": "other-nc"}}'},
    {".zenodo.json": '{"license": "other-closed"}'},
    {"CITATION.cff": "cff-version: 1.2.0\nlicense: [CC-BY-NC-4.0]\n"},
]


@pytest.mark.parametrize("files", RESTRICTED, ids=lambda files: str(files)[:90])
def test_a_restriction_in_metadata_conflicts_with_an_open_text(tmp_path: Path, files: Files) -> None:
    [(name, _)] = files.items()
    terms = terms_of(tmp_path, {"LICENSE": MIT, **files})["training-code"]
    assert (terms.verdict, terms.judged) == ("conflict", "restricted")
    assert any(source.partition(":")[0] == name for source in terms.sources)
    assert name in terms.why


UNDETERMINED: list[Files] = [
    {"pyproject.toml": project("license = 'LicenseRef-Acme'")},
    {"pyproject.toml": project("license = {text = 'Acme Custom License'}")},
    {"pyproject.toml": classified("OSI Approved :: BSD License")},
    {"pyproject.toml": classified("Freely Distributable")},
    {"pyproject.toml": classified("OSI Approved :: MIT License", "Freeware")},
    {"setup.py": setup("license='Acme Source License v1'")},
    {"setup.py": setup("license='Apache'")},
    {"DESCRIPTION": "Package: wren\nLicense: Unlimited\n"},
    {".zenodo.json": '{"license": {"id": "other-at"}}'},
]


@pytest.mark.parametrize("files", UNDETERMINED, ids=lambda files: str(files)[:90])
def test_what_is_not_known_conflicts_with_an_open_text(tmp_path: Path, files: Files) -> None:
    assert judged(tmp_path, {"LICENSE": MIT, **files}) == "conflict undetermined"


def test_a_family_alone_is_not_determined(tmp_path: Path) -> None:
    assert judged(
        tmp_path, {"setup.py": setup("classifiers=['License :: OSI Approved :: BSD License']")}
    ) == ("undetermined")


OPEN: list[Files] = [
    {"LICENSE": BSD, "pyproject.toml": classified("OSI Approved :: BSD License")},
    {"LICENSE": BSD, "setup.py": setup("license='BSD'")},
    {"LICENSE": APACHE, "pyproject.toml": classified("OSI Approved :: Apache Software License")},
    {"LICENSE": APACHE, "setup.py": setup("license='Apache'")},
    {"LICENSE": MIT, "pyproject.toml": project("license = {file = 'LICENSE'}")},
    {"LICENSE": MIT, "pyproject.toml": project("license = 'SEE LICENSE IN LICENSE'")},
    {"LICENSE": MIT, "pyproject.toml": project("license = 'MIT OR Apache-2.0'")},
    {"LICENSE": MIT, "pyproject.toml": project("license = 'AGPL-3.0-only OR LicenseRef-Proprietary'")},
    {"LICENSE": MIT, "pyproject.toml": project("license = {text = 'see LICENSE file'}")},
    {"LICENSE": MIT, "pyproject.toml": project("license = {text = 'MIT License (see LICENSE)'}")},
    {"LICENSE": MIT, "pyproject.toml": project(f"license = {{text = {json.dumps(MIT)}}}")},
    {"LICENSE": MIT, "pyproject.toml": project("description = 'Reads proprietary license files'")},
    {"LICENSE": MIT, "pyproject.toml": project("[tool.liccheck]\nlicense = 'Proprietary'")},
    {"LICENSE": MIT, "pyproject.toml": classified("OSI Approved", "DFSG approved")},
    {"LICENSE": MIT, "package.json": '{"license": "SEE LICENSE IN LICENSE", "private": true}'},
    {"LICENSE": MIT, "package.json": '{"license": "MIT", "dependencies": {"license": "Proprietary"}}'},
    {"LICENSE": MIT, "package.json": '{"licenses": [{"type": "MIT", "url": "x"}, {"type": "GPL-2.0"}]}'},
    {"LICENSE": MIT, "setup.py": setup("license='MIT'") + "# license='Proprietary'\n"},
    {
        "LICENSE": MIT,
        "setup.py": '"""A wheel with license="Proprietary" is not built."""\n' + setup("license='MIT'"),
    },
    {"LICENSE": MIT, "setup.py": setup("license=open('LICENSE').read()", "license_files=['LICENSE']")},
    {"LICENSE": MIT, "setup.cfg": "[metadata]\nlicense = file: LICENSE\n[tool:x]\nlicense = Proprietary\n"},
    {"LICENSE": MIT, "setup.cfg": "[metadata]\n# license = Proprietary\nlicense_files = LICENSE\n"},
    {"LICENSE": MIT, "Cargo.toml": "[package]\nname = 'x'\nlicense-file = 'LICENSE'\n"},
    {
        "LICENSE": MIT,
        "Cargo.toml": "[workspace.package]\nlicense = 'MIT'\n[package]\nlicense.workspace = true\n",
    },
    {"LICENSE": MIT, "DESCRIPTION": "License: Proprietary\nA text that is no package.\n"},
    {"LICENSE": MIT, "DESCRIPTION": "Package: wren\nLicense: file LICENSE\n"},
    {
        "LICENSE": "YEAR: 2024\nCOPYRIGHT HOLDER: Ada\n",
        "DESCRIPTION": "Package: w\nLicense: MIT + file LICENSE\n",
    },
    {"LICENSE": MIT, "CITATION.cff": "license: MIT\nreferences:\n- type: book\n  license: CC-BY-NC-4.0\n"},
    {"LICENSE": MIT, "CITATION.cff": "license:\n- MIT\n- CC-BY-NC-4.0\n"},
    {"LICENSE": MIT, "CITATION.cff": "license: MIT\nlicense-url: https://example.org/x\n"},
    {"LICENSE": MIT, "codemeta.json": '{"license": "https://spdx.org/licenses/MIT.html"}'},
    {"LICENSE": MIT, "codemeta.json": '{"license": {"@type": "CreativeWork", "name": "MIT License"}}'},
    {"LICENSE": MIT, "codemeta.json": '{"softwareRequirements": [{"license": "Proprietary"}]}'},
    {"LICENSE": MIT, ".zenodo.json": '{"license": "notspecified"}'},
    {"LICENSE": MIT, ".zenodo.json": '{"upload_type": "dataset", "license": "cc-by-nc-4.0"}'},
]


@pytest.mark.parametrize("files", OPEN, ids=lambda files: str(list(files.items())[-1])[:90])
def test_what_agrees_or_states_nothing_changes_nothing(tmp_path: Path, files: Files) -> None:
    assert judged(tmp_path, files) == "osi-approved"


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("OSI Approved :: GNU General Public License v3 (GPLv3)", "GPL-3.0-only"),
        ("OSI Approved :: GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later"),
        ("OSI Approved :: GNU General Public License v2 (GPLv2)", "GPL-2.0-only"),
        ("OSI Approved :: GNU General Public License v2 or later (GPLv2+)", "GPL-2.0-or-later"),
        ("OSI Approved :: GNU Affero General Public License v3", "AGPL-3.0-only"),
        ("OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)", "AGPL-3.0-or-later"),
        ("OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", "LGPL-3.0-only"),
        ("OSI Approved :: GNU Lesser General Public License v3 or later (LGPLv3+)", "LGPL-3.0-or-later"),
        ("OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)", "LGPL-2.0-or-later"),
        ("OSI Approved :: ISC License (ISCL)", "ISC"),
        ("OSI Approved :: MIT License", "MIT"),
        ("OSI Approved :: MIT No Attribution License (MIT-0)", "MIT-0"),
        ("OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
        ("OSI Approved :: Mozilla Public License 1.1 (MPL 1.1)", "MPL-1.1"),
        ("OSI Approved :: The Unlicense (Unlicense)", "Unlicense"),
        ("OSI Approved :: Universal Permissive License (UPL)", "UPL-1.0"),
        ("OSI Approved :: zlib/libpng License", "Zlib"),
        ("OSI Approved :: Eclipse Public License 2.0 (EPL-2.0)", "EPL-2.0"),
        ("OSI Approved :: European Union Public Licence 1.2 (EUPL 1.2)", "EUPL-1.2"),
        ("OSI Approved :: Boost Software License 1.0 (BSL-1.0)", "BSL-1.0"),
        ("OSI Approved :: Mulan Permissive Software License v2 (MulanPSL-2.0)", "MulanPSL-2.0"),
        ("OSI Approved :: Historical Permission Notice and Disclaimer (HPND)", "HPND"),
        ("OSI Approved :: Python Software Foundation License", "PSF-2.0"),
        ("OSI Approved :: SIL Open Font License 1.1 (OFL-1.1)", "OFL-1.1"),
        ("OSI Approved :: CeCILL-B Free Software License Agreement (CECILL-B)", "CECILL-B"),
        ("CC0 1.0 Universal (CC0 1.0) Public Domain Dedication", "CC0-1.0"),
    ],
)
def test_classifiers_name_licenses(tmp_path: Path, name: str, expression: str) -> None:
    assert [row.expression for row in rows_of(tmp_path, {"pyproject.toml": classified(name)})] == [expression]


def test_the_place_is_the_line_of_the_field(tmp_path: Path) -> None:
    text = "[project]\nname = 'Proprietary'\nlicense = 'Proprietary'\n"
    [row] = rows_of(tmp_path, {"pyproject.toml": text})
    assert (row.path, row.line, row.verdict, row.scope) == ("pyproject.toml", 3, "restricted", ("code",))


@pytest.mark.parametrize(
    ("field", "expression"),
    [
        ("GPL (>= 2)", "GPL-2.0-or-later"),
        ("GPL (>= 2.0)", "GPL-2.0-or-later"),
        ("GPL (>= 3)", "GPL-3.0-or-later"),
        ("LGPL (>= 2.1)", "LGPL-2.1-or-later"),
        ("LGPL (>= 2.1, < 4)", "LGPL-2.1-or-later"),
        ("GPL-2", "GPL-2.0-only"),
        ("GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only"),
        ("MIT + file LICENSE", "MIT"),
        ("MIT +\n  file LICENSE", "MIT"),
        ("BSD_3_clause + file LICENSE", "BSD-3-Clause"),
        ("Apache License (== 2.0)", "Apache-2.0"),
        ("Apache License 2.0", "Apache-2.0"),
        ("Apache License (>= 2)", "Apache-2.0"),
        ("MPL (>= 2.0)", "MPL-2.0"),
        ("CC0", "CC0-1.0"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0"),
        ("Artistic-2.0 | AGPL-3 + file LICENSE", "Artistic-2.0 OR AGPL-3.0-only"),
        ("GPL-3 | file LICENCE", "GPL-3.0-only"),
        ("file LICENSE", None),
        ("file LICENCE.txt", None),
    ],
)
def test_the_field_of_an_r_package(tmp_path: Path, field: str, expression: str | None) -> None:
    text = f"Package: wren\nTitle: A License: none\nLicense: {field}\nEncoding: UTF-8\n"
    rows = rows_of(tmp_path, {"DESCRIPTION": text})
    assert [row.expression for row in rows] == ([expression] if expression else [])


def annotations(*rows: tuple[str, str]) -> str:
    return "version = 1\n" + "".join(
        f'[[annotations]]\npath = {json.dumps(path)}\nSPDX-License-Identifier = "{spdx}"\n'
        for path, spdx in rows
    )


def dep5(*rows: tuple[str, str]) -> str:
    head = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
    return head + "".join(f"\nFiles: {path}\nCopyright: Ada\nLicense: {spdx}\n" for path, spdx in rows)


TEXTS: Files = {
    "LICENSES/MIT.txt": MIT,
    "LICENSES/CC-BY-NC-4.0.txt": "Creative Commons Attribution-NonCommercial 4.0 International\n",
}
MARK = "# SPDX-License-Identifier: MIT\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        # code, weights, data
        (
            {"REUSE.toml": annotations(("*.py", "MIT"), ("logo.png", "CC-BY-NC-4.0"))},
            "osi-approved none none",
        ),
        (
            {"REUSE.toml": annotations(("**/*.py", "MIT"), ("assets/**", "CC-BY-NC-4.0"))},
            "osi-approved none none",
        ),
        ({"REUSE.toml": annotations(("**", "MIT"), ("logo.png", "CC-BY-NC-4.0"))}, "osi-approved " * 3),
        ({"REUSE.toml": annotations(("logo.png", "CC-BY-NC-4.0"), ("**", "MIT"))}, "osi-approved " * 3),
        (
            {"REUSE.toml": annotations(("**", "MIT"), ("*.safetensors", "CC-BY-NC-4.0"))},
            "osi-approved restricted osi-approved",
        ),
        (
            {"REUSE.toml": annotations(("**", "CC-BY-NC-4.0"), ("*.py", "MIT"))},
            "osi-approved restricted restricted",
        ),
        (
            {
                "REUSE.toml": annotations(
                    ("*.py", "MIT"), ("data/**", "CC-BY-NC-4.0"), ("*.safetensors", "MIT")
                )
            },
            "osi-approved osi-approved restricted",
        ),
        (
            {"REUSE.toml": annotations(("docs/*.py", "CC-BY-NC-4.0"), ("train.py", "MIT"))},
            "osi-approved none none",
        ),
        ({"REUSE.toml": annotations(("train.py", "CC-BY-NC-4.0"))}, "restricted none none"),
        ({".reuse/dep5": dep5(("*", "MIT"), ("logo.png", "CC-BY-NC-4.0"))}, "osi-approved " * 3),
        (
            {".reuse/dep5": dep5(("*.py", "MIT"), ("data/* assets/*", "CC-BY-NC-4.0"))},
            "osi-approved none restricted",
        ),
        ({".reuse/dep5": dep5(("*", "CC-BY-NC-4.0"), ("*.py", "MIT"))}, "osi-approved restricted restricted"),
        ({"train.py": MARK + TRAIN, "model.py": MARK + MODEL}, "osi-approved none none"),
        (
            {
                "train.py": MARK + TRAIN,
                "model.safetensors.license": "SPDX-License-Identifier: CC-BY-NC-4.0\n",
            },
            "osi-approved restricted none",
        ),
        (
            {"train.py": MARK + TRAIN, "logo.png.license": "SPDX-License-Identifier: CC-BY-NC-4.0\n"},
            "osi-approved none none",
        ),
    ],
)
def test_reuse_covers_what_its_globs_match(tmp_path: Path, files: Files, expected: str) -> None:
    terms = terms_of(tmp_path, {**TEXTS, "logo.png": b"\x89PNG\r\n", "assets/a.svg": "<svg/>", **files})
    assert [terms[name].judged for name in ("training-code", "weights", "dataset")] == expected.split()


def test_the_text_of_a_reference_says_what_it_allows(tmp_path: Path) -> None:
    reuse = {"REUSE.toml": annotations(("**", "LicenseRef-Acme"))}
    text = "Creative Commons Attribution-NonCommercial 4.0 International\n"
    assert judged(tmp_path, {**reuse, "LICENSES/LicenseRef-Acme.txt": text}) == "restricted"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"LICENSES/MIT.txt": MIT}, "osi-approved"),
        ({"licenses/MIT.txt": MIT}, "osi-approved"),
        ({"licenses/MIT": MIT}, "osi-approved"),
        ({"licenses/LICENSE": MIT}, "osi-approved"),
        ({"licenses/numpy.txt": BSD, "licenses/torch.txt": BSD}, "none"),
        ({"third_party/licenses/MIT.txt": MIT}, "none"),
        ({"licenses/third_party/MIT.txt": MIT}, "none"),
        ({"licenses/numpy/LICENSE": MIT}, "none"),
        ({"third_party_licenses/MIT.txt": MIT}, "none"),
        ({"THIRD_PARTY_LICENSES.txt": MIT}, "none"),
        ({"LICENSE": MIT, "THIRD-PARTY-LICENSES": "Acme: for non-commercial use only.\n"}, "osi-approved"),
        ({"LICENSE": MIT, "licenses/LICENSE-acme.txt": "For non-commercial use only.\n"}, "osi-approved"),
        (
            {"LICENSE": MIT, "licenses/acme-LICENSE": "For non-commercial use only.\n", "licenses/MIT": MIT},
            "osi-approved",
        ),
    ],
)
def test_folders_of_texts(tmp_path: Path, files: Files, expected: str) -> None:
    assert judged(tmp_path, files) == expected


def test_a_model_license_in_a_folder_of_texts_counts(tmp_path: Path) -> None:
    files: Files = {
        "LICENSE": MIT,
        "licenses/MODEL_LICENSE": "Creative Commons Attribution-NonCommercial 4.0 International\n",
    }
    assert judged(tmp_path, files, "weights") == "restricted"


LLAMA = (
    "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright (c) Meta Platforms, Inc. All "
    "Rights Reserved.\n"
)


@pytest.mark.parametrize("name", ["NOTICE", "NOTICE.txt", "Notice.md"])
@pytest.mark.parametrize(
    "text",
    [
        LLAMA,
        "Wren\n\n" + LLAMA,
        "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms\n",
        LLAMA.replace("Llama 3.1 Community", "\nLlama 3.1 Community"),
    ],
)
def test_a_notice_that_names_a_model_license(tmp_path: Path, name: str, text: str) -> None:
    terms = terms_of(tmp_path, {"LICENSE": MIT, name: text})
    assert terms["weights"].judged == "restricted"
    assert any(source.startswith(name) for source in terms["weights"].sources)
    assert (terms["training-code"].judged, terms["dataset"].judged) == ("osi-approved", "osi-approved")


@pytest.mark.parametrize(
    "text",
    [
        "Wren\nCopyright 2024 Ada\n\nThis product includes software developed at Acme (https://acme.org/).\n",
        "Wren\nCopyright 2024 Ada. All rights reserved.\n",
        "This product bundles acme 1.0, which is available under a proprietary non-commercial license.\n",
        "Third-party components\n\n* llama: licensed under the Llama 2 Community License\n",
        "Dependencies:\n\nllama\nIt is licensed under the Llama 2 Community License.\n",
        "This software contains code from llama.cpp, which is licensed under the MIT License.\n",
        "Wren can be used with Llama 3.1 and Gemma, which are models of their owners.\n",
        "This product includes code of Llama that is licensed under the Llama 2 Community License.\n",
    ],
)
def test_an_ordinary_notice_changes_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a", {})
    before = terms_of(tmp_path / "a", {"LICENSE": MIT})
    assert terms_of(tmp_path / "b", {"LICENSE": MIT, "NOTICE": text}) == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.py", "setup(license=" + "(" * 190_000),
        ("setup.py", '"' * 190_000),
        ("setup.py", "license = " * 19_000),
        ("setup.py", '"""' + "'License :: " * 15_000),
        ("setup.cfg", "[metadata]\nlicense" + "\n" * 190_000),
        ("setup.cfg", "[metadata]\n" * 15_000),
        ("DESCRIPTION", "Package: x\nLicense: file LICENSE" + "\n  |" * 60_000),
        ("REUSE.toml", annotations(*(("**/a*b*c*/" * 20, "MIT"),) * 400)),
        (".reuse/dep5", dep5(*(("*a" * 400, "MIT"),) * 100)),
        ("pyproject.toml", project("license = '" + "(" * 90_000 + "'")),
        ("NOTICE", "licensed under the Llama " * 7_000),
        ("package.json", '{"license": "x' + " (A" * 60 + '"}'),
        ("package.json", '{"license": "x (' + "A" * 190 + '"}'),
        ("NOTICE", "It is licensed under the llama model. " * 2_500),
        ("NOTICE", "\n\n".join(["It is licensed under the llama model."] * 2_500)),
    ],
    ids=range(15),
)
def test_hostile_metadata_costs_little(tmp_path: Path, name: str, text: str) -> None:
    start = time.process_time()
    rows_of(tmp_path, {name: text, **{f"a/{number}.py": "" for number in range(200)}})
    assert time.process_time() - start < 2 * pace()
