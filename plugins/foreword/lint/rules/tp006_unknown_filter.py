"""A filter or a test does not exist.

Why it matters: Jinja cannot go on without it, so the place is marked on the page.

Wrong:

```jinja
{{ credential.definition | markdwn }}
```

Right:

```jinja
{{ credential.definition | markdown }}
```

The hint names the closest one. Filters of your own come from the file that the option `extensions` names. Those of
Jekyll are told as TP002 too, with what to write.
"""
