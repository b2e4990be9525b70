"""A template, a partial or a layout does not exist.

Why it matters: what it would make is missing from the page.

Wrong:

```jinja
{% include "partial/https-only.md" %}
```

Right:

```jinja
{% include "partials/https-only.md" %}
```

A name is relative to the templates folder, which it cannot leave. `foreword:` in front of it means the packaged one.
The layout `notice` of a document is the file `layouts/notice.html.jinja`.
"""
