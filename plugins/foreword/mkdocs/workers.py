"""Workers: processes that share work among them, where the system can fork."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from foreword.mkdocs.told import listening

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 8
NEIGHBOURS = 12
"""Items that stay together."""
PAYS = 40
"""Items below which a process of its own costs more than it saves."""


def workers_for(count: int) -> int:
    """How many processes share so many items: 1 where there is one processor, or no safe way to fork.

    A fork copies one thread; with others running, a lock of theirs may never be given back.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or count < PAYS:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def shared(items: Sequence[Item], work: Callable[[Item], Result]) -> Iterator[Result]:
    """The results of the work on items, done in processes; in no order, and without those of a process that failed.

    What is logged there is not heard. Results go through a pipe: they are plain data.
    """
    import multiprocessing  # a build that renders nothing has no need of it

    context: Any = multiprocessing.get_context("fork")
    count = workers_for(len(items))
    processes = []
    for number in range(count):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=run, args=(share_of(items, number, count), work, sender), daemon=True)
        process.start()
        sender.close()
        processes.append((process, receiver))
    for process, receiver in processes:
        with contextlib.suppress(EOFError, OSError):
            yield from receiver.recv()
        receiver.close()
        process.join()


def share_of(items: Sequence[Item], number: int, count: int) -> list[Item]:
    """The items of one of so many workers: neighbours go together, as they read the same data and templates."""
    blocks = range(number * NEIGHBOURS, len(items), count * NEIGHBOURS)
    return [item for start in blocks for item in items[start : start + NEIGHBOURS]]


def run(items: Sequence[Item], work: Callable[[Item], Result], sender: Any) -> None:
    """Work through items in this process, and send the results. One that fails is left out: the parent does it anew,
    and tells why."""
    results = []
    with listening(aloud=False):
        for item in items:
            with contextlib.suppress(Exception):
                results.append(work(item))
    sender.send(results)
    sender.close()
    os._exit(0)  # what the parent does at its end is the parent's
