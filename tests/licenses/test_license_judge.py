"""Verdicts by id, and names to ids."""

from __future__ import annotations

import pytest

from osaid_action.licenses import identify, judge, known_ids, normalize_id
from osaid_action.licenses.signatures import titled
from osaid_action.licenses.text import read


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
        ("GPL (>= 2)", "GPL-2.0-or-later"),
        ("LGPL (>=2.1)", "LGPL-2.1-or-later"),
        ("Apache License (>= 2)", "Apache-2.0"),
        ("GPL (== 2)", "GPL-2.0-only"),
        ("GPL (> 2)", None),
        ("GPL (< 3)", None),
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
        ("modified-mit", None),
        ("nvidia-license", None),
        ("MIT with restrictions", None),
        ("non-commercial MIT", None),
        ("custom", None),
    ],
)
def test_names(name, identifier):
    assert normalize_id(name) == identifier


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("LicenseRef-Proprietary", "restricted"),
        ("LicenseRef-Acme-Proprietary-1.0", "restricted"),
        ("UNLICENSED", "restricted"),
        ("All rights reserved", "restricted"),
        ("MIT AND LicenseRef-Proprietary", "restricted"),
        ("MIT OR LicenseRef-Proprietary", "osi-approved"),
        ("LicenseRef-Acme", "undetermined"),
        ("not proprietary", "undetermined"),
        ("MIT, all rights reserved", "undetermined"),
        ("NONE", "none"),
    ],
)
def test_what_gives_no_rights_is_restricted(name, verdict):
    assert judge(name).verdict == verdict


@pytest.mark.parametrize(
    ("end", "identifier"),
    [
        ("4.0/legalcode", "CC-BY-4.0"),
        ("4.0/legalcode.en", "CC-BY-4.0"),
        ("4.0/deed.de", "CC-BY-4.0"),
        ("4.0", "CC-BY-4.0"),
        ("3.0/de/", "CC-BY-3.0-DE"),
        ("3.0/igo/legalcode", "CC-BY-3.0-IGO"),
        ("3.0/xx/", None),
    ],
)
def test_links_to_creative_commons(end, identifier):
    assert identify(f"https://creativecommons.org/licenses/by/{end}").expression == identifier


def test_every_id_is_itself_or_its_successor():
    for identifier in known_ids():
        found = normalize_id(identifier)
        assert found is not None
        assert normalize_id(found.split(" ")[0]) is not None
        assert judge(identifier).verdict in ("osi-approved", "open", "restricted", "undetermined")


def test_ids_are_sorted_and_many():
    assert list(known_ids()) == sorted(known_ids())
    assert len(known_ids()) > 790


