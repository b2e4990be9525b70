"""Tags for python-liquid that Jekyll adds to Liquid, and those of jekyll-contentblocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import parse_primitive, tokenize
from liquid.exceptions import LiquidSyntaxError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_TAG, Token

if TYPE_CHECKING:
    from liquid.context import RenderContext
    from liquid.environment import Environment
    from liquid.expression import Expression
    from liquid.template import BoundTemplate

BLOCKS = "foreword:blocks"
"""The name under which a context has the blocks of content of its page: lists of HTML by their names."""

COMPUTED_NAME = re.compile(r"([^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|.*?)?\}\}[^\s{}]*)+)(.*)", re.DOTALL)
PARAMETER = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.\-\[\]"']+))""", re.DOTALL
)
"""See `Jekyll::Tags::IncludeTag`."""


class IncludeNode(Node):
    """A file that is included: its name, with outputs in it or not, and the values of its parameters."""

    def __init__(self, token: Token, name: BoundTemplate, parameters: Mapping[str, str | Expression]) -> None:
        super().__init__(token)
        self.name = name
        self.parameters = parameters
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """See `liquid.ast.Node`."""
        name = context.get_buffer(buffer)
        self.name.render_with_context(context, name, partial=True)
        template = context.env.get_template(name.getvalue().strip())
        scope: dict[str, object] = {}
        if self.parameters:
            scope["include"] = {key: value_of(value, context) for key, value in self.parameters.items()}
        with context.extend(scope, template=template):
            template.render_with_context(context, buffer, partial=True)
        return 1


class IncludeTag(Tag):
    """`{% include path/{{ name }}.html key=value %}`."""

    name = "include"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """See `liquid.tag.Tag`."""
        token = stream.eat(TOKEN_TAG)
        markup = stream.expect(TOKEN_EXPRESSION).value.strip()
        computed = COMPUTED_NAME.match(markup)
        name, _, parameters = (computed[1], "", computed[2]) if computed else markup.partition(" ")
        found: dict[str, str | Expression] = {}
        for key, double, single, variable in PARAMETER.findall(parameters):
            found[key] = parsed(self.env, variable, token) if variable else unescaped(double or single)
        return IncludeNode(token, self.env.from_string(name.strip()), found)


class CachedIncludeTag(IncludeTag):
    """The tag of jekyll-include-cache: what it caches is the same each time."""

    name = "include_cached"


class BlockNodeOf(Node):
    """A named block of content: kept (`contentfor`), or shown where there is (not) such content."""

    def __init__(self, token: Token, kind: str, name: str, body: BlockNode | None) -> None:
        super().__init__(token)
        self.kind = kind
        self.name = name
        self.body = body
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """See `liquid.ast.Node`."""
        blocks: dict[str, list[str]] = context.resolve(BLOCKS)
        shown = "".join(blocks.get(self.name, []))
        if self.kind == "contentfor":
            assert self.body is not None
            inner = context.get_buffer(buffer)
            self.body.render(context, inner)
            html = context.filter("markdownify", token=None)(inner.getvalue())
            blocks.setdefault(self.name, []).append(str(html))
            return 0
        if self.body is None:
            return buffer.write(shown)
        return self.body.render(context, buffer) if bool(shown.strip()) == (self.kind == "ifhascontent") else 0


class BlockTag(Tag):
    """A tag of jekyll-contentblocks that has an end."""

    def parse(self, stream: TokenStream) -> Node:
        """See `liquid.tag.Tag`."""
        token = stream.eat(TOKEN_TAG)
        name = stream.eat(TOKEN_EXPRESSION).value.split()[0]
        body = get_parser(self.env).parse_block(stream, frozenset([self.end, TOKEN_EOF]))
        stream.expect(TOKEN_TAG, value=self.end)
        return BlockNodeOf(token, self.name, name, body)


class ContentForTag(BlockTag):
    """`{% contentfor name %}...{% endcontentfor %}`."""

    name = "contentfor"
    end = "endcontentfor"


class IfHasContentTag(BlockTag):
    """`{% ifhascontent name %}...{% endifhascontent %}`."""

    name = "ifhascontent"
    end = "endifhascontent"


class IfNotHasContentTag(BlockTag):
    """`{% ifnothascontent name %}...{% endifnothascontent %}`."""

    name = "ifnothascontent"
    end = "endifnothascontent"


class ContentBlockTag(Tag):
    """`{% contentblock name %}`."""

    name = "contentblock"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        """See `liquid.tag.Tag`."""
        token = stream.eat(TOKEN_TAG)
        return BlockNodeOf(token, self.name, stream.expect(TOKEN_EXPRESSION).value.split()[0], None)


TAGS: tuple[type[Tag], ...] = (
    IncludeTag,
    CachedIncludeTag,
    ContentForTag,
    IfHasContentTag,
    IfNotHasContentTag,
    ContentBlockTag,
)


def parsed(environment: Environment, source: str, token: Token) -> Expression:
    """A variable, a number, `true`, `false` or `nil` as an expression. Raises LiquidSyntaxError."""
    stream = TokenStream(tokenize(source, parent_token=token))
    expression = parse_primitive(environment, stream)
    if stream.current.kind != TOKEN_EOF:
        raise LiquidSyntaxError(f"`{source}` is no variable", token=token)
    return expression


def value_of(value: str | Expression, context: RenderContext) -> Any:
    """The value of a parameter."""
    return value if isinstance(value, str) else value.evaluate(context)


def unescaped(text: str) -> str:
    """A text of a parameter: a quote in it has a backslash before it."""
    return text.replace('\\"', '"').replace("\\'", "'")
