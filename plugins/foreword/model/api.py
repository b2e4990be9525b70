"""Objects and endpoints of an API, in the words of OpenAPI 3.1."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidatorFunctionWrapHandler, WrapValidator

from foreword.model.base import Also, Flag, Given, LetText, Model, Scalar, Scalars
from foreword.model.choices import CredentialId, Method, ResponseKey, Status
from foreword.model.document import AnyDocument, FrontMatter


def version_of_scalar(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A version may be its name alone."""
    return handler({"version": value} if isinstance(value, str | int | float) else value)


class Attribute(Model):
    """An attribute of an object, or a parameter of a request."""

    name: Annotated[Given, Field(description="Its name, as it is sent.")]
    type: Annotated[
        Scalars,
        Field(
            description="Its type: `string`, `integer`, `number`, `boolean`, `object`, `array`, or a list of types.",
            examples=["string", "integer", "number", "boolean", "object", "array"],
        ),
    ] = None
    ref: Annotated[Scalar, Field(description="The id of the object or structure that its value is.")] = None
    format: Annotated[Scalar, Field(description="What its type does not say, as `date-time` or `int64`.")] = None
    required: Annotated[Flag, Field(description="Whether it has to be there.")] = None
    nullable: Annotated[Flag, Field(description="Whether its value may be null.")] = None
    read_only: Annotated[Flag, Field(description="Whether only the API sets it.")] = None
    write_only: Annotated[Flag, Field(description="Whether only requests have it.")] = None
    additional_properties: Annotated[Flag, Field(description="Whether it may have keys that are not listed.")] = None
    internal: Annotated[Flag, Field(description="`true` keeps it out of the page.")] = None
    deprecated: Annotated[Flag, Field(description="Whether it is there for old clients alone.")] = None
    default: Annotated[Any, Field(description="Its value where none is sent.")] = None
    enum: Annotated[
        list[Any] | None,
        LetText,
        Field(description="Its possible values; each a value, or a mapping of `value` and `description`."),
    ] = None
    example: Annotated[Any, Field(description="A value that it may have.")] = None
    description: Annotated[Scalar, Field(description="What it is, in Markdown.")] = None
    attributes: Annotated[
        list[Annotated[Attribute, LetText]] | None,
        LetText,
        Field(description="The attributes of the object that it is, or of the items of its list."),
    ] = None


Attributes = Annotated[list[Annotated[Attribute, LetText]] | None, LetText]


class Example(Model):
    """A request with its response."""

    title: Annotated[Scalar, Field(description="What it shows.")] = None
    request: Annotated[Any, Field(description="The body of the request: a value, or a string that is the body.")] = None
    response: Annotated[Any, Field(description="The body of the response: a value, or a string that is the body.")] = (
        None
    )
    code: Annotated[Status, Field(description="The status of the response; from 400 on it is an error.")] = None


Examples = Annotated[list[Annotated[Example, LetText]] | None, LetText]


class Version(Model):
    """A version of an object: its name, and what is different in it."""

    version: Annotated[Given, Field(description="Its name, as `v4`.")]
    status: Annotated[Scalar, Field(description="Its state, as `deprecated` or `beta`.")] = None
    description: Annotated[Scalar, Field(description="What is different in it, in Markdown.")] = None
    attributes: Annotated[Attributes, Field(description="The object's attributes in this version.")] = None
    examples: Annotated[Examples, Field(description="The object's examples in this version.")] = None


class ApiObject(FrontMatter):
    """A document of kind `object`, or `structure`: an object without endpoints."""

    description: Annotated[Scalar, Field(description="What the object is, in Markdown.")] = None
    versions: Annotated[
        list[Annotated[Version, WrapValidator(version_of_scalar), LetText, Also(("string", "number", "boolean"))]]
        | None,
        LetText,
        Field(description="Its versions: names, or mappings with what is different. `v10` is newer than `v9`."),
    ] = None
    attributes: Annotated[Attributes, Field(description="Its attributes.")] = None
    examples: Annotated[Examples, Field(description="Examples of the object.")] = None


class Parameters(Model):
    """The parameters of a request, by where they stand."""

    path: Annotated[Attributes, Field(description="Those of the path, as `{id}` in `/sources/{id}`.")] = None
    query: Annotated[Attributes, Field(description="Those after the `?` of the URL.")] = None
    header: Annotated[Attributes, Field(description="Those that are sent as headers.")] = None


class Body(Model):
    """The body of a request."""

    content_type: Annotated[Scalar, Field(description="Its media type.")] = "application/json"
    description: Annotated[Scalar, Field(description="What it is, in Markdown.")] = None
    attributes: Annotated[Attributes, Field(description="The attributes of the object that it is.")] = None
    example: Annotated[Any, Field(description="An example: a value, or a string that is the body.")] = None


class Response(Model):
    """A response of an endpoint."""

    description: Annotated[Scalar, Field(description="When it comes, and what it says, in Markdown.")] = None
    content_type: Annotated[Scalar, Field(description="The media type of its body.")] = "application/json"
    attributes: Annotated[Attributes, Field(description="The attributes of the object that its body is.")] = None
    example: Annotated[Any, Field(description="An example of its body: a value, or a string that is the body.")] = None


Responses = Annotated[dict[ResponseKey, Annotated[Response, LetText]] | None, LetText]


NEEDED = ("method", "path")
"""The keys that an endpoint needs, in one document or another."""


class Endpoint(AnyDocument):
    """A document of kind `endpoint`: one operation of an API.

    Documents with the same object and id and different versions are one endpoint, so `method` and `path` may stand
    in another of them; see `front_matter_flaws`.
    """

    model_config = ConfigDict(
        json_schema_extra={"if": {"not": {"required": ["version"]}}, "then": {"required": ["method"]}}
    )

    object: Annotated[Scalar, Field(description="The id of the object that it belongs to.")] = None
    description: Annotated[Scalar, Field(description="What it does, in Markdown.")] = None
    method: Annotated[Method, Field(description="The method of HTTP, in any case.")] = None
    path: Annotated[Scalar, Field(description="The path, with parameters in braces, as `/v4/sources/{id}`.")] = None
    base_url: Annotated[Scalar, Field(description="What stands before the path, as `https://api.example.com`.")] = None
    version: Annotated[
        Scalar, Field(description="The version that it belongs to; without one it holds what all versions share.")
    ] = None
    status: Annotated[Scalar, Field(description="Its state, as `deprecated` or `beta`.")] = None
    credentials: Annotated[
        list[CredentialId] | None,
        LetText,
        Field(description="The ids of the credentials that it needs; `[]` where it needs none."),
    ] = None
    parameters: Annotated[
        Parameters | None, LetText, Field(description="Its parameters: `path`, `query` and `header`.")
    ] = None
    body: Annotated[Body | None, LetText, Field(description="The body of the request.")] = None
    responses: Annotated[Responses, Field(description='Its responses by status: `200`, `"4XX"` or `default`.')] = None
    examples: Annotated[Examples, Field(description="Requests with their responses.")] = None
