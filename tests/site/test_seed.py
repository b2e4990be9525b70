"""The page that the project began with, as it was: Liquid's names, no newline after the closing `---`."""

from __future__ import annotations

import pytest

from conftest import REPOSITORY, Built, build_small

SEED = REPOSITORY.parent / "shared/seed/api-authentication.md"


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    if not SEED.is_file():
        pytest.skip("the seed page is not beside this repository")
    text = SEED.read_text("utf-8")
    assert not text.endswith("\n")
    root = tmp_path_factory.mktemp("seed")
    return build_small(root, {"index.md": "# Home\n", "docs/connect/authentication.md": text})


def test_it_loads(seed: Built) -> None:
    article = seed.article("connect/authentication")
    assert [heading.get_text() for heading in article.select("h1, h2")] == [
        "Authentication",
        "Obtain an API access token",
        "Credential reference",
    ]
    assert [heading["id"] for heading in article.select("h2")] == ["obtain-access-token", "credential-reference"]
    assert "---" not in article.get_text()


def test_only_liquid_is_complained_of(seed: Built) -> None:
    assert seed.warnings
    for warning in seed.warnings:
        assert "docs/connect/authentication.md:" in warning
        assert any(code in warning for code in ("TP001", "TP006", "TP007", "DT001", "DT004", "LK002")), warning


def test_the_other_pages_are_built(seed: Built) -> None:
    assert seed.article().h1


def test_what_is_not_liquid_is_shown(seed: Built) -> None:
    rows = seed.article("connect/authentication").select("tbody tr")
    assert [row.th.find(string=True, recursive=False).strip() for row in rows] == [
        *("API access token", "Partner ID", "Partner secret", "Ephemeral token", "Session token")
    ]
    assert "One hour after generation" in rows[3].get_text()
    assert "Session termination" not in rows[3].get_text()


def test_what_is_liquid_is_a_panel(seed: Built) -> None:
    panels = [panel.get_text() for panel in seed.article("connect/authentication").select(".fw-panel")]
    assert len(panels) == len(seed.warnings)
    assert any("unknown tag 'assign'" in panel for panel in panels)
