"""The commands `foreword cache info` and `foreword cache clear`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from foreword.cache.key import VARIABLE, key_file
from foreword.cache.store import Store, cache_folder, open_store, why_not_there
from foreword.lint.config import load, plugin_options
from foreword.source.diagnostic import ContentError

CONFIG = click.option(
    "-f",
    "--config-file",
    "config",
    default="mkdocs.yml",
    type=click.Path(path_type=Path),
    help="The file that describes the site.",
)
PLACES = {"docs_dir": "docs", "site_dir": "site", "data": "data", "templates": "templates"}
"""The options that name the folders of a site, and what they are where nothing is said."""


@click.group()
def cache() -> None:
    """Look at what is kept between builds, or delete it."""


@cache.command()
@CONFIG
def info(config: Path) -> None:
    """Tell where the cache of a site is, how large it is, and by which key its entries are known as one's own."""
    store = store_of(config)
    sizes = [status.st_size for status, _ in store.files()]
    key = f"from the variable {VARIABLE}" if os.environ.get(VARIABLE) else f"your own, in {key_file()}"
    if not store.is_lasting:
        key = f"none that lasts, as {key_file()} cannot be written: set {VARIABLE}"
    click.echo(f"folder:  {store.folder}")
    click.echo(f"entries: {len(sizes):,}")
    click.echo(f"size:    {megabytes(sum(sizes))} of at most {megabytes(store.limit)}")
    click.echo(f"key:     {key}")


@cache.command()
@CONFIG
def clear(config: Path) -> None:
    """Delete all that is kept of a site: the next build makes it anew."""
    store = store_of(config)
    try:
        count = store.clear()
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}")
    click.echo(f"Deleted {count:,} {'entry' if count == 1 else 'entries'} in {store.folder}")


def store_of(config: Path) -> Store:
    """The store of a site by its mkdocs.yml. Ends the command where there is none."""
    root = config.resolve().parent
    try:
        values = load(config)[1]
    except ContentError as error:
        stop(f"{error.place}: {error.message}")
    options = plugin_options(values.get("plugins"))
    folder = cache_folder(options.get("cache"), root)
    if folder is None:
        click.echo(f"{config} switches the cache off.")
        sys.exit(0)
    said = {**options, **values}
    reason = why_not_there(Path(os.path.normpath(folder)), [root / str(said.get(key, PLACES[key])) for key in PLACES])
    if reason is not None:
        stop(reason)
    try:
        return open_store(folder, root)
    except OSError as error:
        stop(str(error))


def megabytes(size: int) -> str:
    """A number of bytes as it is told."""
    return f"{size / 1_000_000:,.1f} MB"


def stop(message: str) -> NoReturn:
    """End the command with an error."""
    click.echo(message, err=True)
    sys.exit(1)
