"""The brief: at most twelve lines, fair to every topic, and nothing that is not new."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.application.brief_words import day_of, finding
from reflections.domain.brief import MOST_LINES, Topic, brief_of
from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.highlight import Highlight
from reflections.domain.timeline import Row

SINCE = "2026-06-01T09:00:00.000Z"


def _capture(number: int, kind: Kind, minute: int = 1, recorded: int | None = None, **facts: object) -> Capture:
    at = f"2026-06-01T09:{minute:02}:00.000Z"
    return Capture(
        practice="p",
        journey="j",
        id=f"{number:04}",
        kind=kind,
        author="a",
        by=Voice.CLIENT,
        recorded_at=at if recorded is None else f"2026-06-01T09:{recorded:02}:00.000Z",
        facts={"occurred_at": at, **facts},
        fingerprint=b"",
    )


def _highlight(number: int, kind: str, state: str, *, setback: bool = False) -> Highlight:
    at = f"2026-06-01T09:{number % 60:02}:30.000Z"
    return Highlight("p", "j", f"m{number}", kind, state, setback, "PHQ-9", None, at, at, 1)


def _topics(rows: Sequence[Row], voice: Voice = Voice.THERAPIST) -> list[Topic]:
    return [line.topic for line in brief_of(rows, [], [], voice, SINCE).lines]


def test_what_needs_the_eye_first_comes_first() -> None:
    rows: list[Row] = [
        _capture(1, Kind.STRUGGLE),
        _capture(2, Kind.WIN),
        _highlight(3, "sudden_gain", "provisional"),
        _highlight(4, "sudden_loss", "confirmed", setback=True),
        _highlight(5, "sudden_gain", "reversed"),
        _capture(6, Kind.MEASURE, risk="positive", instrument="GAD-7"),
        _capture(7, Kind.MEASURE, risk="negative"),
        _capture(8, Kind.RATING),
    ]
    assert _topics(rows) == [Topic.ALERT] * 3 + [Topic.MILESTONE, Topic.WIN, Topic.STRUGGLE]
    assert _topics(rows, Voice.CLIENT) == [Topic.MILESTONE, Topic.WIN, Topic.STRUGGLE]


def _alert(number: int, kind: str, instrument: str | None = "PHQ-9", *, state: str = "open") -> Highlight:
    at = f"2026-06-01T09:{number % 60:02}:30.000Z"
    return Highlight("p", "j", f"a{number}", kind, state, False, instrument, None, at, at, 1, "red")  # noqa: FBT003


def test_an_alert_speaks_for_what_it_hangs_on() -> None:
    found: list[Row] = [
        _capture(1, Kind.MEASURE, risk="positive", instrument="PHQ-9"),
        _highlight(2, "sudden_loss", "confirmed", setback=True),
        _highlight(3, "sudden_gain", "reversed"),
    ]
    kinds = ("risk_item_positive", "sudden_loss", "gain_reversed")
    alerts = [_alert(number, kind) for number, kind in enumerate(kinds, start=4)]
    lines = brief_of([*found, *alerts], [], [], Voice.THERAPIST, SINCE).lines
    assert [line.about for line in lines] == alerts
    elsewhere = [_alert(number, kind, "GAD-7") for number, kind in enumerate(kinds, start=4)]
    assert _topics([*found, *elsewhere]) == [Topic.ALERT] * 6
    assert _topics([_alert(4, "silence", None, state="acknowledged")]) == [Topic.ALERT]
    assert _topics(alerts, Voice.CLIENT) == []


@pytest.mark.parametrize("state", ["unstable", "reversed"])
def test_a_setback_that_does_not_stand_alarms_nobody(state: str) -> None:
    assert _topics([_highlight(1, "sudden_loss", state, setback=True)]) == []


@given(st.lists(st.sampled_from([Kind.WIN, Kind.EFFORT, Kind.STRUGGLE]), max_size=60), st.integers(0, 20))
def test_twelve_lines_at_most_and_no_topic_is_crowded_out(kinds: list[Kind], ideas: int) -> None:
    rows = [_capture(number, kind) for number, kind in enumerate(kinds)]
    to_bring = [_capture(1000 + number, Kind.CAME_TO_MIND) for number in range(ideas)]
    brief = brief_of(rows, to_bring, ["g"], Voice.THERAPIST, SINCE)
    wanted = Counter(Topic(kind.value) for kind in kinds) + Counter({Topic.IDEA: ideas, Topic.GOAL: int(bool(kinds))})
    shown = Counter(line.topic for line in brief.lines)
    assert shown.total() == min(MOST_LINES, wanted.total())
    assert brief.more == wanted.total() - shown.total()
    assert [topic for topic, _ in groupby(line.topic for line in brief.lines)] == [
        one for one in Topic if one in wanted
    ]
    # A topic that had to leave lines out is at most one line behind any other.
    shortened = [shown[topic] for topic in wanted if shown[topic] < wanted[topic]]
    assert not shortened or max(shown.values()) - min(shortened) <= 1


def test_news_is_what_happened_since_or_reached_us_since() -> None:
    before, late = _capture(1, Kind.WIN, minute=0), _capture(2, Kind.WIN, minute=0, recorded=5)
    brief = brief_of([before, late], [], ["g"], Voice.THERAPIST, SINCE)
    assert [line.about for line in brief.lines] == [late, "g"]
    brief = brief_of([before], [], ["g"], Voice.THERAPIST, SINCE)
    assert (brief.nothing_new, brief.lines) == (True, [])


def test_a_day_is_written_as_people_say_it() -> None:
    day, later = datetime(2026, 6, 3, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert [day_of(day, "en", day), day_of(day, "en", later)] == ["3 June", "3 June 2026"]
    assert [day_of(day, "ja", day), day_of(day, "ja", later)] == ["6月3日", "2026年6月3日"]


def test_a_kind_that_is_not_known_yet_is_a_milestone() -> None:
    assert finding("sudden_gain", "provisional", "PHQ-9", "en") == "Sudden gain in PHQ-9, provisional"
    assert finding("of_tomorrow", "confirmed", None, "en") == "Milestone, confirmed"
    assert finding("sudden_gain", "confirmed", "PHQ-9", "ja") == "PHQ-9の急激な改善（確認済み）"
