"""A server that notes what arrives, and the programs of snippets really run against it."""

from __future__ import annotations

import os
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

DRIVERS = {
    "curl": ("bash", "sh", 'for file in "$@"; do . "$file" || exit; done'),
    "python": (
        sys.executable,
        "py",
        "import sys\nfor file in sys.argv[1:]:\n    exec(open(file, newline='').read(), {})",
    ),
    "javascript": ("node", "mjs", "for (const file of process.argv.slice(1)) await import(file);"),
}
"""For each language its interpreter, the suffix of its files, and a program that runs such files one after another."""

LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Arrived:
    """A request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Recorder:
    """A server on this machine: its URL, and what arrived, in order."""

    url: str
    arrived: list[Arrived] = field(default_factory=list)


@contextmanager
def recording() -> Iterator[Recorder]:
    """A server that answers every request, and notes it."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                head += line
            length = LENGTH.search(head)
            body = self.rfile.read(int(length.group(1))) if length else b""
            first, *lines = head.decode().removesuffix("\r\n\r\n").split("\r\n")
            method, target, _ = first.split(" ")
            pairs = [line.partition(":")[::2] for line in lines]
            headers = {name.lower(): value.strip(" \t") for name, value in pairs}
            assert len(headers) == len(pairs), f"a header came twice: {lines}"
            recorder.arrived.append(Arrived(method, target, headers, body))
            self.wfile.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        recorder = Recorder(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield recorder
        finally:
            server.shutdown()
            thread.join()


def run_programs(language: str, programs: list[str], folder: Path) -> None:
    """Run programs of a language, in one process, without the settings of whoever runs the tests."""
    interpreter, suffix, driver = DRIVERS[language]
    found = shutil.which(interpreter)
    if found is None or (language == "curl" and shutil.which("curl") is None):
        reason = f"needs {interpreter} and curl" if language == "curl" else f"needs {interpreter}"
        if os.environ.get("FOREWORD_REQUIRE_PROGRAMS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    files = [folder / f"{number:03}.{suffix}" for number in range(len(programs))]
    for file, program in zip(files, programs, strict=True):
        file.write_bytes(program.encode() + b"\n")
    first = {
        "curl": ["-c", driver, "bash"],
        "python": ["-c", driver],
        "javascript": ["--input-type=module", "-e", driver],
    }
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [found, *first[language], *map(str, files)], env=environment, capture_output=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