#: A name of the Hub, its id, its verdict and a term that a reader must see; decided from the license texts.
AI_NAMES = [
    ("minimax-model-license", "LicenseRef-MiniMax-Model", "restricted", "military"),
    (
        "minimax-m2.7-license",
        "LicenseRef-MiniMax-M2.7-NC",
        "restricted",
        "written authorization (condition 3)",
    ),
    ("minimax-community", "LicenseRef-MiniMax-Community", "restricted", "20 million US dollars"),
    (
        "minimax-h3-community-license-agreement",
        "LicenseRef-MiniMax-H3-Community",
        "restricted",
        "territories",
    ),
    ("kimi-k2.5", "LicenseRef-Moonshot-Modified-MIT", "undetermined", "display of the model's name"),
    ("kimi-k3", "LicenseRef-Kimi-K3", "restricted", "20 million US dollars a year (section 2)"),
    ("qwen3.8-max", "LicenseRef-Qwen3.8-Max", "restricted", "50 million US dollars"),
    ("qwen-community-1.0", "LicenseRef-Qwen-Community-1.0", "restricted", "model services"),
    ("glm-5.3", "LicenseRef-GLM-5.3", "restricted", "security review"),
    (
        "nvidia-nemotron-open-model-license",
        "LicenseRef-NVIDIA-Nemotron-Open-Model",
        "undetermined",
        "not at hand",
    ),
    ("nvidia-open-model-agreement", "LicenseRef-NVIDIA-Open-Model-Agreement", "undetermined", "not at hand"),
    ("nvidia-community-model-license", "LicenseRef-NVIDIA-Community-Model", "undetermined", "not at hand"),
    (
        "nvidia-oneway-noncommercial-license",
        "LicenseRef-NVIDIA-OneWay-Noncommercial",
        "restricted",
        "non-com",
    ),
    ("falcon-180b-license", "LicenseRef-Falcon-180B-TII", "restricted", "hosting"),
    ("falcon-2-11b-license", "LicenseRef-Falcon-2-11B-1.0", "restricted", "(section 6)"),
    ("falcon-mamba-7b-license", "LicenseRef-Falcon-Mamba-7B", "undetermined", "not at hand"),
    ("tencent-hunyuan", "LicenseRef-Tencent-Hunyuan-Community", "restricted", "European Union"),
    ("exaone", "LicenseRef-EXAONE-NC", "restricted", "outputs belong to the licensor in 1.1"),
    ("exaone-1.2-nc", "LicenseRef-EXAONE-1.2-NC", "restricted", "no rights claimed (section 4.2)"),
    (
        "exaone-ai-model-1.1-nc",
        "LicenseRef-EXAONE-1.1-NC",
        "restricted",
        "belong to the licensor (section 4.2)",
    ),
    ("hyperclova-x-seed", "LicenseRef-HyperCLOVA-X-SEED", "restricted", "Powered by HyperCLOVA X"),
    ("stable-video-diffusion-community", "LicenseRef-Stability-AI-Community", "restricted", "registration"),
    ("stable-audio-community", "LicenseRef-Stability-AI-Community", "restricted", "Powered by Stability AI"),
    ("stable-cascade-nc-community", "LicenseRef-Stability-AI-NC-Research-2023-11-28", "restricted", "hosted"),
    ("sdxl-license", "LicenseRef-CreativeML-OpenRAIL++-M-2023-07-26", "restricted", "use-based restrictions"),
    ("flux-1-dev-non-commercial", "LicenseRef-FLUX.1-dev-NC", "restricted", "non-commercial (section 2)"),
    ("flux-2-dev-non-commercial", "LicenseRef-FLUX-dev-NC-2.0", "restricted", "content filters"),
    ("flux-non-commercial-license", "LicenseRef-FLUX-NC", "restricted", "non-commercial (by its name"),
    (
        "ltx-2-community-license",
        "LicenseRef-LTX-2-Community",
        "restricted",
        "10 million US dollars (section 2.1)",
    ),
    ("ltx-2.x-community-license", "LicenseRef-LTX-2-Community", "restricted", "may not be disabled"),
    ("msrla", "LicenseRef-MS-Research", "restricted", "non-commercial, research only (section 1)"),
    ("hai-def", "LicenseRef-Health-AI-Developer", "restricted", "prohibited-use policy"),
    ("kanana", "LicenseRef-Kanana", "restricted", "10 million monthly users"),
    ("o-uda", "O-UDA-1.0", "open", "all four freedoms by its terms (own reading)"),
    ("kolors", "LicenseRef-Kolors", "restricted", "300 million monthly users (section 2.c)"),
    ("cpml", "LicenseRef-CPML-1.0", "restricted", "non-commercial"),
    ("coqui-public-model-license", "LicenseRef-CPML-1.0", "restricted", "non-commercial"),
    ("rail-ams", "LicenseRef-RAIL-AMS", "undetermined", "its name does not say"),
    ("research-only-rail-m", "LicenseRef-Research-Only-RAIL-M", "restricted", "research only"),
    ("dinov3-license", "LicenseRef-DINOv3", "restricted", "military"),
    ("sam-license", "LicenseRef-SAM", "restricted", "reverse engineering (section 1.b.iv)"),
    ("krea-2", "LicenseRef-Krea-2-Community", "restricted", "1 million US dollars (section 2.3)"),
    ("fish-audio-research-license", "LicenseRef-Fish-Audio-Research", "restricted", "Built with Fish Audio"),
    ("gpt-oss-usage-policy", "LicenseRef-gpt-oss-Usage-Policy", "undetermined", "comply with the law"),
    ("mrl", "LicenseRef-Mistral-Research", "restricted", "research only"),
    ("mnpl", "LicenseRef-Mistral-Non-Production", "restricted", "no production"),
    ("grok-2", "LicenseRef-Grok-2-Community", "restricted", "no training"),
    ("jamba-open-model-license", "LicenseRef-Jamba-Open-Model", "restricted", "revenue threshold"),
    ("lfm-1.0", "LicenseRef-LFM-Open-1.0", "restricted", "10 million US dollars"),
    ("ai2-impact-license", "LicenseRef-AI2-ImpACT", "restricted", "impact reports"),
    ("cogvideox-license", "LicenseRef-ChatGLM", "restricted", "military"),
    ("openmdw1.1-license", "LicenseRef-OpenMDW-1.1", "open", "all four freedoms by its terms (own reading)"),
    ("llama3.1", "LicenseRef-Llama-3.1-Community", "restricted", '"Built with Llama" display'),
    ("gemma", "LicenseRef-Gemma-Terms", "restricted", "restricted remotely (section 3.2)"),
    ("nvidia-open-model-license", "LicenseRef-NVIDIA-Open-Model", "restricted", "updated: comply or cease"),
    ("databricks-open-model-license", "LicenseRef-DBRX-Open-Model", "restricted", "700 million"),
    ("deepseek", "LicenseRef-DeepSeek-Model-1.0", "restricted", "to be passed on (paragraph 4.a)"),
    ("bigscience-openrail-m", "LicenseRef-BigScience-OpenRAIL-M", "restricted", "latest version"),
]


@pytest.mark.parametrize(("name", "identifier", "verdict", "term"), AI_NAMES)
def test_names_of_the_hub(name, identifier, verdict, term):
    assert normalize_id(name) == identifier
    judgment = judge(name)
    assert judgment.verdict == verdict
    assert any(term in reason for reason in judgment.reasons)


