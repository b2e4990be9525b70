"""A YAML alias stands for an anchor that is not there.

Why it matters: the file cannot be read. An alias (`*name`) repeats the value at its anchor (`&name`), which has to
stand above it in the same file.

Wrong:

```yaml
- name: Partner secret
  obtained-by: *partner
```

Right:

```yaml
- name: Partner ID
  obtained-by: &partner "Submitting an interest form"
- name: Partner secret
  obtained-by: *partner
```

A value that is meant to begin with `*`, as an emphasised word, needs quotes: that is told as YM001.
"""
