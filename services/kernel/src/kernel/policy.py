"""Who may do what: the table that a service's routes are made from, so that no route is without its row."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kernel.caller import Role
from kernel.routes import Reply, Request, Route

_NO_ROW = "no row in the policy for {!r}: say there, by role, which relations may reach it; then run `make openapi`"


class UnlistedRouteError(LookupError):
    """A route that the policy says nothing of."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One service's table: each route, each role, and in what relation a caller must stand to what the route is about.

    Parameters
    ----------
    relations : type of StrEnum
        Every relation that somebody can stand in, in the order of the table's columns.
    rows : mapping
        By route, for example ``GET /things/<thing>``: by role the relations that may reach it. Whoever has none of the
        roles gets 403; whoever stands in none of the relations gets what is answered where there is nothing, 404.
    unsigned : set of str
        Routes for whoever has their address, signed in or not; they have no row, for they know no caller.
    """

    relations: type[StrEnum]
    rows: Mapping[str, Mapping[Role, AbstractSet[str]]]
    unsigned: AbstractSet[str] = frozenset()

    def route(
        self,
        method: str,
        path: str,
        answer: Callable[[Request], Reply],
        summary: str,
        *more: Any,  # noqa: ANN401 - as `Route` has it
        **named: Any,  # noqa: ANN401 - as `Route` has it
    ) -> Route:
        """Make a route that is allowed what its row says.

        Parameters
        ----------
        method, path, answer, summary
            As `Route` has them.
        *more, **named
            What else `Route` takes.

        Returns
        -------
        Route
            The route.

        Raises
        ------
        UnlistedRouteError
            Where the table has no row for it.
        """
        name = f"{method} {path}"
        if name in self.unsigned:
            return replace(Route(method, path, answer, {}, summary, *more, **named), unsigned=True)
        row = self.rows.get(name)
        if row is None:
            raise UnlistedRouteError(_NO_ROW.format(name))
        return Route(method, path, answer, row, summary, *more, **named)
