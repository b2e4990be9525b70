"""A name hides the component, or the name of Foreword's, that is called the same.

Why it matters: from there on, the component cannot be called, and a packaged template that calls it fails.

Wrong:

```jinja
{% set code_snippet = "curl https://api.example.com" %}
```

Right:

```jinja
{% set code = "curl https://api.example.com" %}
```

Aliases are looked at too: an alias needs a name of letters, digits and `_` that nothing else has.
"""
