"""Objects and endpoints: what Python code sees of them, and what is wrong with one, at its place."""

from __future__ import annotations

import pytest
from flaws import flaws

from foreword.model.api import ApiObject, Attribute, Endpoint
from foreword.source.front_matter import read_document

OBJECT = """\
kind: object
id: destinations
title: Destinations
order: 40
description: Where the data goes.
versions:
  - v4
  - {version: v3, status: deprecated, attributes: [{name: id}], examples: [{title: One}]}
attributes:
  - name: id
    type: integer
    format: int64
    required: true
    nullable: false
    read-only: true
    example: 120643
    description: Its **id**.
  - name: properties
    type: [object, "null"]
    ref: properties
    internal: true
    deprecated: true
    default: {a: [1]}
    attributes:
      - name: host
        enum: [a, {value: b, description: The second.}]
      - "{{ site.data.port }}"
examples:
  - title: One
    response: |
      {"id": 120643}
    code: 200
"""

ENDPOINT = """\
kind: endpoint
object: destinations
id: update-a-destination
title: Update a destination
method: put
path: /v4/destinations/{destination_id}
base-url: https://api.example.com
version: v4
status: beta
credentials: [api-key, "{{ site.data.second }}"]
parameters:
  path: [{name: destination_id, type: integer, required: true}]
  query: [{name: dry-run}]
  header: "{{ site.data.headers }}"
body:
  attributes: [{name: properties, type: object}]
  example: {properties: {host: a}}
responses:
  200: {description: OK, attributes: [{name: id}], example: '{"id": 1}'}
  "4XX": {description: Wrong}
  default: {content-type: text/plain, example: Out of order}
examples:
  - {title: Rename, request: {name: a}, response: '{"name": "a"}', code: 200}
"""


@pytest.mark.parametrize("document", [OBJECT, OBJECT.replace("kind: object", "kind: structure"), ENDPOINT])
def test_documents_in_which_nothing_is_wrong(document: str) -> None:
    assert flaws(document) == []


def test_an_object_as_python_code_sees_it() -> None:
    found = ApiObject.model_validate(read_document(f"---\n{OBJECT}---\n", "docs/a.md").values)
    assert found.versions is not None
    assert [(version.version, version.status) for version in found.versions] == [("v4", None), ("v3", "deprecated")]
    assert found.attributes is not None
    assert [attribute.name for attribute in found.attributes] == ["id", "properties"]
    assert found.attributes[0].read_only is True
    inner = found.attributes[1].attributes
    assert inner is not None
    assert isinstance(inner[0], Attribute)
    assert inner[0].enum == ["a", {"value": "b", "description": "The second."}]


def test_an_endpoint_as_python_code_sees_it() -> None:
    found = Endpoint.model_validate(read_document(f"---\n{ENDPOINT}---\n", "docs/a.md").values)
    assert (found.method, found.base_url) == ("put", "https://api.example.com")
    assert found.responses is not None
    assert [*found.responses] == [200, "4XX", "default"]
    assert found.responses[200].content_type == "application/json"
    assert found.parameters is not None
    assert found.parameters.path is not None
    assert found.parameters.path[0].required is True


class TestWhatAnEndpointNeeds:
    def test_a_method_and_a_path(self) -> None:
        assert flaws("kind: endpoint\nmethod:") == [
            "1:1 FM002 the endpoint has no `method` | write `method: ...`",
            "1:1 FM002 the endpoint has no `path` | write `path: ...`",
        ]

    def test_which_may_stand_in_another_document_of_its_versions(self) -> None:
        assert flaws("kind: endpoint\nversion: v3\nparameters: {path: [{name: id}]}", partial=True) == []

    @pytest.mark.parametrize("kind", ["doc", "object", "structure", "webhook", "'{{ x }}'", "[endpoint]"])
    def test_no_other_kind_does(self, kind: str) -> None:
        assert not [flaw for flaw in flaws(f"kind: {kind}") if "FM002" in flaw]


METHODS = "`get`, `post`, `put`, `patch`, `delete`, `head`, `options`, `trace`"


