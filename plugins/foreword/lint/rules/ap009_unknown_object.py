"""An endpoint belongs to an object that does not exist.

Why it matters: the reference lists endpoints below their objects. This one is below none, and nobody finds it.

Wrong:

```yaml
kind: endpoint
object: prots
title: List ports
```

Right:

```yaml
kind: endpoint
object: ports
title: List ports
```

The name is the `id` of a document of kind `object` or `structure`: without an `id`, the name of its file.
"""
