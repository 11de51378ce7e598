"""The reflections service still reads what milestones says: its own tolerant models on the producer's samples."""

import json
from pathlib import Path

import pytest

from build.contracts import folder_of, produced
from kernel.clock import SystemClock
from kernel.envelope import Event
from reflections.application import project_approval, project_consult, project_instrument
from reflections.application.alert_words import alert
from reflections.application.project_highlight import ALERTS, SETBACKS, TYPES, project_highlight
from reflections.application.remove_erased import CONFIRMED, ERASED, note_confirmation, remove_erased
from reflections.domain.consult_outcome import Consulted
from reflections.domain.highlight import Highlight
from reflections.domain.instruments import SHIPPED
from reflections.domain.practice_instruments import Defined

INSTRUMENTS_TOLD = sorted((folder_of("instrument.defined.v1") / "samples").glob("*.json"))
SAMPLES = [path for kind in TYPES for path in sorted((folder_of(kind) / "samples").glob("*.json"))]


class _Highlights:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[Highlight] = []
        self.approved: list[tuple[str, str, str]] = []

    def keep(self, highlight: Highlight) -> None:
        """Keep it."""
        self.kept.append(highlight)

    def approve(self, practice: str, journey: str, milestone: str) -> None:
        """Note it."""
        self.approved.append((practice, journey, milestone))


def _taken_in(event: Event) -> Highlight:
    highlights = _Highlights()
    project_highlight(highlights)(event)
    (kept,) = highlights.kept
    return kept


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_a_sample_is_taken_in(path: Path) -> None:
    event = Event.model_validate_json(path.read_text(encoding="utf-8"))
    kept = _taken_in(event)
    assert (kept.journey, kept.practice, kept.version) == (event.subject, event.practice, event.data["version"])
    assert kept.setback == (event.type in SETBACKS)
    assert kept.milestone == event.data["alert" if kept.level else "setback" if kept.setback else "milestone"]
    assert (kept.level, kept.gone) == (event.data.get("level"), event.type == "alert.cleared.v1" or kept.gone)
    assert kept.level is None or kept.audience == "therapist"
    newer = {**event.data, "newer": {"than": "we know"}, "kind": "of_tomorrow", "state": "in_a_new_way"}
    assert _taken_in(event.model_copy(update={"data": newer})).kind == "of_tomorrow"


APPROVALS = [path for kind in project_approval.TYPES for path in sorted((folder_of(kind) / "samples").glob("*.json"))]


