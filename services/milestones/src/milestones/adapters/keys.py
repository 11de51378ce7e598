"""Keys of the milestones table: every partition begins with the practice."""

import re

_MILESTONE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{16})")

JOURNEY = "JOURNEY"
"""Sort key of a journey's projection."""
COURSE, GOAL = "COURSE#", "GOAL#"
"""Beginnings of the sort keys of courses, of scores and of ratings."""
MILESTONE = "M#"
"""Beginning of the sort key of a milestone."""
SAID = "SAID#"
"""Beginning of the sort key of what was said that raises an alert."""
ALERT = "A#"
"""Beginning of the sort key of an alert."""
MOVED_ME = "MOVED#"
"""Beginning of the sort key of a therapist's private note on a milestone."""
CASELOAD_OF, PLACE = "caseload_of", "caseload_at"
"""The attributes that are the index's keys; only an active journey with a therapist has the first."""


HEARD_ON = "heard_on"
"""The attribute that an index finds active journeys by of which something was heard on a day."""


def caseload_of(practice: str, therapist: str) -> str:
    """Give the partition of the index.

    Parameters
    ----------
    practice, therapist : str

    Returns
    -------
    str
    """
    return f"{practice}#{therapist}"


def partition(practice: str, journey: str) -> str:
    """Give the partition of a journey.

    Parameters
    ----------
    practice, journey : str

    Returns
    -------
    str
    """
    return f"{practice}#{journey}"


def parsed(milestone: str) -> tuple[str, str] | None:
    """Take the id of a milestone apart.

    Parameters
    ----------
    milestone : str
        As a caller sent it.

    Returns
    -------
    tuple of str or None
        The journey, and the sixteen digits; None where it is no such id.
    """
    found = _MILESTONE.fullmatch(milestone)
    return (found[1], found[2]) if found else None
