"""Linked documents: those that the tags `link` and `post_url` name by their path in the Jekyll site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

TAG = re.compile(r"\{%-?\s*(?:link|post_url)\s([^%]*?)-?%\}|\{%-?\s*(?:link|post_url)\s[^%]*\{\{")


class Linked:
    """The paths that the tags in some texts name; where one is computed, it may be any."""

    def __init__(self, texts: Iterable[str]) -> None:
        found = [match[1] for text in texts for match in TAG.finditer(text)]
        self.names = frozenset(posixpath.normpath(name.strip().lstrip("/")) for name in found if name is not None)
        self.may_be_any = any(name is None or "{{" in name for name in found)

    def has(self, path: str) -> bool:
        """Whether a document may be named: by its path, or by that of a post below `_posts`, without its ending."""
        stem = posixpath.splitext(path)[0]
        return self.may_be_any or bool(
            self.names & {path, stem, stem.replace("_posts/", "", 1), stem.split("_posts/")[-1]}
        )
