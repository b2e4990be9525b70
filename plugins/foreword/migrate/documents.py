"""Documents: front matter in place, with what Jekyll took from the file's name, and the body."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from foreword.migrate.conversion import Conversion, literal
from foreword.migrate.document import HTML_SUFFIXES, JekyllDocument, categories_of, date_of
from foreword.migrate.finding import Finding
from foreword.migrate.front_matter import Parts
from foreword.migrate.jekyll_config import JekyllConfig
from foreword.migrate.kramdown import normalised
from foreword.migrate.sorting import POST
from foreword.migrate.yaml_text import on_one_line
from foreword.source.diagnostic import Place
from foreword.source.options import YAML_SUFFIXES

INDENT = re.compile(r"^([ ]*)[^\s#]", re.MULTILINE)


def migrated_document(
    document: JekyllDocument, config: JekyllConfig, conversion: Conversion, more: Mapping[str, Any]
) -> tuple[str, list[Finding]]:
    """The file that a document becomes, and what is to be told of it. `more` are keys that its front matter gets."""
    parts = document.parts
    added = {**given_keys(document, config), **more}
    is_yaml = document.suffix in YAML_SUFFIXES
    head, findings = conversion.yaml(parts.yaml, document.path, parts.yaml_line - 1)
    if added:
        try:
            head = with_keys(head, added)
        except ValueError as error:
            message = f"the front matter lacks {', '.join(f'`{key}`' for key in added)}: {error}"
            findings.append(Finding("todo", Place(document.path, parts.yaml_line), message, "add the keys by hand"))
    if is_yaml:
        return head, findings
    if document.data.get("render_with_liquid") is False:
        body, more_findings = literal(parts.body), list[Finding]()
    else:
        body, more_findings = conversion.template(parts.body, Place(document.path, parts.body_line), document.path)
    if document.is_markdown(config):
        body = normalised(body).source
    if not parts.has_front_matter and parts.body.startswith("---"):
        message = "the front matter is never closed: Jekyll takes it for text, as it is here now"
        findings.append(Finding("mended", Place(document.path), message, "write a line `---` below it", "likely"))
        return f"---\n{head}---\n{body}", [*findings, *more_findings]
    return joined(parts, head, body), [*findings, *more_findings]


def joined(parts: Parts, head: str, body: str) -> str:
    """A file from its parts; one without front matter gets some where keys were added."""
    if not parts.has_front_matter:
        return f"---\n{head}---\n{body}" if head else body
    return parts.opening + head + parts.closing + body


def given_keys(document: JekyllDocument, config: JekyllConfig) -> dict[str, Any]:
    """The keys that Jekyll gives a document by its name and folder, and its front matter does not have."""
    found: dict[str, Any] = {}
    if document.suffix in HTML_SUFFIXES:
        found["markup"] = "html"
    if document.collection is None:
        return found
    dated = POST.match(document.path)
    slug = dated[2] if dated else posixpath.splitext(posixpath.basename(document.path))[0].rstrip(".")
    if document.data.get("title") in (None, False):
        found["title"] = " ".join(word.capitalize() for word in slug.split("-"))
    if dated and document.data.get("date") is None:
        date = date_of(document, config)
        found["date"] = date.strftime("%Y-%m-%d") if date else dated[1]
    categories = categories_of(document, document.path)
    if categories and "categories" not in document.data and "category" not in document.data:
        found["categories"] = categories
    return found


def with_keys(head: str, added: Mapping[str, Any]) -> str:
    """Front matter with more keys at its end. Raises ValueError where that cannot be done in place."""
    indent = INDENT.search(head)
    lead = indent[1] if indent else ""
    if indent and head[indent.end() - 1] in "{[":
        raise ValueError("it is written in brackets")
    own = head if not head or head.endswith("\n") else head + "\n"
    lines = [f"{key}: {on_one_line(value)}\n" for key, value in added.items()]
    return own + "".join(lead + line for line in lines)
