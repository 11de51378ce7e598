"""Fakes at the ports of reflections: dictionaries that behave as the stores promise, and a clock set by hand."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from kernel.envelope import Event
from kernel.instants import to_text
from kernel.sealing import DataKey
from reflections.adapters.capture_orders import ATTRIBUTES, Order, places_of, places_of_highlight
from reflections.adapters.capture_ranges import bounds_of, bounds_of_planned, order_of
from reflections.adapters.consult_items import HELD, held_item
from reflections.domain.break_glass import BreakGlass
from reflections.domain.capture import Capture, Position
from reflections.domain.consent import Consent, Purpose
from reflections.domain.consult import Consult
from reflections.domain.consult_outcome import Consulted
from reflections.domain.deidentifying import Identifier, Known, Replacement
from reflections.domain.erasure import Erasure
from reflections.domain.goal import Aspiration, GoalWords
from reflections.domain.held_consult import Held
from reflections.domain.highlight import Highlight
from reflections.domain.instrument import Instrument
from reflections.domain.invitation import Invitation, Redemption
from reflections.domain.journey import Journey
from reflections.domain.mirror_share import MirrorShare
from reflections.domain.outcome_counts import Counts, Quarter
from reflections.domain.ports import Access, Admits, OutdatedError, Standing, TextKey
from reflections.domain.record_request import RecordRequest
from reflections.domain.retention import RetentionRule
from reflections.domain.step import Claim, Step, TakenError
from reflections.domain.supervision_rule import SupervisionRule
from reflections.domain.timeline import Row, Selection, Slice

Found = TypeVar("Found")
MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)


class HandClock:
    """A clock that stands still until told otherwise."""

    def __init__(self) -> None:
        self.present = MONDAY

    def now(self) -> datetime:
        """Return what it was set to."""
        return self.present

    def passes(self, **time: float) -> None:
        """Let time pass, given as `timedelta` takes it."""
        self.present += timedelta(**time)


class FakeJourneys:
    """Journeys, their keys and events; remembers like the real one where ``remembers`` is set."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], Journey] = {}
        self.keys: dict[tuple[str, str], TextKey] = {}
        self.events: list[Event] = []
        self.remembered: dict[tuple[str, str], Journey] = {}
        self.numbers: dict[tuple[str, int], str] = {}
        self.captures = FakeCaptures()
        self.wordings = FakeWordings()
        self.lose_next = 0
        self.consents = FakeConsents()
        self.own_instruments: dict[str, dict[str, Instrument]] = {}

    def __len__(self) -> int:
        return len(self.stored)

    def __contains__(self, journey: str) -> bool:
        return any(made == journey for _, made in self.stored)

    def access(self, practice: str, journey: str, admits: Admits, *, fresh: bool = False) -> Access | None:
        """Give what is remembered, unless it has to be fresh; nothing to who is not admitted."""
        place = practice, journey
        if place in self.remembered and not fresh:
            return self._access(place, self.remembered[place], fresh=False)
        if place not in self.stored or not admits(self.stored[place]):
            return None
        self.remembered[place] = self.stored[place]
        return self._access(place, self.stored[place], fresh=True)

    def _access(self, place: tuple[str, str], journey: Journey, *, fresh: bool) -> Access:
        return Access(journey, self.keys[place], fresh=fresh, instruments=self.instruments(place[0]))

    def instruments(self, practice: str) -> dict[str, Instrument]:
        """Read a practice's own instruments."""
        return self.own_instruments.get(practice, {})

    def ahead(self, practice: str, journeys: Collection[str]) -> "FakeAhead":
        """Read several at once."""
        return FakeAhead(self, {(practice, journey) for journey in journeys})

    def read(self, practice: str, journey: str) -> Journey | None:
        """Read a journey."""
        return self.stored.get((practice, journey))

    def new_key(self, practice: str, journey: str) -> TextKey:
        """Make a key that differs at each call, as a random one would."""
        secret = sha256(f"{practice}/{journey}/{len(self.events)}/{len(self.keys)}".encode()).digest()
        return DataKey(plaintext=secret, wrapped=b"wrapped " + secret[:4])

    def open(self, journey: Journey, key: TextKey, event: Event) -> Access | None:
        """Store a journey once."""
        place = journey.practice, journey.id
        if place in self.stored:
            return Access(self.stored[place], self.keys[place], fresh=True)
        self._claim(journey)
        self.stored[place], self.keys[place] = journey, key
        self.events.append(event)
        return None

    def save(self, step: Step) -> None:
        """Store a step, with its captures and its words where they belong."""
        place = step.after.practice, step.after.id
        if self.lose_next:
            self.lose_next -= 1
            raise OutdatedError
        if self.stored[place].version != step.before.version:
            raise OutdatedError
        self._claim(step.after)
        for session in step.numbered:
            if (number := (session.journey, int(str(session.facts["number"])))) in self.numbers:
                raise TakenError(Claim.NUMBER)
            self.numbers[number] = session.id
        self.stored[place] = step.after
        self.events += step.events
        self.captures.take(step)
        self.wordings.take(step)
        self.consents.take(step)

    def _claim(self, journey: Journey) -> None:
        """Refuse what another journey holds."""
        for other in self.stored.values():
            if (other.practice, other.id) == (journey.practice, journey.id) or other.practice != journey.practice:
                continue
            if journey.pair is not None and other.pair == journey.pair:
                raise TakenError(Claim.PAIR)
            if journey.code is not None and other.code == journey.code:
                raise TakenError(Claim.CODE)

    def of_person(self, practice: str, person: str, limit: int, after: str | None) -> tuple[list[Journey], str | None]:
        """Read a page of a person's journeys."""
        found = sorted(
            (one for (where, _), one in self.stored.items() if where == practice and one.voice_of(person)),
            key=lambda one: one.id,
        )
        rest = [one for one in found if after is None or one.id > after]
        return rest[:limit], rest[limit - 1].id if len(rest) > limit else None


