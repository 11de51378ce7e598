"""What of the timeline a reader asks for, and how it is to be written."""

from typing import Literal
from urllib.parse import urlencode

from kernel.instants import to_text
from reflections.application.fields import Instant, Reference
from reflections.application.paging import Page
from reflections.domain.refusals import WrongFieldError
from reflections.domain.timeline import Selection


class TimelinePage(Page):
    """Which page of which part of the timeline.

    Parameters
    ----------
    kind : str or None
        Of one kind alone; ``reflection`` for the reader's own reflections, ``milestone`` for what was found, setbacks
        and alerts too.
    goal : str or None
        Of one goal alone; not together with a kind.
    since, until : datetime or None
        From the first instant on; before the second.
    format : str
        JSON, or CSV with the same rows.
    """

    kind: (
        Literal[
            "win",
            "struggle",
            "effort",
            "measure",
            "rating",
            "level",
            "session",
            "goodbye",
            "stuckness",
            "reflection",
            "milestone",
        ]
        | None
    ) = None
    goal: Reference | None = None
    since: Instant = None
    until: Instant = None
    format: Literal["json", "csv"] = "json"

    def selection(self) -> Selection:
        """Say what is asked for.

        Returns
        -------
        Selection

        Raises
        ------
        WrongFieldError
            Where kind and goal are both given, or nothing can lie between the two instants.
        """
        if self.kind is not None and self.goal is not None:
            raise WrongFieldError(("goal", "not together with kind; ask for one of them, and look for the other in it"))
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise WrongFieldError(("until", "after since"))
        reflections = self.kind == "reflection"
        return Selection(
            kind=None if self.kind is None or reflections else self.kind,
            goal=self.goal,
            reflections=reflections,
            since="" if self.since is None else to_text(self.since),
            until="" if self.until is None else to_text(self.until),
        )

    def following(self, cursor: str | None) -> str | None:
        """Give the address of the next page, relative to this one.

        Parameters
        ----------
        cursor : str or None
            Where it begins; None where there is none.

        Returns
        -------
        str or None
        """
        if cursor is None:
            return None
        asked = self.model_dump(mode="json", exclude_unset=True) | {"cursor": cursor}
        return "?" + urlencode(asked)
