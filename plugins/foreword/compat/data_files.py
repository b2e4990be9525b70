"""Data files as Jekyll reads them."""

from __future__ import annotations

from functools import partial

from foreword.source.diagnostic import Diagnostic
from foreword.source.formats import LOADERS, load_csv, load_data
from foreword.source.text import SourceFile


def load_jekyll_data(file: SourceFile) -> list[Diagnostic]:
    """Read a data file; see `foreword.source.formats.load_data`. The cells of CSV are texts, and nil where they are
    empty, as Ruby's CSV has them. Raises ContentError."""
    return load_data(file, LOADERS | {"csv": partial(load_csv, value_of=text_or_nil)})


def text_or_nil(cell: str) -> str | None:
    """What a cell of CSV is."""
    return cell or None
