"""What every model shares: kebab-case keys, unknown keys kept, texts let through where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator, model_validator
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from foreword.source.text import Text

YES = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that were truth values in YAML 1.1, and are text to Foreword."""


def kebab(name: str) -> str:
    """A field's name as its key in YAML: `required_for` is `required-for`."""
    return name.replace("_", "-")


def name_of(value: Any) -> str:
    """What a value is, in a sentence."""
    if value is None:
        return "empty"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Text):
        return f"`{value.source[:40]}`"
    return f"`{str(value)[:40]}`" if isinstance(value, str | int | float) else "something else"


def refused(message: str, hint: str = "", offset: tuple[int, int] | None = None) -> PydanticCustomError:
    """The error of a validator: what the value has to be (the key goes before it), and how to mend it.

    `offset` is the line and column inside the value, from 1.
    """
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint, "offset": offset})


def is_let_through(value: Any) -> bool:
    """Whether a value is not plain data: a text, or what the renderer put in a value's place."""
    return not isinstance(value, dict | list | str | int | float | bool | None)


def let_text_through(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A text may stand for any value: what it expands to is seen where it is used."""
    return value if is_let_through(value) else handler(value)


def as_scalar(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A text, string, number, boolean or nothing."""
    if isinstance(value, dict | list):
        raise refused(f"has to be text, not {name_of(value)}", "write the text after the key, or below `|`")
    return value


def as_given(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A scalar that is not empty: a key without a value is as good as none."""
    if value is None or value == "":
        raise PydanticCustomError("missing", "is missing")
    return as_scalar(value, handler)


def as_scalars(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A scalar, or a list of scalars."""
    for item in value if isinstance(value, list) else [value]:
        as_scalar(item, handler)
    return value


def as_boolean(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """`true` or `false`."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in ("true", "false"):
        raise refused("has to be `true` or `false`", "write it without quotes")
    hint = f"write `{YES[word]}`" if word in YES else ""
    raise refused(f"has to be `true` or `false`, not {name_of(value)}", hint)


def as_flag(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """`true`, `false`, or nothing."""
    return value if value is None else as_boolean(value, handler)


Scalar = Annotated[str | int | float | bool | None, WrapValidator(as_scalar)]
Given = Annotated[
    str | int | float | bool,
    WrapValidator(as_given),
    WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1}),
]
Scalars = Annotated[str | int | float | bool | list[Scalar] | None, WrapValidator(as_scalars)]
LetText = WrapValidator(let_text_through)
Boolean = Annotated[bool, WrapValidator(as_boolean)]
Flag = Annotated[bool | None, WrapValidator(as_flag), LetText]


@dataclass(frozen=True)
class Also:
    """What a validator takes besides, for the JSON Schema: types of JSON."""

    types: tuple[str, ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """See pydantic."""
        return {"anyOf": [handler(schema), {"type": list(self.types)}]}


class Model(BaseModel):
    """A mapping of the front matter or the data. Its fields are the known keys; others are kept."""

    model_config = ConfigDict(alias_generator=kebab, populate_by_name=True, extra="allow")

    @model_validator(mode="before")
    @classmethod
    def named_keys(cls, values: Any) -> Any:
        """Keys that are not text (numbers) cannot be fields; they stay in the data that templates see."""
        if isinstance(values, dict) and any(not isinstance(key, str) for key in values):
            return {key: value for key, value in values.items() if isinstance(key, str)}
        return values

    @classmethod
    def known_keys(cls) -> set[str]:
        """The keys of the model as they are written in YAML."""
        return {kebab(name) for name in cls.model_fields}
