"""What gets lost on its way is found again: the failure queue, the sweeper, and publishing a range again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from acceptance.steps import Journey, opened
from e2e.emulated import Emulated
from local.cloud import Cloud

_DENIAL = """{"Version": "2012-10-17", "Statement": [
    {"Effect": "Deny", "Action": ["sns:Publish", "sns:PublishBatch"], "Resource": "*"}]}"""


def _physical(cloud: Cloud, service: str, logical: str) -> str:
    return cloud.resources(service)[logical][1]


@contextmanager
def _relay_shut_out(cloud: Cloud, service: str) -> Iterator[None]:
    """Deny a relay its topic, as a wrong policy would."""
    role, name = _physical(cloud, service, "RelayRole").rpartition("/")[2], "shut-out"
    cloud.client("iam").put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=_DENIAL)
    try:
        yield
    finally:
        cloud.client("iam").delete_role_policy(RoleName=role, PolicyName=name)


@contextmanager
def _deaf(cloud: Cloud, service: str, function: str) -> Iterator[None]:
    """Stop a consumer from reading its queue."""
    mappings = cloud.client("lambda")
    found = mappings.list_event_source_mappings(FunctionName=_physical(cloud, service, function))
    mapping = found["EventSourceMappings"][0]["UUID"]
    mappings.update_event_source_mapping(UUID=mapping, Enabled=False)
    try:
        yield
    finally:
        mappings.update_event_source_mapping(UUID=mapping, Enabled=True)


def _lines(cloud: Cloud, service: str, function: str, code: str) -> int:
    group = f"/quietcheer/{cloud.place.stage}/{service}/{function}"
    pages = cloud.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
    return sum(f'"{code}"' in event["message"] for page in pages for event in page["events"])


def _waiting(cloud: Cloud, url: str) -> int:
    found = cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    return int(found["Attributes"]["ApproximateNumberOfMessages"])


def _one_gain_one_card(driver: Emulated, journey: Journey) -> None:
    milestone = journey.gain("confirmed")["id"]
    journey.card(milestone, "drafted")
    driver.settle()
    assert len(journey.gains()) == 1
    assert len([card for card in journey.cards() if card["milestone"]["id"] == milestone]) == 1


def test_what_the_relay_cannot_publish_the_sweeper_does(driver: Emulated) -> None:
    cloud, journey = driver.world.cloud, opened(driver)
    driver.settle()
    put_aside, swept = _lines(cloud, "reflections", "relay", "KN021"), _lines(cloud, "reflections", "sweeper", "KN022")
    with _relay_shut_out(cloud, "reflections"):
        journey.course([18, 19, 18, 11, 10])
        _one_gain_one_card(driver, journey)
    assert _lines(cloud, "reflections", "relay", "KN021") > put_aside
    assert _lines(cloud, "reflections", "sweeper", "KN022") > swept


def test_events_that_a_consumer_lost_are_published_again(driver: Emulated) -> None:
    cloud, journey = driver.world.cloud, opened(driver)
    driver.settle()
    with _deaf(cloud, "milestones", "DetectFunction"):
        url = next(
            url
            for logical, (kind, url) in cloud.resources("milestones").items()
            if kind == "AWS::SQS::Queue" and logical == "EventsQueue"
        )
        journey.course([18, 19, 18, 11, 10])
        driver.soon(lambda: _waiting(cloud, url) >= len(journey.measures) or None, "the events in the queue")
        cloud.client("sqs").purge_queue(QueueUrl=url)
    driver.settle()
    assert journey.gains() == []
    for _ in range(2):
        answer: Any = cloud.invoke(
            _physical(cloud, "reflections", "RepublishFunction"),
            {"practice": journey.therapist.practice, "subject": journey.id},
        )
        assert answer["published"] >= len(journey.measures)
        assert answer["unpublished"] == 0
    _one_gain_one_card(driver, journey)
