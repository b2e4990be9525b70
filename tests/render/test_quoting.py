"""Any text survives as a literal: what a shell, Python and Node.js read is what was written."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from foreword.render.highlight import highlight
from foreword.render.quoting import literal
from foreword.source.diagnostic import ContentError

NASTY = [
    "",
    "plain",
    "it's",
    'say "hi"',
    "\"'",
    "$HOME `id` \\ !! !$",
    "${x} `${y}`",
    "a\nb\n",
    "\n",
    "\r\n\t\x1b\x7f",
    "</script><!--",
    "100% @file",
    "-n",
    "~",
    "*",
    "=ls",
    "naïve ☃ 🎉 👩\u200d👩",
    "\u2028\u2029\u00a0\u202e",
    '"""',
    'x"',
    'x\n""""',
    "\\\n\\",
    "'''\n'",
    "{{ x }} {% y %} {# z",
    "\\'!\\041\r7",
]
text = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=("Cs",)), max_size=30)
nasty = st.text(st.sampled_from("\"'`$\\!\n\r\t{}%@#<>/ a1é\u2028"), max_size=30) | st.sampled_from(NASTY)
keys = st.text("ab_-\"'\\é", max_size=5)
data = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15)
    | text | nasty,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """Many values of a strategy: a process is started once for all of them."""
    found: list[Any] = []

    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


def words_of(shell: str, literals: list[str]) -> list[str]:
    """The words that a shell hands to a command, each ended by a NUL, which no word holds."""
    script = "printf '%s\\000' " + " \\\n  ".join(literals) + "\n"
    run = subprocess.run([shell, "-s"], input=script.encode(), capture_output=True, check=True)
    assert run.stderr == b""
    return run.stdout.decode().split("\x00")[:-1]


def values_in_node(literals: list[str]) -> Any:
    """The values of expressions of JavaScript, by way of a module on standard input."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js")
    program = f"console.log(JSON.stringify([{', '.join(literals)}]))"
    run = subprocess.run([node, "--input-type=module", "-"], input=program.encode(), capture_output=True, check=True)
    return json.loads(run.stdout)


def test_any_text_in_bash() -> None:
    values = [*NASTY, *drawn(text | nasty)]
    assert words_of("bash", [literal(value, "shell") for value in values]) == values


def test_text_without_control_characters_in_any_shell() -> None:
    values = [value for value in [*NASTY, *drawn(text | nasty)] if not literal(value, "shell").startswith("$")]
    assert "$HOME `id` \\ !! !$" in values
    assert words_of("sh", [literal(value, "shell") for value in values]) == values


@given(text | nasty)
def test_any_text_in_python(value: str) -> None:
    assert ast.literal_eval(literal(value, "python")) == value


@given(data)
def test_any_data_in_python(value: Any) -> None:
    assert ast.literal_eval(literal(value, "python")) == value


def test_any_text_and_any_data_in_javascript() -> None:
    values = [*NASTY, *drawn(text | nasty), *drawn(data)]
    assert values_in_node([literal(value, "javascript") for value in values]) == values


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("language", ["bash", "python", "javascript"])
def test_a_literal_survives_its_page(language: str, value: str) -> None:
    """What a browser reads from the highlighted code is the code: nothing in it is lost in HTML."""
    code = literal(value, "shell" if language == "bash" else language)
    html = f"<pre><span></span><code>{highlight(code, language)}</code></pre>"
    assert "\r" not in code
    assert BeautifulSoup(html, "html.parser").text == code


def test_the_quotes_of_the_shell_are_the_plainest_that_are_safe() -> None:
    assert literal("https://api.example.com/v4/sources", "shell") == "https://api.example.com/v4/sources"
    assert literal("Authorization: Bearer <TOKEN>", "shell") == '"Authorization: Bearer <TOKEN>"'
    assert literal('{"a": 1}', "shell") == """'{"a": 1}'"""
    assert literal("costs $5", "shell") == "'costs $5'"
    assert literal('it\'s "x"', "shell") == """'it'\\''s "x"'"""
    assert literal("done!", "shell") == "'done!'"
    assert literal("a\rb", "shell") == r"$'a\015b'"


def test_python_writes_several_lines_as_a_block() -> None:
    assert literal('{\n  "a": ""\n}', "python") == '"""{\n  "a": ""\n}"""'
    assert literal('one\n"two"', "python") == '"""one\n"two\\""""'
    assert literal("one\n", "python") == r'"one\n"'


def test_javascript_writes_several_lines_as_a_template() -> None:
    assert literal("costs `$5`\n${x}", "javascript") == "`costs \\`$5\\`\n\\${x}`"
    assert literal("</script>\u2028", "javascript") == r'"<\/script>\u2028"'


def test_data_is_written_in_lines_and_short_lists_are_not() -> None:
    value = {"id": 1, "tags": ["a", "b"], "more": [{"ok": True, "no": None}], "none": {}}
    assert literal(value, "python", 4) == (
        """{
        "id": 1,
        "tags": ["a", "b"],
        "more": [
            {
                "ok": True,
                "no": None,
            },
        ],
        "none": {},
    }"""
    )
    assert literal({"id": 1, "ok": True}, "json", 2) == '{\n    "id": 1,\n    "ok": true\n  }'


def test_text_that_is_sent_as_utf8() -> None:
    assert literal("plain", "python", utf8=True) == '"plain"'
    assert literal("Zoë", "python", utf8=True) == '"Zoë".encode()'
    assert values_in_node([literal("Zoë", "javascript", utf8=True)]) == ["ZoÃ«"]


@pytest.mark.parametrize(
    ("value", "language", "message"),
    [
        ("a\x00b", "shell", "a NUL character cannot be a part of a command"),
        ({"a": 1}, "shell", "only text can be a word of the shell"),
        ("a", "cobol", "there are no literals of `cobol`"),
    ],
)
def test_what_has_no_literal_is_told(value: Any, language: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        literal(value, language)
    assert (error.value.code, error.value.message) == ("TP009", message)
