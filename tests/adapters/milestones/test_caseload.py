"""The caseload on moto's DynamoDB and over HTTP: whose it is, in what order, in how many calls."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from adapters.milestones.test_reads import Api
from kernel.clock import Clock
from kernel.envelope import Event
from kernel.http import http_app
from kernel.instants import to_text
from kernel.items import from_item
from kernel.log import Log
from kernel.routes import Route
from milestones.adapters.caseload import DynamoCaseloads
from milestones.adapters.courses import said_courses
from milestones.adapters.erased_journeys import DynamoErasedJourneys
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.application.breaking_silence import Silence
from milestones.application.refresh_caseload import RefreshCaseload, partitions_of
from milestones.domain.ports import StaleError
from milestones.handlers import dismiss
from milestones.handlers.detect import observers
from milestones.handlers.routes import of_milestones, stored
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.courses import JOURNEY, MONDAY, uuid
from unit.milestones.events import (
    PRACTICE,
    THERAPIST,
    closed,
    course_of,
    goal_set,
    handed_over,
    opened,
    rated,
    scored,
    shared,
)

SILENT = Log("milestones", lambda _: None)


def on(journey: str, *events: Event) -> list[Event]:
    """Let events happen on another journey, with measures and entries of its own."""
    return [event.model_copy(update={"subject": journey}) for event in events]


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


@pytest.fixture
def take_in(dynamodb: Any) -> Callable[..., None]:  # noqa: ANN401 - boto3 client
    use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)

    def taken(*events: Event) -> None:
        for event in events:
            use_cases[event.type](event)
        refreshed(dynamodb)

    return taken


def refreshed(dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    """Bring the function what the table's stream brings it: an image of each item that has a version."""
    images = [item for item in dynamodb.scan(TableName=TABLE)["Items"] if "version" in item]
    batch = {"Records": [{"dynamodb": {"NewImage": image}} for image in images]}
    clock = FixedClock()
    silence = Silence(said_courses(dynamodb, TABLE), DynamoQuiet(dynamodb, TABLE), clock, SILENT)
    RefreshCaseload(DynamoCaseloads(dynamodb, TABLE), silence, clock, SILENT)(partitions_of(batch))


def api(dynamodb: Any, clock: Clock | None = None) -> Api:  # noqa: ANN401 - boto3 client
    endpoints: list[Route] = [*of_milestones(stored(dynamodb, TABLE))]
    return Api(http_app(endpoints, clock or FixedClock(), SILENT, pool=POOL))


def caseload(dynamodb: Any, sub: str = THERAPIST, **query: str) -> dict[str, Any]:  # noqa: ANN401 - boto3 client
    answer = api(dynamodb).get("/caseload", sub=sub, **query)
    assert answer["statusCode"] == 200, answer
    found: dict[str, Any] = json.loads(answer["body"])
    return found


def test_a_line_tells_wins_courses_alerts_and_when_last_heard(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), *course_of(18, 19, 18, 11, 10, 10), goal_set(7), rated(0, 3), rated(7, 5))
    [line] = caseload(dynamodb)["items"]
    assert line["journey"] == JOURNEY
    assert {win["kind"] for win in line["latest_wins"]} == {"sudden_gain", "reliable_improvement"}
    assert {win["state"] for win in line["latest_wins"]} == {"confirmed"}
    assert line["wins"] == 2
    assert line["last_heard"] == to_text(MONDAY + timedelta(weeks=7))
    phq, goal = line["courses"]
    assert (phq["instrument"], phq["first"]["value"], phq["latest"]["value"]) == ("PHQ-9", 18, 10)
    assert phq["latest"]["occurred_at"] == to_text(MONDAY + timedelta(weeks=5))
    assert phq["reliably"] == "better"
    assert (goal["first"]["value"], goal["latest"]["value"], goal["reliably"]) == (3, 5, "neither")
    explained = json.loads(api(dynamodb).get(f"/milestones/{line['latest_wins'][0]['id']}")["body"])
    assert explained["kind"] == line["latest_wins"][0]["kind"]


def test_a_reliable_deterioration_is_worse_and_red(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), *course_of(10, 10, 20))
    [line] = caseload(dynamodb)["items"]
    assert (line["wins"], line["setbacks"], line["courses"][0]["reliably"]) == (0, 1, "worse")
    assert line["red"] == line["courses"][0]["red"] == 1


