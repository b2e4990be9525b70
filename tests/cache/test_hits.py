"""What a build does not do again: told by what is loaded, rendered and written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from cache.edits import EditedSite, Result, here, in_process
from foreword.link.rendered import Rendered
from foreword.mkdocs import writer
from foreword.site import Site


@dataclass
class Work:
    """What was done in a build: how often a site was loaded, which documents were rendered, which pages written."""

    loads: int = 0
    rendered: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)


@contextmanager
def watched(site: Path) -> Iterator[Work]:
    """What is done meanwhile."""
    work, load, render, write = Work(), Site.load, Site.render, writer.write_file

    def counted_load(self: Site, files: Any) -> None:
        work.loads += 1
        load(self, files)

    def counted_render(self: Site, renderer: Any, body: Any) -> Rendered:
        work.rendered.append(renderer.entry.relative)
        return render(self, renderer, body)

    def counted_write(content: bytes, path: str) -> None:
        work.written.add(Path(path).relative_to(site).as_posix())
        write(content, path)

    with (
        patch.object(Site, "load", counted_load),
        patch.object(Site, "render", counted_render),
        patch.object(writer, "write_file", counted_write),
    ):
        yield work


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> EditedSite:
    root = tmp_path_factory.mktemp("kept") / "project"
    with watched(root / "site") as work:
        site = EditedSite.built_once(root)
    assert work.loads == 1
    assert sorted(work.rendered) == ["guide/codes.md", "guide/plain.md", "index.md", "keys.md", "reference.md"]
    return site


@pytest.fixture
def site(built: EditedSite) -> EditedSite:
    """A site that was built once."""
    return built.again()


def work_of(site: EditedSite, **edits: int) -> Work:
    """Edit, build, and give what was done; the result is that of a clean build."""
    site.edit(edits)
    with watched(site.root / "site") as work:
        result = site.warm()
    assert result.differences(site.clean()) == []
    return work


PAGES = {"guide/codes/index.html", "guide/plain/index.html", "index.html", "keys/index.html", "reference/index.html"}


def test_nothing_is_changed(site: EditedSite) -> None:
    assert work_of(site) == Work()


def test_time_stamps_are_nothing(site: EditedSite) -> None:
    for path in [*site.root.glob("docs/**/*"), *site.root.glob("data/**/*"), *site.root.glob("site/**/*.html")]:
        path.touch()
    assert work_of(site) == Work()


def test_a_page_is_edited(site: EditedSite) -> None:
    page = site.root / "docs/guide/plain.md"
    page.write_text(page.read_text("utf-8") + "\nMore of it.\n", "utf-8")
    assert work_of(site) == Work(1, ["guide/plain.md"], {"guide/plain/index.html"})


def test_a_page_is_given_another_title(site: EditedSite) -> None:
    page = site.root / "docs/guide/codes.md"
    page.write_text(page.read_text("utf-8").replace("# Codes", "# All codes"), "utf-8")
    assert work_of(site) == Work(1, ["guide/codes.md"], PAGES)


def test_a_data_value_is_edited(site: EditedSite) -> None:
    work = work_of(site, **{"data/codes.yml": 1})
    assert (work.loads, sorted(work.rendered)) == (1, ["guide/codes.md", "index.md"])
    assert work.written == {"guide/codes/index.html", "index.html"}


def test_a_data_file_that_nobody_reads(site: EditedSite) -> None:
    assert work_of(site, **{"data/names.toml": 1}) == Work(1)


def test_a_partial_is_edited(site: EditedSite) -> None:
    note = site.root / "templates/partials/note.md"
    note.write_text("Another note.\n", "utf-8")
    assert work_of(site) == Work(1, ["guide/codes.md"], {"guide/codes/index.html"})


def test_a_link_leads_elsewhere(site: EditedSite) -> None:
    """The row of a credential that another page refers to gets another anchor: that page is linked anew."""
    codes = site.root / "docs/guide/codes.md"
    codes.write_text("# Codes\n\n[The key](ref:door-key)\n", "utf-8")
    site.warm()
    plain, keys = site.root / "docs/guide/plain.md", site.root / "docs/keys.md"
    plain.write_text("# Plain\n", "utf-8")
    shutil.move(keys, site.root / "docs/locks.md")
    (site.root / "docs/keys.md").write_text("# Keys\n", "utf-8")
    work = work_of(site)
    assert "guide/codes/index.html" in work.written
    assert 'href="../../locks/#door-key"' in (site.root / "site/guide/codes/index.html").read_text("utf-8")


def test_the_navigation_is_another(site: EditedSite) -> None:
    assert work_of(site, nav=3) == Work(1, [], PAGES)


def test_the_folder_of_the_site_is_gone(site: EditedSite) -> None:
    shutil.rmtree(site.root / "site")
    assert work_of(site) == Work(0, [], PAGES)


def test_a_page_of_the_site_is_gone_or_another(site: EditedSite) -> None:
    (site.root / "site/keys/index.html").unlink()
    (site.root / "site/reference/index.html").write_text("overwritten")
    assert work_of(site) == Work(0, [], {"keys/index.html", "reference/index.html"})


def test_the_page_for_errors_is_left_while_the_navigation_is_the_same(site: EditedSite) -> None:
    error_page = site.root / "site/404.html"

    def is_left(**edits: int) -> bool:
        before = error_page.stat().st_mtime_ns if error_page.is_file() else 0
        work_of(site, **edits)
        return error_page.stat().st_mtime_ns == before

    assert is_left()
    assert is_left(**{"data/codes.yml": 1})
    assert not is_left(nav=1)
    assert is_left()
    error_page.write_text("overwritten")
    assert not is_left()
    error_page.unlink()
    assert not is_left()
    (site.root / "docs/404.md").write_text("# An own page for errors\n")
    work_of(site)
    assert "An own page" in (site.root / "site/404/index.html").read_text()
    assert is_left()


def test_an_option_is_another(site: EditedSite) -> None:
    work = work_of(site, site_name=1)
    assert (work.loads, len(work.rendered), work.written) == (1, 5, PAGES)


@pytest.mark.parametrize("theme", [1, 2], ids=["readthedocs", "material"])
def test_nothing_is_changed_in_other_themes(site: EditedSite, theme: int) -> None:
    site.edit({"theme": theme})
    site.warm()
    work = work_of(site)
    assert (work.loads, work.rendered) == (0, [])
    assert work.written == set()


# What is told


FLAWS = {
    "duplicate keys": {"data/api.yml": 2},
    "a link and an anchor that are broken, an unknown name, a reference to nothing": {"docs/index.md": 2},
    "data that cannot be read": {"data/api.yml": 3},
    "front matter that cannot be read": {"docs/keys.md": 4},
    "a title that is missing": {"nav": 2},
    "what is wrong between documents": {"docs/api/get-berth.yml": 1, "docs/api/berth.yml": 2},
}

COMMANDS = [flaw if "broken" in flaw else pytest.param(flaw, marks=pytest.mark.slow) for flaw in FLAWS]


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_is_wrong_is_told_again(site: EditedSite, flaw: str) -> None:
    site.edit(FLAWS[flaw])
    clean = site.clean()
    assert not clean.passed
    first = site.warm()
    with watched(site.root / "site") as work:
        again = site.warm()
    assert (work.loads, work.rendered) == (0, [])
    for result in (first, again):
        assert result.differences(clean) == []


@pytest.mark.parametrize("flaw", COMMANDS)
def test_what_is_wrong_is_told_by_the_command_too(site: EditedSite, flaw: str) -> None:
    site.edit(FLAWS[flaw])
    clean = site.clean()
    site.warm()
    assert site.warm("process").differences(clean) == []


def test_what_a_quiet_build_keeps_to_itself_is_told_by_the_next(tmp_path: Path) -> None:
    site = EditedSite(tmp_path / "project")
    site.create()
    site.edit({"docs/index.md": 2})
    quiet = in_process(site.root / "mkdocs.yml", site.root / "site", "--quiet")
    assert not any("nowhere.md" in line for line in quiet.told if line.startswith("WARNING"))
    result = site.warm()
    assert any("nowhere.md" in line for line in result.told)
    assert result.differences(site.clean()) == []


def test_what_is_wrong_is_shown_in_another_folder_too(tmp_path: Path) -> None:
    """A panel is drawn in a process that has rendered nothing before."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\n{{ nobody }}\n")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Flawed\ntheme: mkdocs\nplugins: [foreword]\n")
    first, again = (in_process(config, tmp_path / name) for name in ("one", "other"))
    assert any("DT001" in line for line in first.told)
    assert again.differences(first) == []


