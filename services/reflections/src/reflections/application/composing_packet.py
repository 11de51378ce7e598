"""Composes a packet from what is on a journey, with all that is proposed to be replaced in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from json import dumps

from kernel.clock import Clock
from kernel.instants import from_text
from kernel.log import Log
from reflections.application.consult_asking import MOST_IDEAS, ConsultAsked
from reflections.application.packet_parts import PacketParts, Sessions
from reflections.application.packet_views import PacketView, texts_of
from reflections.application.reaching import Reached
from reflections.domain.capture import REFLECTIONS, Audience, Capture, Kind
from reflections.domain.deidentifying import NOBODY, Deidentifier, Known, Replacement
from reflections.domain.highlight import MILESTONE
from reflections.domain.idea import OPEN, IdeaState, state_of
from reflections.domain.ports import Captures
from reflections.domain.refusals import WrongFieldError
from reflections.domain.timeline import Row, Selection

MOST_READ = 300
"""So many of each kind are looked at, the newest; a longer packet is read by nobody."""

MOST_SIGNS = 40_000
"""All texts of a packet together: some ten pages, and well within an item."""

_UNTRIED = OPEN | {IdeaState.LET_GO}


@dataclass(frozen=True, slots=True)
class Composed:
    """A packet as it was typed, and what is proposed.

    Parameters
    ----------
    packet : PacketView
        With every text as it was typed.
    proposed : mapping of str to sequence of Replacement
        By the name of the text, in the packet's order.
    digest : str
        Changes with anything of it; without the journey's key nobody can test a guess by it.
    """

    packet: PacketView
    proposed: Mapping[str, Sequence[Replacement]]
    digest: str


@dataclass(frozen=True, slots=True)
class Composing:
    """Composes a packet: six DynamoDB calls, one more for each reflection that was chosen, one for a stuckness.

    Parameters
    ----------
    captures : Captures
        Where things lie.
    deidentifier : Deidentifier
        Proposes what to replace.
    clock : Clock
        Tells the day.
    log : Log
        Is told of words that cannot be opened.
    """

    captures: Captures
    deidentifier: Deidentifier
    clock: Clock
    log: Log

    def __call__(self, reached: Reached, asked: ConsultAsked) -> Composed:
        """Compose it.

        Parameters
        ----------
        reached : Reached
            The journey, read just now.
        asked : ConsultAsked
            The question, and what goes with it.

        Returns
        -------
        Composed

        Raises
        ------
        WrongFieldError
            Where something that was chosen is not there, or all texts together are too long.
        """
        chosen, ideas = self._chosen(reached, asked), self._ideas(reached, asked)
        sessions = Sessions.of(self._read(reached, Kind.SESSION))
        parts = PacketParts(reached, sessions, self.log)
        packet = PacketView(
            question=asked.question,
            last_session=reached.journey.last_session_number or 0,
            goals=parts.goals(self._read(reached, Kind.RATING)),
            course=parts.course(self._read(reached, Kind.MEASURE)),
            findings=parts.findings(
                [*self._read(reached, MILESTONE), *self._read(reached, MILESTONE, Audience.THERAPIST)]
            ),
            tried=[parts.idea(one) for one in ideas],
            reflections=[parts.reflection(one) for one in chosen],
        )
        texts = texts_of(packet)
        if sum(map(len, texts.values())) > MOST_SIGNS:
            raise WrongFieldError(("/reflections", f"fewer: at most {MOST_SIGNS} signs go together"))
        written = {
            **{f"goals/{place}": goal.set_at for place, goal in enumerate(reached.journey.goals_in_order())},
            **{f"tried/{place}": one.occurred_at for place, one in enumerate(ideas)},
            **{f"reflections/{place}": one.occurred_at for place, one in enumerate(chosen)},
        }
        held = {asked.day_of(from_text(at)): sessions.at(at) for at in sessions.instants}
        proposed = {}
        people = NOBODY
        for name, text in texts.items():
            # Each text speaks of the day on which it was written: its "yesterday" is the day before that one.
            at = written.get("/".join(name.split("/")[:2]))
            known = Known(
                today=asked.day_of(self.clock.now() if at is None else from_text(at)),
                client_names=asked.names.client,
                therapist_names=asked.names.therapist,
                sessions=held,
                people=people,
            )
            proposed[name] = self.deidentifier.replacements(text, asked.language, known)
            people = known.met(text, proposed[name]).people
        shown = {name: [asdict(one) for one in found] for name, found in proposed.items()}
        seen = (packet.model_dump_json(), dumps(shown))
        digest = reached.key.fingerprint(b"consult packet", *(part.encode() for part in seen)).hex()
        return Composed(packet, proposed, digest)

    def _read(self, reached: Reached, kind: str, seen_by: str = Audience.BOTH) -> Sequence[Row]:
        """Read a kind, oldest first."""
        journey, part = reached.journey, Selection(kind=kind)
        return self.captures.before(journey.practice, journey.id, seen_by, part, None, MOST_READ).rows[::-1]

    def _chosen(self, reached: Reached, asked: ConsultAsked) -> list[Capture]:
        """Read the reflections that go along, and make sure that the stuckness is there."""
        journey, wrong, chosen = reached.journey, [], []
        for place, one in enumerate(asked.reflections):
            found = self.captures.read(journey.practice, journey.id, one)
            if found is None or found.kind not in REFLECTIONS or found.retracted or found.seen_by != reached.own:
                wrong.append((f"/reflections/{place}", "a reflection of yours on this journey"))
            else:
                chosen.append(found)
        if asked.stuckness is not None:
            said = self.captures.read(journey.practice, journey.id, asked.stuckness)
            if said is None or said.kind is not Kind.STUCKNESS or said.seen_by not in reached.hears:
                wrong.append(("/stuckness", "a stuckness that was declared on this journey"))
        if wrong:
            raise WrongFieldError(*wrong)
        return chosen

    def _ideas(self, reached: Reached, asked: ConsultAsked) -> list[Capture]:
        """Give the ideas that go along: those that were chosen, or all that were shared or tried."""
        rows = self._read(reached, Kind.IDEA, reached.own)
        there = {row.id: row for row in rows if isinstance(row, Capture)}
        if asked.ideas is None:
            return [one for one in there.values() if state_of(one) not in _UNTRIED][-MOST_IDEAS:]
        wrong = [
            (f"/ideas/{place}", "an idea of yours on this journey")
            for place, one in enumerate(asked.ideas)
            if one not in there
        ]
        if wrong:
            raise WrongFieldError(*wrong)
        return [there[one] for one in asked.ideas]
