"""A practice's admin sees what consults led to: counted, rounded, by quarters, and only of ten journeys or more."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.problem import FieldError, invalid
from kernel.routes import Reply, Request
from reflections.application.outcome_views import QuarterCounts, QuarterQuery, QuarterView
from reflections.application.outcome_words import note
from reflections.domain.capture import Audience, Kind, Voice
from reflections.domain.consult_outcome import FOLLOW_UP, Consulted, Outcome, outcome_of
from reflections.domain.consulted_store import ConsultedStore
from reflections.domain.highlight import MILESTONE
from reflections.domain.journey import Journey
from reflections.domain.outcome_counts import LEAST_JOURNEYS, Quarter, counted
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Row, Selection

MOST_JOURNEYS = 300
"""So many at most are counted of a quarter, drawn by their identifiers; more would change no rounded share by much."""

MOST_READ = 100
"""So many of each kind are looked at within the 24 weeks around an answer."""


@dataclass(frozen=True, slots=True)
class CountOutcomes:
    """Count a quarter: one DynamoDB call where it was counted before.

    The first time one read and one query; with ten journeys or more one call for each journey, three queries for each,
    and one put: at most some 1,200 calls for 300 journeys, once in a quarter. Where there are too few nothing is kept.
    """

    journeys: Journeys
    captures: Captures
    consulted: ConsultedStore
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Count it.

        Parameters
        ----------
        request : Request
            Its query is a `QuarterQuery`.

        Returns
        -------
        Reply
            A `QuarterView`.

        Raises
        ------
        Problem
            422 for a quarter of which not every consult has had its follow-up: counted early and late it would tell
            what came between.
        """
        asked: QuarterQuery = request.query
        practice, now = request.caller.practice, self.clock.now()
        last = Quarter.last_over(now)
        quarter = last if asked.quarter is None else Quarter.of(asked.quarter)
        if quarter.told_from > now:
            raise invalid(FieldError("quarter", f"{last} or an earlier one; {quarter} can be told later"))
        counts, found = self.consulted.counts(practice, quarter), list[tuple[str, Outcome]]()
        if counts is None:
            found = self._looked_at(self.consulted.of_practice(practice, quarter, MOST_JOURNEYS))
            counts = counted([outcome for _, outcome in found])
            counts = None if counts is None else self.consulted.keep(practice, quarter, counts)
        view = QuarterView(
            quarter=str(quarter),
            begins=to_text(quarter.begins),
            ends=to_text(quarter.ends),
            note=note("practice" if counts else "too_few", asked.language),
            too_few=counts is None,
            counts=None if counts is None else QuarterCounts(**asdict(counts)),
        )
        return Reply(view, about=tuple(journey for journey, _ in found))

    def _looked_at(self, answered: Sequence[Consulted]) -> list[tuple[str, Outcome]]:
        """Look at each, where there are enough of them to be told of."""
        if len(answered) < LEAST_JOURNEYS:
            return []
        found = []
        for one in answered:
            journey = self.journeys.read(one.practice, one.journey)
            outcome = None if journey is None else self._outcome(one, journey)
            if outcome is not None:
                found.append((one.journey, outcome))
        return found

    def _outcome(self, one: Consulted, journey: Journey) -> Outcome | None:
        answered = from_text(one.answered_at or "")
        around = Selection(kind=MILESTONE, since=to_text(answered - FOLLOW_UP), until=to_text(answered + FOLLOW_UP))
        highlights = [row for who in (Audience.BOTH, Audience.THERAPIST) for row in self._read(journey, who, around)]
        own = journey.own_of(Voice.THERAPIST)
        return outcome_of(one, highlights, self._read(journey, own, Selection(kind=Kind.IDEA)), self.clock.now())

    def _read(self, journey: Journey, seen_by: str, selection: Selection) -> list[Row]:
        found = self.captures.before(journey.practice, journey.id, seen_by, selection, None, MOST_READ)
        return list(found.rows)
