"""No template takes the build with it: each attack ends soon, and in a message where it did too much."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

import pytest
import yaml

from engine import make_site, render
from hang import no_hang

MEGABYTES = 500
GOLDEN = Path(__file__).parent.parent / "golden"

OTHER_PAGE = "docs/other-page.md"
OTHER_SOURCE = "{% for word in ['still', 'here'] %}{{ word }} {% endfor %}\n\n{{ code_snippet('x') }}\n"


def memory() -> float:
    """The most memory that this process has had so far, in megabytes."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


@pytest.fixture(scope="module")
def memory_before() -> float:
    """The memory of this process before the first attack that it runs."""
    return memory()


def attack(root: Path, files: dict[str, str | bytes], memory_before: float) -> list[str]:
    """Render a page that attacks, and another one; the codes of what is wrong."""
    site = make_site(root, {**files, OTHER_PAGE: OTHER_SOURCE})
    with no_hang():
        rendered = render(site)
    assert memory() - memory_before < MEGABYTES
    other = render(site, OTHER_PAGE)
    assert other.diagnostics == []
    assert "still here" in other.html
    return [diagnostic.code for diagnostic in rendered.diagnostics]


def chain(count: int, first: str, link: str) -> str:
    """Data in which each value names the one before it, as PREVIOUS in `link`."""
    values = [f"v{n}: {link.replace('PREVIOUS', f'site.data.d.v{n - 1}')}" for n in range(1, count + 1)]
    return "\n".join([f"v0: {first}", *values]) + "\n"


def chained(link: str, count: int = 30, first: str = "lol", use: str = "| string | length") -> dict[str, str | bytes]:
    """A page that uses the end of a chain."""
    return {"data/d.yml": chain(count, first, link), "docs/page.md": f"A {{{{ site.data.d.v{count} {use} }}}} B\n"}


def page(body: str) -> dict[str, str | bytes]:
    """A page with this body."""
    return {"docs/page.md": body}


def slot(number: int) -> str:
    """One of the renderer's own tokens, as a template might try to write it."""
    return "\\ufdd0" + "".join(f"\\ufdd{2 + int(digit):x}" for digit in str(number)) + "\\ufdd1"


def loop(body: str, over: str = "range(100000)") -> str:
    """A loop of many turns."""
    return f"{{% for i in {over} %}}{body}{{% endfor %}}"


def growing(step: str, first: str) -> str:
    """A variable that each turn of a loop makes larger."""
    return f"{{% set a = namespace(x={first}) %}}{loop(f'{{% set a.x = {step} %}}', 'range(100)')}"


def macro(body: str, name: str = "a") -> str:
    """A macro without arguments."""
    return f"{{% macro {name}() %}}{body}{{% endmacro %}}"


def bomb(line: str, count: int = 30) -> str:
    """YAML in which each line has nine aliases of the one before, as ALIASES in `line`."""
    lines = [line.replace("ALIASES", ", ".join([f"*a{n - 1}"] * 9)).replace("NUMBER", str(n)) for n in range(1, count)]
    return "\n".join(["a0: &a0 {k0: [1]}", *lines]) + "\n"


BIG = "{% set big = 'a b ' * 1000000 %}"
TWINS = "{% set a = namespace(l=[1]) %}{% for i in range(40) %}{% set a.l = [a.l, a.l] %}{% endfor %}"
"""A list of lists, whose print would be of 2 ** 40 values."""

