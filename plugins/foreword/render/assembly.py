"""Assembly: a page's pieces converted, and every slot filled with what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.render import slots
from foreword.render.budget import DEPTH
from foreword.render.environment import Environment
from foreword.render.failure import place_of_use
from foreword.render.markdown import convert
from foreword.render.run import Piece, Use
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import SourceFile

BLOCK_TAG = re.compile(
    r"<(?:address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p"
    r"|pre|section|table|ul)\b"
)
OPEN_OR_CLOSE = re.compile(
    r"</(?P<close>[a-zA-Z][\w-]*)\s*>|<(?!(?:area|br|col|embed|hr|img|input|link|meta|source|wbr|p|li|dt|dd|td|th|tr|option)\b)[a-zA-Z][^<>]*(?<!/)>"
)
TAG_WITH_SLOT = re.compile(f"<[^<>]*{slots.HTML}[^<>]*>")
EMPTY_ANCHORS = re.compile(r"^(?:\s*<a id=\"[^\"]*\"></a>)*\s*")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING_ID = re.compile(r"<h[1-6]\b[^<>]*\bid=\"([^\"]*)\"")
COUNTED = re.compile(r"(.+)_\d+")
OWN_LINK = re.compile(r"href=\"#([^\"]*)\"")
HEADING_TAG = re.compile(r"(</?h)([1-6])(?=[\s>])")
CODE_TAG = re.compile(r"<(code|pre)\b[^<>]*>")


def assemble(environment: Environment, html: str, file: SourceFile) -> str:
    """The finished HTML of the page that is being rendered: `html` with each slot filled.

    `file` is its document, in which the place of an element that is left open is looked for. Slots
    may hold slots; what they come to is counted in the page's budget.
    """
    run = environment.run
    pieces = {number: item for number, item in enumerate(run.html) if isinstance(item, Piece)}
    try:
        converted, rest, alone = convert(run.host, pieces) if pieces else ({}, "", [])
    except RecursionError:
        message = "the Markdown of this page is nested too deeply"
        return run.marker(Diagnostic("TP005", Place(run.path), message, "nest lists and quotes less")) + "\n"
    run.renamed = renamed_anchors(pieces, converted)
    open_alone = set(alone)
    for number, piece in pieces.items():
        if number not in open_alone and "<" in piece.source and unclosed(converted.get(number, "")):
            alone.append(number)
    for number in alone:
        line, column, tag = open_tag(slots.ANY.sub("", pieces[number].source), file.lines)
        run.reading.report(
            Diagnostic(
                "MD002",
                Place(run.path, line, column),
                f"{tag} is opened here and not closed in the same value",
                "close it in the value that opens it",
            )
        )
    opened: set[int] = set()

    def fill(match: re.Match[str]) -> str:
        kind, number = match.group(1), slots.number_of(match.group(2))
        if kind == slots.FAILURE:
            return match.group() if number < len(run.failures) else ""
        if number >= len(run.html) or number in opened:
            return ""  # a token that an author has written
        content = run.html[number]
        html = settled_piece(content, converted.get(number, ""), run.renamed) if isinstance(content, Piece) else content
        html = settled(environment, html, run.printed.get(number))
        run.budget.step()
        run.budget.allocate(len(html))
        opened.add(number)
        html = fill_all(html)
        opened.discard(number)
        return html

    def fill_all(text: str) -> str:
        return slots.TOKEN.sub(fill, text) if slots.HTML in text or slots.FAILURE in text else text

    try:
        return fill_all(html + settled(environment, rest, None)).strip() + "\n"
    except (ContentError, RecursionError):
        error = ContentError("TP005", "this page makes too much HTML", hint="show less on one page")
        return run.marker(Diagnostic("TP005", Place(run.path), error.message, error.hint)) + "\n"


def renamed_anchors(pieces: dict[int, Piece], converted: dict[int, str]) -> dict[str, dict[str, str]]:
    """The anchors of headings that are others than on a page of their document's own, where another document on this
    page has them: by the path of the document, the anchor there and here."""
    headed = {number: html for number in pieces if "<h" in (html := converted.get(number, ""))}
    ids = {number: HEADING_ID.findall(html) for number, html in headed.items()}
    everywhere = {id_ for found in ids.values() for id_ in found}
    own: dict[str, set[str]] = {}
    for number, found_ids in ids.items():
        own.setdefault(pieces[number].owner, set()).update(found_ids)
    renamed: dict[str, dict[str, str]] = {}
    for owner, found in own.items():
        for id_ in found if owner else ():
            counted = COUNTED.fullmatch(id_)
            if counted is not None and counted.group(1) not in found and counted.group(1) in everywhere:
                renamed.setdefault(owner, {})[counted.group(1)] = id_
    return renamed


def settled_piece(piece: Piece, html: str, renamed: dict[str, dict[str, str]]) -> str:
    """The HTML of a piece with its headings as deep as they are here, and its links to its own document's headings."""
    names = renamed.get(piece.owner)
    if names and 'href="#' in html:
        html = OWN_LINK.sub(lambda found: f'href="#{names.get(found.group(1), found.group(1))}"', html)
    return lowered(html, piece.shift)


