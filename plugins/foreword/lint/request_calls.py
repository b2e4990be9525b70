"""Calls of `request_snippet` whose URL is written by hand, as the requests that they show."""

from __future__ import annotations

from collections.abc import Iterator

from foreword.lint.prose import Prose
from foreword.lint.requests import Request
from foreword.lint.snippet import Snippet
from foreword.lint.snippet_calls import Call, calls_in
from foreword.lint.snippets import literal_of


def requests_of_calls(prose: Prose) -> Iterator[Request]:
    """The requests in a prose that are written by hand, in turn."""
    for call in calls_in(prose):
        found = literal_of(call, "url", 2) if call.name == "request_snippet" else None
        if found is not None:
            url, runs = found
            yield Request(Snippet(prose, call.start, "", url, runs), 0, url, method_of_call(call), True)


def method_of_call(call: Call) -> str:
    """The method of a request: the one that is written, or what it is by default; empty where it is not known."""
    method = call.literal("method", 1)
    if method is not None:
        return method.upper()
    if call.argument("endpoint", 0) is not None:
        return ""
    return "POST" if call.body is not None or call.argument("body", 4) is not None else "GET"
