"""A practice says after how many weeks without a word its therapists are told."""

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kernel.routes import Reply, Request
from milestones.domain.silence import DEFAULT_WEEKS, Quiet

SilenceWeeks = Literal[2, 3, 4, 6, 8, 12]


class AlertSettingsFields(BaseModel):
    """What holds for alerts in a practice."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    silence_weeks: SilenceWeeks | None = Field(
        description=f"Weeks without a shared capture or a session, {DEFAULT_WEEKS} where nothing is set; null: never"
    )


class AlertSettingsAnswer(AlertSettingsFields):
    """What holds for alerts in the practice."""


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Read or replace them; the last word counts.

    DynamoDB: 1 read; 1 update.

    Parameters
    ----------
    quiet : Quiet
    """

    quiet: Quiet

    def read(self, request: Request) -> Reply:
        """Answer ``GET /alert-settings``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
        """
        weeks = self.quiet.weeks(request.caller.practice)
        return Reply(AlertSettingsAnswer.model_validate({"silence_weeks": weeks}))

    def write(self, request: Request) -> Reply:
        """Answer ``PUT /alert-settings``: it holds from the next sweep on.

        Parameters
        ----------
        request : Request
            With `AlertSettingsFields`.

        Returns
        -------
        Reply
        """
        weeks: SilenceWeeks | None = request.body.silence_weeks
        self.quiet.set_weeks(request.caller.practice, weeks)
        return Reply(AlertSettingsAnswer(silence_weeks=weeks))
