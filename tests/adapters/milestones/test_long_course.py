"""A course of 2,000 points costs an event what one of 5 costs: calls, and kilobytes written."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from random import Random
from typing import Any

import pytest

from adapters.milestones.tables import KEYS, TABLE, a_table, counted, size_of
from kernel.consumer import queue_consumer
from kernel.envelope import Event
from kernel.items import to_item
from kernel.log import Log
from kernel.start import Handler
from milestones.adapters.courses import score_courses
from milestones.adapters.keys import partition
from milestones.domain.ports import Place, StaleError
from milestones.handlers.detect import observers
from unit.kernel.fakes import FixedClock, queue_event
from unit.milestones.courses import JOURNEY
from unit.milestones.events import PRACTICE, retracted, scored
from unit.milestones.fakes import Service

PLACE = Place(PRACTICE, JOURNEY, "PHQ-9")
HEAD = {"pk": partition(PRACTICE, JOURNEY), "sk": "COURSE#PHQ-9"}


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


def _events(length: int) -> list[Event]:
    """Drift, as a course does, with a step now and then, but none in the last weeks."""
    random = Random(7)  # noqa: S311 - chance for a test
    totals = [18]
    for week in range(1, length):
        step = random.choice([-1, 0, 0, 1, 1, -2, -7, 5]) if week < length - 5 else 0
        totals.append(min(27, max(0, totals[-1] + step)))
    return [scored(week, total, session=week + 1) for week, total in enumerate(totals)]


def _long(dynamodb: Any, length: int) -> Handler:  # noqa: ANN401 - boto3 client
    """Lay a course of a length down as its events one by one would have, and give the function."""
    service = Service()
    service.take_in(*_events(length))
    kept = service.courses.kept[PLACE]
    pages = [*service.courses.pages.get(PLACE, {}).values()]
    assert {page.version for page in pages} <= {1}
    for version, first in enumerate(range(0, max(1, len(pages)), 90), 1):
        part = replace(kept, version=version, pages=pages[first : first + 90])
        score_courses(dynamodb, TABLE).keep(PLACE, part, [])
    log = Log("milestones", lambda _: None)
    return queue_consumer(observers(dynamodb, TABLE, KEYS, FixedClock(), log), log)


def _head_size(dynamodb: Any) -> int:  # noqa: ANN401 - boto3 client
    return size_of(dynamodb.get_item(TableName=TABLE, Key=to_item(HEAD))["Item"])


def _take_in(detect: Handler, *events: Event) -> None:
    for event in events:
        assert detect(queue_event(event.model_dump_json()), None) == {"batchItemFailures": []}


@pytest.mark.parametrize("length", [5, 20, 200, 2000])
def test_an_event_costs_the_same_calls_whatever_the_length(dynamodb: Any, length: int) -> None:  # noqa: ANN401
    detect, calls = _long(dynamodb, length), counted(dynamodb)
    quiet = scored(length, _total(length), session=length + 1)
    _take_in(detect, quiet)
    assert calls == ["GetItem", "GetItem", "PutItem"]
    calls.clear()
    _take_in(detect, quiet)
    assert calls == ["GetItem"]
    assert ceil(_head_size(dynamodb) / 1024) <= (1 if length <= 20 else 4)


def _total(length: int) -> int:
    """Repeat the last score: no rule has anything to say to it."""
    return int(_events(length)[-1].data["total"])


@pytest.mark.parametrize("length", [200, 2000])
def test_what_is_late_costs_one_query_and_the_page_that_it_touches(dynamodb: Any, length: int) -> None:  # noqa: ANN401
    detect, calls = _long(dynamodb, length), counted(dynamodb)
    same = scored(length // 2, int(_events(length)[length // 2].data["total"]), 2, session=length // 2 + 1)
    _take_in(detect, same)
    assert calls[:4] == ["GetItem", "Query", "GetItem", "TransactWriteItems"]
    assert calls[4:] == ["Query", "GetItem", "TransactWriteItems"], "its progress; there was no trail yet"
    calls.clear()
    _take_in(detect, same, retracted(length // 2, 1))
    assert calls == ["GetItem", "Query"] * 2, "known, and overtaken"


def test_pages_of_another_time_than_the_head_are_not_judged_by(dynamodb: Any) -> None:  # noqa: ANN401
    _long(dynamodb, 200)
    page = HEAD | {"sk": "COURSE#PHQ-9#00001"}
    dynamodb.delete_item(TableName=TABLE, Key=to_item(page))
    with pytest.raises(StaleError):
        score_courses(dynamodb, TABLE).load_whole(PLACE)


@pytest.mark.parametrize("shape", ["worst", "changed"])
def test_no_course_makes_a_head_of_eight_kilobytes(dynamodb: Any, shape: str) -> None:  # noqa: ANN401
    """Swing between the ends at every score, the most that rules can find; or correct every score once."""
    service = Service()
    for week in range(300):
        service.take_in(scored(week, 27 if week % 2 else 0, session=week + 1))
        if shape == "changed":
            service.take_in(scored(week, 27 if week % 2 else 0, 2, session=week + 1))
    kept = service.courses.kept[PLACE]
    score_courses(dynamodb, TABLE).keep(PLACE, replace(kept, version=1, pages=()), [])
    assert _head_size(dynamodb) < 8 * 1024
