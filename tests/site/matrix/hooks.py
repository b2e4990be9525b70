"""What another plugin sees: the front matter of each page, kept beside the site as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def on_page_context(context: dict[str, Any], page: Any, config: Any, **_: Any) -> None:
    """Write the metadata. A value that is not plain data is told by its class."""
    folder = Path(config.site_dir).parent / "meta"
    folder.mkdir(exist_ok=True)
    meta = json.dumps({"title": page.title, "meta": page.meta}, default=lambda value: f"a {type(value).__name__}")
    (folder / f"{page.file.name}.json").write_text(meta, "utf-8")
