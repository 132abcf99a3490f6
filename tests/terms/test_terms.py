"""Terms: what documents and metadata state, and what covers what."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pace import pace
from systems import MIT, MODEL, TRAIN, safetensors

from osaid_action.evidence import probes
from osaid_action.licenses import normalize_id
from osaid_action.model import License
from osaid_action.repository.target import open_tree
from osaid_action.terms import metadata, statements

Stated = list[tuple[tuple[str, ...], str | None, str]]


@pytest.fixture
def stated(tmp_path: Path) -> Callable[..., list[License]]:
    """Write files and return every statement read from them."""

    def run(**files: str) -> list[License]:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        with open_tree(str(tmp_path)) as tree:
            survey = probes.survey(tree)
            return [*statements.read(survey), *metadata.read(survey)]

    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The code is released under the MIT License.", [(("code",), "MIT", "osi-approved")]),
        (
            "Our code and model weights are released under the Apache 2.0 license.",
            [(("parameters", "code"), "Apache-2.0", "osi-approved")],
        ),
        (
            "While the code is licensed under Apache 2.0, the parameters are available under CC BY 4.0.",
            [(("code",), "Apache-2.0", "osi-approved"), (("parameters",), "CC-BY-4.0", "open")],
        ),
        (
            "The code is MIT licensed and the weights are licensed under CC-BY-NC-4.0.",
            [(("code",), "MIT", "osi-approved"), (("parameters",), "CC-BY-NC-4.0", "restricted")],
        ),
        (
            "The code and associated weights are licensed under the\nApache 2.0 license. So\nit is.",
            [(("parameters", "code"), "Apache-2.0", "osi-approved")],
        ),
        # A part, a base model, a tool that is named last, and what was.
        ("Most of the code is MIT.", [(("code",), "MIT", "undetermined")]),
        ("The base model is licensed under Apache 2.0.", []),
        ("The base model may be used for research only.", [(("parameters",), None, "restricted")]),
        ("We fine-tuned the model with foolib, it's MIT.", []),
        ("Do what you like with the code, it's MIT.", [(("code",), "MIT", "osi-approved")]),
        ("The code was GPLv2; now it is MIT.", [(("code",), "MIT", "osi-approved")]),
        ("The rest of the code is MIT licensed.", [(("code",), "MIT", "osi-approved")]),
        # Who asks grants nothing.
        ("Is the code MIT licensed?", []),
        ("De code is niet vrij onder MIT licensed.", [(("code",), None, "undetermined")]),
        (
            "A model fine-tuned on a 15k record corpus written by our staff and released under CC-BY-SA-4.0.",
            [(("data",), "CC-BY-SA-4.0", "open")],
        ),
        ("The weights are for research use only under our license.", [(("parameters",), None, "restricted")]),
        ("Read the license before you use the model.", []),
        ("MIT researchers trained this model with care.", []),
        ("The model was trained at the MIT campus in the dataset group.", []),
    ],
)
def test_sentences(stated: Callable[..., list[License]], words: str, expected: Stated) -> None:
    rows = stated(**{"README.md": f"# Tiny\n\nA model.\n\n{words}\n"})
    assert [(row.scope, row.expression, row.verdict) for row in rows] == expected


def test_the_line_is_where_the_sentence_starts(stated: Callable[..., list[License]]) -> None:
    [row] = stated(**{"README.md": "# Tiny\n\nIt is small. The model is released\nunder the MIT\nLicense.\n"})
    assert (row.path, row.line) == ("README.md", 3)


def test_a_license_section_may_speak_of_the_license_it_shows(stated: Callable[..., list[License]]) -> None:
    text = (
        "# Tiny\n\n## License\n\nThe following license applies to all code as well as the models.\n\n"
        "```\nLicensed under the Apache License, Version 2.0\n```\n"
    )
    [row] = stated(**{"README.md": text})
    assert (row.scope, row.expression) == (("parameters", "code"), "Apache-2.0")


def test_front_matter_is_of_the_parameters_and_of_data_in_a_dataset_card(
    stated: Callable[..., list[License]],
) -> None:
    [row] = stated(**{"README.md": "---\nlicense: llama2\n---\n# Tiny\n"})
    assert (row.scope, row.verdict) == (("parameters",), "restricted")
    assert row.expression == normalize_id("llama2")
    [row] = stated(**{"README.md": "---\nlicense: cc-by-4.0\ntask_categories: [x]\n---\n# Tiny\n"})
    assert row.scope == ("data",)


def test_a_gated_prompt_is_read_as_a_license(stated: Callable[..., list[License]]) -> None:
    prompt = "\n".join("  " + line for line in MIT.splitlines())
    rows = stated(**{"README.md": f"---\nextra_gated_prompt: |\n{prompt}\n---\n# Tiny\n"})
    assert [(row.expression, row.state) for row in rows] == [("MIT", "clean")]


def test_a_badge_states_little(stated: Callable[..., list[License]]) -> None:
    [row] = stated(
        **{"README.md": "# Tiny\n\n![x](https://img.shields.io/badge/License-Apache_2.0-blue.svg)\n"}
    )
    assert (row.state, row.verdict, row.expression, row.scope) == ("badge", "undetermined", "Apache-2.0", ())


@pytest.mark.parametrize(
    ("name", "text", "expression"),
    [
        ("pyproject.toml", '[project]\nlicense = "MIT OR Apache-2.0"\n', "MIT OR Apache-2.0"),
        ("pyproject.toml", '[project]\nlicense = {text = "BSD-3-Clause"}\n', "BSD-3-Clause"),
        ("pyproject.toml", '[project]\nlicense = {file = "LICENSE"}\n', None),
        ("pyproject.toml", '[project]\nclassifiers = ["License :: OSI Approved :: MIT License"]\n', "MIT"),
        ("pyproject.toml", "[project\n", None),
        ("setup.cfg", "[metadata]\nlicense = Apache-2.0\n", "Apache-2.0"),
        ("setup.py", 'setup(\n    name="x",\n    license="MIT",\n)\n', "MIT"),
        ("Cargo.toml", '[package]\nlicense = "MIT/Apache-2.0"\n', "MIT OR Apache-2.0"),
        ("package.json", '{"license": "ISC"}', "ISC"),
        ("package.json", '{"license": "SEE LICENSE IN x"}', None),
        ("codemeta.json", '{"license": "https://spdx.org/licenses/GPL-3.0-only"}', "GPL-3.0-only"),
        ("CITATION.cff", "cff-version: 1.2.0\nlicense: Apache-2.0\n", "Apache-2.0"),
    ],
)
def test_metadata(stated: Callable[..., list[License]], name: str, text: str, expression: str | None) -> None:
    rows = stated(**{name: text})
    assert [row.expression for row in rows] == ([expression] if expression else [])
    assert all(row.scope == ("code",) for row in rows)


def test_croissant_is_about_the_data(stated: Callable[..., list[License]]) -> None:
    text = '{"@type": "sc:Dataset", "license": "https://creativecommons.org/licenses/by/4.0/"}'
    [row] = stated(**{"croissant.json": text})
    assert (row.scope, row.expression, row.verdict) == (("data",), "CC-BY-4.0", "open")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.cfg", "\n" * 190_000),
        ("setup.py", "license " * 20_000),
        ("Cargo.toml", 'workspace = "x"\n'),
        ("Cargo.toml", "package = [1]\n"),
        ("pyproject.toml", "a" + ".a" * 90_000 + " = 1\n"),
        ("pyproject.toml", "[project]\nlicense = " + "9" * 90_000 + "\n"),
        ("REUSE.toml", "annotations = [1, {}]\n"),
        ("package.json", "[" * 90_000),
        ("README.md", "# License\n\n" + "![" * 120_000),
        ("README.md", "# License\n\n" + "the model and the code, " * 10_000),
    ],
)
def test_hostile_files_cost_little_and_state_nothing(
    stated: Callable[..., list[License]], name: str, text: str
) -> None:
    start = time.process_time()
    assert stated(**{name: text}) == []
    assert time.process_time() - start < 2 * pace()


@pytest.mark.parametrize(
    "sentence", ["We hope for MIT" + ", and the model" * 100 + ".\n\n", "The model " * 190 + "\n\n"]
)
def test_sentences_without_end_are_read_in_part(tmp_path: Path, sentence: str) -> None:
    (tmp_path / "README.md").write_text("# License\n\n" + sentence * 250, encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        survey = probes.survey(tree)
        start = time.process_time()
        statements.read(survey)
        assert time.process_time() - start < 8 * pace()
    assert survey.limits == ["README.md: sentences on terms read in part, being many"]


def test_reuse_files_cover_their_paths(stated: Callable[..., list[License]]) -> None:
    rows = stated(
        **{
            "REUSE.toml": '[[annotations]]\npath = ["weights/**"]\nSPDX-License-Identifier = "CC0-1.0"\n',
            "data.csv": "a,b\n",
            "data.csv.license": "SPDX-FileCopyrightText: Ada\nSPDX-License-Identifier: CC-BY-4.0\n",
        }
    )
    assert {(row.folder, row.expression) for row in rows} == {
        ("weights", "CC0-1.0"),
        ("data.csv", "CC-BY-4.0"),
    }


def test_spdx_tags_in_code_are_gathered(stated: Callable[..., list[License]]) -> None:
    head = "# SPDX-FileCopyrightText: Ada\n# SPDX-License-Identifier: {}\n"
    rows = stated(
        **{
            "a.py": head.format("MIT"),
            "b.py": head.format("MIT"),
            "c.c": "/* SPDX-License-Identifier: GPL-2.0-only */\n",
            "d.sh": head.format("LicenseRef-Ours"),
        }
    )
    assert {(row.path, row.line, row.expression, row.verdict) for row in rows} == {
        ("a.py", 2, "MIT", "osi-approved"),
        ("c.c", 1, "GPL-2.0-only", "osi-approved"),
        ("d.sh", 2, "LicenseRef-Ours", "undetermined"),
    }


def test_a_collection_of_license_texts_is_not_the_terms(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for number in range(40):
        (tmp_path / "texts" / f"LICENSE-{number}").write_text(MIT, encoding="utf-8")
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    assert report(tmp_path)["training-code"] == "none None"


def report(folder: Path) -> dict[str, str]:
    from osaid_action.flow.examine import examine

    with open_tree(str(folder)) as tree:
        seen = examine(tree, today="2026-01-01")
    return {c.id: f"{c.terms.verdict} {c.terms.expression}" for c in seen.components if c.terms}


@pytest.mark.parametrize(
    ("files", "component", "terms"),
    [
        ({"LICENSE": MIT, "model/LICENSE": "All rights reserved."}, "training-code", "osi-approved MIT"),
        ({"LICENSE-CODE": MIT, "MODEL_LICENSE": "x"}, "training-code", "osi-approved MIT"),
        ({"LICENSE-CODE": MIT, "MODEL_LICENSE": "x"}, "weights", "undetermined None"),
        ({"LICENCE": MIT}, "training-code", "osi-approved MIT"),
        ({"COPYING.txt": MIT}, "training-code", "osi-approved MIT"),
        ({"LICENSES/MIT.txt": MIT}, "training-code", "osi-approved MIT"),
        ({"third_party/x/LICENSE": MIT}, "training-code", "none None"),
        ({"tests/data/LICENSE": MIT}, "training-code", "none None"),
        ({}, "weights", "none None"),
    ],
)
def test_placing(tmp_path: Path, files: dict[str, str], component: str, terms: str) -> None:
    (tmp_path / "train.py").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "model.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(safetensors())
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert report(tmp_path)[component] == terms
