"""The parts of the cache by themselves: packing, the store, the key, the inputs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.cache.inputs import Inputs, read_folder
from foreword.cache.kept import KeptPage, kept_page
from foreword.cache.key import cache_key, key_file
from foreword.cache.packing import diagnostic_of, pack, row_of, unpack
from foreword.cache.state import Output, PageState, SiteState, site_state
from foreword.cache.store import Store
from foreword.link.html import Heading
from foreword.link.rendered import Rendered
from foreword.source.diagnostic import Diagnostic, Place

# Packing

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**63), 2**64 - 1)
scalars = st.none() | st.booleans() | numbers | st.floats(allow_nan=False) | texts
plain = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts | numbers, inner), max_leaves=20)
strings = st.lists(texts, max_size=3)
named = st.dictionaries(texts, texts, max_size=3)
places = st.builds(Place, texts, st.integers(1, 999), st.integers(1, 999))
diagnostics = st.builds(
    Diagnostic, st.sampled_from(["LK003", "DT001"]), places, texts, texts, st.lists(places, max_size=2).map(tuple)
)
told = st.lists(st.tuples(texts, st.integers(0, 50), texts), max_size=2)
metas = st.dictionaries(texts, plain, max_size=3)
headings = st.lists(st.builds(Heading, st.integers(1, 6), texts, texts), max_size=2)
rendered = st.builds(
    Rendered,
    path=texts,
    html=texts,
    contents=headings,
    ids=strings,
    links=strings,
    documents=named,
    renamed=st.dictionaries(texts, named, max_size=2),
    credentials=named,
    failures=st.lists(diagnostics, max_size=2),
    diagnostics=st.lists(diagnostics, max_size=2),
    reads=strings,
    components=strings,
    styled=st.booleans(),
)
anchors = st.dictionaries(texts, named, max_size=2)
pages = st.builds(KeptPage, texts, texts, named, metas, rendered, told, anchors)
outputs = st.builds(Output, texts, texts, numbers, numbers, numbers)
page_states = st.builds(
    PageState,
    meta=metas,
    title=st.none() | texts,
    contents=st.just([]),
    ids=strings,
    anchors=anchors,
    told=st.just([]),
    diagnostics=st.just([]),
    styles=strings,
    content=texts,
    digest=texts,
    indexed=texts,
    entries=st.lists(metas, max_size=2),
    output=st.none() | outputs,
)
states = st.builds(
    SiteState,
    texts,
    texts,
    texts,
    st.just([]),
    st.just([]),
    strings,
    st.dictionaries(texts, page_states, max_size=2),
)


@given(plain)
def test_plain_data_comes_back(value: Any) -> None:
    assert unpack(pack(value)) == value


@given(diagnostics)
def test_a_diagnostic_comes_back(diagnostic: Diagnostic) -> None:
    assert diagnostic_of(unpack(pack(row_of(diagnostic)))) == diagnostic


@given(pages)
def test_a_page_comes_back(page: KeptPage) -> None:
    assert kept_page(page.packed()) == page


@given(states)
def test_a_state_comes_back(state: SiteState) -> None:
    assert site_state(state.packed()) == state


@given(st.binary() | plain.map(pack))
def test_other_bytes_are_no_page_and_no_state(content: bytes) -> None:
    assert kept_page(content) is None
    assert site_state(content) is None


@given(pages | states, st.data())
def test_a_part_of_a_page_or_state_is_none(kept: KeptPage | SiteState, data: st.DataObject) -> None:
    content = kept.packed()
    part = content[: data.draw(st.integers(0, len(content) - 1))]
    assert kept_page(part) is None
    assert site_state(part) is None


@pytest.mark.parametrize("value", [object(), {1, 2}, 2**64, Path()])
def test_what_is_no_plain_data_is_not_packed(value: object) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        pack(value)


# The store


def store(folder: Path, key: bytes = b"own", limit: int = 10**6) -> Store:
    """A store in a folder."""
    return Store(folder, key, limit)


@given(st.dictionaries(texts, st.binary(), min_size=1, max_size=4))
def test_entries_come_back_under_any_name(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, bytes]) -> None:
    folder = tmp_path_factory.mktemp("store")
    for name, value in entries.items():
        store(folder).put(name, value)
    assert {name: store(folder).get(name) for name in entries} == entries
    assert [store(folder, b"other").get(name) for name in entries] == [None] * len(entries)
    assert sum(path.is_file() for path in folder.rglob("*")) == len(entries)


def test_an_entry_is_not_another_one(tmp_path: Path) -> None:
    own = store(tmp_path)
    own.put("one", b"1")
    own.put("two", b"2")
    own.location("one").rename(own.location("two"))
    assert own.get("one") is None
    assert own.get("two") is None


def test_the_first_letters_of_a_value_are_not_those_of_its_name(tmp_path: Path) -> None:
    own = store(tmp_path)
    assert own._signature("ab", b"c") != own._signature("a", b"bc")


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    own = store(tmp_path, limit=300)
    for number in range(5):
        own.put(str(number), b"x" * 84)  # 100 bytes each, with the signature
        os.utime(own.location(str(number)), (number, number))
    own.trim()
    assert [own.get(str(number)) is not None for number in range(5)] == [False, False, True, True, True]


def test_all_entries_are_cleared(tmp_path: Path) -> None:
    own = store(tmp_path / "kept")
    for number in range(5):
        own.put(str(number), b"")
    (tmp_path / "kept/README").touch()
    assert own.clear() == 5
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["README"]
    assert own.clear() == 0


def test_nothing_is_tried_after_an_error(tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    own = store(tmp_path / "kept")
    own.put("one", b"1")
    assert isinstance(own.error, NotADirectoryError)
    (tmp_path / "kept").unlink()
    own.put("one", b"1")
    assert own.get("one") is None


# The key


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own folder in which there is no key."""
    monkeypatch.setattr("foreword.cache.key.platformdirs.user_state_dir", lambda *_, **__: str(tmp_path / "state"))
    return tmp_path / "state"


