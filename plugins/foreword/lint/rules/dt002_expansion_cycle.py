"""Texts name each other in a circle, or documents show each other.

Why it matters: there is no end to such a text, and so no value.

Wrong:

```yaml
short: "the {{ site.data.terms.long }}"
long: "full form of {{ site.data.terms.short }}"
```

Right:

```yaml
short: the token
long: "full form of {{ site.data.terms.short }}"
```

The message is the chain of places, from the text back to itself. Write one of them out.
"""
