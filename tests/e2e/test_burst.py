"""A burst of approvals on the deployed system: each is sent once, none is lost, and the rate that is set is kept."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from acceptance.steps import Journey, opened
from e2e.emulated import Emulated
from local.cloud import Cloud

JOURNEYS, PER_SECOND, PLACES = 12, 2.0, 2
"""Scaled down: ten thousand at ten a second take a quarter of an hour (see the service's README)."""


@contextmanager
def _at_a_rate(cloud: Cloud, per_second: float) -> Iterator[None]:
    """Set the rate as an operator does, and set it back."""
    functions, name = cloud.client("lambda"), cloud.resources("notifications")["SendFunction"][1]
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    after = before | {"SENDS_PER_SECOND": str(per_second), "SEND_CONCURRENCY": str(PLACES)}
    functions.update_function_configuration(FunctionName=name, Environment={"Variables": after})
    try:
        yield
    finally:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": before})


def _ready(driver: Emulated) -> tuple[Journey, dict[str, object]]:
    """Give a journey with a gain that waits for its therapist's approval."""
    journey = opened(driver)
    journey.course([18, 19, 18, 11, 10])
    return journey, journey.card(journey.gain("confirmed")["id"], "drafted")


def test_a_burst_is_sent_once_each_at_the_rate_that_is_set(driver: Emulated) -> None:
    cloud = driver.world.cloud
    with _at_a_rate(cloud, PER_SECOND):
        ready = [_ready(driver) for _ in range(JOURNEYS)]
        for journey, card in ready:
            assert journey.approves(card).status == 200
        for journey, card in ready:
            about = card["milestone"]
            assert isinstance(about, dict)
            journey.card(about["id"], "sent")
        driver.settle()
    people = {journey.client.email for journey, _ in ready}
    mails = [mail for mail in driver.world.mail() if people & set(mail["To"])]
    assert sorted(address for mail in mails for address in mail["To"]) == sorted(people), "lost, or doubled"
    assert [len(journey.inbox()) for journey, _ in ready] == [1] * JOURNEYS
    # Between the first and the last so many at most: the rate, and one in each place.
    times = sorted(float(mail["Timestamp"]) for mail in mails)
    faults = [
        (last - first + 1, times[last] - times[first])
        for first in range(len(times))
        for last in range(first, len(times))
        if last - first + 1 > PLACES * 2 + (times[last] - times[first]) * PER_SECOND
    ]
    assert faults == []
    for queue in ("SendQueue", "SendDeadLetters"):
        url = cloud.resources("notifications")[queue][1]
        found = cloud.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        assert json.loads(found["Attributes"]["ApproximateNumberOfMessages"]) == 0, queue