def lowered(html: str, shift: int) -> str:
    """HTML of Markdown with its headings so many levels down."""
    if not shift or "<h" not in html:
        return html
    return HEADING_TAG.sub(lambda found: f"{found.group(1)}{min(int(found.group(2)) + shift, 6)}", html)


def open_tag(source: str, lines: list[str]) -> tuple[int, int, str]:
    """The tag that a piece of Markdown leaves open, at its line and column in the document where it is found there."""
    open_tags = unclosed(source)
    if source.rfind("<!--") > source.rfind("-->"):
        open_tags = ["<!--"]
    tag = open_tags[-1] if open_tags else "```"
    told = f"`{tag}`" if open_tags else "a fence" if tag in source else "an element"
    for number, line in enumerate(lines, 1):
        if tag in line:
            return number, line.index(tag) + 1, told
    return 1, 1, told


def unclosed(html: str) -> list[str]:
    """The tags that are opened in HTML (or Markdown) and not closed there, but for those that need no end."""
    open_tags: list[str] = []
    html = COMMENT.sub("", html)
    for found in OPEN_OR_CLOSE.finditer(html):
        name = found["close"]
        if name is None:
            open_tags.append(found.group())
        elif any(re.match(rf"<{name}\b", tag, re.IGNORECASE) for tag in open_tags[-20:]):
            while not re.match(rf"<{name}\b", open_tags.pop(), re.IGNORECASE):
                pass
    return open_tags


def settled(environment: Environment, html: str, around: Use | None) -> str:
    """HTML whose slots stand where HTML may; `around` is the statement that printed it, where it is known.

    One alone in a paragraph loses the paragraph when it is a block; one in code or in an attribute is a diagnostic.
    """
    if slots.HTML not in html:
        return html
    run = environment.run

    def lone(match: re.Match[str]) -> str:
        is_block = begins_with_block(run.html, slots.number_of(match.group(1)[1:-1]))
        return match.group(1) if is_block else match.group()

    def misplaced(part: str) -> str:
        tokens = slots.TOKEN.findall(part)
        numbers = [slots.number_of(digits) for kind, digits in tokens if kind == slots.HTML]
        use = next((run.printed[number] for number in numbers if number in run.printed), around)
        place = place_of_use(environment, use) if use is not None else None
        diagnostic = Diagnostic(
            "MD003",
            place or Place(run.path),
            "a component's HTML stands inside code or an attribute",
            "call it outside; to show the call itself, put it into a fence",
        )
        return slots.TOKEN.sub("", part) + run.marker(diagnostic)

    parts = code_elements(slots.LONE_HTML.sub(lone, html))
    return "".join(
        part
        if slots.HTML not in part
        else misplaced(part)
        if is_code
        else TAG_WITH_SLOT.sub(lambda tag: misplaced(tag.group()), part)
        for part, is_code in parts
    )


def begins_with_block(contents: list[str | Piece], number: int) -> bool:
    """Whether what a slot holds begins with a block: Markdown, a block's tag, or a slot that does."""
    for _ in range(DEPTH):
        content = contents[number] if number < len(contents) else ""
        if isinstance(content, Piece):
            return True
        content = EMPTY_ANCHORS.sub("", content)
        inner = slots.TOKEN.match(content)
        if inner is None or inner.group(1) != slots.HTML:
            return BLOCK_TAG.match(content) is not None
        number = slots.number_of(inner.group(2))
    return True


def code_elements(html: str) -> Iterator[tuple[str, bool]]:
    """The parts of HTML in turn, each with whether it is an element `code` or `pre`."""
    at = 0
    while (found := CODE_TAG.search(html, at)) is not None:
        end = html.find(f"</{found.group(1)}>", found.end())
        if end < 0:
            break
        yield html[at : found.start()], False
        at = end + len(found.group(1)) + 3
        yield html[found.start() : at], True
    yield html[at:], False
