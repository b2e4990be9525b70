"""Collections in a real site: documents without pages, YAML documents as pages, references over all of them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, THEMES, Build, build

FOREWORD = {
    "collections": {"api": "api/**"},
    "defaults": [
        {"path": "api/**", "values": {"publish": False, "base-url": "https://api.example.com"}},
        {"path": "api/*.yml", "values": {"publish": True}},
    ],
}
FILES: dict[str, str | bytes] = {
    "index.md": """\
# Home

{{ ref("list-sources") }}, {{ ref("sources") }}, [limits](ref:limits), {{ ref("api-key") }}
""",
    "authentication.md": """\
---
title: Authentication
credentials:
  - name: API key
    definition: Sent with each request.
    sent-in: {header: Authorization, format: "Bearer {value}"}
---
""",
    "reference.md": """\
---
title: Reference
layout: reference
collection: api
---
""",
    "docs/api/limits.md": """\
# Rate limits

Read about [sources](ref:sources), and [home](../index.md).

## Details
""",
    "docs/api/sources.yml": """\
kind: object
title: Sources
description: Where data comes from. Start with [the list](ref:list-sources).
attributes:
  - {name: id, type: integer, example: 7}
""",
    "docs/api/sources/list-sources.yml": """\
kind: endpoint
object: sources
title: List sources
method: get
path: /v1/sources
credentials: [api-key]
responses:
  200: {description: "[Sources](ref:sources)"}
