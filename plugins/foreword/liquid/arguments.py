"""What arguments Liquid's filters take: with others it prints an error."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foreword.liquid.nodes import Expression, Literal

TAKES = {
    (0, 0): "abs base64_decode base64_encode base64_url_safe_decode base64_url_safe_encode capitalize ceil downcase "
    "escape escape_once first floor h last lstrip newline_to_br reverse rstrip size strip strip_html strip_newlines "
    "upcase url_decode url_encode absolute_url cgi_escape date_to_rfc822 date_to_xmlschema jsonify markdownify "
    "normalize_whitespace relative_url sassify scssify smartify strip_index to_integer uri_escape xml_escape",
    (
        0,
        1,
    ): "compact join round sort_natural sum uniq array_to_sentence_string number_of_words pop sample shift slugify",
    (0, 2): "default sort truncate truncatewords date_to_long_string date_to_string",
    (1, 1): "append at_least at_most concat date divided_by group_by map minus modulo plus prepend push remove "
    "remove_first remove_last split times unshift",
    (1, 2): "find find_index has reject replace replace_first slice where",
    (2, 2): "find_exp group_by_exp replace_last where_exp",
}
"""The least and the most arguments, with the filters of Liquid 5 and Jekyll 4 that take as many. Where the two have a
filter of the same name, what either takes is right."""
BOUNDS = {name: bounds for bounds, names in TAKES.items() for name in names.split()}


WHOLE = re.compile(r"\s*[-+]?\d+\s*\Z", re.ASCII)
NO_DIVISOR = re.compile(r"(?!-?\d+\.\d+\Z)\s*[-+]?0*(?!\d)", re.ASCII)


def misuse(name: str, given: int, values: Sequence[Expression]) -> str | None:
    """What is wrong with so many arguments, all keywords counted as one, or with those values that are written out;
    None where nothing is, or nobody knows the filter."""
    least, most = BOUNDS.get(name, (given, given))
    if not least <= given <= most:
        takes = str(least or "none") if least == most else f"{least} to {most}"
        return (
            f"`{name}` takes {takes}, and is given {given}: Liquid prints an error in its place. Give it what it takes"
        )
    texts = [str(value.value) for value in values if isinstance(value, Literal)]
    if name == "slice" and not all(map(WHOLE.match, texts)):
        return "`slice` takes whole numbers, else Liquid prints an error in its place: write numbers"
    if name in {"divided_by", "modulo"} and any(map(NO_DIVISOR.match, texts)):
        return f"`{name}` is given no number but 0, and Liquid prints an error in its place: write a number"
    return None
