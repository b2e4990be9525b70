"""The verdict on a migration: the site as it was against the site as it became."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from foreword.migrate.jekyll_config import JekyllConfig
from foreword.migrate.verify.address import Origin
from foreword.migrate.verify.compare import PageComparison
from foreword.migrate.verify.failure import VerifyError
from foreword.migrate.verify.foreword_build import build_foreword
from foreword.migrate.verify.jekyll import build_jekyll
from foreword.migrate.verify.marked_copy import marked_copy
from foreword.migrate.verify.progress import Progress, silent
from foreword.migrate.verify.sites import SiteComparison, compare_sites


@dataclass(frozen=True)
class Verdict:
    """What was found. The seconds are those that each build took, None where nothing was built.

    Without Jekyll, `texts` are the texts of front matter and data, each compared by itself, and `not_compared` says of
    pages and texts why nothing is known.
    """

    comparison: SiteComparison
    jekyll_seconds: float | None = None
    foreword_seconds: float | None = None
    texts: tuple[PageComparison, ...] = ()
    not_compared: Mapping[str, str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0 where all pages have the same text and links, and all texts are the same; else 1."""
        return 0 if self.comparison.is_same and not self.differing_texts else 1

    @property
    def differing_texts(self) -> list[PageComparison]:
        """The texts that differ."""
        return [text for text in self.texts if not text.is_same]

    @property
    def times_as_fast(self) -> float | None:
        """How many times as fast Foreword's build is, where both sites were built."""
        return self.jekyll_seconds / self.foreword_seconds if self.jekyll_seconds and self.foreword_seconds else None


def verify(
    source: Path,
    destination: Path,
    config: JekyllConfig,
    command: list[str],
    *,
    main_in_jekyll: str | None = None,
    main_in_foreword: str | None = None,
    tell: Callable[[str], None],
    progress: Progress = silent,
) -> Verdict:
    """Build the Jekyll site in `source` and the migrated one in `destination`, in temporary folders, and compare them.

    `command` runs Jekyll (see `jekyll_command`). The selectors say where the main content of pages is, for layouts and
    themes in which it is not found. `tell` gets what is being done. Raises VerifyError.
    """
    for selector in filter(None, (main_in_jekyll, main_in_foreword)):
        check(selector)
    try:
        with tempfile.TemporaryDirectory(prefix="foreword-verify-") as made:
            folder = Path(made).resolve()
            marked_copy(source.resolve(), folder / "source", config.layouts, without=destination)
            tell("Jekyll builds the site as it was.")
            jekyll_seconds = build_jekyll(command, folder / "source", folder / "jekyll")
            tell("Foreword builds the migrated site.")
            foreword_seconds = build_foreword(destination.resolve(), folder / "foreword")
            tell("The pages are compared.")
            comparison = compare_sites(
                folder / "jekyll",
                folder / "foreword",
                origin=origin_of(config),
                main_in_jekyll=main_in_jekyll,
                main_in_foreword=main_in_foreword,
                progress=progress,
            )
    except OSError as error:
        raise VerifyError(f"The sites cannot be compared: {error.filename}: {error.strerror}.") from error
    return Verdict(comparison, jekyll_seconds, foreword_seconds)


def origin_of(config: JekyllConfig) -> Origin:
    """Where the site is, as `url` and `baseurl` say."""
    host = urlsplit(config.text("url")).netloc.lower()
    baseurl = config.text("baseurl").strip("/")
    return Origin(frozenset([host] if host else []), f"/{baseurl}" if baseurl else "")


def check(selector: str) -> None:
    """Raises VerifyError for a CSS selector that cannot be read."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css_first(selector)
    except SelectolaxError as error:
        raise VerifyError(f"`{selector}` is no CSS selector. Write it as `#content` or `.article`.") from error
