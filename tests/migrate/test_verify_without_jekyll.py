"""Where there is no Jekyll: Liquid through python-liquid, with Jekyll's tags, against the migrated site."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from engine import write
from foreword.migrate.jekyll_site import JekyllSite, read_site
from foreword.migrate.migration import migrated
from foreword.migrate.table import packaged
from foreword.migrate.verify.failure import VerifyError
from foreword.migrate.verify.liquid_engine import LiquidEngine
from foreword.migrate.verify.liquid_tags import BLOCKS
from foreword.migrate.verify.progress import silent
from foreword.migrate.verify.run import Wishes, need, run, write_report
from foreword.migrate.verify.terminal import lines_of
from foreword.migrate.verify.verdict import Verdict
from foreword.migrate.verify.without_jekyll import verify_without_jekyll

INCLUDES = {
    "note.html": "[{{ include.text }}{% assign seen = 3 %}]",
    "api/keys.html": "{{ include.n }}{{ page.title }}",
}
NAMES = {
    "page": {"title": "Keys", "folder": "api", "note-text": "hidden", "lead": "{{ page.title }}"},
    "list": [{"n": 1}, {"n": 3}, {"n": 5}],
}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% include note.html text="a \\"b\\"" %}{{ seen }}', '[a "b"]3'),
        ("{% include note.html text=page.note-text %}", "[hidden]"),
        (
            "{% include note.html text=true %}{% include note.html text=5 %}{% include note.html text=nil %}",
            "[true][5][]",
        ),
        ("{% include {{ page.folder }}/keys.html n='1' %}", "1Keys"),
        ("{% include_cached api/keys.html %}", "Keys"),
        ("{% contentfor x %}b{% endcontentfor %}{% contentblock x %}", "<b>"),
        ("{% ifhascontent x %}yes{% endifhascontent %}{% ifnothascontent x %}no{% endifnothascontent %}", "no"),
        ('{% assign big = list | where_exp: "one", "one.n > 2" %}{{ big | map: "n" | join: "," }}', "3,5"),
        ("{{ page.lead | flatify }}", "Keys"),
        ("{{ page.title | unknown_filter }}", "Keys"),
    ],
)
def test_liquid_as_jekyll_has_it(source: str, text: str) -> None:
    engine = LiquidEngine(INCLUDES, ["flatify"], lambda source: f"<{source}>")
    assert engine.rendered(source, {**NAMES, BLOCKS: {}}) == text
    assert engine.problems == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{% include lost.html %}", "there is no `lost.html` to include"),
        ("{% lost %}", "unexpected tag 'lost'"),
        ("{{ a b }}", "expected end of expression"),
    ],
)
def test_what_python_liquid_cannot_read_is_told_each_time(source: str, problem: str) -> None:
    engine = LiquidEngine(INCLUDES, [], str)
    for _ in range(2):
        engine.problems = []
        engine.rendered(source, {})
        assert problem in engine.problems[0]


SITE: dict[str, str | bytes] = {
    "_config.yml": "baseurl: /docs\ncollections:\n  guides: {output: true}\n",
    "_data/api.yml": "host: api.example.com\nbase: https://{{ site.data.api.host }}/v1\n",
    "_includes/note.html": "<p>{{ include.text | flatify }}</p>",
    "_layouts/default.html": "<!DOCTYPE html><html><body><nav>menu</nav>{{ content }}</body></html>",
    "_layouts/page.html": "---\nlayout: default\n---\n<h1>{{ page.title }}</h1>\n{{ content }}",
    "index.md": (
        "---\nlayout: page\ntitle: Home\nlead: See {{ site.data.api.base | flatify }}\n---\n"
        "{% include note.html text=page.lead %}\n\n"
        "{% for guide in site.guides %}* [{{ guide.title }}]({{ site.baseurl }}{{ guide.url }})\n{% endfor %}\n"
    ),
    "_guides/keys.md": "---\nlayout: page\ntitle: Keys\n---\n{% if page.lost %}lost{% else %}*There*{% endif %}\n",
}


def progress(items: Any, count: int, label: str) -> Any:
    return nullcontext(items)


@pytest.fixture
def site(tmp_path: Path) -> JekyllSite:
    """The site above, which is migrated into `new`."""
    write(tmp_path / "old", SITE)
    site = read_site(tmp_path / "old", progress)
    (tmp_path / "new").mkdir()
    for path, content in migrated(site, packaged(), "theme", progress).files.items():
        assert isinstance(content, str)
        write(tmp_path / "new", {path: content})
    return site


def verified(site: JekyllSite, tmp_path: Path) -> Verdict:
    return verify_without_jekyll(site, tmp_path / "new", packaged())


def test_a_site_that_stays_the_same(site: JekyllSite, tmp_path: Path) -> None:
    verdict = verified(site, tmp_path)
    assert [(page.page, page.differences) for page in verdict.comparison.pages] == [("/guides/keys", ()), ("/", ())]
    assert [text.page for text in verdict.texts] == ["index.md: lead", "_data/api.yml: base"]
    assert (verdict.not_compared, verdict.exit_code) == ({}, 0)


def test_pages_and_texts_that_differ(site: JekyllSite, tmp_path: Path) -> None:
    page, data = tmp_path / "new/docs/guides/keys.md", tmp_path / "new/data/api.yml"
    page.write_text(page.read_text().replace("*There*", "**There**"))
    data.write_text(data.read_text().replace("v1", "v2"))
    verdict = verified(site, tmp_path)
    assert [page.page for page in verdict.comparison.worst_first()] == ["/", "/guides/keys"]
    assert [text.page for text in verdict.differing_texts] == ["index.md: lead", "_data/api.yml: base"]
    assert verdict.exit_code == 1
    assert "      Foreword: See https://api.example.com/v2" in [*lines_of(verdict)]


def test_what_cannot_be_compared_is_listed(site: JekyllSite, tmp_path: Path) -> None:
    write(tmp_path / "old", {"index.md": "---\ntitle: Home\n---\n{% widget %}\n"})
    (tmp_path / "new/docs/guides/keys.md").unlink()
    verdict = verified(read_site(tmp_path / "old", progress), tmp_path)
    assert verdict.not_compared == {
        "_guides/keys.md": "the migrated site has no docs/guides/keys.md",
        "index.md": "python-liquid: unexpected tag 'widget'",
    }
    assert [*lines_of(verdict)][-3:] == [
        "Not compared: 2",
        "  _guides/keys.md: the migrated site has no docs/guides/keys.md",
        "  index.md: python-liquid: unexpected tag 'widget'",
    ]


def test_a_run_and_its_reports(site: JekyllSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told: list[str] = []
    verdict = run(site, tmp_path / "new", packaged(), Wishes(), told.append, silent)
    assert told == ["There is no Jekyll: pages and texts are compared with what python-liquid makes of them."]
    write_report(verdict, tmp_path / "verdict.json")
    write_report(verdict, tmp_path / "verdict.html")
    assert json.loads((tmp_path / "verdict.json").read_text())["pages"] == 2
    assert "No pages differ" in (tmp_path / "verdict.html").read_text()
    with pytest.raises(VerifyError, match="cannot be written: No such file or directory"):
        write_report(verdict, tmp_path / "lost/verdict.html")


def test_packages_that_are_not_installed() -> None:
    with pytest.raises(VerifyError, match=r"pip install 'mkdocs-foreword\[migrate\]'"):
        need("a_package_that_nobody_has")


def test_a_folder_that_is_no_migrated_site(site: JekyllSite, tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="Verify what `foreword migrate` has written"):
        verify_without_jekyll(site, tmp_path / "old", packaged())
    write(tmp_path / "new", {"mkdocs.yml": "site_name: Docs\nplugins: [foreword]\n"})
    with pytest.raises(VerifyError, match="lacks the option `compat: jekyll`"):
        verified(site, tmp_path)
