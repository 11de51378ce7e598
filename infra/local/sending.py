"""Send courses of scores through HTTP, as a therapist's app does."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import httpx

from local.client import Answer, Voice
from local.courses import Point
from local.stopping import CannotGoOnError

CONCURRENCY = 8
_ATTEMPTS = 5
_PASSING = frozenset({429, 500, 502, 503, 504})
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Replay:
    """One replay of one file.

    Parameters
    ----------
    run : uuid.UUID
        Names this replay; the keys of all its requests are derived from it.
    began : datetime.datetime
        Aware; the last session of every course lies a day before it.
    """

    run: uuid.UUID
    began: datetime

    def key(self, *parts: object) -> str:
        """Derive the idempotency key of a request: the same for every attempt at it.

        Parameters
        ----------
        parts : object
            What the request stands for, such as course, line and column.

        Returns
        -------
        str
            A UUID.
        """
        return str(uuid.uuid5(self.run, "\x1f".join(map(str, parts))))

    def occurred_at(self, point: Point, last: int) -> str:
        """Date a score: its own day, or a week a session.

        Parameters
        ----------
        point : Point
            The score.
        last : int
            The highest session number of the file.

        Returns
        -------
        str
            RFC 3339, in the past.
        """
        if point.day is not None:
            return point.day.isoformat(timespec="seconds")
        back = timedelta(days=1, weeks=last - (point.session or 0))
        return (self.began - back).isoformat(timespec="seconds")


def insistently(ask: Callable[[], Answer], what: str, pause: Callable[[float], None] = time.sleep) -> Any:  # noqa: ANN401
    """Send a request until it is answered; safe because every attempt carries the same idempotency key.

    Parameters
    ----------
    ask : Callable
        Sends it once.
    what : str
        Names it in a complaint.
    pause : Callable
        Sleeps; handed in by tests.

    Returns
    -------
    Any
        The JSON of a 2xx.

    Raises
    ------
    CannotGoOnError
        When it is refused, or not answered at the fifth attempt.
    """
    trouble = ""
    for attempt in range(_ATTEMPTS):
        try:
            answer = ask()
        except httpx.TransportError as error:
            trouble = type(error).__name__
        else:
            if answer.status in _OK:
                return answer.body
            trouble = f"{answer.status} {answer.body}"
            if answer.status not in _PASSING:
                break
        pause(0.2 * 2**attempt)
    raise CannotGoOnError(f"{what} was not taken: {trouble}")


def send_course(voice: Voice, replay: Replay, name: str, points: Sequence[Point], last: int) -> str:
    """Open a journey and send one course, score by score.

    Parameters
    ----------
    voice : Voice
        The therapist.
    replay : Replay
        Which replay.
    name : str
        The course's id in the file.
    points : Sequence[Point]
        Its scores.
    last : int
        The highest session number of the file.

    Returns
    -------
    str
        The journey's id.
    """
    key = replay.key(name, "journey")
    opened = insistently(partial(voice.ask, "POST", "/journeys", {}, key=key), f"Opening a journey for {name}")
    journey: str = opened["id"]
    for point in points:
        body: dict[str, Any] = {"instrument": point.instrument, "total": point.total}
        body["occurred_at"] = replay.occurred_at(point, last)
        if point.session is not None:
            body["session"] = point.session
        key = replay.key(name, point.line, point.column)
        ask = partial(voice.ask, "POST", f"/journeys/{journey}/measures", body, key=key)
        insistently(ask, f"The score of course {name}, line {point.line}, column {point.column}")
    return journey


def send_all(
    voice: Voice, replay: Replay, courses: Mapping[str, Sequence[Point]], done: Callable[[int, int], None]
) -> dict[str, str]:
    """Send every course, a few at a time; the scores of one course in order.

    Parameters
    ----------
    voice : Voice
        The therapist.
    replay : Replay
        Which replay.
    courses : Mapping[str, Sequence[Point]]
        Scores by course.
    done : Callable
        Told after each course how many are done, and of how many.

    Returns
    -------
    dict[str, str]
        Journey id by course.
    """
    last = max((point.session or 0 for points in courses.values() for point in points), default=0)
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        tasks = {name: pool.submit(send_course, voice, replay, name, points, last) for name, points in courses.items()}
        journeys = {}
        try:
            for number, (name, task) in enumerate(tasks.items(), start=1):
                journeys[name] = task.result()
                done(number, len(tasks))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return journeys
