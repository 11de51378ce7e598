"""Contacts for a crisis as a reply shows them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

_SHOWN = ConfigDict(frozen=True, extra="forbid")


class ContactView(BaseModel):
    """One contact."""

    model_config = _SHOWN

    name: str
    hours: str
    url: str
    phone: str | None = None
    text: str | None = None


class SupportView(BaseModel):
    """Contacts for somebody who may be in a crisis, why they are shown, and who knows of it: nobody is monitoring."""

    model_config = _SHOWN

    kinds: list[Literal["suicide", "self_harm"]]
    country: str
    why: str
    limits: str
    told: str
    emergency: str | None
    contacts: list[ContactView]
    sources: list[str]
