"""What stands inside a line, but for links and HTML. Each function reads one span, if it begins here."""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import name2codepoint

from foreword.compat.kramdown import attributes
from foreword.compat.kramdown.attributes import CONTENT, IDENTIFIER
from foreword.compat.kramdown.document import Spans
from foreword.compat.kramdown.extensions import EXTENSION, ends_of, extended
from foreword.compat.kramdown.node import AttributeList, Node
from foreword.compat.kramdown.tags import REFERENCE, WHITE
from foreword.compat.typography import SYMBOLS

ESCAPABLE = "\\.*_+-=`()[]{}<>#!:|\"'$"
"""The signs that a backslash takes the meaning from; in GitHub's Markdown `~` is one more."""
ESCAPED = re.compile(rf"\\(?:([{re.escape(ESCAPABLE)}])|~)")
MAIL = r"[\w.-]+@[\w.-]+"
AUTOLINK = re.compile(rf"<((?:https?|ftps?|mailto):[^\n]+?|{MAIL})>")
BACKTICKS = re.compile("`+")
CHARACTER = re.compile(REFERENCE)
FOOTNOTE = re.compile(rf"\[\^({IDENTIFIER})\]")
STRUCK = re.compile(r"~~(?=[^\s~])(.*?[^\s~])~~", re.DOTALL | re.ASCII)
LIST = re.compile(f"{{:({CONTENT})}}")
LONGEST = 1000
"""How far away the first brace may be that ends a list: what begins as one is looked at once more."""
EXTENSION_END = re.compile(f"{{:/(?:{IDENTIFIER})?}}")

STOPS = {mark: re.compile(re.escape(mark)) for mark in ("*", "**", "_", "__")}


def emphasis(at: Spans) -> bool:
    """Emphasis with one or two `*` or `_`."""
    text, start = at.text, at.position
    sign = text[start]
    mark = sign * 2 if text.startswith(sign * 2, start) else sign
    kind = "em" if mark == sign else "strong"
    at.position = behind = start + len(mark)
    node = None
    if may_open(text, start, mark) and not at.is_inside(kind) and at.may_begin():
        node = emphasised(at, mark, kind)
        if node is None and kind == "strong" and at.tree.kind != "em":
            at.go_back(start + 1)
            node = emphasised(at, sign, "em")
        if node is None:
            at.go_back(behind)
    if node is None:
        at.add_text(mark)
    else:
        at.add(node)
    return True


def may_open(text: str, start: int, mark: str) -> bool:
    """Whether a mark may open emphasis: before text, and if it is made of `_`, not inside a word."""
    if text[start + len(mark) : start + len(mark) + 1] in tuple(WHITE):
        return False
    if mark[0] != "_":
        return True
    if text[start - 1 : start] == "-":
        start -= 1
    return not text[max(start - 1, 0) : start].isalpha()


def emphasised(at: Spans, mark: str, kind: str) -> Node | None:
    """What is emphasised up to a closing mark, if there is one; the place is behind it then."""
    node = Node(kind)

    def closes(place: Spans, _found: re.Match[str]) -> bool:
        text, start = place.text, place.position
        behind = start + len(mark)
        if not node.children or text[start - 1] in WHITE:
            return False
        if mark[0] == "_" and text[behind : behind + 1].isalnum():
            return False
        # Two signs inside of emphasis with one are the mark of another.
        is_double = text.startswith(mark, behind) and not text.startswith(mark, behind + len(mark))
        return kind == "strong" or not is_double

    if not at.fill(node, STOPS[mark], closes):
        return None
    at.position += len(mark)
    return node


def code_span(at: Spans) -> bool:
    """Code between backticks."""
    text, start = at.text, at.position
    found = at.take(BACKTICKS)
    if not found:
        return False
    mark, behind = found[0], found.end()
    is_alone = mark == "`" and (not start or text[start - 1] in WHITE) and text[behind : behind + 1] in tuple(WHITE)
    end = -1 if is_alone else text.find(mark, behind)
    if end < 0:
        at.add_text(mark)
        return True
    code = text[behind:end]
    if mark != "`":
        code = code.removeprefix(" ").removesuffix(" ")
    at.position = end + len(mark)
    at.add(Node("code_span", code))
    return True


