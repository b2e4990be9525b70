"""The models: what Python code sees of a front matter."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from foreword.model.base import kebab
from foreword.model.credential import Credential
from foreword.model.document import FrontMatter, Section
from foreword.source.text import SourceFile, Text


def test_keys_are_kebab_case_in_yaml_and_snake_case_in_python() -> None:
    credential = Credential.model_validate({"name": "Token", "obtained-by": "Asking", "required_for": "All"})
    assert (credential.obtained_by, credential.required_for) == ("Asking", "All")
    assert kebab("required_for") == "required-for"
    assert Credential.known_keys() >= {"name", "obtained-by", "required-for"}


def test_sections_hold_sections_steps_and_credentials() -> None:
    page = FrontMatter.model_validate(
        {
            "title": "A",
            "sections": [
                {
                    "title": "B",
                    "subsections": [{"content": "C"}],
                    "steps": ["D", {"title": "E"}],
                    "credentials": [{"name": "F", "prefix": ["a", "b"]}],
                }
            ],
        }
    )
    assert page.sections is not None
    (section,) = page.sections
    assert isinstance(section, Section)
    assert section.subsections is not None
    assert section.steps is not None
    assert section.credentials is not None
    assert section.subsections[0].content == "C"
    assert [(step.content, step.title) for step in section.steps] == [("D", None), (None, "E")]
    assert section.credentials[0].prefix == ["a", "b"]


def test_unknown_keys_are_kept() -> None:
    credential = Credential.model_validate({"name": "Token", "rotation": {"days": 3}, "scopes": ["a"]})
    assert credential.model_extra == {"rotation": {"days": 3}, "scopes": ["a"]}


def test_values_keep_their_types() -> None:
    assert Credential.model_validate({"name": 200}).name == 200
    assert Credential.model_validate({"name": True}).name is True
    assert FrontMatter.model_validate({"title": 1.5}).title == 1.5


def test_a_text_stays_a_text() -> None:
    text = Text("{{ x }}", SourceFile("docs/page.md", ""))
    page = FrontMatter.model_validate({"title": text, "sections": text, "steps": [text]})
    assert page.title is page.sections is text
    assert page.steps == [text]


def test_keys_that_are_no_text_stay_in_the_data_alone() -> None:
    values = {"title": "A", 200: "OK", None: "x"}
    assert FrontMatter.model_validate(values).model_extra == {}
    assert values == {"title": "A", 200: "OK", None: "x"}


def test_jinja_is_on_and_is_true_or_false() -> None:
    assert FrontMatter.model_validate({}).jinja is True
    assert FrontMatter.model_validate({"jinja": False}).jinja is False
    for value in ("false", 0, "no", None):
        with pytest.raises(ValidationError):
            FrontMatter.model_validate({"jinja": value})
