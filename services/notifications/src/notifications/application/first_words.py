"""The first words of a celebration: the practice's own template where it has one that can be filled, else ours."""

from dataclasses import dataclass

from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.celebration import Milestone
from notifications.domain.cheer_check import check
from notifications.domain.cheer_finding import Mark
from notifications.domain.draft import KINDS, draft
from notifications.domain.facts import Facts
from notifications.domain.practice_template import TemplateName, Templates
from notifications.domain.preferences import Preferences
from notifications.domain.quiet_hours import time_zone
from notifications.domain.template import TemplateError, fill

# Of nobody yet: a card comes before its client has joined.
_NOBODYS = Preferences(time_zone="UTC")


@dataclass(frozen=True, slots=True)
class FirstWords:
    """Put a milestone into words as its client wishes to be told.

    DynamoDB: 1 read of the practice's template.

    Parameters
    ----------
    templates, log
        Ports.
    """

    templates: Templates
    log: Log

    def __call__(self, practice: str, milestone: Milestone, known: Preferences | None) -> tuple[str, tuple[Mark, ...]]:
        """Write a draft, of facts alone; what others typed about the milestone is not known here.

        Parameters
        ----------
        practice : str
            Whose template is looked for.
        milestone : Milestone
            What is told.
        known : Preferences or None
            The client's wishes; None before a client has joined.

        Returns
        -------
        tuple of str and tuple of Mark
            The words, and what the cheer check finds in them: nothing in ours, which a test holds to that.
        """
        wishes = known or _NOBODYS
        facts = _facts(milestone, wishes)
        own = self._own(practice, milestone.kind, wishes, facts)
        if own:
            return own, check(own)
        return draft(milestone.kind, wishes.language, wishes.tone, wishes.intensity, facts), ()

    def _own(self, practice: str, kind: str, wishes: Preferences, facts: Facts) -> str:
        """Fill the practice's template in; empty where there is none, and, with a line in the log, where it fails."""
        if kind not in KINDS:
            return ""
        name = TemplateName(kind, wishes.language, wishes.tone)
        stored = self.templates.get(practice, name)
        if stored is None:
            return ""
        try:
            return fill(stored.of(wishes.intensity), facts.written(wishes.language))
        except TemplateError:
            self.log.line(Code.TEMPLATE_FAILED, practice=practice, kind=kind, language=name.language, tone=name.tone)
            return ""


def _facts(milestone: Milestone, wishes: Preferences) -> Facts:
    efforts = milestone.numbers.get("efforts") if milestone.efforts is None else milestone.efforts
    at = milestone.occurred_at
    return Facts(
        days=milestone.days,
        efforts=None if efforts is None else round(efforts),
        on=None if at is None else at.astimezone(time_zone(wishes.time_zone)).date(),
    )
