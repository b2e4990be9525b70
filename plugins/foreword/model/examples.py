"""Examples that are strings: whether they are the JSON that their content type says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from foreword.model.flaw import Flaw
from foreword.source.places import Keys

JSON = "application/json"
CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
PYTHON = {"True": "true", "False": "false", "None": "null"}


class Break(NamedTuple):
    """Where a string stops being JSON: the index, why, and a hint."""

    at: int
    reason: str
    hint: str


class ConstantError(ValueError):
    """A constant of JavaScript's that JSON does not have."""


def example_flaws(values: dict[Any, Any]) -> Iterator[Flaw]:
    """The strings among the examples of a document that are not the JSON that they should be."""
    body = values.get("body")
    sent = content_type(body)
    if isinstance(body, dict):
        yield from json_flaws(body.get("example"), sent, ("body", "example"))
    responses = values.get("responses")
    responses = responses if isinstance(responses, dict) else {}
    for status, response in responses.items():
        if isinstance(response, dict):
            yield from json_flaws(response.get("example"), content_type(response), ("responses", status, "example"))
    yield from listed_flaws(values.get("examples"), ("examples",), sent, responses)
    versions = values.get("versions")
    for number, version in enumerate(versions if isinstance(versions, list) else []):
        if isinstance(version, dict):
            yield from listed_flaws(version.get("examples"), ("versions", number, "examples"), JSON, {})


def listed_flaws(examples: Any, keys: Keys, sent: Any, responses: dict[Any, Any]) -> Iterator[Flaw]:
    """The flaws of a list of examples; `sent` is the content type of their requests."""
    for number, example in enumerate(examples if isinstance(examples, list) else []):
        if isinstance(example, dict):
            received = content_type(response_of(example.get("code"), responses))
            yield from json_flaws(example.get("request"), sent, (*keys, number, "request"))
            yield from json_flaws(example.get("response"), received, (*keys, number, "response"))


def response_of(code: Any, responses: dict[Any, Any]) -> Any:
    """The response of a status: by the status itself, its range, or the default; the only one where none is said."""
    told = {str(key).upper(): response for key, response in responses.items()}
    if code is None:
        return next(iter(told.values())) if len(told) == 1 else None
    return told.get(str(code)) or told.get(f"{str(code)[:1]}XX") or told.get("DEFAULT")


def content_type(holder: Any) -> Any:
    """The content type of a body or response, JSON where it says none."""
    said = holder.get("content-type") if isinstance(holder, dict) else None
    return JSON if said is None else said


def json_flaws(example: Any, kind: Any, keys: Keys) -> Iterator[Flaw]:
    """The flaw of one example, at the line and column where it stops being JSON."""
    if not isinstance(example, str) or not example.strip() or not is_json(kind):
        return
    broken = break_in(example)
    if broken is not None:
        at = broken.at
        line, column = example.count("\n", 0, at) + 1, at - example.rfind("\n", 0, at)
        message = f"the example is not JSON: {broken.reason}"
        yield Flaw("AP010", keys, message, broken.hint, offset=(line, column))


def is_json(kind: Any) -> bool:
    """Whether a content type is JSON's; that of a text is not known."""
    media = kind.partition(";")[0].strip().lower() if isinstance(kind, str) else ""
    return media.endswith(("/json", "+json"))


def break_in(source: str) -> Break | None:
    """Where a string stops being JSON, or None."""
    try:
        json.loads(source, parse_int=str, parse_float=str, parse_constant=refuse)
    except json.JSONDecodeError as error:
        return explained(source, error)
    except ConstantError as error:
        found = next((found for found in CONSTANT.finditer(source) if found.group(1)), None)
        return Break(found.start() if found else 0, f"it has no `{error}`", "write a number, or `null`")
    except RecursionError:
        return None
    return None


def refuse(constant: str) -> NoReturn:
    """Raise for a constant that Python reads and JSON does not have."""
    raise ConstantError(constant)


def explained(source: str, error: json.JSONDecodeError) -> Break:
    """Python's error, with words for the common slips; the same in every version of Python."""
    at = error.pos
    rest = source[at:]
    before = source[:at].rstrip()
    if rest[:1] in ("}", "]") and before.endswith(","):
        return last_comma(len(before) - 1, rest[0])
    if rest[:1] == "," and rest[1:].lstrip()[:1] in ("}", "]"):
        return last_comma(at, rest[1:].lstrip()[0])
    if rest.startswith(("//", "/*", "#")):
        return Break(at, "it has no comments", "delete the comment, or explain it in the text")
    if rest.startswith("'"):
        return Break(at, "its strings stand in double quotes", "write `\"` in place of `'`")
    word = re.match(r"True|False|None", rest)
    if word:
        return Break(at, f"it has no `{word.group()}`", f"write `{PYTHON[word.group()]}`")
    if error.msg.startswith("Unterminated string") or rest[:1] == "\n":
        return Break(at, "a string that is not closed", 'write `"` at its end, or `\\n` for an end of line in it')
    if not before and error.msg == "Expecting value":
        return Break(at, "no value of JSON begins here", 'write a text as `"..."`, or say the `content-type`')
    reason = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
    return Break(at, reason, "look at the comma, the quote or the bracket here, or say the `content-type`")


def last_comma(at: int, bracket: str) -> Break:
    """A comma with nothing between it and the closing bracket."""
    return Break(at, f"a comma before `{bracket}`", "delete the comma")
