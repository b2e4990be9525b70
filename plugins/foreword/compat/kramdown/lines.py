"""What a line is, and where what has no mark of its own on each line ends."""

from __future__ import annotations

import re

from foreword.compat.kramdown.attributes import LINE_REST, LIST_LINE
from foreword.compat.kramdown.categories import IN_LINE
from foreword.compat.kramdown.tags import END_TAG, WHITE

INDENTED = ("    ", "\t")
"""How a line begins that is indented as far as code."""
INDENTATION = re.compile(" {0,3}")
WHITE_START = re.compile(r"[ \t]*")
BLANK_LINE = re.compile(LINE_REST)
BLANK_LINES = re.compile(f"[{WHITE}]*\n")
END_OF_BLOCK = re.compile(rf"\^{LINE_REST}")
TAG_WORD = re.compile(r"</?([^\W\d]\w*)")
NUMBER = re.compile(r"[0-9]+\.(?=[\t |])")
HEADING = re.compile("#{1,6}[\t ]")
FENCE = re.compile("[~`]{3}")

INTERRUPTING = frozenset(f"{WHITE}{{<^*+-:>#~`0123456789")
"""What a line begins with that may end a paragraph."""


def line_after(text: str, position: int) -> int:
    """Where the next line begins."""
    return text.find("\n", position) + 1


def text_start(text: str, position: int) -> int:
    """Where the text of a line begins that a block may begin with: behind at most three spaces."""
    found = INDENTATION.match(text, position)
    return found.end() if found else position


def is_white_after(text: str, position: int) -> bool:
    """Whether white space parts the mark before from what follows. Like kramdown, we take a pipe for white too."""
    return text[position] in " \t|"


def is_item(line: str) -> bool:
    """Whether a line begins an item of a list with bullets or numbers."""
    start = text_start(line, 0)
    sign = line[start : start + 1]
    if sign in ("*", "-", "+"):
        return is_white_after(line, start + 1)
    return sign.isdigit() and NUMBER.match(line, start) is not None


def is_rule(text: str, position: int) -> bool:
    """Whether a line is a horizontal rule: three or more of one sign, and white between them."""
    signs = text[text_start(text, position) : text.find("\n", position)]
    if signs[:1] not in ("*", "-", "_"):
        return False
    signs = signs.replace(" ", "").replace("\t", "")
    return len(signs) >= 3 and not signs.strip(signs[0])


def is_boundary(text: str, position: int) -> bool:
    """Whether a block that needs a boundary behind it may end here."""
    if position >= len(text):
        return True
    start = text_start(text, position)
    sign = text[start]
    if sign in WHITE:
        return BLANK_LINE.match(text, position) is not None
    if sign == "^":
        return END_OF_BLOCK.match(text, position) is not None
    return sign == "{" and LIST_LINE.match(text, start) is not None


def is_block_tag(text: str, position: int) -> bool:
    """Whether HTML that is a block begins or ends here."""
    found = TAG_WORD.match(text, position)
    if not found or found[1] in IN_LINE or found[1] == "script":
        return False
    return text[position + 1] != "/" or END_TAG.match(text, position) is not None


def ends_lazy(text: str, position: int) -> bool:
    """Whether a line is none that may go on, without a mark or indentation, with the block before it."""
    start = text_start(text, position)
    if text[start] == "<":
        return is_block_tag(text, start)
    return is_boundary(text, position)


def interrupts(text: str, position: int) -> bool:
    """Whether a line ends the paragraph before it."""
    start = text_start(text, position)
    sign = text[start]
    if sign not in INTERRUPTING:
        return False
    if sign == "<":
        return is_block_tag(text, start)
    if sign in "*+-:":
        return is_white_after(text, start + 1)
    if sign == "#":
        return start == position and HEADING.match(text, start) is not None
    if sign in "~`":
        return FENCE.match(text, start) is not None
    if sign.isdigit():
        return NUMBER.match(text, start) is not None
    return sign == ">" or is_boundary(text, position)


def paragraph_end(text: str, position: int) -> int:
    """Where a paragraph ends that begins here."""
    end = line_after(text, position)
    while end < len(text) and not interrupts(text, end):
        end = line_after(text, end)
    return end


def quotation_end(text: str, position: int) -> int:
    """Where a quotation ends that begins here; lines without a mark may belong to it."""
    end = line_after(text, position)
    while end < len(text) and not ends_lazy(text, end):
        end = line_after(text, end)
    return end


def code_end(text: str, position: int) -> int:
    """Where indented code ends that begins here: with its last line that is indented, or that follows such a one."""
    end = position
    goes_on = False
    while position < len(text):
        found = WHITE_START.match(text, position)
        if found and text[found.end()] in WHITE:
            if not BLANK_LINE.match(text, position):
                break
            goes_on = False
            position = line_after(text, position)
            continue
        if text.startswith(INDENTED, position):
            goes_on = True
        elif not goes_on or ends_lazy(text, position):
            break
        end = position = line_after(text, position)
    return end
