"""The front matter of a document: its kind and place, its sections, steps and credentials."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator

from foreword.model.base import Also, Boolean, Flag, LetText, Model, Scalar
from foreword.model.choices import AliasName
from foreword.model.credential import Credential


def step_of_text(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A step may be its content alone."""
    return handler({"content": value} if isinstance(value, str) else value)


Credentials = Annotated[list[Annotated[Credential, LetText]] | None, LetText]


class Section(Model):
    """An anchored part of a document; a step is a section of a numbered list."""

    title: Annotated[Scalar, Field(description="Its heading; without one it has none.")] = None
    anchor: Annotated[Scalar, Field(description="Its anchor; by default a slug of the title.")] = None
    content: Annotated[Scalar, Field(description="Its prose, in Markdown.")] = None
    credentials: Annotated[Credentials, Field(description="Its credentials.")] = None
    subsections: Annotated[
        list[Annotated[Section, LetText]] | None, LetText, Field(description="Sections below it.")
    ] = None
    steps: Annotated[
        list[Annotated[Section, WrapValidator(step_of_text), LetText, Also(("string",))]] | None,
        LetText,
        Field(description="Numbered steps below it."),
    ] = None


class AnyDocument(Model):
    """What every document may say, whatever its kind."""

    kind: Annotated[
        Scalar,
        Field(
            description="What the document describes: `doc`, `object`, `structure`, `endpoint`, or a word of yours.",
            examples=["doc", "object", "structure", "endpoint"],
        ),
    ] = None
    id: Annotated[
        Scalar, Field(description="By what references name the document; by default the name of its file.")
    ] = None
    title: Annotated[Scalar, Field(description="The title of the page.")] = None
    anchor: Annotated[Scalar, Field(description="The anchor of the title; by default the id.")] = None
    name: Annotated[Scalar, Field(description="The name of what the document describes.")] = None
    description: Annotated[Scalar, Field(description="What the page is about, for search engines.")] = None
    order: Annotated[Scalar, Field(description="Where it stands among the documents of its collection.")] = None
    layout: Annotated[Scalar, Field(description="The layout that renders it, as `sections`.")] = None
    publish: Annotated[
        Flag, Field(description="`false` where it has no page of its own, and is shown by others alone.")
    ] = None
    collection: Annotated[Scalar, Field(description="The collection that its layout shows, as `connect-api`.")] = None
    aliases: Annotated[
        dict[AliasName, Scalar] | None,
        LetText,
        Field(description="Short names for values, as `{api: site.data.connect.api}`."),
    ] = None
    jinja: Annotated[Boolean, Field(description="`false` switches Jinja off in this document.")] = True
    sections: Annotated[
        list[Annotated[Section, LetText]] | None, LetText, Field(description="The sections of the page.")
    ] = None
    steps: Annotated[
        list[Annotated[Section, WrapValidator(step_of_text), LetText, Also(("string",))]] | None,
        LetText,
        Field(description="Numbered steps, after the sections."),
    ] = None


class FrontMatter(AnyDocument):
    """The front matter of a page of prose."""

    credentials: Annotated[Credentials, Field(description="The page's credentials.")] = None
