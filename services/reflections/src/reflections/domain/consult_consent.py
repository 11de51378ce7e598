"""Whether a packet may go to a supervisor: inside the practice by its policy, outside by consent or without a trace.

What is fully de-identified is no one's data (45 CFR 164.502(d)(2)) and may go either way. With anything undone in it:
inside, supervision is part of a practice's care (164.501, "health care operations", counts that of trainees), so that
it may go by the practice's own rule, unless the client has said no; outside it needs the client's consent.
"""

from enum import StrEnum

from reflections.domain.consent import Purpose
from reflections.domain.consult import Where
from reflections.domain.journey import Journey
from reflections.domain.refusals import RefusedStepError
from reflections.domain.supervision_rule import Inside, SupervisionRule


class Missing(StrEnum):
    """What is missing for a packet to go."""

    SUPERVISION = Purpose.SUPERVISION.value
    """The client's consent to sharing inside the practice."""
    SUPERVISION_OUTSIDE = Purpose.SUPERVISION_OUTSIDE.value
    """The client's consent to sharing outside it."""
    DEIDENTIFICATION = "deidentification"
    """That nothing is undone: the practice's own rule."""


_WHY = {
    Missing.SUPERVISION: (
        "The client has said no to sharing inside the practice, or the practice asks for a consent. "
        "Missing: the client's consent to supervision"
    ),
    Missing.SUPERVISION_OUTSIDE: (
        "The supervisor is outside the practice. Missing: the client's consent to supervision_outside"
    ),
    Missing.DEIDENTIFICATION: "Your practice lets only fully de-identified packets go. Missing: full de-identification",
}


def missing(journey: Journey, where: Where, undone: int, now: str, rule: SupervisionRule) -> Missing | None:
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
    rule : SupervisionRule
        The practice's, for what stays inside it.

    Returns
    -------
    Missing or None
        None where nothing is.
    """
    if not undone:
        return None
    if where is Where.OUTSIDE:
        return None if journey.allows(Purpose.SUPERVISION_OUTSIDE, now) else Missing.SUPERVISION_OUTSIDE
    if rule.inside is Inside.DEIDENTIFIED:
        return Missing.DEIDENTIFICATION
    never_asked = Purpose.SUPERVISION not in journey.consents and rule.inside is Inside.UNLESS_REFUSED
    return None if never_asked or journey.allows(Purpose.SUPERVISION, now) else Missing.SUPERVISION


def may_go(journey: Journey, where: Where, undone: int, now: str, rule: SupervisionRule) -> None:
    """Refuse a packet that may not go.

    Parameters
    ----------
    journey, where, undone, now, rule
        As `missing` takes them.

    Raises
    ------
    RefusedStepError
        Naming what is missing, and the other way.
    """
    lacking = missing(journey, where, undone, now, rule)
    if lacking is not None:
        raise RefusedStepError(
            "consent-missing",
            "The packet may not go to this supervisor",
            f"{undone} of its replacements are undone, so it is not fully de-identified. {_WHY[lacking]}. Or confirm "
            "every replacement: then it may go as it is.",
        )
