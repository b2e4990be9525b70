"""The plugin: MkDocs's events, each handed to the engine."""

from __future__ import annotations

import atexit
import gc
import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from foreword.cache.packing import diagnostic_of
from foreword.mkdocs.ahead import compile_ahead
from foreword.mkdocs.cache import BuildCache, bytes_of
from foreword.mkdocs.config import ForewordConfig
from foreword.mkdocs.files import ReadFile, hidden_documents, load_documents, read_documents
from foreword.mkdocs.page import ForewordPage, adopt, is_plain
from foreword.mkdocs.short_cuts import ShortCuts
from foreword.mkdocs.theming.compiled import CompiledTemplates
from foreword.source.diagnostic import Diagnostic
from foreword.source.digest import digest_of
from foreword.source.options import Defaults, Options
from foreword.source.text import SourceFile

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from foreword.cache.kept import KeptPage
    from foreword.link.references import References
    from foreword.link.rendered import Rendered
    from foreword.mkdocs.panels import Panels
    from foreword.mkdocs.preview import Preview
    from foreword.site import Site

log = get_plugin_logger("foreword")

ASSETS = Path(__file__).parent.parent / "assets"


class ForewordPlugin(BasePlugin[ForewordConfig]):  # type: ignore[no-untyped-call]
    """Loads front matter and site data, and renders the pages of a site through templates.

    `site` is there once the documents are loaded: not in a build of a site that is as it was.
    """

    site: Site
    panels: Panels
    options: Options
    files: Files
    nav: Navigation
    env: Any

    def __init__(self) -> None:
        self.serving = False
        self.is_dirty = False
        self.server: LiveReloadServer | None = None
        self.cache: BuildCache | None = None
        self._short_cuts: ShortCuts | None = None
        self._preview: Preview | None = None
        self._watched: set[str] = set()
        self.assets: dict[str, str] = {}
        self.reported: set[Diagnostic] = set()
        self.documents: list[ReadFile] = []
        self._compiled = CompiledTemplates()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview, and whether MkDocs leaves out pages itself (`--dirty`)."""
        self.serving = command == "serve"
        self.is_dirty = dirty
        atexit.register(gc.freeze)  # or Python looks through all that is left at its end, once more and for nothing

    def on_config(self, config: MkDocsConfig) -> None:
        """Make the options of the site, and watch what it is made of."""
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.options = Options(
            root=root,
            docs=Path(config.docs_dir).resolve(),
            data=root / self.config.data_,
            templates=root / self.config.templates,
            config=read_config(Path(config.config_file_path or root / "mkdocs.yml")),
            aliases=self.config.aliases,
            labels=self.config.labels,
            literal=tuple(self.config.jinja.exclude),
            collections=self.config.collections,
            defaults=tuple(Defaults(rule.path, rule.values_) for rule in self.config.defaults),
            extensions=root / self.config.extensions if self.config.extensions else None,
            title=config.site_name or "",
            url=config.site_url or "",
            theme_copy=has_own_copy(config),
            compat=self.config.compat or "",
        )
        self.reported.clear()
        for location in self._made_of():
            self._watch(str(location), config)

    @event_priority(-100)
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Keep the server, to watch folders that come to be later; it is one that is fast, unless it is not wanted."""
        from mkdocs.livereload import LiveReloadServer

        if self.config.fast_serve and type(server) is LiveReloadServer:
            from foreword.mkdocs.server import PreviewServer

            server = PreviewServer(server, self.preview, self.config.polling)
        self.server = server
        self._watched.update(config.watch)
        return server

    def preview(self) -> Preview | None:
        """The pages of the last build, to be made one by one; None where that is not safe."""
        from foreword.mkdocs.preview import Preview

        reason = self.short_cuts.why_not_fast()
        if reason:
            log.info(f"each edit builds the whole site: {reason}")
        self._preview = None if reason else Preview(self)
        return self._preview

    def _made_of(self) -> list[Path]:
        """The folders and files outside of the docs that the site is made of, as far as they are there."""
        options = self.options
        found = (options.data, options.templates, options.extensions)
        return [location for location in found if location is not None and location.exists()]

    def has_new_folders(self) -> bool:
        """Whether there is something to be watched that was not there before."""
        return any(str(location) not in self._watched for location in self._made_of())

    def _watch(self, path: str, config: MkDocsConfig) -> None:
        """Watch a file or folder: MkDocs does it at the start, we do it for what comes to be later."""
        if path not in config.watch:
            config.watch.append(path)
        if self.server is not None and path not in self._watched:
            self.server.watch(path)
        self._watched.add(path)

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep what is in the folder of the site, where that is safe."""
        self._preview = None
        self._short_cuts = ShortCuts(self, config)
        self._short_cuts.begin()

    @property
    def short_cuts(self) -> ShortCuts:
        """The short cuts of the build that is running."""
        assert self._short_cuts is not None
        return self._short_cuts

    @event_priority(-90)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the documents, those of other plugins too; add the assets, under names that change with their bytes."""
        self.documents = read_documents(files, self.options, config)
        self.cache = self.short_cuts.open_cache(self.documents)
        state = self.short_cuts.restorable()
        if state is None:
            self.load(config)
            hidden = hidden_documents(self.site, self.documents)
        else:
            self.report([diagnostic_of(row) for row in state.early])
            hidden = state.hidden
        for path in hidden:
            file = files.get_file_from_path(path)
            if file is not None:
                files.remove(file)  # MkDocs and other plugins would link to its page, also where it is excluded
        for asset in sorted(ASSETS.glob("*.*")):
            content = asset.read_bytes()
            name = f"assets/foreword/{asset.stem}.{hashlib.sha256(content).hexdigest()[:8]}{asset.suffix}"
            self.assets[asset.name] = name
            files.append(File.generated(config, name, content=content))
        return files

    def load(self, config: MkDocsConfig) -> None:
        """Make the site, and load the documents into it."""
        from foreword.mkdocs.panels import Panels
        from foreword.site import Site

        self.site = Site(self.options)
        self.panels = Panels(self.site.environment, self.site.excerpt, self.serving)
        is_cold = self.short_cuts.is_cold
        wait = compile_ahead(self.site.environment, len(self.documents)) if is_cold else None
        try:
            load_documents(self.site, self.documents)
        finally:
            if wait is not None:
                wait()
        self.report(self.site.diagnostics)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Take the files and the navigation as they are now, after the other plugins."""
        self.files = files
        self.nav = nav
        self.short_cuts.plan(files)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Make each page Foreword's just before it is read: what other plugins made of it is kept."""
        adopt(page, self)
        return page

    def kept(self, page: ForewordPage) -> KeptPage | None:
        """What a page, whose source is read, became in an earlier build, where it would be the same now."""
        return self.short_cuts.kept(page) if is_plain(page) else None

    def keep(self, page: ForewordPage, kept: KeptPage, targets: dict[str, None]) -> None:
        """Keep a page that is rendered; `targets` are the files of the site that it has looked up."""
        if is_plain(page):
            self.short_cuts.keep(page, kept, targets)

    @event_priority(100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Link the pages, now that all are rendered: each reference becomes the link to what it names."""
        self.env = env
        env.bytecode_cache = self._compiled
        if self.short_cuts.state is not None:
            self.report([diagnostic_of(row) for row in self.short_cuts.state.late])
            return
        pages = self.pages()
        self.link(pages, self.site.references([page.linked for page in pages if page.linked is not None]))
        for entry in self.site.entries.values():
            self.report([*entry.failures, *entry.findings])
        if self.lints:
            from foreword.mkdocs.linting import lint_build

            linked = [page.linked for page in pages if page.linked is not None]
            self._log(lint_build(self.site, linked, self.files, config))

    def link(self, pages: list[ForewordPage], references: References) -> None:
        """Make each reference on pages the link to what it names. One whose content the cache has is linked."""
        for page in pages:
            assert page.linked is not None
            rendered = page.linked.rendered
            if page.entry and not self.lints:
                self.report(rendered.diagnostics)
                continue
            rendered.html = references.resolved(page.content or "", page.linked)
            page.content = self.panels.placed(rendered.html, rendered.failures)
            page.digest = digest_of(bytes_of(page.content))
            self.report(rendered.diagnostics)
            if not self.lints:
                rendered.html = ""
                self.short_cuts.shelve(page)

    def pages(self) -> list[ForewordPage]:
        """The pages that are rendered, in the order of the navigation."""
        ordered = [*self.nav.pages, *(file.page for file in self.files.documentation_pages())]
        found = {id(page): page for page in ordered if isinstance(page, ForewordPage) and page.linked is not None}
        return list(found.values())

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Link the stylesheets, on the pages that need them."""
        if not isinstance(page, ForewordPage) or not page.styles:
            return output
        links = (get_relative_url(self.assets[name], page.url) for name in page.styles)
        styles = "".join(f'<link rel="stylesheet" href="{link}">\n' for link in links)
        return output.replace("</head>", f"{styles}</head>", 1)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Leave what the next build can begin with; a preview does it when all of its pages are up to date."""
        if self._preview is None:
            self.short_cuts.end()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave MkDocs as it was; another plugin may have failed before the build began."""
        if self._short_cuts is not None:
            self._short_cuts.give_up()

    def with_panels(self, rendered: Rendered, page: Page) -> str:
        """The content of a page: panels for markers, and the scripts at its end, where Material's instant
        navigation finds them."""
        html = self.panels.placed(rendered.html, rendered.failures)
        for name in assets_of(rendered, ".js"):
            html += f'\n<script src="{get_relative_url(self.assets[name], page.url)}" defer></script>\n'
        return html

    @property
    def lints(self) -> bool:
        """Whether the rules of the linter run in this build."""
        option = self.config.lint
        return option is True or (isinstance(option, dict) and bool(option.get("build")))

    def report(self, diagnostics: list[Diagnostic]) -> None:
        """Tell what is wrong; where the linter runs, it tells this too at the end, but for what is to be ignored."""
        if not self.lints:
            self._log(diagnostics)

    def _log(self, diagnostics: list[Diagnostic]) -> None:
        """Log each diagnostic once a build; MkDocs counts them for strict mode."""
        for diagnostic in diagnostics:
            if diagnostic not in self.reported:
                self.reported.add(diagnostic)
                log.log(LEVELS[diagnostic.severity], str(diagnostic))


LEVELS = {"error": logging.ERROR, "warning": logging.WARNING, "info": logging.INFO}
PLAIN = frozenset(["credential_table", "code_snippet"])
"""The components that need the stylesheet and the script of every page only."""


def assets_of(rendered: Rendered, suffix: str) -> list[str]:
    """The stylesheets or scripts that a page needs."""
    names = ["foreword"] if rendered.styled else []
    names += ["reference"] if set(rendered.components) - PLAIN else []
    return [name + suffix for name in names]


def read_config(location: Path) -> SourceFile:
    """mkdocs.yml, for the places of what stands in it."""
    text = location.read_text("utf-8-sig") if location.is_file() else ""
    return SourceFile(location.name, text)


def has_own_copy(config: MkDocsConfig) -> bool:
    """Whether the theme adds a copy button to code: Material with `content.code.copy`."""
    return config.theme.name == "material" and "content.code.copy" in (config.theme.get("features") or [])
