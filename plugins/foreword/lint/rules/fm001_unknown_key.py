"""A key of the front matter looks like a typo of one that Foreword knows.

Why it matters: an unknown key is kept for your own templates, so a typo is not an error: the page lacks what stands
there.

Wrong:

```yaml
sections:
  - titel: Credential reference
```

Right:

```yaml
sections:
  - title: Credential reference
```

Only keys that are close to a known one are told. Keys of your own are fine.
"""
