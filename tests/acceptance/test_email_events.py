"""What the mail provider says of an address, from its topic to the preferences, in this process."""

import json
from typing import Any

import boto3
import pytest

from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from whole.world import a_world


def _says(driver: InProcess, journey: Journey, kind: str, detail: dict[str, Any]) -> None:
    """Let SES publish what became of an e-mail to the journey's client, as its configuration set does."""
    client = journey.client
    tags = {"practice": [client.practice], "person": [client.email]}
    event = {"eventType": kind, "mail": {"messageId": "mail-1", "tags": tags}, kind.lower(): detail}
    topic = driver.world.stacks["notifications"].names["EmailEventsTopic"]
    boto3.client("sns").publish(TopicArn=topic, Message=json.dumps(event))
    driver.settle()


def _wishes(journey: Journey) -> tuple[bool, str | None]:
    found = journey.tells(journey.client, "GET", "/preferences").body
    return found["email_notices"], found["email_stopped"]


@pytest.mark.parametrize(("kind", "people"), [("Bounce", "bouncedRecipients"), ("Complaint", "complainedRecipients")])
def test_a_bounce_for_good_and_a_complaint_switch_the_address_off(kind: str, people: str) -> None:
    with a_world() as world:
        driver = InProcess(world)
        journey = opened(driver)
        about = {people: [{"emailAddress": journey.client.email}]}
        if kind == "Bounce":
            _says(driver, journey, kind, {"bounceType": "Transient", **about})
            assert _wishes(journey) == (True, None)
        for _ in range(2):
            _says(driver, journey, kind, {"bounceType": "Permanent", **about})
        assert _wishes(journey) == (False, {"Bounce": "bounced", "Complaint": "complained"}[kind])
        assert world.dead == []
