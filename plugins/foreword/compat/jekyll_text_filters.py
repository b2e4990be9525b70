"""Jekyll's filters for texts."""

from __future__ import annotations

import re
from typing import Any

from foreword.compat.comparison import is_list, is_true
from foreword.compat.errors import LiquidError
from foreword.compat.family import Family
from foreword.compat.json_text import json_text
from foreword.compat.numbers import WHITE, leading_integer, number
from foreword.compat.printing import inspected, text
from foreword.compat.services import Services
from foreword.compat.slugs import slugified
from foreword.compat.smart_quotes import smartened

SPACES = re.compile(f"[{WHITE}]+")
CJK = (
    "\u1100-\u11ff\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u302e\u302f\u3038-\u303b\u3041-\u3096"
    "\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u3131-\u318e\u31f0-\u321e\u3260-\u327e\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uf900-\ufa6d\ufa70-\ufad9\uff66-\uff6f\uff71-\uff9d"
    "\uffa0-\uffbe\uffc2-\uffc7\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc\U0001b000-\U0001b122\U0001b150-\U0001b167"
    "\U0001f200\U00020000-\U0002a6df\U0002a700-\U0002ebe0\U0002f800-\U0002fa1d\U00030000-\U0003134a"
)
CJK_CHARACTER = re.compile(f"[{CJK}]")
OTHER_WORD = re.compile(f"[^{CJK}{WHITE}]+")


def markdownify(services: Services, value: Any) -> str:
    """The HTML of a text in Markdown."""
    return services.markdown(text(value, services.allocate))


def smartify(value: Any) -> str:
    """The text with typographic quotes, dashes and dots."""
    return smartened(text(value))


def sassify(value: Any) -> str:
    """Refused: raises LiquidError."""
    raise LiquidError("Sass is not compiled here: compile the style sheet to CSS, and include that")


def slugify(value: Any, mode: Any = None) -> str | None:
    """The text as a slug, in one of Jekyll's modes."""
    known = text(mode) if is_true(mode) else "default"
    return None if value is None else slugified(text(value), known)


def xml_escape(value: Any) -> str:
    """The text with XML's special characters as entities."""
    escaped = text(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;").replace("'", "&apos;")


def inspect(services: Services, value: Any) -> str:
    """The value as Ruby's `inspect` gives it, for HTML."""
    return xml_escape(inspected(value, services.allocate))


def normalize_whitespace(value: Any) -> str:
    """The text with single spaces for white space."""
    return SPACES.sub(" ", text(value)).strip("\0" + WHITE)


def number_of_words(value: Any, mode: Any = None) -> int:
    """The number of words; in the modes `cjk` and `auto` each Chinese, Japanese or Korean character is one."""
    source = text(value)
    characters = len(CJK_CHARACTER.findall(source)) if mode in ("cjk", "auto") else 0
    if mode == "cjk" or characters:
        return characters + len(OTHER_WORD.findall(source))
    return len([word for word in SPACES.split(source) if word])


def array_to_sentence_string(services: Services, value: Any, connector: Any = "and") -> str:
    """`a, b, and c`. Raises LiquidError for what is no list."""
    if value == "":
        return ""
    if not is_list(value):
        raise LiquidError("`array_to_sentence_string` needs a list")
    words = [text(item, services.allocate) for item in value]
    services.allocate(sum(map(len, words)) + 2 * len(words))
    if len(words) > 2:
        return f"{', '.join(words[:-1])}, {text(connector)} {words[-1]}"
    return f" {text(connector)} ".join(words)


def jsonify(services: Services, value: Any) -> str:
    """The value as JSON."""
    return json_text(services, value)


def to_integer(value: Any) -> int:
    """The value as an integer: true is 1, and 0 is what is none. Raises LiquidError for a list and a hash."""
    if isinstance(value, bool) or value is None:
        return int(value or 0)
    if isinstance(value, str):
        return leading_integer(value)
    if isinstance(value, int | float):
        return int(number(value))
    raise LiquidError("`to_integer` needs a number or a text")


FILTERS = Family(
    plain={"to_integer": to_integer},
    of_text={
        "smartify": smartify,
        "sassify": sassify,
        "scssify": sassify,
        "slugify": slugify,
        "xml_escape": xml_escape,
        "normalize_whitespace": normalize_whitespace,
        "number_of_words": number_of_words,
    },
    served={
        "markdownify": markdownify,
        "array_to_sentence_string": array_to_sentence_string,
        "jsonify": jsonify,
        "inspect": inspect,
    },
)
