"""The notifications service still reads what the others say: its own tolerant models on the producers' samples."""

from itertools import permutations
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
import yaml

from build.contracts import folder_of, produced
from kernel.envelope import Event
from kernel.instants import from_text
from kernel.settled import SETTLED
from notifications.adapters import incoming
from notifications.application.drafting import TakeInMilestone
from notifications.application.erasing import EraseJourney
from notifications.application.projecting import Project
from notifications.domain.draft import SETBACKS, draft
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.ports import TooEarlyError
from notifications.domain.preferences import Language
from notifications.domain.reason import Reason
from notifications.handlers.observers import observers
from unit.notifications.fakes import Desk

TYPES = (
    *incoming.JOURNEY_CHANGES,
    incoming.ERASED,
    *incoming.MEASURES,
    *incoming.MILESTONES,
    *incoming.SESSIONS,
    *incoming.ALERTS,
    *incoming.SETBACKS,
)
SAMPLES = [path for kind in TYPES for path in sorted((folder_of(kind) / "samples").glob("*.json"))]
TEMPLATE = Path(__file__).resolve().parents[2] / "services" / "notifications" / "template.yaml"
NAMED = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")


def _read(path: Path) -> Event:
    return Event.model_validate_json(path.read_text(encoding="utf-8"))


def _opened(desk: Desk, event: Event) -> None:
    """Let the journey's beginning come first, which a milestone waits for."""
    opening = _read(folder_of("journey.opened.v1") / "samples" / "first.json")
    _take_in(desk, opening.model_copy(update={"subject": event.subject, "practice": event.practice}))


def _take_in(desk: Desk, event: Event) -> None:
    take_in = TakeInMilestone(desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log)
    project = Project(desk.journeys, desk.clock)
    if event.type == incoming.ERASED:
        desk.clock.instant = from_text(event.time) + SETTLED
    erase = EraseJourney(project, desk.journeys, desk.erased, desk.clock)
    observers(take_in, project, erase)[event.type](event)


@NAMED
def test_a_sample_is_taken_in_once(path: Path) -> None:
    desk, event = Desk(), _read(path)
    _opened(desk, event)
    _take_in(desk, event)
    once = (dict(desk.memory.journeys), dict(desk.memory.celebrations))
    _take_in(desk, event)
    assert (desk.memory.journeys, desk.memory.celebrations) == once
    assert JourneyId(event.practice, event.subject) in desk.memory.journeys
    if event.type in incoming.MILESTONES:
        assert CelebrationId.parse(event.practice, event.data["milestone"]) in desk.memory


@NAMED
def test_a_field_that_the_producer_adds_is_no_obstacle(path: Path) -> None:
    desk, event = Desk(), _read(path)
    _opened(desk, event)
    _take_in(desk, event.model_copy(update={"data": {**event.data, "newer": {"than": "we know"}}}))


def test_every_type_that_is_read_has_samples() -> None:
    assert {path.parts[-4] for path in SAMPLES} == {kind.rpartition(".")[0] for kind in TYPES}


def test_a_milestone_waits_for_its_journey() -> None:
    event = next(event for event in map(_read, SAMPLES) if event.type == "milestone.detected.v1")
    desk = Desk()
    with pytest.raises(TooEarlyError):
        _take_in(desk, event)


def test_the_versions_of_one_milestone_lead_to_the_same_card_in_any_order() -> None:
    about: dict[str, list[Event]] = {}
    for event in map(_read, SAMPLES):
        if event.type in incoming.MILESTONES:
            about.setdefault(event.data["milestone"], []).append(event)
    told = max(about.values(), key=len)
    assert len(told) > 1
    ends = set()
    for order in permutations(told):
        desk = Desk()
        _opened(desk, told[0])
        for event in order:
            _take_in(desk, event)
        (card,) = desk.memory.celebrations.values()
        ends.add((card.milestone.version, card.milestone.state, card.state))
    assert len(ends) == 1


def test_a_risk_in_words_not_known_here_is_not_taken_for_harmless() -> None:
    event = next(event for event in map(_read, SAMPLES) if event.type == "measure.scored.v1")
    odd = event.model_copy(update={"data": {**event.data, "risk": "somewhat"}})
    assert incoming.administration(odd).risk == "unknown"
    silent = event.model_copy(update={"data": {name: v for name, v in event.data.items() if name != "risk"}})
    assert incoming.administration(silent).risk == "missing"


def test_a_milestone_in_a_state_not_known_here_is_not_taken_for_confirmed() -> None:
    event = next(event for event in map(_read, SAMPLES) if event.type == "milestone.changed.v1")
    odd = event.model_copy(update={"data": {**event.data, "state": "doubted"}})
    assert incoming.milestone(odd)[1].state == "unstable", "the version before may have said confirmed"


