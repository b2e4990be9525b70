"""Placeholders: what stands in code for the value of a credential, in the spelling that the site has given it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foreword.lint.snippet import Snippet
from foreword.render.queries import credential_view
from foreword.render.targets import Target

WRITTEN = re.compile(
    r"</?(?P<angle>[A-Za-z][\w .-]{1,60})>"
    r"|(?P<before>[$#%/]?)\{(?P<curly>[A-Za-z][\w-]{1,60})\}"
    r"|\[(?P<square>[A-Z][A-Z0-9_-]{2,60})\]"
    r"|\$(?P<variable>[A-Z][A-Z0-9_]{2,60})\b"
    r"|(?<![\w<{$-])(?P<yours>(?:YOUR|MY)[_-][A-Z0-9_-]{2,60}|your[_-][a-z0-9_-]{2,60})(?![\w>}-])"
)
"""What may be a placeholder: `<NAME>`, `{name}`, `[NAME]`, `$NAME`, `YOUR_NAME`."""
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
IDLE = frozenset("your my the a an insert enter replace with here value of".split())
"""Words that say of a placeholder no more than that it is one."""
TAGS = frozenset("xml html svg jsx tsx vue xhtml rss wsdl soap".split())
"""Languages in which `<name>` is an element."""
VALUES = frozenset("json http bash sh shell zsh console text url curl".split())
"""Languages in which `{name}`, `[NAME]` and `$NAME` are no part of a program."""


@dataclass(frozen=True)
class Placeholder:
    """The placeholder of a credential, and its words."""

    text: str
    credential: str
    words: tuple[str, ...]

    def is_meant_by(self, words: tuple[str, ...]) -> bool:
        """Whether these are its words, in another order or with a slip in one of them."""
        if sorted(words) == sorted(self.words) or "".join(words) == "".join(self.words):
            return True
        others = [pair for pair in zip(words, self.words, strict=False) if pair[0] != pair[1]]
        if len(words) != len(self.words) or len(words) < 2 or len(others) != 1:
            return False
        word, own = others[0]
        return len(own) > 4 and own.isalpha() and word.isalpha() and is_slip(word, own)


def is_slip(word: str, own: str) -> bool:
    """Whether a word is another with a letter or two gone wrong; one more letter at the end is a word of its own."""
    return not word.startswith(own) and difflib.SequenceMatcher(None, word, own).ratio() >= 0.8


def words_of(text: str) -> tuple[str, ...]:
    """The words of a placeholder in small letters, without those that say nothing."""
    words = tuple(word.lower() for word in WORD.findall(text))
    return tuple(word for word in words if word not in IDLE) or words


def placeholders_of(credentials: Iterable[Target]) -> list[Placeholder]:
    """The placeholders that the pages show: of credentials that name one, or say how they are sent."""
    found = []
    for target in credentials:
        if isinstance(target.value, dict) and ("placeholder" in target.value or "sent-in" in target.value):
            text = credential_view(target)["placeholder"]
            if isinstance(text, str) and words_of(text):
                found.append(Placeholder(text, target.id, words_of(text)))
    return found


@dataclass(frozen=True)
class Written:
    """What may be a placeholder at an index of code."""

    index: int
    text: str
    words: tuple[str, ...]


def written_in(snippet: Snippet, known: Iterable[Placeholder]) -> Iterator[Written]:
    """What may be a placeholder in a snippet, but for the `known` ones and what is a part of the language."""
    code = snippet.code
    for placeholder in sorted(known, key=lambda one: -len(one.text)):
        code = code.replace(placeholder.text, " " * len(placeholder.text))
    for found in WRITTEN.finditer(code):
        kind = found.lastgroup
        assert kind is not None
        name = found[kind]
        if (
            (kind == "angle" and (snippet.language in TAGS or found.group().startswith("</") or f"</{name}>" in code))
            or (kind in ("curly", "square", "variable") and snippet.language not in (None, *VALUES))
            or (kind == "curly" and found["before"])
        ):
            continue
        yield Written(found.start(), found.group(), words_of(name))
