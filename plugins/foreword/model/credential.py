"""Credentials: what the reader needs to call the API, and how it is sent."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidatorFunctionWrapHandler, WrapValidator

from foreword.model.base import Flag, Given, LetText, Model, Scalar, Scalars, refused
from foreword.model.choices import Format, Half, Pattern

WAYS = ("header", "query", "body", "basic")
"""The ways in which a credential can be sent; it takes one of them."""


def as_one_way(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """How a credential is sent: in one way."""
    sent = handler(value)
    ways = [way for way in WAYS if isinstance(value, dict) and value.get(way) not in (None, "")]
    if value is not None and not ways:
        raise refused("does not say where", "write `header`, `query`, `body` or `basic`: {header: Authorization}")
    if len(ways) > 1:
        raise refused(f"names more than one way: `{'`, `'.join(ways)}`", "keep one of them")
    return sent


class SentIn(Model):
    """How a credential is sent with a request: one of `header`, `query`, `body` and `basic`."""

    model_config = ConfigDict(
        json_schema_extra={"if": {"type": "object"}, "then": {"oneOf": [{"required": [way]} for way in WAYS]}}
    )

    header: Annotated[Scalar, Field(description="The name of the header, as `Authorization`.")] = None
    query: Annotated[Scalar, Field(description="The name of the query parameter.")] = None
    body: Annotated[Scalar, Field(description="The key of the JSON or form body.")] = None
    basic: Annotated[Half, Field(description="The half of HTTP's basic authentication: `username` or `password`.")] = (
        None
    )
    format: Annotated[Format, Field(description="What is sent, with `{value}` for the value, as `Bearer {value}`.")] = (
        None
    )


class Credential(Model):
    """One credential of an API: a token, a key, a secret."""

    name: Annotated[Given, Field(description="What the credential is called.")]
    id: Annotated[
        Scalar, Field(description="By what endpoints and references name it; by default a slug of the name.")
    ] = None
    prefix: Annotated[Scalars, Field(description="How its values begin, or a list of prefixes.")] = None
    definition: Annotated[Scalars, Field(description="What it is, in Markdown.")] = None
    required_for: Annotated[
        Scalars, Field(description="What needs it, in Markdown; by default the endpoints that name it.")
    ] = None
    obtained_by: Annotated[Scalars, Field(description="How one gets it, in Markdown.")] = None
    expiration: Annotated[Scalars, Field(description="When it ends, in Markdown.")] = None
    placeholder: Annotated[
        Scalar, Field(description="What stands for its value in requests; by default its id, as `<PARTNER_ID>`.")
    ] = None
    example: Annotated[Scalar, Field(description="A value that looks like a real one and is none.")] = None
    pattern: Annotated[Pattern, Field(description="A regular expression that its values match.")] = None
    secret: Annotated[Flag, Field(description="`false` where its value may be seen by anyone.")] = True
    sent_in: Annotated[
        Annotated[SentIn | None, WrapValidator(as_one_way), LetText],
        Field(description="How it is sent with a request, as `{header: Authorization}`."),
    ] = None
