"""Whether a caller holds a consult, and as what: the therapist who asked, or the supervisor who was asked."""

from collections.abc import Callable

from kernel.caller import Caller, Role
from kernel.problem import not_found
from kernel.routes import Request
from reflections.domain.consult import Consult
from reflections.domain.held_consult import Consults, Held
from reflections.domain.relation import Relation

_ASKED = {Relation.OWN_THERAPIST, Relation.FORMER_THERAPIST}


def part_in(consult: Consult, caller: Caller) -> Role | None:
    """Say as what a caller holds a consult, so far as the route's row of the policy lets such a one in.

    Parameters
    ----------
    consult : Consult
    caller : Caller

    Returns
    -------
    Role or None
        None for everybody else. A therapist who has handed the journey over holds what she asked all the same.
    """
    if caller.sub == consult.therapist and _ASKED & caller.reaches:
        return Role.THERAPIST
    if caller.sub == consult.supervisor and Relation.SUPERVISOR in caller.reaches:
        return Role.SUPERVISOR
    return None


def admits(caller: Caller) -> Callable[[Consult], bool]:
    """Give the judgement by which a caller gets a consult's key, or none."""
    return lambda consult: part_in(consult, caller) is not None


def hold(consults: Consults, request: Request) -> tuple[Held, Role]:
    """Reach a consult: one DynamoDB call; one KMS call where no key is remembered, and none for who gets nothing.

    Nothing of the record is read: consult and key alone.

    Parameters
    ----------
    consults : Consults
        The port.
    request : Request
        Its path names the consult.

    Returns
    -------
    Held
        The consult, with the key to its words.
    Role
        As what the caller holds it.

    Raises
    ------
    Problem
        404, the same for "not yours" and for "not there".
    """
    held = consults.read(request.caller.practice, request.path["consult"], admits(request.caller))
    part = None if held is None else part_in(held.consult, request.caller)
    if held is None or part is None:
        raise not_found()
    return held, part
