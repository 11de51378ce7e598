"""Fakes at the ports of notifications: dictionaries that keep the ports' promises, and can be struck by faults."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from kernel.envelope import Event
from kernel.log import Log
from notifications.application.alarming import Alarm
from notifications.application.first_words import FirstWords
from notifications.application.looking import Look
from notifications.application.notifying import FollowUp, Notify
from notifications.application.reminding import Remind, RemindOfMirror
from notifications.application.sending import Send
from notifications.application.telling import TellTherapist
from notifications.domain.card_notice import CardNotice, CardsDue, TherapistId, Told
from notifications.domain.celebration import Celebration
from notifications.domain.channel import Destination
from notifications.domain.command import Command
from notifications.domain.device import Device
from notifications.domain.grounds import Gathered, Grounds, Sending
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.journey import Journey
from notifications.domain.lifecycle import MilestoneState, State, refusal
from notifications.domain.message import Message, MessageId
from notifications.domain.mirror_notice import MirrorOf
from notifications.domain.notice import ENDING, Delivery, Notice, Outcome
from notifications.domain.pace import Pace
from notifications.domain.ports import JOY, TEXT, LostRaceError, Page, SpoiltTextError, StepRefusedError
from notifications.domain.practice_template import PracticeTemplate, TemplateName
from notifications.domain.preferences import EmailStopped, Language, Preferences
from notifications.domain.safety_contact import Naming, SafetyContact, Second, SecondState, naming_id
from notifications.domain.standing_cheer import StandingCheer
from notifications.domain.trace import By, Happening, Trace
from notifications.domain.unsubscribing import LASTS, ExpiredLinkError, ForgedLinkError, Subscriber
from unit.kernel.fakes import FakeTraces

SEALED = {TEXT: "sealed:", JOY: "sealed joy:"}
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that a test moves."""

    instant: datetime = NOON

    def now(self) -> datetime:
        return self.instant

    def forward(self, by: timedelta) -> None:
        self.instant += by