def test_the_longest_course_is_told_whole(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), *course_of(18, *[17] * 70, 16))
    [line] = caseload(dynamodb)["items"]
    assert [line["courses"][0][end]["value"] for end in ("first", "latest")] == [18, 16]


def test_attention_comes_first_then_fresh_wins_then_who_was_not_heard_longest(
    dynamodb: Any,  # noqa: ANN401
    take_in: Callable[..., None],
) -> None:
    names = {uuid(0xA0 + place): name for place, name in enumerate(["quiet", "new", "won", "amber", "red", "recent"])}
    of = {name: journey for journey, name in names.items()}
    for journey in names:
        take_in(*on(journey, opened()))
    take_in(*on(of["quiet"], shared(1, 0x901)), *on(of["recent"], shared(50, 0x902)))
    take_in(*on(of["won"], *course_of(18, 18, 10)))
    take_in(*on(of["amber"], scored(0, 17), *[scored(week, 17) for week in range(1, 7)]))
    take_in(*on(of["red"], scored(0, 10, risk="positive")))
    found = [names[line["journey"]] for line in caseload(dynamodb)["items"]]
    assert found == ["red", "amber", "won", "new", "quiet", "recent"]
    # A win is fresh for two weeks of what is heard: after that its journey is among the others.
    take_in(*on(of["won"], scored(9, 10)))
    assert [names[line["journey"]] for line in caseload(dynamodb)["items"]][-1] == "won"


def test_only_the_present_therapist_has_it_and_a_closed_journey_leaves_it(
    dynamodb: Any,  # noqa: ANN401
    take_in: Callable[..., None],
) -> None:
    take_in(opened(), *course_of(18, 17))
    assert caseload(dynamodb, practice="practice-2")["items"] == []
    use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)
    calls = counted(dynamodb)
    use_cases["journey.handed_over.v1"](handed_over("therapist-2"))
    assert calls == ["UpdateItem"], "in the update that tells it: at once, and without the function"
    assert caseload(dynamodb)["items"] == []
    assert [line["journey"] for line in caseload(dynamodb, sub="therapist-2")["items"]] == [JOURNEY]
    use_cases["journey.opened.v1"](opened())
    assert caseload(dynamodb)["items"] == [], "an older therapist, late"
    use_cases["journey.closed.v1"](closed())
    assert caseload(dynamodb, sub="therapist-2")["items"] == []
    use_cases["journey.handed_over.v1"](handed_over("therapist-3", 8))
    take_in(scored(3, 17))
    assert caseload(dynamodb, sub="therapist-3")["items"] == [], "known after the end"
    assert stored(dynamodb, TABLE).journeys.get(PRACTICE, JOURNEY) is not None


def test_an_erased_journey_leaves_it_with_its_line_and_nothing_late_brings_it_back(
    dynamodb: Any,  # noqa: ANN401
    take_in: Callable[..., None],
) -> None:
    take_in(opened(), *course_of(18, 17, 10))
    DynamoErasedJourneys(dynamodb, TABLE, KEYS).mark(PRACTICE, JOURNEY, to_text(MONDAY))
    refreshed(dynamodb)
    take_in(handed_over("therapist-2"))
    assert caseload(dynamodb)["items"] == caseload(dynamodb, sub="therapist-2")["items"] == []
    [mark] = [item for item in map(from_item, dynamodb.scan(TableName=TABLE)["Items"]) if item["sk"] == "JOURNEY"]
    assert not [name for name in mark if name.startswith("caseload")]


def test_supervisors_and_clients_are_refused(dynamodb: Any) -> None:  # noqa: ANN401
    for group in ("supervisor", "client", "admin"):
        assert api(dynamodb).get("/caseload", group=group)["statusCode"] == 403, group


