"""Keys that look like typos of known ones, at any depth of a model."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from foreword.model.base import Model, kebab
from foreword.model.closest import closest
from foreword.model.flaw import Flaw
from foreword.source.places import Keys


def typos(model: type[Model], values: Any, keys: Keys = ()) -> Iterator[Flaw]:
    """Keys of a mapping that the model does not know and that look like one that it knows and that is not there."""
    if not isinstance(values, dict):
        return
    known = model.known_keys()
    free = known - {kebab(str(key)) for key in values}
    for key, value in values.items():
        if not isinstance(key, str):
            continue
        meant: str | None = None
        if kebab(key) in known:
            meant = kebab(key) if kebab(key) != key else None
            yield from typos_below(model, key, value, keys)
        else:
            meant = closest(kebab(key.lower()), free)
            if meant is not None and isinstance(value, dict | list) and is_scalar(model, meant):
                meant = None  # `orders: [...]` is not meant to be `order`
        if meant is not None:
            message = f"the key `{key}` is not known"
            yield Flaw("FM001", (*keys, key), message, f"did you mean `{meant}`?", at_key=True)


def typos_below(model: type[Model], key: str, value: Any, keys: Keys) -> Iterator[Flaw]:
    """The typos in the value of a known key, where it holds mappings that have a model."""
    inner, shape = inner_model(model, key.replace("-", "_"))
    if inner is None:
        return
    if shape is list and isinstance(value, list):
        for index, item in enumerate(value):
            yield from typos(inner, item, (*keys, key, index))
    elif shape is dict and isinstance(value, dict):
        for name, item in value.items():
            yield from typos(inner, item, (*keys, key, name))
    elif shape is None:
        yield from typos(inner, value, (*keys, key))


def is_scalar(model: type[Model], key: str) -> bool:
    """Whether a known key takes neither a list nor a mapping."""
    annotation = model.model_fields[key.replace("-", "_")].annotation
    return annotation is not Any and not holds(annotation, list) and not holds(annotation, dict)


def holds(annotation: Any, shape: type) -> bool:
    """Whether a type is a list (or mapping), or a union with one, or a model in place of a mapping."""
    if get_origin(annotation) is shape or (shape is dict and is_model(annotation)):
        return True
    return get_origin(annotation) not in (list, dict) and any(holds(part, shape) for part in get_args(annotation))


@functools.cache
def inner_model(model: type[Model], field: str) -> tuple[type[Model] | None, type | None]:
    """The model of the mappings in a field, and what they stand in: a list, a mapping, or nothing."""
    stack: list[tuple[Any, type | None]] = [(model.model_fields[field].annotation, None)]
    while stack:
        annotation, shape = stack.pop()
        if is_model(annotation):
            return annotation, shape
        origin = get_origin(annotation)
        stack.extend((part, origin if origin in (list, dict) else shape) for part in get_args(annotation))
    return None, None


def is_model(annotation: Any) -> bool:
    """Whether a type is one of the models."""
    return isinstance(annotation, type) and issubclass(annotation, Model)