class TestMethods:
    @pytest.mark.parametrize("method", ["get", "Post", "DELETE", "'{{ x }}'"])
    def test_in_any_case(self, method: str) -> None:
        assert flaws(f"kind: endpoint\npath: /a\nmethod: {method}") == []

    @pytest.mark.parametrize(
        ("method", "got", "hint"),
        [
            ("pots", "`pots`", "did you mean `post`?"),
            ("GTE", "`GTE`", "did you mean `get`?"),
            ("remove", "`remove`", f"write one of {METHODS}"),
            ("[get]", "a list", f"write one of {METHODS}"),
            ("1", "`1`", f"write one of {METHODS}"),
        ],
    )
    def test_one_that_is_not_one_of_https(self, method: str, got: str, hint: str) -> None:
        assert flaws(f"kind: endpoint\npath: /a\nmethod: {method}") == [
            f"3:9 FM003 `method` has to be a method of HTTP, not {got} | {hint}"
        ]


class TestResponses:
    @pytest.mark.parametrize("status", ["200", "'404'", "4XX", "5xx", "default"])
    def test_statuses(self, status: str) -> None:
        assert flaws(f"kind: endpoint\nmethod: get\npath: /a\nresponses:\n  {status}: {{description: a}}") == []

    @pytest.mark.parametrize("status", ["ok", "600", "20", "true", "20.5", "null", "2X"])
    def test_a_key_that_is_none_is_told_at_the_key(self, status: str) -> None:
        assert flaws(f"kind: endpoint\nmethod: get\npath: /a\nresponses:\n  200: {{}}\n  {status}: {{}}") == [
            f'6:3 FM003 the key `{status}` is no status of HTTP | write a status as 200, "4XX" or `default`'
        ]

    def test_each_is_a_mapping(self) -> None:
        assert flaws("kind: endpoint\nmethod: get\npath: /a\nresponses:\n  200: OK\n  404:") == [
            "5:8 FM003 `responses[200]` has to be a mapping, not `OK` | write `200: {description: ...}`",
            "6:7 FM003 `responses[404]` has to be a mapping, not empty | write `404: {description: ...}`",
        ]


class TestTypes:
    @pytest.mark.parametrize(
        ("line", "flaw"),
        [
            (
                "credentials: api-key",
                "4:14 FM003 `credentials` has to be a list, not `api-key` | "
                "write a list of ids: [partner-id, partner-secret]",
            ),
            (
                "credentials: [{name: API key}]",
                "4:15 FM003 `credentials[0]` has to be the id of a credential, not a mapping | "
                "write the id alone: `- partner-id`",
            ),
            (
                "credentials: [a, null]",
                "4:18 FM003 `credentials[1]` has to be the id of a credential, not empty | "
                "write the id alone: `- partner-id`",
            ),
            (
                "parameters: [id]",
                "4:13 FM003 `parameters` has to be a mapping, not a list | "
                "write `path`, `query` or `header` below it, each with a list",
            ),
            (
                "parameters: {query: limit}",
                "4:21 FM003 `parameters.query` has to be a list, not `limit` | "
                "write a list, with `- name: ...` for each parameter",
            ),
            (
                "parameters: {query: [limit]}",
                "4:22 FM003 `parameters.query[0]` has to be a mapping, not `limit` | write `- name: ...`",
            ),
            (
                "parameters: {header: [{type: string}]}",
                "4:23 FM002 `parameters.header[0]` has no `name` | write `name: ...`",
            ),
            (
                "body: '{}'",
                "4:7 FM003 `body` has to be a mapping, not `{}` | write `attributes` or `example` below it",
            ),
            (
                "body: {attributes: [{name: a, required: yes}]}",
                "4:41 FM003 `body.attributes[0].required` has to be `true` or `false`, not `yes` | write `true`",
            ),
            (
                "body: {attributes: [{name: a, enum: b}]}",
                "4:37 FM003 `body.attributes[0].enum` has to be a list, not `b` | write a list of values: [one, two]",
            ),
            (
                "examples: [{code: 99}]",
                "4:19 FM003 `examples[0].code` has to be a status of HTTP, not `99` | write a number from 100 to 599",
            ),
            ("examples: [a]", "4:12 FM003 `examples[0]` has to be a mapping, not `a` | write `- title: ...`"),
        ],
    )
    def test_a_value_of_another_type(self, line: str, flaw: str) -> None:
        assert flaws(f"kind: endpoint\nmethod: get\npath: /a\n{line}") == [flaw]

    def test_deep_inside_attributes(self) -> None:
        assert flaws(
            "kind: object\n"
            "attributes:\n"
            "  - name: a\n"
            "    attributes:\n"
            "      - type: string\n"
            "      - name: b\n"
            "        nullable: 'true'\n"
            "        attributes: {name: c}\n"
            "  -\n"
        ) == [
            "5:9 FM002 `attributes[0].attributes[0]` has no `name` | write `name: ...`",
            "7:19 FM003 `attributes[0].attributes[1].nullable` has to be `true` or `false` | write it without quotes",
            "8:21 FM003 `attributes[0].attributes[1].attributes` has to be a list, not a mapping | "
            "write a list, with `- name: ...` for each attribute",
            "9:4 FM003 `attributes[1]` has to be a mapping, not empty | write `- name: ...`",
        ]

    def test_versions(self) -> None:
        assert flaws("kind: object\nversions: [v4, 3, {status: deprecated}, [v2]]") == [
            "2:19 FM002 `versions[2]` has no `version` | write `version: ...`",
            "2:41 FM003 `versions[3]` has to be a mapping, not a list | write `- version: ...`",
        ]

    def test_an_example_may_be_any_value(self) -> None:
        for value in ("1", "true", "null", "a", "[a]", "{a: [b]}", "'{{ x }}'"):
            assert flaws(f"kind: object\nattributes: [{{name: a, example: {value}, default: {value}}}]") == []


