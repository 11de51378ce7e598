"""One-time schedules that wake the sending of a celebration."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from notifications.domain.identity import CelebrationId

if TYPE_CHECKING:
    from types_boto3_scheduler import EventBridgeSchedulerClient


@dataclass(frozen=True, slots=True)
class SchedulePlace:
    """Where schedules are made, and what they start.

    Parameters
    ----------
    group : str
        The schedule group.
    role_arn : str
        What the scheduler acts as.
    target_arn : str
        The queue of sendings.
    dead_letters_arn : str
        Takes what could not be started.
    """

    group: str
    role_arn: str
    target_arn: str
    dead_letters_arn: str


class Scheduler:
    """EventBridge Scheduler.

    Parameters
    ----------
    scheduler : EventBridgeSchedulerClient
        The client.
    place : SchedulePlace
        Where and what.
    """

    def __init__(self, scheduler: "EventBridgeSchedulerClient", place: SchedulePlace) -> None:
        self._scheduler = scheduler
        self._place = place

    def wake(self, celebration: CelebrationId, at: datetime) -> None:
        """Create a one-time schedule, which deletes itself after; doing it again changes nothing.

        The name is made of the celebration and the instant, so a repetition meets the first one. An ``at()`` has whole
        seconds: rounded up, never into the quiet hours.
        """
        second = _whole_second(at)
        try:
            self._scheduler.create_schedule(
                Name=f"{celebration}.{int(second.timestamp()):x}",
                GroupName=self._place.group,
                ScheduleExpression=f"at({second:%Y-%m-%dT%H:%M:%S})",
                ScheduleExpressionTimezone="UTC",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={
                    "Arn": self._place.target_arn,
                    "RoleArn": self._place.role_arn,
                    "Input": json.dumps({"practice": celebration.practice, "celebration": str(celebration)}),
                    "RetryPolicy": {"MaximumRetryAttempts": 5, "MaximumEventAgeInSeconds": 3600},
                    "DeadLetterConfig": {"Arn": self._place.dead_letters_arn},
                },
            )
        except self._scheduler.exceptions.ConflictException:
            return


def _whole_second(at: datetime) -> datetime:
    instant = at.astimezone(UTC)
    floor = instant.replace(microsecond=0)
    return floor if floor == instant else floor + timedelta(seconds=1)
