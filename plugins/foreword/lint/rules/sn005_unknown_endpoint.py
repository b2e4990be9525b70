"""A snippet calls the own API with a method and a path that no endpoint has.

Why it matters: the call fails, or it works and nobody has described it. Mostly a path was renamed and a snippet was
forgotten.

Wrong:

```bash
curl -X PUT https://api.example.com/v1/prots/7
```

Right:

```bash
curl -X PUT https://api.example.com/v1/ports/7
```

Looked at are URLs that begin with the `base-url` of an endpoint, messages of HTTP with its `Host`, and the `url` of
`request_snippet`. The method counts where the code tells it, as in `curl -X PUT` or `requests.put`. A parameter takes
any text. Data is not a call: of JSON, YAML and the like, only a URL with a method before it is looked at. The base-url
alone is no call.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from foreword.lint.linted import Linted
from foreword.lint.own_api import BaseUrl, Route, segments_of
from foreword.lint.requests import Request
from foreword.source.diagnostic import Diagnostic


def check(linted: Linted) -> Iterator[Diagnostic]:
    """Every request to the own API that no endpoint takes, at its path."""
    for request in linted.requests:
        bases = [(base, found.end()) for base in linted.own_api if (found := base.pattern.match(request.url))]
        if not request.is_call or not bases or not all(base.is_known for base, _ in bases):
            continue
        paths = [(base, segments_of(request.url[end:])) for base, end in bases]
        if all(segments and not is_taken(request, base, segments) for base, segments in paths):
            base, end = bases[0]
            at = request.index + max(0, end - request.unwritten)
            message, hint = told(request.method, "/" + "/".join(paths[0][1]), base)
            yield Diagnostic("SN005", request.snippet.place(at), message, hint)


def is_taken(request: Request, base: BaseUrl, segments: list[str]) -> bool:
    """Whether an endpoint of a base-url takes a request to a path below it."""
    return any(
        route.takes(segments, request.is_part) and request.method in ("", route.method, *also(route.method))
        for route in base.routes
    )


def also(method: str) -> tuple[str, ...]:
    """The methods that an endpoint takes beside its own."""
    return ("HEAD", "OPTIONS") if method == "GET" else ("OPTIONS",)


def told(method: str, path: str, base: BaseUrl) -> tuple[str, str]:
    """The message and the hint for a method and a path that no endpoint has."""
    same = [route for route in base.routes if route.takes(segments_of(path))]
    if same:
        methods = ", ".join(sorted({f"`{route.method}`" for route in same}))
        return f"no endpoint has `{method} {path}`", f"the endpoints of this path have {methods}"
    close = closest(method, path, base.routes)
    hint = f"did you mean `{close}`?" if close else "correct the path, or describe the endpoint"
    return f"no endpoint has `{f'{method} {path}'.strip()}`", hint


def closest(method: str, path: str, routes: tuple[Route, ...]) -> str | None:
    """The path of an endpoint that a path looks like, first among those of the method."""
    for listed in ([route for route in routes if route.method == method], routes):
        close = difflib.get_close_matches(path, [route.path for route in listed], 1, 0.7)
        if close:
            return close[0]
    return None
