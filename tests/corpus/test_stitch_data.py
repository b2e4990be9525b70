"""The data of a real docs site, written by others: it loads whole, and each mistake in it is named with its line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from foreword.source.data import DataFolder, FolderView
from foreword.source.diagnostic import ReportedError
from foreword.source.formats import load_data
from foreword.source.places import place_in
from foreword.source.reading import Reading
from foreword.source.text import SourceFile, Text, decode
from foreword.source.yaml import load_nodes
from foreword.source.yaml_events import UnusualError, values_from_events

CORPUS = Path(os.environ.get("FOREWORD_CORPUS") or Path(__file__).parents[2] / "../shared/corpus").resolve()
DATA = CORPUS / "stitch-data"

BROKEN = {
    "connect/core-objects/connection-checks.yml": ("YM003", 16),
    "dataloading/bigquery/warehouse-changes.yml": ("YM004", 35),
    "dataloading/databricks-delta/data-types.yml": ("YM004", 141),
    "dataloading/databricks-delta/warehouse-changes.yml": ("YM004", 27),
    "dataloading/deleted-records.yml": ("YM004", 62),
    "destinations/bigquery/v1/data-types.yml": ("YM003", 140),
    "destinations/bigquery/v2/data-types.yml": ("YM003", 139),
    "destinations/databricks-delta/v1/data-types.yml": ("YM003", 145),
    "destinations/microsoft-azure/v1/data-types.yml": ("YM003", 113),
    "destinations/panoply/v2/data-types.yml": ("YM003", 118),
    "destinations/postgres/v1/data-types.yml": ("YM003", 115),
    "destinations/redshift/v2/data-types.yml": ("YM003", 118),
    "destinations/snowflake/v1/data-types.yml": ("YM003", 125),
    "errors/extraction/databases/oracle.yml": ("YM004", 57),
    "errors/extraction/saas/salesforce.yml": ("YM004", 111),
    "sidebars/import-api.yml": ("YM004", 38),
    "stitch/user-management/permissions/general.yml": ("YM004", 28),
    "taps/extraction/data-types/mssql/v1.yml": ("YM003", 118),
    "taps/extraction/netsuite/netsuite-permissions.yml": ("YM003", 54),
}
"""The files that cannot be read: an alias without an anchor (YM003), or an anchor that stands twice (YM004)."""

TWICE = {
    "dataloading/redshift/replication-keys.yml": ("YM002", 18),
    "ui/database-integration-settings/dynamodb.yaml": ("YM002", 17),
}
"""The files that can be read and hold a key twice in one mapping."""


@pytest.fixture(scope="module", autouse=True)
def corpus() -> None:
    """The corpus has to be there: in CI it must, elsewhere the tests are skipped."""
    if not DATA.is_dir():
        reason = f"no corpus at {CORPUS}: name its folder in FOREWORD_CORPUS"
        if os.environ.get("FOREWORD_REQUIRE_CORPUS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def data_files() -> list[Path]:
    """The files of the corpus."""
    return sorted(path for path in DATA.rglob("*") if path.is_file())


def open_folder() -> tuple[DataFolder, Reading, FolderView]:
    """The corpus as the site data of a page."""
    folder, reading = DataFolder(DATA, CORPUS), Reading()
    return folder, reading, FolderView(folder, reading)


class Plain(NamedTuple):
    """What PyYAML makes of a scalar without quotes, and how it is spelled."""

    value: Any
    spelling: str


class SpellingLoader(yaml.CSafeLoader):
    """PyYAML's own loader, which also tells the spelling of what is not text to YAML 1.1."""


def plain(loader: SpellingLoader, node: yaml.ScalarNode) -> Plain:
    """The value that CSafeLoader gives, and the spelling."""
    construct = yaml.CSafeLoader.yaml_constructors[node.tag]
    return Plain(construct(loader, node), node.value)


for kind in ("bool", "int", "float", "null", "timestamp"):
    SpellingLoader.add_constructor(f"tag:yaml.org,2002:{kind}", plain)


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """Where Foreword's values are neither PyYAML's nor the spelling of what YAML 1.1 alone takes for no text."""
    if isinstance(theirs, dict):
        if not isinstance(ours, dict) or len(ours) != len(theirs):
            yield f"{path}: {ours!r:.80}, not {theirs!r:.80}"
            return
        for (our_key, our_value), (their_key, their_value) in zip(ours.items(), theirs.items(), strict=True):
            yield from differences(our_key, their_key, f"{path}.{our_key} (key)")
            yield from differences(our_value, their_value, f"{path}.{our_key}")
    elif isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            yield f"{path}: {ours!r:.80}, not {theirs!r:.80}"
            return
        for index, (our_item, their_item) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(our_item, their_item, f"{path}[{index}]")
    elif isinstance(theirs, Plain):
        same = type(ours) is type(theirs.value) and ours == theirs.value
        read_as_text = isinstance(theirs.value, bool | int | float | date) and type(ours) is str
        if not same and not (read_as_text and ours == theirs.spelling):
            yield f"{path}: {ours!r}, not {theirs}"
    else:
        text = ours.source if isinstance(ours, Text) else str(ours) if isinstance(ours, str) else ours
        if type(text) is not type(theirs) or text != theirs:
            yield f"{path}: {ours!r:.80}, not {theirs!r:.80}"


