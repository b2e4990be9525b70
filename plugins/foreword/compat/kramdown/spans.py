"""Kramdown's span parser: what stands inside a line. Links and HTML are in modules of their own."""

from __future__ import annotations

import re
from html import unescape
from html.entities import name2codepoint

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.extensions import extended
from foreword.compat.kramdown.grammar import ANY, ENTITY, LIST_ID, SPACE, WHITE
from foreword.compat.kramdown.node import AttributeList, Node

EMPHASIS = re.compile(r"\*\*?|__?")
CODE_MARK = re.compile("`+")
AUTOLINK = re.compile(r"<((mailto|https?|ftps?):.+?|[\w\-.]+@[\w\-.]+)>")
MATH = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
FOOTNOTE = re.compile(rf"\[\^({LIST_ID})\]")
SYMBOL = re.compile(r"---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>")
SYMBOLS = {
    "---": "\u2014",
    "--": "\u2013",
    "...": "\u2026",
    "\\<<": "<<",
    "\\>>": ">>",
    "<< ": "\xab\xa0",
    " >>": "\xa0\xbb",
    "<<": "\xab",
    ">>": "\xbb",
}
BREAK = re.compile(r"(?:  |\\\\)(?=\n)")
ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-~])")
STRUCK = re.compile(r"~~(?!\s|~).*?[^\s~]~~", re.DOTALL | re.ASCII)
LONGEST = 1000
"""Of a list of attributes in a line, in characters: each `{:` is looked at once more."""
SPAN_LIST = re.compile(rf"\{{:({ANY}{{1,{LONGEST}}})\}}")
EXTENSION = re.compile(rf"\{{::(\w+)(?:{SPACE}({ANY}{{0,{LONGEST}}}?)|)(/)?\}}|\{{:/({LIST_ID})?\}}", re.ASCII)

STOPS = {mark: re.compile(re.escape(mark)) for mark in ("*", "**", "_", "__")}


def emphasis(at: Spans) -> bool:
    """Emphasis with one or two `*` or `_`."""
    start = at.position
    found = at.take(EMPHASIS)
    if not found:
        return False
    mark = found[0]
    kind = "strong" if len(mark) == 2 else "em"
    if (
        (mark[0] == "_" and is_in_word(at.text, start))
        or at.text[at.position : at.position + 1] in tuple(WHITE)
        or at.is_inside(kind)
        or not at.may_begin()
    ):
        at.add_text(mark)
        return True
    node = emphasised(at, mark, kind)
    if node is None and kind == "strong" and at.tree.kind != "em":
        at.go_back(start + 1)
        node = emphasised(at, mark[0], "em")
    if node is None:
        at.go_back(start + len(mark))
        at.add_text(mark)
    else:
        at.add(node)
    return True


def is_in_word(text: str, position: int) -> bool:
    """Whether a letter stands before, or a letter and a hyphen."""
    if position and text[position - 1] == "-":
        position -= 1
    return position > 0 and text[position - 1].isalpha()


def emphasised(at: Spans, mark: str, kind: str) -> Node | None:
    """What is emphasised up to a closing mark, if there is one; the place is behind it then."""
    node = Node(kind)

    def accepts(place: Spans, _stopped: re.Match[str]) -> bool:
        text, position = place.text, place.position
        behind = position + len(mark)
        return (
            text[position - 1] not in WHITE
            and not (kind == "em" and text.startswith(mark, behind) and not text.startswith(mark, behind + len(mark)))
            and not (mark[0] == "_" and text[behind : behind + 1].isalnum())
            and bool(node.children)
        )

    if not at.fill(node, STOPS[mark], accepts):
        return None
    at.position += len(mark)
    return node


def code_span(at: Spans) -> bool:
    """Code between backticks."""
    start = at.position
    found = at.take(CODE_MARK)
    if not found:
        return False
    mark, behind = found[0], found.end()
    text = at.text
    if mark == "`" and (start == 0 or text[start - 1] in WHITE) and text[behind : behind + 1] in tuple(WHITE):
        at.add_text(mark)
        return True
    end = text.find(mark, behind)
    if end < 0:
        at.add_text(mark)
        return True
    code = text[behind:end]
    if mark != "`":
        code = code[1:] if code.startswith(" ") else code
        code = code[:-1] if code.endswith(" ") else code
    at.position = end + len(mark)
    at.add(Node("code_span", code))
    return True


