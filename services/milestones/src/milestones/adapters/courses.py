"""Courses in DynamoDB: one item each, written under its version, and together with what was found in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic

from botocore.exceptions import ClientError

from kernel.conditional import LostRaceError, is_lost_race, write_together
from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from milestones.adapters.alert_writes import alert_update_of
from milestones.adapters.conditions import upon
from milestones.adapters.course_index import COURSE_OF, course_of
from milestones.adapters.course_items import course_in, goal_item_of, goal_of, item_in
from milestones.adapters.course_pages import item_of, page_of
from milestones.adapters.erased_journeys import unless_erased
from milestones.adapters.keys import COURSE, GOAL, SAID, partition
from milestones.adapters.milestone_writes import update_of
from milestones.adapters.packing import pack_standings, unpack_standings
from milestones.adapters.packing_alerts import pack_alerts, unpack_alerts
from milestones.adapters.settling import settlement
from milestones.domain.arranging import CoursePage, whole
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.ports import AlertNews, AnyCourse, Kept, News, Place, StaleError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoCourses(Generic[AnyCourse]):
    """Keeps courses of one sort.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    prefix : str
        Beginning of the sort key.
    read : callable
        Makes the course from an item; from an empty one an empty course.
    written : callable
        Gives the attributes of a course.
    indexed : bool
        Whether the courses of one subject in a practice must be found: those of an instrument, when it changes.
    """

    def __init__(
        self,
        dynamodb: "DynamoDBClient",
        table: str,
        prefix: str,
        read: Callable[[Item], AnyCourse],
        written: Callable[[AnyCourse], Item],
        *,
        indexed: bool = False,
    ) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._prefix = prefix
        self._read: Callable[[Item], AnyCourse] = read
        self._indexed = indexed
        self._written: Callable[[AnyCourse], Item] = written

    def load(self, place: Place) -> Kept[AnyCourse]:
        """Read a course, of a long one its head: one consistent read; where there is none two, and an empty one."""
        answer = self._dynamodb.get_item(TableName=self._table, Key=to_item(self._key(place)), ConsistentRead=True)
        item = from_item(answer.get("Item", {}))
        return self._kept(item or unless_erased(self._dynamodb, self._table, place.practice, place.journey))

    def load_whole(self, place: Place) -> Kept[AnyCourse]:
        """Read a course with all of its pages: one consistent query a megabyte, which is 25,000 points."""
        items = self._items(place)
        head, *others = items or [{}]
        kept, pages = self._kept(head), [page_of(item) for item in others]
        if (older := kept.course.recorded.older) is None:
            return kept
        if (len(pages), sum(page.version for page in pages)) != (older.pages, older.writes):
            raise StaleError
        course, standings = whole(kept.course.recorded, kept.standings, pages)
        return replace(kept, course=kept.course.recording(course), standings=standings, pages=pages)

    def keep(self, place: Place, kept: Kept[AnyCourse], news: Sequence[News | AlertNews]) -> None:
        """Write a course with its news, all or nothing: one put, or one transaction where there is news or a page."""
        put = self._put(place, kept)
        if news or kept.pages:
            pages: list[dict[str, Any]] = [self._page_put(place, page) for page in kept.pages]
            updates: list[dict[str, Any]] = [{"Update": self._update_of(one, place)} for one in news]
            try:
                write_together(self._dynamodb, [{"Put": put}, *pages, *updates])
            except LostRaceError as error:
                raise StaleError from error
            return
        try:
            self._dynamodb.put_item(**put)
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise

    def _update_of(self, news: News | AlertNews, place: Place) -> dict[str, Any]:
        if isinstance(news, AlertNews):
            return alert_update_of(news, self._table, place, self._key(place)["sk"])
        return update_of(news, self._table, place)

    def settle(self, place: Place, version: int) -> None:
        """Note that the trail knows the progress of a course at this version: one update."""
        try:
            self._dynamodb.update_item(**settlement(self._table, place, version))
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise

    def _items(self, place: Place) -> list[Item]:
        pk, sk = self._key(place).values()
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :head AND :last",
            "ExpressionAttributeValues": to_item({":pk": pk, ":head": sk, ":last": f"{sk}#~"}),
            "ConsistentRead": True,
        }
        return [from_item(row) for row in every_row(self._dynamodb, **query)]

    def _kept(self, item: Item) -> Kept[AnyCourse]:
        return Kept(
            self._read(item),
            unpack_standings(item["claims"]) if "claims" in item else {},
            item.get("version", 0),
            item.get("untold", False),
            judged_by=item.get("judged_by", 0),
            alerts=unpack_alerts(item["alerts"]) if "alerts" in item else {},
            owed=item.get("owed", False),
        )

    def _page_put(self, place: Place, page: CoursePage) -> dict[str, Any]:
        key = self._key(place)
        item = {"pk": key["pk"], "sk": f"{key['sk']}#{page.number:05}", **item_of(page)}
        return {"Put": {"TableName": self._table, "Item": to_item(item), **upon(page.version)}}

    def _key(self, place: Place) -> Item:
        return {"pk": partition(place.practice, place.journey), "sk": f"{self._prefix}{place.subject}"}

    def _put(self, place: Place, kept: Kept[AnyCourse]) -> dict[str, Any]:
        item: Item = {**self._key(place), **self._written(kept.course), "version": kept.version}
        if self._indexed:
            item[COURSE_OF] = course_of(place.practice, place.subject)
        if kept.standings:
            item["claims"] = pack_standings(kept.standings)
        if kept.alerts:
            item["alerts"] = pack_alerts(kept.alerts)
        if kept.untold:
            item["untold"] = True
        if kept.judged_by:
            item["judged_by"] = kept.judged_by
        if kept.owed:
            item["owed"] = True
        return {"TableName": self._table, "Item": to_item(item), **upon(kept.version)}


def score_courses(dynamodb: "DynamoDBClient", table: str) -> DynamoCourses[Course]:
    """Keep courses of scores, ``COURSE#{instrument}``.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.

    Returns
    -------
    DynamoCourses
    """
    return DynamoCourses(dynamodb, table, COURSE, course_in, item_in, indexed=True)


def goal_courses(dynamodb: "DynamoDBClient", table: str) -> DynamoCourses[GoalCourse]:
    """Keep courses of ratings, ``GOAL#{goal}``.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.

    Returns
    -------
    DynamoCourses
    """
    return DynamoCourses(dynamodb, table, GOAL, goal_of, goal_item_of)


def said_courses(dynamodb: "DynamoDBClient", table: str) -> DynamoCourses[Course]:
    """Keep what was said that raises an alert, ``SAID#{what}``: a point for each time.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.

    Returns
    -------
    DynamoCourses
    """
    return DynamoCourses(dynamodb, table, SAID, course_in, item_in)
