"""Two documents have one id.

Why it matters: A reference to the id cannot tell which of them is meant, and fails.

Wrong:

```yaml
# docs/api/sources.yml
kind: object
id: sources
---
# docs/api/source-list.yml
kind: object
id: sources
```

Right:

```yaml
# docs/api/sources.yml
kind: object
id: sources
---
# docs/api/source-list.yml
kind: object
id: source-list
```

The id of a document without one is the name of its file. Versions of one endpoint share their id.
"""