LOOPS = {
    "loops in loops": loop(loop("x")),
    "a loop that makes text": loop("{{ 'x' * 100000 }}"),
    "a loop that makes lists": loop("{{ range(10) | batch(100000) | list | length }}"),
    "a loop that sorts": loop("{{ range(100000) | sort | first }}"),
    "a loop that fails": loop("{{ nope }}"),
    "a loop that includes nothing": loop("{% include 'x' ignore missing %}"),
    "a loop of tables": loop("{{ credential_table([]) }}"),
    "a loop of snippets": loop("{{ code_snippet('x', 'python') }}"),
    "a loop over itself": "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a loop down a list of lists": TWINS + "{% for x in a.l recursive %}{{ loop(x) if x is not number }}{% endfor %}",
    "a text that doubles": growing("a.x ~ a.x", "'x'") + "{{ a.x }}",
    "a list that doubles": growing("a.x + a.x", "[1]") + "{{ a.x | join }}",
    "a number that squares": growing("a.x * a.x", "9") + "{{ a.x }}",
    "a loop that counts": BIG + loop("{{ big.count('z') }}"),
    "a loop that finds": BIG + loop("{{ big.find('z') }}"),
    "a loop that splits": BIG + loop("{{ big.split() | length }}"),
    "a loop that strips": BIG + loop("{{ big.strip() | length }}"),
    "a loop that asks for letters": "{% set big = 'x' * 5000000 %}" + loop("{{ big.isalpha() }}"),
    "a loop that compares": BIG + "{% set same = big ~ '' %}" + loop("{{ big == same }}"),
    "a loop that looks for text": BIG + loop("{{ 'z' in big }}"),
    "a loop that begins": BIG + loop("{{ big.startswith(big) }}"),
    "a loop that makes keys": BIG + loop("{{ {big ~ i: 1} | length }}"),
    "a loop that tests": BIG + loop("{{ big is lower }}"),
    "a loop that replaces": BIG + loop("{{ big | replace('z', '') | length }}"),
    "a loop that slices": BIG + loop("{{ big[1:] | length }}"),
    "a loop of large lists": "{% set l = range(100000) | list %}"
    + loop("{{ l | sum }}{{ l | unique | list | length }}"),
    "capitals over and over": BIG + "{{ big" + " | title" * 20 + " | length }}",
    "escapes over and over": "{{ ('&' * 1000000)" + " | forceescape" * 4 + " | length }}",
    "many widths": "{{ '" + "%1000000d" * 6 + "' % (1, 1, 1, 1, 1, 1) }}",
    "an indent of many lines": "{{ ('x\n' * 100000) | indent(1000) }}",
    "a filter block": "{% filter indent(50000) %}" + "x\n" * 1000 + "{% endfilter %}",
    "a macro that calls itself": macro("{{ a() }}") + "{{ a() }}",
    "a macro that calls itself twice": macro("{{ a() }}{{ a() }}") + "{{ a() }}",
    "two macros that call each other": macro("{{ b() }}{{ b() }}") + macro("{{ a() }}{{ a() }}", "b") + "{{ a() }}",
    "a call that calls itself": macro("{% call a() %}{{ caller() }}{% endcall %}") + "{{ a() }}",
    "calls in calls": macro("{{ caller() }}" * 3) + "{% call a() %}" * 30 + "x" + "{% endcall %}" * 30,
    "snippets in snippets": macro("{% call code_snippet() %}{{ a() }}{{ a() }}{% endcall %}") + "{{ a() }}",
    "a block that is itself": "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
}
TEMPLATES = {
    "a partial that includes itself": {"a.md": "{% include 'a.md' %}{% include 'a.md' %}"},
    "two partials that include each other": {
        "a.md": "{% include 'b.md' %}{% include 'b.md' %}",
        "b.md": "{% include 'a.md' %}{% include 'a.md' %}",
    },
    "a template that imports itself": {"a.md": "{% import 'a.md' as a %}{% import 'a.md' as b %}"},
    "a template that extends itself": {"a.md": "{% extends 'a.md' %}"},
    "two components that call each other": {
        "a.md": "{{ one_box() }}",
        "components/one_box.html.jinja": "{# one_box() #}{{ two_box() }}{{ two_box() }}",
        "components/two_box.html.jinja": "{# two_box() #}{{ one_box() }}{{ one_box() }}",
    },
}
CHAINS = {
    "texts that double": chained('"{{ PREVIOUS }}{{ PREVIOUS }}"'),
    "texts that double by an operator": chained('"{{ PREVIOUS ~ PREVIOUS }}"'),
    "texts that grow tenfold": chained('"' + "{{ PREVIOUS }}" * 10 + '"', count=10),
    "texts that are only asked for": chained('"{% if PREVIOUS %}{% endif %}{% if PREVIOUS %}{% endif %}"'),
    "texts in loops": chained('"{% for i in range(9) %}{% set x = PREVIOUS %}{% endfor %}"'),
    "texts that add lists": chained('"{{ PREVIOUS + PREVIOUS }}"', first="[x]", use="| length"),
    "texts that double in many sections": {
        "data/d.yml": chain(30, "lol", '"{{ PREVIOUS }}{{ PREVIOUS }}"'),
        "docs/page.md": "---\nsections:\n" + "- content: x {{ site.data.d.v30 | length }}\n" * 30 + "---\n",
    },
    "texts in front matter that double": page(
        "---\nt0: lol\n" + "".join(f"t{n}: x{f'{{{{ page.t{n - 1} }}}}' * 2}\n" for n in range(1, 31)) + "---\nx\n"
    ),
}
STOPPED: dict[str, dict[str, str | bytes]] = {
    **{name: page(body) for name, body in LOOPS.items()},
    **{
        name: {**{f"templates/{path}": text for path, text in files.items()}, "docs/page.md": "{% include 'a.md' %}"}
        for name, files in TEMPLATES.items()
    },
    **CHAINS,
    **{
        f"a list of lists: {use}": page(f"{TWINS}{{{{ {use} }}}} x")
        for use in (
            "a.l == [a.l]",
            "a.l | sum(start=[]) | string",
            "a.l | tojson",
            "a.l is eq([a.l])",
            "{'a': a.l} | urlencode",
            "[a.l, a.l] | unique | list",
            "[[a.l], [a.l]] | max",
            "[1] | select('eq', a.l) | list",
            "[{'a': a.l}, {'a': a.l}] | groupby('a')",
        )
    },
}
"""What has to be stopped: a message TP005 says so."""