@dataclass
class Memory:
    """Everything that is stored, what it showed on its stream, and what was asked of it.

    Parameters
    ----------
    strike
        Called before and after each write with its name; it may raise, as a crash at that instant would.
    """

    journeys: dict[JourneyId, Journey] = field(default_factory=dict)
    celebrations: dict[CelebrationId, Celebration] = field(default_factory=dict)
    preferences: dict[tuple[str, str], Preferences] = field(default_factory=dict)
    standing: dict[JourneyId, StandingCheer] = field(default_factory=dict)
    paces: dict[tuple[str, str], Pace] = field(default_factory=dict)
    messages: dict[MessageId, Message] = field(default_factory=dict)
    card_notices: dict[TherapistId, CardNotice] = field(default_factory=dict)
    leases: dict[TherapistId, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    contacts: dict[tuple[str, str], SafetyContact] = field(default_factory=dict)
    named_at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    escalated_at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    stream: list[Celebration] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    strike: Callable[[str], None] = lambda _name: None

    def read(self, name: str) -> None:
        self.calls.append(name)

    def write(self, name: str, effect: Callable[[], None]) -> None:
        self.calls.append(name)
        self.strike(f"before {name}")
        effect()
        self.strike(f"after {name}")

    def stand(self, standing: StandingCheer) -> None:
        used = replace(standing.used, row=standing.used.row + 1)
        self.standing[standing.journey] = replace(standing, used=used)

    def store(self, celebration: Celebration) -> None:
        self.celebrations[celebration.id] = celebration
        self.stream.append(celebration)

    def stands(self, grounds: Grounds, client: str) -> bool:
        journey = grounds.journey
        preferences = self.preferences.get((grounds.celebration.id.practice, client))
        return (
            journey is not None
            and self.journeys.get(journey.id) == journey
            and (0 if preferences is None else preferences.version) == grounds.preferences.version
        )

    def __len__(self) -> int:
        return len(self.celebrations)

    def __contains__(self, celebration: CelebrationId) -> bool:
        return celebration in self.celebrations


@dataclass
class FakeCelebrations:
    """Celebrations in a dictionary, with the conditions of the table."""

    memory: Memory

    def gather(self, celebration: CelebrationId) -> Gathered:
        self.memory.read("gather")
        return self._gathered(celebration)

    def _gathered(self, celebration: CelebrationId, beside: Sequence[Celebration] = ()) -> Gathered:
        journey = celebration.of_journey
        return Gathered(
            self.memory.journeys.get(journey),
            self.memory.celebrations.get(celebration),
            self.memory.standing.get(journey),
            beside,
        )

    def look_around(self, celebration: CelebrationId) -> Gathered:
        self.memory.read("look around")
        beside = [
            one
            for one in self.memory.celebrations.values()
            if one.id != celebration and one.id.of_journey == celebration.of_journey and one.state is State.APPROVED
        ]
        return self._gathered(celebration, beside)

    def get(self, celebration: CelebrationId) -> Celebration | None:
        self.memory.read("get celebration")
        return self.memory.celebrations.get(celebration)

    def add(self, celebration: Celebration, due: CardsDue | None = None) -> None:
        if celebration in self.memory.celebrations.values() or celebration.id in self.memory:
            raise LostRaceError

        def effect() -> None:
            self.memory.store(celebration)
            if due is not None:
                known = self.memory.card_notices.get(due.therapist, CardNotice())
                self.memory.card_notices[due.therapist] = replace(
                    known,
                    since=known.since or due.since,
                    at=known.at or due.at,
                    latest=due.since,
                    version=known.version + 1,
                )

        self.memory.write("add celebration", effect)

    def change(self, before: Celebration, after: Celebration, event: Event | None = None) -> None:
        self._unchanged(before)

        def effect() -> None:
            self.memory.store(after)
            self.memory.events += [] if event is None else [event]

        self.memory.write("change celebration", effect)

    def postpone(self, before: Celebration, after: Celebration, client: str) -> None:
        self._unchanged(before)
        if after == before:
            return

        def effect() -> None:
            self.memory.store(after)
            person = (before.id.practice, client)
            pace = self.memory.paces.get(person, Pace())
            self.memory.paces[person] = replace(pace, waiting=tuple(sorted({*pace.waiting, before.id}, key=str)))

        self.memory.write("postpone", effect)

    def step(self, celebration: CelebrationId, command: Command) -> Celebration:
        stored = self.memory.celebrations.get(celebration)
        if (
            stored is None
            or stored.therapist != command.therapist
            or stored.version != command.version
            or refusal(stored.state, stored.milestone.state, command.step)
            or not stored.settled(command)
        ):
            self.memory.read("step refused")
            raise StepRefusedError(stored)
        self.memory.write("step", lambda: self.memory.store(stored.after(command)))
        return self.memory.celebrations[celebration]

    def answer(
        self, before: Celebration, after: Celebration, message: MessageId, event: Event, stopping: Preferences | None
    ) -> None:
        self._unchanged(before)
        stored = self.memory.messages.get(message)
        if stored is None:
            raise LostRaceError
        said = {**dict(stored.answers), **({after.id.hash: after.answered.answer} if after.answered else {})}

        def effect() -> None:
            self.memory.store(after)
            self.memory.messages[message] = replace(stored, answers=tuple(said.items()))
            self.memory.events.append(event)
            if stopping is not None:
                off = replace(stopping, celebrations=False, version=stopping.version + 1)
                self.memory.preferences[message.practice, message.client] = off

        self.memory.write("answer", effect)

    def keep_joy(self, celebration: CelebrationId, therapist: str, sealed: bytes | None) -> Celebration | None:
        stored = self.memory.celebrations.get(celebration)
        if stored is None or stored.therapist != therapist:
            return None
        self.memory.write("keep joy", lambda: self.memory.store(replace(stored, joy=sealed)))
        return self.memory.celebrations[celebration]

    def cards(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[Celebration]:
        self.memory.read("cards")
        mine = [
            found
            for found in self.memory.celebrations.values()
            if (found.id.practice, found.therapist) == (practice, therapist)
        ]
        mine.sort(key=lambda found: found.shown_at, reverse=True)
        begin = 0 if cursor is None else int(cursor)
        return Page(mine[begin : begin + limit], str(begin + limit) if len(mine) > begin + limit else None)

    def deliver(self, grounds: Grounds, sent: Sequence[Sending], message: Message, pace: Pace) -> None:
        for one in sent:
            self._unchanged(one.before)
        if message.id in self.memory.messages or not self.memory.stands(grounds, message.client):
            raise LostRaceError
        used = [one for one in sent if one.before.by_standing is not None]
        standing = grounds.standing
        if used and (standing is None or self.memory.standing.get(standing.journey) != standing):
            raise LostRaceError
        person = (grounds.celebration.id.practice, message.client)
        if self.memory.paces.get(person, Pace()).row != pace.row:
            raise LostRaceError

        def effect() -> None:
            for one in sent:
                self.memory.store(one.after)
                self.memory.events.append(one.event)
            self.memory.messages[message.id] = message
            done = {one.before.id for one in sent}
            waiting = tuple(name for name in self.memory.paces.get(person, Pace()).waiting if name not in done)
            self.memory.paces[person] = replace(pace, row=pace.row + 1, waiting=waiting)
            if used and standing is not None:
                self.memory.stand(standing.with_sent(message.sent_at))

        self.memory.write("deliver", effect)

    def _unchanged(self, before: Celebration) -> None:
        stored = self.memory.celebrations.get(before.id)
        if stored is None or (stored.state, stored.version) != (before.state, before.version):
            raise LostRaceError


@dataclass
class FakeStanding:
    """Standing cheers in a dictionary."""

    memory: Memory

    def get(self, journey: JourneyId) -> tuple[Journey | None, StandingCheer | None]:
        self.memory.read("get standing")
        return self.memory.journeys.get(journey), self.memory.standing.get(journey)

    def put(self, standing: StandingCheer) -> None:
        self._unchanged(standing)
        self.memory.write("put standing", lambda: self.memory.stand(standing))

    def remove(self, standing: StandingCheer) -> None:
        self._unchanged(standing)
        self.memory.write("remove standing", lambda: self._forget(standing))

    def of_therapist(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[StandingCheer]:
        self.memory.read("standing of therapist")
        mine = [
            found
            for found in self.memory.standing.values()
            if (found.journey.practice, found.therapist) == (practice, therapist)
        ]
        mine.sort(key=lambda found: found.set_at, reverse=True)
        begin = 0 if cursor is None else int(cursor)
        return Page(mine[begin : begin + limit], str(begin + limit) if len(mine) > begin + limit else None)

    def _forget(self, standing: StandingCheer) -> None:
        del self.memory.standing[standing.journey]

    def _unchanged(self, standing: StandingCheer) -> None:
        stored = self.memory.standing.get(standing.journey)
        if (0 if stored is None else stored.used.row) != standing.used.row:
            raise LostRaceError


@dataclass
class FakeJourneys:
    """Projections in a dictionary."""

    memory: Memory

    def get(self, journey: JourneyId) -> Journey:
        self.memory.read("get journey")
        return self.memory.journeys.get(journey, Journey(journey))

    def put(self, journey: Journey) -> None:
        stored = self.memory.journeys.get(journey.id)
        if (0 if stored is None else stored.row) != journey.row:
            raise LostRaceError
        after = replace(journey, row=journey.row + 1)
        self.memory.write("put journey", lambda: self.memory.journeys.update({journey.id: after}))


@dataclass
class FakePreferences:
    """Preferences in a dictionary."""

    memory: Memory
    defaults: Preferences = field(default_factory=lambda: Preferences("UTC"))

    def get(self, practice: str, person: str) -> Preferences:
        self.memory.read("get preferences")
        return self.memory.preferences.get((practice, person), self.defaults)

    def several(self, practice: str, people: Sequence[str]) -> list[Preferences]:
        self.memory.read("get preferences")
        return [self.memory.preferences.get((practice, person), self.defaults) for person in people]

    def with_pace(self, practice: str, person: str) -> tuple[Preferences, Pace]:
        self.memory.read("get preferences")
        who = (practice, person)
        return self.memory.preferences.get(who, self.defaults), self.memory.paces.get(who, Pace())

    def put(self, practice: str, person: str, preferences: Preferences) -> Preferences:
        before = self.memory.preferences.get((practice, person), self.defaults)
        after = replace(preferences, devices=before.devices, version=before.version + 1)
        self.memory.write("put preferences", lambda: self.memory.preferences.update({(practice, person): after}))
        return after

    def stop_email(self, practice: str, person: str, why: EmailStopped, address: str | None = None) -> bool:
        stored = self.memory.preferences.get((practice, person), self.defaults)
        if not stored.email_notices or address not in {None, stored.email}:
            self.memory.read("stop refused")
            return False
        after = replace(stored, email_notices=False, email=None, email_stopped=why, version=stored.version + 1)
        self.memory.write("stop e-mail", lambda: self.memory.preferences.update({(practice, person): after}))
        return True

    def remind_next(self, practice: str, person: str, before: datetime, then: datetime | None) -> None:
        stored = self.memory.preferences.get((practice, person), self.defaults)
        if stored.mirror_due != before:
            raise LostRaceError
        after = replace(stored, mirror_due=then)
        self.memory.write("remind next", lambda: self.memory.preferences.update({(practice, person): after}))

    def put_devices(self, practice: str, person: str, before: Preferences, devices: tuple[Device, ...]) -> None:
        stored = self.memory.preferences.get((practice, person), self.defaults)
        if stored.version != before.version:
            raise LostRaceError
        after = replace(stored, devices=devices, version=stored.version + 1)
        self.memory.write("put devices", lambda: self.memory.preferences.update({(practice, person): after}))


@dataclass
class FakeTemplates:
    """Practices' templates in a dictionary."""

    memory: Memory
    kept: dict[tuple[str, TemplateName], PracticeTemplate] = field(default_factory=dict)

    def get(self, practice: str, name: TemplateName) -> PracticeTemplate | None:
        self.memory.read("get template")
        return self.kept.get((practice, name))

    def all(self, practice: str) -> list[PracticeTemplate]:
        self.memory.read("all templates")
        return [found for (owner, _), found in self.kept.items() if owner == practice]

    def put(self, practice: str, template: PracticeTemplate) -> None:
        self._standing(practice, template.name, template.version - 1)
        self.memory.write("put template", lambda: self.kept.update({(practice, template.name): template}))

    def remove(self, practice: str, name: TemplateName, version: int) -> None:
        self._standing(practice, name, version)

        def effect() -> None:
            self.kept.pop((practice, name), None)

        self.memory.write("remove template", effect)

    def _standing(self, practice: str, name: TemplateName, version: int) -> None:
        stored = self.kept.get((practice, name))
        if (0 if stored is None else stored.version) != version:
            raise LostRaceError


@dataclass
class FakeInbox:
    """Messages in a dictionary."""

    memory: Memory

    def messages(self, practice: str, client: str, cursor: str | None, limit: int) -> Page[Message]:
        self.memory.read("messages")
        mine = [
            found for key, found in self.memory.messages.items() if (key.practice, key.client) == (practice, client)
        ]
        mine.sort(key=lambda found: found.sent_at, reverse=True)
        begin = 0 if cursor is None else int(cursor)
        return Page(mine[begin : begin + limit], str(begin + limit) if len(mine) > begin + limit else None)

    def get(self, message: MessageId) -> Message | None:
        self.memory.read("get message")
        return self.memory.messages.get(message)

    def mark_read(self, message: MessageId, now: datetime) -> Message | None:
        stored = self.memory.messages.get(message)
        if stored is None:
            return None
        if stored.read_at is not None:
            self.memory.read("get message")
            return stored
        after = replace(stored, read_at=now)

        def effect() -> None:
            self.memory.messages[message] = after
            for one in filter(self.memory.celebrations.__contains__, stored.celebrations):
                step = Trace(Happening.SEEN, now, By.CLIENT)
                self.memory.celebrations[one] = replace(self.memory.celebrations[one], seen_at=now).traced(step)

        self.memory.write("mark read", effect)
        return after

    def record(self, before: Message, after: Message) -> None:
        stored = self.memory.messages[before.id]
        if (stored.notice, stored.attempts, stored.owner) != (before.notice, before.attempts, before.owner):
            raise LostRaceError
        self.memory.write("record notice", lambda: self.memory.messages.update({before.id: after}))

    def attempt(self, grounds: Grounds, before: Message, after: Message) -> None:
        stored = self.memory.messages[before.id]
        same = (stored.notice, stored.attempts) == (before.notice, before.attempts)
        if not same or not self.memory.stands(grounds, before.client):
            raise LostRaceError
        if self.memory.celebrations[before.celebration].version != grounds.celebration.version:
            raise LostRaceError
        self.memory.write("attempt notice", lambda: self.memory.messages.update({before.id: after}))


@dataclass
class FakeCardNotices:
    """What therapists are to be told, in a dictionary."""

    memory: Memory

    def get(self, therapist: TherapistId) -> CardNotice:
        self.memory.read("get card notice")
        return self.memory.card_notices.get(therapist, CardNotice())

    def any_open(self, therapist: TherapistId, since: datetime) -> bool:
        self.memory.read("any open")
        return any(
            one.state is State.DRAFTED
            and one.milestone.state in {MilestoneState.PROVISIONAL, MilestoneState.CONFIRMED}
            and one.shown_at >= since
            for one in self.memory.celebrations.values()
            if (one.id.practice, one.therapist) == (therapist.practice, therapist.therapist)
        )

    def put_off(self, therapist: TherapistId, before: CardNotice, until: datetime | None) -> None:
        changed = replace(before, at=until) if until else replace(before, at=None, since=None, attempts=0)
        self._change("put off", therapist, before, changed)

    def take(self, therapist: TherapistId, before: CardNotice, owner: str, now: datetime) -> None:
        changed = replace(before, at=None, since=None, told_at=now, attempts=before.attempts + 1)
        self._change("take", therapist, before, changed, owner)

    def record(self, therapist: TherapistId, taken: CardNotice, owner: str, told: Told) -> None:
        if self.memory.leases.get(therapist) != owner:
            raise LostRaceError

        def effect() -> None:
            known = self.memory.card_notices[therapist]
            del self.memory.leases[therapist]
            self.memory.told.append(told)
            if told.again_at is None:
                self.memory.card_notices[therapist] = replace(known, attempts=0)
            else:
                at = known.at or told.again_at
                self.memory.card_notices[therapist] = replace(known, since=taken.since, at=at, told_at=None)

        self.memory.write("record card notice", effect)

    def _change(
        self, name: str, therapist: TherapistId, before: CardNotice, after: CardNotice, owner: str | None = None
    ) -> None:
        stored = self.memory.card_notices[therapist]
        if stored.version != before.version or stored.at is None:
            raise LostRaceError

        def effect() -> None:
            self.memory.card_notices[therapist] = replace(after, version=before.version + 1)
            if owner is not None:
                self.memory.leases[therapist] = owner

        self.memory.write(name, effect)


@dataclass
class FakeDue:
    """What is due, found by looking at everything."""

    memory: Memory

    def until(self, instant: datetime) -> Iterator[CelebrationId | MessageId | TherapistId | MirrorOf]:
        wishes = self.memory.preferences.items()
        waiting: list[tuple[datetime, CelebrationId | MessageId | TherapistId | MirrorOf]] = [
            *[(one.mirror_due, MirrorOf(*who)) for who, one in wishes if one.mirror_due is not None],
            *[(c.send_at, c.id) for c in self.memory.celebrations.values() if c.send_at is not None],
            *[(m.follow_up_at, m.id) for m in self.memory.messages.values() if m.follow_up_at is not None],
            *[(one.at, name) for name, one in self.memory.card_notices.items() if one.at is not None],
        ]
        yield from [name for at, name in sorted(waiting, key=lambda due: due[0]) if at <= instant]


@dataclass
class FakeTexts:
    """Seals visibly; a journey has a key from its first sealed text on."""

    keys: set[JourneyId] = field(default_factory=set)
    spoilt: set[bytes] = field(default_factory=set)
    fetched: list[Sequence[JourneyId]] = field(default_factory=list)

    def seal_first(self, journey: JourneyId, text: str) -> bytes:
        self.keys.add(journey)
        return f"sealed:{text}".encode()

    def seal(self, journey: JourneyId, text: str, field: str = TEXT) -> bytes | None:
        return f"{SEALED[field]}{text}".encode() if journey in self.keys else None

    def open(self, journey: JourneyId, sealed: bytes, field: str = TEXT) -> str | None:
        if sealed in self.spoilt or not sealed.startswith(SEALED[field].encode()):
            raise SpoiltTextError
        return sealed.decode().removeprefix(SEALED[field]) if journey in self.keys else None

    def fetch(self, journeys: Sequence[JourneyId]) -> None:
        self.fetched.append(journeys)


@dataclass
class FakeErased:
    """Erased journeys: what they had goes."""

    memory: Memory
    texts: FakeTexts

    def remove(self, journey: JourneyId, client: str | None) -> None:
        self.texts.keys.discard(journey)
        for one in [one for one in self.memory.celebrations if one.of_journey == journey]:
            del self.memory.celebrations[one]
        for message in [one for one, kept in self.memory.messages.items() if kept.celebration.of_journey == journey]:
            del self.memory.messages[message]
        del client

    def confirm(self, journey: JourneyId, event: Event) -> None:
        known = self.memory.journeys[journey]
        if not known.erasure_confirmed:
            self.memory.journeys[journey] = Journey(journey, known.row, erased=True, erasure_confirmed=True)
            self.memory.events.append(event)


@dataclass
class FakeSchedule:
    """Schedules that were made, each once."""

    strike: Callable[[str], None] = lambda _name: None
    wakes: dict[tuple[CelebrationId, datetime], None] = field(default_factory=dict)

    def wake(self, celebration: CelebrationId, at: datetime) -> None:
        self.strike("before wake")
        self.wakes[celebration, at] = None
        self.strike("after wake")

    def __len__(self) -> int:
        return len(self.wakes)


@dataclass
class FakeProvider:
    """A provider of one channel: notes each notice that really left, and answers as it was told to.

    Parameters
    ----------
    name
        What its acceptances and its strikes are called after.
    """

    name: str
    outcomes: list[Outcome] = field(default_factory=list)
    left: list[tuple[str, Language]] = field(default_factory=list)
    tried: int = 0
    strike: Callable[[str], None] = lambda _name: None

    def carry(self, notice: Notice, to: str) -> Delivery:
        self.strike(f"before {self.name}")
        self.tried += 1
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome.ACCEPTED
        # What is unknown may well have left: the worst case is what a test must count with.
        if outcome in ENDING:
            self.left.append((to, notice.language))
        self.strike(f"after {self.name}")
        return Delivery(outcome, f"{self.name}-{self.tried}" if outcome is Outcome.ACCEPTED else None)


@dataclass
class FakeCarrier:
    """Every channel, each with a provider of its own."""

    mailer: FakeProvider = field(default_factory=lambda: FakeProvider("mail"))
    pusher: FakeProvider = field(default_factory=lambda: FakeProvider("push"))
    notices: list[Notice] = field(default_factory=list)

    def carry(self, notice: Notice, destination: Destination) -> Delivery:
        self.notices.append(notice)
        if isinstance(destination, Device):
            return self.pusher.carry(notice, destination.endpoint)
        return self.mailer.carry(notice, destination.address)


@dataclass
class FakePushServices:
    """Push services, of which some addresses are refused."""

    refused: dict[str, str] = field(default_factory=dict)

    def refusal(self, endpoint: str) -> str | None:
        return self.refused.get(endpoint)

    def takes_key(self, p256dh: bytes) -> bool:
        return p256dh.startswith(b"\x04")

    def server_key(self) -> bytes:
        return b"\x04" + bytes(64)


@dataclass
class FakeLinks:
    """Links that say openly whom they are for."""

    def link(self, subscriber: Subscriber, now: datetime) -> str:
        ends = int((now + LASTS).timestamp())
        return f"https://api.example/unsubscribe/ours_{subscriber.practice}_{subscriber.person}_{ends}"

    def read(self, token: str, now: datetime) -> Subscriber:
        mark, *rest = token.split("_")
        if mark != "ours":
            raise ForgedLinkError
        practice, person, ends = rest
        if int(ends) < now.timestamp():
            raise ExpiredLinkError
        return Subscriber(practice, person)


@dataclass
class FakeContacts:
    """Safety contacts in a dictionary, with the conditions of the table."""

    memory: Memory

    def get(self, practice: str, therapist: str) -> SafetyContact:
        self.memory.read("get contact")
        return self.memory.contacts.get((practice, therapist), SafetyContact())

    def put(self, practice: str, therapist: str, before: SafetyContact, after: SafetyContact, now: datetime) -> None:
        if self.memory.contacts.get((practice, therapist), SafetyContact()) != before:
            raise LostRaceError
        stored = replace(after, version=before.version + 1)
        self.memory.write("put contact", lambda: self.memory.contacts.update({(practice, therapist): stored}))
        self.memory.named_at[practice, therapist] = now

    def named(self, practice: str, person: str) -> list[Naming]:
        self.memory.read("query namings")
        return [
            self._naming((practice, therapist), contact.second)
            for (within, therapist), contact in self.memory.contacts.items()
            if within == practice and contact.second is not None and contact.second.person == person
        ]

    def say(self, practice: str, person: str, naming: str, state: SecondState) -> Naming | None:
        found = next((one for one in self.named(practice, person) if one.id == naming), None)
        if found is None:
            return None
        who = practice, found.therapist
        said = replace(self.memory.contacts[who], second=Second(person, state))
        self.memory.write("put naming", lambda: self.memory.contacts.update({who: said}))
        return replace(found, state=state)

    def escalated(self, practice: str, therapist: str, person: str, now: datetime) -> None:
        contact = self.memory.contacts.get((practice, therapist), SafetyContact())
        if contact.second is not None and contact.second.person == person:
            self.memory.write("put escalation", lambda: self.memory.escalated_at.update({(practice, therapist): now}))

    def _naming(self, who: tuple[str, str], second: Second) -> Naming:
        escalated_at = self.memory.escalated_at.get(who)
        return Naming(naming_id(who[1]), who[1], second.state, self.memory.named_at.get(who, NOON), escalated_at)


class Desk:
    """All fakes and the use cases that send, wired together."""

    def __init__(self, strike: Callable[[str], None] = lambda _name: None) -> None:
        self.memory = Memory(strike=strike)
        self.clock = FakeClock()
        self.lines: list[str] = []
        self.log = Log("notifications", self.lines.append)
        self.celebrations = FakeCelebrations(self.memory)
        self.journeys = FakeJourneys(self.memory)
        self.traces = FakeTraces()
        self.standing = FakeStanding(self.memory)
        self.preferences = FakePreferences(self.memory)
        self.inbox = FakeInbox(self.memory)
        self.templates = FakeTemplates(self.memory)
        self.first_words = FirstWords(self.templates, self.log)
        self.due = FakeDue(self.memory)
        self.texts = FakeTexts()
        self.erased = FakeErased(self.memory, self.texts)
        self.schedule = FakeSchedule(strike)
        self.carrier = FakeCarrier()
        self.mailer, self.pusher = self.carrier.mailer, self.carrier.pusher
        self.mailer.strike = self.pusher.strike = strike
        self.push = FakePushServices()
        self.links = FakeLinks()
        self.look = Look(self.celebrations, self.preferences)
        self.notify = Notify(self.inbox, self.preferences, self.carrier, self.clock, self.log)
        self.send = Send(self.look, self.celebrations, self.notify, self.clock, self.log)
        self.follow_up = FollowUp(self.look, self.inbox, self.notify, self.clock, self.log)
        self.contacts = FakeContacts(self.memory)
        self.alarm = Alarm(self.journeys, self.contacts, self.preferences, self.carrier, self.clock, self.log)
        self.card_notices = FakeCardNotices(self.memory)
        cards = TellTherapist(self.card_notices, self.preferences, self.carrier, self.clock, self.log)
        self.tell = Remind(
            cards, RemindOfMirror(self.preferences, self.preferences, self.carrier, self.clock, self.log)
        )
