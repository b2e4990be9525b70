"""Python-Markdown's own processors in less time: what they look for is looked for only where it can be. They give the
same HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown import Markdown, inlinepatterns
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import Pattern
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, STX, AtomicString

SIGNS = {
    "BACKTICK_RE": ("`",),
    "ESCAPE_RE": ("\\",),
    "REFERENCE_RE": ("[",),
    "LINK_RE": ("[",),
    "IMAGE_LINK_RE": ("![",),
    "IMAGE_REFERENCE_RE": ("![",),
    "AUTOLINK_RE": ("<",),
    "AUTOMAIL_RE": ("<",),
    "HTML_RE": ("<",),
    "ENTITY_RE": ("&",),
    "LINE_BREAK_RE": ("  \n",),
    "NOT_STRONG_RE": ("*", "_"),
    "EM_STRONG_RE": ("*",),
    "EM_STRONG2_RE": ("_",),
    "SMART_EMPHASIS_RE": ("_",),
}
"""What a text has to hold for a pattern of Python-Markdown's to match: one of these one or two."""
OF_PATTERN: dict[str, tuple[str, ...]] = {
    # The delimiters of emphasis, and the extension of footnotes.
    **{getattr(inlinepatterns, name): signs for name, signs in SIGNS.items() if hasattr(inlinepatterns, name)},
    r"\*|_": ("*", "_"),
    r"\[\^([^\]]*)\]": ("[^",),
}


def signs_of(pattern: Any) -> tuple[str, ...] | None:
    """What a text has to hold for a pattern to match, one of these; None where that is not known."""
    searches = isinstance(pattern, inlinepatterns.InlineProcessor)
    if not searches or type(pattern).getCompiledRegExp is not Pattern.getCompiledRegExp:
        return None
    return OF_PATTERN.get(pattern.pattern)


class QuickInlineProcessor(InlineProcessor):
    """Python-Markdown's treeprocessor of inline patterns, which passes over those that a text has no sign of."""

    _InlineProcessor__applyPattern: Callable[..., tuple[str, bool, int]]

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """See `markdown.treeprocessors.InlineProcessor.run`."""
        self.patterns = [(pattern, signs_of(pattern)) for pattern in self.inlinePatterns]
        signs = {sign for _, known in self.patterns for sign in known or ("",)}
        self.any_sign = re.compile("|".join(map(re.escape, sorted(signs))))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N803
        """See `markdown.treeprocessors.InlineProcessor`; `data` changes with each match."""
        if isinstance(data, AtomicString) or self.any_sign.search(data) is None:
            return data
        number, start = patternIndex, 0
        while number < len(self.patterns):
            pattern, signs = self.patterns[number]
            if signs is None or signs[0] in data or signs[-1] in data:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)
                if matched:
                    continue
            number += 1
            start = 0
        return data


class QuickTocTreeprocessor(TocTreeprocessor):
    """The toc extension's treeprocessor, which has nothing to do where there is no heading and no marker."""

    nothing: str | None = None
    """The table of contents where there is no heading."""

    def run(self, doc: Any) -> None:
        """See `markdown.extensions.toc.TocTreeprocessor.run`."""
        if any(self._is_heading(element.tag) or self._is_marker(element.text) for element in doc.iter()):
            super().run(doc)
            return
        if self.nothing is None:
            super().run(doc)
            self.nothing = self.md.toc  # type: ignore[attr-defined]
        self.md.toc_tokens, self.md.toc = [], self.nothing  # type: ignore[attr-defined]

    def _is_heading(self, tag: object) -> bool:
        """Whether a tag is a heading's."""
        return isinstance(tag, str) and self.header_rgx.match(tag) is not None

    def _is_marker(self, text: str | None) -> bool:
        """Whether the marker, for which the table of contents is to stand, is in a text."""
        return bool(self.marker) and text is not None and self.marker in text


class QuickRawHtmlPostprocessor(RawHtmlPostprocessor):
    """The postprocessor that puts the HTML back which was taken out, and looks for what stands for it by its first
    letters."""

    def run(self, text: str) -> str:
        """See `markdown.postprocessors.RawHtmlPostprocessor.run`."""
        stash = self.md.htmlStash
        parts, at = [], 0
        for found in HTML_PLACEHOLDER_RE.finditer(text):
            number, (start, end) = int(found[1]), found.span()
            if number >= stash.html_counter:
                continue
            html = self.stash_to_string(stash.rawHtmlBlocks[number])  # type: ignore[arg-type]
            if start - 3 >= at and text.startswith("<p>", start - 3) and text.startswith("</p>", end):
                start, end = start - 3, end + 4
                html = html if self.isblocklevel(html) else f"<p>{html}</p>"
            parts += [text[at:start], self.run(html) if STX in html else html]
            at = end
        return "".join([*parts, text[at:]]) if parts else text


def quicken(md: Markdown) -> None:
    """Let a converter look for inline syntax, for headings and for HTML only where they can be."""
    if type(md.postprocessors["raw_html"]) is RawHtmlPostprocessor:
        md.postprocessors["raw_html"].__class__ = QuickRawHtmlPostprocessor
    if "toc" in md.treeprocessors and type(md.treeprocessors["toc"]) is TocTreeprocessor:
        md.treeprocessors["toc"].__class__ = QuickTocTreeprocessor
    inline = md.treeprocessors["inline"]
    if type(inline) is InlineProcessor and hasattr(inline, "_InlineProcessor__applyPattern"):
        inline.__class__ = QuickInlineProcessor
