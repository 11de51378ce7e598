"""Shows a therapist's celebrations: the list of cards, and one of them."""

from dataclasses import dataclass

from kernel.problem import FieldError, Problem, invalid, not_found
from kernel.routes import Reply, Request
from notifications.application.models import Card, Cards, CardWithText, MilestoneOf
from notifications.application.opening import Open
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId, MalformedIdError
from notifications.domain.lifecycle import possible_steps
from notifications.domain.ports import Celebrations, Texts
from notifications.domain.relation import Relation


def named(request: Request) -> CelebrationId:
    """Read which celebration a request names; what has no such form, or is not for its therapist, does not exist.

    Raises
    ------
    Problem
        404 for another form, and where the route lets nobody in as the celebration's therapist.
    """
    if Relation.OWN_THERAPIST not in request.caller.reaches:
        raise not_found()
    try:
        return CelebrationId.parse(request.caller.practice, request.path["celebration"])
    except MalformedIdError:
        raise not_found() from None


def card(celebration: Celebration) -> Card:
    """Show a celebration without its words."""
    milestone = celebration.milestone
    return Card(
        id=str(celebration.id),
        journey=celebration.id.journey,
        milestone=MilestoneOf(
            id=str(celebration.id), kind=milestone.kind, state=milestone.state, numbers=dict(milestone.numbers)
        ),
        state=celebration.state,
        version=celebration.version,
        possible=list(possible_steps(celebration.state, milestone.state)),
        shown_at=celebration.shown_at,
        send_at=celebration.send_at if celebration.planned else None,
        sent_at=celebration.sent_at,
        reason=celebration.reason,
    )


def with_text(celebration: Celebration, text: str | None) -> CardWithText:
    """Show a celebration with its words."""
    return CardWithText(**dict(card(celebration)), text=text)


def bad_cursor() -> Problem:
    """Refuse a cursor that no page gave (422)."""
    return invalid(FieldError("cursor", "what `next` said on the page before, or none"))


@dataclass(frozen=True, slots=True)
class ListCards:
    """List the caller's celebrations, newest first.

    DynamoDB: 1 query, and 1 read of the keys that are not cached.

    Parameters
    ----------
    celebrations, texts, opened
        Ports, and what opens the words.
    """

    celebrations: Celebrations
    texts: Texts
    opened: Open

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /celebrations``."""
        caller, asked = request.caller, request.query
        try:
            page = self.celebrations.cards(caller.practice, caller.sub, asked.cursor, asked.limit)
        except ValueError:
            raise bad_cursor() from None
        self.texts.fetch([found.id.of_journey for found in page.shown])
        items = [with_text(found, self.opened(found.id, found.text)) for found in page.shown]
        return Reply(Cards(items=items, next=page.next))


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Show one celebration to its therapist.

    DynamoDB: 1 read, and 1 of the key where it is not cached.

    Parameters
    ----------
    celebrations, opened
        Port, and what opens the words.
    """

    celebrations: Celebrations
    opened: Open

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /celebrations/{celebration}``."""
        found = self.celebrations.get(named(request))
        if found is None or found.therapist != request.caller.sub:
            raise not_found()
        return Reply(with_text(found, self.opened(found.id, found.text)), version=found.version)
