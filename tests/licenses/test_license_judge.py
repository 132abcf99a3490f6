"""Verdicts by id, and names to ids."""

from __future__ import annotations

import pytest

from osaid_action.licenses import judge, known_ids, normalize_id


@pytest.mark.parametrize(
    ("expression", "verdict"),
    [
        ("MIT", "osi-approved"),
        ("Apache-2.0", "osi-approved"),
        ("GPL-3.0-or-later", "osi-approved"),
        ("GPL-3.0+", "osi-approved"),
        ("BSD-2-Clause", "osi-approved"),
        ("Unlicense", "osi-approved"),
        ("CC0-1.0", "open"),
        ("CC-BY-4.0", "open"),
        ("CC-BY-SA-4.0", "open"),
        ("ODbL-1.0", "open"),
        ("ODC-By-1.0", "open"),
        ("PDDL-1.0", "open"),
        ("CDLA-Permissive-2.0", "open"),
        ("O-UDA-1.0", "open"),
        ("OpenMDW-1.0", "open"),
        ("ImageMagick", "open"),
        ("MulanPSL-1.0", "open"),
        ("OGL-UK-3.0", "open"),
        ("GFDL-1.3-no-invariants-only", "open"),
        ("GFDL-1.3-only", "undetermined"),
        ("GFDL-1.3-invariants-only", "restricted"),
        ("JSON", "restricted"),
        ("SSPL-1.0", "restricted"),
        ("BUSL-1.1", "restricted"),
        ("Elastic-2.0", "restricted"),
        ("Hippocratic-2.1", "restricted"),
        ("Hippocratic-3.0-core", "restricted"),
        ("BSD-3-Clause-OpenWebUI", "restricted"),
        ("C-UDA-1.0", "restricted"),
        ("FSL-1.1-MIT", "restricted"),
        ("CC-BY-NC-4.0", "restricted"),
        ("CC-BY-ND-4.0", "restricted"),
        ("CC-BY-NC-SA-3.0-IGO", "restricted"),
        ("llama2", "restricted"),
        ("llama3.1", "restricted"),
        ("gemma", "restricted"),
        ("openrail++", "restricted"),
        ("bigscience-bloom-rail-1.0", "restricted"),
        ("deepseek", "restricted"),
        ("fair-noncommercial-research-license", "restricted"),
        ("LicenseRef-scancode-llama-2-license-2023", "restricted"),
        ("cc", "undetermined"),
        ("gpl", "undetermined"),
        ("bsd", "undetermined"),
        ("openrail", "undetermined"),
        ("other", "undetermined"),
        ("unknown", "undetermined"),
        ("LicenseRef-nobody-knows", "undetermined"),
        ("(MIT", "undetermined"),
        ("", "none"),
        ("NONE", "none"),
        ("MIT AND CC-BY-NC-4.0", "restricted"),
        ("MIT OR CC-BY-NC-4.0", "osi-approved"),
        ("MIT AND CC0-1.0", "open"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "osi-approved"),
        ("GPL-2.0-only WITH Anything-goes", "undetermined"),
        ("Apache-2.0 AND LicenseRef-x", "undetermined"),
    ],
)
def test_verdicts(expression, verdict):
    assert judge(expression).verdict == verdict
    assert judge(expression).reasons


def test_reasons_name_the_restriction():
    assert "threshold of 700 million monthly users (section 2)" in judge("llama2").reasons
    assert judge("CC-BY-NC-ND-4.0").reasons == ("non-commercial", "no derivatives")
    assert judge("MIT").reasons[0].startswith("OSI-approved: SPDX license list 3.")


def test_share_alike():
    assert judge("CC-BY-SA-4.0").share_alike
    assert judge("GPL-3.0-only").share_alike
    assert not judge("MIT").share_alike
    assert judge("MIT AND GPL-3.0-only").share_alike
    assert not judge("MIT OR GPL-3.0-only").share_alike


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("MIT License", "MIT"),
        ("The MIT License (MIT)", "MIT"),
        ("mit", "MIT"),
        ("MIT-0", "MIT-0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC BY-NC 4.0", "CC-BY-NC-4.0"),
        ("bsd-3-clause", "BSD-3-Clause"),
        ("GPLv3", "GPL-3.0-only"),
        ("gpl-3.0", "GPL-3.0-only"),
        ("GPL-3.0+", "GPL-3.0-or-later"),
        ("GNU GPL v3 or later", "GPL-3.0-or-later"),
        ("AGPLv3", "AGPL-3.0-only"),
        ("c-uda", "C-UDA-1.0"),
        ("odbl", "ODbL-1.0"),
        ("odc-by", "ODC-By-1.0"),
        ("pddl", "PDDL-1.0"),
        ("lgpl-lr", "LGPLLR"),
        ("llama2", "LicenseRef-Llama-2-Community"),
        ("llama3", "LicenseRef-Llama-3-Community"),
        ("llama3.3", "LicenseRef-Llama-3.3-Community"),
        ("gemma", "LicenseRef-Gemma-Terms"),
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("openmdw-1.1", "LicenseRef-OpenMDW-1.1"),
        ("Creative Commons Attribution 3.0", "CC-BY-3.0"),
        ("GNU General Public License v2.0", "GPL-2.0-only"),
        ("cc", None),
        ("gpl", None),
        ("lgpl", None),
        ("bsd", None),
        ("openrail", None),
        ("other", None),
        ("unknown", None),
        ("gfdl", None),
        ("proprietary", None),
        ("", None),
        ("Modified MIT License", None),
        ("MIT with restrictions", None),
        ("non-commercial MIT", None),
        ("custom", None),
    ],
)
def test_names(name, identifier):
    assert normalize_id(name) == identifier


def test_every_id_is_itself_or_its_successor():
    for identifier in known_ids():
        found = normalize_id(identifier)
        assert found is not None
        assert normalize_id(found.split(" ")[0]) is not None
        assert judge(identifier).verdict in ("osi-approved", "open", "restricted", "undetermined")


def test_ids_are_sorted_and_many():
    assert list(known_ids()) == sorted(known_ids())
    assert len(known_ids()) > 790
