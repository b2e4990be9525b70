"""The tree of a Liquid template. Every node knows where it starts and ends in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import NamedTuple


class Span(NamedTuple):
    """A part of a source: the offset of its first character, and the one behind its last."""

    start: int
    end: int


class Problem(NamedTuple):
    """What Liquid itself would refuse, or read otherwise than it looks.

    `refused`: Liquid does not read the template at all. `fails`: it prints an error in the place. `lax`: only its lax
    parser, which Jekyll falls back to with a warning, reads it.
    """

    span: Span
    message: str
    kind: OneOf["refused", "fails", "lax"] = "refused"


@dataclass(frozen=True)
class Literal:
    """A string, a number, true, false or nil. A string's value is all between its quotes: there are no escapes."""

    span: Span
    value: str | int | float | bool | None


@dataclass(frozen=True)
class Special:
    """`empty` or `blank`, which are equal to values that are so."""

    span: Span
    name: str


@dataclass(frozen=True)
class Range:
    """`(first..last)`: two whole numbers, or at least one variable."""

    span: Span
    first: Expression
    last: Expression


@dataclass(frozen=True)
class Variable:
    """`a.b-c[d].size`: a name and its keys.

    A name that is an expression was written `[expression]` at the start.
    """

    span: Span
    name: str | Expression
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Key:
    """One step of a lookup: `.key` (`dotted`) has its name in `value`, `["key"]` and `[expression]` the expression."""

    span: Span
    value: str | Expression
    dotted: bool


@dataclass(frozen=True)
class Filter:
    """`| name: a, b, key: c`."""

    span: Span
    name: str
    arguments: tuple[Expression, ...] = ()
    keywords: tuple[tuple[str, Expression], ...] = ()


@dataclass(frozen=True)
class Filtered:
    """What an output, an `assign` or an `echo` holds: an expression and its filters."""

    span: Span
    value: Expression
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`left operator right`: ==, !=, <>, <, >, <=, >=, contains."""

    span: Span
    left: Expression
    operator: str
    right: Expression


@dataclass(frozen=True)
class Logical:
    """`left and right`, `left or right`. Both weigh the same for Liquid, and `right` holds all that follows."""

    span: Span
    left: Condition
    operator: str
    right: Condition


Expression = Literal | Special | Range | Variable
Condition = Expression | Comparison | Logical


@dataclass(frozen=True)
class Trim:
    """Which of a tag's sides have a hyphen, and eat the white space beside them."""

    left: bool = False
    right: bool = False


@dataclass(frozen=True)
class Data:
    """Text that stands for itself, as it is in the source: white-space control is not applied."""

    span: Span
    text: str


@dataclass(frozen=True)
class Output:
    """`{{ ... }}`, or `{% echo ... %}` (`is_echo`)."""

    span: Span
    trim: Trim
    expression: Filtered
    is_echo: bool = False


@dataclass(frozen=True)
class Assign:
    """`{% assign name = ... %}`. The name may have hyphens."""

    span: Span
    trim: Trim
    name: str
    value: Filtered


@dataclass(frozen=True)
class Capture:
    """`{% capture name %}...{% endcapture %}`. Everywhere `trim` is the opening tag's, `end_trim` the closing one's."""

    span: Span
    trim: Trim
    name: str
    body: Sequence[Node]
    end_trim: Trim


@dataclass(frozen=True)
class Branch:
    """`if`, `elsif`, `else` (no condition), `unless` (`is_negated`): a condition and what it shows.

    `span` and `trim` are those of the branch's own tag.
    """

    span: Span
    trim: Trim
    condition: Condition | None
    body: Sequence[Node]
    is_negated: bool = False


@dataclass(frozen=True)
class If:
    """`{% if %}` or `{% unless %}` to its end."""

    span: Span
    branches: Sequence[Branch]
    end_trim: Trim


@dataclass(frozen=True)
class When:
    """`{% when a, b or c %}`; each that matches is shown. `{% else %}` (no values) is where none before it was."""

    span: Span
    trim: Trim
    values: tuple[Expression, ...]
    body: Sequence[Node]
    is_else: bool = False


@dataclass(frozen=True)
class Case:
    """`{% case %}`. What stands before the first `when` is not shown; it is kept in `lead`."""

    span: Span
    trim: Trim
    subject: Expression
    lead: Sequence[Node]
    whens: Sequence[When]
    end_trim: Trim


