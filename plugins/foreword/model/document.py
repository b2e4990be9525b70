"""The front matter of a document: sections, steps, credentials and what surrounds them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator

from foreword.model.base import Given, LetText, Model, Scalar, Scalars


def step_of_text(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A step may be its content alone."""
    return handler({"content": value} if isinstance(value, str) else value)


class Credential(Model):
    """One credential of an API: a token, a key, a secret."""

    name: Annotated[Given, Field(description="What the credential is called.")]
    id: Annotated[Scalar, Field(description="Its anchor; by default `credential-` and a slug of the name.")] = None
    prefix: Annotated[Scalars, Field(description="How its values begin, or a list of prefixes.")] = None
    definition: Annotated[Scalars, Field(description="What it is, in Markdown.")] = None
    required_for: Annotated[Scalars, Field(description="What needs it, in Markdown.")] = None
    obtained_by: Annotated[Scalars, Field(description="How one gets it, in Markdown.")] = None
    expiration: Annotated[Scalars, Field(description="When it ends, in Markdown.")] = None


class Section(Model):
    """An anchored part of a document; a step is a section of a numbered list."""

    title: Annotated[Scalar, Field(description="Its heading; without one it has none.")] = None
    anchor: Annotated[Scalar, Field(description="Its anchor; by default a slug of the title.")] = None
    content: Annotated[Scalar, Field(description="Its prose, in Markdown.")] = None
    credentials: Annotated[list[Credential] | None, LetText, Field(description="Its credentials.")] = None
    subsections: Annotated[
        list[Annotated[Section, LetText]] | None, LetText, Field(description="Sections below it.")
    ] = None
    steps: Annotated[
        list[Annotated[Section, WrapValidator(step_of_text), LetText]] | None,
        LetText,
        Field(description="Numbered steps below it."),
    ] = None


class FrontMatter(Model):
    """The front matter of a document."""

    title: Annotated[Scalar, Field(description="The title of the page.")] = None
    anchor: Annotated[Scalar, Field(description="The anchor of the page's title.")] = None
    id: Annotated[Scalar, Field(description="The id of the document.")] = None
    name: Annotated[Scalar, Field(description="The name of what the document describes.")] = None
    description: Annotated[Scalar, Field(description="What the page is about, for search engines.")] = None
    layout: Annotated[Scalar, Field(description="The layout that renders it, as `sections`.")] = None
    jinja: Annotated[bool, Field(strict=True, description="`false` switches Jinja off in this document.")] = True
    sections: Annotated[
        list[Annotated[Section, LetText]] | None, LetText, Field(description="The sections of the page.")
    ] = None
    steps: Annotated[
        list[Annotated[Section, WrapValidator(step_of_text), LetText]] | None,
        LetText,
        Field(description="Numbered steps, after the sections."),
    ] = None
    credentials: Annotated[list[Credential] | None, LetText, Field(description="The page's credentials.")] = None
