"""Includes: what an included template prints, what it reads, and what fails in it is the page's that includes it."""

from __future__ import annotations

from pathlib import Path

from engine import make_site, render, shown, told

INCLUDE = "{% include 'part.md' without context %}\n"


def test_what_was_printed_before_it_nests_too_deeply_stays(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/page.md": "# Page\n\n{% include 'again.md' %}\n",
        "templates/again.md": "one {{ 1 | nosuch }} {% include 'again.md' %}",
    }
    rendered = render(make_site(tmp_path, files, compat="jekyll"))
    assert "one [TP006] one [TP006] one" in shown(rendered)
    assert "[TP005]" in shown(rendered)


def test_without_a_context_each_page_has_its_own_failures(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/page.md": f"{{{{ 1 | other }}}}\n\n{INCLUDE}",
        "docs/before.md": INCLUDE,
        "templates/part.md": "Part {{ 1 | nosuch }}\n",
    }
    site = make_site(tmp_path, files)
    assert [line.partition(": ")[2] for line in told(render(site, "docs/before.md"))] == [
        "TP006 there is no filter `nosuch`"
    ]
    rendered = render(site)
    assert [line.partition(": ")[2] for line in told(rendered)] == [
        "TP006 there is no filter `other`",
        "TP006 there is no filter `nosuch`",
    ]
    assert shown(rendered).count("[TP006]") == 2


def test_one_that_is_not_there_may_be_ignored(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "docs/page.md": "a{% include 'none.md' ignore missing %}b{% include ['none.md', 'part.md'] %}c\n",
            "templates/part.md": " part ",
        },
    )
    rendered = render(site)
    assert told(rendered) == []
    assert "ab part c" in shown(rendered)


def test_the_message_of_a_failure_has_no_marker_of_another(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "docs/page.md": "{% set a %}{{ 1 | nosuch }}{% endset %}{{ a | sort(a) | date(a) }} {{ [a] | nosuch2(a) }}"
            "{{ (a ~ 'x') | fail }}{{ {}[a] }}\n"
        },
    )
    rendered = render(site)
    assert rendered.diagnostics
    assert all(ord(char) < 0xFDD0 for line in told(rendered) for char in line)


def test_a_name_that_no_file_can_have_is_told_as_it_is_written(tmp_path: Path) -> None:
    name = "x" * 400
    rendered = render(make_site(tmp_path, {"docs/page.md": f"{{% include '{name}' %}}\n"}))
    (diagnostic,) = rendered.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("TP007", f"there is no template `{name}`")
