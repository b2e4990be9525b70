"""The YAML language server that editors run, asked over its standard input and output."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
SECONDS = 30


def missing(reason: str) -> NoReturn:
    """Skip the test, or fail it where the server has to be there."""
    if os.environ.get("FOREWORD_REQUIRE_LANGUAGE_SERVER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def command() -> list[str]:
    """How the server is started, or skip."""
    folder = Path(os.environ.get("FOREWORD_LANGUAGE_SERVER") or REPOSITORY / ".cache/language-server")
    script = folder / "node_modules/yaml-language-server/bin/yaml-language-server"
    node = shutil.which("node")
    if node is None:
        missing("there is no Node: install it to run the YAML language server")
    if not script.is_file():
        missing("there is no YAML language server: .ci/run installs it, or set FOREWORD_LANGUAGE_SERVER to its folder")
    return [node, str(script), "--stdio"]


class LanguageServer:
    """A running server that has one schema for every file whose path ends in `.yml`."""

    def __init__(self, schema: dict[str, Any], folder: Path) -> None:
        self._process = subprocess.Popen(
            command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.folder = folder
        self._ids = 0
        self._files = 0
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        written = folder / "schema.json"
        written.write_text(json.dumps(schema), "utf-8")
        self._settings = {
            "validate": True,
            "completion": True,
            "hover": True,
            "schemaStore": {"enable": False},
            "schemas": {written.as_uri(): "*.yml"},
        }
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True}},
                "publishDiagnostics": {},
                "synchronization": {},
            },
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": self._settings}}})
        self._wait()

    def _wait(self) -> None:
        """Wait until the server has read the settings and the schema: from then on it refuses a bare number."""
        until = time.monotonic() + SECONDS
        while not self.flaws("1\n"):
            assert time.monotonic() < until, "the server does not take the schema"

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def flaws(self, source: str) -> list[str]:
        """What an editor underlines in a file, each as `line:column message`, in the order of the file."""
        (found,) = self.flaws_of_each([source])
        return found

    def flaws_of_each(self, sources: Iterable[str]) -> list[list[str]]:
        """The same of several files, which are open at once."""
        uris = [self._open(source) for source in sources]
        told: dict[str, list[Any]] = {}
        while len(told) < len(uris):
            published = self._diagnostics.get(timeout=SECONDS)
            if published["uri"] in uris:
                told[published["uri"]] = published["diagnostics"]
        return [[as_line(flaw) for flaw in sorted(told[uri], key=start_of)] for uri in uris]

    def completions(self, source: str) -> dict[str, str]:
        """What an editor offers where `|` stands in a file, each with what it says about it."""
        answer = self._ask_at_mark("textDocument/completion", source)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: words(item.get("documentation")) for item in items}

    def hover(self, source: str) -> str:
        """What an editor shows over the word behind `|` in a file."""
        answer = self._ask_at_mark("textDocument/hover", source)
        return words(answer["contents"]) if answer else ""

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request."""
        self._ids += 1
        answers = self._answers[self._ids] = queue.Queue()
        self._send({"id": self._ids, "method": method, "params": params})
        answer = answers.get(timeout=SECONDS)
        assert "error" not in answer, answer
        return answer["result"]

    def _ask_at_mark(self, method: str, source: str) -> Any:
        """The result of a request about the place of `|` in a file."""
        at = source.index("|")
        uri = self._open(source.replace("|", "", 1))
        position = {"line": source.count("\n", 0, at), "character": at - source.rfind("\n", 0, at) - 1}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position})

    def _open(self, source: str) -> str:
        """Open a new file with this content, and return its URI."""
        self._files += 1
        uri = (self.folder / f"document-{self._files}.yml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": source}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def _send(self, message: dict[str, Any]) -> None:
        """Send one message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        """Read messages until the server ends: hand on answers and diagnostics, answer what it asks."""
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                return
            message = json.loads(stream.read(length))
            if "method" not in message:
                self._answers.pop(message["id"]).put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self._diagnostics.put(message["params"])
            elif message["method"] == "workspace/configuration":
                sections = [item.get("section") for item in message["params"]["items"]]
                result = [self._settings if section == "yaml" else {} for section in sections]
                self._send({"id": message["id"], "result": result})
            elif "id" in message:
                self._send({"id": message["id"], "result": None})


def start_of(flaw: dict[str, Any]) -> tuple[int, int]:
    """Where a flaw begins: line and column, from 1."""
    start = flaw["range"]["start"]
    return start["line"] + 1, start["character"] + 1


def as_line(flaw: dict[str, Any]) -> str:
    """A flaw as the tests write it."""
    line, column = start_of(flaw)
    return f"{line}:{column} {flaw['message']}"


def words(documentation: Any) -> str:
    """The words of what the server says about a key."""
    return str(documentation["value"] if isinstance(documentation, dict) else documentation or "")
