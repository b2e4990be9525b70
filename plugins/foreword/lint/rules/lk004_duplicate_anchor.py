"""One anchor stands at two places of a page.

Why it matters: A link to it leads to the first of them only.

Wrong:

```yaml
sections:
  - {title: Live keys, anchor: keys}
  - {title: Test keys, anchor: keys}
```

Right:

```yaml
sections:
  - {title: Live keys, anchor: live-keys}
  - {title: Test keys, anchor: test-keys}
```

The ids of the finished page count, wherever they come from.
"""
