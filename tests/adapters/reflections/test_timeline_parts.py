"""Parts of the timeline: by kind, by goal, by time, as JSON and as CSV, against the whole timeline."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl

import pytest

from adapters.reflections.table import OnMoto
from unit.reflections.calling import CLIENT, THERAPIST, Person, Service, refused

Row = dict[str, Any]
Wanted = Callable[[Row], bool]


@pytest.fixture
def told(moto: OnMoto) -> tuple[str, str]:
    """Give a journey on which both have captured a little of everything, some of it private, and one of its goals."""
    journey = moto.service.joined()
    at, goal = f"/journeys/{journey}", moto.service.goal(journey)
    for turn in range(12):
        moto.service.clock.passes(hours=turn % 3)
        who = (THERAPIST, CLIENT)[turn % 2]
        about = {"goal": goal} if turn % 4 < 2 else {}
        kind = ("win", "struggle", "effort")[turn % 3]
        shared = {"shared": turn % 5 > 0}
        moto.service.post(who, f"{at}/entries", {"kind": kind, "text": f"={turn}, said", **about, **shared})
        moto.service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": f"thought {turn}"})
        moto.service.post(CLIENT, f"{at}/measures", {"instrument": "GAD-7", "total": turn})
        moto.service.post(CLIENT, f"{at}/goals/{goal}/ratings", {"value": turn % 11})
    return journey, goal


def _read(service: Service, who: Person, journey: str, **query: str) -> list[Row]:
    """Read all pages of a part."""
    rows: list[Row] = []
    after: dict[str, str] = {}
    for _ in range(100):
        page = service.get(who, f"/journeys/{journey}/timeline", **query, **after).body
        rows += page["items"]
        if page["next"] is None:
            return rows
        after = {"cursor": page["next"]}
    raise AssertionError(journey)


@pytest.mark.parametrize("who", [THERAPIST, CLIENT], ids=lambda who: who.role)
@pytest.mark.parametrize("limit", ["5", "100"])
def test_each_part_is_what_the_whole_has_of_it(moto: OnMoto, told: tuple[str, str], who: Person, limit: str) -> None:
    journey, goal = told
    whole = _read(moto.service, who, journey)
    since, until = whole[-5]["occurred_at"], whole[4]["occurred_at"]
    parts: list[tuple[dict[str, str], Wanted]] = [
        *(({"kind": kind}, lambda one, kind=kind: one["kind"] == kind) for kind in ("win", "effort", "measure")),
        ({"kind": "reflection"}, lambda one: one["kind"] == "came_to_mind"),
        ({"goal": goal}, lambda one: one.get("goal") == goal),
        ({"since": since}, lambda one: one["occurred_at"] >= since),
        ({"until": until}, lambda one: one["occurred_at"] < until),
        ({"kind": "rating", "since": since, "until": until}, lambda o: o["kind"] == "rating" and within(o)),
        ({"goal": goal, "since": since, "until": until}, lambda one: one.get("goal") == goal and within(one)),
    ]

    def within(one: Row) -> bool:
        return bool(since <= one["occurred_at"] < until)

    for query, wanted in parts:
        expected = [one for one in whole if wanted(one)]
        assert _read(moto.service, who, journey, limit=limit, **query) == expected, query
        assert expected or (who, query) == (CLIENT, {"kind": "reflection"})


def test_a_part_costs_no_more_calls_than_the_whole(moto: OnMoto, told: tuple[str, str]) -> None:
    journey, goal = told
    for query in ({"kind": "win"}, {"goal": goal}, {"since": "2026-06-01T00:00:00Z"}, {"kind": "reflection"}):
        moto.service.get(THERAPIST, f"/journeys/{journey}/timeline")
        moto.calls.clear()
        moto.service.get(THERAPIST, f"/journeys/{journey}/timeline", **query)
        assert moto.calls["Query"] == sum(moto.calls.values()) <= 2


def test_csv_has_the_same_rows(moto: OnMoto, told: tuple[str, str]) -> None:
    journey, _ = told
    whole = _read(moto.service, THERAPIST, journey)
    rows: list[dict[str, str]] = []
    query = {"format": "csv", "limit": "7"}
    while query:
        answer = moto.service.get(THERAPIST, f"/journeys/{journey}/timeline", **query)
        assert answer.headers["content-type"] in ("text/csv; charset=utf-8", ["text/csv; charset=utf-8"])
        rows += csv.DictReader(StringIO(answer.raw, newline=""))
        link = answer.headers.get("link", "")
        address = (link[0] if isinstance(link, list) else link).partition(">")[0].removeprefix("<?")
        query = dict(parse_qsl(address))
    assert [row["id"] for row in rows] == [one["id"] for one in whole]
    for row, one in zip(rows, whole, strict=True):
        for name, value in one.items():
            plain = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            plain = ";".join(map(str, value)) if isinstance(value, list) else plain
            assert row[name] == (f"'{plain}" if plain.startswith("=") else plain)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "wish"}, "kind"),
        ({"kind": "came_to_mind"}, "kind"),
        ({"goal": "no goal"}, "goal"),
        ({"kind": "win", "goal": "0190f5a0-0000-7000-8000-000000000000"}, "goal"),
        ({"since": "2026-06-01T00:00:00"}, "since"),
        ({"since": "2026-06-02T00:00:00Z", "until": "2026-06-02T09:00:00+09:00"}, "until"),
        ({"format": "xml"}, "format"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused_by_field(moto: OnMoto, query: dict[str, str], field: str) -> None:
    at = f"/journeys/{moto.service.joined()}/timeline"
    answer = moto.service.get(THERAPIST, at, **query)
    assert refused(answer, 422, "invalid")
    assert answer.fields == [field]


def test_tags_are_no_formula_in_a_cell(moto: OnMoto) -> None:
    journey = moto.service.joined()
    body = {"kind": "came_to_mind", "text": "radio", "tags": ["=1+1", "home"]}
    assert moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", body).status == 201
    answer = moto.service.get(THERAPIST, f"/journeys/{journey}/timeline", format="csv")
    (row,) = csv.DictReader(StringIO(answer.raw, newline=""))
    assert row["tags"] == "'=1+1;home"
