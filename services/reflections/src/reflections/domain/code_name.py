"""Code names, so that nobody's name is needed."""

from hashlib import sha256

_SHORTEST = 3


def code_name(journey: str, attempt: int) -> str:
    """Propose a code name for a journey.

    Parameters
    ----------
    journey : str
        Its identifier; the same one gives the same names, so that a repeated command asks for the same.
    attempt : int
        From 0: each name that turns out to be taken is followed by a longer one. Of a hundred journeys in a practice
        one in ten meets a taken name once, and next to none twice.

    Returns
    -------
    str
        For example ``C-014``.
    """
    digits = _SHORTEST + attempt
    number = int.from_bytes(sha256(f"{attempt}/{journey}".encode()).digest()[:8], "big") % 10**digits
    return f"C-{number:0{digits}d}"
