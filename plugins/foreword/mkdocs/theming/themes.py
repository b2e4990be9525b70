"""The themes whose navigation can be kept, and what stands in the way of keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, meta, nodes
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir
from mkdocs.utils.templates import url_filter

from foreword.mkdocs.theming.loops import LoopMarker


@dataclass(frozen=True)
class KnownTheme:
    """Where a theme renders the navigation: templates with loops over it, what these need for an entry, and what is
    around them."""

    loops: tuple[str, ...]
    needed: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


THEMES = {
    "mkdocs": KnownTheme(("base.html", "nav-sub.html")),
    "readthedocs": KnownTheme(("base.html", "nav.html"), ("toc.html",)),
    "material": KnownTheme(
        ("partials/nav.html", "partials/nav-item.html", "partials/tabs.html"),
        ("partials/tabs-item.html",),
        ("base.html", "partials/header.html"),
    ),
}

GIVEN = frozenset("nav pages base_url extra_css extra_javascript mkdocs_version build_date_utc config page".split())
"""The names that MkDocs gives to a page's template."""


class MarkedTheme:
    """The marked templates of a theme, or the reason why there are none."""

    reason: str | None

    def __init__(self, env: Environment, config: MkDocsConfig) -> None:
        self.codes: dict[str, CodeType] = {}
        self._env = env
        self._name = config.theme.name or ""
        self._in_base: set[str] = set()
        self.reason = changed_environment(env) or self._mark()

    def _mark(self) -> str | None:
        """Mark the templates; the reason why it cannot be done."""
        if self._name not in THEMES:
            return f"the theme {self._name!r} is not one that it knows" if self._name else "the theme is the site's own"
        theme = THEMES[self._name]
        for path in [*theme.loops, *theme.needed, *theme.around]:
            try:
                source, filename = self._source(path)
            except TemplateNotFound:
                return f"the theme {self._name!r} has no {path}"
            if not self._is_own(filename):
                return f"{path} is not the theme's own: {filename}"
            if path in theme.around:
                continue
            tree = self._env.parse(source, path, filename)
            marker = LoopMarker(theme.loops, str(len(self.codes)))
            if path in theme.loops:
                marker.visit(tree)
                if marker.count == 0:
                    return f"{path} of the theme {self._name!r} is not as it is known"
                tree.set_lineno(1)
                self.codes[path] = self._env.compile(tree, path, filename)
            names = {inner.name for inner in tree.find_all(nodes.Name)}
            if path == "base.html":
                names = self._in_base = marker.names
            if "base_url" in names:
                return f"the navigation in {path} of the theme {self._name!r} names `base_url`"
        return None

    @cached_property
    def names(self) -> set[str]:
        """The names that the marked templates look up in a page's context."""
        theme = THEMES[self._name]
        paths = [path for path in (*theme.loops, *theme.needed) if path != "base.html"]
        trees = [self._env.parse(self._source(path)[0]) for path in paths]
        return self._in_base.union(*map(meta.find_undeclared_variables, trees))

    def shadowed(self, template: str) -> str | None:
        """How a page's template, or one that it extends up to the theme's `base.html`, may change what the navigation
        shows: it gives a value of its own to a name that the marked templates look up."""
        while template != "base.html":
            source, filename = self._source(template)
            tree = self._env.parse(source)
            names = set() if self._is_own(filename) else self.names.intersection(assigned_names(tree))
            if names:
                return f"{template} sets `{min(names)}`"
            parents = list(tree.find_all(nodes.Extends))
            if len(parents) != 1 or not isinstance(parents[0].template, nodes.Const):
                return f"{template} does not extend the theme's base.html"
            template = parents[0].template.value
        return None

    def _source(self, path: str) -> tuple[str, str | None]:
        """The source of a template and its file."""
        assert self._env.loader is not None
        return self._env.loader.get_source(self._env, path)[:2]

    def _is_own(self, filename: str | None) -> bool:
        """Whether a template is the theme's own."""
        return filename is not None and Path(get_theme_dir(self._name)) in Path(filename).parents


def changed_environment(env: Environment) -> str | None:
    """What another plugin has changed in MkDocs's environment, so far as the navigation may depend on it."""
    if type(env) is not Environment or env.template_class is not Environment.template_class:
        return "another plugin has replaced the template environment"
    if env.filters.get("url") is not url_filter:
        return "another plugin has replaced the filter `url`"
    if env.finalize is not None or env.autoescape or env.is_async:
        return "another plugin has changed the template environment"
    # section-index edits the theme's templates as they are loaded, for each page in the same way.
    if type(env.loader) is not FileSystemLoader and type(env.loader).__module__ != "mkdocs_section_index.rewrites":
        return "another plugin has replaced the loader of templates"
    return None


def assigned_names(tree: nodes.Template) -> Iterator[str]:
    """The names to which a template gives a value."""
    for node in tree.find_all((nodes.Name, nodes.Import, nodes.FromImport, nodes.Macro)):
        if isinstance(node, nodes.Name):
            if node.ctx != "load":
                yield node.name
        elif isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Macro):
            yield node.name
