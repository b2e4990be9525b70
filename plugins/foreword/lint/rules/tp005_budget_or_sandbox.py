"""A template does more than a page may do, or what the sandbox forbids.

Why it matters: a docs site is built from what many people send in. No page may stop the build, or reach what is not
data.

Wrong:

```jinja
{% for n in range(10000000) %}{{ n }}{% endfor %}
```

Right:

```jinja
{% for port in site.data.ports %}{{ port.name }}{% endfor %}
```

Loops, calls, filters and operators count as steps, and all that is made counts by its characters. A page that really
needs more is better made as two. Attributes that begin with `_` and Python's own methods cannot be reached.
"""
