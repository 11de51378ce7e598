"""Which of the languages that there are words in a caller would rather read (RFC 9110, section 12.5.4)."""

import re
from collections.abc import Sequence

_RANGE = re.compile(r"([A-Za-z]{1,8}|\*)(?:-[A-Za-z0-9]{1,8})*(?:;q=([01](?:\.\d{1,3})?))?")
_MOST = 20
"""So many preferences are read; nobody has more, and the header is the caller's."""


def preferred(accepted: str, offered: Sequence[str]) -> str:
    """Choose a language.

    Parameters
    ----------
    accepted : str
        The ``Accept-Language`` header, for example ``ja-JP,ja;q=0.9,en;q=0.5``; what cannot be read in it is no wish.
    offered : sequence of str
        Tags of the languages that there are; the first is for whoever asks for none of them.

    Returns
    -------
    str
        One of ``offered``: the one asked for with the greatest weight, of equal ones the one named first.
    """
    weights: dict[str, float] = {}
    for wish in accepted.split(",", _MOST)[:_MOST]:
        read = _RANGE.fullmatch(wish.replace(" ", "").replace("\t", ""))
        if read:
            tag, weight = read[1].lower(), float(read[2] or 1)
            weights.setdefault(offered[0] if tag == "*" else tag, weight)
    wanted = [tag for tag in weights if tag in offered and weights[tag] > 0]
    return max(wanted, key=lambda tag: weights[tag], default=offered[0])
