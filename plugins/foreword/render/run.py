"""A run: what the rendering of one page needs, and what it leaves behind."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Undefined
from jinja2.runtime import new_context
from markupsafe import Markup

from foreword.render import slots
from foreword.render.budget import DEPTH, Budget, BudgetError, DepthError
from foreword.render.undefined import Missing
from foreword.source.diagnostic import ContentError, Diagnostic
from foreword.source.reading import Reading
from foreword.source.text import Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.render.entry import Entry
    from foreword.render.environment import Environment
    from foreword.render.host import Host


class Use(NamedTuple):
    """One step of the way to what is being rendered: a text or a component, and the statement that used it.

    `template` is the name of the template that holds the statement, `text` the text that it belongs to.
    """

    subject: Text | str
    template: str | None
    text: Text | None
    statement: int


@dataclass
class Piece:
    """A piece of Markdown that waits for the page's one conversion; a heading has a level and may have an anchor.

    The headings in it go down by `shift` levels. `owner` is the path of the document that it belongs to, where another
    page shows that document.
    """

    source: str
    level: int = 0
    anchor: str = ""
    shift: int = 0
    owner: str = ""


@dataclass
class Run:
    """The state of one page while it is rendered. `docs` is the folder of the docs from the root, with `/`.

    `around` are the paths of the documents that are being shown, the outermost first, `shift` is how many levels down
    the headings of the innermost are, `anchors` has the anchor of each document that was shown, `credentials` the
    anchor of each credential's row by its id, `met` the documents whose failures were told, `renamed` the
    anchors of a document's headings that are others here than on a page of its own.
    """

    path: str
    docs: str
    host: Host
    reading: Reading
    context: Context | None = None
    budget: Budget = field(default_factory=Budget)
    uses: list[Use] = field(default_factory=list)
    html: list[str | Piece] = field(default_factory=list)
    printed: dict[int, Use] = field(default_factory=dict)
    compiled: set[str] = field(default_factory=set)
    expanded: set[int] = field(default_factory=set)
    failures: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    resolved: set[str] = field(default_factory=set)
    shown: list[Any] = field(default_factory=list)
    styled: bool = False
    around: list[str] = field(default_factory=list)
    shift: int = 0
    anchors: dict[str, str] = field(default_factory=dict)
    credentials: dict[str, str] = field(default_factory=dict)
    met: dict[str, Entry] = field(default_factory=dict)
    components: set[str] = field(default_factory=set)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)

    def meet(self, entry: Entry) -> None:
        """Show a document: what is wrong in it is told with the page."""
        if entry.path in self.met:
            return
        self.met[entry.path] = entry
        for diagnostic in entry.failures:
            self.marker(diagnostic)
        for diagnostic in entry.findings:
            self.reading.report(diagnostic)

    @contextmanager
    def scope(self, environment: Environment, names: Mapping[str, Any]) -> Iterator[None]:
        """Let texts that filters reach see these names, over those of the page, for a while."""
        before = self.context
        assert before is not None
        self.context = new_context(environment, None, {}, {**before.get_all(), **names}, shared=True)
        try:
            yield
        finally:
            self.context = before

    def slot(self, content: str | Piece, use: Use | None = None) -> Markup:
        """Keep HTML, or a piece of Markdown to be converted, and give the token that stands for it.

        `use` is the statement that printed it into Markdown.
        """
        if use is not None:
            self.printed[len(self.html)] = use
        if isinstance(content, Piece):
            content.shift = 0 if content.level else self.shift
            content.owner = self.around[-1] if len(self.around) > 1 else ""
        self.html.append(content)
        return Markup(slots.token(slots.HTML, len(self.html) - 1))

    def marker(self, diagnostic: Diagnostic) -> str:
        """Report a failure and give the marker that stands where it happened: its index in `failures`."""
        self.reading.report(diagnostic)
        self.styled = True
        self.failures.append(diagnostic)
        return slots.token(slots.FAILURE, len(self.failures) - 1)

    def using(self, use: Use) -> Using:
        """Go one step deeper. The outermost text gets its share of the budget that is left."""
        return Using(self, use)

    @property
    def text(self) -> Text | None:
        """The text that is being expanded, unless a component stands between."""
        subject = self.uses[-1].subject if self.uses else None
        return subject if isinstance(subject, Text) else None

    def base_of(self, text: Text) -> str:
        """The folder, from the root of the docs, to which relative links of a text are relative."""
        path = text.file.path
        return posixpath.dirname(path[len(self.docs) :]) if path.startswith(self.docs) else ""

    @property
    def base(self) -> str:
        """The folder to which relative links are relative in what is being rendered."""
        text = self.text
        return self.base_of(text) if text is not None else posixpath.dirname(self.path[len(self.docs) :])

    @property
    def nearest_text(self) -> Text | None:
        """The text whose statements run: in the body of a call, the one that calls the component."""
        for use in reversed(self.uses):
            if isinstance(use.subject, Text):
                return use.subject
            if use.text is not None:
                return use.text
        return None


class Using:
    """One step deeper on the way to what is being rendered; see `Run.using`."""

    __slots__ = ("given", "run", "use", "whole")

    def __init__(self, run: Run, use: Use) -> None:
        self.run = run
        self.use = use

    def __enter__(self) -> None:
        run = self.run
        if not run.uses:
            self.whole = run.budget
            self.given = run.budget.share()
            run.budget = run.budget.share()
        elif len(run.uses) >= DEPTH:
            raise DepthError(
                f"texts, templates and macros are nested more than {DEPTH} deep",
                "something may name or call itself",
            )
        run.uses.append(self.use)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        run = self.run
        run.uses.pop()
        if not run.uses:
            self.whole.take_back(self.given, run.budget, isinstance(error, BudgetError))
            run.budget = self.whole


def plain(value: Any) -> str:
    """A value as it prints: `true`, nothing for null, a number or a string as it is.

    Raises ContentError (TP009) for what has no such print.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Missing):
        raise value.error()
    if isinstance(value, Undefined):
        return ""  # `{{ "x" if y }}` without an else
    if isinstance(value, Mapping):
        raise ContentError("TP009", "a mapping cannot be printed", hint="name one of its keys")
    if isinstance(value, Iterable):
        raise ContentError("TP009", "a list cannot be printed", hint='join it: `| join(", ")`')
    if callable(value) or type(value).__module__.startswith("jinja2"):
        raise ContentError("TP009", "a function cannot be printed", hint="call it: `name(...)`")
    return str(value)


def counted(values: Any, run: Run) -> Iterator[Any]:
    """The values one by one, each for a step of the page's budget."""
    for value in values:
        run.budget.step()
        yield value
