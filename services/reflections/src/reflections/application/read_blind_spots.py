"""The therapist looks into the blind-spot mirror."""

from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.cursors import written
from kernel.instants import to_text
from kernel.routes import Reply, Request
from reflections.application.blind_spot_views import MirrorQuery, MirrorView, line_of
from reflections.application.blind_spot_words import headline, note
from reflections.application.paging import identifier_in
from reflections.application.reaching import voice_in
from reflections.domain.blind_spot import (
    LOOK_BACK,
    Mirrored,
    Seen,
    Span,
    milestones_from,
    mirrored,
    own_from,
    sessions_since,
)
from reflections.domain.capture import Audience, Kind, Voice
from reflections.domain.highlight import MILESTONE
from reflections.domain.journey import Journey, State
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import WHOLE, Selection, Slice

MOST_READ = 100
"""So many of each part of a journey are looked at; a mirror that could not look at all says so."""


@dataclass(frozen=True, slots=True)
class ReadBlindSpots:
    """Look at a page of the therapist's open journeys: two DynamoDB calls, and three for each of them.

    And one more for each whose client consents to celebrations. No KMS call: no word is opened. The default page of ten
    journeys is 42 calls at most, the largest of twenty 82.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Look into it.

        Parameters
        ----------
        request : Request
            Its query is a `MirrorQuery`.

        Returns
        -------
        Reply
            A `MirrorView`.
        """
        asked: MirrorQuery = request.query
        caller, now = request.caller, self.clock.now()
        page, beyond = self.journeys.of_person(caller.practice, caller.sub, asked.limit, identifier_in(asked.cursor))
        led = [one for one in page if voice_in(one, caller) is Voice.THERAPIST and one.state is State.OPEN]
        looks = [(journey, self.look(journey, asked.span, now)) for journey in led]
        items = [line_of(journey, line, asked.language) for journey, (lines, _) in looks for line in lines]
        return Reply(
            MirrorView(
                headline=headline(asked.language, some=bool(items)),
                note=note(asked.language),
                sessions=asked.sessions,
                weeks=asked.weeks,
                looked_at=len(led),
                incomplete=sum(not complete for _, (_, complete) in looks),
                items=items,
                next=None if beyond is None else written(beyond),
            ),
            about=tuple(journey.id for journey in led),
        )

    def look(self, journey: Journey, span: Span, now: datetime) -> tuple[list[Mirrored], bool]:
        """Look at one journey: three or four DynamoDB calls.

        Parameters
        ----------
        journey : Journey
            One that the caller leads.
        span : Span
        now : datetime

        Returns
        -------
        tuple of list of Mirrored and bool
            As `mirrored` gives it.
        """
        own = journey.own_of(Voice.THERAPIST)
        shared = self._read(journey, Audience.BOTH, WHOLE)
        low = own_from(sessions_since(journey, shared, span.sessions), span, now)
        # By when their score was given: one that was entered late is of its day here, and counts from when it was told.
        celebrated = Selection(kind=MILESTONE, since=to_text(now - LOOK_BACK))
        wanted = milestones_from(journey, now) is not None
        seen = Seen(
            shared=shared,
            own=self._read(journey, own, Selection(since=low)),
            ideas=self._read(journey, own, Selection(kind=Kind.IDEA)),
            milestones=self._read(journey, Audience.BOTH, celebrated) if wanted else _NOTHING,
        )
        return mirrored(journey, seen, span, now)

    def _read(self, journey: Journey, seen_by: str, selection: Selection) -> Slice:
        return self.captures.before(journey.practice, journey.id, seen_by, selection, None, MOST_READ)


_NOTHING = Slice([], more=False)
