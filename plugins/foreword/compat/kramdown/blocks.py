"""The blocks of a document but for lists, tables and HTML. Each function reads one block, if it begins here."""

from __future__ import annotations

import re

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.attributes import IDENTIFIER, LIST_LINE, NAMED_LIST_LINE
from foreword.compat.kramdown.document import Blocks, Footnote
from foreword.compat.kramdown.lines import (
    BLANK_LINES,
    END_OF_BLOCK,
    code_end,
    is_boundary,
    is_rule,
    line_after,
    paragraph_end,
    quotation_end,
    text_start,
)
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.tags import SPACE, WHITE

CODE_INDENT = re.compile("^(?:\t| {4})", re.MULTILINE)
LAZY_CODE = re.compile(rf"\n(?= {{0,3}}[^{WHITE}])")
FENCE = re.compile(r"([~`]{3,})[^\n]*\n")
FENCE_ALONE = re.compile(r"\n {0,3}([~`]{3,})[ \t\r\f\v]*(?=\n)")
QUOTE_MARK = re.compile("^ {0,3}> ?", re.MULTILINE)
HEADING = re.compile("(#{1,6})[ \t]+(.*)\n")
HEADING_END = re.compile("[ \t]#+$")
HEADING_ID = re.compile(r"[ \t]\{#([^\W\d][\w.:-]*|:[\w.:-]*)\}$")
UNDERLINE = re.compile(r"([=-])[=-]*[ \t\r\f\v]*\n")
MATH = re.compile(r"\$\$(.*?)\$\$(?:[ \t\r\f\v]*\n)?", re.DOTALL)
FOOTNOTE = re.compile(rf"\[\^({IDENTIFIER})\]:")
ABBREVIATION = re.compile(r"\*\[(.+?)\]:(.*)\n")
LINK = re.compile(r"\[([^\]\n]+)\]:[ \t]*(.*)\n")
TITLE = re.compile("[ \t]+([\"'])(.+)\\1")
TITLE_AT_END = re.compile(f"{TITLE.pattern}$")
TITLE_LINE = re.compile("[ \t]*([\"'])(.+)\\1[ \t]*\n")
TITLE_BEGINS = re.compile("[ \t][\"']")
WHITE_RUN = re.compile(f"{SPACE}+")

DEFINITIONS = ("link", "abbreviation", "footnote")
"""What may have attributes although nothing is shown where it stands."""


def blank(at: Blocks) -> bool:
    """Blank lines."""
    found = at.take(BLANK_LINES)
    if not found:
        return False
    last = at.last()
    if last is not None and last.kind == "blank":
        last.value += found[0]
    else:
        at.add(Node("blank", found[0]))
    return True


def indented_code(at: Blocks) -> bool:
    """Code that is indented by four columns. A line that goes on without indentation belongs to the one before."""
    code = at.up_to(code_end(at.text, at.position))
    at.add(Node("code_block", CODE_INDENT.sub("", LAZY_CODE.sub(" ", code))))
    return True


def fenced_code(at: Blocks) -> bool:
    """Code between fences of tildes or backticks."""
    opening = FENCE.match(at.text, at.first)
    if not opening or opening[1] in at.unclosed:
        return False
    line = opening[0].rstrip(WHITE)
    if not is_one_word(line[len(opening[1]) :]):
        return False
    found = closed_fence(at.text, line, opening)
    if not found:
        at.unclosed.add(opening[1])
        return False
    mark, closing = found
    code = at.text[opening.end() : closing.start() + 1]
    at.position = closing.end() + 1
    language = line[len(mark) :].strip(WHITE)
    # What is behind a question mark is meant for a highlighter.
    language = language[:1] + language[1:].partition("?")[0]
    at.add(Node("code_block", code, {"class": f"language-{language}"} if language else {}, language=language))
    return True


