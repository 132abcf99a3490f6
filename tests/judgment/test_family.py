"""A family of models: a result for each, and for all the worst, item by item."""

from __future__ import annotations

import json

import pytest
from systems import safetensors, whole

from osaid_action.api import Report, check
from osaid_action.report import markdown, text

NC = "---\nlicense: cc-by-nc-4.0\n---\n# Chat\n"
MODELS = """
[[models]]
name = "Tiny"
components.weights.path = "base/model.safetensors"

[[models]]
name = "Tiny-Chat"
components.weights.path = "chat/model.safetensors"
"""


def family(models: str = MODELS, **more: str | bytes) -> Report:
    files = {name: data for name, data in whole().items() if not name.startswith("weights/")}
    files["osaid.toml"] = f"{files['osaid.toml']}{models}"
    files["README.md"] = str(files["README.md"]).replace("code and the model weights are", "code is")
    files |= {
        "base/model.safetensors": safetensors(),
        "base/README.md": NC.replace("cc-by-nc-4.0", "mit"),
        "chat/model.safetensors": safetensors(),
        "chat/README.md": NC,
        **more,
    }
    return check({n: d if isinstance(d, bytes) else d.encode() for n, d in files.items()}, name="acme/tiny")


def of(report: Report, item: str) -> dict[str, str]:
    return {model.name: next(i.status for i in model.items if i.id == item) for model in report.models}


def test_each_model_has_its_own_terms_and_the_family_the_worst() -> None:
    report = family()
    assert of(report, "P1") == {"Tiny": "met", "Tiny-Chat": "met"}
    assert of(report, "T-P") == {"Tiny": "met", "Tiny-Chat": "unmet"}
    terms = next(item for item in report.items if item.id == "T-P")
    assert terms.status == "unmet" and terms.why.startswith("Tiny-Chat: weights: CC-BY-NC-4.0")
    # What all have in common says nothing of one of them.
    assert not next(item for item in report.items if item.id == "C2").why.startswith("Tiny")
    assert report.result == "terms" and not report.problems


def test_every_form_of_the_report_tells_of_the_models() -> None:
    report = family()
    said = text.render(report)
    assert (
        "Models\n    Tiny: complete\n    Tiny-Chat: terms\n      ✗ T-P terms: weights: CC-BY-NC-4.0" in said
    )
    assert "TERMS, restricted: " in said
    assert "| Tiny | complete | nothing |" in markdown.render(report)
    rows = json.loads(report.to_json())["models"]
    assert [(row["name"], row["result"]) for row in rows] == [("Tiny", "complete"), ("Tiny-Chat", "terms")]


def test_a_model_whose_weights_are_not_there() -> None:
    report = family(MODELS.replace("chat/", "gone/"))
    assert any("gone/model.safetensors" in problem.message for problem in report.problems)
    assert [problem.line for problem in report.problems] != [None]


def test_one_model_alone_says_what_the_system_says() -> None:
    report = family(MODELS.partition('[[models]]\nname = "Tiny-Chat')[0])
    assert [model.name for model in report.models] == ["Tiny"]
    assert report.items == report.models[0].items


@pytest.mark.parametrize(
    ("models", "words"),
    [
        ('[[models]]\nname = "A"\n[[models]]\nname = "A"\n', "a second time (first: line 7)"),
        ("[[models]]\ncomponents = {}\n", 'expected a key "name"'),
        ('[[models]]\nname = "A"\ncomponents.wieghts.path = "x"\n', "did you mean weights?"),
        ('[[models]]\nname = "A"\ncomponents.weights.path = "/x"\n', "models[0].components.weights.path"),
    ],
)
def test_faults_of_the_list_are_told_with_their_place(models: str, words: str) -> None:
    with pytest.raises(Exception, match=r"^osaid\.toml:") as caught:
        family(f"\n{models}")
    assert words in str(caught.value)
