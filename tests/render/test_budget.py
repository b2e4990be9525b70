"""No template takes the build with it: each attack ends within two seconds, and in a message where it did too much.

Time is that of the processor. The bounds are a safety, no benchmark: most attacks take a tenth of them.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
import yaml
from engine import make_site, render

SECONDS = 2.0
MEGABYTES = 500
GOLDEN = Path(__file__).parent.parent / "golden"

OTHER_PAGE = "docs/other-page.md"
OTHER_SOURCE = "{% for word in ['still', 'here'] %}{{ word }} {% endfor %}\n\n{{ code_snippet('x') }}\n"


class TakesTooLong(BaseException):
    """No Exception, which the engine would take for the page's own failure."""


@contextmanager
def stopped_in_time() -> Iterator[None]:
    """Stop what takes far too long, so that a broken bound fails its test and not the whole run."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TakesTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 4 * SECONDS)
    try:
        yield
    except TakesTooLong:
        pytest.fail(f"takes more than {4 * SECONDS} seconds")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
    start = time.process_time()
    with stopped_in_time():
        rendered = render(site)
    seconds = time.process_time() - start
    assert seconds < SECONDS, f"takes {seconds:.1f} seconds"
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


TWINS = "{% set a = namespace(l=[1]) %}{% for i in range(40) %}{% set a.l = [a.l, a.l] %}{% endfor %}"
"""Lists of lists, whose print would be of 2 ** 40 values."""

BIG = "{% set big = 'a b ' * 1000000 %}"

STOPPED = {
    # loops
    "loops in loops": page("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}"),
    "a loop that makes text": page("{% for a in range(100000) %}{{ 'x' * 100000 }}{% endfor %}"),
    "a loop that makes lists": page("{% for a in range(1000) %}{{ range(10) | batch(100000) | list | length }}{% endfor %}"),
    "a loop that sorts": page("{% for a in range(1000) %}{{ range(100000) | sort | first }}{% endfor %}"),
    "a loop that fails": page("{% for a in range(100000) %}{{ nope }}{% endfor %}"),
    "a loop that includes nothing": page("{% for a in range(100000) %}{% include 'x' ignore missing %}{% endfor %}"),
    "a loop of tables": page("{% for a in range(100000) %}{{ credential_table([]) }}{% endfor %}"),
    "a loop of snippets": page("{% for a in range(100000) %}{{ code_snippet('x', 'python') }}{% endfor %}"),
    "a loop over itself": page("{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}"),
    "a loop down a list of lists": page(TWINS + "{% for x in a.l recursive %}{{ loop(x) if x is not number }}{% endfor %}"),
    "a text that doubles": page("{% set a = namespace(t='x') %}{% for i in range(100) %}{% set a.t = a.t ~ a.t %}{% endfor %}"),
    "a sum that doubles": page("{% set a = namespace(t=[1]) %}{% for i in range(100) %}{% set a.t = a.t + a.t %}{% endfor %}"),
    "a number that squares": page("{% set a = namespace(n=9) %}{% for i in range(100) %}{% set a.n = a.n * a.n %}{% endfor %}"),
    # methods and tests that look through large texts
    "a loop that counts": page(BIG + "{% for i in range(100000) %}{{ big.count('z') }}{% endfor %}"),
    "a loop that finds": page(BIG + "{% for i in range(100000) %}{{ big.find('z') }}{% endfor %}"),
    "a loop that splits": page(BIG + "{% for i in range(100000) %}{{ big.split() | length }}{% endfor %}"),
    "a loop that strips": page(BIG + "{% for i in range(100000) %}{{ big.strip() | length }}{% endfor %}"),
    "a loop that asks for letters": page("{% set big = 'x' * 5000000 %}{% for i in range(100000) %}{{ big.isalpha() }}{% endfor %}"),
    "a loop that compares": page(BIG + "{% set same = big ~ '' %}{% for i in range(100000) %}{{ big == same }}{% endfor %}"),
    "a loop that looks for text": page(BIG + "{% for i in range(100000) %}{{ 'z' in big }}{% endfor %}"),
    "a loop that begins": page(BIG + "{% for i in range(100000) %}{{ big.startswith(big) }}{% endfor %}"),
    "a loop that hashes": page(BIG + "{% for i in range(100000) %}{{ {big ~ i: 1} | length }}{% endfor %}"),
    "a loop that tests": page(BIG + "{% for i in range(100000) %}{{ big is lower }}{% endfor %}"),
    "a loop that replaces": page(BIG + "{% for i in range(100000) %}{{ big.replace('z', '') | length }}{{ big | replace('z', '') | length }}{% endfor %}"),
    "a loop that slices": page(BIG + "{% for i in range(100000) %}{{ big[1:] | length }}{% endfor %}"),
    # filters
    "title over and over": page(BIG + "{{ big | title | title | title | title | title | title | title | title | length }}"),
    "escape over and over": page("{{ ('&' * 1000000) | forceescape | forceescape | forceescape | forceescape | length }}"),
    "many widths": page("{{ '%1000000d' * 100 % (1,) }}{{ '%1000000d%1000000d%1000000d%1000000d%1000000d%1000000d' % (1,1,1,1,1,1) }}"),
    "an indent of many lines": page("{{ ('x\n' * 100000) | indent(1000) }}"),
    "a filter block": page("{% filter indent(50000) %}" + "x\n" * 1000 + "{% endfilter %}"),
    "all of a large list": page("{% set l = range(100000) | list %}{% for i in range(1000) %}{{ l | sum }}{{ l | max }}{{ l | unique | list | length }}{% endfor %}"),
    # calls
    "a macro that calls itself": page("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "a macro that calls itself twice": page("{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(40) }}"),
    "two macros that call each other": page("{% macro a() %}{{ b() }}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}"),
    "a call that calls itself": page("{% macro a() %}{% call a() %}{{ caller() }}{% endcall %}{% endmacro %}{{ a() }}"),
    "calls in calls": page("{% macro a() %}" + "{{ caller() }}" * 3 + "{% endmacro %}" + "{% call a() %}" * 30 + "x" + "{% endcall %}" * 30),
    "a block that is itself": page("{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}"),
    "snippets in snippets": page("{% macro a() %}{% call code_snippet() %}{{ a() }}{{ a() }}{% endcall %}{% endmacro %}{{ a() }}"),
    # templates
    "a partial that includes itself": {
        "templates/a.md": "{% include 'a.md' %}{% include 'a.md' %}",
        "docs/page.md": "{% include 'a.md' %}",
    },
    "two partials that include each other": {
        "templates/a.md": "{% include 'b.md' %}{% include 'b.md' %}",
        "templates/b.md": "{% include 'a.md' %}{% include 'a.md' %}",
        "docs/page.md": "{% include 'a.md' %}",
    },
    "a template that imports itself": {
        "templates/a.md": "{% import 'a.md' as a %}{% import 'a.md' as b %}{% macro x() %}{% endmacro %}",
        "docs/page.md": "{% import 'a.md' as a %}{{ a.x() }}",
    },
    "a template that extends itself": {
        "templates/a.md": "{% extends 'a.md' %}",
        "docs/page.md": "{% include 'a.md' %}",
    },
    "two components that call each other": {
        "templates/components/one_box.html.jinja": "{# one_box() #}{{ two_box() }}{{ two_box() }}",
        "templates/components/two_box.html.jinja": "{# two_box() #}{{ one_box() }}{{ one_box() }}",
        "docs/page.md": "{{ one_box() }}",
    },
    "a layout that includes itself": {
        "templates/layouts/a.html.jinja": "{# a #}{% include 'layouts/a.html.jinja' %}{% include 'layouts/a.html.jinja' %}",
        "docs/page.md": "---\nlayout: a\n---\n",
    },
    # texts
    "texts that double": chained('"{{ PREVIOUS }}{{ PREVIOUS }}"'),
    "texts that double by an operator": chained('"{{ PREVIOUS ~ PREVIOUS }}"'),
    "texts that grow tenfold": chained('"' + "{{ PREVIOUS }}" * 10 + '"', count=10),
    "texts that are only asked for": chained('"{% if PREVIOUS %}{% endif %}{% if PREVIOUS %}{% endif %}"'),
    "texts in loops": chained('"{% for i in range(9) %}{% set x = PREVIOUS %}{% endfor %}"'),
    "texts that add lists": chained('"{{ PREVIOUS + PREVIOUS }}"', first="[x]", use="| length"),
    "texts in lists, compared": chained('["{{ PREVIOUS }}", "{{ PREVIOUS }}"]', first="[x]", use="== site.data.d.v29"),
    "texts in front matter that double": page(
        "---\nt0: lol\n" + "".join(f't{n}: "{{{{ page.t{n - 1} }}}}{{{{ page.t{n - 1} }}}}"\n' for n in range(1, 31)) + "---\nx\n"
    ),
    "texts that double in many sections": {
        "data/d.yml": chain(30, "lol", '"{{ PREVIOUS }}{{ PREVIOUS }}"'),
        "docs/page.md": "---\nsections:\n" + "- content: x {{ site.data.d.v30 | length }}\n" * 30 + "---\n",
    },
    # what would print 2 ** 40 values
    **{
        f"a list of lists: {use}": page(f"{TWINS}{{{{ {use} }}}} x")
        for use in (
            "a.l == [a.l]", "a.l | sum(start=[]) | string", "a.l | tojson", "a.l is eq([a.l])", "{'a': a.l} | urlencode",
            "{'a': a.l} | xmlattr", "[a.l, a.l] | unique | list", "[[a.l], [a.l]] | max", "[1] | select('eq', a.l) | list",
            "[{'a': a.l}, {'a': a.l}] | groupby('a')",
        )
    },
}  # fmt: skip
"""What has to be stopped: a message TP005 says so."""

TOLD = {
    **{
        f"a list of lists: {use}": page(f"{TWINS}{{{{ {use} }}}} x")
        for use in (
            "a.l | slugify", "a.l | label", "a.l | dedent", "a.l | highlight", "a.l | unique_id", "a.l | string", "a.l | e",
            "a.l | upper", "a.l | join", "a.l | urlize", "a.l | abs", "a.l | round", "a.l | int | string | abs", "a.l | length | e",
            "'a' | replace('a', a.l)", "'%s' % a.l", "'%s' % (a.l,)", "'%s' | format(a.l)", "a.l[a.l]", "{'a': 1}[a.l]",
            "a.l.nope", "a.l | markdown", "a.l | url", "a.l ~ ''", "code_snippet(a.l)", "code_snippet('x', title=a.l)",
            "code_snippet('x', a.l)", "credential_table(a.l)", "credential_table([{'name': a.l}])", "heading(2, a.l)",
            "credential_table([{'name': 'a', 'definition': a.l}])", "[{'a': 1}] | where('a', a.l)", "[a.l, 1] | sort",
            "[{'a': 1}] | map(attribute=a.l) | list", "a.l is divisibleby(2)", "range(a.l)", "dict(a=a.l)", "a.l()", "a.l + 1",
        )
    },
    "a huge range": page("{{ range(10**9) | list }}"),
    "a huge text": page("{{ 'x' * 10**9 }}"),
    "a huge list": page("{{ ([[1]] * 10**9) | length }}"),
    "a huge number": page("{{ 10 ** (10 ** 10) }}"),
    "a huge number in digits": page("{{ " + "9" * 100000 + " }} x"),
    "a huge number in digits, in data": {"data/d.yml": "a: " + "9" * 100000, "docs/page.md": "{{ site.data.d.a + 1 }} x"},
    "a huge width": page("{{ 'x' | center(10**9) }}{{ '%1000000000d' | format(1) }}"),
    "many slices": page("{{ range(10) | slice(4000000) | list | length > 9999999 }} {{ nope }}"),
    "many batches": page("{{ range(10) | batch(4000000, 'x') | list | length > 9999999 }} {{ nope }}"),
    "a text of five million": page("{{ 'x' * 5000000 }}{{ nope }}"),
    "a wrapped text of a million": page("{{ ('x' * 1000000) | wordwrap(1) | length }}{{ nope }}"),
    "a wrapped text with a long wrap": page("{{ ('x ' * 1000000) | wordwrap(1, wrapstring='y' * 1000) | length }}"),
    "brackets in brackets": page("{{ " + "(" * 1000 + "1" + ")" * 1000 + " }} x"),
    "lists in lists": page("{{ " + "[" * 1000 + "1" + "]" * 1000 + " | length }} x"),
    "ifs in ifs": page("{% if 1 %}" * 300 + "x" + "{% endif %}" * 300),
    "loops in loops, by the letter": page("{% for a in [1] %}" * 100 + "x" + "{% endfor %}" * 100),
    "many nots": page("{{ " + "not " * 5000 + "1 }} x"),
    "many sums": page("{{ " + "1 + " * 5000 + "1 }} x"),
    "many names": page("{{ a" + ".a" * 5000 + " }} x"),
    "many filters": page("{{ 1" + " | string" * 3000 + " }} x"),
    "many failures": page("{{ nope }} " * 2000),
    "a tag that never ends": page("{{" * 50000),
    "a statement that never ends": page("{% if x" * 20000),
    "many raws": page("{% raw %}" * 20000),
    "a slot in its own place": page("".join(f'{{{{ code_snippet("x", title="{slot(n + 1) * 2}") }}}}\n\n' for n in range(30)) + "{{ nope }}"),
    "a slot of too many digits": page('A {{ "\\ufdd0" ~ "\\ufdd2" * 5000 ~ "\\ufdd1" }} {{ nope }}'),
    "data of many lists": {"data/d.yml": "a: " + "[" * 5000 + "]" * 5000, "docs/page.md": "{{ site.data.d.a }}"},
    "JSON of many lists": {"data/d.json": "[" * 100000 + "]" * 100000, "docs/page.md": "{{ site.data.d }}"},
    "TOML of many lists": {"data/d.toml": "a = " + "[" * 5000 + "]" * 5000, "docs/page.md": "{{ site.data.d.a }}"},
    "an alias bomb": {
        "data/d.yml": "a0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)),
        "docs/page.md": "{{ site.data.d.a0 }}",
    },
    "a merge bomb": {
        "data/d.yml": "a0: &a0 {k0: [1]}\n"
        + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}], k{n}: *a{n - 1}}}\n" for n in range(1, 30)),
        "docs/page.md": "{{ site.data.d.a0 }}",
    },
    "an alias bomb in front matter": page(
        "---\na0: &a0 [1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)) + "---\nx\n"
    ),
}  # fmt: skip
"""What is wrong, and says so in a message of its own."""

QUIET = {
    "a value of one megabyte": {"data/d.yml": "a: " + "x" * 1_000_000, "docs/page.md": "{{ site.data.d.a | length }}"},
    "a value of one megabyte, in words": {
        "data/d.yml": "a: |\n" + "  some words of prose\n" * 50_000,
        "docs/page.md": "{{ site.data.d.a | length }}",
    },
    "a value of one megabyte with a tag at its end": {
        "data/d.yml": "a: " + "x" * 1_000_000 + "{{ 1 }}",
        "docs/page.md": "{{ site.data.d.a | length }}",
    },
    "a value of one megabyte in front matter": page(f"---\na: {'x' * 1_000_000}\nb: \"{{{{ 1 }}}}\"\n---\n{{{{ page.b }}}}"),
    "a line of one megabyte": page("x" * 1_000_000 + " {{ 1 }}"),
    "a list of many values": {
        "data/d.yml": "".join(f"- {{name: n{n}, size: {n}}}\n" for n in range(5_000)),
        "docs/page.md": "{{ site.data.d | sort('size') | where('size', 9) | length }}",
    },
    "many tags": page("{{ 1 }} " * 3000),
    "many sets": page("{% set a = 1 %}" * 2000),
    "backticks": page("`" * 100_000 + "{{ 1 }}"),
    "openings of comments": page("{#" * 100_000 + "{{ 1 }}"),
    "openings of ids": page("{#a" * 100_000 + "{{ 1 }}"),
    "many ids": page("{#a}" * 30_000 + "{{ 1 }}"),
    "many comments": page("{# a #}\n" * 30_000 + "{{ 1 }}"),
    "openings of comments on lines": page("{# x\n" * 20_000 + "{{ 1 }}"),
    "brackets of links": page("](" * 20_000 + "(" * 50_000 + "{{ 1 }}"),
    "links in data": {"data/d.yml": "a: '" + "[a]:" * 20_000 + "{{ 1 }}'", "docs/x/y.md": "", "docs/page.md": "{{ site.data.d.a | length }}"},
    "fences": page("```\n" * 2_001 + "{{ 1 }}"),
    "a long info string": page("```" + "a" * 200_000 + "\n{{ 1 }}"),
    "spaces": page(" " * 300_000 + "{{ 1 }}"),
    "signs of quotes": page(">" * 2_000 + "{{ 1 }}"),
    "openings of comments in HTML": page("<!--" * 20_000 + "{{ 1 }}"),
    "slots that hold each other": page("".join(f'{{{{ ("{slot(n + 1) * 2}") | markdown }}}}\n\n' for n in range(40)) + "{{ 'a' | markdown }}"),
    "a snippet of many lines": page("{{ code_snippet('x = 1\n' * 20000, 'python') | length > 1 }}"),
    "calls of texts that are data": chained('["{{ PREVIOUS }}", "{{ PREVIOUS }}"]', first="[x]", use="| length"),
}  # fmt: skip
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
