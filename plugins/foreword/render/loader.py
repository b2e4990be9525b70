"""The loader: the site's templates over the packaged ones, and nothing outside of these two folders."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import jinja2
from jinja2.loaders import BaseLoader, split_template_path

from foreword.source.digest import digest_of
from foreword.source.text import decode

PACKAGED = Path(__file__).parent.parent / "templates"
PREFIX = "foreword:"
SUFFIX = ".html.jinja"


class TemplateLoader(BaseLoader):
    """Loads `components/x.html.jinja` from the site's folder, else from the package.

    `foreword:components/x.html.jinja` is always the packaged one, so that an override can extend it.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self.digests: dict[str, str] = {}
        """The digest of each template of the site as it was read, by its path from the root."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """See `jinja2.BaseLoader.get_source`. Raises TemplateNotFound for what is not in the folders."""
        path = self.find(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        raw = path.read_bytes()
        self.digests[self.display_path(template)] = digest_of(raw)
        return decode(raw, self.display_path(template)), None, None

    def find(self, template: str) -> Path | None:
        """The file of a template; None where there is none, or where it would lie outside of the folders."""
        if not isinstance(template, str):
            return None
        name = template.removeprefix(PREFIX)
        try:
            parts = split_template_path(name)
        except jinja2.TemplateNotFound:
            return None
        for folder in [PACKAGED] if name != template else [self.folder, PACKAGED]:
            path = folder.joinpath(*parts)
            if os.path.isfile(path):  # quiet about names that no file can have
                inside = self.root if folder is self.folder else PACKAGED
                return path if path.resolve().is_relative_to(inside.resolve()) else None
        return None

    def display_path(self, template: str) -> str:
        """The path of a template as diagnostics tell it: from the site's root, or `foreword:...`."""
        name = template.removeprefix(PREFIX)
        with contextlib.suppress(jinja2.TemplateNotFound):
            name = "/".join(split_template_path(name))  # as it is found: `/a.md` is `a.md`
        if not template.startswith(PREFIX) and (self.folder / name).is_file():
            return (self.folder / name).relative_to(self.root).as_posix()
        return PREFIX + name

    def list_templates(self) -> list[str]:
        """Every template by its name."""
        found = {
            path.relative_to(folder).as_posix()
            for folder in (PACKAGED, self.folder)
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }
        return sorted(found)

    def own_names(self) -> list[str]:
        """The names of the site's own templates."""
        return [name for name in self.list_templates() if not self.display_path(name).startswith(PREFIX)]

    def component_names(self) -> list[str]:
        """The names of the templates in `components/`."""
        return sorted(
            {
                path.name.removesuffix(SUFFIX)
                for folder in (PACKAGED, self.folder)
                for path in (folder / "components").glob(f"*{SUFFIX}")
            }
        )
