"""A cache that cannot be trusted, or cannot be kept: the build goes on, and gives what a clean one does."""

from __future__ import annotations

import errno
import logging
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from cache.edits import EditedSite, heard
from foreword.cache.packing import pack
from foreword.cache.store import LIMIT, SIGNATURE, Store
from foreword.link.rendered import Rendered
from foreword.mkdocs.writer import Writer
from foreword.site import Site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedSite:
    return EditedSite.built_once(tmp_path_factory.mktemp("kept") / "project")


@pytest.fixture
def site(built: EditedSite) -> EditedSite:
    """A site that was built once."""
    return built.again()


def entries(site: EditedSite) -> list[Path]:
    """The files of the cache."""
    return sorted(path for path in (site.root / ".cache").rglob("*") if path.is_file())


SHAPES = [
    None,
    [],
    {},
    "text",
    7,
    {"pages": None},
    {"pages": {"index.md": None}},
    {"source": "", "reads": []},
    [1] * 100,
]


def sign_shapes(site: EditedSite, chance: random.Random) -> None:
    """Put other plain data into each entry, with a right signature."""
    original, shapes, done = Store.get, [pack(shape) for shape in SHAPES], set()

    def get(store: Store, name: str) -> bytes | None:
        if name not in done:
            done.add(name)
            store.put(name, chance.choice([*shapes, b"", b"\xc1", b"\x91", pack(None)[:1]]))
        return original(store, name)

    Store.get = get  # type: ignore[method-assign]
    try:
        site.warm()
    finally:
        Store.get = original  # type: ignore[method-assign]


Damage = Callable[[EditedSite, random.Random], None]


def damaged(damage: Callable[[bytes, list[bytes], random.Random], bytes]) -> Damage:
    """What damages each entry by itself: it is given the bytes of the entry, and those of all."""

    def all_of(site: EditedSite, chance: random.Random) -> None:
        contents = [path.read_bytes() for path in entries(site)]
        for path, content in zip(entries(site), contents, strict=True):
            path.write_bytes(damage(content, contents, chance))

    return all_of


def another_key(content: bytes, contents: list[bytes], chance: random.Random) -> bytes:
    """The entry as somebody else would have signed it."""
    return Store(Path(), b"another", LIMIT)._signature("page", content[SIGNATURE:]) + content[SIGNATURE:]


DAMAGES: dict[str, Damage] = {
    "truncated": damaged(lambda content, _, chance: content[: chance.randrange(len(content) + 1)]),
    "emptied": damaged(lambda content, _, chance: b""),
    "zeroed": damaged(lambda content, _, chance: b"\0" * len(content)),
    "random": damaged(lambda content, _, chance: chance.randbytes(len(content))),
    "one byte": damaged(lambda content, _, chance: content[:-1] + bytes([content[-1] ^ 1])),
    "swapped": damaged(lambda content, contents, chance: chance.choice([one for one in contents if one != content])),
    "signed with another key": damaged(another_key),
    "of another shape": sign_shapes,
    "contents only": damaged(lambda content, _, chance: content + b"." if is_content(content) else content),
    "some contents": damaged(
        lambda content, _, chance: content + b"." if is_content(content) and chance.random() < 0.5 else content
    ),
}


def is_content(entry: bytes) -> bool:
    """Whether an entry has the content of a page, and not what is known of it."""
    return entry[:1] == b"<"


