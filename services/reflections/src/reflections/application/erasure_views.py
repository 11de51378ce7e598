"""What callers get to see of erasures, and of the rule that says what stays."""

from typing import Literal

from reflections.application.views import View
from reflections.domain.erasure import SERVICES, Erasure
from reflections.domain.retention import Retained, RetentionRule

AskerName = Literal["client", "therapist", "admin"]
WhatName = Literal["sessions", "measures"]


class RetainedView(View):
    """What stays, by which law, until when."""

    what: WhatName
    basis: str
    until: str


class ConfirmationView(View):
    """A service, and when it had removed all of it; null until then."""

    service: str
    at: str | None


class ErasureView(View):
    """An erasure: not asked for, under way, or done; then it is the certificate.

    No count stands in it: how much there was would tell what there was.
    """

    journey: str
    state: Literal["not_asked", "under_way", "done"]
    asked_at: str | None
    asked_by: AskerName | None
    unreadable_since: str | None
    done_at: str | None
    services: list[ConfirmationView]
    kept: list[RetainedView]

    @classmethod
    def not_asked(cls, journey: str, kept: tuple[Retained, ...]) -> "ErasureView":
        """Show what would stay."""
        return cls(
            journey=journey,
            state="not_asked",
            asked_at=None,
            asked_by=None,
            unreadable_since=None,
            done_at=None,
            services=[],
            kept=[RetainedView.model_validate(one, from_attributes=True) for one in kept],
        )

    @classmethod
    def of(cls, erasure: Erasure, *, as_asked: bool = False) -> "ErasureView":
        """Show an erasure, as it is or as it was when it was asked for."""
        confirmed = {} if as_asked else erasure.confirmed
        done_at = None if as_asked else erasure.done_at
        return cls.model_validate(
            {
                "journey": erasure.journey,
                "state": "under_way" if done_at is None else "done",
                "asked_at": erasure.at,
                "asked_by": erasure.by.value,
                "unreadable_since": erasure.at,
                "done_at": done_at,
                "services": [{"service": name, "at": confirmed.get(name)} for name in SERVICES],
                "kept": [{"what": one.what.value, "basis": one.basis, "until": one.until} for one in erasure.kept],
            }
        )


class KeepingView(View):
    """One thing that a practice must keep."""

    what: WhatName
    basis: str
    years: int


class RetentionRuleView(View):
    """A practice's rule."""

    keeps: list[KeepingView]
    askers: list[AskerName]
    version: int

    @classmethod
    def of(cls, rule: RetentionRule) -> "RetentionRuleView":
        """Show a rule."""
        return cls.model_validate(
            {
                "keeps": [{"what": one.what.value, "basis": one.basis, "years": one.years} for one in rule.keeps],
                "askers": sorted(asker.value for asker in rule.askers),
                "version": rule.version,
            }
        )
