"""A practice's own templates: shown, set and taken back by its admin."""

from collections.abc import Iterator
from dataclasses import dataclass

from kernel.problem import FieldError, invalid, not_found, stale
from kernel.routes import Reply, Request
from notifications.application.checking import faults
from notifications.application.template_models import TemplateList, TemplateOf
from notifications.domain.draft import KINDS, template
from notifications.domain.ports import LostRaceError
from notifications.domain.practice_template import PracticeTemplate, TemplateName, Templates, UnknownTemplateError
from notifications.domain.preferences import Intensity, Language, Tone
from notifications.domain.template import FIELDS, TemplateError, fill

_ALL = [TemplateName(kind, language, tone) for kind in KINDS for language in Language for tone in Tone]
_EVERYTHING_KNOWN = {field: f"({field})" for field in FIELDS}


def _named(request: Request) -> TemplateName:
    try:
        return TemplateName.parse(*(request.path[part] for part in ("kind", "language", "tone")))
    except UnknownTemplateError:
        raise not_found() from None


def _shown(name: TemplateName, own: PracticeTemplate | None) -> TemplateOf:
    quiet, full = (template(name.kind, name.language, name.tone, intensity) for intensity in Intensity)
    return TemplateOf(
        kind=name.kind,
        language=name.language,
        tone=name.tone,
        quiet=quiet if own is None else own.quiet,
        full=full if own is None else own.full,
        own=own is not None,
        version=0 if own is None else own.version,
    )


@dataclass(frozen=True, slots=True)
class ListTemplates:
    """List every template, the practice's own where it has one.

    DynamoDB: 1 query.

    Parameters
    ----------
    templates : Templates
        Practices' own.
    """

    templates: Templates

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /templates``."""
        own = {found.name: found for found in self.templates.all(request.caller.practice)}
        return Reply(TemplateList(items=[_shown(name, own.get(name)) for name in _ALL]))


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """Show one.

    DynamoDB: 1 read.

    Parameters
    ----------
    templates : Templates
        Practices' own.
    """

    templates: Templates

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /templates/{kind}/{language}/{tone}``; 404 for a name that there is not."""
        name = _named(request)
        shown = _shown(name, self.templates.get(request.caller.practice, name))
        return Reply(shown, version=shown.version)


@dataclass(frozen=True, slots=True)
class SetTemplate:
    """Replace one by the practice's own; drafts made from now on use it.

    DynamoDB: 1 write.

    Parameters
    ----------
    templates : Templates
        Practices' own.
    """

    templates: Templates

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /templates/{kind}/{language}/{tone}``.

        Raises
        ------
        Problem
            404 for a name that there is not, 412 for an outdated version, 422 where the template cannot be filled in,
            says nothing, or says what the cheer check finds: it speaks for every therapist, who may overrule that only
            for their own words.
        """
        name, body = _named(request), request.body
        wrong = [*_wrong_in("/quiet", body.quiet), *_wrong_in("/full", body.full)]
        if wrong:
            raise invalid(*wrong)
        own = PracticeTemplate(name, body.quiet, body.full, request.version + 1)
        try:
            self.templates.put(request.caller.practice, own)
        except LostRaceError:
            raise stale() from None
        return Reply(_shown(name, own), version=own.version)


@dataclass(frozen=True, slots=True)
class DropTemplate:
    """Take the practice's own back; the one that comes with the system is used again.

    DynamoDB: 1 write.

    Parameters
    ----------
    templates : Templates
        Practices' own.
    """

    templates: Templates

    def __call__(self, request: Request) -> Reply:
        """Answer ``DELETE /templates/{kind}/{language}/{tone}``; 404 for no such name, 412 for an outdated version."""
        try:
            self.templates.remove(request.caller.practice, _named(request), request.version)
        except LostRaceError:
            raise stale() from None
        return Reply()


def _wrong_in(field: str, text: str) -> Iterator[FieldError]:
    """Say what is wrong with a template, and where."""
    try:
        bare, whole = fill(text, {}), fill(text, _EVERYTHING_KNOWN)
    except TemplateError as error:
        yield FieldError(field, f"at character {error.offset + 1}: {error.right}")
        return
    if not bare:
        yield FieldError(field, "words outside of [ ], which stand where no fact is known")
    yield from faults(field, whole)
