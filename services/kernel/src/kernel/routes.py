"""What an HTTP endpoint is made of: its route, the request as the use case wants it, the reply that it gives."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from kernel.caller import Caller, Role

MOST_BYTES = 160 * 1024
"""Three texts of 4000 signs each, every sign written as two escapes of six bytes, and what is around them."""


class Nothing(BaseModel):
    """A body without fields: ``{}``."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was read and found well-formed.

    Parameters
    ----------
    caller : Caller
        Who calls.
    path : mapping
        Path parameters by name, each of a plausible shape.
    body : Any
        An instance of the route's ``body`` model; None where the route takes none.
    query : Any
        An instance of the route's ``query`` model; None where the route takes none.
    raw : bytes
        The body as it came, for a fingerprint.
    route : str
        Method and path, for example ``POST /journeys/0190…/entries``.
    key : str
        The ``Idempotency-Key``; empty where the route needs none.
    version : int
        The version that ``If-Match`` names; 0 where the route needs none.
    correlation : str
        Goes into every event that this request leads to.
    clock_offset : int
        Seconds that the caller's clock is ahead of ours, where that is known to be too much to trust it; else 0.
    languages : str
        The ``Accept-Language`` header; `kernel.languages.preferred` reads it.
    """

    caller: Caller
    path: Mapping[str, str]
    body: Any
    query: Any
    raw: bytes
    route: str
    key: str
    version: int
    correlation: str
    clock_offset: int = 0
    languages: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A body that is not JSON.

    Parameters
    ----------
    content : str
        As it is sent.
    media_type : str
        For example ``text/csv; charset=utf-8``.
    next : str or None
        The address of the next page, relative to this one; sent as a link (RFC 8288).
    headers : mapping
        Further headers that go with it.
    """

    content: str
    media_type: str
    next: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a use case answers.

    Parameters
    ----------
    body : BaseModel or Text or None
        A model is sent as JSON; None sends no content.
    version : int or None
        Sent as ETag.
    status : int or None
        Overrides the route's own status, for example where one address creates or finds.
    about : tuple of str
        What it tells of where no path parameter names it, for the access log.
    purpose : str or None
        Why, where that was asked; an enumeration, for the access log.
    acting : str or None
        As what the caller was answered, where several roles may call the route, for the access log; None where the
        roles of the caller's that it allows say so.
    """

    body: BaseModel | Text | None = None
    version: int | None = None
    status: int | None = None
    about: tuple[str, ...] = ()
    purpose: str | None = None
    acting: str | None = None


Audit = Callable[["Route", Request, Reply], None]
"""Logs an access before the answer leaves; where it raises, nothing leaves."""


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint.

    Parameters
    ----------
    method : str
        ``GET``, ``POST``, ``PUT``, ``PATCH`` or ``DELETE``.
    path : str
        With parameters in angle brackets, for example ``/journeys/<journey>/entries``.
    answer : callable
        The use case: takes a `Request`, gives a `Reply`, raises a `Problem`.
    allows : mapping of Role to set of str
        Its row of the service's policy (`kernel.policy`): who may call it at all, and in what relation to what it is
        about.
    summary : str
        One line for the OpenAPI document.
    reply : type of BaseModel or None
        The model of the body that it answers.
    body : Any
        The pydantic model (or annotated union of models) of the body that it takes; None where it takes none.
    query : type of BaseModel or None
        The model of its query parameters.
    status : int
        The status of success.
    versioned : bool
        Whether it needs ``If-Match``.
    media_types : tuple of str
        What it answers besides JSON, where the caller asks for it.
    most_bytes : int
        How long its body may be.
    lenient : bool
        Whether a text that is no Unicode (half a surrogate pair) is left to the body's model, so that in a batch it
        spoils its own item alone; elsewhere such a body counts as no JSON.
    storing : bool
        Whether it stores anything; a POST that does not is one only so that its body stays out of addresses and logs.
    bodiless : bool
        Whether its body may be left out, and counts as one without fields then.
    unsigned : bool
        Whether it is for whoever has its address, signed in or not: what proves anything is a token in the path. Such a
        POST needs no ``Idempotency-Key``, for mail programs send none.
    """

    method: str
    path: str
    answer: Callable[[Request], Reply]
    allows: Mapping[Role, AbstractSet[str]]
    summary: str
    reply: type[BaseModel] | None = None
    body: Any = None
    query: type[BaseModel] | None = None
    status: int = field(default=200)
    versioned: bool = field(default=False)
    media_types: tuple[str, ...] = ()
    most_bytes: int = field(default=MOST_BYTES)
    lenient: bool = field(default=False)
    storing: bool = field(default=True)
    bodiless: bool = field(default=False)
    unsigned: bool = field(default=False)

    def address(self, path: Mapping[str, str]) -> str:
        """Write method and path with the parameters filled in: one request has one address, whatever host it came by.

        Parameters
        ----------
        path : mapping
            Each parameter by name.

        Returns
        -------
        str
            For example ``POST /journeys/0190…/entries``.
        """
        parts = (path[part[1:-1]] if part.startswith("<") else part for part in self.path.split("/"))
        return f"{self.method} {'/'.join(parts)}"

    @property
    def keyed(self) -> bool:
        """Whether it needs an ``Idempotency-Key``: every POST of somebody signed in does that stores something."""
        return self.method == "POST" and self.storing and not self.unsigned
