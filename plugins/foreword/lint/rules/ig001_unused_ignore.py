"""A comment tells the linter to ignore what is not there.

Why it matters: the mistake is mended, or the comment stands on the wrong line. Left there, it hides the next mistake.

Wrong:

```yaml
- name: Harbour key # foreword: ignore[CR001] the prefix is shared
  prefix: hk_
```

Right:

```yaml
- name: Harbour key
  prefix: hk_
```

A comment counts for its own line, and where it stands alone, for the next line: `# foreword: ignore[CR001] reason` in
YAML, `<!-- foreword: ignore[LK001] -->` in Markdown, `{# foreword: ignore[TP002] #}` in templates. Several codes are
separated by commas. A comment for a code that is not looked for is left alone; what cannot be a code (`cr001`) is
told.
"""