def test_typos_are_told_at_any_depth() -> None:
    told = flaws(
        "kind: endpoint\n"
        "method: get\n"
        "path: /a\n"
        "respones: {}\n"
        "parameters:\n"
        "  qeury: []\n"
        "  header: [{name: a, requird: true, attributes: [{name: b, tpye: c}]}]\n"
        "body: {exmaple: a}\n"
        "examples: [{titel: a}]\n"
    )
    assert told == [
        "4:1 FM001 the key `respones` is not known | did you mean `responses`?",
        "6:3 FM001 the key `qeury` is not known | did you mean `query`?",
        "7:22 FM001 the key `requird` is not known | did you mean `required`?",
        "7:60 FM001 the key `tpye` is not known | did you mean `type`?",
        "8:8 FM001 the key `exmaple` is not known | did you mean `example`?",
        "9:13 FM001 the key `titel` is not known | did you mean `title`?",
    ]
    assert flaws(
        "kind: endpoint\nmethod: get\npath: /a\nresponses:\n  200: {descriptoin: a}\n  4XX: {atributes: []}"
    ) == [
        "5:9 FM001 the key `descriptoin` is not known | did you mean `description`?",
        "6:9 FM001 the key `atributes` is not known | did you mean `attributes`?",
    ]
    assert flaws("kind: object\nversions: [v2, {version: v1, stauts: a}]") == [
        "2:30 FM001 the key `stauts` is not known | did you mean `status`?"
    ]


@pytest.mark.parametrize(
    ("attributes", "line", "column"),
    [
        ("attributes: &a [{name: x, attributes: *a}]", 3, 39),
        ("attributes: &a\n  - name: x\n    attributes: *a", 5, 17),
        ("attributes:\n  - &a\n    name: x\n    attributes: [*a]", 6, 18),
    ],
)
def test_attributes_that_contain_themselves(attributes: str, line: int, column: int) -> None:
    page = read_document(f"---\nkind: object\n{attributes}\n---\n", "docs/page.md")
    assert [str(diagnostic) for diagnostic in page.diagnostics] == [
        f"docs/page.md:{line}:{column}: YM007 alias-bound: an alias stands inside the value that it names: a cycle\n"
        "  hint: name a value that does not contain the alias"
    ]
    assert page.values == {}
