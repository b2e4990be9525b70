"""An example is a text that should be JSON and is not.

Why it matters: the reader copies the example, and their program stops at the first wrong comma.

Wrong:

```yaml
body:
  example: |
    {"name": "Oslo",}
```

Right:

```yaml
body:
  example: |
    {"name": "Oslo"}
```

Written as data (`example: {name: Oslo}`), an example is always JSON. Another `content-type` says that it is something
else. What an example takes from a text (`"{{ ... }}"`) is not looked at.
"""