@dataclass
class FakeAhead:
    """Journeys that were read together: no others are known."""

    journeys: FakeJourneys
    known: set[tuple[str, str]]

    def access(self, practice: str, journey: str, admits: Admits, *, fresh: bool = False) -> Access | None:
        """Give what was read."""
        del fresh
        return (
            self.journeys.access(practice, journey, admits, fresh=True) if (practice, journey) in self.known else None
        )


class FakeInvitations:
    """Invitations by their digest."""

    def __init__(self, journeys: FakeJourneys) -> None:
        self.stored: dict[tuple[str, str], Invitation] = {}
        self.done: dict[tuple[str, str, str], Redemption] = {}
        self._journeys = journeys

    def __len__(self) -> int:
        return len(self.stored)

    def add(self, invitation: Invitation) -> Invitation | None:
        """Store an invitation once."""
        place = invitation.practice, invitation.digest
        if place in self.stored:
            return self.stored[place]
        self.stored[place] = invitation
        return None

    def read(self, practice: str, digest: str) -> Invitation | None:
        """Read an invitation."""
        return self.stored.get((practice, digest))

    def read_for(
        self, practice: str, digest: str, person: str, command: str
    ) -> tuple[Invitation | None, Redemption | None]:
        """Read an invitation, and what the command did."""
        return self.read(practice, digest), self.done.get((practice, person, command))

    def redeem(self, invitation: Invitation, redemption: Redemption, step: Step) -> None:
        """Use an invitation, and store the step."""
        self._journeys.save(step)
        journey = step.after
        used = replace(invitation, redeemed=True)
        self.stored[invitation.practice, invitation.digest] = used
        self.done[journey.practice, str(journey.client), redemption.command] = redemption


