"""Plugins of Jekyll: gems, and the site's own Ruby. None of it is run; what it adds is told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_site import JekyllSite
from foreword.migrate.table import Table
from foreword.source.diagnostic import Place

TAG = re.compile(r"register_tag\s*\(?\s*[\"':](\w+)")
FILTER = re.compile(r"register_filter")
METHOD = re.compile(r"^\s*def\s+(?!self\.)(\w+)", re.MULTILINE)
PRIVATE = re.compile(r"^\s*private\s*$", re.MULTILINE)
OTHERS = (
    (re.compile(r"<\s*(?:Jekyll::)?Generator\b"), "a generator, which adds pages or data"),
    (re.compile(r"<\s*(?:Jekyll::)?Converter\b"), "a converter of files"),
    (re.compile(r"Hooks\.register|\bHooks\b"), "hooks, which change what Jekyll makes"),
    (re.compile(r"<\s*(?:Jekyll::)?Command\b"), "a command"),
)

DONE = {
    "jekyll-redirect-from": "",
    "jekyll-include-cache": "",
    "jekyll-random": "",
    "jekyll-contentblocks": "",
    "jekyll-sitemap": "",
    "jekyll-relative-links": "",
    "jekyll-optional-front-matter": "",
}
"""Gems whose work the migrated site does by itself."""
GEMS = {
    "jekyll-seo-tag": "MkDocs's theme writes the title and the description of a page",
    "jekyll-feed": "a plugin as mkdocs-rss-plugin makes feeds",
    "jekyll-paginate": "MkDocs has no pages of lists; show the whole list, or the newest entries",
    "jekyll-paginate-v2": "MkDocs has no pages of lists; show the whole list, or the newest entries",
    "jekyll-archives": "make a page for each list that you need, with a loop over the collection",
    "jekyll-toc": "the theme shows the contents of a page",
    "jekyll-gist": "put the code into the page, or the script of the gist",
    "jemoji": "the extension pymdownx.emoji shows emoji",
    "jekyll-mentions": "write the links out",
    "jekyll-github-metadata": "write what you need of `site.github` into data/config.yml",
    "jekyll-titles-from-headings": "write the titles into the front matter",
    "jekyll-default-layout": "write `layout` into `defaults` in mkdocs.yml",
    "jekyll-readme-index": "MkDocs makes index.html of README.md too",
    "jekyll-remote-theme": "copy the theme's _layouts/ and _includes/ into the site, and migrate again",
}


def plugin_findings(site: JekyllSite, table: Table) -> list[Finding]:
    """What is to be told of the site's plugins."""
    findings = [gem_finding(gem, site.config_path) for gem in site.config.gems if gem not in DONE]
    for path in site.sorted.ruby:
        text, more = site.files.read(path)
        findings += [*more, ruby_finding(text, path, table, site)]
    return findings


def is_used(name: str, site: JekyllSite) -> bool:
    """Whether a template or a text of the site may use a filter or a tag: it is not looked at closely."""
    found = re.compile(rf"(?:\||\{{%-?)\s*{re.escape(name)}\b").search
    bodies = [template.parts for template in (*site.includes, *site.layouts)]
    bodies += [document.parts for document in (*site.documents, *site.drafts)]
    return any(found(parts.yaml) or found(parts.body) for parts in bodies) or any(
        found(loaded.text) for loaded in site.data.values()
    )


def gem_finding(gem: str, path: str) -> Finding:
    """What is to be told of a gem that the configuration names."""
    advice = GEMS.get(gem, "look whether pages need what it adds; a hook of MkDocs may do it")
    return Finding("todo", Place(path), f"the plugin `{gem}` is not run", advice, "likely" if gem in GEMS else "unsure")


def ruby_finding(text: str, path: str, table: Table, site: JekyllSite) -> Finding:
    """What is to be told of a file of Ruby: the filters and tags that it adds, and whether they are known or used."""
    filters = METHOD.findall(PRIVATE.split(text)[0]) if FILTER.search(text) else []
    tags = TAG.findall(text)
    filters = [name for name in filters if name not in ("initialize", "render")] if not tags else []
    unknown = [name for name in filters if name not in table.filters] + [
        name for name in tags if name not in table.tags
    ]
    others = [words for pattern, words in OTHERS if pattern.search(text)]
    parts = [*named("filter", filters), *named("tag", tags), *others]
    adds = f"; it adds {', '.join(parts)}" if parts else ""
    if (filters or tags) and not unknown and not others:
        return Finding("changed", Place(path), f"Ruby is not run{adds}, which the migration knows", "", "likely")
    if unknown and not others and not any(is_used(name, site) for name in unknown):
        return Finding("changed", Place(path), f"Ruby is not run{adds}, which nothing uses", "", "likely")
    advice = "write what a page needs of it as a filter or function of your own: the option `extensions`"
    if unknown:
        advice = f"say what becomes of {', '.join(f'`{name}`' for name in unknown)} in a table (`--table`), or {advice}"
    return Finding("todo", Place(path), f"Ruby is not run{adds}", advice, "unsure")


def named(kind: str, names: Iterable[str]) -> list[str]:
    """Names of filters or tags as they are told."""
    return [f"the {kind} `{name}`" for name in names]
