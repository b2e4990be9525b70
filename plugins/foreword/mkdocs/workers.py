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
"""Items that stay together: neighbours read the same data and templates."""
MOST_BLOCKS = 500
"""Of items that stay together, all but the last ones: their numbers have to find room in a pipe of 4 KiB."""
NUMBER = 4
"""The bytes of a number in the queue."""
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

    The work begins at once, and the results are waited for. What is logged there is not heard. Results go through a
    pipe: they are plain data.
    """
    import multiprocessing  # a build that renders nothing has no need of it

    context: Any = multiprocessing.get_context("fork")
    count = workers_for(len(items))
    blocks = blocks_of(len(items), count)
    queue = queue_of(len(blocks))
    processes = []
    for _ in range(count):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=run, args=(items, blocks, queue, work, sender), daemon=True)
        process.start()
        sender.close()
        processes.append((process, receiver))
    os.close(queue)
    return results_of(processes)


def results_of(processes: Sequence[tuple[Any, Any]]) -> Iterator[Any]:
    """The results that processes send, each with its end of a pipe."""
    for process, receiver in processes:
        with contextlib.suppress(EOFError, OSError):
            yield from receiver.recv()
        receiver.close()
        process.join()


def blocks_of(length: int, count: int) -> list[range]:
    """The indexes of so many items in blocks for so many workers; small ones at the end, so that all end together."""
    blocks: list[range] = []
    at, most = 0, max(NEIGHBOURS, length // MOST_BLOCKS)
    while at < length:
        size = min(max((length - at) // (4 * count), 1), most)
        blocks.append(range(at, at + size))
        at += size
    return blocks


def queue_of(length: int) -> int:
    """A pipe in which the numbers below `length` wait, each for one reader; behind them is its end."""
    queue, entrance = os.pipe()
    with open(entrance, "wb") as file:
        file.write(b"".join(number.to_bytes(NUMBER, "little") for number in range(length)))
    return queue


def run(
    items: Sequence[Item], blocks: Sequence[range], queue: int, work: Callable[[Item], Result], sender: Any
) -> None:
    """Take blocks of items from the queue while there are any, work through them, and send the results. An item that
    fails is left out: the parent does it anew, and tells why."""
    results = []
    with listening(aloud=False):
        while number := os.read(queue, NUMBER):
            for index in blocks[int.from_bytes(number, "little")]:
                with contextlib.suppress(Exception):
                    results.append(work(items[index]))
    sender.send(results)
    sender.close()
    os._exit(0)  # what the parent does at its end is the parent's