def autolink(at: Spans) -> bool:
    """An address between angle brackets."""
    found = at.take(AUTOLINK) if at.text.find(">", at.position) > 0 else None
    if not found:
        return False
    address = found[1]
    has_scheme = address.startswith(("http:", "https:", "ftp:", "ftps:", "mailto:"))
    node = Node("a", attributes={"href": address if has_scheme else f"mailto:{address}"})
    node.add_text(address.removeprefix("mailto:"), at.kind)
    at.add(node)
    return True


def math(at: Spans) -> bool:
    """Mathematics between `$$`."""
    start = at.position + 2
    end = at.text.find("$$", start) if at.text.startswith("$$", at.position) else -1
    if end < 0:
        return False
    at.add(Node("math", at.text[start:end].strip(WHITE)))
    at.position = end + 2
    return True


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
    found = at.take(CHARACTER)
    if not found:
        return False
    source = found[0]
    name = source[1:-1]
    if name.startswith("#") or name in name2codepoint or name == "apos":
        at.add(Node("entity", unescape(source), raw_text=source))
    else:
        at.add(Node("entity", "&", raw_text="&amp;"))
        at.add_text(source[1:])
    return True


def symbol(at: Spans) -> bool:
    """Dashes, an ellipsis, guillemets."""
    if "no_auto_typographic" in at.document.options.gfm_quirks:
        return False
    for length in (3, 2):
        sign = at.text[at.position : at.position + length]
        if sign in SYMBOLS:
            at.add(Node("symbol", SYMBOLS[sign]))
            at.position += length
            return True
    return False


def line_break(at: Spans) -> bool:
    """Two spaces or two backslashes at the end of a line."""
    if not at.text.startswith(("  \n", "\\\\\n"), at.position):
        return False
    at.position += 2
    at.add(Node("br"))
    return True


def escaped_symbol(at: Spans) -> bool:
    """Two signs that would be a guillemet without a backslash before them."""
    signs = at.text[at.position + 1 : at.position + 3]
    if signs not in ("<<", ">>") or "no_auto_typographic" in at.document.options.gfm_quirks:
        return False
    at.add(Node("entity", signs, raw_text=escape(signs)))
    at.position += 3
    return True


def escaped(at: Spans) -> bool:
    """A sign that a backslash takes the meaning from."""
    found = at.take(ESCAPED)
    if found:
        at.add_text(found[1] or "~")
    return found is not None


def struck(at: Spans) -> bool:
    """Text between `~~`."""
    found = at.take(STRUCK) if at.may_begin() else None
    if not found:
        at.go_back(at.position)
        return False
    at.add(Node("html", "del", children=Spans(at.document, found[1]).parsed(), model="span"))
    return True


def extension(at: Spans) -> bool:
    """An attribute list for the span before, or an extension: `{::comment}`, `{::nomarkdown}`."""
    text, start = at.text, at.position
    if text.find("}", start, start + LONGEST) < 0 or EXTENSION_END.match(text, start):
        return False
    if found := EXTENSION.match(text, start):
        return extend(at, found)
    last = at.tree.children[-1] if at.tree.children else None
    found = LIST.match(text, start)
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
    name, said = found.groups()
    body, behind = "", found.end()
    has_body = not said.endswith("/")
    if has_body:
        stop = ends_of(name)[0].search(at.text, behind)
        if not stop:
            return False
        body, behind = at.text[behind : stop.start()], stop.end()
    node = extended(at.document, name, said.removesuffix("/"), body)
    if node is None:
        return False
    at.position = behind
    if has_body and node.kind != "end":
        at.add(node)
    return True
