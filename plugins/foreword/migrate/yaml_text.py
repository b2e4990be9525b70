"""Values written as YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

WIDTH = 10_000
BREAKS = re.compile("[\x85\u2028\u2029]")
"""Characters that PyYAML writes as they are, and reads as ends of lines."""


class Dumper(yaml.SafeDumper):
    """Writes lists below their keys with an indent."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """See `yaml.emitter.Emitter`."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """See `yaml.representer.BaseRepresenter`: what is the same twice is written twice."""
        return True


def dumped(value: Any, flow: bool = False) -> str:
    """A value as YAML, in the order in which it is; with `flow`, lists and mappings are in brackets."""
    text = written(value, flow, True)
    return written(value, flow, False) if BREAKS.search(text) else text


def on_one_line(value: Any) -> str:
    """A value as YAML on one line."""
    return dumped(value, flow=True).removesuffix("\n...\n").strip()


def written(value: Any, flow: bool, unicode: bool) -> str:
    """A value as YAML, with characters beyond ASCII or with escapes for them."""
    text: str = yaml.dump(
        value, Dumper=Dumper, allow_unicode=unicode, sort_keys=False, width=WIDTH, default_flow_style=flow
    )
    return text
