"""Invitations in DynamoDB; what has expired, DynamoDB removes."""

from typing import TYPE_CHECKING

from kernel.conditional import put_once
from kernel.instants import from_text
from kernel.items import Item, to_item
from reflections.adapters.journey_writes import put_new, write_step
from reflections.adapters.keys import invitation_key, redemption_key
from reflections.adapters.reading import read_one, read_together
from reflections.domain.invitation import Invitation, Redemption
from reflections.domain.step import Step

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoInvitations:
    """The port `Invitations` on DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def add(self, invitation: Invitation) -> Invitation | None:
        """Store an invitation: one call, also where it is there already."""
        stored = put_once(self._dynamodb, self._table, _item_of(invitation))
        return None if stored is None else _invitation_of(stored)

    def read(self, practice: str, digest: str) -> Invitation | None:
        """Read an invitation: one call."""
        item = read_one(self._dynamodb, self._table, invitation_key(practice, digest))
        return None if item is None else _invitation_of(item)

    def read_for(
        self, practice: str, digest: str, person: str, command: str
    ) -> tuple[Invitation | None, Redemption | None]:
        """Read an invitation, and what the command has redeemed before: one call."""
        keys = [invitation_key(practice, digest), redemption_key(practice, person, command)]
        items = {item["sk"]: item for item in read_together(self._dynamodb, {self._table: keys})[self._table]}
        invitation, done = items.get("INVITE"), items.get(keys[1]["sk"])
        return (
            None if invitation is None else _invitation_of(invitation),
            None if done is None else _redemption_of(done),
        )

    def redeem(self, invitation: Invitation, redemption: Redemption, step: Step) -> None:
        """Use the invitation, and store step and redemption in one transaction: one call."""
        used = {
            "TableName": self._table,
            "Item": to_item({**_item_of(invitation), "redeemed": True}),
            "ConditionExpression": "redeemed = :not_yet",
            "ExpressionAttributeValues": to_item({":not_yet": False}),
        }
        done = _redemption_item(step.after.practice, str(step.after.client), redemption)
        write_step(self._dynamodb, self._table, step, [put_new(self._table, done), {"Put": used}])


def _item_of(invitation: Invitation) -> Item:
    return {
        **invitation_key(invitation.practice, invitation.digest),
        "practice": invitation.practice,
        "journey": invitation.journey,
        "digest": invitation.digest,
        "opens_until": invitation.expires_at,
        "redeemed": invitation.redeemed,
        "expires_at": int(from_text(invitation.expires_at).timestamp()),
    }


def _invitation_of(item: Item) -> Invitation:
    return Invitation(
        practice=item["practice"],
        journey=item["journey"],
        digest=item["digest"],
        expires_at=item["opens_until"],
        redeemed=item["redeemed"],
    )


def _redemption_item(practice: str, person: str, redemption: Redemption) -> Item:
    return {
        **redemption_key(practice, person, redemption.command),
        "digest": redemption.digest,
        "consent": redemption.consent,
        "journey": redemption.journey,
        "version": redemption.version,
        "therapist": redemption.therapist,
        "code": redemption.code,
    }


def _redemption_of(item: Item) -> Redemption:
    return Redemption(
        command=item["sk"].removeprefix("R#"),
        digest=item["digest"],
        consent=item["consent"],
        journey=item["journey"],
        version=item["version"],
        therapist=item["therapist"],
        code=item.get("code"),
    )
