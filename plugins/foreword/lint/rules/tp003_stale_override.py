"""A template of the site replaces a packaged one, and lacks a block or an argument that this has.

Why it matters: an override that was written for another version of Foreword goes on without a word: a block that the
packaged template no longer has is never shown, and a call with an argument that the override lacks fails.

Wrong:

```jinja
{% extends "foreword:components/credential_table.html.jinja" %}

{% block captoin %}
<caption>Keep all of them secret.</caption>
{% endblock %}
```

Right:

```jinja
{% extends "foreword:components/credential_table.html.jinja" %}

{% block caption %}
<caption>Keep all of them secret.</caption>
{% endblock %}
```

Told are a block that the extended template does not have, an argument that is missing from the signature of a
component, and the blocks that are missing from an override that extends nothing: whoever extends it counts on them.
An override that replaces the whole on purpose says so at the end of its first line:
`{# example_object(attributes) #} {# foreword: ignore[TP003] our own design #}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import jinja2
from jinja2 import nodes

from foreword.lint.linted import Linted, Template
from foreword.render.components import SUFFIX, read_signature
from foreword.render.environment import Environment
from foreword.render.loader import PACKAGED, PREFIX
from foreword.render.undefined import meant
from foreword.source.diagnostic import ContentError, Diagnostic, Place
from foreword.source.text import position


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every template of the site that does not fit the packaged one that it replaces or extends."""
    environment = linted.site.environment
    for template in linted.templates:
        replaces = (PACKAGED / template.name).is_file()
        tree = tree_of(environment, template.name) if replaces or "extends" in template.file.text else None
        if tree is None:
            continue
        extended = ancestors(environment, tree)
        if extended:
            yield from unknown_blocks(environment, template, tree, extended)
        if replaces:
            yield from missing_arguments(environment, template)
            if PREFIX + template.name not in extended:
                yield from missing_blocks(environment, template, tree, extended)


def tree_of(environment: Environment, name: str) -> nodes.Template | None:
    """The tree of a template; None where it cannot be read."""
    try:
        source = environment.source_of(name)
        return environment.parse(source, name) if source is not None else None
    except (jinja2.TemplateError, ContentError):
        return None


def ancestors(environment: Environment, tree: nodes.Template) -> dict[str, nodes.Template]:
    """The templates that one extends, and those that they extend, by name; none where a name is computed."""
    found: dict[str, nodes.Template] = {}
    while (extends := tree.find(nodes.Extends)) is not None:
        name = extends.template.value if isinstance(extends.template, nodes.Const) else None
        above = tree_of(environment, name) if isinstance(name, str) and name not in found else None
        if above is None:
            return {}
        found[str(name)] = tree = above
    return found


def blocks_in(tree: nodes.Template) -> list[str]:
    """The names of the blocks of a template."""
    return [block.name for block in tree.find_all(nodes.Block)]


def unknown_blocks(
    environment: Environment, template: Template, tree: nodes.Template, extended: dict[str, nodes.Template]
) -> Iterator[Diagnostic]:
    """The blocks of a template that none of those that it extends has; a block inside of another may be new."""
    known = {name for above in extended.values() for name in blocks_in(above)}
    first = next(iter(extended))
    for node in tree.body:
        if isinstance(node, nodes.Block) and node.name not in known:
            message = f"`{first}` has no block `{node.name}`, so this one is never shown"
            hint = meant(node.name, known) or "the template's opening comment tells its blocks"
            yield Diagnostic("TP003", place_of(template, rf"\{{%[-+]?\s*block\s+({node.name})\b"), message, hint)


def missing_blocks(
    environment: Environment, template: Template, tree: nodes.Template, extended: dict[str, nodes.Template]
) -> Iterator[Diagnostic]:
    """The blocks that a template lacks which replaces a packaged one and does not extend it."""
    packaged = tree_of(environment, PREFIX + template.name)
    own = {name for part in (tree, *extended.values()) for name in blocks_in(part)}
    missing = [name for name in (blocks_in(packaged) if packaged is not None else []) if name not in own]
    if missing:
        told = ", ".join(f"`{name}`" for name in sorted(missing))
        several = "blocks" if len(missing) > 1 else "block"
        yield Diagnostic(
            "TP003",
            Place(template.file.path),
            f"this replaces a packaged template, and lacks its {several} {told}",
            f'begin it with `{{% extends "{PREFIX}{template.name}" %}}`, and keep the blocks that differ',
        )


def missing_arguments(environment: Environment, template: Template) -> Iterator[Diagnostic]:
    """The arguments of a packaged component that its override does not take."""
    if not template.name.startswith("components/") or not template.name.endswith(SUFFIX):
        return
    name = template.name.removeprefix("components/").removesuffix(SUFFIX)
    own = read_signature(environment, template.file.text, name)
    packaged = read_signature(environment, environment.source_of(PREFIX + template.name) or "", name)
    if own is None or packaged is None:
        return
    for argument in packaged.arguments:
        if argument not in own.arguments:
            message = f"the signature lacks the argument `{argument}`, which the packaged `{name}` has"
            hint = f"write `{argument}` into the signature, or leave out the signature to have the packaged one"
            yield Diagnostic("TP003", place_of(template, rf"\{{#-?\s*({name})"), message, hint)


def place_of(template: Template, pattern: str) -> Place:
    """The place of the first group of a pattern in a template."""
    text = template.file.text
    found = re.search(pattern, text)
    return Place(template.file.path, *(position(text, found.start(1)) if found is not None else (1, 1)))
