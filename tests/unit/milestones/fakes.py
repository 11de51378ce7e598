"""Fakes at the ports of the milestones service, which count their calls as the adapters would make them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Generic

from kernel.envelope import Event
from kernel.log import Log
from milestones.application.bringing import Bringer
from milestones.application.observe_contact import ContactObserver
from milestones.application.observe_measure import observe_measure
from milestones.application.observe_said import Hearer
from milestones.application.observers import use_cases
from milestones.application.observing import AT_ONCE, Observer
from milestones.application.walking import Walker
from milestones.domain.alert import Alert, AlertLine, AlertState
from milestones.domain.arranging import CoursePage, whole
from milestones.domain.claim import MilestoneState
from milestones.domain.course import Course
from milestones.domain.found_in import TRAIL
from milestones.domain.goal import GoalCourse
from milestones.domain.journey import Fact, Journey, View, for_client
from milestones.domain.known_trail import KeptTrail, Records, known_in
from milestones.domain.milestone import HistoryEntry, Milestone
from milestones.domain.ports import AlertNews, AnyCourse, Kept, News, Page, Place, StaleError
from milestones.domain.trail_ports import Bringing
from unit.kernel.fakes import FixedClock

SILENT = Log("milestones", lambda _: None)


class Fuse:
    """Cuts the function off before one of its calls."""

    def __init__(self) -> None:
        self.calls_left: int | None = None

    def burn(self) -> None:
        """Count one call."""
        if self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left < 0:
                raise ConnectionError


class FakeMilestones:
    """Milestones by id, as the news leaves them, with every event."""

    def __init__(self) -> None:
        self.found: dict[str, Milestone] = {}
        self.events: list[Event] = []
        self.fuse = Fuse()
        self.journeys = FakeJourneys()
        self.alerts = FakeAlerts()

    def __len__(self) -> int:
        return len(self.found)

    def __contains__(self, milestone: str) -> bool:
        return milestone in self.found

    def take(self, news: News | AlertNews, place: Place) -> None:
        """Write one piece of news, under its version."""
        if isinstance(news, AlertNews):
            self.alerts.take(news, place)
            return
        change, before = news.change, self.found.get(news.milestone)
        assert change.version == (before.version if before else 0) + 1
        line = HistoryEntry(change.version, change.state, news.at, news.reason)
        assert news.claim is not None or before is not None
        self.found[news.milestone] = Milestone(
            id=news.milestone,
            kind=change.key[0],
            state=change.state,
            version=change.version,
            rule_version=news.claim.rule_version if news.claim else before.rule_version if before else 0,
            subject=news.claim.subject if news.claim else before.subject if before else "",
            occurred_at=news.occurred_at,
            numbers=news.numbers if news.claim else before.numbers if before else {},
            thresholds=news.claim.thresholds if news.claim else before.thresholds if before else {},
            history=(*(before.history if before else ()), line),
        )
        self.events.append(news.event)

    def page(self, practice: str, journey: str, view: View, after: str | None, limit: int) -> Page:
        """Read a page."""
        del practice
        keys = sorted(
            key
            for key, one in self.found.items()
            if one.journey == journey
            and (view is View.ALL or for_client(one.kind, one.state))
            and (after is None or key.rpartition(".")[2] > after)
        )
        cursor = keys[limit - 1].rpartition(".")[2] if len(keys) > limit else None
        return Page([self.found[key] for key in keys[:limit]], cursor)

    def with_journey(self, practice: str, milestone: str) -> tuple[Journey | None, Milestone | None]:
        """Read a milestone and its journey."""
        return self.journeys.get(practice, milestone.partition(".")[0]), self.found.get(milestone)


class FakeAlerts:
    """Alerts by id, as the news leaves them, with every event."""

    def __init__(self) -> None:
        self.found: dict[str, Alert] = {}
        self.events: list[Event] = []

    def __len__(self) -> int:
        return len(self.found)

    def take(self, news: AlertNews, place: Place) -> None:
        """Write one piece of news, under its version."""
        change, before = news.change, self.found.get(news.alert)
        standing, concern = change.standing, change.concern
        assert standing.version == (before.version if before else 0) + 1
        line = AlertLine(standing.version, standing.state, news.at, change.cleared_by)
        assert concern or before
        self.found[news.alert] = Alert(
            id=news.alert,
            kind=change.kind,
            state=standing.state,
            version=standing.version,
            raising=standing.raising,
            course=place.subject,
            subject=news.subject,
            rule_version=concern.rule_version if concern else before.rule_version if before else 0,
            occurred_at=concern.occurred_at if concern else before.occurred_at if before else news.at,
            numbers=concern.numbers if concern else before.numbers if before else {},
            thresholds=concern.thresholds if concern else before.thresholds if before else {},
            declared_by=concern.declared_by if concern else before.declared_by if before else None,
            history=(*(before.history if before else ()), line),
        )
        self.events.append(news.event)

    def open(self) -> dict[str, str]:
        """Give the state of each alert that is not cleared, by its kind."""
        return {one.kind.value: one.state.value for one in self.found.values() if one.state is not AlertState.CLEARED}


class FakeCourses(Generic[AnyCourse]):
    """Courses by place, long ones with their pages; counts reads and writes, and can be overtaken."""

    def __init__(self, empty: Callable[[], AnyCourse], milestones: FakeMilestones) -> None:
        self.kept: dict[Place, Kept[AnyCourse]] = {}
        self.pages: dict[Place, dict[int, CoursePage]] = {}
        self.calls: list[str] = []
        self.overtaken_by: list[Callable[[], None]] = []
        self._empty: Callable[[], AnyCourse] = empty
        self._milestones = milestones

    def __len__(self) -> int:
        return len(self.kept)

    def __contains__(self, place: Place) -> bool:
        return place in self.kept

    def load(self, place: Place) -> Kept[AnyCourse]:
        """Read a course."""
        self._milestones.fuse.burn()
        self.calls.append("get")
        return self.kept.get(place) or Kept(self._empty(), {}, 0)

    def load_whole(self, place: Place) -> Kept[AnyCourse]:
        """Read a course with its pages."""
        self._milestones.fuse.burn()
        self.calls.append("query")
        kept, pages = self.kept.get(place) or Kept(self._empty(), {}, 0), [*self.pages.get(place, {}).values()]
        if kept.course.recorded.older is None:
            return kept
        older = kept.course.recorded.older
        assert (older.pages, older.writes) == (len(pages), sum(page.version for page in pages))
        course, standings = whole(kept.course.recorded, kept.standings, pages)
        return replace(kept, course=kept.course.recording(course), standings=standings, pages=pages)

    def keep(self, place: Place, kept: Kept[AnyCourse], news: Sequence[News | AlertNews]) -> None:
        """Write a course with its news."""
        self._milestones.fuse.burn()
        if self.overtaken_by:
            other, *rest = self.overtaken_by
            self.overtaken_by = []
            other()
            self.overtaken_by = rest
        items = 1 + len(news) + len(kept.pages)
        self.calls.append(f"transaction of {items}" if items > 1 else "put")
        assert items <= 100, "what DynamoDB takes in one transaction"
        stored = self.kept.get(place)
        if kept.version != (stored.version if stored else 0) + 1:
            raise StaleError
        self.kept[place] = replace(kept, pages=())
        pages = self.pages.setdefault(place, {})
        for page in kept.pages:
            assert page.version == (pages[page.number].version if page.number in pages else 0) + 1
            pages[page.number] = page
        for one in news:
            self._milestones.take(one, place)

    def settle(self, place: Place, version: int) -> None:
        """Note that the trail knows a course."""
        self._milestones.fuse.burn()
        self.calls.append("update")
        self.settled(place, version)

    def settled(self, place: Place, version: int) -> None:
        """Note it as a part of another write."""
        kept = self.kept[place]
        if kept.version != version:
            raise StaleError
        self.kept[place] = replace(kept, owed=False)


class FakeTrails:
    """Trails as records in pages; counts reads and writes, and can be overtaken."""

    def __init__(self, milestones: FakeMilestones, courses: FakeCourses[Course]) -> None:
        self.heads: dict[Place, KeptTrail] = {}
        self.pages: dict[Place, list[Records]] = {}
        self.calls: list[str] = []
        self.overtaken_by: list[Callable[[], None]] = []
        self._milestones = milestones
        self._courses = courses

    def __len__(self) -> int:
        return len(self.heads)

    def load(self, practice: str, journey: str) -> KeptTrail:
        """Read a trail from its records, as the adapter does."""
        self._milestones.fuse.burn()
        self.calls.append("query")
        place = Place(practice, journey, TRAIL)
        head = self.heads.get(place, KeptTrail())
        pages = self.pages.get(place, [])
        assert len(pages) == head.pages
        known, standings = known_in([*pages, head.recent])
        return replace(head, known=known, standings=standings)

    def keep(
        self, place: Place, kept: KeptTrail, pages: Sequence[Records], news: Sequence[News], of: Bringing | None = None
    ) -> None:
        """Write a trail with its news."""
        self._milestones.fuse.burn()
        if self.overtaken_by:
            other, *rest = self.overtaken_by
            self.overtaken_by = []
            other()
            self.overtaken_by = rest
        items = 1 + len(news) + len(pages) + (of is not None)
        self.calls.append(f"transaction of {items}" if items > 1 else "put")
        assert items <= 100, "what DynamoDB takes in one transaction"
        head = self.heads.get(place, KeptTrail())
        if kept.version != head.version + 1:
            raise StaleError
        if of is not None:
            self._courses.settled(of.place, of.version)
        # Only what an item would hold: what is known is put together from the records.
        self.heads[place] = KeptTrail(version=kept.version, recent=kept.recent, pages=kept.pages)
        self.pages.setdefault(place, []).extend(pages)
        for one in news:
            self._milestones.take(one, place)


class FakeJourneys:
    """Journeys by practice and id, each fact with its version."""

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], dict[Fact, tuple[int, str | None]]] = {}

    def __len__(self) -> int:
        return len(self.facts)

    def learn(  # noqa: PLR0917 - as the port has it
        self, practice: str, journey: str, fact: Fact, version: int, value: str | None, at: str | None = None
    ) -> None:
        """Note a fact; since when it is known matters to no test on fakes."""
        del at
        known = self.facts.setdefault((practice, journey), {})
        if fact not in known or known[fact][0] < version:
            known[fact] = (version, value)

    def get(self, practice: str, journey: str) -> Journey | None:
        """Read a journey."""
        known = self.facts.get((practice, journey))
        if known is None:
            return None
        return Journey(
            known.get(Fact.THERAPIST, (0, None))[1], known.get(Fact.CLIENT, (0, None))[1], closed=Fact.CLOSED in known
        )


class FakeQuiet:
    """Sessions and pauses in a dictionary; no alert of a silence was ever raised here."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], tuple[datetime | None, int, bool]] = {}

    def __len__(self) -> int:
        return len(self.told)

    def held(self, practice: str, journey: str, at: datetime) -> datetime | None:
        """Note a session."""
        _, version, paused = self.told.get((practice, journey), (None, 0, False))
        self.told[practice, journey] = (at, version, paused)
        return None

    def paused(self, practice: str, journey: str, version: int, at: datetime, *, paused: bool) -> datetime | None:
        """Note a pause or its end."""
        del at
        held, known, before = self.told.get((practice, journey), (None, 0, False))
        self.told[practice, journey] = (held, version, paused) if version > known else (held, known, before)
        return None

    def ended(self, practice: str, journey: str) -> datetime | None:
        """Forget it."""
        self.told.pop((practice, journey), None)
        return None


