"""Days of the calendar from what a text says of them."""

from datetime import date, timedelta

_NEAR = timedelta(days=62)


def of_numbers(year: int, month: int, day: int) -> date | None:
    """Give a day; None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest(month: int, day: int, today: date) -> date | None:
    """Give the last such day that is not after today; None where the next one is so near that it may be meant.

    Parameters
    ----------
    month, day : int
        Of which the year is not told.
    today : date
        When the text is looked at.

    Returns
    -------
    date or None
    """
    days = [one for back in range(-1, 5) if (one := of_numbers(today.year - back, month, day)) is not None]
    if any(today < one <= today + _NEAR for one in days):
        return None
    return max((one for one in days if one <= today), default=None)


def last_such_day(day: int, today: date) -> date | None:
    """Give the last day of that number in its month that is not after today; None where no month of a year has one.

    Parameters
    ----------
    day : int
        Of which neither the month nor the year is told.
    today : date
        When the text is looked at.

    Returns
    -------
    date or None
    """
    months = (today.year * 12 + today.month - 1 - back for back in range(12))
    days = (of_numbers(month // 12, month % 12 + 1, day) for month in months)
    return next((one for one in days if one is not None and one <= today), None)
