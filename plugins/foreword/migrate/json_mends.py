"""JSON mended: Jekyll reads it as YAML, so a number may be text to it, and a comment is none of its errors."""

from __future__ import annotations

import json

import yaml

from foreword.migrate.yaml_mends import Mend, Mended, applied, gone, plain_scalars
from foreword.migrate.yaml_pairs import lost_pairs
from foreword.migrate.yaml_tree import documents


def mended_json(text: str) -> Mended:
    """The source so that Foreword reads in it, as JSON, what Ruby's Psych reads in it; no JSON stays as it is."""
    source = text.lstrip("\ufeff")
    mends = [Mend(1, 1, "bom", "the byte order mark is gone")] if source != text else []
    try:
        json.loads(source)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg}; Jekyll reads it as YAML: give the file the ending `.yml`"
        return Mended(source, mends, Mend(error.lineno, error.colno, "broken", message))
    except RecursionError:
        return Mended(source, mends)  # whoever loads it says so
    try:
        root = documents(source)[0]
    except yaml.YAMLError:
        return Mended(source, mends)  # such as a pair of surrogates, at which Jekyll fails and Foreword does not
    edits = [*(gone(source, pair) for pair in lost_pairs(root, source)), *plain_scalars(root)]
    result, more = applied(source, edits)
    return Mended(result, [*mends, *more])
