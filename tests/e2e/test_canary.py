"""Invariant I4: what a person typed is nowhere but in the store of the service that took it, and there it is sealed."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from acceptance.consulting import asking, requested
from acceptance.steps import Journey, opened
from e2e.emulated import Emulated
from local.cloud import Cloud
from local.world import SERVICES

_OPEN = """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
    "Principal": {"Service": "sns.amazonaws.com"}, "Resource": "*"}]}"""


@contextmanager
def _taps(cloud: Cloud) -> Iterator[list[str]]:
    """Listen to every topic with a queue of our own."""
    sqs, sns, urls = cloud.client("sqs"), cloud.client("sns"), list[str]()
    for service in SERVICES:
        url = sqs.create_queue(QueueName=f"tap-{service}-{uuid.uuid4().hex[:8]}", Attributes={"Policy": _OPEN})[
            "QueueUrl"
        ]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        sns.subscribe(TopicArn=cloud.parameter(service, "topic", "arn"), Protocol="sqs", Endpoint=arn)
        urls.append(url)
    yield urls
    for url in urls:
        sqs.delete_queue(QueueUrl=url)


def _logs(cloud: Cloud) -> str:
    logs = cloud.client("logs")
    groups = [
        group["logGroupName"]
        for page in logs.get_paginator("describe_log_groups").paginate()
        for group in page["logGroups"]
    ]
    events = logs.get_paginator("filter_log_events")
    return "\n".join(
        event["message"] for group in groups for page in events.paginate(logGroupName=group) for event in page["events"]
    )


def _demands(driver: Emulated, journey: Journey, words: str) -> None:
    """Let the words stand in all that people may demand."""
    client, therapist = journey.client, journey.therapist
    notes = {"kind": "psychotherapy_notes", "ground": "other", "text": words}
    asked = journey.tells(client, "POST", journey.path("/record-requests"), notes).body["id"]
    denied = {"decision": "denied", "reason": "rights_of_others", "text": words}
    journey.tells(therapist, "POST", journey.path(f"/record-requests/{asked}/decisions"), denied)
    journey.tells(client, "PUT", journey.path(f"/record-requests/{asked}/statement"), {"text": words})
    emergency = {"reason": "complaint", "text": words, "minutes": 5}
    journey.tells(driver.newcomer("admin"), "POST", journey.path("/break-glass"), emergency)


def test_no_typed_word_leaves_the_store_that_took_it(driver: Emulated) -> None:
    # Letters alone: a number would be taken out of what a supervisor reads.
    world, mark = driver.world, "canary" + uuid.uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    with _taps(world.cloud):
        journey = opened(driver)
        client, therapist, words = journey.client, journey.therapist, f"{mark} said in confidence"
        goal = journey.tells(client, "POST", journey.path("/goals"), {"text": words, "target": 7}).body["id"]
        struggle = {"kind": "struggle", "text": words, "shared": True, "goal": goal}
        named = journey.tells(client, "POST", journey.path("/entries"), struggle).body["id"]
        effort = {"kind": "effort", "text": words, "shared": True, "goal": goal, "struggle": named}
        journey.tells(client, "POST", journey.path("/entries"), effort)
        journey.tells(client, "POST", journey.path("/entries"), {"kind": "win", "text": words})
        path = journey.path("/reflections")
        _demands(driver, journey, words)
        thought = {"kind": "came_to_mind", "text": words}
        chosen = journey.tells(therapist, "POST", path, thought).body["id"]
        after = {"kind": "after_session", "worked": words, "did_not_work": words, "might_work_next": words}
        journey.tells(therapist, "POST", path, after)
        supervisor = driver.newcomer("supervisor")
        asked = requested(journey, asking(journey, supervisor, words, reflections=[chosen]), mark).body["id"]
        answer = {"text": words, "minutes": 5, "ideas": [words]}
        journey.tells(supervisor, "POST", f"/consults/{asked}/answer", answer)
        journey.tells(therapist, "POST", f"/consults/{asked}/close", {"accepts": [{"answer": 1, "idea": 1}]})
        # Also in places where it does not belong: refused, and still nowhere.
        for body in ({"kind": words, "text": words}, {"kind": "win", "text": 5, mark: words}):
            assert driver.ask(client, "POST", journey.path("/entries"), body).status == 422
        driver.ask(client, "GET", f"/journeys/{mark}/timeline?cursor={mark}")
        driver.ask(client, "POST", journey.path("/entries"), raw=f'{{"text": "{mark}')
        journey.course([18, 19, 18, 11, 10])
        gain = journey.gain("confirmed")["id"]
        moved = f"/milestones/{gain}/moved-me"
        journey.tells(therapist, "PUT", moved, {"text": words})
        journey.tells(therapist, "POST", journey.path("/stuckness"), {"text": words})
        alerts = journey.path("/alerts")
        (alert,) = driver.soon(lambda: journey.tells(therapist, "GET", alerts).body["items"] or None, "an alert")
        journey.tells(therapist, "POST", f"/alerts/{alert['id']}/acknowledge", {"note": words})
        card = journey.card(gain, "drafted")
        assert journey.approves(card, words).status == 200
        journey.card(card["milestone"]["id"], "sent")
        driver.settle()
        queues = world.http.get(f"{world.place.url}/_ministack/sqs/messages").text
        assert "measure.scored.v1" in queues, "the taps heard nothing"
    places = {
        "tables": json.dumps(driver.stored()),
        "queues, dead letters and topics": queues,
        "mail": json.dumps(world.mail()),
        "logs": _logs(world.cloud),
        "the functions' raw output": (world.place.logs / "emulator.log").read_text(encoding="utf-8", errors="replace"),
    }
    assert "KN001" in places["logs"], "no log was read"
    assert [place for place, text in places.items() if mark in text] == []
    assert journey.inbox() == [words]
    consult = journey.tells(supervisor, "GET", f"/consults/{asked}").body
    assert (consult["question"], consult["answers"][0]["text"]) == (words, words)
    assert [item["text"] for item in journey.timeline(therapist) if item["kind"] == "came_to_mind"] == [words]
    assert journey.tells(therapist, "GET", moved).body["text"] == words
    assert journey.tells(therapist, "GET", alerts).body["items"][0]["note"]["text"] == words
