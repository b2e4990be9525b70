"""A key that is needed is not there.

Why it matters: without it there is nothing to show or to link to, as a credential without a name. What lacks it is left
out of the page.

Wrong:

```yaml
credentials:
  - prefix: sk_
    obtained-by: The account settings
```

Right:

```yaml
credentials:
  - name: Secret key
    prefix: sk_
    obtained-by: The account settings
```

The guide's page of the front matter tells which keys are needed.
"""
