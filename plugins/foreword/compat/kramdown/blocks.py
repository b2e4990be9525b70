"""Kramdown's block parsers but for lists, tables and HTML; after its files of the same names."""

from __future__ import annotations

import re

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.document import Blocks, Footnote
from foreword.compat.kramdown.grammar import (
    ANY,
    ATTRIBUTE_LIST,
    ATX,
    BLANK,
    BULLET,
    DEFINITION,
    END_OF_BLOCK,
    FENCE,
    HTML_BEGINS,
    HTML_ENDS,
    LAZY_END,
    LIST_ID,
    NUMBER,
    OPTIONAL,
    QUOTE,
    RULE,
    SPACE,
    UNNAMED_LIST,
    WHITE,
)
from foreword.compat.kramdown.node import AttributeList, Node

BLANK_LINES = re.compile(BLANK)
INDENTED = ("    ", "\t")
INDENT = re.compile(r"^(?:\t| {4})", re.MULTILINE)
CODE = (
    rf"(?:(?:{BLANK})?(?:(?:\t| {{4}})[ \t]*\S.*\n)+(?:(?!{OPTIONAL}{UNNAMED_LIST}|{END_OF_BLOCK}"
    rf"|{OPTIONAL}{HTML_ENDS}|{OPTIONAL}{HTML_BEGINS})[ \t]*\S.*\n)*)*"
)
CODE_BLOCK = re.compile(CODE)
LAZY_CODE = re.compile(r"\n( {0,3}\S)")
FENCED = re.compile(
    rf"[ ]{{0,3}}(([~`]){{3,}}){SPACE}*?((\S+?)(?:\?\S*)?)?{SPACE}*?\n(.*?)^[ ]{{0,3}}\1\2*{SPACE}*?\n",
    re.MULTILINE | re.DOTALL,
)
FENCE_LINE = re.compile(rf"[ ]{{0,3}}([~`]{{3,}}){SPACE}*?(\S+?(?:\?\S*)?)?{SPACE}*?\n")
FENCE_BELOW = re.compile(r"\n {0,3}[~`]{3}")
QUOTED = re.compile(rf".*\n(?:(?!{LAZY_END}).*\n)*")
QUOTE_MARK = re.compile(f"^{QUOTE}", re.MULTILINE)
PARAGRAPH = re.compile(rf".*\n(?:(?!{LAZY_END}|{BULLET}|{NUMBER}|{ATX}|{DEFINITION}|{QUOTE}|{FENCE}).*\n)*")
PARAGRAPH_START = re.compile(rf"{OPTIONAL}[^ \t].*\n")
ATX_HEADING = re.compile(r"(#{1,6})[\t ]+(.*)\n")
SETEXT_HEADING = re.compile(rf"{OPTIONAL}([^ \t].*)\n([-=])[-=]*[ \t\r\f\v]*\n")
HEADING_ID = re.compile(r"[\t ]\{#([^\W\d][\w.:\-]*|:[\w.:\-]*)\}\Z")
END = re.compile(END_OF_BLOCK)
BOUNDARY = re.compile(rf"{BLANK}|{END_OF_BLOCK}|{OPTIONAL}{UNNAMED_LIST}|\Z")
MATH = re.compile(rf"{OPTIONAL}(\\)?\$\$(.*?)\$\$({SPACE}*?\n)?", re.DOTALL)
ESCAPED_MATH = re.compile(rf"{OPTIONAL}\\")
FOOTNOTE = re.compile(rf"{OPTIONAL}\[\^({LIST_ID})\]:{SPACE}*?(.*?\n{CODE})")
LINK = re.compile(
    rf"{OPTIONAL}\[([^\n\]]+)\]:[ \t]*(?:<(.*?)>|([^\n]*?\S[^\n]*?))"
    r"(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?([\"'])(.+?)\4)?[ \t]*?\n"
)
TITLE_LEFT = re.compile("[ \t]+[\"']")
ABBREVIATION = re.compile(rf"{OPTIONAL}\*\[(.+?)\]:(.*?)\n")
NAMED_LIST = re.compile(rf"{OPTIONAL}\{{:({LIST_ID}):({ANY}+)\}}{SPACE}*?\n")
BLOCK_LIST = re.compile(OPTIONAL + ATTRIBUTE_LIST)


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
    """Code that is indented by four columns, with lines that go on lazily."""
    if not at.text.startswith(INDENTED, at.position):
        return False
    found = at.take(CODE_BLOCK)
    code = LAZY_CODE.sub(r" \1", found[0]) if found else ""
    at.add(Node("code_block", INDENT.sub("", code)))
    return True


def fenced_code(at: Blocks) -> bool:
    """Code between fences of tildes or backticks."""
    opening = FENCE_LINE.match(at.text, at.position)
    if not opening or opening[1] in at.unclosed:
        return False
    found = at.take(FENCED) if FENCE_BELOW.search(at.text, opening.end() - 1) else None
    if not found:
        at.unclosed.add(opening[1])
        return False
    node = Node("code_block", found[5])
    if found[3]:
        node.language = found[3]
        node.attributes["class"] = f"language-{found[4]}"
    at.add(node)
    return True


