"""Validation: what is wrong with a front matter, or with the argument of a component, at its place."""

from __future__ import annotations

from typing import Any

import pytest
from flaws import flaws, text

from foreword.model.choices import closest
from foreword.model.validation import SCHEMA_KEYS, argument_flaws

WHOLE = """\
title: Authentication
anchor: auth
layout: sections
description: How to call the API
tags: [api]
sections:
  - content: Call it.
  - title: Tokens
    anchor: tokens
    steps:
      - Ask for one.
      - title: Use it
        content: In a header.
        credentials: []
    subsections:
      - title: Lifetime
        subsections:
          - content: |
              A day.
  - title: Reference
    credentials:
      - name: Partner ID
        id: partner
        prefix: oc_
        definition: Who you are.
        required-for: Everything.
        obtained-by: Asking.
        expiration: Never.
        rotation: yearly
      - name: Token
        prefix: [at_, rt_]
steps: [One, Two]
credentials:
  - name: 200
    prefix: null
"""


def test_a_front_matter_in_which_nothing_is_wrong() -> None:
    assert flaws(WHOLE) == []


@pytest.mark.parametrize("key", ["sections", "steps", "credentials", "title", "layout", "description"])
def test_a_key_without_a_value_is_as_if_it_were_not_there(key: str) -> None:
    assert flaws(f"{key}:") == []


class TestTypes:
    @pytest.mark.parametrize(
        ("front_matter", "flaw"),
        [
            (
                "credentials:\n  name: a",
                "2:3 FM003 `credentials` has to be a list, not a mapping | "
                "write a list, with `- name: ...` for each credential",
            ),
            (
                "credentials: a",
                "1:14 FM003 `credentials` has to be a list, not `a` | "
                "write a list, with `- name: ...` for each credential",
            ),
            ("credentials:\n  - a", "2:5 FM003 `credentials[0]` has to be a mapping, not `a` | write `- name: ...`"),
            ("credentials: [null]", "1:15 FM003 `credentials[0]` has to be a mapping, not empty | write `- name: ...`"),
            (
                "sections: {title: a}",
                "1:11 FM003 `sections` has to be a list, not a mapping | "
                "write a list, with `- title: ...` for each section",
            ),
            ("sections: [true]", "1:12 FM003 `sections[0]` has to be a mapping, not `true` | write `- title: ...`"),
            ("sections: [[a]]", "1:12 FM003 `sections[0]` has to be a mapping, not a list | write `- title: ...`"),
            (
                "steps: 5",
                "1:8 FM003 `steps` has to be a list, not `5` | "
                "write a list, with `- title: ...` or just `- the text` for each step",
            ),
            ("steps: [[a]]", "1:9 FM003 `steps[0]` has to be a mapping, not a list | write `- title: ...`"),
            ("title: [a]", "1:8 FM003 `title` has to be text, not a list | write the text after the key, or below `|`"),
            (
                "sections:\n  - content:\n      note: a",
                "3:7 FM003 `sections[0].content` has to be text, not a mapping | "
                "write the text after the key, or below `|`",
            ),
            ("jinja: 'false'", "1:8 FM003 `jinja` has to be `true` or `false` | write it without quotes"),
            ("jinja: 0", "1:8 FM003 `jinja` has to be `true` or `false`, not `0` | "),
            ("jinja: '{{ x }}'", "1:8 FM003 `jinja` has to be `true` or `false`, not `{{ x }}` | "),
        ],
    )
    def test_a_value_of_another_type(self, front_matter: str, flaw: str) -> None:
        assert flaws(front_matter) == [flaw]

    def test_each_flaw_is_told_with_its_path(self) -> None:
        told = flaws(
            "sections:\n"
            "  - subsections:\n"
            "      - steps:\n"
            "          - credentials:\n"
            "              - name: a\n"
            "                prefix: [b, {c: d}]\n"
            "              - b\n"
            "      - 3\n"
        )
        assert [flaw.split(" has")[0] for flaw in told] == [
            "6:25 FM003 `sections[0].subsections[0].steps[0].credentials[0].prefix`",
            "7:17 FM003 `sections[0].subsections[0].steps[0].credentials[1]`",
            "8:9 FM003 `sections[0].subsections[1]`",
        ]

    @pytest.mark.parametrize("value", ["a", "200", "0.5", "true", "null", "'{{ x }}'"])
    def test_text_may_be_any_scalar(self, value: str) -> None:
        assert flaws(f"title: {value}\nsections: [{{title: {value}, content: {value}}}]") == []


