"""The engine's share of a build: to read a site, and to expand, render, convert and link its pages.

    python benchmarks/engine_time.py SITE

Without MkDocs and without a theme; prints seconds of the processor.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from foreword.lint.config import read_config
from foreword.lint.linted import Linted
from foreword.lint.reading import read_site, render_site


def rendered(location: Path) -> Linted:
    """The site of a mkdocs.yml, read and rendered."""
    linted = read_site(read_config(location))
    for _ in render_site(linted):
        pass
    return linted


def main(root: Path) -> None:
    """Print how long it took."""
    started = time.process_time()
    rendered(root / "mkdocs.yml")
    print(time.process_time() - started)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
