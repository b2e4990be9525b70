"""`raw`, `comment` and `doc`, in which nothing is Liquid but their ends (`tags/raw.rb`, `tags/comment.rb`)."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.liquid.lexer import UNTRIMMED, Token, closing
from foreword.liquid.nodes import Comment, Problem, Raw, Span, Trim

LITERAL = frozenset(["raw", "comment", "doc"])


def literal(
    source: str, pieces: Sequence[Token], at: int, end: int, problems: list[Problem]
) -> tuple[Raw | Comment, int]:
    """The node of a tag that stands before the piece `at`, and the piece to go on with. The pieces end at `end`.

    Its `text` may end within a piece: in `{% raw %}{{ x {% endraw %}` it is `{{ x `.
    """
    token = pieces[at - 1]
    if token.name != "comment" and token.markup.stripped().text:
        problems.append(Problem(token.span, f"`{token.name}` takes nothing: write `{{% {token.name} %}}`"))
    number = comment_end(source, pieces, at) if token.name == "comment" else raw_end(source, pieces, at, token.name)
    start, name = token.span.end, token.name
    if name == "doc" and any(closing(source, piece, name) >= 0 for piece in pieces[at:number]):
        problems.append(Problem(token.span, "A `doc` cannot stand in a `doc`: close the first one before it"))
    if number == len(pieces):
        problems.append(Problem(token.span, f"`{name}` is never closed: write `{{% end{name} %}}`"))
        text_end, whole, trim = max(start, end), Span(token.span.start, max(start, end)), UNTRIMMED
    else:
        piece = pieces[number]
        text_end = piece.span.start if name == "comment" else closing(source, piece, f"end{name}")
        whole = Span(token.span.start, piece.span.end)
        trim = piece.trim if name == "comment" else Trim(source[text_end + 2] == "-", source[piece.span.end - 3] == "-")
    text = source[start:text_end]
    if name == "raw":
        return Raw(whole, token.trim, text, trim), number + 1
    return Comment(whole, token.trim, text, trim, tag=name), number + 1


def raw_end(source: str, pieces: Sequence[Token], at: int, name: str) -> int:
    """The first piece from `at` that ends with the tag `end<name>`; the number of the pieces where none does."""
    return next(
        (number for number in range(at, len(pieces)) if closing(source, pieces[number], f"end{name}") >= 0), len(pieces)
    )


def comment_end(source: str, pieces: Sequence[Token], at: int) -> int:
    """The piece that ends a comment: comments in it have ends of their own, and what is raw is passed over."""
    depth = 1
    while at < len(pieces):
        name = pieces[at].name
        if name == "raw":
            at = raw_end(source, pieces, at + 1, "raw")
        depth += (name == "comment") - (name == "endcomment")
        if depth == 0:
            return at
        at += 1
    return len(pieces)
