"""CSV: the rows of a file, each with the line on which it begins."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from foreword.source.diagnostic import ContentError, Place
from foreword.source.text import SourceFile


def csv_rows(file: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file that are not empty, each with its line (from 1). Raises ContentError."""
    csv.field_size_limit(max(csv.field_size_limit(), len(file.text)))
    reader = csv.reader(io.StringIO(file.text), strict=True)
    line = 1
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContentError(
            "YM001",
            f"not valid CSV: {error}",
            hint="a double quote inside a quoted cell is written twice",
            place=Place(file.path, line, 1),
        ) from None
