"""A changed instrument against moto's DynamoDB: its courses are found, judged anew, and no others touched."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.envelope import Event
from kernel.items import from_item
from kernel.log import Log
from milestones.adapters.course_index import DynamoCourseIndex
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.adapters.jobs import QueueJobs
from milestones.domain.definition import Definition, Said
from milestones.domain.events import INSTRUMENT_DEFINED
from milestones.handlers.detect import observers
from milestones.handlers.recompute import recompute
from unit.kernel.fakes import FixedClock
from unit.milestones.courses import JOURNEY, uuid
from unit.milestones.events import PRACTICE, an_event, scored

QUIET = Log("milestones", lambda _: None)


class World:
    """Detection and recomputation over one table."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb = dynamodb
        self.jobs: list[Event] = []
        self._definitions = DynamoDefinitions(dynamodb, TABLE)
        self._detect = observers(dynamodb, TABLE, KEYS, FixedClock(), QUIET)
        self._recompute = recompute(dynamodb, TABLE, self, FixedClock(), QUIET)

    def add(self, job: Event) -> None:
        """Put a job at the end."""
        self.jobs.append(job)

    def take_in(self, *events: Event) -> None:
        """Take scores in."""
        for event in events:
            self._detect[event.type](event)

    def say(
        self, instrument: str, version: int, said: Said, practice: str = PRACTICE, *, withdrawn: bool = False
    ) -> None:
        """Define an instrument, and judge its courses anew."""
        event = an_event(INSTRUMENT_DEFINED, instrument, version, {"instrument": instrument, "version": version})
        event = event.model_copy(update={"practice": practice})
        self._definitions.keep(practice, Definition(instrument, version, said, withdrawn), event)
        self.jobs.append(event)
        self.work()

    def work(self) -> None:
        """Do all jobs."""
        while self.jobs:
            self._recompute(self.jobs.pop(0))

    def milestones(self, kind: str = "reliable_improvement") -> dict[str, dict[str, Any]]:
        """Give the milestones of a kind, by journey."""
        items = [from_item(item) for item in self.dynamodb.scan(TableName=TABLE)["Items"]]
        return {item["pk"].partition("#")[2]: item for item in items if item.get("kind") == kind}


@pytest.fixture
def world() -> Iterator[World]:
    with a_table() as dynamodb:
        yield World(dynamodb)


def journey_of(event: Event, journey: str, practice: str = PRACTICE) -> Event:
    return event.model_copy(update={"subject": journey, "practice": practice})


def test_a_lower_threshold_finds_what_was_too_little_and_a_withdrawal_takes_it_back(world: World) -> None:
    world.take_in(scored(0, 18), scored(1, 13))
    assert world.milestones() == {}
    world.say("PHQ-9", 1, {"reliable_change": 5})
    found = world.milestones()[JOURNEY]
    assert (found["state"], [line["reason"] for line in found["history"]]) == ("confirmed", ["instrument"])
    assert 5 in found["thresholds"].values()
    world.say("PHQ-9", 2, {"reliable_change": 5}, withdrawn=True)
    after = world.milestones()[JOURNEY]
    assert (after["state"], [line["reason"] for line in after["history"]]) == ("retracted", ["instrument"] * 2)


def test_a_score_that_comes_after_the_change_is_judged_by_it(world: World) -> None:
    world.say("PHQ-9", 1, {"reliable_change": 5})
    world.take_in(scored(0, 18), scored(1, 13))
    assert world.milestones()[JOURNEY]["state"] == "confirmed"


def test_an_own_instrument_has_milestones_once_it_is_defined(world: World) -> None:
    world.take_in(scored(0, 5, instrument="MOOD-5"), scored(1, 15, instrument="MOOD-5"))
    assert world.milestones() == {}
    world.say("MOOD-5", 1, {"direction": "higher_is_better", "minimum": 0, "maximum": 20, "reliable_change": 4})
    assert world.milestones()[JOURNEY]["subject"] == "MOOD-5"
    world.say("MOOD-5", 2, {"direction": "higher_is_better", "minimum": 0, "maximum": 20}, withdrawn=True)
    assert world.milestones()[JOURNEY]["state"] == "retracted"


def test_every_journey_of_the_practice_and_no_other_practice(world: World) -> None:
    journeys = [uuid(number) for number in range(52)]
    for journey in journeys:
        world.take_in(journey_of(scored(0, 18), journey), journey_of(scored(1, 13), journey))
    world.take_in(journey_of(scored(0, 18), uuid(200), "elsewhere"), journey_of(scored(1, 13), uuid(200), "elsewhere"))
    world.take_in(scored(0, 18, instrument="GAD-7"), scored(1, 15, instrument="GAD-7"))
    world.say("PHQ-9", 1, {"reliable_change": 5})
    assert sorted(world.milestones()) == journeys
    world.say("PHQ-9", 1, {"reliable_change": 5}, "elsewhere")
    assert sorted(world.milestones()) == [*journeys, uuid(200)]


def test_a_page_ends_where_it_should_and_the_next_begins_there(world: World) -> None:
    journeys = [uuid(number) for number in range(5)]
    for journey in journeys:
        world.take_in(journey_of(scored(0, 18), journey))
    index = DynamoCourseIndex(world.dynamodb, TABLE)
    first = index.page(PRACTICE, "PHQ-9", None, 3)
    assert (first.journeys, first.next) == (journeys[:3], journeys[2])
    second = index.page(PRACTICE, "PHQ-9", first.next, 3)
    assert (second.journeys, second.next) == (journeys[3:], None)
    assert index.page(PRACTICE, "GAD-7", None, 3).journeys == []


def test_judging_anew_what_is_judged_already_writes_nothing(world: World) -> None:
    world.take_in(scored(0, 18), scored(1, 13))
    world.say("PHQ-9", 1, {"reliable_change": 5})
    calls = counted(world.dynamodb)
    world.add(an_event(INSTRUMENT_DEFINED, "PHQ-9", 1, {"instrument": "PHQ-9", "version": 1}))
    world.work()
    assert calls == ["Query", "GetItem", "GetItem"]


def test_the_calls_are_those_that_are_stated(world: World) -> None:
    world.take_in(scored(0, 18), scored(1, 13))
    calls = counted(world.dynamodb)
    world.say("PHQ-9", 1, {"reliable_change": 5})
    assert calls[:4] == ["PutItem", "Query", "GetItem", "GetItem"]
    assert calls[4:] == ["Query", "TransactWriteItems"] * 2, (
        "the trail for the road, the course; the trail, and it again"
    )


def test_a_job_waits_in_the_queue_as_the_event_that_it_is() -> None:
    with mock_aws():
        sqs = boto3.client("sqs")
        url = sqs.create_queue(QueueName="recompute", Attributes={"DelaySeconds": "30"})["QueueUrl"]
        job = an_event("recompute.page", "PHQ-9", 1, {"instrument": "PHQ-9", "after": JOURNEY})
        QueueJobs(sqs, url).add(job)
        (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
        assert Event.model_validate_json(message["Body"]) == job, "and it does not wait the queue's delay"
