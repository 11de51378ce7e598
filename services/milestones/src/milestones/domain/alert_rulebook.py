"""The rules for alerts by kind: which version, from where, and how its numbers are judged again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from milestones.domain import silence
from milestones.domain.alert import AlertKind
from milestones.domain.alert_rules import (
    above_expected_score,
    gain_reversed,
    goal_unmoved,
    no_reliable_improvement,
    reliable_deterioration,
    risk_item_positive,
    scores_unmoved,
    sudden_loss,
)
from milestones.domain.alerting import SAID_VERSION
from milestones.domain.claim import Numbers


@dataclass(frozen=True, slots=True)
class AlertRule:
    """A rule for alerts as its readers need it.

    Parameters
    ----------
    version : int
        Grows with every change that could give another result.
    citation : str
        The published source.
    rerun : callable
        Takes numbers and thresholds of a concern, says whether there is one (invariant I7).
    """

    version: int
    citation: str
    rerun: Callable[[Numbers, Numbers], bool]


def _somebody_said_so(numbers: Numbers, thresholds: Numbers) -> bool:
    return not numbers and not thresholds


_CRISIS = (
    "Checked by rules for words of crisis, tuned to miss little: what they find need not be meant so. A person's own "
    "words are looked at by people."
)
_DECLARED = "One of the two said so. It needs no score, and none contradicts it."

ALERT_RULES: Mapping[AlertKind, AlertRule] = MappingProxyType(
    {
        AlertKind.CRISIS_LANGUAGE: AlertRule(SAID_VERSION, _CRISIS, _somebody_said_so),
        AlertKind.STUCKNESS_DECLARED: AlertRule(SAID_VERSION, _DECLARED, _somebody_said_so),
        AlertKind.SILENCE: AlertRule(silence.RULE_VERSION, silence.CITATION, silence.rerun),
        **{
            kind: AlertRule(module.RULE_VERSION, module.CITATION, module.rerun)
            for kind, module in (
                (AlertKind.RISK_ITEM_POSITIVE, risk_item_positive),
                (AlertKind.RELIABLE_DETERIORATION, reliable_deterioration),
                (AlertKind.SUDDEN_LOSS, sudden_loss),
                (AlertKind.NO_RELIABLE_IMPROVEMENT, no_reliable_improvement),
                (AlertKind.ABOVE_EXPECTED_SCORE, above_expected_score),
                (AlertKind.GAIN_REVERSED, gain_reversed),
                (AlertKind.SCORES_UNMOVED, scores_unmoved),
                (AlertKind.GOAL_UNMOVED, goal_unmoved),
            )
        },
    }
)
"""One rule a kind; the rule's id is the kind's name."""
