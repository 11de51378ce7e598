"""That the trail knows the progress of a course: an update of the course, alone or in the trail's transaction."""

from typing import Any

from kernel.items import to_item
from milestones.adapters.keys import COURSE, partition
from milestones.domain.ports import Place


def settlement(table: str, place: Place, version: int) -> dict[str, Any]:
    """Make the update that notes that the trail knows the progress of a course of scores, at this version of it.

    Parameters
    ----------
    table : str
        The table's name.
    place : Place
    version : int
        The course's; where another is stored, there is news for the trail again.

    Returns
    -------
    dict
        As ``UpdateItem`` takes it, and ``TransactWriteItems`` under ``Update``.
    """
    return {
        "TableName": table,
        "Key": to_item({"pk": partition(place.practice, place.journey), "sk": f"{COURSE}{place.subject}"}),
        "UpdateExpression": "REMOVE #owed",
        "ConditionExpression": "#version = :version",
        "ExpressionAttributeNames": {"#owed": "owed", "#version": "version"},
        "ExpressionAttributeValues": to_item({":version": version}),
    }