class FakeCaptures:
    """Captures by journey and identifier, with the event that each carries."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str, str], Capture] = {}
        self.highlights: dict[tuple[str, str, str], Highlight] = {}
        self.approved: set[tuple[str, str, str]] = set()
        self.events: list[Event] = []
        self.writes = 0

    def __len__(self) -> int:
        return len(self.stored)

    def __contains__(self, capture: str) -> bool:
        return any(made == capture for _, _, made in self.stored)

    def add(self, capture: Capture, event: Event | None) -> Capture | None:
        """Store a capture once."""
        self.writes += 1
        place = capture.practice, capture.journey, capture.id
        if place in self.stored:
            return self.stored[place]
        self.stored[place] = capture
        self.events += [event] if event else []
        return None

    def take(self, step: Step) -> None:
        """Store what a journey's step brings."""
        for capture, event in step.captures:
            self.stored[capture.practice, capture.journey, capture.id] = capture
            self.events += [event] if event else []

    def read(self, practice: str, journey: str, capture: str) -> Capture | None:
        """Read a capture."""
        return self.stored.get((practice, journey, capture))

    def replace(self, capture: Capture, event: Event | None) -> None:
        """Store the next version."""
        place = capture.practice, capture.journey, capture.id
        if self.stored[place].version != capture.version - 1:
            raise OutdatedError
        self.stored[place] = capture
        self.events += [event] if event else []

    def before(  # noqa: PLR0917 - as the port has it
        self,
        practice: str,
        journey: str,
        seen_by: str,
        selection: Selection,
        position: Position | None,
        limit: int,
    ) -> Slice:
        """Read what one audience sees of a selection."""
        bounds = bounds_of(seen_by, selection, position)
        return self._between(practice, journey, order_of(selection), bounds or ("~", ""), limit + 1)

    def agenda(self, practice: str, journey: str, seen_by: str, since: str, limit: int) -> Slice:
        """Read what one audience alone has for the next session."""
        return self._between(practice, journey, Order.AGENDA, (f"{seen_by}#{since}", f"{seen_by}#~"), limit)

    def planned(self, practice: str, journey: str, position: Position | None, limit: int) -> Slice:
        """Read the planned sessions, the earliest first."""
        found = self._between(practice, journey, Order.KINDS, bounds_of_planned(position), len(self.stored)).rows[::-1]
        return Slice(found[: limit + 1], more=len(found) > limit + 1)

    def keep(self, highlight: Highlight) -> None:
        """Keep a highlight, unless a later version of it is kept."""
        place = highlight.practice, highlight.journey, highlight.milestone
        if place not in self.highlights or self.highlights[place].version < highlight.version:
            self.highlights[place] = replace(highlight, approved=place in self.approved)

    def approve(self, practice: str, journey: str, milestone: str) -> None:
        """Note that a message about a milestone was approved."""
        place = practice, journey, milestone
        self.approved.add(place)
        if place in self.highlights:
            self.highlights[place] = replace(self.highlights[place], approved=True)

    def _between(self, practice: str, journey: str, order: Order, bounds: tuple[str, str], limit: int) -> Slice:
        placed: list[tuple[str | None, Row]] = [
            *((places_of(one)[ATTRIBUTES[order]], one) for one in self.stored.values()),
            *((places_of_highlight(one)[ATTRIBUTES[order]], one) for one in self.highlights.values()),
        ]
        found = [
            (place, row)
            for place, row in placed
            if (row.practice, row.journey) == (practice, journey) and place and bounds[0] <= place <= bounds[1]
        ]
        found.sort(key=lambda pair: pair[0], reverse=True)
        return Slice([row for _, row in found[:limit]], more=len(found) > limit)


def _stretch(placed: Mapping[str, Found], after: str | None, limit: int) -> tuple[list[Found], str | None]:
    """Cut a page out of what lies in places, in their order."""
    places = sorted(place for place in placed if after is None or place > after)
    return [placed[place] for place in places[:limit]], places[limit - 1] if len(places) > limit else None


class FakeWordings:
    """What goals said, and aspirations."""

    def __init__(self) -> None:
        self.said: dict[tuple[str, str], list[GoalWords]] = {}
        self.aspirations: dict[tuple[str, str], Aspiration] = {}

    def __len__(self) -> int:
        return sum(len(said) for said in self.said.values())

    def take(self, step: Step) -> None:
        """Keep what a journey's step says."""
        for words in step.words:
            self.said.setdefault((step.after.id, words.goal), []).append(words)

    def history(self, practice: str, journey: str, goal: str) -> Sequence[GoalWords]:
        """Read all that a goal ever said."""
        del practice
        return list(reversed(self.said.get((journey, goal), [])))

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[GoalWords], str | None]:
        """Read a page of all that goals ever said."""
        del practice
        placed = {
            f"{words.goal}#{words.revision:03d}": words
            for (where, _), said in self.said.items()
            for words in said
            if where == journey
        }
        return _stretch(placed, after, limit)

    def present(self, journey: Journey) -> dict[str, GoalWords]:
        """Read what active goals say."""
        return {goal.id: self.said[journey.id, goal.id][-1] for goal in journey.goals_in_order()}

    def aspire(self, journey: Journey, aspiration: Aspiration) -> None:
        """Keep an aspiration."""
        self.aspirations[journey.practice, journey.id] = aspiration

    def aspiration(self, practice: str, journey: str) -> Aspiration | None:
        """Read the aspiration."""
        return self.aspirations.get((practice, journey))


