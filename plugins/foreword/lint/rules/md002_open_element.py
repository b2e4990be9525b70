"""A piece of Markdown opens an HTML element and does not close it.

Why it matters: Everything below it on the page would land in that element. Foreword converts such a piece by itself, so
that the harm ends with it.

Wrong:

```yaml
definition: |
  <div class="warning">
  Keep it on your server.
```

Right:

```yaml
definition: |
  <div class="warning">
  Keep it on your server.
  </div>
```

A piece is what a component converts: the content of a section, or a detail of a credential.
"""
