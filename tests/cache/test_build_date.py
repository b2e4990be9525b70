"""The homepage prints the time of the build: each build puts its own there, and makes nothing else of the page anew."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from pathlib import Path
from unittest.mock import patch

import pytest

from cache.edits import EditedSite
from conftest import build
from foreword.mkdocs.build_date import BuildDate
from foreword.mkdocs.page import ForewordPage
from foreword.mkdocs.writer import Writer

PRINTED = re.compile(rb"Build Date UTC : (.+)")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditedSite:
    """A site that was built now."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    site = EditedSite(tmp_path / "project")
    site.create()
    built_anew(site)
    return site


def built_anew(site: EditedSite) -> list[str]:
    """Build; the pages that went through the theme."""
    themed: list[str] = []
    write = Writer._write

    def noted(self: Writer, page: ForewordPage, *rest: object) -> None:
        themed.append(page.file.src_uri)
        write(self, page, *rest)  # type: ignore[arg-type]

    with patch.object(Writer, "_write", noted):
        build(site.write_config(), site.root / "site")
    return themed


def home(site: EditedSite) -> bytes:
    """The homepage."""
    return (site.root / "site/index.html").read_bytes()


def time_in(page: bytes) -> bytes:
    """The time that a page prints."""
    found = PRINTED.search(page)
    assert found is not None
    return found[1]


def test_each_build_prints_its_own_time_on_the_same_page(site: EditedSite) -> None:
    pages = [home(site)]
    for _ in range(2):
        assert built_anew(site) == []
        pages.append(home(site))
    assert len(set(map(time_in, pages))) == 3
    assert len({PRINTED.sub(b"", page) for page in pages}) == 1


def test_a_page_that_somebody_has_changed_is_made_anew(site: EditedSite) -> None:
    (site.root / "site/index.html").write_bytes(home(site).replace(b"<body", b"<body hidden"))
    assert built_anew(site) == ["index.md"]
    assert b"<body hidden" not in home(site)


def test_a_time_that_somebody_has_changed_is_put_right(site: EditedSite) -> None:
    (site.root / "site/index.html").write_bytes(PRINTED.sub(b"Build Date UTC : yesterday", home(site)))
    assert built_anew(site) == ["index.md"]
    assert time_in(home(site)) != b"yesterday"


def test_a_page_that_tells_of_the_same_time_is_made_anew_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    site = EditedSite(tmp_path / "project")
    site.create()
    page = site.root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nReleased at 2026-09-21 14:13:20+00:00.\n", "utf-8")
    built_anew(site)
    assert built_anew(site) == ["index.md"]
    assert home(site).count(b"2026-09-21 14:13:20+00:00") == 2


def test_the_time_prints_as_any_other() -> None:
    plain = datetime.fromtimestamp(1_790_000_000.25, timezone.utc)
    date = BuildDate.fromtimestamp(plain.timestamp(), timezone.utc)
    assert (date.is_printed, date.is_used) == (False, False)
    assert (str(date), date.is_printed, date.is_used) == (str(plain), True, False)
    assert (repr(date), date.is_used) == (repr(plain), True)
    assert (f"{date:%H}", date.hour) == (f"{plain:%H}", plain.hour)
