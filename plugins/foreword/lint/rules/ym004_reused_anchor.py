"""One YAML anchor stands at two values of a file.

Why it matters: which of the two an alias means depends on the tool. Foreword does not guess, and does not read the
file.

Wrong:

```yaml
get: &verb GET
post: &verb POST
default: *verb
```

Right:

```yaml
get: &get GET
post: &post POST
default: *get
```

The finding stands at the second anchor and names the line of the first.
"""
