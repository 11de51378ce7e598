"""What somebody who wants to run a rule again sends: the numbers of a claim, or scores. None of it is kept."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from milestones.application.instrument_fields import InstrumentFields
from milestones.domain.rule_inputs import MOST

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
NumberName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Number = Annotated[int | float, Field(ge=-MOST, le=MOST, allow_inf_nan=False)]


class RuleCheck(BaseModel):
    """Either numbers and thresholds, as a milestone shows them; or scores, and by what to judge them.

    By what: for a rule on scores the name of a shipped instrument, or settings as for an instrument of one's own, or
    both, the settings then changing the shipped ones; for a rule on the ratings of a goal its target.
    """

    model_config = _STRICT

    numbers: Annotated[dict[NumberName, Number], Field(max_length=40)] | None = None
    thresholds: Annotated[dict[NumberName, Number], Field(max_length=40)] | None = None
    scores: Annotated[
        list[Number | None] | None,
        Field(min_length=1, max_length=500, description="One a session, in order; null where one is missing"),
    ] = None
    instrument: Annotated[str, Field(pattern="^[A-Z][A-Z0-9-]{1,15}$")] | None = None
    settings: InstrumentFields | None = None
    target: Number | None = None
