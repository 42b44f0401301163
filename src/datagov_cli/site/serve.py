"""A preview of the site on the loopback address, made anew when data changes: ``site --serve``."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from datagov_cli.api import Knowledge
from datagov_cli.base.errors import DataError, DatagovError
from datagov_cli.base.messages import message, text
from datagov_cli.base.safe_text import visible
from datagov_cli.site.build import site_files
from datagov_cli.site.downloads import MEDIA_TYPES
from datagov_cli.storage.data_files import data_files
from datagov_cli.storage.store import Store, find_root

HOST = "127.0.0.1"
#: Seconds between two looks at the data.
INTERVAL = 1.0
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".atom": "application/atom+xml",
    ".xml": "application/xml",
    **MEDIA_TYPES,
}

#: The files of the data with the time of their last change, in nanoseconds, and their size.
State = dict[Path, tuple[int, int]]


class Preview:
    """A site in memory, that is made anew when the data has changed.

    :param data: the data directory, as ``--data`` names it.
    :param exports: with the data as files to take away.
    """

    def __init__(self, data: Path | None, address: str | None = None, exports: bool = True) -> None:
        self._data = data
        self._exports = exports
        self._address = address
        self._state: State = {}
        self.files: Mapping[str, bytes] = {}
        self.refresh()

    def refresh(self) -> bool:
        """Build the site if the data has changed since; returns whether it has.

        :raises DatagovError: if the data cannot be read; the site stays as it was.
        """
        store = Store(find_root(self._data))
        state = _state(store)
        if state == self._state:
            return False
        self._state = state
        self.files = dict(site_files(Knowledge(store), self._address, self._exports))
        return True

    def find(self, path: str) -> tuple[str, bytes] | None:
        """The file at the path of a request, and its media type; ``None`` if there is none."""
        name = unquote(urlsplit(path).path).lstrip("/")
        name += "index.html" if name.endswith("/") or not name else ""
        data = self.files.get(name)
        if data is None:
            return None
        return _TYPES.get(Path(name).suffix, "application/octet-stream"), data


def _state(store: Store) -> State:
    state = {}
    for path in data_files(store.root):
        try:
            info = path.stat()
        except OSError:
            continue
        state[path] = (info.st_mtime_ns, info.st_size)
    return state


def server(preview: Preview, port: int = 0) -> ThreadingHTTPServer:
    """A server for the preview, on the loopback address alone.

    :param port: any that is free if 0.
    :raises DataError: if the port cannot be had.
    """

    class Handler(BaseHTTPRequestHandler):
        server_version = "datagov"

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            # Another site could give its name to this address (DNS rebinding).
            host = (self.headers.get("Host") or "").rpartition(":")[0]
            found = preview.find(self.path) if host in (HOST, "localhost") else None
            if found is None:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            kind, data = found
            self.send_response(HTTPStatus.OK)
            if "gzip" in self.headers.get("Accept-Encoding", ""):  # As hosts of sites do.
                data = gzip.compress(data, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Requests are not told of."""

    try:
        return ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        reason = error.strerror or error
        raise DataError(
            message("port {port} cannot be used: {reason}", port=port, reason=reason),
            message("leave --port out for any that is free"),
        ) from error


def serve(
    data: Path | None, address: str | None, port: int, lang: str, exports: bool = True
) -> None:
    """Serve the preview until it is interrupted.

    :param lang: of what is said on standard error.
    :raises DatagovError: if the data cannot be read, or the port not be had.
    """
    preview = Preview(data, address, exports)
    with server(preview, port) as running:
        home = f"http://{HOST}:{running.server_port}/"
        _say(text("{address} shows the site; Ctrl+C ends it", lang, address=home))
        threading.Thread(target=running.serve_forever, daemon=True).start()
        waiting = threading.Event()
        try:
            while True:
                waiting.wait(INTERVAL)
                try:
                    if preview.refresh():
                        _say(text("the data changed; reload the page", lang))
                except DatagovError as error:
                    _say(text("the site stays as it was: {reason}", lang, reason=error.said))
        finally:
            running.shutdown()


def _say(line: str) -> None:
    sys.stderr.write(f"{visible(line)}\n")
    sys.stderr.flush()
