"""Shows a therapist's celebrations: the list of cards, and one of them."""

from dataclasses import dataclass

from kernel.problem import FieldError, Problem, invalid, not_found
from kernel.routes import Reply, Request
from notifications.application.answer_models import StepTaken
from notifications.application.card_models import Card, Cards, CardWithHistory, CardWithText, MilestoneOf
from notifications.application.checking import findings
from notifications.application.opening import Open
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId, MalformedIdError
from notifications.domain.lifecycle import possible_steps
from notifications.domain.ports import JOY, Celebrations, Texts
from notifications.domain.relation import Relation


def named(request: Request, of: Relation = Relation.OWN_THERAPIST) -> CelebrationId:
    """Read which celebration a request names; what has no such form, or is not for such a caller, does not exist.

    Parameters
    ----------
    request : Request
        Names it in its path.
    of : Relation
        In what relation to it the caller must stand; whether they do is for the use case to judge.

    Raises
    ------
    Problem
        404 for another form, and where the route lets nobody in as such.
    """
    if of not in request.caller.reaches:
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
        seen_at=celebration.seen_at,
        answer=None if celebration.answered is None else celebration.answered.answer,
        answered_at=None if celebration.answered is None else celebration.answered.at,
        overruled=[str(mark) for mark in celebration.overruled],
    )


def with_text(celebration: Celebration, text: str | None, joy: str | None) -> CardWithText:
    """Show a celebration with its words, what was found in them, and how it moved its therapist."""
    found = [] if text is None else findings(text, celebration.findings)
    return CardWithText(**dict(card(celebration)), text=text, findings=found, joy=joy)


def opened_card(celebration: Celebration, opened: Open) -> CardWithText:
    """Open what is sealed in a celebration, and show it to its therapist."""
    joy = None if celebration.joy is None else opened(celebration.id, celebration.joy, JOY)
    return with_text(celebration, opened(celebration.id, celebration.text), joy)


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
        items = [opened_card(found, self.opened) for found in page.shown]
        return Reply(Cards(items=items, next=page.next), about=tuple(dict.fromkeys(one.journey for one in items)))


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
        steps = [StepTaken(event=one.event, at=one.at, by=one.by, detail=one.detail) for one in found.history]
        shown = CardWithHistory(**dict(opened_card(found, self.opened)), history=steps)
        return Reply(shown, version=found.version)
