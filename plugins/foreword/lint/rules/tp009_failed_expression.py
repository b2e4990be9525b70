"""An expression cannot be computed with these values.

Why it matters: there is no value to show, so the place is marked on the page.

Wrong:

```jinja
{{ "v" + 2 }}
```

Right:

```jinja
{{ "v" ~ 2 }}
```

Numbers in front matter and data are numbers only if they print as they are written: `3.10` and `010` are text.
"""
