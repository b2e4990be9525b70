"""A tag is written in Liquid, the language of Jekyll, where Jinja is read.

Why it matters: much of Liquid looks like Jinja, so what was moved from a Jekyll site is easily left half ported. Jinja
stops at some of these tags, and takes others for something else.

Wrong:

```liquid
{% assign api = site.data.connect.api %}
{% include layout/code-snippet.html code=code %}
[Settings]({{ link.settings | prepend: site.baseurl }})
```

Right:

```jinja
{% set api = site.data.connect.api %}
{{ code_snippet(code, language="bash") }}
[Settings]({{ link.settings | url }})
```

Each tag is told once, at its place in the page, the front matter, the data or the template. Fences and
`{% raw %}` are left alone, and so are pages and paths without Jinja.
"""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.liquid import Liquid, liquid_in
from foreword.render.lexer import is_markdown
from foreword.source.diagnostic import Diagnostic, Place
from foreword.source.text import position


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every tag of Liquid in bodies, front matter, data and templates."""
    environment = linted.site.environment
    is_compat = bool(linted.site.options.compat)  # what Jekyll gives is given there too
    plain = {entry.path for entry in linted.entries if not entry.document.jinja}
    for prose in linted.prose:
        if prose.file.format != "template" and prose.file.path not in plain:
            for liquid in liquid_in(prose.text, environment.filters_in(None), True, is_compat):
                yield finding(prose.place(liquid.index), liquid)
    for template in linted.templates:
        known = environment.filters_in(template.name)
        for liquid in liquid_in(template.file.text, known, is_markdown(template.name), is_compat):
            yield finding(Place(template.file.path, *position(template.file.text, liquid.index)), liquid)


def finding(place: Place, liquid: Liquid) -> Diagnostic:
    """The diagnostic of a tag."""
    return Diagnostic("TP002", place, f"`{liquid.what}` is Liquid, not Jinja", liquid.hint)