""",
    "docs/assets/openapi.yml": "openapi: 3.1.0\n",
}
NAV = ["index.md", "authentication.md", "reference.md", {"Objects": ["api/sources.yml"]}]


def site(build_site: Build, theme: str = "mkdocs", files: dict[str, str | bytes] = FILES, **options: Any) -> Any:
    foreword = {**FOREWORD, **options}
    return build_site(files, plugins=["search", {"foreword": foreword}], nav=NAV, theme=THEMES[theme], strict=True)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_documents_without_pages_and_pages_of_yaml(build_site: Build, theme: str) -> None:
    built = site(build_site, theme)
    assert built.warnings == []
    pages = {path.parent.relative_to(built.site).as_posix() for path in built.site.rglob("index.html")}
    assert pages == {".", "authentication", "reference", "api/sources"}
    assert not list(built.site.rglob("sources*.yml"))
    assert (built.site / "assets/openapi.yml").is_file(), "YAML outside of collections is a file like any other"
    assert any("Sources" in link.get_text() for link in built.page().select(".navbar a, .wy-menu a, .md-nav a"))


def test_references_lead_where_what_they_name_is_shown(build_site: Build) -> None:
    built = site(build_site)
    links = {link.get_text(): link["href"] for link in built.article().select("p a")}
    assert links == {
        "List sources": "reference/#list-sources",
        "Sources": "api/sources/",
        "limits": "reference/#limits",
        "API key": "authentication/#credential-api-key",
    }
    own = {link["href"] for link in built.article("api/sources").select("p a")}
    assert {"#list-sources", "../../authentication/#credential-api-key"} <= own
    assembled = {link["href"] for link in built.article("reference").select("p a")}
    assert {"#list-sources", "#sources", "../authentication/#credential-api-key"} <= assembled
    for page in ("", "api/sources", "reference", "authentication"):
        assert "ref:" not in built.html(page)


def test_headings_of_assembled_documents_nest_and_are_in_the_contents(build_site: Build) -> None:
    article = site(build_site).article("reference")
    headings = [(heading.name, heading["id"]) for heading in article.select("h1, h2, h3") if heading.has_attr("id")]
    assert headings == [
        ("h1", "reference"),
        ("h2", "limits"),
        ("h3", "details"),
        ("h2", "sources"),
        ("h3", "list-sources"),
    ]


def test_the_contents_and_the_search_index_have_them(build_site: Build) -> None:
    built = site(build_site)
    contents = {link["href"] for link in built.page("reference").select(".bs-sidebar a, #toc-collapse a")}
    assert {"#limits", "#sources", "#list-sources"} <= contents
    assert {"reference/#list-sources", "api/sources/#list-sources"} <= built.search().keys()


def test_a_broken_reference_fails_a_strict_build_at_its_line(build_site: Build) -> None:
    files = {**FILES, "index.md": "# Home\n\nSee [it](ref:list-source).\n"}
    built = site(build_site, files=files)
    assert built.aborted
    assert built.warnings[0].startswith(
        "foreword: docs/index.md:3:10: LK003 broken-reference: the reference `list-source` names nothing"
    )
    assert "did you mean `list-sources`?" in built.warnings[0]


def test_what_is_wrong_in_a_document_that_no_page_shows_is_told(build_site: Build) -> None:
    files = {**FILES, "docs/api/hidden.md": "---\nkind: note\ntitle: [a, b]\n---\n"}
    built = site(build_site, files=files)
    assert built.aborted
    assert ["docs/api/hidden.md:3:8: FM003" in warning for warning in built.warnings] == [True]


def test_a_document_that_mkdocs_leaves_out_can_be_queried(build_site: Build) -> None:
    files = {**FILES, "index.md": "# Home\n\n{{ site.collections.api | length }}, {{ ref('limits') }}\n"}
    defaults = [{"path": "api/**", "values": {"base-url": "https://api.example.com"}}]
    built = build_site(
        files,
        plugins=["search", {"foreword": {"collections": {"api": "api/**"}, "defaults": defaults}}],
        nav=NAV[:3],
        exclude_docs="api/",
        strict=True,
    )
    assert built.warnings == []
    assert built.article().select_one("p").get_text() == "3, Rate limits"
    assert built.article().select_one("p a")["href"] == "reference/#limits"
    assert not (built.site / "api").exists()


def test_a_page_that_mkdocs_leaves_out_is_not_read(build_site: Build) -> None:
    files = {**FILES, "draft.md": "---\ntitle: [broken\n---\n"}
    built = build_site(files, plugins=[{"foreword": FOREWORD}], nav=NAV, exclude_docs="draft.md", strict=True)
    assert built.warnings == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"collections": {"api": 3}}, "Expected a path, as 'api/**', or a list of paths, not 3"),
        ({"defaults": [{"path": "a/**"}]}, "values"),
    ],
)
def test_options_that_are_wrong(build_site: Build, options: dict[str, Any], told: str) -> None:
    built = build_site({"index.md": "# Home\n"}, plugins=[{"foreword": options}])
    assert built.aborted
    assert any(told in warning for warning in built.warnings)


def test_a_reference_of_a_hundred_endpoints(tmp_path: Path) -> None:
    """The site of the benchmark: the page stays below 1 MB, and its contents fold."""
    benchmark = runpy.run_path(str(REPOSITORY / "benchmarks/reference.py"))
    benchmark["write_site"](tmp_path, 112)
    built = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert built.warnings == []
    page = built.page("reference")
    assert len(page.select("h3[id^=endpoint-]")) == 100
    assert len(built.html("reference").encode()) < 1_000_000
    folded = page.select(".fw-contents details:not([open])")
    assert sum(len(one.select(".fw-method")) for one in folded) == 100


def test_a_link_to_the_file_of_a_document_without_a_page_leads_to_where_it_is_shown(build_site: Build) -> None:
    page = "# Home\n\n[limits](api/limits.md), [details](api/limits.md#details), [list](api/sources/list-sources.yml)\n"
    built = site(build_site, files={**FILES, "index.md": page})
    assert built.warnings == []
    assert [link["href"] for link in built.article().select("p a")] == [
        "reference/#limits",
        "reference/#details",
        "reference/#list-sources",
    ]


def test_a_document_without_a_page_in_the_navigation_is_told(build_site: Build) -> None:
    built = build_site(FILES, plugins=[{"foreword": FOREWORD}], nav=[*NAV, "api/limits.md"], strict=True)
    assert built.aborted
    assert ["'api/limits.md'" in warning for warning in built.warnings] == [True]