@pytest.mark.parametrize("name", [row[0] for row in AI_NAMES])
def test_a_name_one_letter_off_is_unknown(name):
    """A letter more, less or other may be another license: it is none, or one that its own name gives."""
    place = len(name) // 2
    for other in (f"x{name}", f"{name}x", f"{name[:place]}x{name[place:]}"):
        assert normalize_id(other) is None, other
        assert judge(other).verdict == "undetermined"


FAMILIES_AND_OTHER_VERSIONS = """
minimax-open, minimax, kimi, kimi-k4, kimi-k2.7, hunyuan, ernie, internlm, nvidia, nvidia-license, mistral,
falcon, flux, SAM, SDXL, DINOv3, Microsoft Research, research-only, rail-m, rail-d, kanana-open-license,
exaonepath, exaone-1.3-nc, minimax-m2.8-license, qwen3.9-max, glm-5.4, ltx-3-community, krea-3,
dinov4-license, openmdw-1.2, flux-3-dev-non-commercial, lfm-2.0
"""


@pytest.mark.parametrize("name", FAMILIES_AND_OTHER_VERSIONS.replace("\n", " ").strip().split(", "))
def test_families_and_other_versions_stay_unknown(name):
    assert normalize_id(name) is None
    assert judge(name).verdict == "undetermined"


@pytest.mark.parametrize(
    ("head", "identifier"),
    [
        ("MINIMAX MODEL LICENSE\n\nModel Release Date: 15 January 2025", "LicenseRef-MiniMax-Model"),
        ("# DINOv3 License\n\n*Last Updated: August 19, 2025*", "LicenseRef-DINOv3"),
        ("SAM License\nLast Updated: November 19, 2025", "LicenseRef-SAM"),
        ("中文版\n模型许可协议\n模型发布日期：2024/7/6", "LicenseRef-Kolors"),
        ("MODEL LICENSE AGREEMENT\nRelease Date: 2024/7/6", "LicenseRef-Kolors"),
        ("# FISH AUDIO RESEARCH LICENSE AGREEMENT", "LicenseRef-Fish-Audio-Research"),
        ("EXAONE AI Model License Agreement 1.2 - NC", "LicenseRef-EXAONE-1.2-NC"),
        ("EXAONE AI Model License Agreement 1.1 - NC", "LicenseRef-EXAONE-1.1-NC"),
        ("EXAONE AI Model License Agreement 1.0 - NC", "LicenseRef-EXAONE-NC"),
        ("FLUX.1 [dev] Non-Commercial License v1.1.1", "LicenseRef-FLUX.1-dev-NC-1.1.1"),
        ("FLUX.1 [dev] Non-Commercial License", "LicenseRef-FLUX.1-dev-NC"),
        ("FLUX [dev] Non-Commercial License v2.0", "LicenseRef-FLUX-dev-NC-2.0"),
        ("SDXL 0.9 RESEARCH LICENSE AGREEMENT", "LicenseRef-SDXL-0.9-Research"),
        (
            "STABLE VIDEO DIFFUSION NON-COMMERCIAL COMMUNITY LICENSE AGREEMENT\nDated: November 21, 2023",
            "LicenseRef-Stable-Video-Diffusion-NC",
        ),
        (
            "STABILITY AI NON-COMMERCIAL RESEARCH COMMUNITY LICENSE AGREEMENT\nDated: November 28, 2023",
            "LicenseRef-Stability-AI-NC-Research-2023-11-28",
        ),
        (
            "STABILITY AI NON-COMMERCIAL COMMUNITY LICENSE AGREEMENT\nDated: March 18, 2024",
            "LicenseRef-SV3D-NC",
        ),
        (
            "Copyright (c) 2023 Stability AI CreativeML Open RAIL++-M License dated July 26, 2023",
            "LicenseRef-CreativeML-OpenRAIL++-M-2023-07-26",
        ),
        ("OpenMDW License Agreement, version 1.1 (OpenMDW-1.1)", "LicenseRef-OpenMDW-1.1"),
        ("The ChatGLM-6B License", "LicenseRef-ChatGLM"),
        ("Coqui Public Model License 1.0.0\nhttps://coqui.ai/cpml.txt", "LicenseRef-CPML-1.0"),
        ("LTX-2.x Community License Agreement\nLicense date: August 11, 2026", "LicenseRef-LTX-2-Community"),
        ("Krea 2 Community License Agreement\nv.1, Date: June 22, 2026", "LicenseRef-Krea-2-Community"),
        ("Kimi K3 License\n\nCopyright (c) 2026 Moonshot AI", "LicenseRef-Kimi-K3"),
        ("DINOv4 License", None),
        ("MINIMAL MODEL LICENSE", None),
    ],
)
def test_titles_name_the_edition(head, identifier):
    found = titled(read(f"{head}\n\nThe words that follow are of no matter here.\n"))
    assert (found[0] if found else None) == identifier
