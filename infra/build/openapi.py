"""Write the OpenAPI documents: one a service, from the very routes that serve it.

``make openapi`` writes ``services/<service>/openapi.json``. A service with an API is one whose
``<service>.handlers.routes`` has a function ``routes``, which takes the ports that its use cases work on.
"""

import inspect
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from kernel.openapi import document
from kernel.routes import Route

SERVICES = ("reflections", "milestones", "notifications")
FOLDER = Path(__file__).resolve().parents[2] / "services"
VERSION = "1"


class _Absent:
    """Stands where a port is wanted: routes are only described here, and no use case is called."""

    def __getattr__(self, name: str) -> "_Absent":
        return self

    def __call__(self, *_given: object, **_named: object) -> "_Absent":
        return self


def routes_of(service: str) -> Sequence[Route]:
    """Give the endpoints of a service.

    Parameters
    ----------
    service : str
        One of `SERVICES`.

    Returns
    -------
    sequence of Route
        As they are served, upon nothing.
    """
    routes: Any = import_module(f"{service}.handlers.routes").routes
    endpoints: Sequence[Route] = routes(*(_Absent() for _ in inspect.signature(routes).parameters))
    return endpoints


def described(service: str) -> str:
    """Describe a service's API.

    Parameters
    ----------
    service : str
        One of `SERVICES`.

    Returns
    -------
    str
        Its OpenAPI 3.1 document, laid out for people who compare two of them.
    """
    found = json.loads(document(f"Quiet Cheer {service}", VERSION, routes_of(service)))
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def path_of(service: str) -> Path:
    """Say where a service's document lies."""
    return FOLDER / service / "openapi.json"


def main() -> int:
    """Write every document.

    Returns
    -------
    int
        0, the process's exit code.
    """
    for service in sys.argv[1:] or SERVICES:
        path_of(service).write_text(described(service), encoding="utf-8")
        sys.stdout.write(f"{path_of(service).relative_to(FOLDER.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
