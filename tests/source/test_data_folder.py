"""Site data: the tree under `data/`, as one page reads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from foreword.source.data import ABSENT, DataFolder, FolderView, get
from foreword.source.diagnostic import Place, ReportedError
from foreword.source.reading import Reading
from foreword.source.text import Text


class Page:
    """A page of a site with these files, what it sees as `site.data`, and what it has read."""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        self.root = root
        for path, content in files.items():
            location = root / path
            location.parent.mkdir(parents=True, exist_ok=True)
            location.write_text(content, "utf-8")
        self.folder = DataFolder(root / "data", root)
        self.turn()

    def turn(self) -> None:
        """Go to the next page of the site."""
        self.reading = Reading()
        self.data = FolderView(self.folder, self.reading)

    @property
    def reads(self) -> list[str]:
        """What was read, in order."""
        return list(self.reading.reads)

    @property
    def told(self) -> list[str]:
        """What was found wrong."""
        return [str(diagnostic).split("\n")[0] for diagnostic in self.reading.diagnostics]

    def get(self, *names: Any) -> Any:
        """What a template finds at a path of names."""
        value: Any = self.data
        for name in names:
            value = get(value, name)
        return value


class TestNames:
    def test_folders_and_files_are_keys(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/connect/api.yml": "base: /v1\n", "data/urls.yaml": "docs: /\n"})
        assert page.data["connect"]["api"]["base"] == "/v1"
        assert page.get("connect", "api", "base") == "/v1"
        assert list(page.data) == ["urls", "connect"]
        assert len(page.data) == 2
        assert "urls" in page.data
        assert "api" not in page.data

    def test_each_format_gives_the_same(self, tmp_path: Path) -> None:
        files = {
            "data/a.yml": "- {id: 1, name: x}",
            "data/b.yaml": "[{id: 1, name: x}]",
            "data/c.json": '[{"id": 1, "name": "x"}]',
            "data/d.csv": "id,name\n1,x\n",
            "data/e.toml": "rows = [{id = 1, name = 'x'}]",
        }
        page = Page(tmp_path, files)
        rows = [page.data[name] for name in "abcd"] + [page.data["e"]["rows"]]
        assert rows == [[{"id": 1, "name": "x"}]] * 5

    def test_hyphens_are_found_by_underscores(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/core-objects/rate-limits.yml": "per-minute: 5\nper_hour: 6\nper-hour: 7\n"})
        assert page.get("core_objects", "rate_limits", "per_minute") == 5
        assert page.get("core-objects", "rate-limits", "per-minute") == 5
        assert page.get("core_objects", "rate_limits", "per_hour") == 6
        assert page.get("core_objects", "rate_limits", "per-hour") == 7

    def test_names_with_underscores_alone_are_not_found_by_hyphens(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/core_objects.yml": "a: 1\n"})
        assert page.get("core-objects") is ABSENT

    def test_a_file_whose_name_is_a_number(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/2019.yml": "a: 1\n"})
        assert page.get("2019", "a") == 1
        assert page.get(2019, "a") == 1

    @pytest.mark.parametrize(
        "path",
        [
            "data/.hidden.yml",
            "data/.git/api.yml",
            "data/notes.md",
            "data/api.yml~",
            "data/api.YML",
            "data/yml",
            "data/.yml",
        ],
    )
    def test_other_files_are_passed_over(self, tmp_path: Path, path: str) -> None:
        page = Page(tmp_path, {path: "a: 1\n"})
        assert list(page.data) == []
        assert list(page.folder.all_files()) == []

    def test_a_folder_named_like_a_file_is_a_folder(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/v1.yml/api.yml": "a: 1\n", "data/v1.json": '{"b": 2}'})
        assert page.data["v1.yml"]["api"] == {"a": 1}
        assert page.data["v1"] == {"b": 2}
        assert page.told == []

    def test_a_site_need_not_have_data(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {})
        assert dict(page.data) == {}
        assert page.get("connect") is ABSENT
        assert page.told == []

    def test_a_file_in_the_place_of_the_folder_holds_nothing(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data": "a: 1\n"})
        assert dict(page.data) == {}


class TestMerging:
    FILES = {"data/core.yml": "base: /core\nname: Core\n", "data/core/sources.yml": "base: /sources\n"}  # noqa: RUF012

    def test_a_file_and_a_folder_of_one_name_merge(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        assert page.get("core", "name") == "Core"
        assert page.get("core", "sources", "base") == "/sources"
        assert list(page.data["core"]) == ["base", "name", "sources"]
        assert list(page.data) == ["core"]
        assert page.told == []

    def test_at_any_depth(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/a/b.yml": "c: 1\n", "data/a/b/d/e.yml": "f: 2\n", "data/a/b/d.json": '{"g": 3}'})
        assert (page.get("a", "b", "c"), page.get("a", "b", "d", "e", "f"), page.get("a", "b", "d", "g")) == (1, 2, 3)

    def test_hyphens_in_the_file_beside(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {**self.FILES, "data/core.yml": "base-url: /core\n"})
        assert page.get("core", "base_url") == "/core"

    def test_a_key_that_both_have_is_a_clash_and_the_folder_counts(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {**self.FILES, "data/core.yml": "sources: mine\nname: Core\n"})
        assert page.get("core", "sources", "base") == "/sources"
        clash = "the key `sources` stands in the folder data/core/ too; the folder counts"
        assert page.told == [f"data/core.yml:1:1: DT005 data-clash: {clash}"]

    @pytest.mark.parametrize("content", ["- a\n", "text\n", "'{{ x }}'\n"])
    def test_a_file_that_is_no_mapping_is_a_clash(self, tmp_path: Path, content: str) -> None:
        page = Page(tmp_path, {**self.FILES, "data/core.yml": content})
        assert list(page.data["core"]) == ["sources"]
        assert page.told == [
            "data/core.yml:1:1: DT005 data-clash: the file is no mapping, and the folder data/core/ has its name; "
            "the folder counts"
        ]

    def test_an_empty_file_is_none(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {**self.FILES, "data/core.yml": "# nothing yet\n"})
        assert list(page.data["core"]) == ["sources"]
        assert page.told == []

    def test_a_broken_file_beside_a_folder_is_told(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {**self.FILES, "data/core.yml": "a: {{ x }}\n"})
        with pytest.raises(ReportedError):
            page.data["core"]["sources"]
        assert page.told == ["data/core.yml:1:4: YM001 syntax: a value that begins with `{{` is a mapping to YAML"]

    def test_two_files_of_one_name_are_a_clash_and_the_first_counts(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.json": '{"a": 1}', "data/api.yml": "a: 2\n"})
        assert page.get("api", "a") == 1
        assert page.told == [
            "data/api.yml:1:1: DT005 data-clash: `api` is given by data/api.json already; this file is not used"
        ]


class TestRecording:
    FILES = {  # noqa: RUF012
        "data/connect/api.yml": "base-url: /v1\nlist: [1]\n",
        "data/connect/general.yml": "name: Connect\n",
        "data/other.yml": "a: 1\n",
        "data/broken.yml": "a: {{ x }}\n",
    }

    def test_nothing_is_read_before_it_is_named(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        assert page.reads == []
        page.data["connect"]
        assert page.reads == []

    def test_a_value_records_its_file(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        page.data["connect"]["api"]
        assert page.reads == ["data/connect/api.yml"]

    def test_a_key_that_is_not_there_records_the_listing(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        assert page.get("connect", "apis") is ABSENT
        assert page.reads == ["data/connect/"]

    def test_and_so_does_a_name_that_only_its_hyphens_have(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/core-objects.yml": "a: 1\n"})
        assert page.get("core_objects", "a") == 1
        assert page.reads == ["data/", "data/core-objects.yml"]

    @pytest.mark.parametrize(
        "use", [list, len, lambda view: "api" in view, dict.fromkeys], ids=["loop", "length", "in", "keys"]
    )
    def test_an_iteration_records_the_listing_and_no_file(self, tmp_path: Path, use: Any) -> None:
        page = Page(tmp_path, self.FILES)
        use(page.data["connect"])
        assert page.reads == ["data/connect/"]

    def test_the_values_of_an_iteration_record_their_files(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        list(page.data["connect"].values())
        assert page.reads == ["data/connect/", "data/connect/api.yml", "data/connect/general.yml"]

    def test_a_folder_records_the_file_beside_it(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/core.yml": "name: Core\n", "data/core/sources.yml": "a: 1\n"})
        page.data["core"]["sources"]
        assert page.reads == ["data/core.yml", "data/core/sources.yml"]
        page.turn()
        # A new file core/name.yml would count before the key.
        page.data["core"]["name"]
        assert page.reads == ["data/core.yml", "data/core/"]

    def test_each_page_has_its_own_record_of_what_is_parsed_once(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        first = page.data["connect"]["api"]
        page.turn()
        assert page.reads == []
        assert page.data["connect"]["api"] is first
        assert page.reads == ["data/connect/api.yml"]

    def test_a_broken_file_is_told_to_the_pages_that_use_it(self, tmp_path: Path) -> None:
        page = Page(tmp_path, self.FILES)
        page.data["other"]
        assert page.told == []
        for _ in range(2):
            page.turn()
            for _ in range(2):
                with pytest.raises(ReportedError) as caught:
                    page.data["broken"]
            assert caught.value.place == Place("data/broken.yml", 1, 4)
            assert page.told == [
                "data/broken.yml:1:4: YM001 syntax: a value that begins with `{{` is a mapping to YAML"
            ]
            assert page.reads == ["data/broken.yml"]

    def test_what_can_be_lived_with_is_told_to_each_page_once(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/twice.yml": "a: 1\na: 2\n"})
        for _ in range(2):
            page.turn()
            assert page.data["twice"] == page.data["twice"] == {"a": 2}
            assert len(page.told) == 1
            assert page.told[0].startswith("data/twice.yml:2:1: YM002")

    def test_a_text_knows_its_file(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/connect/api.yml": "a: '{{ x }}'\n"})
        text = page.data["connect"]["api"]["a"]
        assert isinstance(text, Text)
        assert text.file.path == "data/connect/api.yml"


class TestWhatCannotBeRead:
    def test_a_file_that_is_not_utf_8(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.yml": ""})
        (tmp_path / "data/api.yml").write_bytes("name: café\n".encode("latin-1"))
        with pytest.raises(ReportedError):
            page.data["api"]
        assert page.told == ["data/api.yml:1:10: YM005 encoding: the file is not UTF-8: byte 0xe9 cannot be read"]

    def test_a_file_without_the_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        page = Page(tmp_path, {"data/api.yml": "a: 1\n", "data/other.yml": "b: 2\n"})
        self.forbid(monkeypatch, Path, "read_bytes", tmp_path / "data/api.yml")
        with pytest.raises(ReportedError):
            page.data["api"]
        assert page.data["other"] == {"b": 2}
        assert page.told == ["data/api.yml:1:1: YM001 syntax: it cannot be read: Permission denied"]

    def test_a_folder_without_the_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        page = Page(tmp_path, {"data/closed/api.yml": "a: 1\n", "data/other.yml": "b: 2\n"})
        self.forbid(monkeypatch, os, "scandir", tmp_path / "data/closed")
        assert page.get("closed", "api") is ABSENT
        assert page.get("other", "b") == 2
        assert page.told == ["data/closed/:1:1: YM001 syntax: it cannot be read: Permission denied"]

    def forbid(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, location: Path) -> None:
        """Let a function fail for one location, as for a user without the permission."""
        allowed = getattr(owner, name)

        def refuse(asked: Path) -> Any:
            if asked == location:
                raise PermissionError(13, "Permission denied", str(asked))
            return allowed(asked)

        monkeypatch.setattr(owner, name, refuse)

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.yml": "a: 1\n"})
        list(page.data)
        (tmp_path / "data/api.yml").unlink()
        with pytest.raises(ReportedError):
            page.data["api"]
        assert page.told == ["data/api.yml:1:1: YM001 syntax: it cannot be read: No such file or directory"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
class TestLinks:
    def test_a_link_to_outside_of_the_project_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "secret.yml").write_text("password: x\n")
        page = Page(tmp_path / "project", {"data/api.yml": "a: 1\n"})
        (tmp_path / "project/data/secret.yml").symlink_to(tmp_path / "secret.yml")
        with pytest.raises(ReportedError):
            page.data["secret"]
        assert page.told == [
            "data/secret.yml:1:1: YM001 syntax: the file is a link to outside of the project, and is not read"
        ]

    def test_nor_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "secrets").mkdir()
        (tmp_path / "secrets/a.yml").write_text("password: x\n")
        page = Page(tmp_path / "project", {"data/api.yml": "a: 1\n"})
        (tmp_path / "project/data/secrets").symlink_to(tmp_path / "secrets")
        assert list(page.data) == ["api"]
        assert page.get("secrets") is ABSENT

    def test_links_inside_the_project_are_followed(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"shared/urls.yml": "docs: /\n", "data/api.yml": "a: 1\n"})
        (tmp_path / "data/shared").symlink_to(tmp_path / "shared")
        (tmp_path / "data/urls.yml").symlink_to("../shared/urls.yml")
        assert page.get("shared", "urls", "docs") == page.get("urls", "docs") == "/"
        assert page.reads == ["data/shared/urls.yml", "data/urls.yml"]

    def test_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.yml": "a: 1\n"})
        (tmp_path / "data/gone.yml").symlink_to("nowhere.yml")
        with pytest.raises(ReportedError):
            page.data["gone"]
        assert page.told == ["data/gone.yml:1:1: YM001 syntax: it cannot be read: No such file or directory"]

    def test_links_in_a_circle(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.yml": "a: 1\n"})
        (tmp_path / "data/one.yml").symlink_to("two.yml")
        (tmp_path / "data/two.yml").symlink_to("one.yml")
        with pytest.raises(ReportedError):
            page.data["one"]
        reason = "it cannot be read: it is a link that leads back to itself"
        assert page.told == [f"data/one.yml:1:1: YM001 syntax: {reason}"]

    def test_a_pipe_is_not_read(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/api.yml": "a: 1\n"})
        os.mkfifo(tmp_path / "data/pipe.yml")
        with pytest.raises(ReportedError):
            page.data["pipe"]
        assert page.told == ["data/pipe.yml:1:1: YM001 syntax: this is a device or a pipe, and is not read"]

    def test_a_folder_that_holds_a_link_to_itself(self, tmp_path: Path) -> None:
        page = Page(tmp_path, {"data/a/api.yml": "a: 1\n", "data/b/api.yml": "b: 1\n"})
        (tmp_path / "data/a/up").symlink_to("..")
        (tmp_path / "data/a/other").symlink_to("../b")
        (tmp_path / "data/b/other").symlink_to("../a")
        assert sorted(file.path for file in page.folder.all_files()) == [
            "data/a/api.yml",
            "data/a/other/api.yml",
            "data/b/api.yml",
            "data/b/other/api.yml",
        ]