USES = """\
a.l | slugify; a.l | label; a.l | dedent; a.l | highlight; a.l | unique_id; a.l | string; a.l | e; a.l | upper
a.l | join; a.l | urlize; a.l | abs; a.l | round; a.l | markdown; a.l | url
a.l ~ ''; a.l + 1; a.l(); a.l.nope; a.l[a.l]; {'a': 1}[a.l]
'a' | replace('a', a.l); '%s' % a.l; '%s' % (a.l,); '%s' | format(a.l); range(a.l); dict(a=a.l); a.l is divisibleby(2)
code_snippet(a.l); code_snippet('x', title=a.l); code_snippet('x', a.l); heading(2, a.l); credential_table(a.l)
credential_table([{'name': a.l}]); credential_table([{'name': 'a', 'definition': a.l}]); [a.l, 1] | sort
[{'a': 1}] | where('a', a.l); [{'a': 1}] | map(attribute=a.l) | list"""
ODD = {
    **{f"a list of lists: {use}": f"{TWINS}{{{{ {use} }}}} x" for use in re.split(r"; |\n", USES)},
    "a huge range": "{{ range(10**9) | list }}",
    "a huge text": "{{ 'x' * 10**9 }}",
    "a huge list": "{{ ([[1]] * 10**9) | length }}",
    "a huge number": "{{ 10 ** (10 ** 10) }}",
    "a huge number in digits": "{{ " + "9" * 100000 + " }} x",
    "a huge width": "{{ 'x' | center(10**9) }}{{ '%1000000000d' | format(1) }}",
    "many slices": "{{ range(10) | slice(4000000) | list | length }} {{ nope }}",
    "many batches": "{{ range(10) | batch(4000000, 'x') | list | length }} {{ nope }}",
    "a text of five million": "{{ 'x' * 5000000 }}{{ nope }}",
    "a wrapped text of a million": "{{ ('x' * 1000000) | wordwrap(1) | length }}{{ nope }}",
    "a wrapped text with a long wrap": "{{ ('x ' * 1000000) | wordwrap(1, wrapstring='y' * 1000) | length }}",
    "brackets in brackets": "{{ " + "(" * 1000 + "1" + ")" * 1000 + " }} x",
    "lists in lists": "{{ " + "[" * 1000 + "1" + "]" * 1000 + " | length }} x",
    "ifs in ifs": "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "loops in loops, by the letter": "{% for a in [1] %}" * 100 + "x" + "{% endfor %}" * 100,
    "many nots": "{{ " + "not " * 5000 + "1 }} x",
    "many sums": "{{ " + "1 + " * 5000 + "1 }} x",
    "many names": "{{ a" + ".a" * 5000 + " }} x",
    "many filters": "{{ 1" + " | string" * 3000 + " }} x",
    "many failures": "{{ nope }} " * 2000,
    "a tag that never ends": "{{" * 50000,
    "a statement that never ends": "{% if x" * 20000,
    "many raws": "{% raw %}" * 20000,
    "numbered lists in numbered lists": "1. " * 2000 + "{{ 1 }}",
    "a slot of too many digits": 'A {{ "\\ufdd0" ~ "\\ufdd2" * 5000 ~ "\\ufdd1" }} {{ nope }}',
}
FILES = {
    "lists in lists, in YAML": ("d.yml", "a: " + "[" * 5000 + "]" * 5000),
    "lists in lists, in JSON": ("d.json", '{"a": ' + "[" * 100000 + "]" * 100000 + "}"),
    "lists in lists, in TOML": ("d.toml", "a = " + "[" * 5000 + "]" * 5000),
    "an alias bomb": ("d.yml", bomb("aNUMBER: &aNUMBER [ALIASES]")),
    "a merge bomb": ("d.yml", bomb("aNUMBER: &aNUMBER {<<: [ALIASES], kNUMBER: [ALIASES]}")),
}
TOLD: dict[str, dict[str, str | bytes]] = {
    **{name: page(body) for name, body in ODD.items()},
    **{
        name: {f"data/{path}": text, "docs/page.md": "{{ site.data.d.a }} {{ site.data.d.a0 }} x"}
        for name, (path, text) in FILES.items()
    },
    "an alias bomb in front matter": page(f"---\n{bomb('aNUMBER: &aNUMBER [ALIASES]')}---\nx\n"),
}
"""What is wrong, and is told by a message of its own."""

