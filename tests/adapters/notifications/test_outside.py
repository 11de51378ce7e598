import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import Stubber
from moto import mock_aws

from notifications.adapters.scheduler import SchedulePlace, Scheduler
from notifications.adapters.ses import SesMailer, ses_client
from notifications.domain.channel import Mailbox
from notifications.domain.notice import Delivery, Notice, Outcome
from notifications.domain.preferences import Language
from unit.notifications.fakes import NOON
from unit.notifications.making import ID

PLACE = SchedulePlace(
    "sending",
    "arn:aws:iam::123456789012:role/schedule",
    "arn:aws:lambda:eu-west-1:123456789012:function:send",
    "arn:aws:sqs:eu-west-1:123456789012:dead",
)
BOX = Mailbox("c@example.org")
SENDER, APP = "notices@quietcheer.example", "https://app.quietcheer.example"


def notice(language: Language = Language.ENGLISH) -> Notice:
    return Notice("practice-1", "client-1", language, timedelta(hours=9))


@pytest.fixture
def scheduler() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("scheduler")
        client.create_schedule_group(Name="sending")
        yield client


def test_a_schedule_is_made_once_in_utc_and_deletes_itself(scheduler: Any) -> None:  # noqa: ANN401 - boto3 client
    for _ in range(3):
        Scheduler(scheduler, PLACE).wake(ID, NOON)
    (named,) = scheduler.list_schedules(GroupName="sending")["Schedules"]
    assert len(named["Name"]) <= 64
    made = scheduler.get_schedule(GroupName="sending", Name=named["Name"])
    assert (made["ScheduleExpression"], made["ScheduleExpressionTimezone"]) == ("at(2026-06-01T12:00:00)", "UTC")
    assert (made["ActionAfterCompletion"], made["FlexibleTimeWindow"]) == ("DELETE", {"Mode": "OFF"})
    assert json.loads(made["Target"]["Input"]) == {"practice": "practice-1", "celebration": str(ID)}
    assert made["Target"]["DeadLetterConfig"] == {"Arn": PLACE.dead_letters_arn}


def test_another_instant_is_another_schedule_and_is_never_early(scheduler: Any) -> None:  # noqa: ANN401 - boto3 client
    Scheduler(scheduler, PLACE).wake(ID, NOON)
    Scheduler(scheduler, PLACE).wake(ID, NOON + timedelta(milliseconds=1))
    expressions = {
        scheduler.get_schedule(GroupName="sending", Name=named["Name"])["ScheduleExpression"]
        for named in scheduler.list_schedules(GroupName="sending")["Schedules"]
    }
    assert expressions == {"at(2026-06-01T12:00:00)", "at(2026-06-01T12:00:01)"}


@pytest.mark.parametrize(
    ("language", "line"),
    [(Language.ENGLISH, "You have a new message"), (Language.JAPANESE, "新しいメッセージがあります")],
)
def test_a_notice_is_neutral_and_tried_once(language: Language, line: str) -> None:
    client = ses_client()
    config: Any = client.meta.config
    assert config.retries == {"mode": "standard", "total_max_attempts": 1}
    with Stubber(client) as stub:
        words = {"en": "Sign in to read it:", "ja": "サインインしてお読みください。"}[language]
        stub.add_response(
            "send_email",
            {"MessageId": "mail-1"},
            {
                "FromEmailAddress": SENDER,
                "Destination": {"ToAddresses": ["c@example.org"]},
                "Content": {
                    "Simple": {
                        "Subject": {"Data": line, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": f"{line}.\n\n{words}\n{APP}\n", "Charset": "UTF-8"}},
                    }
                },
            },
        )
        assert SesMailer(client, SENDER, APP).carry(notice(language), BOX) == Delivery(Outcome.ACCEPTED, "mail-1")


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [
        ("MessageRejected", 400, Outcome.REFUSED),
        ("BadRequestException", 400, Outcome.REFUSED),
        ("TooManyRequestsException", 429, Outcome.REFUSED_FOR_NOW),
        ("SendingPausedException", 400, Outcome.REFUSED_FOR_NOW),
        ("AccessDeniedException", 403, Outcome.REFUSED_FOR_NOW),
        ("InternalFailure", 500, Outcome.UNKNOWN),
        ("ServiceUnavailable", 503, Outcome.UNKNOWN),
    ],
)
def test_what_an_answer_means(code: str, status: int, outcome: Outcome) -> None:
    client = ses_client()
    with Stubber(client) as stub:
        stub.add_client_error("send_email", code, http_status_code=status)
        assert SesMailer(client, SENDER, APP).carry(notice(), BOX) == Delivery(outcome)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (ConnectTimeoutError(endpoint_url="x"), Outcome.REFUSED_FOR_NOW),
        (EndpointConnectionError(endpoint_url="x"), Outcome.REFUSED_FOR_NOW),
        (ReadTimeoutError(endpoint_url="x"), Outcome.UNKNOWN),
    ],
)
def test_what_silence_means(fault: Exception, outcome: Outcome) -> None:
    client = ses_client()

    def fail(**_: object) -> None:
        raise fault

    client.meta.events.register("before-send", fail)
    assert SesMailer(client, SENDER, APP).carry(notice(), BOX) == Delivery(outcome)