class TestMissingKeys:
    @pytest.mark.parametrize("credential", ["prefix: oc_", "{}", "name:", "name: ''", "{name: null, prefix: a}"])
    def test_a_credential_needs_a_name(self, credential: str) -> None:
        assert flaws(f"title: a\ncredentials:\n  - name: b\n  - {credential}") == [
            "4:5 FM002 `credentials[1]` has no `name` | write `name: ...`"
        ]

    @pytest.mark.parametrize("name", ["Partner ID", "200", "true", "'{{ x }}'"])
    def test_any_scalar_is_one(self, name: str) -> None:
        assert flaws(f"credentials: [{{name: {name}}}]") == []

    def test_deep_inside_too(self) -> None:
        assert flaws("sections:\n  - steps:\n      - credentials:\n          - id: a") == [
            "4:13 FM002 `sections[0].steps[0].credentials[0]` has no `name` | write `name: ...`"
        ]


class TestTexts:
    """A text may stand for a value of any type: what it expands to is seen where it is used."""

    @pytest.mark.parametrize(
        "front_matter",
        [
            "title: '{{ x }}'",
            "sections: '{{ x }}'",
            "sections: ['{{ x }}', {title: a}]",
            "sections: [{subsections: '{{ x }}', steps: '{{ y }}', credentials: '{{ z }}'}]",
            "steps: ['{{ x }}', a]",
            "steps: '{{ x }}'",
            "credentials: '{{ x }}'",
            "credentials: [{name: '{{ x }}', prefix: '{{ y }}', definition: 'a {{ z }}'}]",
            "credentials: [{name: a, prefix: ['{{ x }}', b]}]",
            "credentials: ['{{ x }}', {name: a, sent-in: '{{ y }}', secret: '{{ z }}', pattern: '{{ w }}'}]",
            "aliases: '{{ x }}'",
            "publish: '{{ x }}'",
        ],
    )
    def test_it_is_let_through(self, front_matter: str) -> None:
        assert flaws(front_matter) == []


class TestUnknownKeys:
    def test_they_are_kept_and_not_told(self) -> None:
        assert (
            flaws("tags: [a]\nhide: [toc]\ntemplate: home.html\nicon: x\nstatus: new\nsearch: {boost: 2}\nids: 1") == []
        )

    @pytest.mark.parametrize(
        ("key", "known"),
        [
            ("titel", "title"),
            ("tittle", "title"),
            ("Title", "title"),
            ("TITLE", "title"),
            ("section", "sections"),
            ("sectoins", "sections"),
            ("section_s", "sections"),
            ("step", "steps"),
            ("stpes", "steps"),
            ("credential", "credentials"),
            ("creditials", "credentials"),
            ("descripton", "description"),
            ("lay-out", "layout"),
        ],
    )
    def test_one_that_looks_like_a_typo_is_told_at_the_key(self, key: str, known: str) -> None:
        assert flaws(f"tags: a\n{key}: b") == [
            f"2:1 FM001 the key `{key}` is not known | did you mean `{known}`?",
        ]

    @pytest.mark.parametrize(
        "key", ["subtitle", "tile-color", "nav", "mean", "setup", "label", "date", "author", "order", "version", "tags"]
    )
    def test_others_are_not(self, key: str) -> None:
        assert flaws(f"{key}: a") == []

    @pytest.mark.parametrize("value", ["[a]", "{a: b}"])
    def test_nor_is_one_whose_value_could_not_be_the_known_keys(self, value: str) -> None:
        assert flaws(f"orders: {value}") == []
        assert flaws("orders: 3") == ["1:1 FM001 the key `orders` is not known | did you mean `order`?"]

    def test_nor_is_one_beside_the_key_that_it_looks_like(self) -> None:
        assert flaws("title: a\ntitles: b\nsections: []\nsection: c") == []

    def test_typos_inside_sections_and_credentials(self) -> None:
        told = flaws(
            "sections:\n  - titel: a\n    steps:\n      - contnet: b\n"
            "    credentials:\n      - {nmae: c, name: d}\n      - {name: e, prefx: f}\n      - {nmae: g}\n"
        )
        assert told == [
            "8:9 FM002 `sections[0].credentials[2]` has no `name` | write `name: ...`",
            "2:5 FM001 the key `titel` is not known | did you mean `title`?",
            "4:9 FM001 the key `contnet` is not known | did you mean `content`?",
            "7:19 FM001 the key `prefx` is not known | did you mean `prefix`?",
            "8:10 FM001 the key `nmae` is not known | did you mean `name`?",
        ]

    def test_keys_are_in_kebab_case(self) -> None:
        told = flaws("credentials: [{name: a, obtained_by: b, required-for: c}]")
        assert told == ["1:25 FM001 the key `obtained_by` is not known | did you mean `obtained-by`?"]

    @pytest.mark.parametrize("key", ["200", "true", "~", "1.5"])
    def test_keys_that_are_no_text_are_let_be(self, key: str) -> None:
        assert flaws(f"{key}: a\nsections: [{{{key}: b, title: c}}]") == []


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("nmae", "name"),
        ("anme", "name"),
        ("naem", "name"),
        ("prefixs", "prefix"),
        ("mean", None),
        ("x", None),
        ("", None),
    ],
)
def test_close_is_a_letter_or_two_neighbours(key: str, known: str | None) -> None:
    assert closest(key, {"name", "prefix", "expiration"}) == known


