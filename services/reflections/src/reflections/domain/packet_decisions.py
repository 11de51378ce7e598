"""What a therapist makes of proposed replacements: she confirms or undoes each, and takes out more where she wants."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from reflections.domain.deidentifying import Identifier, Replacement, applied
from reflections.domain.refusals import WrongFieldError

REMOVED = "[…]"
"""What stands in the place of what she takes out herself."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided about one text.

    Parameters
    ----------
    confirmed, undone : set of int
        Replacements, by their places from 0; together all of them.
    removed : sequence of tuple of int and int
        What else goes: from where to before where in the text as it was typed.
    pointer : str
        Where it was said, for a refusal.
    """

    confirmed: AbstractSet[int]
    undone: AbstractSet[int]
    removed: Sequence[tuple[int, int]]
    pointer: str


UNDECIDED = Decisions(frozenset(), frozenset(), (), "/decisions")
"""Nothing was said: enough for a text in which nothing is to be replaced."""


def decided(name: str, text: str, proposed: Sequence[Replacement], said: Decisions) -> tuple[str, int]:
    """Give a text as it was decided.

    Parameters
    ----------
    name : str
        Of the text, for a refusal.
    text : str
        As it was typed.
    proposed : sequence of Replacement
        As they were shown.
    said : Decisions
        What she says of them.

    Returns
    -------
    str
        The text as it goes.
    int
        How many replacements are undone in it.

    Raises
    ------
    WrongFieldError
        Where one was neither confirmed nor undone, or both; or where something else is to go that is not in the text.
    """
    every = set(range(len(proposed)))
    if said.confirmed | said.undone != every or said.confirmed & said.undone:
        left = sorted(every - said.confirmed - said.undone)
        named = f"{', '.join(map(str, left))} of {name}" if left else f"0 to {len(proposed) - 1} of {name}"
        raise WrongFieldError((said.pointer, f"each replacement confirmed or undone, and no other: {named}"))
    for place, (start, end) in enumerate(said.removed):
        if not 0 <= start < end <= len(text):
            raise WrongFieldError((f"{said.pointer}/removed/{place}", f"from 0 on, before {len(text)}, not empty"))
    own = [Replacement(start, end, Identifier.OTHER_NUMBER, REMOVED) for start, end in said.removed]
    kept = [one for place, one in enumerate(proposed) if place in said.confirmed]
    undone = [proposed[place] for place in said.undone]
    shown = sum(not any(mine.start <= one.start and one.end <= mine.end for mine in own) for one in undone)
    return applied(text, _merged([*kept, *own])), shown


def _merged(replacements: Sequence[Replacement]) -> list[Replacement]:
    """Make one of those that overlap: what is taken out by hand goes together with what it touches."""
    merged: list[Replacement] = []
    for one in sorted(replacements, key=lambda each: (each.start, each.end)):
        if merged and one.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = replace(last, end=max(last.end, one.end), replacement=REMOVED)
        else:
            merged.append(one)
    return merged
