"""The path of an endpoint and its list of path parameters do not agree.

Why it matters: readers do not learn what to put into the path, or look for a parameter that is not there. Requests
made from the endpoint show a placeholder in its place.

Wrong:

```yaml
path: /ports/{port_id}
parameters:
  path:
    - {name: id, type: integer}
```

Right:

```yaml
path: /ports/{port_id}
parameters:
  path:
    - {name: port_id, type: integer}
```

It is told where the list of parameters has a name that the path lacks, and where the path has a name that the list
lacks. A path that takes its names from data is looked at as it comes out.
"""
