"""Republication: a subject's events, or those of a time, page by page, until the time is up."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from kernel.log import Log
from kernel.republish import Range, republish
from unit.kernel.fakes import FakeTopic, an_event


class _Table:
    """Two pages of items; answers a query and a scan alike, and remembers what was asked."""

    def __init__(self, *pages: list[Any]) -> None:
        self.pages = pages
        self.asked: list[Mapping[str, Any]] = []

    def _page(self, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - boto3's own keywords
        self.asked.append(asked)
        place = int(asked.get("ExclusiveStartKey", {"pk": {"S": "0"}})["pk"]["S"])
        items = [{"event": {"S": event.model_dump_json()}} for event in self.pages[place]]
        more = {"LastEvaluatedKey": {"pk": {"S": str(place + 1)}}} if place + 1 < len(self.pages) else {}
        return {"Items": items, **more}

    query = scan = _page


class _Context:
    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


def _handler(table: _Table, topic: FakeTopic) -> Any:  # noqa: ANN401 - a Lambda handler
    return republish(table, "things", topic, Log("things", lambda _line: None))  # type: ignore[arg-type]


def test_all_pages_of_a_subject_are_published_again() -> None:
    first, second, topic = an_event(), an_event(), FakeTopic()
    table = _Table([first], [second])
    answer = _handler(table, topic)({"practice": "p", "subject": "s"}, _Context(60_000))
    assert topic.events == [first, second]
    assert answer == {"published": 2, "unpublished": 0, "cursor": None}
    assert table.asked[0]["ExpressionAttributeValues"] == {":pk": {"S": "p#s"}}


def test_only_events_of_the_time_are_published() -> None:
    inside, outside, topic = an_event(), an_event(time="2026-06-02T00:00:00.000Z"), FakeTopic()
    wanted = {"since": "2026-06-01T00:00:00Z", "until": "2026-06-02T00:00:00Z"}
    assert _handler(_Table([inside, outside]), topic)(wanted, _Context(60_000))["published"] == 1
    assert topic.events == [inside]


def test_where_time_runs_out_a_cursor_tells_where_to_go_on_and_nothing_is_left_out() -> None:
    first, second, topic = an_event(), an_event(), FakeTopic()
    handler = _handler(_Table([first], [second]), topic)
    wanted = {"since": "2026-06-01T00:00:00Z", "until": "2026-06-02T00:00:00Z"}
    answer = handler(wanted, _Context(1_000))
    assert answer["cursor"] is not None
    assert handler({**wanted, "cursor": answer["cursor"]}, _Context(1_000))["cursor"] is None
    assert topic.events == [first, second]


def test_what_fails_again_is_counted() -> None:
    event, topic = an_event(), FakeTopic()
    topic.refused = {event.id}
    answer = _handler(_Table([event]), topic)({"practice": "p", "subject": "s"}, _Context(60_000))
    assert answer == {"published": 0, "unpublished": 1, "cursor": None}


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"practice": "p"},
        {"since": "2026-06-01T00:00:00Z"},
        {"practice": "p", "subject": "s", "since": "2026-06-01T00:00:00Z", "until": "2026-06-02T00:00:00Z"},
        {"practice": "p", "since": "2026-06-01T00:00:00Z", "until": "2026-06-02T00:00:00Z"},
        {"subject": "s", "since": "2026-06-01T00:00:00Z", "until": "2026-06-02T00:00:00Z"},
        {"since": "2026-06-01T00:00:00", "until": "2026-06-02T00:00:00"},
    ],
)
def test_an_ambiguous_range_is_refused(wanted: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate(wanted)
