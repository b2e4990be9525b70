"""The patterns of Liquid's grammar, as `liquid.rb` has them. Classes like `\\w` are those of ASCII, as in Ruby."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.liquid.part import Part

STRING = r"(?:\"[^\"]*\"|'[^']*')"
FRAGMENT = rf"(?:{STRING}|(?:[^\s,|'\"]|{STRING})+)"
"""`QuotedFragment`: a string, or all up to a blank, a comma, a pipe or a lone quote."""
FRAGMENTS = rf"(?:{FRAGMENT})+"
SIGNATURE = r"(?:\(?[\w\-.\[\]]\)?)+"
"""`VariableSignature+`: what `assign` and `capture` can give a value to."""

ATTRIBUTE = re.compile(rf"(\w[\w-]*)(?:\s*:\s*({FRAGMENT}))?", re.ASCII)


def attributes(markup: Part) -> Iterator[tuple[str, Part]]:
    """Each `key: value` of a tag, wherever it stands (`TagAttributes`).

    Words without a value are matched and passed over, so that no character is looked at twice.
    """
    for found in ATTRIBUTE.finditer(markup.text):
        if found[2] is not None:
            yield found[1], markup.slice(*found.span(2))
