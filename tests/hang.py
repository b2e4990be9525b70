"""A guard for inputs that may take for ever: a test that hangs fails, and the run goes on. It measures nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

SECONDS = 60
"""Of the processor, in which even a slow machine is through with what takes a second."""


class Hangs(BaseException):
    """No Exception, which the engine would take for the page's own failure."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail the test where what is done in it takes a minute of the processor."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    except Hangs:
        pytest.fail(f"takes more than {SECONDS} seconds")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