class FakeConsents:
    """What was said of consents."""

    def __init__(self) -> None:
        self.said: dict[tuple[str, str, str], list[Consent]] = {}

    def __len__(self) -> int:
        return sum(len(said) for said in self.said.values())

    def take(self, step: Step) -> None:
        """Keep what a journey's step says."""
        for purpose, consent in step.after.consents.items():
            if consent != step.before.consents.get(purpose):
                self.said.setdefault((step.after.practice, step.after.id, purpose), []).append(consent)

    def history(
        self, practice: str, journey: str, purpose: Purpose, before: int | None, limit: int
    ) -> tuple[list[Consent], bool]:
        """Read what was said, newest first."""
        said = self.said.get((practice, journey, purpose), [])
        found = [consent for consent in reversed(said) if before is None or consent.version < before]
        return found[:limit], len(found) > limit

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[tuple[Purpose, Consent]], str | None]:
        """Read a page of all that was said."""
        placed = {
            f"{purpose}#{consent.version:09d}": (Purpose(purpose), consent)
            for (where, which, purpose), said in self.said.items()
            for consent in said
            if (where, which) == (practice, journey)
        }
        return _stretch(placed, after, limit)


class FakeConsulted:
    """That consults were asked and answered, and what was counted of them."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], Consulted] = {}
        self.kept: dict[tuple[str, str], Counts] = {}

    def __len__(self) -> int:
        return len(self.stored)

    def note(self, consulted: Consulted) -> None:
        """Note what is known of one."""
        before = self.stored.get((consulted.practice, consulted.consult), consulted)
        asked, answered = consulted.asked_at or before.asked_at, consulted.answered_at or before.answered_at
        known = replace(consulted, asked_at=asked, answered_at=answered)
        self.stored[consulted.practice, consulted.consult] = known

    def of_journey(self, practice: str, journey: str) -> list[Consulted]:
        """Read those of a journey."""
        return [one for one in self.stored.values() if (one.practice, one.journey) == (practice, journey)]

    def of_practice(self, practice: str, quarter: Quarter, most: int) -> list[Consulted]:
        """Read the first of each journey that was answered in a quarter."""
        begins, ends = to_text(quarter.begins), to_text(quarter.ends)
        found = [one for one in self.stored.values() if one.practice == practice and one.answered_at is not None]
        found = [one for one in found if begins <= (one.answered_at or "") < ends]
        found.sort(key=lambda one: (one.answered_at, one.consult))
        first: dict[str, Consulted] = {}
        for one in found:
            first.setdefault(one.journey, one)
        return [first[journey] for journey in sorted(first)[:most]]

    def counts(self, practice: str, quarter: Quarter) -> Counts | None:
        """Read what was counted of a quarter."""
        return self.kept.get((practice, str(quarter)))

    def keep(self, practice: str, quarter: Quarter, counts: Counts) -> Counts:
        """Keep what was counted, once."""
        return self.kept.setdefault((practice, str(quarter)), counts)


class FakeMirrorShares:
    """What is shared of mirrors, by journey."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], MirrorShare] = {}
        self.lose_next = 0

    def __len__(self) -> int:
        return len(self.stored)

    def read(self, practice: str, journey: str) -> MirrorShare | None:
        """Read what is shared of a journey."""
        return self.stored.get((practice, journey))

    def share(self, share: MirrorShare, before: MirrorShare | None) -> None:
        """Share it in the place of what was there."""
        self._unless_lost(share, before)
        self.stored[share.practice, share.journey] = share

    def take_back(self, share: MirrorShare) -> None:
        """Take it back."""
        self._unless_lost(share, share)
        del self.stored[share.practice, share.journey]

    def _unless_lost(self, share: MirrorShare, before: MirrorShare | None) -> None:
        if self.lose_next:
            self.lose_next -= 1
            raise OutdatedError
        if self.read(share.practice, share.journey) != before:
            raise OutdatedError

    def of_person(
        self, practice: str, person: str, limit: int, after: str | None
    ) -> tuple[list[MirrorShare], str | None]:
        """Read a page of what a person shares or is shown."""
        shown = [one for one in self.stored.values() if one.practice == practice and person in one.people]
        rest = sorted((one for one in shown if after is None or one.journey > after), key=lambda one: one.journey)
        return rest[:limit], rest[limit - 1].journey if len(rest) > limit else None


