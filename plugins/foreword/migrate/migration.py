"""The second pass: what was read becomes the files of a Foreword site."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from foreword.migrate.config import is_kept, mkdocs_yml
from foreword.migrate.conversion import Conversion
from foreword.migrate.data_files import data_target, migrated_data
from foreword.migrate.document import JekyllDocument
from foreword.migrate.documents import migrated_document
from foreword.migrate.facts import gather
from foreword.migrate.files import made_file
from foreword.migrate.finding import Finding
from foreword.migrate.jekyll_site import JekyllSite, Progress
from foreword.migrate.linked import Linked
from foreword.migrate.markdown_options import markdown_findings
from foreword.migrate.permalinks import clean, static_path
from foreword.migrate.relative import FOLDER, parsed
from foreword.migrate.ruby_plugins import plugin_findings
from foreword.migrate.settings import UNPUBLISHED, Placed, settings_of
from foreword.migrate.source_files import failed
from foreword.migrate.table import Table
from foreword.migrate.targets import Targets
from foreword.migrate.templates import NO_SUCH, is_shell, migrated_template, missing_layouts, without_shell
from foreword.migrate.top_keys import kept_keys
from foreword.source.diagnostic import Place
from foreword.source.options import MARKDOWN_SUFFIXES

README = "README.md"
BARE = "{{ page.content }}\n"
SITE_KEY = re.compile(r"\bsite(?:\.|\[[\"'])([\w-]+)")
INCLUDES = "_includes/"
"""How the facts know an include, whatever its folder is called."""


@dataclass
class Migrated:
    """A Foreword site: its files by their path, each a text, or the file of the Jekyll site that is copied.

    `counts` tells how many of each kind were converted; `left_out` are the files of the Jekyll site that are not in
    it, each with the reason.
    """

    files: dict[str, str | Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def migrated(site: JekyllSite, table: Table, shell: str, progress: Progress) -> Migrated:
    """Convert a site that was read, with the theme's shell (`theme`) or its own (`keep`) around the pages.

    Raises nothing for what its files hold: what fails is a finding, and the rest is converted.
    """
    return Migration(site, table, shell).run(progress)


class Migration:
    """The conversion of one site."""

    def __init__(self, site: JekyllSite, table: Table, shell: str) -> None:
        self.site = site
        self.shell = shell
        findings = [*site.findings, *plugin_findings(site, table)]
        if site.config_path.endswith((".yml", ".yaml")):
            findings += markdown_findings(site.config, site.config_path, site.config_text)
        left_out = [(path, reason) for path, reason in site.sorted.left_out if path != site.config_path]
        self.result = Migrated(findings=findings, left_out=left_out)
        self.targets = Targets()
        self.placed = Placed(linked=Linked(self._texts()))
        names = frozenset(template.name for template in site.includes)
        documents = (*site.documents, *site.drafts)
        folders = {
            **{document.path: posixpath.dirname(document.path) for document in documents},
            **{INCLUDES + name: folder for name, folder in site.folders.items() if folder is not None},
        }
        sources = {path: parsed(text, path, folders, names, table) for path, text in self._sources().items()}
        self.conversion = Conversion(gather(sources, self._values(), table=table), table, names, folders)

    def _sources(self) -> dict[str, str]:
        """Every template of the site by its path."""
        site = self.site
        return {
            **{INCLUDES + template.name: template.parts.body for template in site.includes},
            **{template.path: template.parts.body for template in site.layouts},
            **{document.path: document.parts.body for document in (*site.documents, *site.drafts)},
        }

    def _values(self) -> list[Any]:
        """The values of all front matter and data."""
        site = self.site
        return [
            *(template.values for template in site.layouts),
            *(document.data for document in (*site.documents, *site.drafts)),
            *(loaded.values for loaded in site.data.values()),
            site.config.values,
        ]

    def _texts(self) -> Iterator[str]:
        """Every text of the site in which there may be Liquid."""
        templates = (*self.site.includes, *self.site.layouts)
        documents = (*self.site.documents, *self.site.drafts)
        for parts in (*(one.parts for one in templates), *(one.parts for one in documents)):
            yield parts.yaml
            yield parts.body
        yield from (loaded.text for loaded in self.site.data.values())

    def run(self, progress: Progress) -> Migrated:
        """Make every file of the new site."""
        self._place()
        jobs = dict(self._jobs())
        with progress(list(jobs), len(jobs), "Converting") as paths:
            for path in paths:
                try:
                    jobs[path]()
                except Exception as error:
                    self._tell(failed(path, "converted", error))
        self._layouts_that_lack()
        self._configuration()
        if not any(path.startswith("docs/") for path in self.result.files):
            message = "no file of the Jekyll site makes a page; docs/index.md is new, as MkDocs needs one"
            self._tell(
                Finding("todo", Place(self.site.config_path), message, "write two lines `---` at the head of a page")
            )
            self.result.files["docs/index.md"] = f"# {self.site.config.text('title') or 'Home'}\n"
        self.result.findings += self.targets.findings
        return self.result

    def _place(self) -> None:
        """Give every document and static file its place."""
        config = self.site.config
        for document in sorted(self.site.documents, key=lambda one: one.path):
            if not document.is_published:
                self.result.left_out.append((document.path, f"`published: false`: it is in {UNPUBLISHED}/ now"))
                self.placed.unpublished.append(document)
            elif document.has_page(config) and not document.is_html(config):
                self.placed.others.append(document)
            else:
                self._place_document(document)
        for document in self.site.drafts:
            self.result.left_out.append((document.path, f"a draft: it is in {UNPUBLISHED}/ now"))
            self.placed.unpublished.append(document)
        for path, collection in self.site.sorted.static:
            self._place_static(path, collection)

    def _place_document(self, document: JekyllDocument) -> None:
        """Give a page or a document of a collection its place."""
        folder, name = posixpath.split(document.target)
        if name == README:
            document.target = posixpath.join(folder, name.lower())
            message = f"MkDocs makes an index of README.md: the page is {document.target} now"
            self._tell(Finding("changed", Place(document.path), message, "look at the links to README.html"))
        document.target = self.targets.take(document.target, document.path)
        self.placed.documents.append(document)

    def _place_static(self, path: str, collection: str | None) -> None:
        """Give a file without front matter its place."""
        config = self.site.config
        if posixpath.splitext(path)[1].lower() in MARKDOWN_SUFFIXES:
            if FOLDER + path in self.site.folders:
                return  # it is a template now
            target = path if "/" not in path else f"{UNPUBLISHED}/{path}"
            message = f"Jekyll makes no page of Markdown without front matter, and MkDocs would: it is {target} now"
            advice = "to make a page of it, write two lines `---` at its head and migrate again"
            self._tell(Finding("changed", Place(path), message, advice))
            self.result.files[target] = self.site.files.root / path
            return
        if collection is not None and not config.collections[collection].output:
            self.result.left_out.append((path, "its collection has no output"))
            return
        wanted = path
        if collection is not None:
            folder = f"{config.collections_folder}/" if config.collections_folder else ""
            inside = path.removeprefix(f"{folder}_{collection}")
            wanted = static_path(static_url(config.collections[collection].permalink, collection, inside))
        target = self.targets.take(wanted, path)
        self.placed.static[path] = target
        self.result.files[f"docs/{target}"] = self.site.files.root / path
        self.result.counts["static files"] += 1

    def _jobs(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """What is to be done for each file of the Jekyll site."""
        for document in (*self.placed.documents, *self.placed.unpublished):
            yield document.path, partial(self._document, document)
        for document in self.placed.others:
            yield document.path, partial(self._other, document)
        names = Targets()
        for template in (*self.site.includes, *self.site.layouts):
            is_layout = template in self.site.layouts
            wanted = f"templates/layouts/{template.name}.html" if is_layout else f"templates/includes/{template.name}"
            target = names.take(wanted, template.path)
            yield template.path, partial(self._template, template, target)
        for path in self.site.data:
            target = names.take("data/" + data_target(path.removeprefix(f"{self.site.config.data}/")), path)
            yield path, partial(self._data, path, target)
        self.result.findings += names.findings

    def _document(self, document: JekyllDocument) -> None:
        """A page, or a document of a collection."""
        is_out = document in self.placed.unpublished
        target = f"{UNPUBLISHED}/{document.path}" if is_out else f"docs/{document.target}"
        text, findings = migrated_document(document, self.site.config, self.conversion, self.placed.more(document))
        self._write(target, text, "documents", findings)

    def _other(self, document: JekyllDocument) -> None:
        """A text file with front matter that is no page: Sass, JSON, XML."""
        config = self.site.config
        sass = config.values.get("sass")
        folder = str(sass.get("sass_dir", "_sass")) if isinstance(sass, dict) else "_sass"
        made = made_file(document, self.site.files.root, folder)
        if made.text is None:
            path = self.site.files.root / document.path
            self.result.files[f"{UNPUBLISHED}/{document.path}"] = path
            self.result.findings += made.findings
        else:
            self._write(
                f"docs/{self.targets.take(document.target, document.path)}", made.text, "static files", made.findings
            )

    def _template(self, template: Any, target: str) -> None:
        """An include or a layout."""
        is_layout = template in self.site.layouts
        if is_layout and self.shell == "theme" and is_shell(template):
            text, findings = without_shell(template)
        else:
            known = template.path if is_layout else INCLUDES + template.name
            text, findings = migrated_template(template, known, self.conversion)
        self._write(target, text, "layouts" if is_layout else "includes", findings)

    def _data(self, path: str, target: str) -> None:
        """A data file."""
        text, findings = migrated_data(self.site.data[path].text, path, self.conversion)
        self._write(target, text, "data files", findings)

    def _layouts_that_lack(self) -> None:
        """Layouts that documents name and that are not there, as those of a theme that is a gem."""
        site = self.site
        asked = [(document.path, document.data) for document in self.placed.documents]
        asked += [(layout.path, layout.values) for layout in site.layouts]
        theme = site.config.text("theme") or site.config.text("remote_theme")
        for name, path in sorted(missing_layouts(asked, [layout.name for layout in site.layouts]).items()):
            self.result.files[f"templates/layouts/{name}.html"] = NO_SUCH
            message = f"the layout `{name}` is not in the site: the content stands alone"
            advice = (
                f"copy _layouts/ and _includes/ of the theme `{theme}` into it" if theme else "take it out, or add it"
            )
            self._tell(Finding("todo", Place(path), message, advice + ", and migrate again" if theme else advice))

    def _configuration(self) -> None:
        """mkdocs.yml, and the keys of `_config.yml` that only templates read."""
        site = self.site
        settings, findings = settings_of(site, self.placed, self.conversion, self.shell)
        self.result.findings += findings
        self.result.files["mkdocs.yml"] = mkdocs_yml(site.config, settings, site.files.root.resolve().name)
        if self.shell == "keep":
            self.result.files["overrides/main.html"] = BARE
        bodies = [one.parts.body for one in (*site.includes, *site.layouts)]
        bodies += [document.parts.body for document in site.documents]
        read = frozenset(key for body in bodies for key in SITE_KEY.findall(body))
        if site.config_text and not site.config_path.endswith(".toml"):
            kept = kept_keys(site.config_text, lambda key: is_kept(key, read))
            text, more = self.conversion.yaml(kept, site.config_path)
            if "data/config.yml" in self.result.files:
                message = "_data/config.yml is there already; what templates read as `site.` is not in it"
                self._tell(Finding("todo", Place(site.config_path), message, "give _data/config.yml another name"))
            else:
                self._write("data/config.yml", text, "data files", more)

    def _write(self, target: str, text: str, kind: str, findings: list[Finding]) -> None:
        """Add a file to the new site."""
        self.result.files[target] = text
        self.result.counts[kind] += 1
        self.result.findings += findings

    def _tell(self, finding: Finding) -> None:
        self.result.findings.append(finding)


def static_url(template: str, collection: str, inside: str) -> str:
    """The URL of a static file of a collection (its path there, from the `/` on); see `StaticFile#url`."""
    stem, suffix = posixpath.splitext(inside)
    placeholders = {
        ":collection": collection,
        ":path": stem,
        ":output_ext": "",
        ":name": posixpath.basename(stem),
        ":title": "",
    }
    url = template
    for name, value in placeholders.items():
        url = url.replace(name, value)
    return clean(url).rstrip("/") + suffix
