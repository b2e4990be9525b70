"""A kept page: what is known of a page once it is rendered, as an entry of the cache."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foreword.cache.packing import Told, diagnostic_of, pack, row_of, unpack
from foreword.link.html import Heading
from foreword.link.rendered import Rendered


@dataclass
class KeptPage:
    """A rendered page, and what it depends on.

    `source` is the digest of the bytes of its document, `body` that of its Markdown as other plugins left it. `reads`
    are the digests of all that it read, by what `Rendered.reads` has; `meta` is its front matter as themes see it;
    `told` is what the builder logged, `anchors` the links with an anchor: by the path of the target, the anchor and the
    link as it was written. `title` is what the page's first heading makes its title. `content` is the digest of the
    finished content, where it is that whatever other pages become: its entry has the HTML then, and `rendered` none.
    """

    source: str
    body: str
    reads: dict[str, str]
    meta: dict[str, Any]
    rendered: Rendered
    told: list[Told]
    anchors: dict[str, dict[str, str]]
    title: str | None = None
    content: str = ""

    def packed(self) -> bytes:
        """The page as bytes. Raises ValueError, TypeError or OverflowError where its meta is no plain data."""
        rendered = self.rendered
        return pack(
            {
                "source": self.source,
                "body": self.body,
                "reads": self.reads,
                "meta": self.meta,
                "told": self.told,
                "anchors": self.anchors,
                "path": rendered.path,
                "title": self.title,
                "content": self.content,
                "html": "" if self.content else rendered.html,
                "contents": [[heading.level, heading.id, heading.name] for heading in rendered.contents],
                "ids": rendered.ids,
                "links": rendered.links,
                "documents": rendered.documents,
                "renamed": rendered.renamed,
                "credentials": rendered.credentials,
                "failures": [row_of(diagnostic) for diagnostic in rendered.failures],
                "diagnostics": [row_of(diagnostic) for diagnostic in rendered.diagnostics],
                "read": rendered.reads,
                "components": rendered.components,
                "styled": rendered.styled,
            }
        )


def kept_page(content: bytes | None) -> KeptPage | None:
    """The page of an entry's bytes; None where they are none of this form."""
    found = unpack(content) if content is not None else None
    if not isinstance(found, dict):
        return None
    try:
        return KeptPage(
            source=found["source"],
            body=found["body"],
            reads=found["reads"],
            meta=found["meta"],
            rendered=rendered_of(found),
            told=[(name, level, message) for name, level, message in found["told"]],
            anchors=found["anchors"],
            title=found["title"],
            content=found["content"],
        )
    except (KeyError, TypeError, ValueError):
        return None


def rendered_of(found: Mapping[str, Any]) -> Rendered:
    """The rendered page in plain data. Raises KeyError, TypeError or ValueError."""
    return Rendered(
        path=found["path"],
        html=found["html"],
        contents=[Heading(level, id_, name) for level, id_, name in found["contents"]],
        ids=found["ids"],
        links=found["links"],
        documents=found["documents"],
        renamed=found["renamed"],
        credentials=found["credentials"],
        failures=[diagnostic_of(row) for row in found["failures"]],
        diagnostics=[diagnostic_of(row) for row in found["diagnostics"]],
        reads=found["read"],
        components=found["components"],
        styled=found["styled"],
    )
