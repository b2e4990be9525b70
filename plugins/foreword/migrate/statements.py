"""Statements: the tags and texts of Liquid's as Jinja's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foreword.liquid import nodes as liquid
from foreword.liquid.tree import inside
from foreword.migrate.blank import are_blank, is_blank
from foreword.migrate.cases import case_tag, is_chain
from foreword.migrate.code import Code, Level
from foreword.migrate.expressions import Expressions, Loop
from foreword.migrate.includes import RELATIVE, include_tags, joined, render_tag
from foreword.migrate.loops import has_parent_read, iterable, loop_name, parent_name
from foreword.migrate.names import name_of, quoted
from foreword.migrate.note import Note, todo
from foreword.migrate.parts import Literally, Part, Tag, Text, on_lines
from foreword.migrate.table import TagRule
from foreword.migrate.table_markup import filled


@dataclass
class Statements:
    """Writes the nodes of one template as parts of Jinja's, and notes what is for a person.

    `shared` are the names that this template writes for others, `loops_read` the loops whose `forloop` others read.
    """

    source: str
    expressions: Expressions
    shared: frozenset[str] = frozenset()
    loops_read: frozenset[int] = frozenset()
    continued: frozenset[str] = frozenset()
    can_jump: bool = False
    parts: list[Part] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def body(self, nodes: Sequence[liquid.Node], *, is_white_dropped: bool = False) -> None:
        """Write some nodes; without the white space between them where Liquid drops it."""
        for node in nodes:
            if isinstance(node, liquid.Data) and is_white_dropped and node.text.isspace():
                self._dropped_white(node)
            else:
                self._node(node)

    def _dropped_white(self, node: liquid.Data) -> None:
        """White space that stands in the source, and that the tag before it eats."""
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Tag):
            last.right = True
            self.parts.append(Text(node.text))

    def _node(self, node: liquid.Node) -> None:
        match node:
            case liquid.Data():
                self.parts.append(Text(node.text))
            case liquid.Output():
                self._output(node)
            case liquid.Assign():
                code = self.expressions.filtered(node.value)
                tags = self._todo_filters(node.value, node.span)
                target = self._target(node.name)
                if self.expressions.is_expanded_only(node.value):
                    tags += [Tag("%", f"set {target}"), Tag("{", code.text), Tag("%", "endset")]
                else:
                    tags += [Tag("%", f"set {target} = {code.text}")]
                self._tags(tags, node.trim)
            case liquid.Capture():
                self._capture(node)
            case liquid.If():
                self._if(node)
            case liquid.Case():
                self._case(node)
            case liquid.For():
                self._for(node)
            case liquid.TableRow():
                self._table_row(node)
            case liquid.Cycle():
                self._cycle(node)
            case liquid.Count():
                word = "decrement" if node.is_down else "increment"
                self._tags([Tag("{", f"{word}({quoted(node.name)})")], node.trim)
            case liquid.Jump():
                self._jump(node)
            case liquid.Include():
                self._include(node)
            case liquid.Raw():
                self._raw(node)
            case liquid.Comment():
                self._comment(node)
            case liquid.Highlight():
                options = f", {quoted(node.options)}" if node.options else ""
                self._call(f"highlight_block({quoted(node.language)}{options})", node, node.body)
            case liquid.IfChanged():
                self._call("if_changed()", node, node.body)
            case liquid.Link():
                name = "link_to" if node.tag == "link" else "post_url"
                self._tags([Tag("{", f"{name}({joined(node.target, self.expressions).text})")], node.trim)
            case liquid.Lines():
                self._lines(node)
            case liquid.Unknown():
                self._unknown(node)

    # What the parts are made of

    def _tags(self, tags: Sequence[Tag], trim: liquid.Trim) -> None:
        """Write tags that stand for one of Liquid's, and eat white space as it does."""
        tags[0].left = trim.left
        tags[-1].right = trim.right
        self.parts += tags

    def _target(self, name: str) -> str:
        spelled = name_of(name)
        return f"shared.{spelled}" if spelled in self.shared else spelled

    def _todo(self, text: str) -> Tag:
        return Tag("#", f"TODO: {text}".replace("#}", "# }"))

    def _original(self, span: liquid.Span) -> str:
        return self.source[span.start : span.end]

    def _todo_filters(self, expression: liquid.Filtered, span: liquid.Span) -> list[Tag]:
        """A comment for the filters that are not known, with the tag as it was."""
        unknown = self.expressions.unknown_filters(expression)
        for entry in unknown:
            told = f"the filter `{entry.name}` is not known: it is left out"
            self.notes.append(
                todo(
                    entry.span.start,
                    told,
                    "write it as a filter of the site's extensions, or add it to a table (`--table`)",
                )
            )
        if not unknown:
            return []
        names = ", ".join(f"`{entry.name}`" for entry in unknown)
        return [self._todo(f"no filter {names}: {self._original(span)}")]

    # Tags

    def _output(self, node: liquid.Output) -> None:
        code = self.expressions.filtered(node.expression)
        todo = self._todo_filters(node.expression, node.span)
        self._tags([*todo, Tag("{", code.text)], node.trim)

    def _capture(self, node: liquid.Capture) -> None:
        self._tags([Tag("%", f"set {self._target(node.name)}")], node.trim)
        self.body(node.body)
        self._tags([Tag("%", "endset")], node.end_trim)

    def _if(self, node: liquid.If) -> None:
        is_white_dropped = is_blank(node)
        for index, branch in enumerate(node.branches):
            if branch.condition is None:
                code = "else"
            else:
                test = self.expressions.condition(branch.condition, negated=branch.is_negated)
                code = f"{'elif' if index else 'if'} {test.text}"
            self._tags([Tag("%", code)], branch.trim)
            self.body(branch.body, is_white_dropped=is_white_dropped)
            if branch.condition is None and index + 1 < len(node.branches):
                self._unreachable(node.branches[index + 1 :])
                break
        self._tags([Tag("%", "endif")], node.end_trim)

    def _unreachable(self, branches: Sequence[liquid.Branch]) -> None:
        """Branches behind an `else`, which Liquid never shows, stay as a comment."""
        start = branches[0].span.start
        ends = [one.span.end for branch in branches for one in branch.body] + [branches[-1].span.end]
        self.notes.append(Note(start, "changed", "what stands behind an `else` is never shown: it is a comment now"))
        self.parts.append(self._todo(self._original(liquid.Span(start, max(ends)))))

    def _case(self, node: liquid.Case) -> None:
        """`if` and `elif` where at most one `when` can match, else an `if` for each: Liquid shows each that matches."""
        is_white_dropped = is_blank(node)
        self.body([one for one in node.lead if isinstance(one, liquid.Comment)])
        if not node.whens:
            return
        chain = is_chain(node)
        trims = [liquid.Trim(node.trim.left, node.whens[0].trim.right), *(when.trim for when in node.whens[1:])]
        for index, (when, trim) in enumerate(zip(node.whens, trims, strict=True)):
            ended = [Tag("%", "endif")] if index and not chain else []
            self._tags([*ended, Tag("%", case_tag(node, index, self.expressions))], trim)
            self.body(when.body, is_white_dropped=is_white_dropped)
        self._tags([Tag("%", "endif")], node.end_trim)

    def _for(self, node: liquid.For) -> None:
        loop = Loop(node.span.start, loop_name(node, self.source), parent_name(len(self.expressions.loops)))
        is_white_dropped = is_blank(node)
        tags = [Tag("%", f"for {name_of(node.variable)} in {self._iterable(node).text}")]
        if node.span.start in self.loops_read:
            tags.append(Tag("%", "set forloop = loop"))
        if has_parent_read(node):
            tags.append(Tag("%", f"set {loop.parent_name} = loop"))
        self._tags(tags, node.trim)
        outer = self.expressions
        self.expressions, could_jump, self.can_jump = outer.inside(loop), self.can_jump, True
        self.body(node.body, is_white_dropped=is_white_dropped)
        self.expressions, self.can_jump = outer, could_jump
        if node.otherwise is None:
            self._tags([Tag("%", "endfor")], node.end_trim)
            return
        # Jinja's `else` follows a loop that is left in its first turn, too.
        is_left = any(isinstance(one, liquid.Jump) for one in inside(node.body))
        middle = [Tag("%", "endfor"), Tag("%", f"if not {self._iterable(node).at(Level.FILTER)}")]
        self._tags(middle if is_left else [Tag("%", "else")], node.else_trim)
        self.body(node.otherwise, is_white_dropped=is_white_dropped)
        self._tags([Tag("%", "endif" if is_left else "endfor")], node.end_trim)

    def _iterable(self, node: liquid.For | liquid.TableRow) -> Code:
        name = loop_name(node, self.source)
        return iterable(node, self.expressions, name if name in self.continued else "")

    def _table_row(self, node: liquid.TableRow) -> None:
        cols = "" if node.cols is None else f", cols={self.expressions.value(node.cols).text}"
        call = f"call({name_of(node.variable)}, tablerowloop) tablerow({self._iterable(node).text}{cols})"
        self._tags([Tag("%", call)], node.trim)
        self._called(node.body)
        self._tags([Tag("%", "endcall")], node.end_trim)

    def _called(self, body: Sequence[liquid.Node]) -> None:
        """The body of a call, out of which no loop can be left."""
        could_jump, self.can_jump = self.can_jump, False
        self.body(body)
        self.can_jump = could_jump

    def _cycle(self, node: liquid.Cycle) -> None:
        values = [self.expressions.value(value).text for value in node.values]
        if node.group is None:
            group = quoted(", ".join(self._original(value.span) for value in node.values))
        else:
            group = self.expressions.value(node.group).text
        self._tags([Tag("{", f"cycle({', '.join([group, *values])})")], node.trim)

    def _jump(self, node: liquid.Jump) -> None:
        if self.can_jump:
            self._tags([Tag("%", node.name)], node.trim)
            return
        told = f"`{node.name}` outside of a loop of its template, or in a block: Liquid leaves what is around it"
        self.notes.append(todo(node.span.start, told, "put what follows into an `if`"))
        self._tags([self._todo(self._original(node.span))], node.trim)

    def _raw(self, node: liquid.Raw) -> None:
        self._tags([Tag("%", "raw")], liquid.Trim(node.trim.left, node.trim.right))
        self.parts.append(Literally(node.text))
        self._tags([Tag("%", "endraw")], node.end_trim)

    def _comment(self, node: liquid.Comment) -> None:
        trim = node.trim if node.is_inline else liquid.Trim(node.trim.left, node.end_trim.right)
        self._tags([Tag("#", node.text.strip().replace("#}", "# }"))], trim)

    def _call(self, call: str, node: liquid.Highlight | liquid.IfChanged, body: Sequence[liquid.Node]) -> None:
        self._tags([Tag("%", f"call {call}")], node.trim)
        self._called(body)
        self._tags([Tag("%", "endcall")], node.end_trim)

    def _lines(self, node: liquid.Lines) -> None:
        """The lines of a `liquid` tag, each a tag; the line breaks between them are eaten."""
        start = len(self.parts)
        for one in node.body:
            self._node(one)
        made = on_lines(self.parts[start:])
        self.parts[start:] = made
        tags = [part for part in made if isinstance(part, Tag)]
        if tags:
            tags[0].left, tags[-1].right = node.trim.left, node.trim.right

    def _include(self, node: liquid.Include) -> None:
        if node.tag == "include_relative":
            told = "`include_relative` names a file that is not there, or that is known only when the page is made"
            advice = f"take the tag out, or put the file into templates/{RELATIVE}"
            self.notes.append(todo(node.span.start, told, advice))
        is_render = node.tag == "render"
        tags = [render_tag(node, self.expressions)] if is_render else include_tags(node, self.expressions)
        self._tags(tags, node.trim)

    # What is not Liquid's

    def _unknown(self, node: liquid.Unknown) -> None:
        rule = self.expressions.table.tags.get(node.name)
        if rule is not None and rule.prints:
            self._tags([Tag("{", filled(rule.prints, node.markup))], node.trim)
        elif rule is not None and rule.opens and (node.body is not None or not rule.closes):
            self._tags([Tag("%", filled(rule.opens, node.markup))], node.trim)
            if node.body is not None:
                if rule.closes == "endcall":
                    self._called(node.body)
                else:
                    self.body(node.body, is_white_dropped=are_blank(node.body))
                self._tags([Tag("%", rule.closes)], node.end_trim)
        else:
            self._left(node, rule)

    def _left(self, node: liquid.Unknown, rule: TagRule | None) -> None:
        """An unknown tag stays as a comment. Its body, if it has one, is converted between two comments."""
        advice = rule.advice if rule is not None else ""
        advice = advice or "write it as an include or a component, or add it to a table (`--table`)"
        self.notes.append(todo(node.span.start, f"the tag `{node.name}` is not known", advice))
        if node.body is None:
            self._tags([self._todo(self._original(node.span))], node.trim)
            return
        self._tags([self._todo(f"{{% {node.name} {node.markup} %}}")], node.trim)
        self.body(node.body)
        self._tags([self._todo(f"{{% end{node.name} %}}")], node.end_trim)
