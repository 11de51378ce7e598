"""The endpoints of templates."""

from kernel.routes import Route
from notifications.application.template_models import TemplateList, TemplateOf, WordingBody
from notifications.application.templating import DropTemplate, ListTemplates, SetTemplate, ShowTemplate
from notifications.domain.practice_template import Templates
from notifications.handlers.policy import POLICY

_ALL, _ONE = "/templates", "/templates/<kind>/<language>/<tone>"


def template_routes(templates: Templates) -> list[Route]:
    """Give the endpoints.

    Parameters
    ----------
    templates : Templates
        Practices' own.
    """
    show, change, drop = ShowTemplate(templates), SetTemplate(templates), DropTemplate(templates)
    return [
        POLICY.route("GET", _ALL, ListTemplates(templates), "The words that drafts begin with", TemplateList),
        POLICY.route("GET", _ONE, show, "The words for one kind, language and tone", TemplateOf),
        POLICY.route("PUT", _ONE, change, "Use words of the practice's own", TemplateOf, WordingBody, versioned=True),
        POLICY.route("DELETE", _ONE, drop, "Use the system's words again", status=204, versioned=True),
    ]
