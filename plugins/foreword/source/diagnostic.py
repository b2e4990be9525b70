"""What is wrong, where, and how to mend it: the one way in which Foreword reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Place(NamedTuple):
    """Where something stands: a file (path from the site's root), line and column (both from 1)."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Code(NamedTuple):
    """What a diagnostic's code stands for. `meaning` is the sentence that the guide shows."""

    name: str
    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    "YM001": Code("syntax", "error", "YAML, JSON, TOML or CSV that cannot be read"),
    "YM002": Code("duplicate-key", "warning", "A key stands twice in one mapping; the last one counts"),
    "YM003": Code("undefined-alias", "error", "A YAML alias (`*name`) without an anchor (`&name`) before it"),
    "YM004": Code("reused-anchor", "error", "One YAML anchor (`&name`) stands at two values"),
    "YM005": Code("encoding", "error", "A file that is not UTF-8, or holds control characters"),
    "YM006": Code(
        "ambiguous-scalar", "warning", "A plain scalar that YAML 1.1 tools read as something else, as `NO` or `1:30`"
    ),
    "YM007": Code("alias-bound", "error", "YAML aliases that expand without bound, or that form a cycle"),
    "FM001": Code("unknown-key", "warning", "A key of the front matter that looks like a typo of a known one"),
    "FM002": Code("missing-key", "error", "A key that is needed is not there, as the `name` of a credential"),
    "FM003": Code("wrong-type", "error", "A value that its key does not take, as a list in place of text"),
    "AP001": Code("path-parameter", "error", "A parameter that the endpoint's path lacks, or the other way round"),
    "AP010": Code("broken-example", "error", "An example that is not the JSON that its content type says"),
    "DT001": Code("unknown-name", "error", "A name or key that does not exist"),
    "DT002": Code("expansion-cycle", "error", "Texts that name each other in a circle"),
    "DT003": Code("unused-data", "warning", "A data file that nothing uses"),
    "DT004": Code("hyphen-subtracts", "error", "A name with a hyphen, which Jinja reads as a subtraction"),
    "DT005": Code("data-clash", "warning", "Two data files, or a file and a folder, that give the same key"),
    "DT006": Code("empty-collection", "warning", "A collection whose path matches no document"),
    "TP001": Code("template-syntax", "error", "A template or text that is not valid Jinja"),
    "TP002": Code("liquid", "warning", "Liquid that was left over, where Jinja is meant"),
    "TP003": Code(
        "stale-override", "warning", "An override without a block or an argument that the packaged template has"
    ),
    "TP004": Code("unused-template", "warning", "A template that nothing uses"),
    "TP005": Code("budget-or-sandbox", "error", "A template that does too much, or what the sandbox forbids"),
    "TP006": Code("unknown-filter", "error", "A filter or test that does not exist"),
    "TP007": Code("unknown-template", "error", "A template, partial or layout that does not exist"),
    "TP008": Code("wrong-argument", "error", "An argument that a component, filter or macro does not take"),
    "TP009": Code("failed-expression", "error", "An expression that cannot be computed with these values"),
    "TP010": Code("shadowed-component", "warning", "A name that hides a component of the same name"),
    "TP011": Code("extension", "error", "The file of extensions cannot be used"),
    "MD001": Code("bare-placeholder", "warning", "A `<PLACEHOLDER>` outside of code, which HTML swallows"),
    "MD002": Code("open-element", "warning", "A piece of Markdown that leaves an HTML element open"),
    "MD003": Code("misplaced-html", "error", "A component's HTML inside code or an attribute"),
    "LK001": Code("empty-link", "warning", "A link without a target or without a text"),
    "LK002": Code("broken-link", "warning", "A link or an image that leads to nothing in the site"),
    "LK003": Code(
        "broken-reference", "error", "A reference or an anchor to nothing, to two things, or to what no page shows"
    ),
    "LK004": Code("duplicate-anchor", "warning", "Two elements of one page with the same anchor"),
    "LK005": Code("insecure-link", "warning", "An `http:` link where `https:` is meant"),
    "LK006": Code("absolute-own-link", "warning", "An absolute link into the own site"),
    "LK007": Code("image-without-alternative", "warning", "An image without an alternative text"),
    "LK008": Code("refused-url", "error", "A URL that could run code, as `javascript:`"),
    "LK009": Code("duplicate-id", "warning", "Two documents with one id"),
    "CR001": Code("shared-prefix", "warning", "One prefix for two credentials"),
    "CR002": Code("example-against-pattern", "warning", "The example of a credential that does not match its pattern"),
    "CR003": Code(
        "pattern-without-prefix", "warning", "The pattern of a credential that does not begin with its prefix"
    ),
    "CR004": Code("live-credential", "error", "Something in the docs that looks like a live credential"),
    "CR005": Code("unknown-credential", "error", "An id that no credential has"),
    "CR006": Code("unused-credential", "info", "A credential that no endpoint needs"),
    "CR007": Code("incomplete-credential", "info", "A credential without `expiration` or `obtained-by`"),
    "AP002": Code("example-without-attribute", "warning", "A required attribute that the example lacks"),
    "AP003": Code("undocumented-key", "warning", "A key of an example that no attribute documents"),
    "AP004": Code(
        "example-against-type",
        "warning",
        "A value of an example that does not fit the type or the enum of its attribute",
    ),
    "AP005": Code("same-endpoint", "warning", "Two endpoints with one method and path"),
    "AP006": Code("no-credentials", "info", "An endpoint that does not state its credentials"),
    "AP007": Code("missing-response", "info", "An endpoint without a response for success, or without one for errors"),
    "AP008": Code("unknown-version", "error", "A version that the object of an endpoint does not list"),
    "AP009": Code("unknown-object", "error", "An endpoint of an object that does not exist"),
    "SN001": Code("not-the-language", "warning", "Code in an unknown language, or not in the one that it says"),
    "SN002": Code("foreign-placeholder", "warning", "A placeholder that is spelled unlike the credential's"),
    "SN003": Code("insecure-request", "warning", "A request to the own API over `http:`"),
    "SN004": Code("no-language", "info", "A snippet that does not say its language"),
    "SN005": Code("unknown-endpoint", "warning", "A request to the own API whose method and path no endpoint has"),
    "IG001": Code("unused-ignore", "warning", "A comment that tells the linter to ignore what is not there"),
}
"""Every code that Foreword can report. The guide's page of errors is checked against it."""


@dataclass(frozen=True)
class Diagnostic:
    """One finding: plain data, equal when code, place and message are.

    `used_by` tells the chain of places through which a text was reached, the nearest first.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    used_by: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        """The name of the code, as `unknown-name`."""
        return CODES[self.code].name

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `info`, of the code."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code} {self.name}: {self.message}"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        lines.extend(f"  used by {place}" for place in self.used_by)
        return "\n".join(lines)


class ContentError(Exception):
    """A mistake in content, met while values are read or rendered; it becomes a `Diagnostic`.

    `place` is given where it is known already; else whoever catches the error works it out.
    `name` is the identifier at fault, by which the column is found in a template.
    """

    def __init__(
        self, code: str, message: str, *, hint: str = "", name: str | None = None, place: Place | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.name = name
        self.place = place


class ReportedError(ContentError):
    """A mistake that has its diagnostic already, as each use of a broken data file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code, diagnostic.message, hint=diagnostic.hint, place=diagnostic.place)
        self.diagnostic = diagnostic