def test_the_comparison_sees_what_it_has_to_see() -> None:
    file = SourceFile("a.yml", "answer: NO\ntime: 1:30\nday: 2017-01-01\nversion: 3.10\nbig: 12\nname: a\n")
    load_data(file)
    assert isinstance(file.values, dict)
    theirs = yaml.load(file.text, SpellingLoader)
    assert not list(differences(file.values, theirs))
    assert list(differences({**file.values, "answer": False}, theirs)) == []
    assert list(differences({**file.values, "answer": "no"}, theirs)) == [
        ".answer: 'no', not Plain(value=False, spelling='NO')"
    ]
    assert list(differences({**file.values, "big": True}, theirs)) == [".big: True, not Plain(value=12, spelling='12')"]
    assert list(differences({**file.values, "name": "b"}, theirs)) == [".name: 'b', not 'a'"]
    assert list(differences({}, theirs))


def test_every_file_is_loaded_as_pyyaml_loads_it() -> None:
    found: dict[str, tuple[str, int]] = {}
    twice: dict[str, tuple[str, int]] = {}
    different: list[str] = []
    for location in data_files():
        path = location.relative_to(DATA).as_posix()
        raw = location.read_bytes()
        file = SourceFile(path, decode(raw, path))
        try:
            theirs = yaml.load(raw, SpellingLoader)
        except yaml.YAMLError:
            theirs = None
        try:
            for diagnostic in load_data(file):
                twice[path] = diagnostic.code, diagnostic.place.line
        except Exception as error:
            place = getattr(error, "place", None)
            found[path] = (getattr(error, "code", repr(error)), place.line if place else 0)
            assert theirs is None, f"PyYAML reads {path}"
            continue
        different += [f"{path} {difference}" for difference in differences(file.values, theirs)]
    assert different == []
    assert found == BROKEN
    assert twice == TWICE


def test_the_hints_name_what_is_missing_or_stands_twice() -> None:
    folder, _, _ = open_folder()
    told = {}
    for file in folder.all_files():
        file.load()
        told[file.path.removeprefix("stitch-data/")] = file.error
    error = told["connect/core-objects/connection-checks.yml"]
    assert error is not None
    assert error.message == "the alias `*get` has no anchor `&get` before it"
    error = told["sidebars/import-api.yml"]
    assert error is not None
    assert error.message == "the anchor `&api` stands here for a second time; the first is on line 34"


def test_a_page_walks_the_whole_tree_by_names() -> None:
    folder, reading, data = open_folder()
    failed: dict[str, tuple[str, int]] = {}

    def walk(value: Any) -> int:
        if isinstance(value, FolderView):
            count = 0
            for name in value:
                try:
                    count += walk(value[name])
                except ReportedError as error:
                    assert error.place is not None
                    failed[error.place.file.removeprefix("stitch-data/")] = error.code, error.place.line
            return count
        if isinstance(value, dict):
            return 1 + sum(walk(item) for item in value.values())
        return 1 + sum(map(walk, value)) if isinstance(value, list) else 1

    assert walk(data) > 15_000
    assert failed == BROKEN
    files = {path.relative_to(CORPUS).as_posix() for path in data_files()}
    assert {path for path in reading.reads if not path.endswith("/")} == files
    assert {file.path for file in folder.all_files()} == files
    reported = {
        diagnostic.place.file.removeprefix("stitch-data/"): (diagnostic.code, diagnostic.place.line)
        for diagnostic in reading.diagnostics
    }
    assert reported == BROKEN | TWICE


def test_one_page_reads_only_what_it_names() -> None:
    _, reading, data = open_folder()
    assert data["connect"]["general"]
    assert list(reading.reads) == ["stitch-data/connect/general.yml"]
    assert not reading.diagnostics


def test_each_text_knows_where_its_first_tag_stands() -> None:
    folder, _, _ = open_folder()
    wrong, count = [], 0
    for data in folder.all_files():
        data.load()
        if data.file is None:
            continue
        lines = data.file.lines
        for text in texts_in(data.file.values, set()):
            at = text.source.find("{{")
            if at < 0:
                continue
            count += 1
            line, column = text.source.count("\n", 0, at) + 1, at - text.source.rfind("\n", 0, at)
            place = place_in(text, line, column)
            if not lines[place.line - 1].startswith(text.source[at : at + 8].split("\n")[0], place.column - 1):
                wrong.append(f"{place} {text.source[at : at + 20]!r}")
    assert wrong == []
    assert count > 1_000


def texts_in(value: Any, seen: set[int]) -> Iterator[Text]:
    """Every text in a value, once."""
    if isinstance(value, Text | dict | list):
        if id(value) in seen:
            return
        seen.add(id(value))
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item, seen)


def test_each_file_has_the_same_values_by_events_and_by_nodes() -> None:
    quick = 0
    for location in data_files():
        if location.suffix not in (".yml", ".yaml"):
            continue
        file = SourceFile("a", decode(location.read_bytes(), "a"))
        try:
            found, _ = values_from_events(file.yaml, file, jinja=False)
        except UnusualError:
            continue
        quick += 1
        assert load_nodes(file.yaml, file, jinja=False) == []
        assert repr(found) == repr(file.values), location
    assert quick > 400
