"""Values of which only some are right: methods, statuses, patterns, the ways in which a credential is sent."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator

from foreword.model.base import LetText, as_scalar, is_let_through, name_of, refused
from foreword.model.closest import closest

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
"""HTTP's methods, the frequent ones first."""

HALVES = ("username", "password")
"""The halves of HTTP's basic authentication."""

STATUS = r"[1-5]([0-9][0-9]|XX|xx)"
"""A status of HTTP's, or a range of them, as a pattern for both Python and JSON Schema."""

ALIAS = r"[A-Za-z_][A-Za-z0-9_]*"
"""A name that Jinja can take."""

JINJA = r"\{[{%#]"
"""What a string with Jinja holds, as a pattern."""

NAMED_GROUP = re.compile(r"\(\?<(?![=!])")
UNICODE_CLASS = re.compile(r"\\[pP]\{[^}]*\}")


def check_choice(value: Any, known: Collection[str], what: str) -> Any:
    """A string that is one of a few, in any case. `what` they are goes into the message."""
    if value is None or is_let_through(value) or (isinstance(value, str) and value.lower() in known):
        return value
    close = closest(value.lower(), known) if isinstance(value, str) else None
    listed = ", ".join(f"`{name}`" for name in known)
    hint = f"did you mean `{close}`?" if close else f"write one of {listed}"
    raise refused(f"has to be {what}, not {name_of(value)}", hint)


def as_method(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A method of HTTP's, in any case."""
    return check_choice(value, METHODS, "a method of HTTP")


def as_half(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A half of HTTP's basic authentication."""
    return check_choice(value, HALVES, "`username` or `password`")


def is_status(value: Any) -> bool:
    """Whether a value is a status of HTTP's (`200`) or a range of them (`4XX`)."""
    return isinstance(value, int | str) and re.fullmatch(STATUS, str(value)) is not None


def as_status(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A status of HTTP's, as the `code` of an example."""
    if value is None or is_let_through(value) or is_status(value):
        return value
    raise refused(f"has to be a status of HTTP, not {name_of(value)}", "write a number from 100 to 599")


def key_name(key: Any) -> str:
    """A key, in a sentence."""
    return "`null`" if key is None else name_of(key)


def as_response_key(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A key of `responses`: a status, a range of them, or `default`."""
    if is_status(value) or value == "default":
        return value
    raise refused(f"the key {key_name(value)} is no status of HTTP", 'write a status as 200, "4XX" or `default`')


def as_alias(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A key of `aliases`: a name that Jinja can take."""
    if isinstance(value, str) and re.fullmatch(ALIAS, value):
        return value
    raise refused(f"the key {key_name(value)} is no name", "write letters, digits and `_`, and begin with a letter")


def as_id(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """The id of a credential."""
    if value is None or value == "" or isinstance(value, dict | list | bool):
        raise refused(
            f"has to be the id of a credential, not {name_of(value or None)}", "write the id alone: `- partner-id`"
        )
    return value


def as_pattern(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A regular expression, in Python's syntax or JavaScript's."""
    value = as_scalar(value, handler)
    if not isinstance(value, str):
        return value
    try:
        # What only JavaScript has, in as many characters.
        re.compile(UNICODE_CLASS.sub(lambda found: ".".ljust(len(found.group())), NAMED_GROUP.sub("(?P<", value)))
    except (re.error, OverflowError, RecursionError) as error:
        at = getattr(error, "pos", None) or 0
        at = max(0, at - len(NAMED_GROUP.findall(value[:at])))
        line, column = value.count("\n", 0, at) + 1, at - value.rfind("\n", 0, at)
        told = getattr(error, "msg", "it is too large")
        raise refused(
            f"is no regular expression: {told}", "put `\\` before a sign that means itself", (line, column)
        ) from None
    return value


def as_format(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """What is sent: text with `{value}` in it."""
    value = as_scalar(value, handler)
    if value is None or is_let_through(value) or "{value}" in str(value):
        return value
    raise refused("has no `{value}`", "write `{value}` where the credential's value goes: `Bearer {value}`")


def choice_schema(known: Collection[str]) -> dict[str, Any]:
    """The JSON Schema of a choice: an editor offers it in small letters, and takes it in any case, or Jinja."""
    any_case = ("".join(f"[{sign.upper()}{sign}]" for sign in word) for word in known)
    pattern = f"^({'|'.join(any_case)})$|{JINJA}"
    return {"anyOf": [{"enum": list(known)}, {"type": "string", "pattern": pattern}]}


STATUS_SCHEMA = {
    "type": ["integer", "string"],
    "minimum": 100,
    "maximum": 599,
    "pattern": f"^{STATUS}$|{JINJA}",
    "patternErrorMessage": "This has to be a status of HTTP, as 200.",
}

FORMAT_SCHEMA = {
    "type": ["string", "null"],
    "pattern": f"\\{{value\\}}|{JINJA}",
    "patternErrorMessage": "This has to have {value} in it, as `Bearer {value}`.",
}

Method = Annotated[str | None, WrapValidator(as_method), WithJsonSchema(choice_schema(METHODS))]
Half = Annotated[str | None, WrapValidator(as_half), WithJsonSchema(choice_schema(HALVES))]
Status = Annotated[int | str | None, WrapValidator(as_status), WithJsonSchema(STATUS_SCHEMA)]
ResponseKey = Annotated[
    int | str, WrapValidator(as_response_key), WithJsonSchema({"type": "string", "pattern": f"^({STATUS}|default)$"})
]
AliasName = Annotated[str, WrapValidator(as_alias), WithJsonSchema({"type": "string", "pattern": f"^{ALIAS}$"})]
CredentialId = Annotated[
    str | int | float, WrapValidator(as_id), LetText, WithJsonSchema({"type": ["string", "number"], "minLength": 1})
]
Pattern = Annotated[str | None, WrapValidator(as_pattern)]
Format = Annotated[str | None, WrapValidator(as_format), WithJsonSchema(FORMAT_SCHEMA)]
