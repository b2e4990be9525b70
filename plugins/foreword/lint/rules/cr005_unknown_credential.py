"""An endpoint or a filter names a credential that does not exist.

Why it matters: The reader is not told what to send, and the snippets leave it out.

Wrong:

```yaml
credentials: [partner-key]
```

Right:

```yaml
credentials: [partner-id]
```

The ids are those of the credentials in front matter: the key `id`, or the name in small letters with hyphens.
"""
