"""How each line of a brief is put into words, and where it leads."""

from kernel.log import Log
from reflections.application.alert_words import alert
from reflections.application.brief_views import BriefLine, Source
from reflections.application.brief_words import Language, finding, said
from reflections.application.reaching import Reached
from reflections.application.texts import opened, unsealed
from reflections.domain.brief import Line, Topic
from reflections.domain.capture import Capture
from reflections.domain.highlight import Highlight

_MOST_SIGNS = 140
"""A line is a line; the whole is behind its link."""


def line_of(line: Line, reached: Reached, language: Language, log: Log) -> BriefLine:
    """Put a line into words.

    Parameters
    ----------
    line : Line
    reached : Reached
        The journey, with the key that opens its words.
    language : str
        Of the sentences that are not a person's own.
    log : Log
        Is told of words that cannot be opened.

    Returns
    -------
    BriefLine
    """
    if isinstance(line.about, Highlight):
        return _of_highlight(line.topic, line.about, language)
    if isinstance(line.about, Capture):
        return _of_capture(line.topic, line.about, reached, language, log)
    goal, at = reached.journey.goals[line.about], f"/journeys/{reached.journey.id}/goals"
    words = _cut(unsealed(reached, goal.id, "text", goal.wording, log))
    fact = said("untouched", language)
    return BriefLine(topic="goal", text=words, fact=fact, source=Source(service="reflections", path=at))


def _of_highlight(topic: Topic, highlight: Highlight, language: Language) -> BriefLine:
    if highlight.level is None:
        fact, path = finding, f"/milestones/{highlight.milestone}"
    else:
        fact, path = alert, f"/journeys/{highlight.journey}/alerts"
    return BriefLine(
        topic=topic.value,
        text=None,
        fact=fact(highlight.kind, highlight.state, highlight.instrument, language),
        occurred_at=highlight.occurred_at,
        source=Source(service="milestones", path=path),
    )


def _of_capture(topic: Topic, capture: Capture, reached: Reached, language: Language, log: Log) -> BriefLine:
    risk = said("risk", language, instrument=capture.facts.get("instrument")) if topic is Topic.ALERT else None
    words = None if topic is Topic.ALERT else _cut(opened(reached, capture, log).get("text"))
    return BriefLine(
        topic=topic.value,
        text=words,
        fact=risk,
        by=capture.by.value,
        occurred_at=capture.occurred_at,
        source=Source(service="reflections", path=f"/journeys/{capture.journey}/timeline/{capture.id}"),
    )


def _cut(words: str | None) -> str | None:
    """Cut words at a space, or where there is none, as in Japanese, within them."""
    if words is None or len(line := " ".join(words.split())) <= _MOST_SIGNS:
        return None if words is None else line
    head = line[: _MOST_SIGNS - 1]
    whole, _, rest = head.rpartition(" ")
    return (whole if whole and len(rest) < _MOST_SIGNS // 4 else head).rstrip() + "…"
