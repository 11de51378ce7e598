"""What a client's answer changes beside the celebration: the message, and their wish for any more."""

from typing import Any

from kernel.envelope import Event
from kernel.items import to_item
from kernel.outbox import EVENT_ATTRIBUTE, with_event
from notifications.adapters.message_rows import ANSWER
from notifications.adapters.preferences_rows import preferences_values
from notifications.adapters.table_keys import celebration_key, message_key, preferences_key
from notifications.adapters.updates import update
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId
from notifications.domain.message import MessageId
from notifications.domain.preferences import Preferences


def answered(table: str, message: MessageId, after: Celebration, event: Event) -> dict[str, Any]:
    """Write an answer, with its event, on the message that a celebration came in.

    The event rides here, so that the celebration keeps the one that tells of its sending.

    Parameters
    ----------
    table : str
        The table's name.
    message : MessageId
        Which message, in its client's own partition: nobody else's can be named.
    after : Celebration
        As it is with the answer.
    event : Event
        That tells of the answer.

    Returns
    -------
    dict
        As `update` gives it.
    """
    word = None if after.answered is None else after.answered.answer.value
    changes = {f"{ANSWER}{after.id.hash}": word, EVENT_ATTRIBUTE: with_event({}, event)[EVENT_ATTRIBUTE]}
    return update(table, message_key(message), changes, "attribute_exists(#pk)", {})


def celebrations_off(table: str, practice: str, person: str, defaults: Preferences) -> dict[str, Any]:
    """Write that a person wants no more celebrations; what they never chose becomes the default it was.

    Parameters
    ----------
    table : str
        The table's name.
    practice, person : str
        Whose wish it is.
    defaults : Preferences
        Of somebody who has stored none.

    Returns
    -------
    dict
        An update without a condition: whoever says stop is heard. The version grows, so that a sending that is under
        way finds out.
    """
    values = {name: value for name, value in preferences_values(defaults).items() if value is not None}
    values.pop("celebrations")
    kept = ", ".join(f"#{name} = if_not_exists(#{name}, :{name})" for name in values)
    return {
        "TableName": table,
        "Key": to_item(preferences_key(practice, person)),
        "UpdateExpression": f"SET #celebrations = :off, {kept} ADD #version :one",
        "ExpressionAttributeNames": {f"#{name}": name for name in [*values, "celebrations", "version"]},
        "ExpressionAttributeValues": to_item(
            {":off": False, ":one": 1} | {f":{name}": v for name, v in values.items()}
        ),
    }


def seen(table: str, celebration: CelebrationId, at: str, step: list[object]) -> dict[str, Any]:
    """Write that the client read it; nobody decides upon that, so the version stays."""
    return update(
        table, celebration_key(celebration), {"seen_at": at}, "attribute_exists(#pk)", {}, appended={"history": [step]}
    )
