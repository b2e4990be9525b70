"""The `url` filter was given a URL that could run code.

Why it matters: A link as `javascript:...` runs what it says in the reader's browser, with all that the reader may do.

Wrong:

```yaml
help: "[Help]({{ 'javascript:openChat()' | url }})"
```

Right:

```yaml
help: "[Help]({{ 'https://chat.example.com' | url }})"
```

Link to a page, or to an `https:` address.
"""
