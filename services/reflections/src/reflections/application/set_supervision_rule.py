"""A practice says what may go to a supervisor inside it; everybody in it can read that."""

from dataclasses import dataclass
from typing import Literal

from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.fields import Body
from reflections.application.views import View
from reflections.domain.ports import OutdatedError
from reflections.domain.supervision_rule import Inside, SupervisionRule, SupervisionRules


class SupervisionRuleSaid(Body):
    """What a packet needs in which something was undone: nothing more, the client's consent, or it may not go."""

    inside: Literal["unless_refused", "with_consent", "deidentified"]


class SupervisionRuleView(View):
    """A practice's rule; version 0 where it has set none."""

    inside: Literal["unless_refused", "with_consent", "deidentified"]
    version: int

    @classmethod
    def of(cls, rule: SupervisionRule) -> "SupervisionRuleView":
        """Show a rule."""
        return cls.model_validate({"inside": rule.inside.value, "version": rule.version})


@dataclass(frozen=True, slots=True)
class ReadSupervisionRule:
    """Read the rule of one's practice: one DynamoDB call."""

    rules: SupervisionRules

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /supervision-rule`` with a `SupervisionRuleView`."""
        rule = self.rules.rule(request.caller.practice)
        return Reply(SupervisionRuleView.of(rule), version=rule.version)


@dataclass(frozen=True, slots=True)
class SetSupervisionRule:
    """Set the rule upon the version that ``If-Match`` names: one DynamoDB call. It holds for what goes from now on."""

    rules: SupervisionRules

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /supervision-rule``.

        Raises
        ------
        Problem
            412 where it has changed meanwhile.
        """
        said: SupervisionRuleSaid = request.body
        rule = SupervisionRule(Inside(said.inside), request.version + 1)
        try:
            self.rules.set_rule(request.caller.practice, rule)
        except OutdatedError:
            raise stale() from None
        return Reply(SupervisionRuleView.of(rule), version=rule.version)
