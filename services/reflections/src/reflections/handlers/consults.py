"""The consults function: a therapist previews, asks and closes; here alone the de-identifier is loaded."""

from collections.abc import Sequence
from functools import cached_property

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.close_consult import CloseConsult, Closing
from reflections.application.composing_packet import Composing
from reflections.application.consult_asking import ConsultAsked
from reflections.application.consult_views import ClosedView, ConsultPreview, ConsultView
from reflections.application.preview_consult import PreviewConsult
from reflections.application.request_consult import ConsultConfirmed, RequestConsult
from reflections.application.set_supervision_rule import (
    ReadSupervisionRule,
    SetSupervisionRule,
    SupervisionRuleSaid,
    SupervisionRuleView,
)
from reflections.domain.deidentifying import Deidentifier, Known, Replacement
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import asked, changed, made, read

_RULE = "/supervision-rule"
_CONSULTS = "/journeys/<journey>/consults"


class LoadedWhenAsked:
    """The de-identifier, loaded for the first text: whoever closes a consult waits for nothing."""

    @cached_property
    def _engine(self) -> Deidentifier:
        from reflections.adapters.deidentification.rules import RuleDeidentifier

        return RuleDeidentifier()

    def replacements(self, text: str, language: str, known: Known) -> Sequence[Replacement]:
        """Propose what to replace."""
        return self._engine.replacements(text, language, known)


def routes(at: Stores, deidentifier: Deidentifier | None = None) -> list[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    at : Stores
        What its use cases work on.
    deidentifier : Deidentifier, optional
        Another one than the service's own.

    Returns
    -------
    list of Route
        All of them.
    """
    composing = Composing(at.captures, deidentifier or LoadedWhenAsked(), at.clock, at.log)
    preview = PreviewConsult(at.journeys, composing, at.supervision_rules)
    request = RequestConsult(at.journeys, at.consults, composing, at.supervision_rules, at.clock, at.log)
    rule, setting = ReadSupervisionRule(at.supervision_rules), SetSupervisionRule(at.supervision_rules)
    close = CloseConsult(at.journeys, at.consults, at.clock, at.log)
    return [
        asked(f"{_CONSULTS}/preview", preview, "Preview a packet for a supervisor", ConsultAsked, ConsultPreview),
        made(_CONSULTS, request, "Ask a supervisor, with what was confirmed", ConsultConfirmed, ConsultView),
        read(_RULE, rule, "Read what may go to supervisors inside your practice", SupervisionRuleView),
        changed("PUT", _RULE, setting, "Say what may go to them", SupervisionRuleSaid, SupervisionRuleView),
        made("/consults/<consult>/close", close, "Close a consult, with what is taken up", Closing, ClosedView),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
