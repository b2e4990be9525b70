"""A file of YAML, JSON, TOML or CSV that cannot be read.

Why it matters: nothing in the file counts. A page loses all its front matter, and whoever uses the data gets nothing.

Wrong:

```yaml
definition: {{ site.data.terms.token }}
title: Step 1: ask for a token
```

Right:

```yaml
definition: "{{ site.data.terms.token }}"
title: "Step 1: ask for a token"
```

YAML stops at the first mistake in a file, so there is one finding a file. The hint fits the mistake; most are mended
with quotes. A file that the system does not let be read has this code too.
"""