def test_the_schema_knows_the_keys_as_they_are_written() -> None:
    assert {"title", "sections", "subsections", "credentials", "obtained-by", "required-for"} <= SCHEMA_KEYS
    assert not any("_" in key for key in SCHEMA_KEYS)


class TestArguments:
    @pytest.mark.parametrize("credentials", [[], [{"name": "a"}], [{"name": "a", "rotation": {"days": 3}}]])
    def test_a_list_of_credentials(self, credentials: Any) -> None:
        assert argument_flaws("credentials", credentials) == []

    @pytest.mark.parametrize(
        ("value", "code", "keys", "message"),
        [
            ({"name": "a"}, "FM003", (), "`credentials` has to be a list, not a mapping"),
            ("a", "FM003", (), "`credentials` has to be a list, not `a`"),
            (None, "FM003", (), "`credentials` has to be a list, not empty"),
            (["a"], "FM003", (0,), "`credentials[0]` has to be a mapping, not `a`"),
            ([{"name": "a"}, {"id": 1}], "FM002", (1,), "`credentials[1]` has no `name`"),
            ([{"name": ["a"]}], "FM003", (0, "name"), "`credentials[0].name` has to be text, not a list"),
        ],
    )
    def test_what_is_wrong_is_told_by_the_path_from_the_argument(
        self, value: Any, code: str, keys: tuple[Any, ...], message: str
    ) -> None:
        (flaw,) = argument_flaws("credentials", value)
        assert (flaw.code, flaw.keys, flaw.message) == (code, keys, message)
        assert flaw.hint

    def test_texts_in_credentials_are_let_through(self) -> None:
        assert argument_flaws("credentials", [{"name": text("{{ x }}"), "prefix": [text("{{ y }}")]}]) == []

    @pytest.mark.parametrize(
        ("name", "value", "message", "hint"),
        [
            (
                "attributes",
                {"name": "a"},
                "`attributes` has to be a list, not a mapping",
                "write a list, with `- name: ...` for each attribute",
            ),
            ("attributes", [{"type": "a"}], "`attributes[0]` has no `name`", "write `name: ...`"),
            (
                "responses",
                [],
                "`responses` has to be a mapping, not a list",
                "write a mapping of statuses: {200: {description: ...}}",
            ),
            (
                "responses",
                {"ok": {}},
                "the key `ok` is no status of HTTP",
                'write a status as 200, "4XX" or `default`',
            ),
            (
                "examples",
                [{"code": 42}],
                "`examples[0].code` has to be a status of HTTP, not `42`",
                "write a number from 100 to 599",
            ),
            (
                "endpoint",
                "create",
                "`endpoint` has to be a mapping, not `create`",
                "give it a document of kind `endpoint`",
            ),
            ("object", None, "`object` has to be a mapping, not empty", "give it a document of kind `object`"),
            (
                "languages",
                "curl",
                "`languages` has to be a list, not `curl`",
                'write a list of languages: ["curl", "python"]',
            ),
        ],
    )
    def test_the_parts_of_an_api(self, name: str, value: Any, message: str, hint: str) -> None:
        (flaw,) = argument_flaws(name, value)
        assert (flaw.message, flaw.hint) == (message, hint)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("attributes", None),
            ("attributes", [{"name": "a", "attributes": [{"name": "b"}]}]),
            ("responses", {200: {"description": "a"}, "4XX": {}, "default": {}}),
            ("examples", [{"title": "a", "request": {"b": 1}, "code": 200}]),
            ("endpoint", None),
            ("endpoint", {"method": "get", "path": "/a"}),
            ("object", {"title": "a"}),
            ("languages", ["curl"]),
        ],
    )
    def test_parts_of_an_api_in_which_nothing_is_wrong(self, name: str, value: Any) -> None:
        assert argument_flaws(name, value) == []

    def test_what_the_renderer_put_in_the_place_of_a_value_is_let_through(self) -> None:
        put = object()
        values = {"name": put, "type": put, "required": put, "attributes": [put], "enum": put}
        assert argument_flaws("attributes", [values, put]) == []
        assert argument_flaws("endpoint", put) == []

    def test_other_arguments_are_let_be(self) -> None:
        assert argument_flaws("code", 3) == []
