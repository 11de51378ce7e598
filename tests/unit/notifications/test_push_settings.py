"""A push server on the same machine is let through in the emulator, and nowhere else."""

import pytest

from notifications.settings import PushSettings
from whole.template import Template


@pytest.mark.parametrize(
    ("stage", "loopback", "allowed"),
    [
        ("local", "000000000000", True),
        ("local", "123456789012", False),
        ("local", "refused", False),
        ("local", "", False),
        ("dev", "000000000000", False),
        ("prod", "000000000000", False),
        ("prod", "refused", False),
    ],
)
def test_both_stage_and_account_must_be_the_emulators(stage: str, loopback: str, allowed: bool) -> None:  # noqa: FBT001
    given = {"service": "notifications", "email_sender": "a@b.example", "push_key_arn": "arn"}
    assert PushSettings(**given, stage=stage, push_loopback=loopback).loopback_allowed is allowed


def test_the_template_hands_the_account_on_for_the_local_stage_alone() -> None:
    given = [
        held["Environment"]["Variables"]["PUSH_LOOPBACK"]
        for _, held in Template("notifications").of_type("AWS::Serverless::Function")
        if "PUSH_LOOPBACK" in held["Environment"]["Variables"]
    ]
    assert given
    assert all(each == {"Fn::If": ["IsLocal", {"Ref": "AWS::AccountId"}, "refused"]} for each in given)
