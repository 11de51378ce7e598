"""One of the two reads the brief for the next session."""

from dataclasses import dataclass
from datetime import timezone

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.brief_lines import line_of
from reflections.application.brief_views import BriefQuery, BriefView
from reflections.application.brief_words import day_of, said
from reflections.application.reaching import Reached, reach
from reflections.domain.brief import LATE, Brief, brief_of, last_session, untouched
from reflections.domain.capture import Audience, Capture, Kind, Voice
from reflections.domain.highlight import MILESTONE
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Row, Selection, Slice

MOST_READ = 100
"""So many of each part are looked at; a brief that could not look at all says so."""


@dataclass(frozen=True, slots=True)
class ReadBrief:
    """Read the brief: two DynamoDB calls; one more and one KMS call where the journey is not remembered.

    And one more for a therapist who took the journey over and was passed on nothing.

    The therapist's reads what both see and her own agenda, and no reflection; the client's what both see and what is
    the client's own. Whatever a therapist keeps to herself makes no difference to it.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read the brief.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `BriefQuery`.

        Returns
        -------
        Reply
            A `BriefView`.
        """
        asked: BriefQuery = request.query
        reached = reach(self.journeys, request.caller, request.path["journey"])
        journey, voice = reached.journey, reached.voice
        number, since = last_session(journey)
        shared, own = self._parts(reached, since)
        rows = list({row.id: row for row in (*shared.rows, *own.rows) if not _is_idea(row)}.values())
        rows.sort(key=lambda row: row.position, reverse=True)
        ideas = [row for row in own.rows if isinstance(row, Capture) and _is_idea(row)]
        complete = not shared.more and not own.more
        goals = untouched(journey.goals_in_order(), rows, since) if complete else []
        brief = brief_of(rows, ideas, goals, voice, since)
        return Reply(
            BriefView(
                since=since,
                session=number,
                headline=self._headline(brief, number, since, asked),
                nothing_new=brief.nothing_new,
                lines=[line_of(line, reached, asked.language, self.log) for line in brief.lines],
                more=brief.more,
                complete=complete,
            )
        )

    def _parts(self, reached: Reached, since: str) -> tuple[Slice, Slice]:
        practice, journey = reached.journey.practice, reached.journey.id
        low = to_text(from_text(since) - LATE)
        part = Selection(since=low)
        shared = self.captures.before(practice, journey, Audience.BOTH, part, None, MOST_READ)
        if reached.voice is Voice.CLIENT:
            return shared, self.captures.before(practice, journey, Audience.CLIENT, part, None, MOST_READ)
        own = self.captures.agenda(practice, journey, reached.own, low, MOST_READ)
        if reached.own == Audience.THERAPIST:
            return shared, own
        # What detection tells therapists alone stands with the first therapist's own, which this one does not read.
        part = Selection(kind=MILESTONE, since=low)
        told = self.captures.before(practice, journey, Audience.THERAPIST, part, None, MOST_READ)
        return shared, Slice([*own.rows, *told.rows], more=own.more or told.more)

    def _headline(self, brief: Brief, number: int | None, since: str, asked: BriefQuery) -> str:
        zone = timezone(asked.zone())
        day = day_of(from_text(since).astimezone(zone), asked.language, self.clock.now().astimezone(zone))
        if brief.nothing_new:
            return said("nothing", asked.language, day=day)
        return said("since_opening" if number is None else "since_session", asked.language, number=number, day=day)


def _is_idea(row: Row) -> bool:
    return isinstance(row, Capture) and row.kind is Kind.IDEA
