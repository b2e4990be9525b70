"""What the builder logs while a page is converted: kept, to be told again when the page is not."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mkdocs.structure import pages

from foreword.cache.packing import Told

BUILDER = pages.__name__.partition(".")[0]
"""The logger above all of those that count in strict mode."""


class Listener(logging.Handler):
    """Keeps each record that reaches it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.told: list[Told] = []

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler`."""
        self.told.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def listening(aloud: bool = True) -> Iterator[list[Told]]:
    """The list of what is logged meanwhile; unless `aloud`, nobody else hears it.

    In a quiet build, too, everything is in the list: it is told again in builds that are not.
    """
    logger = logging.getLogger(BUILDER)
    listener = Listener()
    handlers, propagates, level = list(logger.handlers), logger.propagate, logger.level
    is_quiet = logger.getEffectiveLevel() > logging.INFO
    if is_quiet or not aloud:
        logger.handlers[:] = []
        logger.propagate = False
    if is_quiet:
        logger.setLevel(logging.INFO)
    logger.addHandler(listener)
    try:
        yield listener.told
    finally:
        logger.removeHandler(listener)
        logger.handlers[:] = handlers
        logger.propagate = propagates
        logger.setLevel(level)
    if is_quiet and aloud:
        tell(listener.told)


def tell(told: Iterable[Told]) -> None:
    """Log again what was logged then."""
    for name, level, message in told:
        logging.getLogger(name).log(level, message)
