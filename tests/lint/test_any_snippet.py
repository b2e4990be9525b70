"""Whatever stands in prose, snippets are found in it without a mistake, and each of their characters has its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foreword.lint.languages.json_code import json_break
from foreword.lint.languages.python_code import python_break
from foreword.lint.languages.shell_code import shell_breaks
from foreword.lint.languages.toml_code import toml_break
from foreword.lint.languages.xml_code import xml_break
from foreword.lint.languages.yaml_code import yaml_break
from foreword.lint.prose import Prose
from foreword.lint.requests import requests_in
from foreword.lint.snippets import snippets_in
from foreword.source.text import SourceFile

FENCES = [
    "```json\n",
    "```\n",
    '~~~ {.python title="a"}\n',
    "~~~\n",
    "````\n",
    "  ```bash\n",
    "  ```\n",
    "> ```\n",
    "- ```\n",
]
CALLS = [
    '{% call code_snippet(language="json") %}',
    "{% endcall %}",
    "{{ code_snippet('{\\n \\x41}', \"json\") }}",
    '{{ code_snippet("a\\"b", language=\'text\') }}',
    '{{ code_snippet(code, language="json") }}',
    "code_snippet(",
]
TAGS = [
    "{% set code %}",
    "{% endset %}",
    "{% raw %}",
    "{% endraw %}",
    "{#",
    "#}",
    "<!--",
    "-->",
    "{{",
    "}}",
    "(",
    ")",
    '"',
]
REQUESTS = ["curl -X PUT \\\n", "https://api.example.com/<ID>", "GET /ports HTTP/1.1\nHost: example.com\n", 'fetch("']
CODE = [
    '{"a": 1, ...}',
    "[1,\n",
    "...",
    "…",
    "// x",
    "a: b\n",
    "def f():\n",
    "<a>",
    "</a>",
    "&x;",
    "$(",
    "'",
    "`",
    "\t",
    " ",
]
REST = ["\n", "\n\n", "é", "\u2028", "\ud83d", "\x00"]
TEXTS = st.lists(st.sampled_from([*FENCES, *CALLS, *TAGS, *REQUESTS, *CODE, *REST]), max_size=30).map("".join)


@given(TEXTS)
def test_each_character_of_a_snippet_has_its_place(text: str) -> None:
    for snippet in snippets_in(Prose(SourceFile("page.md", text), text)):
        assert text[snippet.index :].startswith(("`", "~", "code_snippet"))
        written = text[snippet.index :].startswith("code_snippet('") or text[snippet.index :].startswith(
            'code_snippet("'
        )
        for at, character in enumerate(snippet.code):
            index = snippet.index_of(at)
            assert 0 <= index < len(text)
            if character != "\n" and not written:
                assert text[index] == character
        for request in requests_in(snippet):
            assert snippet.code[request.index :].startswith(request.url[request.unwritten :])


@given(TEXTS)
def test_each_language_reads_any_code(code: str) -> None:
    for first_break in (json_break, yaml_break, toml_break, python_break, xml_break):
        broken = first_break(code)
        assert broken is None or (0 <= broken.at <= len(code) + 5 and broken.reason), first_break


@given(st.lists(TEXTS, max_size=5))
def test_bash_tells_of_each_code_by_itself(codes: list[str]) -> None:
    broken = shell_breaks([*codes, "moor 7 )", "echo 7"])
    assert len(broken) == len(codes) + 2
    assert broken[-2] is not None
    assert broken[-1] is None