def test_pages_read_what_they_show_in_one_query_each(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    journeys = [uuid(0xA0 + place) for place in range(5)]
    for place, journey in enumerate(journeys):
        take_in(*on(journey, opened(), shared(place, 0x900 + place)))
    take_in(*on(uuid(0xB0), opened("therapist-2")))
    found, cursor = [], ""
    for _ in range(3):
        calls = counted(dynamodb)
        page = caseload(dynamodb, limit="2", **({"cursor": cursor} if cursor else {}))
        assert calls == ["Query"]
        found += [line["journey"] for line in page["items"]]
        cursor = page["next"]
    assert found == journeys
    assert not cursor


@pytest.mark.parametrize("cursor", ["zz", "4" + "0" * 17 + "." + uuid(1), "0" * 18, "0" * 18 + "." + "x" * 36])
def test_a_cursor_that_nobody_gave_is_refused(dynamodb: Any, cursor: str) -> None:  # noqa: ANN401
    answer = api(dynamodb).get("/caseload", cursor=cursor)
    assert answer["statusCode"] == 422
    assert "cursor" in answer["body"]


def test_a_cursor_of_another_caseload_shows_nothing_of_it(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    mine, others = uuid(0xA0), [uuid(0xB0), uuid(0xB1)]
    take_in(*on(mine, opened(), shared(40, 0x900)))
    for place, journey in enumerate(others):
        take_in(*on(journey, opened("therapist-2"), shared(place, 0x910 + place)))
    cursor = caseload(dynamodb, sub="therapist-2", limit="1")["next"]
    assert [line["journey"] for line in caseload(dynamodb, cursor=cursor)["items"]] == [mine]


def test_a_line_costs_a_query_and_an_update_only_where_it_changed(
    dynamodb: Any,  # noqa: ANN401
    take_in: Callable[..., None],
) -> None:
    take_in(opened(), *course_of(18, 17))
    lines, calls = DynamoCaseloads(dynamodb, TABLE), counted(dynamodb)
    lines.refresh(PRACTICE, JOURNEY)
    assert calls == ["Query"]
    use_case = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)["measure.scored.v1"]
    calls.clear()
    use_case(scored(2, 17))
    assert calls == ["GetItem", "GetItem", "PutItem"], "a score waits for no line"
    calls.clear()
    lines.refresh(PRACTICE, JOURNEY)
    assert calls == ["Query", "UpdateItem"]


def test_a_slower_run_does_not_overwrite_a_faster_one(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), scored(0, 18))
    slow, fast = DynamoCaseloads(dynamodb, TABLE), DynamoCaseloads(dynamodb, TABLE)
    use_case = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)["measure.scored.v1"]
    use_case(scored(1, 17))
    armed = [True]

    def overtake(**_: object) -> None:
        if armed:
            armed.clear()
            use_case(scored(2, 16))
            fast.refresh(PRACTICE, JOURNEY)

    dynamodb.meta.events.register("before-call.dynamodb.UpdateItem", overtake)
    with pytest.raises(StaleError):
        slow.refresh(PRACTICE, JOURNEY)
    [line] = caseload(dynamodb)["items"]
    assert line["courses"][0]["latest"]["value"] == 16


def test_what_is_set_aside_is_no_win_any_more(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), *course_of(18, 17, 10))
    [win] = caseload(dynamodb)["items"][0]["latest_wins"]
    stores = stored(dynamodb, TABLE)
    routes = dismiss.routes(stores.milestones, stores.scores, stores.goals, stores.trails, FixedClock())
    claims = {**OF_POOL, "sub": THERAPIST, "cognito:groups": "[therapist]", "custom:practice": PRACTICE}
    path = f"/milestones/{win['id']}/dismiss"
    answer = http_app(routes, FixedClock(), SILENT, pool=POOL)(
        {
            "version": "2.0",
            "rawPath": path,
            "headers": {"idempotency-key": uuid(0xD1)},
            "requestContext": {
                "http": {"method": "POST", "path": path},
                "stage": "$default",
                "authorizer": {"jwt": {"claims": claims}},
            },
            "isBase64Encoded": False,
        },
        None,
    )
    assert answer["statusCode"] == 200, answer
    refreshed(dynamodb)
    [line] = caseload(dynamodb)["items"]
    assert (line["wins"], line["latest_wins"], line["courses"][0]["reliably"]) == (0, [], "neither")


def test_the_function_follows_everything_but_the_line_itself(dynamodb: Any, take_in: Callable[..., None]) -> None:  # noqa: ANN401
    take_in(opened(), *course_of(18, 17, 10), shared(1, 0x901), rated(0, 7))
    items = [from_item(item) for item in dynamodb.scan(TableName=TABLE)["Items"]]
    assert [item["sk"] for item in items if "version" not in item] == ["JOURNEY"], (
        "what the mapping's filter leaves out"
    )
    instruments = {"dynamodb": {"NewImage": {"pk": {"S": f"{PRACTICE}#INSTRUMENTS"}, "version": {"N": "1"}}}}
    assert partitions_of({"Records": [instruments]}) == []
