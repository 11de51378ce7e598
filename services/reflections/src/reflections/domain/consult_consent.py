"""Whether a packet may go to a supervisor: inside the practice by its policy, outside by consent or without a trace.

Inside, a practice's supervision is part of its care: a packet may go unless the client has said no, and then one that
is fully de-identified still may (45 CFR 164.501, "health care operations", counts the supervision of trainees; and what
is de-identified is no one's data, 164.502(d)(2)). Outside, what could tell who somebody is needs the client's consent.
"""

from reflections.domain.consent import Purpose
from reflections.domain.consult import Where
from reflections.domain.journey import Journey
from reflections.domain.refusals import RefusedStepError


def missing(journey: Journey, where: Where, undone: int, now: str) -> Purpose | None:
    """Say what is missing for a packet to go.

    Parameters
    ----------
    journey : Journey
        With the client's consents, as they are this instant.
    where : Where
        Where the supervisor is.
    undone : int
        How many replacements were undone.
    now : str
        RFC 3339, UTC, milliseconds.

    Returns
    -------
    Purpose or None
        What the client's consent to is missing; None where nothing is.
    """
    needed = Purpose.SUPERVISION_OUTSIDE if where is Where.OUTSIDE else Purpose.SUPERVISION
    never_asked = where is Where.INSIDE and needed not in journey.consents
    return None if not undone or never_asked or journey.allows(needed, now) else needed


def may_go(journey: Journey, where: Where, undone: int, now: str) -> None:
    """Refuse a packet that may not go.

    Parameters
    ----------
    journey, where, undone, now
        As `missing` takes them.

    Raises
    ------
    RefusedStepError
        Naming what is missing, and the other way.
    """
    lacking = missing(journey, where, undone, now)
    if lacking is None:
        return
    whom = "outside the practice" if where is Where.OUTSIDE else "inside it, to which the client has said no"
    raise RefusedStepError(
        "consent-missing",
        "The client's consent is missing",
        f"{undone} of the replacements are undone, so the packet is not fully de-identified, and the supervisor is "
        f"{whom}. Missing: the client's consent to {lacking}; or confirm every replacement, and it may go without.",
    )
