"""The detect function against moto's DynamoDB: what it writes, with how many calls, and how much."""

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
from milestones.adapters.courses import goal_courses, score_courses
from milestones.adapters.packing import UnknownFormError, unpack_points
from milestones.adapters.packing_trail import records_of
from milestones.domain.changes import Standing
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.ports import Kept, Place, StaleError
from milestones.handlers.detect import observers
from unit.kernel.fakes import FixedClock, queue_event
from unit.milestones.courses import JOURNEY, course, point, uuid
from unit.milestones.events import GOAL, PRACTICE, closed, course_of, goal_set, joined, opened, rated, scored

PLACE = Place(PRACTICE, JOURNEY, "PHQ-9")


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


def items(dynamodb: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - boto3 client
    return {item["sk"]: item for item in map(from_item, dynamodb.scan(TableName=TABLE)["Items"])}


def test_an_event_that_changes_no_milestone_is_two_reads_and_one_put(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, scored(0, 18))
    calls = counted(dynamodb)
    take_in(detect, scored(1, 17))
    assert calls == ["GetItem", "GetItem", "PutItem"], "the course, the instrument; the course"


def test_a_score_that_stands_otherwise_reaches_the_trail(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    calls = counted(dynamodb)
    take_in(detect, scored(0, 18))
    told = "the trail, whether the journey was erased; the trail, and that the course owes nothing now"
    assert calls[4:] == ["Query", "GetItem", "TransactWriteItems"], told
    stored = items(dynamodb)
    assert "owed" not in stored["COURSE#PHQ-9"]
    assert list(records_of(stored["TRAIL"]).stretches) == [("PHQ-9", uuid(1))]


def test_a_known_event_is_one_read(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, *course_of(18, 19, 18, 11, 10))
    before, calls = items(dynamodb), counted(dynamodb)
    take_in(detect, *course_of(18, 19, 18, 11, 10))
    assert calls == ["GetItem"] * 5
    assert items(dynamodb) == before


def test_a_change_is_two_reads_one_query_and_one_transaction(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, *course_of(18, 19, 18))
    calls = counted(dynamodb)
    take_in(detect, scored(3, 11, session=4))
    assert calls[:4] == ["GetItem", "GetItem", "Query", "TransactWriteItems"], "the trail, for the road"
    assert calls[4:] == ["Query", "TransactWriteItems"], "it is reliably better now, which the trail has to know"


def test_a_fact_of_a_journey_is_one_update(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    calls = counted(dynamodb)
    take_in(detect, joined(), opened(), closed(), opened("nobody", 1))
    assert calls == ["UpdateItem"] * 5, "an end also takes it out of what may fall silent"
    journey = items(dynamodb)["JOURNEY"]
    assert (journey["therapist"], journey["client"], journey["closed_version"]) == ("therapist-1", "client-1", 9)


def test_each_milestone_carries_its_own_latest_event(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, *course_of(18, 19, 18, 11, 10, 15), goal_set(7), rated(0, 7), rated(1, 8))
    found = [item for sk, item in items(dynamodb).items() if sk.startswith("M#")]
    assert {(item["kind"], item["state"]) for item in found} == {
        ("sudden_gain", "reversed"),
        ("reliable_improvement", "reversed"),
        ("goal_attained", "confirmed"),
    }
    for item in found:
        event = Event.model_validate_json(item["event"])
        assert event.data["milestone"] == f"{JOURNEY}.{item['sk'][2:]}"
        assert (event.data["state"], event.data["version"]) == (item["state"], item["version"])
        assert [line["version"] for line in item["history"]] == list(range(1, item["version"] + 1))
    assert all("event" not in item for sk, item in items(dynamodb).items() if not sk.startswith(("M#", "A#")))


def test_a_retracted_milestone_keeps_its_numbers_and_its_history(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, *course_of(18, 19, 18, 11, 10), scored(3, 14, version=2, session=4))
    (gain,) = [item for item in items(dynamodb).values() if item.get("kind") == "sudden_gain"]
    assert gain["state"] == "retracted"
    assert gain["numbers"]["n_plus_1"] == 11
    assert [line["state"] for line in gain["history"]] == ["provisional", "confirmed", "retracted"]


def test_a_course_of_twenty_scores_fits_one_write_unit(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    practice_of_usual_length = "8f14e45f-ceea-467f-a0e6-2c5d5b1f3a77"
    totals = [18, 19, 18, 11, 10, 11, 10, 9, 10, 8, 9, 8, 7, 8, 7, 6, 7, 6, 5, 6]
    for event in course_of(*totals):
        take_in(detect, event.model_copy(update={"practice": practice_of_usual_length}))
    (stored,) = [item for item in dynamodb.scan(TableName=TABLE)["Items"] if item["sk"]["S"] == "COURSE#PHQ-9"]
    assert len(from_item(stored)["points"]) == 1 + 20 * 38
    assert len(from_item(stored)["claims"]) == 1 + 3 * 30
    assert size_of(stored) == 1013, "of the 1,024 that one write unit holds"


def test_a_course_comes_back_as_it_was_kept(dynamodb: Any) -> None:  # noqa: ANN401
    made = course([18, None, 24.4, 0.1], first_session=0).with_point(point(3, None, version=2, retracted=True))
    made = made.with_point(point(9, 27))
    standings = {
        (MilestoneKind.SUDDEN_GAIN, uuid(3)): Standing(70000, MilestoneState.UNSTABLE, b"12345\0\0\0"),
        (MilestoneKind.RELIABLE_IMPROVEMENT, uuid(2)): Standing(2, MilestoneState.RETRACTED, bytes(8)),
    }
    courses = score_courses(dynamodb, TABLE)
    courses.keep(PLACE, Kept(made, standings, 1, untold=True), [])
    assert courses.load(PLACE) == Kept(made, standings, 1, untold=True)
    courses.keep(PLACE, Kept(made, standings, 2), [])
    assert courses.load(PLACE) == Kept(made, standings, 2)


def test_a_goal_comes_back_as_it_was_kept(dynamodb: Any) -> None:  # noqa: ANN401
    place, courses = Place(PRACTICE, JOURNEY, GOAL), goal_courses(dynamodb, TABLE)
    only_rated = GoalCourse(Course((point(0, 7),)))
    courses.keep(place, Kept(only_rated, {}, 1), [])
    assert courses.load(place).course == only_rated
    courses.keep(place, Kept(only_rated.with_target(8, 4), {}, 2), [])
    assert courses.load(place) == Kept(only_rated.with_target(8, 4), {}, 2)


@pytest.mark.parametrize("version", [1, 2, 4])
def test_a_course_is_written_only_upon_the_version_that_was_read(dynamodb: Any, version: int) -> None:  # noqa: ANN401
    courses = score_courses(dynamodb, TABLE)
    courses.keep(PLACE, Kept(course([18]), {}, 1), [])
    courses.keep(PLACE, Kept(course([18, 17]), {}, 2), [])
    with pytest.raises(StaleError):
        courses.keep(PLACE, Kept(course([3]), {}, version), [])
    assert courses.load(PLACE).course == course([18, 17])


def test_overtaken_within_a_transaction_it_reads_again_and_decides_again(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    take_in(detect, *course_of(18, 19, 18))
    others = [scored(4, 10, session=5)]

    def overtake(**_: object) -> None:
        if others:
            take_in(detect, others.pop())

    dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", overtake)
    calls = counted(dynamodb)
    take_in(detect, scored(3, 11, session=4))
    assert calls.count("GetItem") == 6
    (gain,) = [item for item in items(dynamodb).values() if item.get("kind") == "sudden_gain"]
    assert (gain["state"], gain["version"], gain["numbers"]["n_plus_2"]) == ("confirmed", 1, 10)


def test_held_up_by_anothers_transaction_it_tries_again_at_once(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    conflicts = [ClientError({"Error": {"Code": "TransactionConflictException", "Message": ""}}, "PutItem")]

    def conflict(**_: object) -> None:
        if conflicts:
            raise conflicts.pop()

    dynamodb.meta.events.register("before-call.dynamodb.PutItem", conflict)
    take_in(detect, scored(0, 18))
    assert not conflicts
    assert "COURSE#PHQ-9" in items(dynamodb)


def test_a_throttled_store_leaves_the_event_to_the_queue(dynamodb: Any, detect: Handler) -> None:  # noqa: ANN401
    dynamodb.delete_table(TableName=TABLE)
    answer = detect(queue_event(scored(0, 18).model_dump_json()), None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}


def test_bytes_of_a_form_that_this_code_does_not_know_are_not_guessed_at() -> None:
    with pytest.raises(UnknownFormError):
        unpack_points(b"\x09" + bytes(38))
