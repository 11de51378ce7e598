"""Wait until the system has nothing more to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from local.client import Voice
from local.stopping import CannotGoOnError
from local.world import SERVICES, World

STILL_SECONDS = 4.0
_COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed")


def queued(world: World) -> int:
    """Count the messages on every queue that somebody works off.

    Parameters
    ----------
    world : World
        The running system.

    Returns
    -------
    int
        Dead letters not counted: nobody works them off.
    """
    sqs = world.cloud.client("sqs")
    total = 0
    for service in SERVICES:
        for logical, (kind, url) in world.cloud.resources(service).items():
            if kind == "AWS::SQS::Queue" and "Dead" not in logical:
                found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(_COUNTS))["Attributes"]
                total += sum(int(found.get(name, 0)) for name in _COUNTS)
    return total


def milestones_of(voice: Voice, journey: str) -> list[dict[str, Any]] | None:
    """Read every milestone of a journey.

    Parameters
    ----------
    voice : Voice
        Its therapist.
    journey : str
        Its id.

    Returns
    -------
    list[dict] or None
        Every page of them; None while the journey is on its way to the service that keeps them.
    """
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = voice.ask("GET", f"/journeys/{journey}/milestones{cursor}")
        if answer.status != HTTPStatus.OK:
            return None
        page = answer.body
        found += page["items"]
        if not page.get("next"):
            return found
        cursor = f"?cursor={page['next']}"


def wait_for_quiet(
    world: World,
    voice: Voice,
    journeys: Sequence[str],
    *,
    seconds: float = 300.0,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> dict[str, list[dict[str, Any]]]:
    """Wait until the queues are empty and the milestones stay as they are.

    Parameters
    ----------
    world : World
        The running system.
    voice : Voice
        The therapist.
    journeys : Sequence[str]
        Whose milestones to watch.
    seconds : float
        How long to wait at most.
    clock, pause : Callable
        Time and sleep; handed in by tests.

    Returns
    -------
    dict[str, list[dict]]
        Milestones by journey.

    Raises
    ------
    CannotGoOnError
        When it does not become quiet.
    """
    deadline = clock() + seconds
    before: dict[str, list[dict[str, Any]] | None] = {}
    while clock() < deadline:
        still_since = clock()
        while (waiting := queued(world)) == 0 and clock() - still_since < STILL_SECONDS:
            pause(0.5)
        if waiting:
            pause(0.5)
            continue
        after = {journey: milestones_of(voice, journey) for journey in journeys}
        told = {journey: each for journey, each in after.items() if each is not None}
        if after == before and len(told) == len(after):
            return told
        before = after
    raise CannotGoOnError(f"The system did not become quiet within {seconds:.0f} s.")
