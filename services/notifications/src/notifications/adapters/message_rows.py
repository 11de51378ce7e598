"""How a message lies in an inbox."""

from collections.abc import Mapping
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import instant_or_none, present, text_or_none
from notifications.adapters.table_keys import DUE, message_key
from notifications.domain.answer import Answer
from notifications.domain.channel import Channel
from notifications.domain.identity import CelebrationId
from notifications.domain.message import Joined, Message, NoticeState

ANSWER = "answer_"
"""Begins the attribute of a client's answer to one of the message's celebrations; its hash ends it."""


def message_item(message: Message) -> Item:
    """Write a message as an item."""
    item: Item = {
        **message_key(message.id),
        "practice": message.celebration.practice,
        "journey": message.celebration.journey,
        "hash": message.celebration.hash,
        "client": message.client,
        "therapist": message.therapist,
        "text": message.text,
        "sent_at": to_text(message.sent_at),
        "read_at": text_or_none(message.read_at),
        "notice": message.notice.value,
        "attempts": message.attempts,
        "owner": message.owner,
        "channel": None if message.channel is None else message.channel.value,
        "due": DUE if message.follow_up_at is not None else None,
        "send_at": text_or_none(message.follow_up_at),
        "provider_id": message.provider_id,
        **{f"{ANSWER}{digits}": answer.value for digits, answer in message.answers},
        "joined": [[part.hash, part.text] for part in message.joined] or None,
    }
    return present(item)


def message_of(item: Mapping[str, Any]) -> Message:
    """Read a message from its item."""
    return Message(
        celebration=CelebrationId(item["practice"], item["journey"], item["hash"]),
        client=item["client"],
        therapist=item["therapist"],
        text=item["text"],
        sent_at=from_text(item["sent_at"]),
        read_at=instant_or_none(item.get("read_at")),
        notice=NoticeState(item["notice"]),
        attempts=item["attempts"],
        owner=item.get("owner"),
        channel=Channel(item["channel"]) if "channel" in item else None,
        follow_up_at=instant_or_none(item.get("send_at")),
        provider_id=item.get("provider_id"),
        answers=tuple(
            (name.removeprefix(ANSWER), Answer(value))
            for name, value in sorted(item.items())
            if name.startswith(ANSWER)
        ),
        joined=tuple(Joined(digits, text) for digits, text in item.get("joined", ())),
    )
