"""JSON: whether code is JSON, apart from what docs add to it: comments, ellipses, placeholders, fragments, lines."""

from __future__ import annotations

import re

from foreword.lint.languages.lenient import string_of
from foreword.model.examples import Break, break_in

CONTENT_TYPE = ", or say the `content-type`"
"""What the hint for an example says, and does not fit a snippet."""
STRING = r'"(?:[^"\\\n]|\\.)*"'
COMMENT = re.compile(rf"{STRING}|(?P<extra>//[^\n]*|/\*.*?\*/|#[^\n]*)", re.DOTALL)
STAND_IN = re.compile(
    rf"{STRING}|(?P<inside>(?<=\{{)\s*<[^<>\"\n]{{1,80}}>\s*(?=\}}))"
    rf"|(?P<extra><[^<>\"\n]{{1,80}}>|\{{\{{[^{{}}\n]{{0,80}}\}}\}}|\b(?!NULL|TRUE|FALSE|NAN)[A-Z][A-Z0-9_]{{2,}}\b)"
)
ELLIPSIS = re.compile(rf"{STRING}|(?P<extra>\.\.\.|…)")
MEMBER = re.compile(rf"\s*{STRING}\s*:")


def json_break(code: str) -> Break | None:
    """Where code stops being JSON, or None."""
    broken = break_in(code)
    if broken is None or is_lines(code):
        return None
    filled = with_values(without(code, COMMENT))
    is_part = MEMBER.match(filled) is not None
    # Members may stand without the braces around them.
    broken = break_in("{" + filled.rstrip().removesuffix(",") + "}" if is_part else filled)
    if broken is None:
        return None
    return broken._replace(at=broken.at - is_part, hint=broken.hint.removesuffix(CONTENT_TYPE))


def is_lines(code: str) -> bool:
    """Whether each line is JSON by itself."""
    lines = [line for line in code.split("\n") if line.strip()]
    return len(lines) > 1 and all(break_in(line) is None for line in lines)


def without(code: str, pattern: re.Pattern[str]) -> str:
    """The code with blanks in place of what is `extra`; what stands in strings stays."""
    return pattern.sub(
        lambda found: re.sub(r"[^\n]", " ", found["extra"]) if found["extra"] else found.group(),
        code,
    )


def with_values(code: str) -> str:
    """The code with values in place of placeholders, and without ellipses, as long as before."""
    code = STAND_IN.sub(value_for, code)
    for found in list(ELLIPSIS.finditer(code)):
        if found["extra"]:
            code = without_ellipsis(code, *found.span())
    return code


def value_for(found: re.Match[str]) -> str:
    """What stands in a code for a placeholder: a value, or nothing where it is all that braces hold."""
    if found["inside"]:
        return re.sub(r"[^\n]", " ", found["inside"])
    return string_of(len(found["extra"])) if found["extra"] else found.group()


def without_ellipsis(code: str, start: int, end: int) -> str:
    """The code with what an ellipsis stands for: a value behind a colon, else nothing, and no comma too many."""
    before, after = code[:start].rstrip(), code[end:].lstrip()
    left, right = len(before) - 1, len(code) - len(after)
    fill = " " * (end - start)
    if before.endswith(":"):
        fill = "1".ljust(end - start)
    elif after.startswith(",") and before[-1:] in (",", "{", "[", ""):
        code = code[:right] + " " + code[right + 1 :]
    elif before.endswith(",") and after[:1] in ("}", "]", ""):
        code = code[:left] + " " + code[left + 1 :]
    elif after[:1] not in (",", "}", "]", "") and before[-1:] not in (",", "{", "[", ""):
        fill = ",".ljust(end - start)
    return code[:start] + fill + code[end:]
