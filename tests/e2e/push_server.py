"""A push service on this machine: it takes what comes, as RFC 8030 says, and shows it to the test."""

import threading
import uuid
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from whole.wire import Pushed

GONE = "gone-"
"""An address that begins so is of a device that is no more."""


class PushServer:
    """Started at its first use; it ends with the process."""

    def __init__(self) -> None:
        self._came: list[Pushed] = []

    @cached_property
    def _server(self) -> ThreadingHTTPServer:
        came = self._came

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                came.append(Pushed(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                gone = self.path.startswith(f"/{GONE}")
                self.send_response(HTTPStatus.GONE if gone else HTTPStatus.CREATED)
                self.send_header("Location", f"/message/{uuid.uuid4().hex}")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Stay quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def endpoint(self, begin: str = "") -> str:
        """Give a fresh address."""
        return f"http://127.0.0.1:{self._server.server_port}/{begin}{uuid.uuid4().hex}"

    def pushed(self, endpoint: str) -> list[Pushed]:
        """Give what came to it."""
        return [each for each in self._came if endpoint.endswith(each.path)]


PUSH_SERVICE = PushServer()