@pytest.mark.parametrize("path", APPROVALS, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_an_approval_is_taken_in_unless_there_was_none(path: Path) -> None:
    event, highlights = Event.model_validate_json(path.read_text(encoding="utf-8")), _Highlights()
    newer = {**event.data, "newer": {"than": "we know"}}
    never = {**event.data, "reason": "not_approved"}
    for data in (event.data, newer, never):
        project_approval.project_approval(highlights)(event.model_copy(update={"data": data}))
    assert highlights.approved == [(event.practice, event.subject, event.data["milestone"])] * 2
    assert event.type in produced("notifications")


class _Consulted:
    """Notes what it is given."""

    def __init__(self) -> None:
        self.noted: list[Consulted] = []

    def note(self, consulted: Consulted) -> None:
        """Note it."""
        self.noted.append(consulted)


CONSULTS = [path for kind in project_consult.TYPES for path in sorted((folder_of(kind) / "samples").glob("*.json"))]


@pytest.mark.parametrize("path", CONSULTS, ids=lambda path: f"{path.parts[-4]}-{path.stem}")
def test_a_consult_is_noted_by_when_it_was_asked_or_answered_first(path: Path) -> None:
    event, store = Event.model_validate_json(path.read_text(encoding="utf-8")), _Consulted()
    newer = {**event.data, "newer": {"than": "we know"}}
    for data in (event.data, newer):
        project_consult.project_consult(store)(event.model_copy(update={"data": data}))  # type: ignore[arg-type]
    if event.data.get("number", 1) > 1:
        assert store.noted == []
        return
    first, again = store.noted
    at = event.data["occurred_at"]
    times = (at, None) if event.type == project_consult.REQUESTED else (None, at)
    assert first == again == Consulted(event.practice, event.subject, event.data["consult"], *times)
    assert event.type in produced("reflections")


def test_not_approved_is_a_reason_that_notifications_gives() -> None:
    schema = json.loads((folder_of("celebration.not_done.v1") / "schema.json").read_text(encoding="utf-8"))
    assert "not_approved" in _enumerated(schema, "consent_withdrawn")


class _Instruments:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[Defined] = []

    def keep(self, defined: Defined) -> None:
        """Keep it."""
        self.kept.append(defined)


@pytest.mark.parametrize("path", INSTRUMENTS_TOLD, ids=lambda path: path.stem)
def test_an_instrument_is_taken_in_unless_it_is_shipped(path: Path) -> None:
    event = Event.model_validate_json(path.read_text(encoding="utf-8"))
    newer = event.model_copy(update={"data": {**event.data, "newer": {"than": "we know"}}})
    instruments = _Instruments()
    for told in (event, newer):
        project_instrument.project_instrument(instruments)(told)
    if event.subject in SHIPPED:
        assert instruments.kept == []
        return
    kept, again = instruments.kept
    assert kept == again
    assert (kept.practice, kept.version, kept.withdrawn) == (
        event.practice,
        event.data["version"],
        event.data["withdrawn"],
    )
    assert kept.instrument.name == event.subject


def test_every_type_that_is_read_has_samples_of_its_producer() -> None:
    read = (*TYPES, *project_instrument.TYPES)
    assert {path.parts[-4] for path in (*SAMPLES, *INSTRUMENTS_TOLD)} == {kind.rpartition(".")[0] for kind in read}
    assert set(read) <= produced("milestones").keys()


class _ErasedRows:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.confirmed: list[tuple[str, ...]] = []

    def remove(self, practice: str, journey: str) -> None:
        """Find nothing to remove."""
        self.confirmed.append((practice, journey))

    def confirm(self, *told: str) -> None:
        """Note it."""
        self.confirmed.append(told)


@pytest.mark.parametrize("kind", CONFIRMED)
def test_a_confirmation_is_noted_under_the_service_that_gives_it(kind: str) -> None:
    (path,) = (folder_of(kind) / "samples").glob("*.json")
    event, rows = Event.model_validate_json(path.read_text(encoding="utf-8")), _ErasedRows()
    assert kind in produced(CONFIRMED[kind])
    note_confirmation(rows)(event)
    assert rows.confirmed == [(event.practice, event.subject, CONFIRMED[kind], event.time)]


def test_of_a_journey_that_was_never_erased_nothing_is_confirmed() -> None:
    (path,) = (folder_of(ERASED) / "samples").glob("*.json")
    event, rows = Event.model_validate_json(path.read_text(encoding="utf-8")), _ErasedRows()
    remove_erased(rows, SystemClock())(event)
    assert rows.confirmed == [(event.practice, event.subject)]


def test_every_kind_and_standing_state_of_the_contract_has_words() -> None:
    from reflections.application.brief_words import finding

    for kind in set(TYPES) - set(ALERTS):
        facts = json.loads((folder_of(kind) / "schema.json").read_text(encoding="utf-8"))
        text = json.dumps(facts)
        assert "sudden_gain" in text or "sudden_loss" in text
        for name in _enumerated(facts, "sudden_loss" if kind in SETBACKS else "sudden_gain"):
            assert "Milestone" not in finding(name, "confirmed", None, "en"), name
            assert "節目" not in finding(name, "confirmed", None, "ja"), name


def test_every_kind_of_alert_has_words() -> None:
    for kind in ALERTS:
        facts = json.loads((folder_of(kind) / "schema.json").read_text(encoding="utf-8"))
        for name in _enumerated(facts, "crisis_language"):
            assert not alert(name, "open", None, "en").startswith("Alert"), name
            assert not alert(name, "open", None, "ja").startswith("アラート"), name
    assert alert("of_tomorrow", "acknowledged", "PHQ-9", "en") == "Alert in PHQ-9, alert seen"


def _enumerated(schema: object, member: str) -> list[str]:
    """Find the enumeration that a word is a member of."""
    if isinstance(schema, dict):
        if member in (schema.get("enum") or ()):
            return list(schema["enum"])
        return next((found for value in schema.values() if (found := _enumerated(value, member))), [])
    if isinstance(schema, list):
        return next((found for value in schema if (found := _enumerated(value, member))), [])
    return []
