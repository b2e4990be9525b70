"""The server of a preview: it hears of an edit at once, and shows the page before the rest of the site is made."""

from __future__ import annotations

import os
import posixpath
import time
import traceback
import webbrowser
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from foreword.mkdocs.preview import FullWayError, Preview

log = get_plugin_logger("foreword")

SETTLE = 0.012
"""Seconds in which no file has to change before an edit counts as done; where each file that was written is closed:"""
CLOSED = 0.002
WRITTEN = "closed"
"""The event after which a file is as it will be, which only Linux has. What is deleted or moved away may come back."""
CHANGES = frozenset(["modified", "created", "deleted", "moved", WRITTEN])
LOOKED_AT = 3
"""Of how many pages it is known that somebody looked at them last."""
PATIENCE = 60
"""Seconds that a request waits for its page."""


class Listener(FileSystemEventHandler):
    """Hands on the files of each event, and whether they are written; of a `single` one, where only that is watched."""

    def __init__(self, hear: Callable[[set[Path], bool], None], single: str) -> None:
        self._hear = hear
        self._single = single

    def on_any_event(self, event: FileSystemEvent) -> None:
        """See `watchdog.events.FileSystemEventHandler`."""
        if event.is_directory or event.event_type not in CHANGES:
            return
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        found = {Path(path) for path in paths if (path == self._single if self._single else not is_temporary(path))}
        if found:
            self._hear(found, event.event_type == WRITTEN)