@pytest.mark.parametrize("is_site_there", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_entries_are_made_anew(site: EditedSite, damage: str, is_site_there: bool) -> None:
    assert len(entries(site)) > 10
    assert any(is_content(path.read_bytes()) for path in entries(site))
    for edits in ({}, {"docs/keys.md": 1}):
        DAMAGES[damage](site, random.Random(6))
        if not is_site_there:
            shutil.rmtree(site.root / "site")
        site.edit(edits)
        clean = site.clean()
        assert site.warm().differences(clean) == []


@pytest.mark.parametrize("is_site_there", [True, False])
def test_each_entry_may_be_gone(site: EditedSite, is_site_there: bool) -> None:
    clean = site.clean()
    for path in entries(site):
        path.unlink()
        if not is_site_there:
            shutil.rmtree(site.root / "site")
        assert site.warm().differences(clean) == []


def warned(site: EditedSite) -> list[str]:
    """Build strictly, hold it against a clean build, and give what Foreword says of the cache."""
    with heard("foreword") as told:
        result = site.warm()
    assert result.differences(site.clean()) == []
    assert result.passed
    return [line for line in told if "cache" in line.lower()]


def test_a_folder_in_which_nothing_can_be_written(site: EditedSite) -> None:
    shutil.rmtree(site.root / ".cache")
    (site.root / ".cache").write_text("no folder")
    told = warned(site)
    assert [line[:70] for line in told] == ["WARNING WARNING -  foreword: the cache cannot be kept: [Errno 20] Not "]


@pytest.mark.parametrize("call", ["replace", "write"])
def test_a_full_disk(site: EditedSite, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    site.edit({"docs/guide/codes.md": 3, "data/more/deep.yml": 1})
    if call == "replace":
        monkeypatch.setattr("foreword.cache.store.os.replace", full)
    else:
        written = Path.write_bytes
        monkeypatch.setattr(
            Path, "write_bytes", lambda path, data: full() if path.suffix == ".part" else written(path, data)
        )
    assert warned(site) == ["WARNING WARNING -  foreword: the cache cannot be kept: [Errno 28] No space left on device"]
    assert not list((site.root / ".cache").rglob("*.part"))
    monkeypatch.undo()
    assert warned(site) == []


def test_a_folder_that_leads_outside(site: EditedSite, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    shutil.move(site.root / ".cache", outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    (site.root / ".cache").symlink_to(outside)
    folder = site.root / ".cache/foreword"
    assert warned(site) == [f"WARNING WARNING -  foreword: the cache is not used: {folder} leads out of the project"]
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


def test_a_warning_of_the_cache_is_heard_in_a_build(site: EditedSite, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(site.root / ".cache")
    (site.root / ".cache").write_text("no folder")
    with caplog.at_level(logging.WARNING, "foreword"):
        site.warm()
    assert ["the cache cannot be kept:" in record.message for record in caplog.records] == [True]


# Time stamps


def replaced(path: Path, old: str, new: str) -> None:
    """Change a file, and give it the time stamps that it had."""
    status = path.stat()
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_changed_content_with_the_old_time_stamp(site: EditedSite) -> None:
    replaced(site.root / "docs/keys.md", "More.", "Less.")
    replaced(site.root / "data/words.yml", "doors", "bolts")
    clean = site.clean()
    assert site.warm().differences(clean) == []
    replaced(site.root / "site/keys/index.html", "Less.", "Lost.")
    assert site.warm().differences(clean) == []


def test_time_stamps_in_the_future_and_in_the_past(site: EditedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment in (time.time() + 10**6, 0):
        for path in [*site.root.rglob("*.md"), *site.root.rglob("*.yml"), *(site.root / "site").rglob("*.html")]:
            os.utime(path, (moment, moment))
        for edits in ({"docs/keys.md": 2}, {}, {"docs/keys.md": 0}):
            site.edit(edits)
            assert site.warm().differences(site.clean()) == []


def test_content_that_is_restored(site: EditedSite) -> None:
    clean = site.clean()
    for name in ("data/words.yml", "docs/keys.md", "templates/partials/note.md", "theme"):
        site.edit({name: 1})
        assert site.warm().differences(site.clean()) == []
        site.edit({name: 0})
        assert site.warm().differences(clean) == []


# Files that change during a build


@contextmanager
def changing(location: Path, content: str | None) -> Iterator[None]:
    """While the first page is rendered, a file gets other content, or is deleted."""
    render, done = Site.render, []

    def edit_and_render(site: Site, renderer: Any, body: Any) -> Rendered:
        if not done:
            done.append(location)
            location.write_text(content) if content is not None else location.unlink()
        return render(site, renderer, body)

    with patch.object(Site, "render", edit_and_render):
        yield
    assert done


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("data/words.yml", "door: hatches\nkey: Other.\n"),
        ("data/names.json", '{"first": "Prime"}'),
        ("docs/keys.md", "# Other\n"),
        ("docs/guide/new.md", "# New\n"),
        ("templates/partials/note.md", "Other.\n"),
        ("templates/components/credential_table.html.jinja", "<p>Other</p>\n"),
        ("mkdocs.yml", None),
    ],
)
def test_a_file_that_changes_during_the_build(tmp_path: Path, path: str, content: str | None) -> None:
    site = EditedSite(tmp_path / "project")
    site.edit({**site.chosen, "docs/index.md": 4, "templates/components/credential_table.html.jinja": 1})
    location = site.root / path
    before = location.read_bytes() if location.is_file() else None
    with changing(location, content):
        site.warm()
    assert site.warm().differences(site.clean()) == []
    shutil.rmtree(site.root / ".cache")
    if before is not None:
        location.write_bytes(before)
    else:
        location.unlink()
    with changing(location, content):
        site.warm()
    if before is not None:
        location.write_bytes(before)
    else:
        location.unlink()
    assert site.warm().differences(site.clean()) == [], "what was there before the build is there again"


def test_a_cache_that_is_cleared_during_the_build(site: EditedSite) -> None:
    site.edit({"docs/keys.md": 1, "theme": 2})
    clean, link = site.clean(), Site.references

    def clear(made: Site, pages: Any) -> Any:
        shutil.rmtree(site.root / ".cache")
        return link(made, pages)

    def clear_after_linking(writer: Writer, *arguments: Any) -> None:
        shutil.rmtree(site.root / ".cache", ignore_errors=True)
        build(writer, *arguments)

    build = Writer.build
    with patch.object(Site, "references", clear), patch.object(Writer, "build", clear_after_linking):
        assert site.warm().differences(clean) == []
    assert site.warm().differences(clean) == []


def test_a_build_that_fails(site: EditedSite) -> None:
    site.edit({"docs/keys.md": 1, "docs/guide/codes.md": 1, "docs/guide/plain.md": 1})
    clean, render, rendered = site.clean(), Site.render, []

    def fail_at_second(site: Site, renderer: Any, body: Any) -> Rendered:
        rendered.append(renderer)
        if len(rendered) == 2:
            raise RuntimeError("a defect")
        return render(site, renderer, body)

    with patch.object(Site, "render", fail_at_second), pytest.raises(RuntimeError, match="a defect"):
        site.warm()
    assert site.warm().differences(clean) == []


@pytest.mark.parametrize("folder", ["docs", "docs/kept", "data", "site", "."])
def test_a_folder_that_is_somebody_elses_is_refused(site: EditedSite, folder: str) -> None:
    before = sorted(site.root.rglob("*"))
    site.options["foreword"] = {"cache": folder}
    done = CliRunner().invoke(cli, ["build", "-f", str(site.write_config())])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "the cache needs a folder of its own" in done.output or "the option `cache` of foreword" in done.output
    assert sorted(site.root.rglob("*")) == before


def test_what_is_no_file_among_the_data_and_templates(site: EditedSite) -> None:
    for folder in ("data", "templates"):
        (site.root / folder / "circle.yml").symlink_to("circle.yml")
        (site.root / folder / "nowhere.yml").symlink_to("elsewhere.yml")
        os.mkfifo(site.root / folder / "pipe.yml")
    assert site.warm().differences(site.clean()) == []
