import json
from base64 import b64encode
from typing import Any

from kernel.items import to_item
from notifications.adapters.celebration_rows import celebration_item
from notifications.adapters.table_keys import preferences_key
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State
from notifications.handlers.plan import planner
from unit.notifications.fakes import Desk
from unit.notifications.making import ID, celebration


def record(made: Celebration, sequence: int) -> dict[str, Any]:
    """Make a stream record as Lambda passes it: binary values are base64 there."""
    image = to_item(celebration_item(made))
    image["text"] = {"B": b64encode(made.text).decode()}
    record = {"eventID": f"e{sequence}", "dynamodb": {"NewImage": image, "SequenceNumber": str(sequence)}}
    return dict(json.loads(json.dumps(record)))


def test_each_image_is_planned_and_one_that_fails_is_named_alone() -> None:
    desk, seen = Desk(), []
    bad = CelebrationId(ID.practice, ID.journey, "b" * 16)

    def plan(shown: Celebration) -> None:
        if shown.id == bad:
            raise OSError
        seen.append(shown)

    good = celebration(State.APPROVED)
    images = [record(celebration(State.APPROVED, id=bad), 1), record(good, 2)]
    answer = planner(plan, lambda *_: None, lambda _: None, desk.log)({"Records": images}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert seen == [good]
    assert [line for line in desk.lines if "NT008" in line]


def test_changed_preferences_lead_to_planning_anew() -> None:
    desk = Desk()
    asked: list[tuple[str, str]] = []
    image = to_item({**preferences_key("practice-1", "client-1"), "time_zone": "UTC", "version": 2})
    records = [{"eventID": "e1", "dynamodb": {"NewImage": image, "SequenceNumber": "1"}}]
    handler = planner(
        lambda _: None, lambda practice, person: asked.append((practice, person)), lambda _: None, desk.log
    )
    assert handler({"Records": records}, None) == {"batchItemFailures": []}
    assert asked == [("practice-1", "client-1")]