def closed_fence(text: str, line: str, opening: re.Match[str]) -> tuple[str, re.Match[str]] | None:
    """The mark of a fence, and the fence that closes it: the mark, perhaps with more of its last sign.

    Where none is as long as the opening fence, a shorter one closes it: what is left of the opening one is part of the
    name of the language then.
    """
    longest = opening[1]
    fences: list[re.Match[str]] = []
    for fence in FENCE_ALONE.finditer(text, opening.end() - 1):
        fences.append(fence)
        if closes(longest, fence[1]):
            return longest, fence
    for length in range(min(len(longest) - 1, max((len(fence[1]) for fence in fences), default=0)), 2, -1):
        if not is_one_word(line[length:]):
            break
        for fence in fences:
            if closes(longest[:length], fence[1]):
                return longest[:length], fence
    return None


def closes(mark: str, fence: str) -> bool:
    """Whether a fence closes one that opens with this mark."""
    return fence.startswith(mark) and not fence[len(mark) :].strip(mark[-1])


def is_one_word(text: str) -> bool:
    """Whether there is no white space in a text but around it."""
    return not WHITE_RUN.search(text.strip(WHITE))


def quotation(at: Blocks) -> bool:
    """A block quotation."""
    if at.is_too_deep():
        return False
    text = at.up_to(quotation_end(at.text, at.position))
    node = at.new(Node("blockquote"))
    at.tree.children.append(node)
    Blocks(at.document, node, QUOTE_MARK.sub("", text)).parse()
    return True


def marked_heading(at: Blocks) -> bool:
    """A heading with `#`. In GitHub's Markdown it needs white space behind the mark, and no boundary before."""
    found = HEADING.match(at.text, at.position)
    if not found:
        return False
    text, identifier = heading_parts(found[2])
    text = HEADING_END.sub("", text).rstrip(WHITE)
    if not text:
        return False
    at.position = found.end()
    add_heading(at, len(found[1]), text, identifier)
    return True


def underlined_heading(at: Blocks) -> bool:
    """A heading that is underlined."""
    end = line_after(at.text, at.first)
    if not at.text.startswith(("-", "="), end) or not at.is_after_boundary():
        return False
    underline = UNDERLINE.match(at.text, end)
    text, identifier = heading_parts(at.text[at.first : end])
    if not underline or not text:
        return False
    at.position = underline.end()
    add_heading(at, 1 if underline[1] == "=" else 2, text, identifier)
    return True


def heading_parts(source: str) -> tuple[str, str]:
    """The text of a heading, and the id that is written behind it."""
    text = source.rstrip(WHITE)
    found = HEADING_ID.search(text) if text.endswith("}") else None
    return (text[: found.start()].rstrip(WHITE), found[1]) if found else (text, "")


def add_heading(at: Blocks, level: int, text: str, identifier: str) -> None:
    """Add a heading to the tree."""
    node = Node("heading", level=level)
    node.add_text(text, "raw_text")
    if identifier:
        node.attributes["id"] = identifier
    at.add(node)


def rule(at: Blocks) -> bool:
    """A horizontal rule."""
    if not is_rule(at.text, at.position):
        return False
    at.position = line_after(at.text, at.position)
    at.add(Node("hr"))
    return True


def math(at: Blocks) -> bool:
    """Mathematics between `$$`, with nothing else in its lines."""
    found = MATH.match(at.text, at.first)
    if not found or not at.is_after_boundary() or not is_boundary(at.text, found.end()):
        return False
    at.position = found.end()
    at.add(Node("math", found[1].strip(WHITE), is_block=True))
    return True


def escaped_math(at: Blocks) -> bool:
    """What would be mathematics without a backslash before it: a paragraph, without the backslash."""
    found = MATH.match(at.text, at.first + 1)
    if found and found[0].endswith("\n") and at.is_after_boundary():
        at.position = at.first = at.first + 1
    return False


