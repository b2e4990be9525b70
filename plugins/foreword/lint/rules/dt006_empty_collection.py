"""The path of a collection matches no document.

Why it matters: what queries the collection shows nothing at all.

Wrong:

```yaml
plugins:
  - foreword:
      collections:
        connect-api: docs/connect/api/**
```

Right:

```yaml
plugins:
  - foreword:
      collections:
        connect-api: connect/api/**
```

A path is relative to the docs folder. `**` goes through folders, `*` stays within one.
"""
