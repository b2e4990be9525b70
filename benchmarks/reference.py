"""How the time to assemble a reference grows: sites of 250, 500 and 1,000 documents in one collection.

    python benchmarks/reference.py [documents ...]

Each site is built by `mkdocs build` in the theme `mkdocs`, in a process of its own. The page has nine endpoints to an
object, each with parameters, a body, two responses and a request in three languages. Prints the time, the time for one
document against that of the first row (1.0 is linear), the size of the page and the memory.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONFIG = """\
site_name: Benchmark
theme: mkdocs
plugins:
  - foreword:
      collections: {api: api/**}
      defaults:
        - {path: api/**, values: {publish: false, base-url: https://api.example.com}}
"""
CREDENTIALS = """\
---
title: Authentication
credentials:
  - name: API key
    prefix: k_
    definition: Sent with every request.
    sent-in: {header: Authorization, format: "Bearer {value}"}
---
"""
OBJECT = """\
kind: object
title: Object {number}
order: {number}
description: One of the things that the API knows. See [the first endpoint](ref:endpoint-{first}).
attributes:
  - {{name: id, type: integer, read-only: true, example: {number}, description: The number of the object.}}
  - {{name: name, type: string, required: true, example: shop, description: "What it is called, `{number}` here."}}
"""
ENDPOINT = """\
kind: endpoint
object: object-{object}
title: Endpoint {number}
order: {number}
method: {method}
path: /v1/objects/{{id}}/parts-{number}
credentials: [api-key]
description: Does what endpoints do. Read about [its object](ref:object-{object}) first.
parameters:
  path:
    - {{name: id, type: integer, required: true, example: 12, description: The number of the object.}}
  query:
    - {{name: page, type: integer, default: 1, description: Which page of the answer.}}
body:
  attributes:
    - {{name: name, type: string, required: true, example: shop, description: What it is called.}}
    - {{name: paused, type: boolean, example: false, description: Whether it rests.}}
responses:
  200:
    description: The object as it is now.
    example: {{id: 12, name: shop, paused: false}}
  404:
    description: There is no object of this number.
    example: {{error: not found}}
"""
METHODS = ("post", "put", "patch", "delete")


def write_site(root: Path, documents: int) -> None:
    """A site with so many documents in its collection: an object to nine endpoints."""
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Benchmark\n", "docs/authentication.md": CREDENTIALS}
    files["docs/reference.md"] = "---\ntitle: Reference\nlayout: reference\ncollection: api\n---\n"
    for number in range(documents):
        own = number // 10
        if number % 10 == 0:
            files[f"docs/api/object-{own}.yml"] = OBJECT.format(number=own, first=number + 1)
        else:
            method = METHODS[number % len(METHODS)]
            files[f"docs/api/endpoint-{number}.yml"] = ENDPOINT.format(number=number, object=own, method=method)
    for path, content in files.items():
        location = root / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_text(content, "utf-8")


def build(root: Path) -> float:
    """Build a site; the seconds it took."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - started


def main(sizes: list[int]) -> None:
    """Build a site of each size, and print a row for it."""
    print(f"{'documents':>9} {'seconds':>8} {'a document':>11} {'page, KB':>9} {'memory, MB':>11}")
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write_site(root, size)
            seconds = build(root)
            page = (root / "site/reference/index.html").stat().st_size
        first = first or seconds / size
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"{size:>9} {seconds:>8.1f} {seconds / size / first:>11.2f} {page / 1000:>9.0f} {memory:>11.0f}")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [250, 500, 1000])