def quotation(at: Blocks) -> bool:
    """A block quotation; lines without a mark belong to it up to a lazy end."""
    if at.is_too_deep():
        return False
    found = at.take(QUOTED)
    node = at.new(Node("blockquote"))
    at.tree.children.append(node)
    Blocks(at.document, node, QUOTE_MARK.sub("", found[0] if found else "")).parse()
    return True


def atx_heading(at: Blocks) -> bool:
    """A heading with `#`, as the GFM parser has it: white space behind the marks, and no boundary before."""
    found = ATX_HEADING.match(at.text, at.position)
    if not found:
        return False
    text, identifier = heading_parts(found[2])
    text = re.sub(r"[\t ]#+\Z", "", text).rstrip(WHITE)
    if not text:
        return False
    at.position = found.end()
    add_heading(at, len(found[1]), text, identifier)
    return True


def setext_heading(at: Blocks) -> bool:
    """A heading that is underlined."""
    line_end = at.text.find("\n", at.position)
    if at.text[line_end + 1 : line_end + 2] not in ("-", "=") or not at.is_after_boundary():
        return False
    found = SETEXT_HEADING.match(at.text, at.position)
    if not found:
        return False
    text, identifier = heading_parts(found[1])
    if not text:
        return False
    at.position = found.end()
    add_heading(at, 2 if found[2] == "-" else 1, text, identifier)
    return True


def heading_parts(source: str) -> tuple[str, str]:
    """The text of a heading, and the id that is written behind it."""
    text = source.rstrip(WHITE)
    found = HEADING_ID.search(text)
    return (text[: found.start()].rstrip(WHITE), found[1]) if found else (text, "")


def add_heading(at: Blocks, level: int, text: str, identifier: str) -> None:
    """Add a heading to the tree."""
    node = Node("heading", level=level, raw_text=text)
    node.add_text(text, "raw_text")
    if identifier:
        node.attributes["id"] = identifier
    at.add(node)


def rule(at: Blocks) -> bool:
    """A horizontal rule."""
    if not at.take(RULE):
        return False
    at.add(Node("hr"))
    return True


def math(at: Blocks) -> bool:
    """Mathematics between `$$`."""
    found = MATH.match(at.text, at.position)
    if not found or not at.is_after_boundary():
        return False
    if found[1]:
        if found[3]:
            at.take(ESCAPED_MATH)
        return False
    if not BOUNDARY.match(at.text, found.end()):
        return False
    at.position = found.end()
    at.add(Node("math", found[2].strip(WHITE), is_block=True))
    return True


def footnote(at: Blocks) -> bool:
    """The definition of a footnote."""
    found = at.take(FOOTNOTE)
    if not found:
        return False
    content = Node("footnote_content")
    Blocks(at.document, content, INDENT.sub("", found[2])).parse()
    at.add(Node("end", "footnote"))
    at.document.footnotes[found[1]] = Footnote(content, at.tree.children[-1])
    return True


def link(at: Blocks) -> bool:
    """The definition of a link."""
    found = LINK.match(at.text, at.position)
    if not found or TITLE_LEFT.search(found[3] or ""):
        return False
    at.position = found.end()
    at.add(Node("end", "link"))
    address = found[2] if found[2] is not None else found[3]
    at.document.links[link_id(found[1])] = (address, found[5], at.tree.children[-1])
    return True


def link_id(source: str) -> str:
    """The name by which a link definition is found."""
    return re.sub(f"{SPACE}+", " ", source).lower()


def abbreviation(at: Blocks) -> bool:
    """The definition of an abbreviation."""
    found = at.take(ABBREVIATION)
    if not found:
        return False
    at.add(Node("end", "abbreviation"))
    at.document.abbreviations[found[1]] = (found[2].strip(WHITE), at.tree.children[-1])
    return True


def attribute_list(at: Blocks) -> bool:
    """An attribute list for the block before or behind it, or one with a name."""
    found = at.take(NAMED_LIST)
    if found:
        attributes.read(found[2], at.document.lists.setdefault(found[1], AttributeList()))
        at.add(Node("end", "list"))
        return True
    found = at.take(BLOCK_LIST)
    if not found:
        return False
    last = at.last()
    if last and last.kind != "blank" and (last.kind != "end" or last.value in ("link", "abbreviation", "footnote")):
        last.listed = last.listed or AttributeList()
        attributes.read(found[1], last.listed)
        if not BLOCK_LIST.match(at.text, at.position):
            at.add(Node("end", "attributes"))
    else:
        at.listed = at.listed or AttributeList()
        attributes.read(found[1], at.listed)
    return True


def end_of_block(at: Blocks) -> bool:
    """The mark `^` that ends a block."""
    if not at.take(END):
        return False
    at.add(Node("end"))
    return True


def paragraph(at: Blocks) -> bool:
    """A paragraph, or what goes on with the one before it."""
    if not PARAGRAPH_START.match(at.text, at.position):
        return False
    start = at.position
    found = at.take(PARAGRAPH)
    text = (found[0] if found else "").rstrip(WHITE)
    last = at.last()
    if last is None or last.kind != "p":
        node = Node("p")
        node.add_text(text.lstrip(WHITE), "raw_text")
        at.add(node)
    elif last.children and last.children[-1].kind == "raw_text":
        last.children[-1].value += ("  \n" if at.text[max(start - 3, 0) : start] == "  \n" else "\n") + text
    else:
        last.add_text(text, "raw_text")
    return True
