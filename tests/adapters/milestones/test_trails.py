"""Trails on moto's DynamoDB: what an event of one costs, in calls and bytes, and what comes back."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from adapters.milestones.tables import KEYS, TABLE, a_table, counted, size_of
from kernel.consumer import queue_consumer
from kernel.envelope import Event
from kernel.items import from_item
from kernel.log import Log
from kernel.start import Handler
from milestones.adapters.packing import UnknownFormError
from milestones.adapters.packing_trail import attributes_of, records_of
from milestones.adapters.trails import DynamoTrails
from milestones.domain.changes import Standing, changes_since, standings_after
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.detection import claims_of_trail
from milestones.domain.known_trail import KeptTrail, KnownTrail, Records, Stretch
from milestones.domain.ports import Place, StaleError
from milestones.domain.score import exact
from milestones.domain.trail import Mark, Run, Sort
from milestones.domain.trail_ports import Bringing
from milestones.handlers.detect import observers
from unit.kernel.fakes import FixedClock, queue_event
from unit.milestones.courses import JOURNEY, uuid
from unit.milestones.events import GOAL, PRACTICE, goal_set, scaled, scored, shared, withdrawn
from unit.milestones.trails import STRUGGLE, effort, goal, level, on, struggle

PLACE = Place(PRACTICE, JOURNEY, "TRAIL")
SCORES = Place(PRACTICE, JOURNEY, "PHQ-9")


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


@pytest.fixture
def detect(dynamodb: Any) -> Handler:  # noqa: ANN401 - boto3 client
    log = Log("milestones", lambda _: None)
    return queue_consumer(observers(dynamodb, TABLE, KEYS, FixedClock(), log), log)


def take_in(detect: Handler, *events: Event) -> None:
    for event in events:
        assert detect(queue_event(event.model_dump_json()), None) == {"batchItemFailures": []}


def stored(dynamodb: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - boto3 client
    return {item["sk"]["S"]: item for item in dynamodb.scan(TableName=TABLE)["Items"]}


def test_an_entry_is_one_query_and_one_put_and_known_it_is_one_query(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    calls = counted(dynamodb)
    take_in(detect, shared(0, 0xF1, "struggle"), shared(0, 0xF1, "struggle"))
    assert calls == ["Query", "GetItem", "PutItem", "Query"], "where there is no trail, whether the journey was erased"


def test_efforts_against_the_odds_are_found_and_a_withdrawn_one_takes_them_back(
    dynamodb: Any,  # noqa: ANN401
    detect: Handler,
) -> None:
    efforts = [shared(day, 0x2000 + day, struggle=STRUGGLE) for day in (1, 2, 3)]
    take_in(detect, shared(0, 0xF1, "struggle"), *efforts)
    (found,) = [from_item(item) for sk, item in stored(dynamodb).items() if sk.startswith("M#")]
    told = Event.model_validate_json(found["event"]).data
    assert (told["kind"], told["struggle"], told["road"]) == (
        "effort_against_the_odds",
        STRUGGLE,
        {"days": 3, "efforts": 3},
    )
    calls = counted(dynamodb)
    take_in(detect, withdrawn(2, 0x2002))
    assert calls == ["Query", "TransactWriteItems"]
    (found,) = [from_item(item) for sk, item in stored(dynamodb).items() if sk.startswith("M#")]
    assert [(line["state"], line["reason"]) for line in found["history"]] == [
        ("confirmed", "entry"),
        ("retracted", "withdrawal"),
    ]


def test_recovery_over_both_instruments_is_found_whichever_comes_last(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    scores = [scored(0, 18), scored(0, 14, instrument="GAD-7"), scored(6, 7), scored(5, 6, instrument="GAD-7")]
    take_in(detect, *scores)
    kinds = {from_item(item).get("kind") for item in stored(dynamodb).values()}
    assert {"nhs_reliable_improvement", "nhs_recovery", "nhs_reliable_recovery"} <= kinds


@pytest.mark.parametrize("length", [20, 200, 2000])
def test_a_trail_of_any_length_costs_the_same_calls_and_few_kilobytes(
    dynamodb: Any,  # noqa: ANN401
    detect: Handler,
    length: int,
) -> None:
    marks = {uuid(number): effort(number, number, STRUGGLE, GOAL) for number in range(0x4000, 0x4000 + length)}
    kept = KeptTrail()
    for first in range(0, length, 1000):
        known = KnownTrail(dict(list(marks.items())[: first + 1000]))
        told = changes_since({}, claims_of_trail(known.trail()))
        kept, pages = kept.grown(known, standings_after({}, told))
        DynamoTrails(dynamodb, TABLE).keep(PLACE, kept, pages, [])
    calls, written = counted(dynamodb), []

    def weigh(params: dict[str, Any], **_: object) -> None:
        written.append(size_of(params["Item"]))

    dynamodb.meta.events.register("provide-client-params.dynamodb.PutItem", weigh)
    take_in(detect, *(shared(0x9000 + day, 0x9000 + day, "win") for day in range(10)))
    assert calls[::2] == ["Query"] * 10
    assert sorted(calls[1::2])[:9] == ["PutItem"] * 9, "once, at most, the head's records go to a page"
    assert max(written) < 2 * 1024
    assert all(size_of(item) < 8 * 1024 for item in stored(dynamodb).values())


def test_records_come_back_as_they_were_kept() -> None:
    marks = [
        effort(1.5, 1, STRUGGLE, GOAL),
        Mark(on(2), uuid(2), 7, Sort.WIN, retracted=True),
        level(3, 3, -2),
        goal(0, weight=10),
        struggle(0)._replace(version=70000),
    ]
    runs = [
        Stretch("PHQ-9", Run(on(0), uuid(9), -1, case, exact(24.4)), 3, retracted)
        for case, retracted in ((None, False), (True, True))
    ]
    runs[1] = runs[1]._replace(subject=GOAL)
    records = Records(
        {mark.id: mark for mark in marks},
        {(one.subject, one.run.id): one for one in runs},
        {(MilestoneKind.FIRST_STEP, uuid(1)): Standing(2, MilestoneState.RETRACTED, bytes(8))},
    )
    assert records_of(attributes_of(records)) == records
    assert records_of({}) == Records()
    with pytest.raises(UnknownFormError):
        records_of({"marks": b"\x02" + bytes(40)})


def test_a_trail_is_written_only_upon_the_version_that_was_read_and_that_of_the_course(
    dynamodb: Any,  # noqa: ANN401
    detect: Handler,
) -> None:
    trails = DynamoTrails(dynamodb, TABLE)
    take_in(detect, scored(0, 18), goal_set(7), scaled(1, 0x3000, -1))
    kept = trails.load(PRACTICE, JOURNEY)
    after, pages = kept.grown(kept.known.with_mark(struggle(0)), kept.standings)
    with pytest.raises(StaleError):
        trails.keep(PLACE, after, pages, [], Bringing(SCORES, 2))
    trails.keep(PLACE, after, pages, [], Bringing(SCORES, 1))
    with pytest.raises(StaleError):
        trails.keep(PLACE, after, pages, [])
    assert trails.load(PRACTICE, JOURNEY) == after


def test_cut_off_between_course_and_trail_the_event_mends_it_when_it_comes_again(
    dynamodb: Any,  # noqa: ANN401
    detect: Handler,
) -> None:
    throttled = [ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "Query")]

    def throttle(**_: object) -> None:
        if throttled:
            raise throttled.pop()

    dynamodb.meta.events.register("before-call.dynamodb.Query", throttle)
    message = queue_event(scored(0, 18).model_dump_json())
    assert detect(message, None) == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
    assert from_item(stored(dynamodb)["COURSE#PHQ-9"])["owed"] is True
    calls = counted(dynamodb)
    assert detect(message, None) == {"batchItemFailures": []}
    assert calls == ["GetItem", "GetItem", "Query", "GetItem", "TransactWriteItems"]
    assert "owed" not in stored(dynamodb)["COURSE#PHQ-9"]
