"""An endpoint has a version that its object does not list.

Why it matters: the pages show the endpoints of an object by its versions. One of another version is on none of them.

Wrong:

```yaml
# docs/api/ports.yml
kind: object
versions: [v2, v1]

# docs/api/list-ports.yml
kind: endpoint
object: ports
version: v3
```

Right:

```yaml
# docs/api/ports.yml
kind: object
versions: [v3, v2, v1]

# docs/api/list-ports.yml
kind: endpoint
object: ports
version: v3
```

An object without `versions` takes any.
"""
