"""The therapist sees what came after the consults of a journey."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.brief_words import Language
from reflections.application.outcome_views import OutcomesView, OutcomeView, asked_only, shown_outcome
from reflections.application.outcome_words import note
from reflections.application.reaching import present
from reflections.domain.blind_spot import led_since
from reflections.domain.capture import Audience, Kind, Voice
from reflections.domain.consult_course import courses_around, held_sessions
from reflections.domain.consult_outcome import Consulted, outcome_of
from reflections.domain.consulted_store import ConsultedStore
from reflections.domain.highlight import MILESTONE
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Selection, Slice

MOST_READ = 100
"""So many of each kind are looked at; an answer that could not look at all says so."""


@dataclass(frozen=True, slots=True)
class ReadOutcomes:
    """Read what came after all consults of a journey: two DynamoDB calls, and five more where there was one.

    No KMS call: no word is opened. What was asked before a hand-over stays with who asked it.
    """

    journeys: Journeys
    captures: Captures
    consulted: ConsultedStore
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Read it.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is an `OutcomeQuery`.

        Returns
        -------
        Reply
            An `OutcomesView`.
        """
        journey, language = present(self.journeys, request), request.query.language
        since = led_since(journey)
        hers = [
            one
            for one in self.consulted.of_journey(journey.practice, journey.id)
            if one.asked_at is not None and one.asked_at >= since
        ]
        hers.sort(key=lambda one: (one.asked_at, one.consult), reverse=True)
        items, complete = self._looked_at(journey, hers, language) if hers else ([], True)
        return Reply(OutcomesView(note=note("journey", language), complete=complete, items=items))

    def _looked_at(self, journey: Journey, hers: list[Consulted], language: Language) -> tuple[list[OutcomeView], bool]:
        own = journey.own_of(Voice.THERAPIST)
        sessions = self._read(journey, Audience.BOTH, Kind.SESSION)
        measures = self._read(journey, Audience.BOTH, Kind.MEASURE)
        shared, told = (self._read(journey, who, MILESTONE) for who in (Audience.BOTH, Audience.THERAPIST))
        ideas = self._read(journey, own, Kind.IDEA)
        held, now = held_sessions(sessions.rows), self.clock.now()
        items = []
        for one in hers:
            outcome = outcome_of(one, [*shared.rows, *told.rows], ideas.rows, now)
            if outcome is None or one.answered_at is None:
                items.append(asked_only(one))
                continue
            courses = dict(courses_around(measures.rows, held, one.answered_at))
            later = sum(at > one.answered_at for at, _ in held)
            items.append(shown_outcome(one, outcome, courses, later, language))
        return items, not any(part.more for part in (sessions, measures, shared, told, ideas))

    def _read(self, journey: Journey, seen_by: str, kind: str) -> Slice:
        return self.captures.before(journey.practice, journey.id, seen_by, Selection(kind=kind), None, MOST_READ)
