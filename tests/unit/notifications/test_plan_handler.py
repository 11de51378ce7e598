import json
from base64 import b64encode
from typing import Any

from kernel.items import to_item
from notifications.adapters.celebration_rows import celebration_item
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
    answer = planner(plan, desk.log)({"Records": images}, None)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert seen == [good]
    assert [line for line in desk.lines if "NT008" in line]
