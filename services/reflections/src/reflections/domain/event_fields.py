"""The fields that events are made of, and what all payloads have in common; see `reflections.domain.events`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Person = Annotated[str, Field(min_length=1, max_length=128)]
Version = Annotated[int, Field(ge=1)]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
InstrumentName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,15}$")]
Rating = Annotated[int, Field(ge=0, le=10)]
Weight = Annotated[int, Field(ge=1, le=10)]
Level = Annotated[int, Field(ge=-2, le=2)]
SessionNumber = Annotated[int, Field(ge=1, le=9999)]
ConsultId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{16}$")]
"""The journey's identifier and sixteen signs; an alert's is of the same shape."""
AnswerNumber = Annotated[int, Field(ge=1, le=20)]
Minutes = Annotated[int, Field(ge=1, le=480)]
FewIdeas = Annotated[int, Field(ge=0, le=5)]
Role = Literal["client", "therapist"]
RiskFlag = Literal["positive", "negative", "missing", "not_applicable"]


class Payload(BaseModel):
    """Base of each payload: no field that the contract does not name, immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid")
