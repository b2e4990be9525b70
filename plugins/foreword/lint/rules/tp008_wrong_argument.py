"""A component, a filter or a macro is called with an argument that it does not take, or without one that it needs.

Why it matters: the call makes nothing, as what was meant cannot be told.

Wrong:

```jinja
{{ credential_table(site.data.credentials, column=["name"]) }}
```

Right:

```jinja
{{ credential_table(site.data.credentials, columns=["name"]) }}
```

The arguments of a component stand in the first line of its template. A component whose template has no such line is
told at the template.
"""
