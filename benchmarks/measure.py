"""Running a command: how long it took, how much of the processors, and how much memory it had at its peak."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
INTERVAL = 0.05
"""Seconds between two looks at the memory of a command that has started others, at the least."""
PAUSE = 50
"""How many times as long as a look takes is the pause behind it: the kernel goes through all of the memory for it, and
what is timed has to be left alone."""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, seconds of the processors, and MB of memory, its children's included in both."""

    seconds: float
    cpu: float
    memory: float


class FailedError(Exception):
    """A command that did not do its work, with what it printed."""


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder to its end. Raises FailedError when it fails."""
    with tempfile.TemporaryFile("w+") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **ENVIRONMENT}
        )
        together = Together(process.pid)
        together.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        together.ended.set()
        together.join()
        if process.returncode:
            output.seek(0)
            raise FailedError(f"`{' '.join(command)}` in {folder} failed:\n{output.read()[-2000:]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss / 1024, together.peak))


class Together(threading.Thread):
    """Looks, again and again, at the memory of a process and its descendants together, what they share counted once;
    only while there are any, as the kernel knows the peak of a single process itself."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.ended = threading.Event()
        self.peak = 0.0

    def run(self) -> None:
        """Look until the process has ended."""
        before: list[int] = []
        pause = INTERVAL
        while not self.ended.wait(pause):
            started = time.perf_counter()
            family = descendants(self.process)
            lasting = [process for process in family if process in before]  # a new one may be its parent's twin still
            if len(lasting) > 1:
                self.peak = max(self.peak, sum(map(proportional_memory, lasting)))
            before = family
            pause = max(INTERVAL, PAUSE * (time.perf_counter() - started))


def descendants(process: int) -> list[int]:
    """A process and those that it has started, and theirs. Only itself where the system does not tell (not Linux)."""
    found = [process]
    try:
        for listed in Path(f"/proc/{process}/task").glob("*/children"):
            for child in listed.read_text().split():
                found += descendants(int(child))
    except OSError:  # it has ended meanwhile
        pass
    return found


def proportional_memory(process: int) -> float:
    """The MB of a process's memory, its share only of what it shares with others."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
