"""Sending is safe to repeat, and gives up in one line."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from local.client import Answer
from local.courses import Point
from local.sending import Replay, insistently
from local.stopping import CannotGoOnError

REPLAY = Replay(uuid.UUID(int=7), datetime(2026, 11, 22, 12, tzinfo=UTC))
SLEPT: list[float] = []


def answering(*answers: Answer | httpx.TransportError) -> Iterator[Answer]:
    for answer in answers:
        if isinstance(answer, httpx.TransportError):
            raise answer
        yield answer


def test_a_request_has_the_same_key_at_every_attempt_and_another_in_another_run() -> None:
    assert REPLAY.key("a", 2, "score") == Replay(uuid.UUID(int=7), datetime.now(UTC)).key("a", 2, "score")
    assert REPLAY.key("a", 2, "score") != REPLAY.key("a", 3, "score")
    assert REPLAY.key("a", 2, "score") != Replay(uuid.UUID(int=8), REPLAY.began).key("a", 2, "score")


def test_sessions_lie_a_week_apart_and_in_the_past() -> None:
    moments = [REPLAY.occurred_at(Point(2, "s", "PHQ-9", 5, session), 12) for session in (11, 12)]
    assert moments == ["2026-11-14T12:00:00+00:00", "2026-11-21T12:00:00+00:00"]


def test_a_passing_refusal_is_tried_again() -> None:
    answers = answering(Answer(503, None), Answer(429, None), Answer(201, {"id": "1"}))
    assert insistently(lambda: next(answers), "it", pause=SLEPT.append) == {"id": "1"}


def test_a_lost_connection_is_tried_again() -> None:
    tried: list[int] = []

    def ask() -> Answer:
        tried.append(1)
        if len(tried) == 1:
            raise httpx.ReadTimeout("late")
        return Answer(200, "there")

    assert insistently(ask, "it", pause=SLEPT.append) == "there"


def test_a_lasting_refusal_is_told_at_once() -> None:
    answers = answering(Answer(422, {"title": "no"}))
    with pytest.raises(CannotGoOnError, match="The score was not taken: 422"):
        insistently(lambda: next(answers), "The score", pause=SLEPT.append)
