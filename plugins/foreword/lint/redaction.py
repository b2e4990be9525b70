"""Redaction: what looks like a secret is shown nowhere, neither where it stands nor where a message quotes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from foreword.lint.secret import Secret
from foreword.lint.sources import Sources
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.text import position

Finder = Callable[[str], Iterable[Secret]]
"""What finds the secrets of a text."""

LIVE_CREDENTIAL = "CR004"
TOKEN = re.compile(r"""[^\s"'`<>|]+""")
KEY = re.compile(r"-* ?BEGIN .*KEY|PuTTY-User-Key-File")
WITHIN_KEY = re.compile(r"""[\s"'#>*|]*(?:[\w-]+: .*|[A-Za-z0-9+/=]*|-* ?END .*)[\s"',\\n]*""")
"""A line of a private key after its first: an encrypted one has headers."""
END_OF_KEY = re.compile(r"END .*KEY")
TRAILING = ").,;:]}!?"
SHORT = 6
"""What is shorter stands in too many words to be looked for in messages."""
MASK = "*"


def nothing(text: str) -> Iterable[Secret]:
    """Finds no secrets."""
    return ()


class Redaction:
    """What has to stay hidden: the secrets that findings tell, and all that `finder` finds in the files and texts that
    are shown."""

    def __init__(self, findings: Iterable[Diagnostic], sources: Sources, finder: Finder = nothing) -> None:
        self._sources = sources
        self._finder = finder
        self._hidden: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
        self._secrets: set[str] = set()
        self._with_secret: set[str] = set()
        self._searched: set[str] = set()
        for finding in findings:
            if finding.code == LIVE_CREDENTIAL:
                self._hide(finding.place)

    def has_secret(self, path: str) -> bool:
        """Whether there is a secret in a file."""
        self._search(path)
        return path in self._with_secret

    def line(self, path: str, number: int, text: str) -> str:
        """A line of a file with its secrets masked; every column still means the same character."""
        self._search(path)
        for start, end in self._hidden.get((path, number), ()):
            text = text[:start] + MASK * (end - start) + text[end:]
        return self.text(text)

    def text(self, text: str) -> str:
        """Any other text, as a message, with the secrets in it masked."""
        for found in self._finder(text):
            text = text[: found.start] + MASK * (found.end - found.start) + text[found.end :]
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, MASK * len(secret))
        return text

    def _search(self, path: str) -> None:
        """Find what has to stay hidden in a file, once."""
        if path not in self._searched:
            self._searched.add(path)
            text = "\n".join(self._sources.lines(path))
            for found in self._finder(text):
                self._hide(Place(path, *position(text, found.start)))

    def _hide(self, place: Place) -> None:
        """Hide what stands at a place: a token, or a private key to its last line."""
        self._with_secret.add(place.file)
        line = self._sources.line(place)
        start = place.column - 1
        if not KEY.match(line, start):
            self._add(place.file, place.line, start, token_end(line, start), line)
            return
        self._add(place.file, place.line, start, len(line), line)
        if END_OF_KEY.search(line, start):
            return
        for number, text in enumerate(self._sources.lines(place.file)[place.line :], place.line + 1):
            if not WITHIN_KEY.fullmatch(text):
                return
            self._add(place.file, number, 0, len(text), text)
            if END_OF_KEY.search(text):
                return

    def _add(self, path: str, number: int, start: int, end: int, line: str) -> None:
        """Hide a part of a line."""
        self._hidden[path, number].append((start, end))
        secret = line[start:end].strip().rstrip(TRAILING)
        if len(secret) >= SHORT:
            self._secrets.add(secret)


def token_end(line: str, start: int) -> int:
    """Where the token ends that begins at an index of a line: at white space, a quote or an angle bracket."""
    found = TOKEN.match(line, start)
    return found.end() if found else min(start + 1, len(line))
