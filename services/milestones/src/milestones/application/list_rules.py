"""List the rules."""

from kernel.routes import Reply, Request
from milestones.application.judging_scores import ON_RATINGS, ON_SCORES
from milestones.application.rule_answers import RulesAnswer, rule_answer
from milestones.domain.rule_inputs import INPUTS
from milestones.domain.rulebook import RULES


def list_rules(request: Request) -> Reply:
    """Answer ``GET /rules``.

    DynamoDB: none.

    Parameters
    ----------
    request : Request

    Returns
    -------
    Reply
        Each rule with version, citation, and what it takes.
    """
    del request
    listed = [
        rule_answer(kind, RULES[kind], inputs, takes_scores=kind in ON_SCORES | ON_RATINGS)
        for kind, inputs in INPUTS.items()
    ]
    return Reply(RulesAnswer(items=listed))
