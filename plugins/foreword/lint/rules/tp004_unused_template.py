"""A template of the site that no page reads and that nothing names.

Why it matters: nobody sees what it makes, and whoever edits it wonders why no page changes. Often its name, or the
name by which it is asked for, has a typo, and the packaged template is shown in its place.

Wrong:

```text
templates/componets/price_badge.html.jinja      no such folder is looked into
docs/pricing.md                                 {{ price_badge(9) }}
```

Right:

```text
templates/components/price_badge.html.jinja
docs/pricing.md                                 {{ price_badge(9) }}
```

A template is used if a page reads it, if a document, data or another template names it
(`{% include "partials/note.md" %}`), if its component is called, if a document asks for its layout, or if its language
is named. Where a name is put together (`"partials/" ~ name`), all that it may mean are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.lint.linted import Linted, Template
from foreword.lint.linter import texts_of
from foreword.lint.tags import tags
from foreword.render import snippets
from foreword.render.components import SUFFIX
from foreword.render.layout import layout_of
from foreword.render.loader import PREFIX
from foreword.source.diagnostic import Diagnostic, Place

OF_FOREWORD = (".jinja", ".md")
"""The suffixes of its templates: others in the same folder may be the theme's."""
START_OF_NAME = re.compile(r"[\"']([\w./-]+/)[\"']\s*~")
COMPUTED = re.compile(r"[-+]?\s*(?:include|import|from|extends)\s+[^\"'\s][^\"']*~")


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every template that is neither read nor named."""
    reads = linted.reads
    unread = [
        template
        for template in linted.templates
        if template.file.path not in reads
        and template.name.endswith(OF_FOREWORD)
        and not template.name.endswith("README.md")
    ]
    if not unread:
        return
    texts = {**packaged_texts(linted), **texts_of(linted)}
    inside = [part for text in texts.values() for _, _, part in tags(text) if "~" in part]
    starts = tuple({name for part in inside for name in START_OF_NAME.findall(part)})
    layouts = {f"layouts/{layout_of(entry)}{SUFFIX}" for entry in linted.entries}
    if any(COMPUTED.match(part) for part in inside):
        return
    for template in unread:
        if template.name in layouts or template.name.startswith(starts):
            continue
        component, used = use_of(template)
        itself = (template.file.path, PREFIX + template.name)
        if not any(used.search(text) for path, text in texts.items() if path not in itself):
            message = (
                f"nothing calls the component `{component}`"
                if component
                else "no page reads this template, and nothing names it"
            )
            yield Diagnostic("TP004", Place(template.file.path), message, "delete it, or look for a typo in its name")


def use_of(template: Template) -> tuple[str, re.Pattern[str]]:
    """The component that a template is, if it is one, and what a text says that uses the template."""
    name = re.escape(template.name)
    folder, _, stem = template.name.rpartition("/")
    if folder == "components" and stem.endswith(SUFFIX):
        component = stem.removesuffix(SUFFIX)
        return component, re.compile(rf"{name}|(?<![\w.]){re.escape(component)}\s*\(")
    if folder + "/" == snippets.FOLDER:
        return "", re.compile(rf"{name}|(?<![\w/-]){re.escape(stem.removesuffix(snippets.SUFFIX))}(?![\w-])")
    return "", re.compile(name)


def packaged_texts(linted: Linted) -> dict[str, str]:
    """The packaged templates by their names: they may call and include what a site overrides."""
    environment = linted.site.environment
    named = {PREFIX + name: environment.source_of(PREFIX + name) for name in environment.list_templates()}
    return {name: text for name, text in named.items() if text is not None}
