import json
from collections.abc import Iterator
from datetime import datetime, timedelta
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
from notifications.domain.unsubscribing import Subscriber
from unit.notifications.fakes import NOON, FakeClock, FakeLinks
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


def mailer(client: Any) -> SesMailer:  # noqa: ANN401 - botocore client
    links: Any = FakeLinks()
    return SesMailer(client, SENDER, APP, "notices", links, FakeClock())


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
    words = {"en": "Sign in to read it:", "ja": "サインインしてお読みください。"}[language]
    footer = {"en": "No more of these e-mails:", "ja": "このメールの配信を停止する："}[language]
    link = FakeLinks().link(Subscriber("practice-1", "client-1"), NOON)
    html = (
        f'<!doctype html>\n<html lang="{language}"><body><p>{line}.</p><p>{words}<br><a href="{APP}">{APP}</a></p>'
        f'<p><small>{footer}<br><a href="{link}">{link}</a></small></p></body></html>\n'
    )
    with Stubber(client) as stub:
        stub.add_response(
            "send_email",
            {"MessageId": "mail-1"},
            {
                "FromEmailAddress": SENDER,
                "Destination": {"ToAddresses": ["c@example.org"]},
                "Content": {
                    "Simple": {
                        "Subject": {"Data": line, "Charset": "UTF-8"},
                        "Body": {
                            "Text": {"Data": f"{line}.\n\n{words}\n{APP}\n\n{footer}\n{link}\n", "Charset": "UTF-8"},
                            "Html": {"Data": html, "Charset": "UTF-8"},
                        },
                        "Headers": [
                            {"Name": "List-Unsubscribe", "Value": f"<{link}>"},
                            {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
                        ],
                    }
                },
                "ConfigurationSetName": "notices",
                "EmailTags": [{"Name": "practice", "Value": "practice-1"}, {"Name": "person", "Value": "client-1"}],
            },
        )
        assert mailer(client).carry(notice(language), BOX) == Delivery(Outcome.ACCEPTED, "mail-1")


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
        assert mailer(client).carry(notice(), BOX) == Delivery(outcome)


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
    assert mailer(client).carry(notice(), BOX) == Delivery(outcome)


def test_without_a_way_out_no_e_mail_leaves() -> None:
    class NoLinks(FakeLinks):
        def link(self, subscriber: Subscriber, now: datetime) -> str:
            raise EndpointConnectionError(endpoint_url=f"kms of {subscriber} at {now}")

    links: Any = NoLinks()
    made = SesMailer(ses_client(), SENDER, APP, "notices", links, FakeClock())
    assert made.carry(notice(), BOX) == Delivery(Outcome.REFUSED_FOR_NOW)