# Switched off


def test_without_a_cache_there_is_no_folder(tmp_path: Path) -> None:
    site = EditedSite(tmp_path / "project", {"foreword": {"cache": False}})
    site.create()
    for _ in range(2):
        with watched(site.root / "site") as work:
            site.warm()
        assert (work.loads, len(work.rendered)) == (1, 5)
    assert not (site.root / ".cache").exists()


def test_another_folder(tmp_path: Path) -> None:
    site = EditedSite(tmp_path / "project", {"foreword": {"cache": "kept/here"}})
    site.create()
    site.warm()
    with watched(site.root / "site") as work:
        site.warm()
    assert work == Work()
    assert (site.root / "kept/here").is_dir()
    assert not (site.root / ".cache").exists()


def test_a_dirty_build_is_the_builders_own(site: EditedSite) -> None:
    before = {path.relative_to(site.root / "site") for path in (site.root / "site").rglob("*")}
    site.edit({"docs/keys.md": 1})
    done = in_process(site.root / "mkdocs.yml", site.root / "site", "--dirty")
    assert {path.relative_to(site.root / "site") for path in (site.root / "site").rglob("*")} == before
    assert b"Gate key" in done.files["keys/index.html"]
    assert site.warm().differences(site.clean()) == []


# The folder of the site


