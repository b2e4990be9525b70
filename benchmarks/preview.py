"""Edit to visible: how long after a page is saved its URL shows what is new, while the preview runs."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator

from measure import ENVIRONMENT, FailedError
from sites.site import Site

START = 3600.0
"""Seconds to wait for the first build, and for an edit."""
POLL = 0.002
SETTLE = 2.0
"""Seconds between two edits: watchers have to be ready, and what is brought up to date in the background at rest."""


def edits_to_visible(site: Site, numbers: range) -> list[float]:
    """Edit these pages, one after the other; the seconds until each edit was there. Raises FailedError."""
    found = []
    with serving(site) as preview:
        for number in numbers:
            preview.wait_for(number, "is about")  # whoever edits a page has it open
            time.sleep(SETTLE)
            started = time.perf_counter()
            word = site.edit(number)
            preview.wait_for(number, word)
            found.append(time.perf_counter() - started)
    return found


class Preview:
    """A preview that runs: its process, its port, and where the process writes what it has to say."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: str) -> None:
        self.process = process
        self.port = port
        self.log = log

    def wait_for(self, number: int, word: str) -> None:
        """Ask for a page until the word is on it. Raises FailedError when it never is."""
        deadline = time.monotonic() + START
        while word.encode() not in self.body(number):
            if self.process.poll() is not None or time.monotonic() > deadline:
                with open(self.log, encoding="utf-8", errors="replace") as said:
                    raise FailedError(f"page-{number}/ never had {word}:\n{said.read()[-2000:]}")
            time.sleep(POLL)

    def body(self, number: int) -> bytes:
        """The page as it is served now; nothing while there is no server, or no page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START)
        try:
            connection.request("GET", f"/page-{number}/")
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Preview]:
    """A preview of a site, ended at the end."""
    port = free_port()
    command = [part.replace("{port}", str(port)) for part in site.serve]
    with tempfile.NamedTemporaryFile("w+") as log, tempfile.TemporaryDirectory() as left_behind:
        process = subprocess.Popen(
            command,
            cwd=site.root,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **ENVIRONMENT, "TMPDIR": left_behind},
            start_new_session=True,
            text=True,
        )
        try:
            yield Preview(process, port, log.name)
        finally:
            end(process)


def end(process: subprocess.Popen[str]) -> None:
    """End a process and what it has started."""
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sent)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
