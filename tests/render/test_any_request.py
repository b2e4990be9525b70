"""Whatever is given to a request snippet, the page is there, and what is wrong is told without a traceback."""

from __future__ import annotations

import pytest
from test_any_type import VALUES, site, survives  # noqa: F401

ENDPOINT = "{% set endpoint = {'id': 'x', 'method': 'post', 'path': '/{a}', 'base-url': 'https://a.b'} %}"
STATEMENTS = [
    "{{ request_snippet(VALUE) }}",
    "{{ request_snippet(method=VALUE, url='https://a.b') }}{{ request_snippet(url=VALUE) }}",
    "{{ request_snippet(url='https://a.b', headers=VALUE) }}",
    "{{ request_snippet(url='https://a.b', headers={'a': VALUE}) }}",
    "{{ request_snippet(url='https://a.b', body=VALUE) }}{{ request_snippet(url='https://a.b', body=[{'a': VALUE}]) }}",
    "{{ request_snippet(url='https://a.b', title=VALUE) }}",
    "{{ request_snippet(url='https://a.b', languages=VALUE) }}",
    "{{ request_snippet(url='https://a.b', languages=[VALUE, 'curl']) }}",
    "{% call request_snippet(url='https://a.b') %}{{ VALUE }}{% endcall %}",
    *(
        f"{ENDPOINT}{{{{ request_snippet(dict(endpoint, {keys}), languages=['curl']) }}}}"
        for keys in (
            "method=VALUE",
            "path=VALUE",
            "credentials=VALUE",
            "credentials=[VALUE]",
            "parameters=VALUE",
            "parameters={'path': VALUE, 'query': VALUE, 'header': VALUE}",
            "parameters={'path': [VALUE], 'query': [VALUE]}",
            "parameters={'path': [{'name': VALUE, 'example': VALUE}], 'query': [{'name': VALUE, 'required': true}]}",
            "parameters={'header': [{'name': 'a', 'required': true, 'enum': [VALUE]}]}",
            "body=VALUE",
            "body={'content-type': VALUE, 'example': {'a': 1}}",
            "body={'attributes': [{'name': VALUE, 'example': VALUE}]}",
            "body={}, examples=VALUE",
            "body={}, examples=[{'request': VALUE, 'code': VALUE}]",
        )
    ),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_any_value(site: object, statement: str) -> None:  # noqa: F811
    for value in VALUES.values():
        survives(site, statement.replace("VALUE", f"({value})"))  # type: ignore[arg-type]
