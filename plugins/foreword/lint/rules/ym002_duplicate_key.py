"""A key stands twice in one mapping, and only the last one counts.

Why it matters: what stands at the first key is lost without a word.

Wrong:

```yaml
title: Authentication
order: 3
title: Credentials
```

Right:

```yaml
title: Authentication
order: 3
```

The finding stands at the later key. A key that comes from a merge (`<<: *base`) and is written out too is no
duplicate.
"""
