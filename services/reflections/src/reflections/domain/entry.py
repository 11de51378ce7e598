"""An entry that its author changes, shares, takes back or deletes, and what the others are told of that."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TypeAlias

from reflections.domain.capture import Capture, Facts, Sealed
from reflections.domain.crisis_language import CrisisKind
from reflections.domain.events import EntryShared, EntryWithdrawn

News: TypeAlias = EntryShared | EntryWithdrawn


def is_shared(entry: Capture) -> bool:
    """Say whether the other person sees an entry."""
    return entry.facts.get("shared") is True and not entry.retracted


def changed(entry: Capture, facts: Facts, texts: Sealed, generation: int) -> Capture:
    """Change an entry.

    Parameters
    ----------
    entry : Capture
    facts : mapping
        All facts anew.
    texts : mapping
        All texts anew, sealed.
    generation : int
        The journey's: what its therapist shared and takes back is with what she keeps to herself now.

    Returns
    -------
    Capture
        The next version.

    Raises
    ------
    RefusedStepError
        Where it was deleted.
    """
    kept = generation if is_shared(entry) else entry.generation
    return replace(entry.corrected(facts, texts), last_shared=_last_shared(entry), generation=kept)


def deleted(entry: Capture) -> Capture:
    """Delete an entry.

    Parameters
    ----------
    entry : Capture

    Returns
    -------
    Capture
        The next and last version, without words.

    Raises
    ------
    RefusedStepError
        Where it was deleted before.
    """
    return replace(entry.taken_back(), last_shared=_last_shared(entry))


def news_of(entry: Capture, noticed: AbstractSet[CrisisKind] = frozenset()) -> News | None:
    """Say what the others are told of an entry's present version.

    Each version of an entry that they ever heard of is told, also when only its words changed: the latest event is all
    that an item carries, and it has to say all that is known outside.

    Parameters
    ----------
    entry : Capture
    noticed : set of CrisisKind
        What its words may speak of, where its author is the client; told of a shared entry alone.

    Returns
    -------
    EntryShared or EntryWithdrawn or None
        None where they never heard of it. A withdrawal tells nothing of what was changed since in private.
    """
    if is_shared(entry):
        names = ("kind", "goal", "struggle", "occurred_at")
        facts = {"kind": entry.kind.value, **entry.facts}
        told = {name: facts.get(name) for name in names}
        told |= {"entry": entry.id, "version": entry.version, "by": entry.by.value}
        return EntryShared.model_validate({**told, "crisis_language": sorted(noticed) or None})
    if entry.last_shared is None:
        return None
    told = {"entry": entry.id, "version": entry.version, "kind": entry.kind.value}
    return EntryWithdrawn.model_validate({**told, "occurred_at": entry.last_shared})


def _last_shared(entry: Capture) -> str | None:
    return entry.occurred_at if is_shared(entry) else entry.last_shared