class PreviewServer(LiveReloadServer):
    """MkDocs's server, with native file events, and with builds that make single pages.

    `preview` gives the pages of the last build. Requests run in threads of their own; they ask the build loop for the
    page that they want, and wait for it alone.
    """

    def __init__(self, stock: LiveReloadServer, preview: Callable[[], Preview | None], polls: bool) -> None:
        host, port = stock.server_address[:2]
        super().__init__(stock.builder, str(host), int(port), stock.root, stock.mount_path)
        self.error_handler = stock.error_handler
        self._preview_of = preview
        self._preview: Preview | None = None
        self._changed: set[Path] = set()
        self._open: set[Path] = set()
        """Those of the files that may be half written."""
        self._looked_at: list[str] = []
        self._wanted: dict[str, None] = {}
        if not polls:
            self.observer: Any = Observer()
        for path in stock._watched_paths:
            self.watch(path)
        stock.server_close()

    # What changes

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Watch a file or folder; see `LiveReloadServer.watch`.

        A file is watched through its folder: editors put a new file in the place of the old.
        """
        path = os.path.abspath(path)
        self._watched_paths[path] = self._watched_paths.get(path, 0) + 1
        if self._watched_paths[path] > 1:
            return
        single = os.path.isfile(path)
        listener = Listener(self._hear, path if single else "")
        folder = os.path.dirname(path) if single else path
        self._watch_refs[path] = self.observer.schedule(listener, folder, recursive=recursive and not single)

    def _hear(self, paths: set[Path], is_written: bool) -> None:
        """Take note of files that have changed."""
        with self._rebuild_cond:
            self._changed.update(paths)
            self._open = self._open - paths if is_written else self._open | paths
            self._rebuild_cond.notify_all()

    def serve(self, *, open_in_browser: bool = False) -> None:
        """See `LiveReloadServer.serve`. Where the system has no more native events to give, files are looked for."""
        self._preview = self._preview_of()
        try:
            self.server_bind()
        except OSError as error:
            host, port = self.server_address[:2]
            hint = "name another address by `--dev-addr`"
            log.error(f"{host!s}:{port} cannot be used: {error.strerror}; {hint}")
            raise Abort("the address is taken") from None
        self.server_activate()
        if self._watched_paths:
            self._listen()
        log.info(f"Serving on {self.url}{' and opening it in a browser' if open_in_browser else ''}")
        self.serve_thread.start()
        if open_in_browser:
            webbrowser.open(self.url)
        self._build_loop()

    def _listen(self) -> None:
        """Listen to what changes."""
        try:
            self.observer.start()
        except OSError as error:
            log.info(f"files are looked for twice a second, as there are no native events: {error}")
            self.observer = PollingObserver(timeout=0.5)
            paths, self._watched_paths = list(self._watched_paths), {}
            for path in paths:
                self.watch(path)
            self.observer.start()
        log.info(f"Watching paths for changes: {', '.join(map(relative, self._watched_paths))}")

    # The build loop

    def _build_loop(self) -> None:
        """Build what has changed, then what somebody waits for, then other pages whose content is another, then what is
        made of all pages, such as the search index, and at last the pages around which something is another."""
        self._attempt(self._prepare)
        is_indexed = is_finished = True
        while True:
            with self._rebuild_cond:
                while not (self._changed or self._wanted or self._shutdown or self._stale):
                    self._rebuild_cond.wait(self.shutdown_delay)
                if self._shutdown:
                    return
                changed = self._settled()
                wanted = list(self._wanted)
            if changed:
                self._attempt(partial(self._edit, changed))
                self._show()
                is_indexed = is_finished = False
            elif self._preview is not None and self._stale:
                path = self._preview.next(wanted)
                if path is None and not is_indexed:
                    is_indexed = True
                    self._attempt(self._make_index)
                else:
                    self._attempt(partial(self._preview.refresh, path or next(iter(self._stale))))
            with self._rebuild_cond:
                self._wanted = {path: None for path in self._wanted if path in self._stale}
            if not (self._stale or self._changed or is_finished):
                if not is_indexed:
                    is_indexed = True
                    self._attempt(self._make_index)
                is_finished = True
                self._attempt(self._finish)
            with self._epoch_cond:
                self._epoch_cond.notify_all()

    @property
    def _stale(self) -> dict[str, Any]:
        return self._preview.stale if self._preview is not None else {}

    def _settled(self) -> set[Path]:
        """The files that have changed, once no more do for a moment."""
        while self._changed:
            before = len(self._changed), len(self._open)
            self._rebuild_cond.wait(SETTLE if self._open else CLOSED)
            if before == (len(self._changed), len(self._open)):
                break
        changed, self._changed, self._open = self._changed, set(), set()
        return changed

    def _prepare(self) -> None:
        """Do what the first edit would have to wait for."""
        if self._preview is not None:
            self._preview.prepare()

    def _edit(self, changed: set[Path]) -> None:
        """Show an edit: first the pages that were edited, and those that somebody looks at."""
        started = time.monotonic()
        self._wanted_epoch = max(round(started * 1000), self._visible_epoch + 1)
        if self._preview is None:
            raise FullWayError("")
        edited = self._preview.take(changed)
        first = [path for path in dict.fromkeys([*edited, *self._looked_at]) if path in self._preview.stale]
        for path in first:
            self._preview.refresh(path)
        if first or self._preview.stale:
            log.info(f"showing {', '.join(first) or 'the edit'} after {time.monotonic() - started:.3f} s")

    def _show(self) -> None:
        """Let requests see what is built, and browsers load it."""
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def _make_index(self) -> None:
        """Make what is made of all pages."""
        if self._preview is not None:
            self._preview.make_index()

    def _finish(self) -> None:
        """Do what a build ends with."""
        if self._preview is not None:
            self._preview.finish()

    def _attempt(self, build: Callable[[], None]) -> None:
        """Do a part of the work, or build the whole site where it cannot be done alone. What fails is told."""
        try:
            build()
            return
        except FullWayError as error:
            reason = str(error)
        except Exception as error:
            if isinstance(error, MkDocsException):
                log.error(str(error))
            elif isinstance(error, FileNotFoundError) and error.filename:  # its loss is an edit of its own
                log.error(f"{relative(os.fsdecode(error.filename))} has gone while the site was built")
            else:
                traceback.print_exc()
            log.error("An error happened during the rebuild. The next edit builds the whole site.")
            self._preview = None
            return
        if reason:
            log.info(f"the whole site is built: {reason}")
        self._attempt(self._build_all)

    def _build_all(self) -> None:
        """Build the whole site."""
        self.builder()
        self._preview = self._preview_of()

    # Requests

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        """See `LiveReloadServer`; a page that is out of date is made before it is sent."""
        url = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if url.startswith(self.mount_path) and self._preview is not None:
            path = self._preview.path_at(url[len(self.mount_path) :])
            if path is not None:
                self._looked_at = [path, *(other for other in self._looked_at if other != path)][:LOOKED_AT]
                self._wait_for(path)
        if self._is_without_ending(url):
            environ["PATH_INFO"] += ".html"
        return super()._serve_request(environ, start_response)

    def _is_without_ending(self, url: str) -> bool:
        """Whether a URL names the file of a page without `.html`, as hosts take it and sites from Jekyll link it."""
        if not url.startswith(self.mount_path) or url.endswith("/"):
            return False
        location = os.path.join(self.root, posixpath.normpath(f"/{url[len(self.mount_path) :]}").lstrip("/"))
        return not os.path.exists(location) and os.path.isfile(f"{location}.html")

    def _wait_for(self, path: str) -> None:
        """Wait until a page is up to date."""
        if path not in self._stale:
            return
        with self._rebuild_cond:
            self._wanted[path] = None
            self._rebuild_cond.notify_all()
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: path not in self._stale, PATIENCE)


def is_temporary(path: str) -> bool:
    """Whether a file is one that an editor leaves for a while."""
    name = os.path.basename(path)
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or name == "4913"


def relative(path: str) -> str:
    """A path as it is told: from the folder in which one is, where it is below it."""
    own = os.path.relpath(path)
    return repr(path if own.startswith("..") else own)
