"""A tree written as plain Liquid, without its text: how a source was read."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.liquid import nodes


def as_read(tree: Sequence[nodes.Node]) -> str:
    """The tags of a tree, each in the plainest way that it can be written."""
    return "".join(tag(node) for node in tree)


def tag(node: nodes.Node) -> str:
    """One node; text is nothing."""
    match node:
        case nodes.Output(is_echo=True):
            return f"{{% echo {filtered(node.expression)} %}}"
        case nodes.Output():
            return f"{{{{ {filtered(node.expression)} }}}}"
        case nodes.Assign():
            return f"{{% assign {node.name} = {filtered(node.value)} %}}"
        case nodes.Capture():
            return f"{{% capture {node.name} %}}{as_read(node.body)}{{% endcapture %}}"
        case nodes.If(branches=branches):
            name = "unless" if branches[0].is_negated else "if"
            others = "".join(branch("elsif", other) for other in branches[1:])
            return branch(name, branches[0]) + others + f"{{% end{name} %}}"
        case nodes.Case():
            return f"{{% case {expression(node.subject)} %}}{''.join(map(when, node.whens))}{{% endcase %}}"
        case nodes.For():
            end = "" if node.otherwise is None else "{% else %}" + as_read(node.otherwise)
            return f"{{% for {loop(node)} %}}{as_read(node.body)}{end}{{% endfor %}}"
        case nodes.TableRow():
            given = attributes([("cols", node.cols), ("limit", node.limit), ("offset", node.offset)])
            head = f"{node.variable} in {expression(node.iterable)}{given}"
            return f"{{% tablerow {head} %}}{as_read(node.body)}{{% endtablerow %}}"
        case nodes.Cycle():
            group = f"{expression(node.group)}: " if node.group is not None else ""
            return f"{{% cycle {group}{', '.join(map(expression, node.values))} %}}"
        case nodes.Count():
            return f"{{% {'decrement' if node.is_down else 'increment'} {node.name} %}}"
        case nodes.Include():
            return included(node)
        case nodes.Raw():
            return f"{{% raw %}}{node.text}{{% endraw %}}"
        case nodes.Comment(is_inline=False):
            return f"{{% {node.tag} %}}"
        case nodes.Lines():
            return as_read(node.body)
        case nodes.Highlight():
            head = f"{node.language} {node.options}".strip()
            return f"{{% highlight {head} %}}{as_read(node.body)}{{% endhighlight %}}"
        case nodes.IfChanged():
            return f"{{% ifchanged %}}{as_read(node.body)}{{% endifchanged %}}"
        case nodes.Link():
            return f"{{% {node.tag} {texts(node.target)} %}}"
        case nodes.Unknown():
            end = "" if node.body is None else as_read(node.body) + f"{{% end{node.name} %}}"
            return f"{{% {node.name} {node.markup.strip()} %}}{end}"
        case nodes.Jump():
            return f"{{% {node.name} %}}"
    return ""


def branch(name: str, node: nodes.Branch) -> str:
    """A branch of an `if` or `unless`."""
    head = "else" if node.condition is None else f"{name} {condition(node.condition)}"
    return f"{{% {head} %}}{as_read(node.body)}"


def when(node: nodes.When) -> str:
    """A branch of a `case`."""
    head = "else" if node.is_else else f"when {', '.join(map(expression, node.values))}"
    return f"{{% {head} %}}{as_read(node.body)}"


def loop(node: nodes.For) -> str:
    """The head of a `for`."""
    words = " reversed" * node.is_reversed + attributes([("limit", node.limit)])
    offset = f" offset: {node.offset}" if isinstance(node.offset, str) else attributes([("offset", node.offset)])
    return f"{node.variable} in {expression(node.iterable)}{words}{offset}"


def attributes(given: Sequence[tuple[str, nodes.Expression | None]]) -> str:
    """The attributes that are given."""
    return "".join(f" {key}: {expression(value)}" for key, value in given if value is not None)


def included(node: nodes.Include) -> str:
    """An include, Jekyll's with `=` and Liquid's with `:`."""
    if isinstance(node.name, nodes.Literal | nodes.Special | nodes.Range | nodes.Variable):
        words = f" {'for' if node.is_each else 'with'} {expression(node.variable)}" if node.variable else ""
        words += f" as {node.alias}" if node.alias else ""
        return f"{{% {node.tag} {expression(node.name)}{words}{attributes(node.arguments)} %}}"
    given = "".join(f" {key}={expression(value)}" for key, value in node.arguments)
    return f"{{% {node.tag} {texts(node.name)}{given} %}}"


def texts(parts: Sequence[nodes.Data | nodes.Output]) -> str:
    """A text with outputs in it."""
    return "".join(part.text if isinstance(part, nodes.Data) else tag(part) for part in parts)


def condition(node: nodes.Condition) -> str:
    """A condition, in brackets where it is on the right of another."""
    match node:
        case nodes.Logical(left=left, right=nodes.Logical() as right):
            return f"{condition(left)} {node.operator} ({condition(right)})"
        case nodes.Logical(left=left, right=right):
            return f"{condition(left)} {node.operator} {condition(right)}"
        case nodes.Comparison(left=left, right=right):
            return f"{expression(left)} {node.operator} {expression(right)}"
    return expression(node)


def filtered(node: nodes.Filtered) -> str:
    """An expression with its filters."""
    return " | ".join([expression(node.value), *map(filter_, node.filters)])


def filter_(node: nodes.Filter) -> str:
    """A filter, with its keywords last."""
    given = [*map(expression, node.arguments), *(f"{key}: {expression(value)}" for key, value in node.keywords)]
    return node.name + (": " + ", ".join(given) if given else "")


def expression(node: nodes.Expression) -> str:
    """A value: a string in double quotes where it can be, `nil` for nothing."""
    match node:
        case nodes.Literal(value=None):
            return "nil"
        case nodes.Literal(value=str() as text):
            return f"'{text}'" if '"' in text else f'"{text}"'
        case nodes.Literal(value=value):
            return str(value).lower()
        case nodes.Special():
            return node.name
        case nodes.Range():
            return f"({expression(node.first)}..{expression(node.last)})"
        case nodes.Variable(name=str() as name):
            return name + "".join(map(key, node.keys))
        case nodes.Variable(name=name):
            return f"[{expression(name)}]" + "".join(map(key, node.keys))


def key(node: nodes.Key) -> str:
    """A step of a lookup."""
    return f".{node.value}" if isinstance(node.value, str) else f"[{expression(node.value)}]"
