"""The parts of a packet, each from what is on the journey; where a date stood, there is the number of a session."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kernel.log import Log
from reflections.application.packet_views import (
    CoursePoint,
    PacketCourse,
    PacketFinding,
    PacketGoal,
    PacketIdea,
    PacketReflection,
    RatingPoint,
)
from reflections.application.reaching import Reached
from reflections.application.texts import opened, unsealed
from reflections.domain.capture import Capture
from reflections.domain.highlight import Highlight
from reflections.domain.idea import history_of, state_of
from reflections.domain.instruments import INSTRUMENTS
from reflections.domain.practice_instruments import known
from reflections.domain.session import is_held
from reflections.domain.timeline import Row


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions that were held, by which anything else is placed.

    Parameters
    ----------
    instants : sequence of str
        When each began, oldest first.
    numbers : sequence of int
        Their numbers.
    """

    instants: Sequence[str]
    numbers: Sequence[int]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Sessions":
        """Take those that were held, from the oldest on."""
        held = [row for row in rows if isinstance(row, Capture) and is_held(row)]
        return cls([one.occurred_at for one in held], [int(str(one.facts["number"])) for one in held])

    def at(self, instant: str) -> int:
        """Give the number of the last session that had begun at an instant; 0 before the first."""
        begun = bisect_right(self.instants, instant)
        return self.numbers[begun - 1] if begun else 0

    def of_capture(self, capture: Capture) -> int:
        """Give the session that a capture names, else the last one before it."""
        named = capture.facts.get("session")
        return named if isinstance(named, int) else self.at(capture.occurred_at)


@dataclass(frozen=True, slots=True)
class PacketParts:
    """Makes the parts.

    Parameters
    ----------
    reached : Reached
        The journey, with the key that opens its words.
    sessions : Sessions
        Its sessions.
    log : Log
        Is told of words that cannot be opened.
    """

    reached: Reached
    sessions: Sessions
    log: Log

    def goals(self, ratings: Sequence[Row]) -> list[PacketGoal]:
        """Show the active goals, oldest first, with the ratings of both voices."""
        return [
            PacketGoal(
                text=unsealed(self.reached, goal.id, "text", goal.wording, self.log),
                target=goal.target,
                ratings=[
                    RatingPoint.model_validate(
                        {"session": self.sessions.of_capture(one), "value": one.facts["value"], "by": one.by.value}
                    )
                    for one in _captures(ratings)
                    if one.facts["goal"] == goal.id
                ],
            )
            for goal in self.reached.journey.goals_in_order()
        ]

    def course(self, measures: Sequence[Row]) -> list[PacketCourse]:
        """Show the scores of each instrument, the one that was filled in first before the others."""
        instruments = known(INSTRUMENTS, self.reached.instruments)
        points: dict[str, list[CoursePoint]] = {}
        for one in _captures(measures):
            point = {"session": self.sessions.of_capture(one), "total": one.facts["total"], "risk": one.facts["risk"]}
            points.setdefault(str(one.facts["instrument"]), []).append(CoursePoint.model_validate(point))
        return [
            PacketCourse(
                instrument=name,
                minimum=instruments[name].minimum if name in instruments else None,
                maximum=instruments[name].maximum if name in instruments else None,
                higher_is_better=instruments[name].higher_is_better if name in instruments else None,
                points=found,
            )
            for name, found in points.items()
        ]

    def findings(self, rows: Sequence[Row]) -> list[PacketFinding]:
        """Show milestones, setbacks and open alerts, oldest first."""
        goals = [goal.id for goal in self.reached.journey.goals_in_order()]
        found = sorted((row for row in rows if isinstance(row, Highlight)), key=lambda row: row.position)
        return [
            PacketFinding(
                found=one.kind,
                state=one.state,
                setback=one.setback,
                level=one.level,
                instrument=one.instrument,
                goal=goals.index(one.goal) if one.goal in goals else None,
                session=self.sessions.at(one.occurred_at),
            )
            for one in found
        ]

    def idea(self, idea: Capture) -> PacketIdea:
        """Show an idea: the session is that of its last step."""
        last = history_of(idea)[-1]
        named = last.get("session")
        return PacketIdea(
            text=opened(self.reached, idea, self.log).get("text"),
            state=state_of(idea).value,
            session=named if isinstance(named, int) else self.sessions.at(str(last["at"])),
        )

    def reflection(self, one: Capture) -> PacketReflection:
        """Show a reflection, without its tags."""
        words = opened(self.reached, one, self.log)
        return PacketReflection.model_validate(
            {**words, "kind": one.kind.value, "session": self.sessions.of_capture(one)}
        )


def _captures(rows: Sequence[Row]) -> Iterator[Capture]:
    return (row for row in rows if isinstance(row, Capture))