LARGE = {
    "a line of one megabyte": "x" * 1_000_000 + " {{ 1 }}",
    "a value of one megabyte in front matter": f"---\na: {'x' * 1_000_000}\n---\n{{{{ page.a | length }}}}",
    "many tags": "{{ 1 }} " * 3000,
    "many sets": "{% set a = 1 %}" * 2000,
    "backticks": "`" * 100_000 + "{{ 1 }}",
    "openings of comments": "{#" * 100_000 + "{{ 1 }}",
    "openings of ids": "{#a" * 100_000 + "{{ 1 }}",
    "many ids": "{#a}" * 30_000 + "{{ 1 }}",
    "many comments": "{# a #}\n" * 30_000 + "{{ 1 }}",
    "openings of comments on lines": "{# x\n" * 20_000 + "{{ 1 }}",
    "brackets of links": "](" * 20_000 + "(" * 50_000 + "{{ 1 }}",
    "fences": "```\n" * 2_001 + "{{ 1 }}",
    "a long info string": "```" + "a" * 200_000 + "\n{{ 1 }}",
    "spaces": " " * 300_000 + "{{ 1 }}",
    "signs of quotes": ">" * 2_000 + "{{ 1 }}",
    "openings of comments in HTML": "<!--" * 20_000 + "{{ 1 }}",
    "a snippet of many lines": "{{ code_snippet('x = 1\n' * 20000, 'python') | length > 1 }}",
    "slots that hold each other": "".join(f'{{{{ "{slot(n + 1) * 2}" | markdown }}}}\n\n' for n in range(40)),
    "slots in titles": "".join(f'{{{{ code_snippet("x", title="{slot(n + 1) * 2}") }}}}\n\n' for n in range(30)),
}
VALUES = {
    "a value of one megabyte": "a: " + "x" * 1_000_000,
    "a value of one megabyte in quotes": 'a: "' + "x" * 1_000_000 + '"',
    "a value of one megabyte in words": "a: |\n" + "  some words of prose\n" * 50_000,
    "a value of one megabyte before a tag": "a: " + "x" * 1_000_000 + "{{ 1 }}",
    "a number of many digits": "a: " + "9" * 100_000,
    "links in a text": "a: '" + "[a]:" * 20_000 + "{{ 1 }}'",
    "a list of many mappings": "a:\n" + "".join(f"- {{name: n{n}, size: {n}}}\n" for n in range(5_000)),
}
QUIET: dict[str, dict[str, str | bytes]] = {
    **{name: page(body) for name, body in LARGE.items()},
    **{name: {"data/d.yml": text, "docs/page.md": "{{ site.data.d.a | length }} x"} for name, text in VALUES.items()},
    "texts in lists, counted": chained('["{{ PREVIOUS }}", "{{ PREVIOUS }}"]', first="[x]", use="| length"),
}
"""What is large or strange, and no mistake."""


@pytest.mark.parametrize("name", STOPPED)
def test_what_does_too_much_is_stopped(name: str, tmp_path: Path, memory_before: float) -> None:
    assert "TP005" in attack(tmp_path, STOPPED[name], memory_before)


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_is_told(name: str, tmp_path: Path, memory_before: float) -> None:
    assert attack(tmp_path, TOLD[name], memory_before) != []


@pytest.mark.parametrize("name", QUIET)
def test_what_is_only_large_is_rendered(name: str, tmp_path: Path, memory_before: float) -> None:
    codes = attack(tmp_path, QUIET[name], memory_before)
    assert set(codes) <= {"TP001", "MD002"}


SANDBOX = yaml.safe_load((GOLDEN / "sandbox.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", SANDBOX, ids=[case["about"][:60] for case in SANDBOX])
def test_the_golden_attacks(case: dict[str, dict[str, str | bytes]], tmp_path: Path, memory_before: float) -> None:
    attack(tmp_path, case["files"], memory_before)
