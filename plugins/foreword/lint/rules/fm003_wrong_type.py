"""A value is not of the kind that its key takes.

Why it matters: a value that cannot be used renders as nothing, as a text where a list of sections is needed.

Wrong:

```yaml
sections: Authenticate your calls with a token.
```

Right:

```yaml
sections:
  - title: Authentication
    content: Authenticate your calls with a token.
```

The message says what the key takes. What cannot be used is left out; the rest of the page is there.
"""