class FakeBreakGlasses:
    """Admins' accesses in an emergency."""

    def __init__(self, journeys: FakeJourneys) -> None:
        self.stored: dict[str, BreakGlass] = {}
        self._journeys = journeys

    def __len__(self) -> int:
        return len(self.stored)

    def add(self, access: BreakGlass, event: Event) -> BreakGlass | None:
        """Store an access with its event, once."""
        if access.id in self.stored:
            return self.stored[access.id]
        self.stored[access.id] = access
        self._journeys.events.append(event)
        return None

    def read(self, practice: str, journey: str, access: str) -> BreakGlass | None:
        """Read an access."""
        found = self.stored.get(access)
        return found if found is not None and (found.practice, found.journey) == (practice, journey) else None

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[BreakGlass], str | None]:
        """Read a page of a journey's accesses."""
        placed = {one.id: one for one in self.stored.values() if (one.practice, one.journey) == (practice, journey)}
        return _stretch(placed, after, limit)


class FakeRecordRequests:
    """Requests about the record."""

    def __init__(self) -> None:
        self.stored: dict[str, RecordRequest] = {}

    def __len__(self) -> int:
        return len(self.stored)

    def add(self, request: RecordRequest) -> RecordRequest | None:
        """Store a request, once."""
        if request.id in self.stored:
            return self.stored[request.id]
        self.stored[request.id] = request
        return None

    def read(self, practice: str, journey: str, request: str) -> RecordRequest | None:
        """Read a request."""
        found = self.stored.get(request)
        return found if found is not None and (found.practice, found.journey) == (practice, journey) else None

    def replace(self, request: RecordRequest) -> None:
        """Store its next version."""
        if self.stored[request.id].version != request.version - 1:
            raise OutdatedError
        self.stored[request.id] = request

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[RecordRequest], str | None]:
        """Read a page of a journey's requests."""
        placed = {one.id: one for one in self.stored.values() if (one.practice, one.journey) == (practice, journey)}
        return _stretch(placed, after, limit)


class FakeErasures:
    """Erased journeys, and practices' rules."""

    def __init__(self, journeys: FakeJourneys) -> None:
        self.stored: dict[tuple[str, str], Erasure] = {}
        self.rules: dict[str, RetentionRule] = {}
        self._journeys = journeys

    def __len__(self) -> int:
        return len(self.stored)

    def look(self, practice: str, journey: str) -> Standing:
        """Read what an erasure is judged on."""
        return Standing(
            self._journeys.read(practice, journey), self.stored.get((practice, journey)), self.rule(practice)
        )

    def begin(self, journey: Journey, erasure: Erasure, event: Event) -> None:
        """Put what is left in a journey's place."""
        place = journey.practice, journey.id
        if self._journeys.stored[place].version != journey.version:
            raise OutdatedError
        del self._journeys.stored[place], self._journeys.keys[place]
        self.stored[place] = erasure
        self._journeys.events.append(event)

    def rule(self, practice: str) -> RetentionRule:
        """Read a rule."""
        return self.rules.get(practice, RetentionRule())

    def set_rule(self, practice: str, rule: RetentionRule) -> None:
        """Store a rule."""
        if self.rule(practice).version != rule.version - 1:
            raise OutdatedError
        self.rules[practice] = rule


