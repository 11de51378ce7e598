"""The consumer: each event to its observer; one that fails is left alone for another try."""

import json

from kernel.consumer import queue_consumer
from kernel.envelope import Event
from kernel.log import Log
from unit.kernel.fakes import an_event, queue_event


class NotYetError(Exception):
    """What an observer raises where the event came before what it needs."""


def _lines(written: list[str]) -> list[str]:
    return [json.loads(line)["code"] for line in written]


def test_events_reach_the_observer_of_their_type() -> None:
    seen: list[Event] = []
    event = an_event()
    answer = queue_consumer({event.type: seen.append}, Log("t", lambda _: None))(
        queue_event(event.model_dump_json()), None
    )
    assert seen == [event]
    assert answer == {"batchItemFailures": []}


def test_one_that_fails_is_left_and_the_others_are_done() -> None:
    good, bad, written, seen = an_event(), an_event(), list[str](), list[Event]()

    def observe(event: Event) -> None:
        if event == bad:
            raise NotYetError
        seen.append(event)

    consume = queue_consumer({good.type: observe}, Log("t", written.append))
    answer = consume(queue_event(bad.model_dump_json(), good.model_dump_json(), "no json"), None)
    assert seen == [good]
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}, {"itemIdentifier": "m2"}]}
    assert _lines(written) == ["KN011", "KN013", "KN010"]
    left = json.loads(written[0])
    assert left["error"] == "NotYetError"
    assert left["origin"].startswith("test_consumer.py:")


def test_a_type_that_nobody_observes_is_said_and_done_with() -> None:
    written: list[str] = []
    answer = queue_consumer({}, Log("t", written.append))(queue_event(an_event().model_dump_json()), None)
    assert answer == {"batchItemFailures": []}
    assert _lines(written) == ["KN012", "KN010"]


def test_a_field_that_a_newer_producer_added_to_the_envelope_is_no_obstacle() -> None:
    seen: list[Event] = []
    event = an_event()
    body = json.dumps({**json.loads(event.model_dump_json()), "newer": True})
    assert queue_consumer({event.type: seen.append}, Log("t", lambda _: None))(queue_event(body), None) == {
        "batchItemFailures": []
    }
    assert seen == [event]
