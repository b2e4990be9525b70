"""The pages of the migrated site as Foreword makes them, without MkDocs, and the texts in their values."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import jinja2
from jinja2.runtime import new_context
from markdown import Markdown

from foreword.compat.blocks import Blocks
from foreword.compat.dialect import CompatEnvironment
from foreword.compat.page import CompatRenderer
from foreword.compat.stage import SHARED, Stage
from foreword.lint.config import read_config
from foreword.lint.host import LintHost, UnusableExtensionError, check_extensions
from foreword.lint.reading import read_site
from foreword.migrate.verify.failure import VerifyError
from foreword.migrate.verify.foreword_build import config_of
from foreword.render.entry import Entry
from foreword.render.run import Use
from foreword.render.slots import ANY
from foreword.source.diagnostic import ContentError
from foreword.source.text import Text


class ForewordPages:
    """Renders the documents of a migrated site. Raises VerifyError where there is none that can be read."""

    def __init__(self, folder: Path) -> None:
        config = config_of(folder)
        try:
            self.config = read_config(config)
            check_extensions(self.config)
        except (ContentError, UnusableExtensionError) as error:
            raise VerifyError(f"{config}: {error}") from error
        self.linted = read_site(self.config)
        if not isinstance(self.linted.site.environment, CompatEnvironment):
            raise VerifyError(f"{config} lacks the option `compat: jekyll` of the plugin `foreword`.")

    def markdown(self, source: str) -> str:
        """Markdown as the extensions of mkdocs.yml convert it."""
        return self._converter.reset().convert(source)

    @cached_property
    def _converter(self) -> Markdown:
        """The converter, reset before each use."""
        configs = {name: dict(options) for name, options in self.config.extension_configs.items()}
        return Markdown(extensions=[*self.config.extensions], extension_configs=configs)

    def entry(self, target: str) -> Entry | None:
        """The document at a path from the docs."""
        return self.linted.site.entries.get(self.linted.site.docs + target)

    def page(self, entry: Entry) -> str:
        """The content of a page, with what failed in it in its place."""
        renderer = self._renderer(entry)
        renderer.meta()
        return ANY.sub("(failed)", self.linted.site.render(renderer, entry.document.body).html)

    def text(self, entry: Entry, value: Text) -> str:
        """A text of the site's values, as a page expands it that names it."""
        renderer = self._renderer(entry)
        environment = renderer.environment
        stage = Stage(renderer.names_of(""))
        environment.begin(renderer.run, stage, Blocks())
        context = new_context(environment, None, {}, {**stage.names, SHARED: stage.shared}, shared=True)
        renderer.run.uses.append(Use(value, None, None, -1))
        try:
            return environment.printed(environment.evaluated(value, context))
        except (jinja2.TemplateError, ContentError) as error:
            return f"(failed: {error})"

    def _renderer(self, entry: Entry) -> CompatRenderer:
        """What renders a document."""
        site = self.linted.site
        host = LintHost(self.config, self.linted.files, entry.relative, site.docs, site.unpublished)
        renderer = site.renderer(entry, host)
        assert isinstance(renderer, CompatRenderer)
        return renderer
