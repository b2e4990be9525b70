"""Credentials as the rules see them: where each is written, and where it is used."""

from __future__ import annotations

from pathlib import Path

from engine import write
from foreword.lint.config import read_config
from foreword.lint.credentials import Credential
from foreword.lint.reading import read_site
from foreword.lint.rules import cr001_shared_prefix

CONFIG = "site_name: Harbour\nplugins: [foreword]\n"


def credentials(root: Path, files: dict[str, str | bytes]) -> list[Credential]:
    """The credentials of a site."""
    write(root, {"mkdocs.yml": CONFIG, **files})
    return read_site(read_config(root / "mkdocs.yml")).credentials


def page(listed: str) -> str:
    """A page with a list of credentials, as it is written in YAML."""
    return f"---\nsections:\n  - title: Keys\n    anchor: keys\n    credentials: {listed}\n---\n"


def test_a_value_of_an_anchor_is_told_there_with_where_it_is_used(tmp_path: Path) -> None:
    listed = "\n      - {name: Partner ID, prefix: &own oc_}\n      - {name: Partner secret, prefix: *own}"
    write(tmp_path, {"mkdocs.yml": CONFIG, "docs/a.md": page(listed)})
    (finding,) = cr001_shared_prefix.check(read_site(read_config(tmp_path / "mkdocs.yml")))
    assert str(finding.place) == "docs/a.md:6:36"
    assert [str(place) for place in finding.used_by] == ["docs/a.md:7:32"]


def test_a_list_in_data_is_known_by_its_keys(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "data/keys.yml": "- {name: API key, prefix: ak_, expiration: None}\n",
        "data/deep.json": '{"a": {"b": [{"name": "Old key", "obtained-by": "Asking"}]}}',
        "data/people.yml": "- {name: Ada, prefix: Dr}\n",
        "data/plain.yml": "- API key\n",
        "docs/a.md": "# A\n",
    }
    found = {one.id: str(one.place("name")) for one in credentials(tmp_path, files)}
    assert found == {"api-key": "data/keys.yml:1:10", "old-key": "data/deep.json:1:23"}


def test_a_list_that_a_page_names_is_told_of_once_where_it_is_written(tmp_path: Path) -> None:
    data = "keys:\n  - {name: API key, prefix: ak_, expiration: None}\n"
    files: dict[str, str | bytes] = {"data/c.yml": data, "docs/a.md": page('"{{ site.data.c.keys }}"')}
    (credential,) = credentials(tmp_path, files)
    assert str(credential.place("prefix")) == "data/c.yml:2:29"


def test_prefixes_are_expanded_and_what_says_none_is_left_out(tmp_path: Path) -> None:
    listed = '[{name: A, prefix: ["{{ page.start }}", Not applicable, n/a, "`b_`", 7]}, {name: B, prefix: None}]'
    files: dict[str, str | bytes] = {"docs/a.md": page(listed).replace("---\n", "---\nstart: a_\n", 1)}
    first, second = credentials(tmp_path, files)
    assert list(first.prefixes) == [(("prefix", 0), "a_"), (("prefix", 3), "b_"), (("prefix", 4), "7")]
    assert list(second.prefixes) == []
