"""A therapist asks a supervisor, over HTTP: previews, confirms what was proposed, and asks."""

from typing import Any

from unit.reflections.calling import SUPERVISOR, THERAPIST, Answer, Person, Service

INSIDE = {"where": "inside", "person": SUPERVISOR.sub}
OUTSIDE = {"where": "outside"}
QUESTION: dict[str, Any] = {"question": "Emma is stuck. What do I not see?", "supervisor": INSIDE}


def preview(service: Service, journey: str, who: Person = THERAPIST, **asked: Any) -> Answer:  # noqa: ANN401 - JSON
    """Preview a packet."""
    return service.call(who, "POST", f"/journeys/{journey}/consults/preview", {**QUESTION, **asked}, key=None)


def confirmed(shown: Any, undone: dict[str, list[int]] | None = None) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Confirm all that a preview proposes but what is undone, by text."""
    decisions = []
    for text in shown["texts"]:
        left = (undone or {}).get(text["text"], [])
        kept = [one["index"] for one in text["replacements"] if one["index"] not in left]
        if text["replacements"]:
            decisions.append({"text": text["text"], "confirmed": kept, "undone": left})
    return {"digest": shown["digest"], "decisions": decisions}


def ask(
    service: Service,
    journey: str,
    who: Person = THERAPIST,
    *,
    undone: dict[str, list[int]] | None = None,
    key: str = "",
    **asked: Any,  # noqa: ANN401 - JSON
) -> Answer:
    """Preview, confirm and ask."""
    shown = preview(service, journey, who, **asked)
    assert shown.status == 200, shown.raw
    body = {**QUESTION, **asked, **confirmed(shown.body, undone)}
    return service.post(who, f"/journeys/{journey}/consults", body, key=key)


def consult(service: Service, journey: str, **asked: Any) -> str:  # noqa: ANN401 - JSON
    """Ask; give the consult's path."""
    answer = ask(service, journey, **asked)
    assert answer.status == 201, answer.raw
    return f"/consults/{answer.body['id']}"
