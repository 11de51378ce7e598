"""Notifications with everything around it under a test's control: events, faults, clock, and an oracle of its own.

The oracle judges from the events that were taken in, by code that shares nothing with the service's: what it objects to
must never have been sent.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kernel.caller import Caller, Role
from kernel.problem import Problem
from kernel.routes import Nothing, Reply, Request
from notifications.application.deciding import Decide
from notifications.application.drafting import TakeInMilestone
from notifications.application.opening import Open
from notifications.application.planning import Plan
from notifications.application.projecting import Project
from notifications.application.standing import EndStanding, GiveStanding, Shows
from notifications.application.standing_models import StandingBody
from notifications.application.sweeping import SendOverdue
from notifications.domain.celebration import Milestone
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.device import Device, with_device
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.lifecycle import State, Step
from notifications.domain.ports import LostRaceError, TooEarlyError
from notifications.domain.preferences import Preferences
from notifications.domain.relation import Relation
from notifications.domain.risk import Administration
from notifications.domain.session import Session
from notifications.domain.standing_cheer import Kind
from unit.notifications.fakes import Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST

Happening = Milestone | JourneyFact | Administration | Session | Concern
STANDING = StandingBody(kinds={Kind.SUDDEN_GAIN: "You kept going."}, a_month=3, until=date(2026, 12, 31))
_CHANNELS = {"before mail": Channel.EMAIL, "before push": Channel.PUSH}
_LEADS = (JourneyChange.OPENED, JourneyChange.HANDED_OVER)
_CALLER = Caller(JOURNEY.practice, THERAPIST, frozenset({Role.THERAPIST}), reaches=frozenset(Relation))


class CrashError(BaseException):
    """The process died here."""


@dataclass
class World:
    """The service among its neighbours.

    Parameters
    ----------
    crash_at : int or None
        The write, from the next one on, around which the process dies: even before it, odd after it.
    taken_in : list
        Every event that was taken in for good.
    consented_to_send : bool
        Whether a therapist's approval or hold was ever accepted.
    given : tuple of int or None
        The versions of lead and consent under which a standing cheer was given that nobody took back.
    stands_for_card : bool
        Whether it was given before the card was there, and not anew since.
    """

    desk: Desk = field(default_factory=Desk)
    crash_at: int | None = None
    taken_in: list[Happening] = field(default_factory=list)
    consented_to_send: bool = False
    given: tuple[int, int] | None = None
    stands_for_card: bool = False
    keys: int = 0

    def __post_init__(self) -> None:
        desk = self.desk
        desk.memory.strike = desk.schedule.strike = self._strike
        desk.mailer.strike = desk.pusher.strike = self._strike
        self.plan = Plan(desk.send, desk.schedule, desk.clock)
        self.sweep = SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)
        self._project = Project(desk.journeys, desk.clock)
        self._take_in = TakeInMilestone(
            desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log
        )

    def _strike(self, name: str) -> None:
        if name in {"after deliver", "before mail", "before push"}:
            # Who is told of a red alert has no channel here: whatever is carried is a cheer's notice.
            assert self.objection() is None, self.objection()
        if name in _CHANNELS:
            assert self.channel_objection(_CHANNELS[name]) is None, self.channel_objection(_CHANNELS[name])
        if self.crash_at is None:
            return
        self.crash_at -= 1
        if self.crash_at < 0:
            self.crash_at = None
            raise CrashError

    def surviving(self, act: Callable[[], object]) -> bool:
        """Do something that a crash may cut off; tell whether it came to its end."""
        try:
            act()
        except (CrashError, LostRaceError):
            return False
        return True

    def take_in(self, happening: Happening) -> bool:
        """Deliver one event; tell whether it was taken in for good."""

        def act() -> None:
            if isinstance(happening, Milestone):
                self._take_in(ID, happening)
            elif isinstance(happening, JourneyFact):
                self._project.fact(JOURNEY, happening)
            elif isinstance(happening, Session):
                self._project.session(JOURNEY, happening)
            elif isinstance(happening, Concern):
                self._project.concern(JOURNEY, happening)
            else:
                self._project.administration(JOURNEY, happening)

        before = self.desk.memory.journeys.get(JOURNEY), self.desk.memory.celebrations.get(ID)
        try:
            done = self.surviving(act)
        except TooEarlyError:
            return False
        # A crash after the write has taken the event in, though nobody was told.
        if done or before != (self.desk.memory.journeys.get(JOURNEY), self.desk.memory.celebrations.get(ID)):
            self.taken_in.append(happening)
        if before[1] is None and ID in self.desk.memory:
            self.stands_for_card = self.given is not None
        return done

    def give_standing(self) -> None:
        """Let the therapist give a standing cheer, or give it anew."""
        self.desk.clock.forward(timedelta(milliseconds=1))
        before = self.desk.memory.standing.get(JOURNEY)
        give = GiveStanding(
            self.desk.standing,
            self.desk.texts,
            Shows(Open(self.desk.texts, self.desk.log), self.desk.clock),
            self.desk.clock,
        )
        self._ask_standing(give, "PUT", STANDING, 0 if before is None else before.version)
        if self.desk.memory.standing.get(JOURNEY) != before:
            facts = [happening for happening in self.taken_in if isinstance(happening, JourneyFact)]
            self.given = (
                self._latest(facts, *_LEADS).version,
                self._latest(facts, JourneyChange.CONSENT).version,
            )
            self.stands_for_card = False

    def end_standing(self) -> None:
        """Let the therapist take the standing cheer back."""
        before = self.desk.memory.standing.get(JOURNEY)
        self._ask_standing(EndStanding(self.desk.standing), "DELETE", None, 0 if before is None else before.version)
        if JOURNEY not in self.desk.memory.standing:
            self.given, self.stands_for_card = None, False

    def _ask_standing(self, answer: Callable[[Request], Reply], method: str, body: Any, version: int) -> None:  # noqa: ANN401
        request = Request(
            caller=_CALLER,
            path={"journey": JOURNEY.journey},
            body=body,
            query=None,
            raw=b"{}",
            route=method,
            key="",
            version=version,
            correlation="request",
        )
        with contextlib.suppress(Problem):
            self.surviving(lambda: answer(request))

    def decide(self, step: Step, version: int | None = None, key: str | None = None) -> str | None:
        """Let the therapist decide, once and again where the answer got lost; give the problem, if there is one."""
        stored = self.desk.memory.celebrations.get(ID)
        self.keys += 1
        request = Request(
            caller=_CALLER,
            path={"celebration": str(ID)},
            body=Nothing(),
            query=None,
            raw=b"{}",
            route="POST",
            key=key or f"key-{self.keys}",
            version=version or (stored.version if stored else 1),
            correlation="request",
        )
        decide = Decide(step, self.desk.celebrations, Open(self.desk.texts, self.desk.log), self.desk.clock)
        for _ in range(2):
            try:
                decide(request)
            except CrashError:
                self.consented_to_send |= step is not Step.DISMISS
                continue
            except Problem as problem:
                return problem.kind
            self.consented_to_send |= step is not Step.DISMISS
            return None
        return "crashed"

    def prefer(self, preferences: Preferences) -> None:
        """Let the client wish."""
        self.surviving(lambda: self.desk.preferences.put(JOURNEY.practice, CLIENT, preferences))

    def register(self, device: int) -> None:
        """Let the client register a device."""
        preferences, person = self.desk.preferences, (JOURNEY.practice, CLIENT)
        known = preferences.get(*person)
        made = Device(f"https://push.example/{device}", b"\x04" + bytes(64), bytes(16), self.desk.clock.now())
        self.surviving(lambda: preferences.put_devices(*person, known, with_device(known.devices, made)))

    def show(self, place: int) -> None:
        """Let the planner see one image of the stream."""
        stream = self.desk.memory.stream
        if stream:
            self.surviving(lambda: self.plan(stream[place % len(stream)]))

    def wake(self) -> None:
        """Let every schedule fire whose time came."""
        for celebration, at in list(self.desk.schedule.wakes):
            if at <= self.desk.clock.now():
                self.surviving(lambda celebration=celebration: self.desk.send(celebration))  # type: ignore[misc]

    def settle(self, *, stream_lost: bool = False) -> None:
        """Heal everything, show the stream unless it got lost, and let hours pass until nothing moves."""
        self.crash_at = None
        for _ in range(30):
            for place in range(0 if stream_lost else len(self.desk.memory.stream)):
                self.show(place)
            self.wake()
            self.surviving(self.sweep)
            self.desk.clock.forward(timedelta(hours=8))

    # --- the oracle -----------------------------------------------------------------------------------------------

    def objection(self) -> str | None:
        """Say what forbids that anything reaches the client at this moment."""
        preferences = self.desk.memory.preferences.get((JOURNEY.practice, CLIENT), Preferences("UTC"))
        return self.lasting_objection() or self._of_the_hour(preferences) or self._of_sessions()

    def lasting_objection(self) -> str | None:
        """Say what forbids it for as long as nothing else happens: everything but the hour."""
        preferences = self.desk.memory.preferences.get((JOURNEY.practice, CLIENT), Preferences("UTC"))
        if not preferences.celebrations:
            return "celebrations are off"
        found = self._of_the_milestone() or self._of_the_journey() or self._of_risk() or self._of_concerns()
        return found or (None if self.consented_to_send else self._of_the_standing_cheer())

    def _of_the_standing_cheer(self) -> str | None:
        if self.given is None or not self.stands_for_card:
            return "nobody approved"
        facts = [happening for happening in self.taken_in if isinstance(happening, JourneyFact)]
        lead, consent = self._latest(facts, *_LEADS), self._latest(facts, JourneyChange.CONSENT)
        return None if (lead.version, consent.version) == self.given else "the standing cheer has ended"

    def _of_concerns(self) -> str | None:
        newest: dict[str, Concern] = {}
        for happening in self.taken_in:
            if isinstance(happening, Concern) and (
                happening.id not in newest or newest[happening.id].version < happening.version
            ):
                newest[happening.id] = happening
        return next((f"{concern.reason} of {concern.id}" for concern in newest.values() if concern.lasts), None)

    def _of_sessions(self) -> str | None:
        newest: dict[str, Session] = {}
        for happening in self.taken_in:
            if isinstance(happening, Session) and (
                happening.id not in newest or newest[happening.id].version < happening.version
            ):
                newest[happening.id] = happening
        for session in newest.values():
            minutes = (self.desk.clock.now() - session.begins) / timedelta(minutes=1)
            if session.meets and -60 < minutes < 120:
                return f"{minutes} minutes after the beginning of session {session.id}"
        return None

    def _of_the_milestone(self) -> str | None:
        seen = [happening for happening in self.taken_in if isinstance(happening, Milestone)]
        latest = max(seen, key=lambda milestone: milestone.version)
        return None if latest.state == "confirmed" else f"milestone is {latest.state}"

    def _of_the_journey(self) -> str | None:
        facts = [happening for happening in self.taken_in if isinstance(happening, JourneyFact)]
        changes = {fact.change for fact in facts if fact.channel is None}
        if {JourneyChange.CLOSED, JourneyChange.ERASED} & changes or not {
            JourneyChange.OPENED,
            JourneyChange.CONSENT,
        } <= changes:
            return "closed, unknown, or no consent on record"
        if self._latest(facts, JourneyChange.OPENED, JourneyChange.HANDED_OVER).therapist != THERAPIST:
            return "the journey is another therapist's"
        pauses = (JourneyChange.PAUSED, JourneyChange.RESUMED)
        if changes & set(pauses) and self._latest(facts, *pauses).change is JourneyChange.PAUSED:
            return "the journey is paused"
        return None if self._stands(self._latest(facts, JourneyChange.CONSENT)) else "consent is withdrawn"

    def channel_objection(self, channel: Channel) -> str | None:
        """Say what forbids that a notice goes by a channel at this moment, where the client ever spoke of it."""
        said = [fact for fact in self.taken_in if isinstance(fact, JourneyFact) and fact.channel is channel]
        latest = max(said, key=lambda fact: fact.version, default=None)
        return None if latest is None or self._stands(latest) else f"consent to {channel} is withdrawn"

    def _stands(self, fact: JourneyFact) -> bool:
        return fact.granted and (fact.until is None or self.desk.clock.now() < fact.until)

    @staticmethod
    def _latest(facts: list[JourneyFact], *changes: JourneyChange) -> JourneyFact:
        told = (fact for fact in facts if fact.change in changes and fact.channel is None)
        return max(told, key=lambda fact: fact.version)

    def _of_risk(self) -> str | None:
        newest: dict[str, Administration] = {}
        for happening in self.taken_in:
            if isinstance(happening, Administration):
                known = newest.get(happening.measure)
                if known is None or known.version < happening.version:
                    newest[happening.measure] = happening
        for instrument in {point.instrument for point in newest.values()}:
            points = [
                point
                for point in newest.values()
                if point.instrument == instrument and not point.retracted and point.risk != "not_applicable"
            ]
            latest = max((point.occurred_at for point in points), default=None)
            if any(point.risk in {"positive", "missing"} for point in points if point.occurred_at == latest):
                return f"risk in {instrument}"
        return None

    def _of_the_hour(self, preferences: Preferences) -> str | None:
        wall = self.desk.clock.now().astimezone(ZoneInfo(preferences.time_zone))
        minute = wall.hour * 60 + wall.minute
        begin, end = _minutes(preferences.quiet_from), _minutes(preferences.quiet_to)
        quiet = (minute - begin) % 1440 < (end - begin) % 1440
        return "quiet hours" if quiet else None

    def check(self) -> None:
        """Check what must hold at every moment."""
        memory = self.desk.memory
        assert len(memory.messages) <= 1
        assert len(self.desk.mailer.left) + len(self.desk.pusher.left) <= 1
        assert len(memory.celebrations) <= 1
        assert len({event.id for event in memory.events}) == len(memory.events) <= 1
        sent = [celebration for celebration in memory.celebrations.values() if celebration.state is State.SENT]
        assert len(sent) == len(memory.messages)
        ever_stood = bool(memory.standing) or any(one.by_standing for one in memory.celebrations.values())
        assert self.consented_to_send or ever_stood or not (memory.messages or self.desk.carrier.notices)


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute
