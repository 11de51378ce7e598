"""How a cheer moved its therapist: a note that is hers alone."""

from dataclasses import dataclass

from kernel.problem import not_found
from kernel.routes import Reply, Request
from notifications.application.answer_models import Joy
from notifications.application.showing import named
from notifications.domain.ports import JOY, Celebrations, Texts


@dataclass(frozen=True, slots=True)
class KeepJoy:
    """Keep the note, sealed; the last word counts, and no event or history tells of it.

    DynamoDB: 1 read over both tables, and 1 write.

    Parameters
    ----------
    celebrations, texts
        Ports.
    """

    celebrations: Celebrations
    texts: Texts

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /celebrations/{celebration}/joy``.

        Raises
        ------
        Problem
            404 for somebody else's, and where the journey was erased.
        """
        celebration, text = named(request), request.body.text
        found = self.celebrations.gather(celebration).celebration
        if found is None or found.therapist != request.caller.sub:
            raise not_found()
        sealed = None if text is None else self.texts.seal(celebration.of_journey, text, JOY)
        if text is not None and sealed is None:
            raise not_found()
        if self.celebrations.keep_joy(celebration, request.caller.sub, sealed) is None:
            raise not_found()
        return Reply(Joy(celebration=str(celebration), text=text))