def test_a_key_is_made_once(home: Path) -> None:
    key, is_lasting = cache_key({})
    assert len(key) == 32
    assert is_lasting
    assert cache_key({}) == (key, True)
    assert key_file().read_bytes() == key
    assert key_file().stat().st_mode & 0o077 == 0
    assert list(home.iterdir()) == [key_file()]


def test_a_key_that_is_damaged_is_made_anew(home: Path) -> None:
    home.mkdir()
    key_file().write_bytes(b"short")
    key, _ = cache_key({})
    assert len(key) == 32
    assert cache_key({}) == (key, True)


def test_where_no_key_can_be_kept_it_is_new_each_time(home: Path) -> None:
    home.write_text("no folder")
    assert len(cache_key({})[0]) == 32
    assert not cache_key({})[1]
    assert cache_key({}) != cache_key({})


@given(texts.filter(bool), texts.filter(bool))
def test_the_key_of_the_variable(one: str, other: str) -> None:
    keys = [cache_key({"FOREWORD_CACHE_KEY": value})[0] for value in (one, other)]
    assert (keys[0] == keys[1]) == (one == other)
    for key in keys:
        Store(Path(), key, 0)._signature("name", b"")


def test_long_variables_are_told_apart(home: Path) -> None:
    keys = [cache_key({"FOREWORD_CACHE_KEY": "x" * 64 + end})[0] for end in ("1", "2")]
    assert keys[0] != keys[1]


def test_an_empty_variable_is_none(home: Path) -> None:
    assert cache_key({"FOREWORD_CACHE_KEY": ""}) == cache_key({})


# The inputs


def inputs_of(root: Path) -> Inputs:
    """The inputs of the folder `data`."""
    inputs = Inputs("salt")
    read_folder(inputs, root / "data", root)
    return inputs


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of data with a file in a folder."""
    (tmp_path / "project/data/more").mkdir(parents=True)
    (tmp_path / "project/data/more/deep.yml").write_text("a: 1\n")
    return tmp_path / "project/data"


def test_each_change_is_seen(data: Path) -> None:
    root, seen = data.parent, set()
    changes = [
        lambda: None,
        lambda: (data / "more/deep.yml").write_text("a: 2\n"),
        lambda: (data / "words.yml").write_text(""),
        lambda: (data / "words.yml").rename(data / "terms.yml"),
        lambda: (data / "empty").mkdir(),
        lambda: (data / "gone.yml").symlink_to("nowhere.yml"),
        lambda: (data / "gone.yml").unlink() or (data / "gone.yml").write_text(""),
        lambda: (data / "around").symlink_to("."),
        lambda: (data / "outside").symlink_to("../../"),
    ]
    for change in changes:
        change()
        whole = inputs_of(root).whole
        assert whole not in seen
        assert inputs_of(root).whole == whole
        seen.add(whole)


def test_time_stamps_are_no_change(data: Path) -> None:
    before = inputs_of(data.parent)
    os.utime(data / "more/deep.yml", (1, 1))
    assert inputs_of(data.parent).whole == before.whole


def test_a_listing_is_of_names(data: Path) -> None:
    root = data.parent
    whole, more, none = (inputs_of(root).listing(path) for path in ("data/", "data/more/", "data/none/"))
    (data / "more/deep.yml").write_text("b: 1\n")
    assert inputs_of(root).listing("data/more/") == more
    (data / "more/other.yml").touch()
    assert inputs_of(root).listing("data/more/") != more
    assert inputs_of(root).listing("data/") == whole
    assert inputs_of(root).listing("data/none/") == none
    (data / "none").mkdir()
    assert inputs_of(root).listing("data/none/") != none
    assert inputs_of(root).listing("data/") != whole


def test_files_that_have_changed_since(data: Path) -> None:
    inputs = inputs_of(data.parent)
    assert inputs.changed() == []
    (data / "more/deep.yml").write_text("a: 2\n")
    assert inputs.changed() == [str(data / "more/deep.yml")]
