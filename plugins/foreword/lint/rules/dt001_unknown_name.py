"""A text or a template uses a name or a key that does not exist.

Why it matters: the page would have a blank where the value is meant, so the place is marked in place of that.

Wrong:

```jinja
{{ site.data.connect.api.intrest_form }}
```

Right:

```jinja
{{ site.data.connect.api.interest_form }}
```

`{% if page.note %}` is quiet where any document or data file of the site has such a key, or the schema has it.
`is defined` and `default(...)` are always quiet. A key with a hyphen is found by its name with `_`.
"""