def footnote(at: Blocks) -> bool:
    """The definition of a footnote: the rest of the line, and what is indented below it."""
    found = FOOTNOTE.match(at.text, at.first)
    if not found or at.is_too_deep():
        return False
    at.position = found.end()
    text = at.up_to(code_end(at.text, line_after(at.text, at.position)))
    content = Node("footnote_content")
    Blocks(at.document, content, CODE_INDENT.sub("", text)).parse()
    at.add(Node("end", "footnote"))
    at.document.footnotes[found[1]] = Footnote(content, at.tree.children[-1])
    return True


def link(at: Blocks) -> bool:
    """The definition of a link: `[name]: address "title"`, the title perhaps in the next line."""
    found = LINK.match(at.text, at.first)
    rest = found[2].rstrip(" \t") if found else ""
    if not found or not rest.strip(WHITE):
        return False
    end = found.end()
    address, title = address_and_title(rest)
    if address is None:
        return False
    if title is None and (below := TITLE_LINE.match(at.text, end)):
        title, end = below[2], below.end()
    at.position = end
    at.add(Node("end", "link"))
    at.document.links[link_id(found[1])] = (address, title, at.tree.children[-1])
    return True


def address_and_title(source: str) -> tuple[str | None, str | None]:
    """The address in a line, and the title behind it if there is one. No address where a title is left open."""
    if source.startswith("<"):
        end = 0
        while (end := source.find(">", end + 1)) > 0:
            titled = TITLE.fullmatch(source, end + 1)
            if titled or end + 1 == len(source):
                return source[1:end], titled[2] if titled else None
    titled = TITLE_AT_END.search(source)
    address = source[: titled.start()] if titled else source
    return None if TITLE_BEGINS.search(address) else address, titled[2] if titled else None


def link_id(source: str) -> str:
    """The name by which a link definition is found."""
    return WHITE_RUN.sub(" ", source).lower()


def abbreviation(at: Blocks) -> bool:
    """The definition of an abbreviation."""
    found = ABBREVIATION.match(at.text, at.first)
    if not found:
        return False
    at.position = found.end()
    at.add(Node("end", "abbreviation"))
    at.document.abbreviations[found[1]] = (found[2].strip(WHITE), at.tree.children[-1])
    return True


def attribute_list(at: Blocks) -> bool:
    """An attribute list for the block before or behind it, or one with a name."""
    if named := NAMED_LIST_LINE.match(at.text, at.first):
        at.position = named.end()
        attributes.read(named[2], at.document.lists.setdefault(named[1], AttributeList()))
        at.add(Node("end", "list"))
        return True
    found = LIST_LINE.match(at.text, at.first)
    if not found:
        return False
    at.position = found.end()
    last = at.last()
    if last is None or last.kind == "blank" or (last.kind == "end" and last.value not in DEFINITIONS):
        at.listed = at.listed or AttributeList()
        attributes.read(found[1], at.listed)
        return True
    last.listed = last.listed or AttributeList()
    attributes.read(found[1], last.listed)
    if not LIST_LINE.match(at.text, text_start(at.text, at.position)):
        at.add(Node("end", "attributes"))
    return True


def end_of_block(at: Blocks) -> bool:
    """The mark `^` that ends a block."""
    if not at.take(END_OF_BLOCK):
        return False
    at.add(Node("end"))
    return True


def paragraph(at: Blocks) -> bool:
    """A paragraph, or what goes on with the one before it."""
    start = at.position
    text = at.up_to(paragraph_end(at.text, start)).rstrip(WHITE)
    last = at.last()
    if last is None or last.kind != "p":
        node = Node("p")
        node.add_text(text.lstrip(WHITE), "raw_text")
        at.add(node)
    elif last.children and last.children[-1].kind == "raw_text":
        broken = at.text.endswith("  \n", 0, start)
        last.children[-1].value += ("  \n" if broken else "\n") + text
    else:
        last.add_text(text, "raw_text")
    return True
