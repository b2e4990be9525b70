"""The budget of a page that came from Jekyll."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import make_site, render, shown, told
from foreword.compat import page


def test_a_body_that_runs_away_leaves_its_layout_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "STEPS", 20_000)
    files: dict[str, str | bytes] = {
        "docs/page.md": "---\nlayout: plain\n---\n{% for a in range(90000) %}{% endfor %}\n",
        "templates/layouts/plain.html": "<main>{{ content }}</main>{% include 'includes/foot.html' %}",
        "templates/includes/foot.html": "foot",
    }
    rendered = render(make_site(tmp_path, files, compat="jekyll"))
    assert shown(rendered) == "<main><p>[TP005]</p></main>foot\n"
    assert told(rendered) == ["docs/page.md:4:4: TP005 this page takes too many steps to render"]