class FakeConsults:
    """Consults with their packets and answers, and who holds them."""

    def __init__(self, journeys: FakeJourneys) -> None:
        self.stored: dict[tuple[str, str], Consult] = {}
        self.packets: dict[tuple[str, str], bytes] = {}
        self.said: dict[tuple[str, str], list[Mapping[str, bytes]]] = {}
        self.events: list[Event] = []
        self.lose_next = 0
        self._journeys = journeys

    def __len__(self) -> int:
        return len(self.stored)

    def ask(self, consult: Consult, packet: bytes, journey: Journey, event: Event) -> None:
        """Store a new consult upon its journey."""
        place = consult.practice, consult.id
        if self._lost() or place in self.stored or self._journeys.stored[journey.practice, journey.id] != journey:
            raise OutdatedError
        self.stored[place], self.packets[place], self.said[place] = consult, packet, []
        self.events.append(event)

    def read(self, practice: str, consult: str, admits: Callable[[Consult], bool]) -> Held | None:
        """Read a consult."""
        found = self.stored.get((practice, consult))
        key = None if found is None else self._journeys.keys.get((practice, found.journey))
        return None if found is None or key is None or not admits(found) else Held(found, key)

    def thread(self, practice: str, consult: str) -> tuple[bytes, Sequence[Mapping[str, bytes]]]:
        """Read packet and answers."""
        return self.packets[practice, consult], self.said[practice, consult]

    def answer(self, consult: Consult, words: Mapping[str, bytes], event: Event) -> None:
        """Store the next version with its last answer."""
        self._next(consult)
        self.said[consult.practice, consult.id].append(words)
        self.events.append(event)

    def close(self, consult: Consult, ideas: Sequence[Capture]) -> None:
        """Store a closed consult with its ideas."""
        self._next(consult)
        for idea in ideas:
            assert self._journeys.captures.add(idea, None) is None

    def of_person(
        self, practice: str, person: str, after: str | None, limit: int, *, open_ones: bool
    ) -> tuple[Sequence[Held], str | None]:
        """Read a page of what a person holds."""
        attribute = ATTRIBUTES[Order.AGENDA if open_ones else Order.TIMELINE]
        placed = sorted(
            (str(place).removeprefix(f"{HELD}#"), one)
            for one in self.stored.values()
            if one.practice == practice
            and person in one.people
            and (place := held_item(one, person)[attribute]) is not None
        )
        if not open_ones:
            placed.reverse()
        rest = [one for one in placed if after is None or (one[0] > after if open_ones else one[0] < after)]
        held = [Held(one, self._journeys.keys[practice, one.journey]) for _, one in rest[:limit]]
        return held, rest[limit - 1][0] if len(rest) > limit else None

    def _lost(self) -> bool:
        if not self.lose_next:
            return False
        self.lose_next -= 1
        return True

    def _next(self, consult: Consult) -> None:
        place = consult.practice, consult.id
        if self._lost() or self.stored[place].version != consult.version - 1:
            raise OutdatedError
        self.stored[place] = consult


class FakeSupervisionRules:
    """What practices let go to supervisors inside them."""

    def __init__(self) -> None:
        self.rules: dict[str, SupervisionRule] = {}

    def rule(self, practice: str) -> SupervisionRule:
        """Read a practice's rule."""
        return self.rules.get(practice, SupervisionRule())

    def set_rule(self, practice: str, rule: SupervisionRule) -> None:
        """Store a practice's rule upon the version before."""
        if self.rule(practice).version != rule.version - 1:
            raise OutdatedError
        self.rules[practice] = rule


class FakeDeidentifier:
    """Replaces each word that it was told of; and where a session was on the day, the day by it."""

    def __init__(self, **words: str) -> None:
        self.words = words

    def replacements(self, text: str, language: str, known: Known) -> Sequence[Replacement]:
        """Propose what stands for each word, wherever it is found."""
        client = {"en": "[client]", "ja": "[クライエント]"}[language]
        words = {**self.words, **dict.fromkeys(known.client_names, client)}
        words |= {f"{day:%d %B}".lstrip("0"): f"session {number}" for day, number in known.sessions.items()}
        found = [
            Replacement(start, start + len(word), Identifier.NAME, instead)
            for word, instead in words.items()
            for start in range(len(text))
            if text.startswith(word, start)
        ]
        return sorted(found, key=lambda one: one.start)
