"""How a celebration lies in the table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import instant_or_none, present, text_or_none
from notifications.adapters.table_keys import DUE, cards_of, celebration_at, celebration_key
from notifications.domain.answer import Answer, Answered
from notifications.domain.celebration import Celebration, Milestone
from notifications.domain.cheer_finding import Mark
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.reason import Reason
from notifications.domain.trace import By, Happening, Trace


def celebration_item(celebration: Celebration) -> Item:
    """Write a celebration as an item, its event aside; absent attributes are left out."""
    milestone = celebration.milestone
    item: Item = {
        **celebration_key(celebration.id),
        "therapist": celebration.therapist,
        "therapist_cards": cards_of(celebration.id.practice, celebration.therapist),
        "shown_at": to_text(celebration.shown_at),
        "state": celebration.state.value,
        "version": celebration.version,
        "milestone_kind": milestone.kind,
        "milestone_state": milestone.state.value,
        "milestone_version": milestone.version,
        "numbers": dict(milestone.numbers),
        "instruments": list(milestone.instruments) or None,
        "occurred_at": text_or_none(milestone.occurred_at),
        "road_days": milestone.days,
        "road_efforts": milestone.efforts,
        "text": celebration.text,
        "due": DUE if celebration.send_at is not None else None,
        "send_at": text_or_none(celebration.send_at),
        "planned": celebration.planned or None,
        "approved_at": text_or_none(celebration.approved_at),
        "waiting_since": text_or_none(celebration.waiting_since),
        "by_standing": text_or_none(celebration.by_standing),
        "sent_at": text_or_none(celebration.sent_at),
        "reason": None if celebration.reason is None else celebration.reason.value,
        "findings": written_marks(celebration.findings),
        "overruled": written_marks(celebration.overruled),
        "message": celebration.message,
        "seen_at": text_or_none(celebration.seen_at),
        "answered": None if celebration.answered is None else _written_answer(celebration.answered),
        "joy": celebration.joy,
        "history": [written_trace(step) for step in celebration.history] or None,
        "command": celebration.command,
        "correlation": celebration.correlation,
    }
    return present(item)


def celebration_of(item: Mapping[str, Any]) -> Celebration:
    """Read a celebration from its item."""
    return Celebration(
        id=celebration_at(item),
        therapist=item["therapist"],
        milestone=Milestone(
            kind=item["milestone_kind"],
            state=MilestoneState(item["milestone_state"]),
            version=item["milestone_version"],
            numbers=MappingProxyType(item["numbers"]),
            instruments=tuple(item.get("instruments", ())),
            occurred_at=instant_or_none(item.get("occurred_at")),
            days=item.get("road_days"),
            efforts=item.get("road_efforts"),
        ),
        text=item["text"],
        shown_at=from_text(item["shown_at"]),
        state=State(item["state"]),
        version=item["version"],
        send_at=instant_or_none(item.get("send_at")),
        planned=item.get("planned", False),
        approved_at=instant_or_none(item.get("approved_at")),
        waiting_since=instant_or_none(item.get("waiting_since")),
        by_standing=instant_or_none(item.get("by_standing")),
        sent_at=instant_or_none(item.get("sent_at")),
        reason=Reason(item["reason"]) if "reason" in item else None,
        findings=_marks_of(item.get("findings", "")),
        overruled=_marks_of(item.get("overruled", "")),
        message=item.get("message"),
        seen_at=instant_or_none(item.get("seen_at")),
        answered=_answer_of(item["answered"]) if "answered" in item else None,
        joy=item.get("joy"),
        history=tuple(map(_trace_of, item.get("history", ()))),
        command=item.get("command"),
        correlation=item.get("correlation"),
    )


def written_marks(marks: Sequence[Mark]) -> str | None:
    """Write the marks of findings as one text, so that a condition can compare them all; None where there are none."""
    return " ".join(map(str, marks)) or None


def _marks_of(text: str) -> tuple[Mark, ...]:
    return tuple(map(Mark.parse, text.split()))


def written_trace(step: Trace) -> list[object]:
    """Write a step as a list: a map would repeat its names at each."""
    return [step.event.value, to_text(step.at), step.by.value, *([] if step.detail is None else [step.detail])]


def _trace_of(written: Sequence[str]) -> Trace:
    event, at, by, *detail = written
    return Trace(Happening(event), from_text(at), By(by), detail[0] if detail else None)


def _written_answer(answered: Answered) -> list[object]:
    return [answered.answer.value, to_text(answered.at), answered.command]


def _answer_of(written: Sequence[str]) -> Answered:
    answer, at, command = written
    return Answered(Answer(answer), from_text(at), command)