@dataclass(frozen=True)
class For:
    """`{% for variable in iterable reversed limit:a offset:b %}`. `offset` may be the string "continue"."""

    span: Span
    trim: Trim
    variable: str
    iterable: Expression
    body: Sequence[Node]
    otherwise: Sequence[Node] | None
    end_trim: Trim
    is_reversed: bool = False
    limit: Expression | None = None
    offset: Expression | str | None = None
    else_trim: Trim = Trim()


@dataclass(frozen=True)
class TableRow:
    """`{% tablerow variable in iterable cols:n limit:a offset:b %}`."""

    span: Span
    trim: Trim
    variable: str
    iterable: Expression
    body: Sequence[Node]
    end_trim: Trim
    cols: Expression | None = None
    limit: Expression | None = None
    offset: Expression | None = None


@dataclass(frozen=True)
class Cycle:
    """`{% cycle group: a, b %}`."""

    span: Span
    trim: Trim
    group: Expression | None
    values: tuple[Expression, ...]


@dataclass(frozen=True)
class Count:
    """`{% increment name %}` or `{% decrement name %}` (`is_down`)."""

    span: Span
    trim: Trim
    name: str
    is_down: bool = False


@dataclass(frozen=True)
class Jump:
    """`{% break %}` or `{% continue %}`."""

    span: Span
    trim: Trim
    name: str


@dataclass(frozen=True)
class Include:
    """`{% include name.html key=value %}` (Jekyll) or `{% include 'name', key: value %}` (Liquid).

    `tag` is `include`, `include_cached`, `include_relative` or `render`. `name` is an expression, or, as Jekyll writes
    it without quotes, a list of text and outputs (`path/{{ page.name }}.html`). `variable` is what `with` or `for`
    (`is_each`) gives, under the name `alias`, else that of the template.
    """

    span: Span
    trim: Trim
    tag: str
    name: Expression | Sequence[Data | Output]
    arguments: tuple[tuple[str, Expression], ...] = ()
    variable: Expression | None = None
    is_each: bool = False
    alias: str | None = None


@dataclass(frozen=True)
class Raw:
    """`{% raw %}...{% endraw %}`: `text` as it stands between."""

    span: Span
    trim: Trim
    text: str
    end_trim: Trim


@dataclass(frozen=True)
class Comment:
    """`{% comment %}...{% endcomment %}`, `{% # ... %}` (`is_inline`), or `{% doc %}` (`tag`)."""

    span: Span
    trim: Trim
    text: str
    end_trim: Trim
    is_inline: bool = False
    tag: str = "comment"


@dataclass(frozen=True)
class Highlight:
    """Jekyll's `{% highlight language options %}...{% endhighlight %}`, the language in small letters."""

    span: Span
    trim: Trim
    language: str
    options: str
    body: Sequence[Node]
    end_trim: Trim


@dataclass(frozen=True)
class Link:
    """Jekyll's `{% link path %}` and `{% post_url name %}` (`tag`)."""

    span: Span
    trim: Trim
    tag: str
    target: Sequence[Data | Output]


@dataclass(frozen=True)
class IfChanged:
    """`{% ifchanged %}...{% endifchanged %}`."""

    span: Span
    trim: Trim
    body: Sequence[Node]
    end_trim: Trim


@dataclass(frozen=True)
class Lines:
    """`{% liquid %}`: each of its lines a tag of its own."""

    span: Span
    trim: Trim
    body: Sequence[Node]


@dataclass(frozen=True)
class Unknown:
    """A tag that is not Liquid's or Jekyll's. A block has a body and an `end_trim`."""

    span: Span
    trim: Trim
    name: str
    markup: str
    body: Sequence[Node] | None = None
    end_trim: Trim = Trim()


Node = (
    Data
    | Output
    | Assign
    | Capture
    | If
    | Case
    | For
    | TableRow
    | Cycle
    | Count
    | Jump
    | Include
    | Raw
    | Comment
    | Highlight
    | Link
    | IfChanged
    | Lines
    | Unknown
)


@dataclass(frozen=True)
class Template:
    """A parsed template: its source, its nodes in order, and what Liquid would refuse in it."""

    source: str
    nodes: Sequence[Node]
    problems: Sequence[Problem] = field(default=())
