"""What an editor makes of the JSON Schema: the real YAML language server completes keys and tells what is wrong.

It needs Node, and the npm package `yaml-language-server` in `.cache/language-server` or in the folder that
FOREWORD_LANGUAGE_SERVER names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from language_server import REPOSITORY, LanguageServer

from foreword.model.schema import schema_of


def started(form: str, folder: Path) -> Iterator[LanguageServer]:
    """A server that has a schema, and is ended after the test."""
    server = LanguageServer(schema_of(form), folder)
    yield server
    server.close()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor whose `.yml` files are documents."""
    yield from started("document", tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def data_editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor whose `.yml` files are lists of credentials."""
    yield from started("credentials", tmp_path_factory.mktemp("credentials"))


class TestCompletion:
    def test_the_keys_of_any_document(self, editor: LanguageServer) -> None:
        offered = editor.completions("|")
        assert {"kind", "title", "sections", "publish"} <= offered.keys()
        assert "method" not in offered
        assert offered["title"] == "The title of the page."

    def test_the_keys_of_an_endpoint(self, editor: LanguageServer) -> None:
        offered = editor.completions("kind: endpoint\nme|\n")
        assert {"method", "path", "base-url", "responses"} <= offered.keys()
        assert "attributes" not in offered
        assert offered["path"] == "The path, with parameters in braces, as `/v4/sources/{id}`."

    @pytest.mark.parametrize("kind", ["object", "structure"])
    def test_the_keys_of_an_object(self, editor: LanguageServer, kind: str) -> None:
        offered = editor.completions(f"kind: {kind}\na|\n")
        assert {"attributes", "versions", "examples"} <= offered.keys()
        assert "method" not in offered

    def test_the_keys_of_an_attribute_in_an_attribute(self, editor: LanguageServer) -> None:
        offered = editor.completions(
            "kind: object\nattributes:\n  - name: a\n    attributes:\n      - name: b\n        r|\n"
        )
        assert {"type", "read-only", "required", "attributes"} <= offered.keys()
        assert "name" not in offered
        assert offered["read-only"] == "Whether only the API sets it."

    @pytest.mark.parametrize(
        ("source", "key"),
        [
            ("parameters:\n  |\n", "query"),
            ("parameters:\n  query:\n    - name: a\n      |\n", "required"),
            ("body:\n  |\n", "content-type"),
            ("responses:\n  200:\n    |\n", "attributes"),
            ("examples:\n  - title: a\n    |\n", "response"),
        ],
    )
    def test_the_keys_of_the_parts_of_an_endpoint(self, editor: LanguageServer, source: str, key: str) -> None:
        assert key in editor.completions(f"kind: endpoint\nmethod: get\npath: /a\n{source}")

    @pytest.mark.parametrize(
        ("source", "values"),
        [
            ("kind: |\n", {"doc", "object", "structure", "endpoint"}),
            ("kind: endpoint\nmethod: |\n", {"get", "post", "put", "patch", "delete"}),
            ("kind: object\nattributes:\n  - name: a\n    type: |\n", {"string", "integer", "array"}),
            ("kind: object\nattributes:\n  - name: a\n    required: |\n", {"true", "false"}),
        ],
    )
    def test_values(self, editor: LanguageServer, source: str, values: set[str]) -> None:
        assert values <= editor.completions(source).keys()

    def test_the_keys_of_a_credential_in_a_data_file(self, data_editor: LanguageServer) -> None:
        offered = data_editor.completions("- name: API key\n  s|\n")
        assert {"prefix", "obtained-by", "sent-in"} <= offered.keys()
        offered = data_editor.completions("- name: API key\n  sent-in:\n    |\n")
        assert {"header", "query", "body", "basic"} <= offered.keys()


def test_a_key_says_what_it_means_under_the_mouse(editor: LanguageServer) -> None:
    assert "The method of HTTP, in any case." in editor.hover("kind: endpoint\nme|thod: get\n")
    assert "Its type: `string`, `integer`" in editor.hover("kind: object\nattributes:\n  - name: a\n    ty|pe: b\n")


def test_a_file_may_name_its_schema_itself(editor: LanguageServer) -> None:
    (editor.folder / "attributes.json").write_text(json.dumps(schema_of("attributes")), "utf-8")
    modeline = "# yaml-language-server: $schema=attributes.json\n"
    assert "read-only" in editor.completions(f"{modeline}- name: a\n  re|\n")
    assert editor.flaws(f"{modeline}- type: a\n") == ['2:3 Missing property "name".']


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("source", "flaw"),
        [
            (
                "method: pots\npath: /a",
                '2:9 Value is not accepted. Valid values: "get", "post", "put", "patch", '
                '"delete", "head", "options", "trace".',
            ),
            ("path: /a", '1:1 Missing property "method".'),
            (
                "method: get\nparameters:\n  path:\n    - name: id\n    - type: string",
                '6:7 Missing property "name".',
            ),
            ("method: get\nparameters: {query: limit}", "3:21 This has to be a list, or text with Jinja."),
            (
                "method: get\nbody:\n  attributes:\n    - name: a\n      attributes:\n        - nmae: b",
                '7:11 Missing property "name".',
            ),
            (
                "method: get\nbody:\n  attributes:\n    - name: a\n      required: yes",
                "6:17 This has to be true or false, or text with Jinja.",
            ),
            ("method: get\nresponses:\n  200: OK", "4:8 This has to be a mapping, or text with Jinja."),
            ("method: get\nresponses:\n  OK: {}", "4:3 Property OK is not allowed."),
            ("method: get\nexamples: [{code: 42}]", "3:19 Value is below the minimum of 100."),
            ("method: get\nexamples: [{code: OK}]", "3:19 This has to be a status of HTTP, as 200."),
            ("method: get\ncredentials: [{name: a}]", "3:15 Incorrect type. Expected one of string, number."),
            ("method: get\njinja: '{{ x }}'", '3:8 Incorrect type. Expected "boolean".'),
        ],
    )
    def test_in_an_endpoint(self, editor: LanguageServer, source: str, flaw: str) -> None:
        assert editor.flaws(f"kind: endpoint\n{source}\n") == [flaw]

    @pytest.mark.parametrize(
        ("source", "flaw"),
        [
            ("- prefix: a", '1:3 Missing property "name".'),
            (
                "- {name: a, sent-in: {basic: user}}",
                '1:30 Value is not accepted. Valid values: "username", "password".',
            ),
            ("- {name: a, sent-in: {}}", '1:13 Missing property "header".'),
            (
                "- {name: a, sent-in: {header: b, format: c}}",
                "1:42 This has to have {value} in it, as `Bearer {value}`.",
            ),
            ("name: a", '1:1 Incorrect type. Expected "array".'),
        ],
    )
    def test_in_a_list_of_credentials(self, data_editor: LanguageServer, source: str, flaw: str) -> None:
        assert data_editor.flaws(f"{source}\n") == [flaw]

    @pytest.mark.parametrize(
        "source",
        [
            "title: A\ntags: [a]\nhide: [toc]",
            "kind: webhook\nevents: [a]",
            "kind: endpoint\nmethod: GET\npath: /a\nx-internal: true",
            "kind: endpoint\nmethod: '{{ x }}'\npath: '{{ x }}'\nparameters: '{{ x }}'\nresponses: '{{ x }}'",
            "kind: endpoint\nversion: v3\npath: /v3/a",
            "kind: endpoint\nmethod: get\nresponses: {200: {example: {a: 1}}, 4XX: {}, default: {example: OK}}",
            "kind: object\nattributes: ['{{ x }}', {name: a, required: '{{ x }}', enum: [1, a], default: null}]",
            "kind: object\nversions: [v4, 3, {version: v2}]\nattributes:\nexamples: []",
            "steps: [One, {title: Two}]\nsections: '{{ x }}'\ncredentials: [{name: 200, sent-in: {header: a}}]",
            "publish: false\norder: 3\naliases: {api: site.data.api}\njinja: false",
        ],
    )
    def test_nothing_in_these(self, editor: LanguageServer, source: str) -> None:
        assert editor.flaws(f"{source}\n") == []

    def test_in_the_example_of_the_guide(self, editor: LanguageServer) -> None:
        guide = (REPOSITORY / "docs/guide/schema.md").read_text("utf-8")
        (example,) = (fence for fence in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "pots" in fence)
        lines = [line.partition("  # ") for line in example.splitlines()]
        said = [(number, comment.removesuffix(" ...")) for number, (_, _, comment) in enumerate(lines, 1) if comment]
        told = editor.flaws("\n".join(line for line, _, _ in lines))
        assert len(told) == len(said)
        for flaw, (number, comment) in zip(told, said, strict=True):
            assert re.match(rf"{number}:\d+ {re.escape(comment)}", flaw)

    def test_nothing_in_the_documents_of_this_site(self, editor: LanguageServer) -> None:
        documents = sorted((REPOSITORY / "docs").rglob("*.yml"))
        assert documents
        told = editor.flaws_of_each(document.read_text("utf-8") for document in documents)
        assert {path.name: flaws for path, flaws in zip(documents, told, strict=True) if flaws} == {}