def test_files_that_the_builder_leaves_alone_stay(site: EditedSite) -> None:
    (site.root / "site/.git").mkdir()
    (site.root / "site/.git/HEAD").write_text("ref: main")
    (site.root / "site/.nojekyll").touch()
    (site.root / "site/old").mkdir()
    (site.root / "site/old/.hidden").touch()
    result, clean = site.warm(), site.clean()
    assert result.files.keys() - clean.files.keys() == {".git/HEAD", ".nojekyll"}
    assert not (site.root / "site/old").exists()


def test_links_in_the_site_are_not_written_through(site: EditedSite) -> None:
    outside, copy = site.root / "outside.html", site.root / "copy.html"
    outside.write_text("mine")
    (site.root / "site/keys/index.html").unlink()
    (site.root / "site/keys/index.html").symlink_to(outside)
    copy.hardlink_to(site.root / "site/index.html")
    before = copy.read_bytes()
    site.edit({"docs/keys.md": 1, "docs/index.md": 1})
    assert site.warm().differences(site.clean()) == []
    assert outside.read_text() == "mine"
    assert copy.read_bytes() == before


def test_files_take_the_place_of_folders_and_back(site: EditedSite) -> None:
    steps = [
        {"docs/notes": 1},
        {"docs/notes": 0, "docs/notes.md": 1},
        {"docs/notes": 1, "docs/notes.md": 0},
        {"docs/notes.txt": 1},
        {"docs/notes.txt": 0, "docs/notes.txt/deep.txt": 1},
        {"docs/notes.txt/deep.txt": 0, "docs/notes.txt": 1},
        {"use_directory_urls": 1},
        {"use_directory_urls": 0, "docs/guide.md": 1},
        {"docs/guide.md": 0, "docs/guide/index.md": 1},
    ]
    for step in steps:
        site.edit(step)
        assert site.warm().differences(site.clean()) == [], step


def test_a_folder_of_data_in_which_nothing_is(site: EditedSite) -> None:
    site.edit({"docs/index.md": 4})
    site.warm()
    (site.root / "data/empty").mkdir()
    result: Result = site.warm()
    assert result.differences(site.clean()) == []
    assert b"empty" in result.files["index.html"]


def test_drafts_are_in_a_preview_each_time(site: EditedSite) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    site.edit({"draft_docs": 1})
    for _ in range(2):
        config = load_config(str(site.root / "mkdocs.yml"), site_dir=str(site.root / "preview"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")
        config.plugins.on_shutdown()
        html = (site.root / "preview/keys/index.html").read_text("utf-8")
        assert html.count("mkdocs-draft-marker") == 1


def test_the_name_of_the_configuration_is_told_as_it_is(site: EditedSite) -> None:
    site.edit({"docs/index.md": 2, "foreword.aliases": 1})
    site.warm()
    other = site.root / "other.yml"
    other.write_bytes((site.root / "mkdocs.yml").read_bytes())
    told = here(other, site.root / "site").told
    assert any("other.yml:" in line for line in told)
    assert not any("mkdocs.yml:" in line for line in told)


def test_the_sites_own_modules_that_extensions_import(site: EditedSite) -> None:
    (site.root / "wording.py").write_text("def word():\n    return 'one word'\n", "utf-8")
    imports = f"import sys\nsys.path.insert(0, {str(site.root)!r})\nfrom wording import word\n"
    extensions = f"{imports}functions = {{'greet': lambda name: word()}}\n"
    (site.root / "foreword_extensions.py").write_text(extensions, "utf-8")
    assert site.warm("process").differences(site.warm("process")) == []
    (site.root / "wording.py").write_text("def word():\n    return 'another one'\n", "utf-8")
    assert b"another one" in site.warm("process").files["guide/plain/index.html"]


def test_a_reference_in_data_that_breaks_is_told_at_its_place_where_the_page_was_kept(tmp_path: Path) -> None:
    """Who reads the data is taken from the cache: to tell the place, the file is read all the same."""
    site = EditedSite(tmp_path / "project")
    site.create()
    (site.root / "data/said.yml").write_text("door: See [it](ref:the-door).\n", "utf-8")
    (site.root / "docs/guide/plain.md").write_text("{{ site.data.said.door }}\n", "utf-8")
    (site.root / "docs/keys.md").write_text("---\nid: the-door\n---\n# Keys\n", "utf-8")
    site.warm()
    (site.root / "docs/keys.md").write_text("# Keys\n", "utf-8")
    result = site.warm()
    assert result.differences(site.clean()) == []
    assert any("data/said.yml:1:16: LK003" in line for line in result.told)
