"""The reference docs of the keys: their rows, and the page of the guide, which is the one that the models make now."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from foreword.cli import main
from foreword.model.api import Attribute, Endpoint, Response
from foreword.model.base import Model
from foreword.model.credential import Credential, SentIn
from foreword.model.document import FrontMatter
from foreword.model.reference import key_rows, page
from foreword.model.schema import all_definitions

REPOSITORY = Path(__file__).parent.parent.parent


def test_the_page_of_the_guide_is_the_one_that_the_models_make() -> None:
    """Otherwise run `foreword schema --format markdown > docs/guide/keys.md`."""
    assert (REPOSITORY / "docs/guide/keys.md").read_text("utf-8") == page()
    assert CliRunner().invoke(main, ["schema", "--format", "markdown"]).stdout == page()


def test_the_page_has_every_key_of_every_model() -> None:
    written = page()
    for definition in all_definitions().values():
        assert definition["description"] in written or definition["title"] == "FrontMatter"
        for key, schema in definition["properties"].items():
            assert any(
                line.startswith(f"| `{key}` | ") and schema["description"] in line for line in written.split("\n")
            )


def test_the_page_is_of_all_kinds() -> None:
    result = CliRunner().invoke(main, ["schema", "endpoint", "--format", "markdown"])
    assert result.exit_code == 2
    assert "Leave KIND out" in result.stderr


def test_the_keys_of_a_model_as_rows() -> None:
    rows = {row.key: row for row in key_rows(Attribute)}
    assert [*rows][:3] == ["name", "type", "ref"]
    assert rows["name"] == ("name", "text", "Its name, as it is sent.", True)
    assert rows["read-only"] == ("read-only", "`true` or `false`", "Whether only the API sets it.", False)
    assert rows["type"].type == "text or a list of text"
    assert rows["attributes"].type == "a list of `Attribute`"
    assert rows["example"].type == "any value"


@pytest.mark.parametrize(
    ("model", "key", "words"),
    [
        (Endpoint, "method", "one of `get`, `post`, `put`, `patch`, `delete`, `head`, `options`, `trace`"),
        (Endpoint, "parameters", "a mapping: `Parameters`"),
        (Endpoint, "responses", "a mapping of `Response`"),
        (Endpoint, "credentials", "a list of text"),
        (FrontMatter, "steps", "a list of `Section` or text"),
        (FrontMatter, "aliases", "a mapping of text"),
        (FrontMatter, "jinja", "`true` or `false`"),
        (Credential, "sent-in", "a mapping: `SentIn`"),
        (SentIn, "basic", "one of `username`, `password`"),
        (Response, "content-type", "text"),
        (Attribute, "enum", "a list"),
    ],
)
def test_types_in_words(model: type[Model], key: str, words: str) -> None:
    assert {row.key: row.type for row in key_rows(model)}[key] == words


def test_what_is_required_in_rows() -> None:
    assert [row.key for row in key_rows(Endpoint) if row.required] == ["method", "path"]
    assert [row.key for row in key_rows(Credential) if row.required] == ["name"]
