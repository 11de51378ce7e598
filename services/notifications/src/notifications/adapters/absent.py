"""What may be missing in an item."""

from datetime import datetime

from kernel.instants import from_text, to_text
from kernel.items import Item


def text_or_none(instant: datetime | None) -> str | None:
    """Write an instant that may be missing."""
    return None if instant is None else to_text(instant)


def instant_or_none(text: str | None) -> datetime | None:
    """Read an instant that may be missing."""
    return None if text is None else from_text(text)


def present(item: Item) -> Item:
    """Leave out what is None: an absent attribute, not a null."""
    return {name: value for name, value in item.items() if value is not None}
