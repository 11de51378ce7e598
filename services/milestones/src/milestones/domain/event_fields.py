"""The forms of fields that several events of this service have."""

from typing import Annotated

from pydantic import Field

MilestoneId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{16}$")]
"""Of a milestone, a setback or an alert: the journey's id, a dot, 16 hexadecimal digits."""
Identifier = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
"""RFC 3339, UTC, milliseconds."""
InstrumentName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,15}$")]
NumberName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