def autolink(at: Spans) -> bool:
    """An address between angle brackets."""
    found = at.take(AUTOLINK) if at.text.find(">", at.position) > 0 else None
    if not found:
        return False
    node = Node("a", attributes={"href": found[1] if found[2] else f"mailto:{found[1]}"})
    node.add_text(found[1].removeprefix("mailto:"), at.kind)
    at.add(node)
    return True


def math(at: Spans) -> bool:
    """Mathematics between `$$`."""
    found = at.take(MATH)
    if found:
        at.add(Node("math", found[1].strip(WHITE)))
    return found is not None


def footnote(at: Spans) -> bool:
    """A marker of a footnote."""
    found = at.take(FOOTNOTE)
    if not found:
        return False
    if found[1] in at.document.footnotes:
        at.add(Node("footnote", found[1]))
    else:
        at.add_text(found[0])
    return True


def entity(at: Spans) -> bool:
    """A character reference; an unknown one is text."""
    found = at.take(ENTITY)
    if not found:
        return False
    name = found[1]
    if name and name not in name2codepoint and name != "apos":
        at.add(Node("entity", "&", raw_text="&amp;"))
        at.add_text(found[0][1:])
    else:
        at.add(Node("entity", unescape(found[0]), raw_text=found[0]))
    return True


def symbol(at: Spans) -> bool:
    """Dashes, an ellipsis, guillemets."""
    found = None if "no_auto_typographic" in at.document.options.gfm_quirks else at.take(SYMBOL)
    if not found:
        return False
    sign = found[0]
    if sign.startswith("\\"):
        at.add(Node("entity", SYMBOLS[sign], raw_text=SYMBOLS[sign].replace("<", "&lt;").replace(">", "&gt;")))
    else:
        at.add(Node("symbol", SYMBOLS[sign]))
    return True


def line_break(at: Spans) -> bool:
    """Two spaces or two backslashes at the end of a line."""
    if not at.take(BREAK):
        return False
    at.add(Node("br"))
    return True


def escaped(at: Spans) -> bool:
    """A character that a backslash takes the meaning from."""
    found = at.take(ESCAPED)
    if found:
        at.add_text(found[1])
    return found is not None


def struck(at: Spans) -> bool:
    """Text between `~~`."""
    found = at.take(STRUCK) if at.may_begin() else None
    if not found:
        at.go_back(at.position)
        return False
    at.add(Node("html", "del", children=Spans(at.document, found[0][2:-2]).parsed(), model="span"))
    return True


def extension(at: Spans) -> bool:
    """An attribute list for the span before, or an extension: `{::comment}`, `{::nomarkdown}`."""
    found = EXTENSION.match(at.text, at.position)
    if found:
        return extend(at, found)
    found = SPAN_LIST.match(at.text, at.position) if at.text.find("}", at.position) > 0 else None
    last = at.tree.children[-1] if at.tree.children else None
    if not found or last is None or last.kind == "text":
        return False
    at.position = found.end()
    given = AttributeList()
    attributes.read(found[1], given)
    last.listed = last.listed or AttributeList()
    last.listed.add(given)
    attributes.apply(last.attributes, given, at.document.lists)
    return True


def extend(at: Spans, found: re.Match[str]) -> bool:
    """An extension inside a line; False where there is none of this name or no end."""
    name, options, closed = found[1], found[2], found[3]
    body = ""
    behind = found.end()
    if not name:
        return False
    if not closed:
        stop = re.compile(rf"\{{:/(?:{name})?\}}").search(at.text, behind)
        if not stop:
            return False
        body, behind = at.text[behind : stop.start()], stop.end()
    node = extended(at.document, name, options or "", body)
    if node is None:
        return False
    at.position = behind
    if not closed and node.kind != "end":
        at.add(node)
    return True