def test_a_milestone_that_its_therapist_set_aside_is_not_sent() -> None:
    sample = next(path for path in SAMPLES if path.stem == "first-step-confirmed-to-dismissed")
    assert incoming.milestone(_read(sample))[1].state == "dismissed"


def test_there_are_words_of_its_own_for_every_kind_that_is_told_as_a_milestone() -> None:
    kinds = get_args(get_type_hints(produced("milestones")["milestone.detected.v1"])["kind"])
    strange = draft("a_kind_of_tomorrow", Language.ENGLISH)
    assert [kind for kind in kinds if draft(kind, Language.ENGLISH) == strange] == []
    assert set(get_args(get_type_hints(produced("milestones")["setback.detected.v1"])["kind"])) == SETBACKS


@pytest.mark.parametrize("kind", sorted(SETBACKS))
def test_a_setback_gets_no_card_even_where_it_comes_as_a_milestone(kind: str) -> None:
    event = next(event for event in map(_read, SAMPLES) if event.type == "milestone.detected.v1")
    desk = Desk()
    _opened(desk, event)
    _take_in(desk, event.model_copy(update={"data": {**event.data, "kind": kind}}))
    assert not desk.memory.celebrations


def _of(kind: str, stem: str) -> Event:
    return next(_read(path) for path in SAMPLES if (path.parts[-4], path.stem) == (kind, stem))


def test_a_red_alert_forbids_until_it_is_cleared_in_whatever_order_the_events_come() -> None:
    raised = _of("alert.raised", "risk-item-positive")
    cleared = _of("alert.cleared", "risk-item-negative-since")
    assert raised.data["alert"] == cleared.data["alert"]
    for order in permutations([raised, cleared, raised, _of("alert.raised", "goal-unmoved")]):
        desk = Desk()
        for event in order:
            _take_in(desk, event)
        (journey,) = desk.memory.journeys.values()
        assert journey.concern() is None
        _take_in(desk, _of("alert.raised", "risk-item-positive-again"))
        (journey,) = desk.memory.journeys.values()
        assert journey.concern() is Reason.RED_ALERT


def test_an_alert_whose_level_is_not_known_here_counts_as_red() -> None:
    odd = _of("alert.raised", "goal-unmoved")
    assert not incoming.alert(odd).lasts
    assert incoming.alert(odd.model_copy(update={"data": {**odd.data, "level": "purple"}})).lasts


@pytest.mark.parametrize(
    ("kind", "state", "lasts"),
    [
        ("reliable_deterioration", "confirmed", True),
        ("nhs_reliable_deterioration", "confirmed", True),
        ("reliable_deterioration", "of a new kind", True),
        ("setback_of_tomorrow", "confirmed", True),
        ("reliable_deterioration", "reversed", False),
        ("reliable_deterioration", "dismissed", False),
        ("sudden_loss", "confirmed", False),
    ],
)
def test_a_confirmed_deterioration_forbids(kind: str, state: str, lasts: bool) -> None:  # noqa: FBT001 - a table's column
    event = next(event for event in map(_read, SAMPLES) if event.type == "setback.detected.v1")
    told = event.model_copy(update={"data": {**event.data, "kind": kind, "state": state}})
    assert incoming.setback(told).lasts is lasts


def test_of_a_session_the_highest_version_counts() -> None:
    told = [event for event in map(_read, SAMPLES) if event.type in incoming.SESSIONS]
    assert {event.type for event in told} == set(incoming.SESSIONS)
    about: dict[str, list[Event]] = {}
    for event in told:
        about.setdefault(event.data["session"], []).append(event)
    for events in about.values():
        latest = max(events, key=lambda event: event.data["version"])
        for order in list(permutations(events))[:24]:
            desk = Desk()
            for event in order:
                _take_in(desk, event)
            (journey,) = desk.memory.journeys.values()
            assert list(journey.sessions.values()) == [incoming.session(latest)]


def test_a_consent_to_something_else_changes_nothing_here() -> None:
    event = next(event for event in map(_read, SAMPLES) if event.type == "consent.changed.v1")
    assert incoming.journey_fact(event.model_copy(update={"data": {**event.data, "consent": "research"}})) is None


def test_the_subscriptions_ask_for_what_is_read_and_for_nothing_else() -> None:
    class Loader(yaml.SafeLoader):
        """Reads CloudFormation's short forms as plain text."""

    Loader.add_multi_constructor("!", lambda _loader, _suffix, node: str(node.value))
    resources = yaml.load(TEMPLATE.read_text(encoding="utf-8"), Loader=Loader)["Resources"]  # noqa: S506 - a safe loader
    asked = {
        service: resources[f"{service.capitalize()}Subscription"]["Properties"]["FilterPolicy"]["type"]
        for service in ("reflections", "milestones")
    }
    assert sorted([*asked["reflections"], *asked["milestones"]]) == sorted(TYPES)
    assert all(set(types) <= produced(service).keys() for service, types in asked.items())
