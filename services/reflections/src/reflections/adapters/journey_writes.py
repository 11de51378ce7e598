"""What is written when a journey changes: in one transaction the journey, its events, and what it lays claim to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kernel.conditional import LostRaceError, write_together
from kernel.envelope import Event
from kernel.items import Item, to_item
from kernel.outbox import with_event
from reflections.adapters.capture_items import item_of as capture_item
from reflections.adapters.consent_items import said_item
from reflections.adapters.goal_items import words_item
from reflections.adapters.journey_items import item_of
from reflections.adapters.keys import code_key, event_key, membership_key, pair_key, session_number_key
from reflections.domain.capture import Capture
from reflections.domain.journey import Journey
from reflections.domain.ports import OutdatedError
from reflections.domain.step import Claim, Step, TakenError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Action = Mapping[str, Any]
"""One action of a transaction, as ``TransactWriteItems`` takes it."""

Claims = Mapping[Claim, Mapping[str, str]]
"""What a journey holds that no other may hold at the same time, by the key of the item that says so."""


def put_new(table: str, item: Item) -> Action:
    """Put an item whose key must be free."""
    return {"Put": {"TableName": table, "Item": to_item(item), "ConditionExpression": "attribute_not_exists(pk)"}}


def put_membership(table: str, journey: Journey, person: str) -> Action:
    """Put a person's part in a journey, also where it is there already."""
    return {"Put": {"TableName": table, "Item": to_item({**membership_key(journey.practice, person, journey.id)})}}


def put_events(table: str, journey: Journey, events: Sequence[Event]) -> list[Action]:
    """Put events as items of their own, each by the version that it tells of.

    Events of a journey do not supersede each other (a consent says nothing of a goal). So each has its own item, where
    a republication finds it; a journey changes rarely enough to pay for that.
    """
    return [
        put_new(table, with_event({**event_key(journey.practice, journey.id, event.data["version"])}, event))
        for event in events
    ]


def put_claims(table: str, journey: Journey, before: Journey | None = None) -> list[tuple[Claim, Action]]:
    """Lay claim to what a journey holds and did not hold before, each item with what it is for."""
    held = {} if before is None else _claims(before)
    return [
        (claim, _owned(table, journey, "Put", key)) for claim, key in _claims(journey).items() if held.get(claim) != key
    ]


def write_step(dynamodb: "DynamoDBClient", table: str, step: Step, more: Sequence[Action] = ()) -> None:
    """Write a journey's next version with all that comes with it: one transaction.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    step : Step
        What to write.
    more : sequence of mapping
        What else has to hold in the same instant.

    Raises
    ------
    TakenError
        Where it lays claim to what another journey holds.
    OutdatedError
        Where anything else has changed since it was read.
    """
    claims = put_claims(table, step.after, step.before) + _numbers(table, step)
    actions = [*(action for _, action in claims), *_others(table, step), *more]
    try:
        write_together(dynamodb, actions)
    except LostRaceError as lost:
        # An empty item is one that another transaction holds at this moment: what comes of it is not known yet.
        taken = [claims[place][0] for place in lost.refused if place < len(claims) and lost.stored.get(place)]
        if taken and len(taken) == len(lost.refused):
            raise TakenError(taken[0]) from None
        raise OutdatedError from None


def delete_claims(table: str, journey: Journey) -> list[Action]:
    """Give up all that a journey lays claim to."""
    return [_owned(table, journey, "Delete", key) for key in _claims(journey).values()]


def _claims(journey: Journey) -> Claims:
    practice = journey.practice
    return {
        **({Claim.CODE: code_key(practice, journey.code)} if journey.code else {}),
        **({Claim.PAIR: pair_key(practice, *journey.pair)} if journey.pair else {}),
    }


def _owned(table: str, journey: Journey, verb: str, key: Mapping[str, str]) -> Action:
    """Put or delete an item unless it is another journey's."""
    item = {"Item": to_item({**key, "journey": journey.id})} if verb == "Put" else {"Key": to_item(key)}
    return {
        verb: {
            "TableName": table,
            **item,
            "ConditionExpression": "attribute_not_exists(pk) OR journey = :journey",
            "ExpressionAttributeValues": to_item({":journey": journey.id}),
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def _numbers(table: str, step: Step) -> list[tuple[Claim, Action]]:
    return [(Claim.NUMBER, _number(table, capture)) for capture in step.numbered]


def _number(table: str, session: Capture) -> Action:
    number = int(str(session.facts["number"]))
    item = {**session_number_key(session.practice, session.journey, number), "session": session.id}
    new = put_new(table, item)["Put"]
    return {"Put": {**new, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}


def _others(table: str, step: Step) -> Iterator[Action]:
    before, after = step.before, step.after
    yield upon(table, item_of(after), before.version)
    yield from put_events(table, after, step.events)
    for claim, key in _claims(before).items():
        if _claims(after).get(claim) != key:
            yield _owned(table, before, "Delete", key)
    if before.client != after.client:
        yield put_membership(table, after, str(after.client))
    if before.therapist != after.therapist:
        gone = membership_key(before.practice, before.therapist, before.id)
        yield {"Delete": {"TableName": table, "Key": to_item(gone)}}
        yield put_membership(table, after, after.therapist)
    for purpose, consent in after.consents.items():
        if consent != before.consents.get(purpose):
            yield put_new(table, said_item(after, purpose))
    for words in step.words:
        yield put_new(table, words_item(after, words))
    for capture, event in step.captures:
        item = capture_item(capture, event)
        yield put_new(table, item) if capture.version == 1 else upon(table, item, capture.version - 1)


def upon(table: str, item: Item, version: int) -> Action:
    """Put an item upon the version that it was made from."""
    return {
        "Put": {
            "TableName": table,
            "Item": to_item(item),
            "ConditionExpression": "#version = :before",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": to_item({":before": version}),
        }
    }
