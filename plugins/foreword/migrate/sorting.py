"""What each file is to Jekyll: a page, a document of a collection, a layout, an include, data, or none of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from foreword.migrate.entry_filter import EntryFilter
from foreword.migrate.jekyll_config import JekyllConfig

DATA_SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".tsv")
POST = re.compile(r"(?:.+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)\Z")
"""The name of a post: its date, its slug, its ending (`Document::DATE_FILENAME_MATCHER`)."""


@dataclass
class Sorted:
    """The files of a Jekyll site by what they are, each by its path. Those of a collection are told with its name."""

    pages: list[str] = field(default_factory=list)
    documents: list[tuple[str, str]] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    static: list[tuple[str, str | None]] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    ruby: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Paths that Jekyll does not read, each with the reason."""


def sort_files(
    paths: Iterable[str], config: JekyllConfig, has_header: Callable[[str], bool], is_folder: Callable[[str], bool]
) -> Sorted:
    """Sort the files of a site as Jekyll's readers do. Raises what `has_header` raises."""
    rules = EntryFilter(config, is_folder)
    found = Sorted()
    lead = f"{config.collections_folder}/" if config.collections_folder else ""
    folders = {f"{lead}_{name}/": name for name in config.collections if name not in ("posts", "data")}

    @cache
    def is_read(folder: str) -> bool:
        """Whether Jekyll goes into a folder."""
        parent, name = posixpath.split(folder)
        return not folder or (is_read(parent) and rules.takes(name, parent))

    def sort(path: str) -> None:
        folder, name = posixpath.split(path)
        special = special_folder(path, config)
        if special is not None:
            kind, entry = special
            sort_special(path, kind, entry)
            return
        collection = next((lead for lead in folders if path.startswith(lead)), None)
        if collection is not None:
            if not rules.takes(path.removeprefix(collection), collection.removeprefix(lead).rstrip("/")):
                leave(path, path.removeprefix(collection))
            elif has_header(path):
                found.documents.append((path, folders[collection]))
            else:
                found.static.append((path, folders[collection]))
            return
        dated = re.match(r"(|.*?/)(_posts|_drafts)/(.+)", path)
        if dated and is_read(dated[1].rstrip("/")) and dated[1].startswith(lead):
            if not rules.takes(dated[3], dated[1] + dated[2]):
                leave(path, dated[3])
            elif dated[2] == "_drafts":
                found.drafts.append(path)
            elif POST.match(dated[3]):
                found.documents.append((path, "posts"))
            else:
                found.left_out.append((path, "its name is not that of a post, as 2024-12-31-title.md"))
            return
        if not is_read(folder) or not rules.takes(name, folder):
            leave(path, path)
        elif has_header(path):
            found.pages.append(path)
        else:
            found.static.append((path, None))

    def sort_special(path: str, kind: str, entry: str) -> None:
        if kind == "layouts" and "." in posixpath.basename(entry) and rules.takes(entry):
            found.layouts.append(path)
        elif kind == "includes":
            found.includes.append(path)
        elif kind == "data" and path.endswith(DATA_SUFFIXES) and "/." not in f"/{entry}":
            found.data.append(path)
        elif kind == "plugins" and path.endswith(".rb"):
            found.ruby.append(path)
        else:
            found.left_out.append((path, f"Jekyll does not read it among its {kind}"))

    def leave(path: str, entry: str) -> None:
        parts = path.split("/")
        above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        excluded = any(rules.is_excluded(part) for part in above)
        reason = "`exclude` in the configuration leaves it out" if excluded else "Jekyll passes over such names"
        found.left_out.append((path, reason))

    for path in paths:
        sort(path)
    return found


def special_folder(path: str, config: JekyllConfig) -> tuple[str, str] | None:
    """In which of Jekyll's own folders a path is, and its path from there."""
    for kind in ("layouts", "includes", "data", "plugins"):
        folder: str = getattr(config, kind)
        if folder and path.startswith(folder + "/"):
            return kind, path[len(folder) + 1 :]
    return None
