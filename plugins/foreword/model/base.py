"""What every model shares: kebab-case keys, unknown keys kept, texts let through where they stand."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidatorFunctionWrapHandler, WrapValidator, model_validator
from pydantic_core import PydanticCustomError

from foreword.source.text import Text


def kebab(name: str) -> str:
    """A field's name as its key in YAML: `required_for` is `required-for`."""
    return name.replace("_", "-")


def let_text_through(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A text may stand for any value: what it expands to is seen where it is used."""
    return value if isinstance(value, Text) else handler(value)


def as_scalar(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A text, string, number, boolean or nothing."""
    if value is None or isinstance(value, Text | str | int | float | bool):
        return value
    kind = "a mapping" if isinstance(value, dict) else "a list"
    raise PydanticCustomError("scalar", "has to be text, not {kind}", {"kind": kind})


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


Scalar = Annotated[str | int | float | bool | None, WrapValidator(as_scalar)]
Given = Annotated[str | int | float | bool, WrapValidator(as_given)]
Scalars = Annotated[str | list[str] | None, WrapValidator(as_scalars)]
LetText = WrapValidator(let_text_through)


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
