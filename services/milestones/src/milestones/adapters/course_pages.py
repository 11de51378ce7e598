"""A page of a long course as an item."""

from kernel.items import Item
from milestones.adapters.packing import pack_points, pack_standings, unpack_points, unpack_standings
from milestones.domain.arranging import CoursePage


def item_of(page: CoursePage) -> Item:
    """Give a page's attributes, without its key.

    Parameters
    ----------
    page : CoursePage

    Returns
    -------
    dict
    """
    item: Item = {"page": page.number, "version": page.version, "points": pack_points(page.points)}
    return item | ({"claims": pack_standings(page.standings)} if page.standings else {})


def page_of(item: Item) -> CoursePage:
    """Read a page.

    Parameters
    ----------
    item : dict
        Plain Python.

    Returns
    -------
    CoursePage
    """
    standings = unpack_standings(item["claims"]) if "claims" in item else {}
    return CoursePage(item["page"], item["version"], unpack_points(item["points"]), standings)
