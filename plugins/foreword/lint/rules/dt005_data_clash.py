"""Two data files, or a file and a folder, give the same key.

Why it matters: only one of them counts, and which one is not to be seen from the page.

Wrong:

```text
data/api.json
data/api.yml
```

Right:

```text
data/api.json
data/api-objects.yml
```

A file and a folder of one name merge: `api.yml` beside `api/`. Only a key that both have is told, and a file that is no
mapping.
"""
