"""YAML aliases repeat each other without bound, or stand inside the value that they repeat.

Why it matters: a few lines of aliases can stand for millions of values. Such a file is not read, as it would stop the
build.

Wrong:

```yaml
menu: &menu
  title: Reference
  below: *menu
```

Right:

```yaml
menu:
  title: Reference
  below: "{{ site.data.menus.other }}"
```

The finding stands at the alias. Where one value is needed in many places, name it by its path in a text.
"""
