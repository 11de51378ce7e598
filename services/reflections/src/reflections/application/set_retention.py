"""A practice says what it must keep of journeys that are erased; everybody in it can read that."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.erasure_views import RetentionRuleView
from reflections.application.fields import Body
from reflections.domain.ports import Erasures, OutdatedError
from reflections.domain.retention import Asker, Keeping, RetentionRule, What


class KeepingSaid(Body):
    """One thing to be kept; ``basis`` names the law, for example ``BGB 630f (3)``."""

    what: Literal["sessions", "measures"]
    basis: Annotated[str, Field(pattern=r"^[A-Za-z0-9 .,:()/§-]{2,60}$")]
    years: Annotated[int, Field(ge=1, le=50)]


class RetentionSaid(Body):
    """The whole rule anew; ``askers`` may have a journey erased besides its client, who always may."""

    keeps: Annotated[list[KeepingSaid], Field(max_length=4)]
    askers: Annotated[list[Literal["therapist", "admin"]], Field(max_length=2)]


@dataclass(frozen=True, slots=True)
class ReadRetention:
    """Read the rule of one's practice: one DynamoDB call."""

    erasures: Erasures

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /retention-rule`` with a `RetentionRuleView`; version 0 where none was set."""
        rule = self.erasures.rule(request.caller.practice)
        return Reply(RetentionRuleView.of(rule), version=rule.version)


@dataclass(frozen=True, slots=True)
class SetRetention:
    """Set the rule upon the version that ``If-Match`` names: one DynamoDB call.

    It holds for what is erased from now on; what was erased stays as its certificate says.
    """

    erasures: Erasures

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /retention-rule``.

        Raises
        ------
        Problem
            412 where it has changed meanwhile.
        """
        said: RetentionSaid = request.body
        keeps = tuple(Keeping(What(one.what), one.basis, one.years) for one in said.keeps)
        rule = RetentionRule(keeps, frozenset(map(Asker, said.askers)), request.version + 1)
        try:
            self.erasures.set_rule(request.caller.practice, rule)
        except OutdatedError:
            raise stale() from None
        return Reply(RetentionRuleView.of(rule), version=rule.version)
