"""Files: the documents of the docs folder, as the plugin hands them to the engine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from foreword.site import DocumentFile, Site


class YamlDocument(File):
    """A YAML file that is a document: it makes a page, where MkDocs would copy it as it is."""

    def is_documentation_page(self) -> bool:
        """See `mkdocs.structure.files.File`."""
        return True


def find_documents(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Load the documents among the files into the site; those that make no page are left out of what is built.

    What `exclude_docs` leaves out is read only where it is in a collection: it makes no page, but can be queried.
    """
    for file in [file for file in files if not file.is_documentation_page() and site.is_document(file.src_uri)]:
        own = YamlDocument(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, inclusion=file.inclusion)
        own.generated_by = file.generated_by
        own._content = file._content
        own.abs_src_path = file.abs_src_path
        files.remove(file)
        files.append(own)
    set_exclusions(files, config)
    pages = [
        file
        for file in files.documentation_pages(inclusion=lambda level: True)
        if is_readable(file) and (is_built(file) or site.collections_of(file.src_uri))
    ]
    site.load(DocumentFile(location_of(file, config), file.url, reader(file)) for file in pages)
    for file in pages:
        entry = site.entries.get(site.path_of(location_of(file, config)))
        if entry is not None and not entry.published:
            files.remove(file)  # MkDocs and other plugins would link to its page, also where it is excluded
        elif entry is not None and not is_built(file):
            entry.url = None


def is_built(file: File) -> bool:
    """Whether MkDocs builds the page of a file, in a preview at least."""
    return file.inclusion != InclusionLevel.EXCLUDED


def location_of(file: File, config: MkDocsConfig) -> Path:
    """Where a file is, or would be if it were in the docs folder."""
    return Path(file.abs_src_path or os.path.join(config.docs_dir, file.src_uri))


def is_readable(file: File) -> bool:
    """Whether a file has bytes: one that a plugin has made may have its page only."""
    return file._content is not None or (file.abs_src_path is not None and os.path.isfile(file.abs_src_path))


def reader(file: File) -> Callable[[], bytes]:
    """What reads a file's bytes."""
    return lambda: file.content_bytes
