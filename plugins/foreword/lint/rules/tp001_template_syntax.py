"""A template or a text is not valid Jinja.

Why it matters: nothing of it can be shown, as Jinja reads a template as a whole.

Wrong:

```jinja
{% if page.beta %}This is a preview.
```

Right:

```jinja
{% if page.beta %}This is a preview.{% endif %}
```

To show braces as they are, put them into a fence, or between `{% raw %}` and `{% endraw %}`. A page that never means
Jinja has `jinja: false` in its front matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from foreword.lint.linted import Linted
from foreword.render.failure import content_error
from foreword.source.diagnostic import Diagnostic, Place

IN_BUILDS = True


def check(linted: Linted) -> Iterator[Diagnostic]:
    """The templates of the site that cannot be read, those that no page uses too."""
    environment = linted.site.environment
    for template in linted.templates:
        try:
            environment.parse(template.file.text, template.name)
        except jinja2.TemplateSyntaxError as error:
            content = content_error(environment, error)
            if content is not None:
                yield Diagnostic(
                    content.code, content.place or Place(template.file.path), content.message, content.hint
                )
