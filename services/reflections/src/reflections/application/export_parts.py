"""The parts of an export, each read from a place on: all that is the client's to see, and nothing else is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kernel.access_log import shown
from kernel.access_words import Language
from kernel.log import Log
from kernel.traces import Traces
from reflections.application.access_words import WORDS
from reflections.application.break_glass_views import BreakGlassView
from reflections.application.consent_views import ConsentView
from reflections.application.export_views import (
    AccessRecord,
    AnyRecord,
    AspirationRecord,
    BreakGlassRecord,
    ConsentRecord,
    GoalRecord,
    GoalWordsRecord,
    GoalWordsView,
    ItemRecord,
    JourneyRecord,
    PlannedSessionRecord,
    RecordRequestRecord,
)
from reflections.application.goal_views import GoalStandView
from reflections.application.list_goals import revision_view
from reflections.application.planned_session_views import PlannedSessionView
from reflections.application.reaching import Reached
from reflections.application.read_access_log import people_of
from reflections.application.record_request_views import request_view
from reflections.application.state_aspiration import aspiration_view
from reflections.application.timeline_views import item_of
from reflections.application.views import JourneyView
from reflections.domain.break_glass import BreakGlasses
from reflections.domain.capture import Audience, Capture, Position
from reflections.domain.consent import Consents
from reflections.domain.ports import Captures, Wordings
from reflections.domain.record_request import RecordRequests
from reflections.domain.timeline import WHOLE, merged, parts_of

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_MOMENT = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2}}\.\d{{3}}Z {_ID}", re.ASCII)

PLACES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "journey": re.compile("(?!)"),
        "goal_words": re.compile(rf"{_ID}#\d{{3}}", re.ASCII),
        "consents": re.compile(r"[a-z_]{1,40}#\d{9}", re.ASCII),
        "timeline": _MOMENT,
        "planned_sessions": _MOMENT,
        "access_log": _MOMENT,
        "break_glass": re.compile(_ID, re.ASCII),
        "record_requests": re.compile(_ID, re.ASCII),
    }
)
"""The parts in their order, each with what a place within it looks like."""

LONGER = 16
"""A request has four texts where an entry has one: so many times fewer fit on a page beside what is there already."""

Found = tuple[Sequence[AnyRecord], str | None]
"""Records, and the place where the part goes on; None at its end."""


@dataclass(frozen=True, slots=True)
class ExportParts:
    """Reads each part: one DynamoDB call; the timeline two, the journey one beside that which reached it.

    Parameters
    ----------
    captures, wordings, consents, traces, accesses, requests : port
        Where the parts lie.
    log : Log
        Is told of words that cannot be opened.
    """

    captures: Captures
    wordings: Wordings
    consents: Consents
    traces: Traces
    accesses: BreakGlasses
    requests: RecordRequests
    log: Log

    def read(self, part: str, reached: Reached, place: str | None, limit: int, language: Language) -> Found:
        """Read a stretch of a part.

        Parameters
        ----------
        part : str
            One of `PLACES`.
        reached : Reached
            The journey, as its client sees it.
        place : str or None
            Where to go on; None for the beginning.
        limit : int
            At most so many records, save for the journey, which is whole.
        language : str
            Of sentences.
        """
        parts: Mapping[str, Callable[[], Found]] = {
            "journey": lambda: (self._journey(reached), None),
            "goal_words": lambda: self._goal_words(reached, place, limit),
            "consents": lambda: self._consents(reached, place, limit),
            "timeline": lambda: self._timeline(reached, _moment(place), limit),
            "planned_sessions": lambda: self._planned(reached, _moment(place), limit),
            "access_log": lambda: self._accesses(reached, _moment(place), limit, language),
            "break_glass": lambda: self._accesses_in_emergencies(reached, place, limit),
            "record_requests": lambda: self._requests(reached, place, limit),
        }
        return parts[part]()

    def _journey(self, reached: Reached) -> Sequence[AnyRecord]:
        journey = reached.journey
        stored = self.wordings.aspiration(journey.practice, journey.id)
        stated = [] if stored is None else [AspirationRecord(data=aspiration_view(reached, stored, self.log))]
        goals = sorted(journey.goals.values(), key=lambda goal: (goal.set_at, goal.id))
        standing = [GoalRecord(data=GoalStandView.of(goal)) for goal in goals]
        return [JourneyRecord(data=JourneyView.of(journey)), *stated, *standing]

    def _goal_words(self, reached: Reached, place: str | None, limit: int) -> Found:
        found, following = self.wordings.everything(reached.journey.practice, reached.journey.id, place, limit)
        views = [(words.goal, revision_view(reached, words, self.log)) for words in found]
        return [GoalWordsRecord(data=GoalWordsView(goal=goal, **dict(view))) for goal, view in views], following

    def _consents(self, reached: Reached, place: str | None, limit: int) -> Found:
        found, following = self.consents.everything(reached.journey.practice, reached.journey.id, place, limit)
        return [ConsentRecord(data=ConsentView.of(purpose, said)) for purpose, said in found], following

    def _timeline(self, reached: Reached, position: Position | None, limit: int) -> Found:
        journey = reached.journey
        slices = [
            self.captures.before(journey.practice, journey.id, seen_by, part, position, limit)
            for seen_by, part in parts_of(WHOLE, journey, reached.voice)
        ]
        page, after = merged(slices, limit)
        items = [item_of(row, reached, self.log) for row in page]
        return [ItemRecord.model_validate({"data": item}) for item in items], _written(after)

    def _planned(self, reached: Reached, position: Position | None, limit: int) -> Found:
        found = self.captures.planned(reached.journey.practice, reached.journey.id, position, limit)
        sessions = [row for row in found.rows if isinstance(row, Capture)][:limit]
        last = sessions[-1] if sessions and (found.more or len(found.rows) > len(sessions)) else None
        records = [PlannedSessionRecord(data=PlannedSessionView.of(session)) for session in sessions]
        return records, None if last is None else f"{last.occurred_at} {last.id}"

    def _accesses(self, reached: Reached, position: Position | None, limit: int, language: Language) -> Found:
        journey, after = reached.journey, None if position is None else (position.occurred_at, position.id)
        found, following = self.traces.page(journey.practice, journey.id, Audience.BOTH, after, limit)
        records = [AccessRecord(data=shown(trace, people_of(journey), WORDS, language)) for trace in found]
        return records, None if following is None else " ".join(following)

    def _accesses_in_emergencies(self, reached: Reached, place: str | None, limit: int) -> Found:
        found, following = self.accesses.of_journey(reached.journey.practice, reached.journey.id, place, limit)
        return [BreakGlassRecord(data=BreakGlassView.of(one, None)) for one in found], following

    def _requests(self, reached: Reached, place: str | None, limit: int) -> Found:
        most = max(limit // LONGER, 1)
        found, following = self.requests.of_journey(reached.journey.practice, reached.journey.id, place, most)
        return [RecordRequestRecord(data=request_view(one, reached, self.log)) for one in found], following


def _moment(place: str | None) -> Position | None:
    return None if place is None else Position(*place.split(" "))


def _written(position: Position | None) -> str | None:
    return None if position is None else f"{position.occurred_at} {position.id}"
