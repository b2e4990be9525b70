"""Requests: the URLs in code, each with its method where the code tells it, and whether the code calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foreword.lint.snippet import Snippet

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE"
URL = re.compile(r"https?://[^\s\"'`\\|,;^]+", re.IGNORECASE)
LAST = ".,;:!?*"
"""What ends a sentence and no URL."""
QUOTE = r"[a-zA-Z]{0,2}[\"'`]"
HTTP_LINE = re.compile(rf"^(?P<method>{METHODS})[ \t]+(?P<path>/\S*)(?:[ \t]+HTTP/[\d.]+)?[ \t]*$", re.MULTILINE)
HOST = re.compile(r"^host:[ \t]*(?P<host>\S+)", re.MULTILINE | re.IGNORECASE)
SAID = re.compile(
    rf"(?:\b(?P<word>{METHODS})[\"']?\s*[,:]?\s*(?:(?:url\s*=\s*)?{QUOTE})?"
    rf"|\.(?P<call>(?i:get|post|put|patch|delete|head|options))\s*\(\s*(?:url\s*=\s*)?{QUOTE})$"
)
"""A method that stands before a URL: `GET https://...`, `requests.get("https://...`, `request("GET", "https://...`."""
FETCHED = re.compile(rf"\b(?:fetch|axios)\s*\(\s*{QUOTE}$")
FETCH_METHOD = re.compile(rf"^[\"'`]\s*,\s*\{{[^{{}}]{{0,200}}?\bmethod[\"']?\s*:\s*[\"'](?P<method>{METHODS})", re.I)
NAMED = re.compile(rf"\b(?:request|urlopen|open|uri|url|endpoint)\s*(?:\(|:?=)\s*{QUOTE}$", re.IGNORECASE)
"""What gives a program the URL that it calls, maybe in parts."""
COMMAND = re.compile(r"\b(?:curl|wget)\s|^\s*(?:\$ )?(?:https?|xh)\s", re.MULTILINE)
CURL_METHOD = re.compile(rf"(?:\s-[a-zA-Z]*X\s*|\s--request[\s=]+)[\"']?(?P<method>{METHODS})\b", re.IGNORECASE)
CURL_DATA = re.compile(r"\s(?:-d|-F|--data(?:-\w+)?|--form|--json)[\s=]")
CURL_QUERY = re.compile(r"\s(?:-G|--get)\b")
JOINED = re.compile(r"[\"'`]\s*(?:\+|%|\.|&|~|\|\||<>)")
NEAR = 2_000
"""How far from a URL its command is looked for, at the most."""
TEMPLATES = frozenset("jinja jinja2 html+jinja django liquid twig".split())
"""Languages that show how docs are written, and no request."""
PROGRAMS = frozenset(
    "python py python3 javascript js typescript ts jsx tsx ruby rb go java kotlin php csharp c# rust swift powershell "
    "r perl scala elixir dart".split()
)


@dataclass(frozen=True, eq=False)
class Request:
    """A URL in a snippet at an index of its code. `method` is empty where it is not told.

    `is_call` tells that the code calls it, `is_part` that more may follow it. So many characters at its beginning as
    `unwritten` stand elsewhere, as the host of a message of HTTP.
    """

    snippet: Snippet
    index: int
    url: str
    method: str = ""
    is_call: bool = False
    is_part: bool = False
    unwritten: int = 0


def requests_in(snippet: Snippet) -> Iterator[Request]:
    """The URLs in a snippet, and the first lines of messages of HTTP, in turn."""
    code = snippet.code if snippet.language not in TEMPLATES else ""
    for found in URL.finditer(code) if "://" in code else ():
        url, index = whole(found.group()), found.start()
        before, after = code[max(0, index - 200) : index], code[index + len(url) : index + len(url) + 400]
        is_named = snippet.language in PROGRAMS and NAMED.search(before) is not None
        method, is_call = method_of(before, after) or method_of_command(code, index) or ("", is_named)
        is_part = is_named or url.endswith(("/", "{{")) or JOINED.match(after) is not None
        yield Request(snippet, index, url, method, is_call, is_part)
    host = HOST.search(code)
    if host is not None:
        origin = f"https://{host['host']}"
        for line in HTTP_LINE.finditer(code):
            yield Request(snippet, line.start("path"), origin + line["path"], line["method"], True, False, len(origin))


def whole(url: str) -> str:
    """A URL without what stands behind it: the end of a sentence, a bracket or a tag that it did not open."""
    for left, right in ("()", "[]", "<>", "{}"):
        at = url.find(right)
        if at >= 0 and not 0 <= url.find(left) < at:
            url = url[:at]
    return url.rstrip(LAST) if not url.endswith("...") else url


def method_of(before: str, after: str) -> tuple[str, bool] | None:
    """The method with which a program calls a URL (empty where it is not told); None where it does not show."""
    said = SAID.search(before)
    if said is not None:
        return (said["word"] or said["call"]).upper(), True
    if FETCHED.search(before):
        fetched = FETCH_METHOD.match(after)
        return (fetched["method"].upper() if fetched else ""), True
    return None


def method_of_command(code: str, index: int) -> tuple[str, bool] | None:
    """The method with which a command of the shell calls the URL at an index; None where it is no argument of one."""
    command, at = command_around(code, index)
    if COMMAND.search(command, 0, at) is None or not is_argument(command, at):
        return None
    told = CURL_METHOD.search(command)
    if told is not None:
        return told["method"].upper(), True
    return ("POST" if CURL_DATA.search(command) and not CURL_QUERY.search(command) else ""), True


def command_around(code: str, index: int) -> tuple[str, int]:
    """The lines of a command around an index, as far as `\\` joins them, and the index in them."""
    first, last = max(0, index - NEAR), min(len(code), index + NEAR)
    start = code.rfind("\n", first, index) + 1 or first
    while start > first and code[start - 2 : start - 1] == "\\":
        start = code.rfind("\n", first, start - 1) + 1 or first
    end = code.find("\n", index, last)
    while end > 0 and code[end - 1] == "\\":
        end = code.find("\n", end + 1, last)
    return code[start : end if end >= 0 else last], index - start


def is_argument(command: str, at: int) -> bool:
    """Whether an argument of a command begins at an index, and not a part of a longer one, as of a body."""
    opened = -1
    for index, sign in enumerate(command[:at]):
        if opened < 0 and sign in "\"'":
            opened = index
        elif opened >= 0 and sign == command[opened]:
            opened = -1
    if opened >= 0:
        return opened == at - 1
    return command[:at].endswith((" ", "\t", "\n", "--url="))
