"""Functions that stand for Liquid's and Jekyll's tags where Jinja has none: blocks of content, highlighting, links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment
from markupsafe import escape

from foreword.compat.liquid_tags import TAGS
from foreword.compat.parsing import NAMED
from foreword.compat.views import WHOLE_SITE, JekyllDocument
from foreword.render.highlight import highlight
from foreword.source.diagnostic import ContentError
from foreword.source.text import Text

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from foreword.compat.dialect import CompatEnvironment

LARGEST_BLOCKS = 400_000
"""Characters in all blocks of a page."""
LINE_NUMBERS = re.compile(r"\blinenos\b")


@pass_environment
def content_for(environment: CompatEnvironment, name: Any, caller: Callable[[], Any], markdown: bool = True) -> str:
    """Fill a block for the layouts; see the plugin jekyll-contentblocks. Prints nothing.

    Raises ContentError (TP005) where the blocks of the page become too large: one may be filled with what is in it.
    """
    source = environment.markdown(caller())
    if environment.blocks.size_of_all() + len(source) > LARGEST_BLOCKS:
        hint = f"fill blocks with {LARGEST_BLOCKS:,} characters at the most"
        raise ContentError("TP005", "the blocks of this page hold too much text", hint=hint)
    environment.blocks.fill(str(name), environment.markdownified(source) if markdown else source)
    return ""


@pass_environment
def content_block(environment: CompatEnvironment, name: Any) -> str:
    """What the page has filled a block with."""
    environment.run.budget.allocate(environment.blocks.size(str(name)))
    return environment.blocks.shown(str(name))


@pass_environment
def highlight_block(
    environment: CompatEnvironment, language: Any, options: Any = "", caller: Callable[[], Any] | None = None
) -> str:
    """Code as Jekyll's `highlight` tag shows it; see `jekyll/tags/highlight.rb`."""
    assert caller is not None
    code = re.sub(r"\A(?:[ \t]*\n)+", "", environment.markdown(caller())).rstrip()
    name = str(language)
    spans = highlight(code, name)
    shown = str(escape(code)) if spans is None else str(spans)
    shown = shown.removesuffix("\n")
    attributes = f'class="language-{escape(name.replace("+", "-"))}" data-lang="{escape(name)}"'
    if LINE_NUMBERS.search(str(options)):
        numbers = "\n".join(str(number) for number in range(1, code.count("\n") + 2))
        shown = (
            '<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">'
            f'{numbers}\n</pre></td><td class="code"><pre>{shown}\n</pre></td></tr></tbody></table>'
        )
    return f'<figure class="highlight"><pre><code {attributes}>{shown}</code></pre></figure>'


@pass_environment
def link_to(environment: CompatEnvironment, path: Any) -> str:
    """The URL of a document by its path, as it was in the Jekyll site or as it is in the docs; see
    `jekyll/tags/link.rb`.

    Raises ContentError (LK002) where there is none.
    """
    wanted = posixpath.normpath(str(path).strip().lstrip("/"))
    return url_of(environment, wanted, lambda view: wanted in (view.entry.relative, view["path"]))


@pass_environment
def post_url(environment: CompatEnvironment, name: Any) -> str:
    """The URL of a post by the name of its file, with its date; see `jekyll/tags/post_url.rb`.

    Raises ContentError (LK002) where there is none.
    """
    wanted = posixpath.normpath(str(name).strip().lstrip("/"))

    def is_wanted(view: JekyllDocument) -> bool:
        stem = posixpath.splitext(str(view["path"]))[0]
        return stem == wanted or stem.endswith((f"/{wanted}", f"_posts/{wanted}"))

    return url_of(environment, wanted, is_wanted)


def url_of(environment: CompatEnvironment, wanted: str, is_wanted: Callable[[JekyllDocument], bool]) -> str:
    """The URL of the first document that is wanted. Raises ContentError (LK002) where there is none."""
    environment.run.reading.record(WHOLE_SITE)
    for entry in environment.index.entries:
        if isinstance(entry.view, JekyllDocument) and is_wanted(entry.view):
            return f"{environment.printed(environment.setting('baseurl'))}{entry.view.url}"
    raise ContentError("LK002", f"there is no document `{wanted}`", hint="a path is that in the docs folder")


@pass_environment
def cycle(environment: CompatEnvironment, group: Any, *values: Any) -> Any:
    """The next of some values; see `foreword.compat.counters`."""
    return environment.counters.cycle(group, *values)


@pass_environment
def increment(environment: CompatEnvironment, name: str) -> int:
    """A counter, which is one higher then."""
    return environment.counters.increment(name)


@pass_environment
def decrement(environment: CompatEnvironment, name: str) -> int:
    """A counter that was made one lower."""
    return environment.counters.decrement(name)


@pass_environment
def named(environment: CompatEnvironment, scope: Context, name: Any) -> Any:
    """The value of a name that is computed, as Liquid's `[expression]` is; a hyphen in it is an underscore."""
    value = environment.named(scope, environment.printed(name).replace("-", "_"))
    return environment.expand(value, scope, scope, -1) if isinstance(value, Text) else value


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "content_for": content_for,
    "content_block": content_block,
    "highlight_block": highlight_block,
    "link_to": link_to,
    "post_url": post_url,
    **TAGS,
    NAMED: named,
    "cycle": cycle,
    "increment": increment,
    "decrement": decrement,
}