class NoSilence:
    """Fails where a silence is ended: none began."""

    def ends(self, practice: str, journey: str, heard: datetime, cause: str) -> None:
        """Fail."""
        raise AssertionError(practice, journey, heard, cause)


class Service:
    """The use cases of the detect function on fakes."""

    def __init__(self, log: Log = SILENT, at_once: int = AT_ONCE) -> None:
        self.milestones = FakeMilestones()
        self.courses: FakeCourses[Course] = FakeCourses(Course, self.milestones)
        self.goals: FakeCourses[GoalCourse] = FakeCourses(GoalCourse, self.milestones)
        self.said: FakeCourses[Course] = FakeCourses(Course, self.milestones)
        self.contacts = FakeQuiet()
        self.trails = FakeTrails(self.milestones, self.courses)
        walker = Walker(self.trails, FixedClock(), log, at_once)
        scores = Observer(self.courses, self.trails, FixedClock(), log, at_once)
        self._use_cases = use_cases(
            scores=observe_measure(scores, Bringer(walker, self.courses)),
            goals=Observer(self.goals, self.trails, FixedClock(), log, at_once),
            walker=walker,
            journeys=self.milestones.journeys,
            hearer=Hearer(self.said, FixedClock(), log),
            contact=ContactObserver(self.contacts, NoSilence()),
        )

    def take_in(self, *events: Event) -> None:
        """Take events in, one after the other."""
        for event in events:
            self._use_cases[event.type](event)

    def end_state(self) -> dict[str, tuple[object, ...]]:
        """Give what holds now, without how it came to that."""
        return {
            key: (one.kind, one.state, one.subject, one.occurred_at, dict(one.numbers), dict(one.thresholds))
            for key, one in self.milestones.found.items()
            if one.state is not MilestoneState.RETRACTED
        }
