"""What defining an instrument and taking that back have in common: upon which version, and the event telling it."""

from collections.abc import Callable

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.ids import derived
from kernel.instants import to_text
from kernel.problem import not_found, stale
from kernel.routes import Request
from milestones.application.instrument_views import direction_of
from milestones.domain.definition import Definition
from milestones.domain.events import INSTRUMENT_DEFINED, SERVICE, InstrumentDefined
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.ports import Definitions, StaleError


def changed(
    definitions: Definitions, clock: Clock, request: Request, decide: Callable[[Definition | None], Definition]
) -> Definition:
    """Write the next version of what a practice says of an instrument, with its event.

    The version that a caller names is the one in force: 0 where the practice says nothing, be it withdrawn or never
    said. The version that is kept grows on through a withdrawal, so that courses see each change as one.

    Parameters
    ----------
    definitions : Definitions
    clock : Clock
    request : Request
        Names the instrument and the version.
    decide : callable
        Takes what is kept, None where there is nothing, gives its next version; may raise a `Problem`.

    Returns
    -------
    Definition
        As written.

    Raises
    ------
    Problem
        404 where the caller names a version and there is nothing; 412 where the version in force is another one.
    """
    practice = request.caller.practice
    id_ = request.path["instrument"]
    before = definitions.get(practice, id_)
    if request.version and not version_in_force(before) and id_ not in INSTRUMENTS:
        raise not_found()
    after = decide(before)
    if request.version != version_in_force(before):
        raise stale()
    event = Event.of(
        kind=INSTRUMENT_DEFINED,
        aggregate=derived("instrument", practice, after.id),
        version=after.version,
        service=SERVICE,
        time=to_text(clock.now()),
        subject=after.id,
        practice=practice,
        correlation=request.correlation,
        causation=request.correlation,
        data=_told(after),
    )
    try:
        definitions.keep(practice, after, event)
    except StaleError:
        raise stale() from None
    return after


def version_in_force(definition: Definition | None) -> int:
    """Give the version that callers see as ETag: 0 where the practice says nothing of the instrument."""
    return 0 if definition is None or definition.withdrawn else definition.version


def _told(definition: Definition) -> InstrumentDefined:
    one = definition.instrument()
    answers = one.answers
    facts = {
        "instrument": one.id,
        "version": definition.version,
        "direction": direction_of(one),
        "minimum": one.lowest,
        "maximum": one.highest,
        "by_items": bool(answers and answers.by_items),
        "risk_items": [
            {"number": item.number, "positive_from": item.positive_from}
            for item in (answers.risk_items if answers else ())
        ],
        "withdrawn": definition.withdrawn,
    }
    if answers:
        facts |= {"items": answers.items, "item_minimum": answers.lowest, "item_maximum": answers.highest}
    return InstrumentDefined.model_validate(facts)
