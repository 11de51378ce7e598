"""The instruments function over HTTP events, against moto's DynamoDB: who may, upon which version, and what is told."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from adapters.milestones.tables import TABLE, a_table, counted
from kernel.envelope import Event
from kernel.http import http_app
from kernel.items import from_item
from kernel.log import Log
from kernel.start import Handler
from milestones.adapters.instrument_rows import DynamoDefinitions, instrument_key, instrument_of
from milestones.domain.definition import Definition
from milestones.domain.events import InstrumentDefined
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.ports import StaleError
from milestones.handlers.instruments import routes
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.events import PRACTICE, scored

OWN: dict[str, Any] = {"direction": "higher_is_better", "minimum": 0, "maximum": 20, "reliable_change": 4}


class Api:
    """Asks the function as somebody, and looks at what it keeps."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb = dynamodb
        self._app: Handler = http_app(
            routes(DynamoDefinitions(dynamodb, TABLE), FixedClock()),
            FixedClock(),
            Log("milestones", lambda _: None),
            pool=POOL,
        )

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,  # noqa: ANN401 - any JSON
        *,
        version: int | None = None,
        group: str = "admin",
        practice: str = PRACTICE,
    ) -> dict[str, Any]:
        """Send a request."""
        claims = {**OF_POOL, "sub": "somebody", "cognito:groups": f"[{group}]", "custom:practice": practice}
        answer: dict[str, Any] = self._app(
            {
                "version": "2.0",
                "rawPath": path,
                "headers": {} if version is None else {"if-match": f'"{version}"'},
                "body": None if body is None else json.dumps(body),
                "requestContext": {
                    "http": {"method": method, "path": path},
                    "stage": "$default",
                    "authorizer": {"jwt": {"claims": claims}},
                },
                "isBase64Encoded": False,
            },
            None,
        )
        return answer

    def put(
        self,
        instrument: str,
        body: Any,  # noqa: ANN401 - any JSON
        version: int = 0,
        group: str = "admin",
    ) -> dict[str, Any]:
        """Define an instrument."""
        return self.ask("PUT", f"/instruments/{instrument}", body, version=version, group=group)

    def delete(self, instrument: str, version: int, group: str = "admin") -> dict[str, Any]:
        """Take a definition back."""
        return self.ask("DELETE", f"/instruments/{instrument}", version=version, group=group)

    def get(self, path: str = "", group: str = "admin", practice: str = PRACTICE) -> dict[str, Any]:
        """Read one instrument, or all."""
        return self.ask("GET", f"/instruments{path}", group=group, practice=practice)

    def row(self, instrument: str, practice: str = PRACTICE) -> dict[str, Any]:
        """Give what is kept; empty where nothing is."""
        key = {name: {"S": value} for name, value in instrument_key(practice, instrument).items()}
        return from_item(self.dynamodb.get_item(TableName=TABLE, Key=key).get("Item", {}))

    def told(self, instrument: str) -> Event:
        """Give the event that rides in what is kept."""
        return Event.model_validate_json(self.row(instrument)["event"])


@pytest.fixture
def api() -> Iterator[Api]:
    with a_table() as dynamodb:
        yield Api(dynamodb)


def _body(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["body"])
    return found


def test_an_override_holds_in_its_practice_and_in_no_other(api: Api) -> None:
    answer = api.put("PHQ-9", {"reliable_change": 5})
    assert (answer["statusCode"], answer["headers"]["etag"]) == (200, '"1"')
    here, there = _body(api.get("/PHQ-9")), _body(api.get("/PHQ-9", practice="elsewhere"))
    assert here["reliable_change"] == {"value": 5, "source": "set by this practice"}
    assert (here["version"], here["shipped"], here["caseness"]["value"]) == (1, True, 10)
    assert (there["version"], there["reliable_change"]["value"]) == (0, 6)
    assert "NHS" in there["reliable_change"]["source"]


def test_what_is_shipped_has_version_0(api: Api) -> None:
    answer = api.get("/GAD-7", group="therapist")
    assert (answer["statusCode"], answer["headers"]["etag"]) == (200, '"0"')


def test_all_instruments_are_listed_by_name(api: Api) -> None:
    api.put("MOOD-5", OWN)
    api.put("PHQ-9", {"reliable_change": 5})
    items = _body(api.get())["items"]
    assert [item["id"] for item in items] == sorted([*INSTRUMENTS, "MOOD-5"])
    assert {item["id"]: item["version"] for item in items if item["version"]} == {"MOOD-5": 1, "PHQ-9": 1}


def test_an_own_instrument_comes_and_goes_and_comes_again(api: Api) -> None:
    assert api.get("/MOOD-5")["statusCode"] == 404
    assert api.put("MOOD-5", OWN)["statusCode"] == 200
    assert api.delete("MOOD-5", 1)["statusCode"] == 204
    assert api.get("/MOOD-5")["statusCode"] == 404
    assert "MOOD-5" not in [item["id"] for item in _body(api.get())["items"]]
    again = api.put("MOOD-5", OWN | {"maximum": 30})
    assert (again["statusCode"], again["headers"]["etag"]) == (200, '"3"')
    assert _body(api.get("/MOOD-5"))["maximum"] == 30


def test_a_withdrawn_override_is_as_shipped_again(api: Api) -> None:
    api.put("PHQ-9", {"reliable_change": 5})
    assert api.delete("PHQ-9", 1)["statusCode"] == 204
    answer = api.get("/PHQ-9")
    assert (answer["headers"]["etag"], _body(answer)["reliable_change"]["value"]) == ('"0"', 6)
    kept = instrument_of(api.row("PHQ-9"))
    assert (kept.version, kept.reliable_change) == (2, INSTRUMENTS["PHQ-9"].reliable_change)


def test_each_version_is_told_with_what_others_need(api: Api) -> None:
    api.put("MOOD-5", OWN)
    event = api.told("MOOD-5")
    assert (event.type, event.subject, event.practice) == ("instrument.defined.v1", "MOOD-5", PRACTICE)
    assert InstrumentDefined.model_validate(event.data).withdrawn is False
    assert "reliable_change" not in event.data
    api.delete("MOOD-5", 1)
    last = api.told("MOOD-5")
    assert last.id != event.id
    assert (last.data["version"], last.data["withdrawn"]) == (2, True)


@pytest.mark.parametrize("version", [1, 7])
def test_a_change_upon_another_version_is_refused(api: Api, version: int) -> None:
    assert api.put("PHQ-9", {"reliable_change": 5}, version)["statusCode"] == 412
    assert api.put("MOOD-5", OWN, version)["statusCode"] == 404
    assert (api.row("PHQ-9"), api.row("MOOD-5")) == ({}, {})


def test_of_two_who_change_the_same_version_one_is_refused(api: Api) -> None:
    api.put("PHQ-9", {"reliable_change": 5})
    assert api.put("PHQ-9", {"reliable_change": 7}, 1)["statusCode"] == 200
    assert api.put("PHQ-9", {"reliable_change": 8}, 1)["statusCode"] == 412
    assert api.delete("PHQ-9", 1)["statusCode"] == 412
    assert _body(api.get("/PHQ-9"))["reliable_change"]["value"] == 7


def test_a_write_that_comes_too_late_changes_nothing() -> None:
    with a_table() as dynamodb:
        definitions, event = DynamoDefinitions(dynamodb, TABLE), scored(1, 5)
        definitions.keep(PRACTICE, Definition("MOOD-5", 1, OWN), event)
        for version in (1, 3):
            with pytest.raises(StaleError):
                definitions.keep(PRACTICE, Definition("MOOD-5", version, OWN | {"maximum": 9}), event)
        assert definitions.get(PRACTICE, "MOOD-5") == Definition("MOOD-5", 1, OWN)


def test_nothing_to_take_back_is_nothing_there(api: Api) -> None:
    for version in (0, 1):
        assert api.delete("PHQ-9", version)["statusCode"] == 404
        assert api.delete("MOOD-5", version)["statusCode"] == 404
    api.put("MOOD-5", OWN)
    api.delete("MOOD-5", 1)
    assert api.delete("MOOD-5", 0)["statusCode"] == 404


@pytest.mark.parametrize("name", ["phq-9", "X", "A" * 17, "PHQ.9"])
def test_a_name_of_another_shape_leads_nowhere(api: Api, name: str) -> None:
    assert api.put(name, OWN)["statusCode"] == 404
    assert api.row(name) == {}


@pytest.mark.parametrize(
    ("instrument", "body", "field"),
    [
        ("MOOD-5", {"minimum": 0, "maximum": 20}, "/direction"),
        ("MOOD-5", OWN | {"sudden_gain_cutoff": 21}, "/sudden_gain_cutoff"),
        ("MOOD-5", OWN | {"method": "XX"}, "/method"),
        ("MOOD-5", OWN | {"reliability": 1.5}, "/reliability"),
        ("MOOD-5", OWN | {"name": "Mood of Anna Smith"}, "/name"),
        ("MOOD-5", OWN | {"source": "somebody said so"}, "/source"),
        ("MOOD-5", OWN | {"bands": [{"lowest": 0, "highest": 3, "name": "like Anna"}]}, "/bands/0/name"),
        ("MOOD-5", OWN | {"maximum": "20"}, "/maximum"),
        ("PHQ-9", {"direction": "higher_is_better"}, "/direction"),
        ("PHQ-9", {"reliable_change": 28}, "/reliable_change"),
        ("PHQ-9", {"clinical": {"mean": 17, "sd": 0}}, "/clinical/sd"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    api: Api, instrument: str, body: dict[str, Any], field: str
) -> None:
    answer = api.put(instrument, body)
    assert answer["statusCode"] == 422
    assert field in [error["field"] for error in _body(answer)["errors"]]
    assert "Anna" not in answer["body"]
    assert api.row(instrument) == {}


@pytest.mark.parametrize("group", ["therapist", "client", "supervisor"])
def test_only_an_admin_defines(api: Api, group: str) -> None:
    assert api.put("MOOD-5", OWN, group=group)["statusCode"] == 403
    assert api.delete("PHQ-9", 0, group=group)["statusCode"] == 403
    assert api.row("MOOD-5") == {}


@pytest.mark.parametrize("group", ["client", "supervisor"])
def test_thresholds_are_for_those_who_work_with_them(api: Api, group: str) -> None:
    assert api.get(group=group)["statusCode"] == 403
    assert api.get("/PHQ-9", group=group)["statusCode"] == 403


def test_the_calls_are_those_that_are_stated(api: Api) -> None:
    calls = counted(api.dynamodb)
    asked: list[tuple[Callable[[], object], list[str]]] = [
        (lambda: api.put("MOOD-5", OWN), ["GetItem", "PutItem"]),
        (lambda: api.put("MOOD-5", OWN, 9), ["GetItem"]),
        (lambda: api.put("MOOD-5", {}, 1), []),
        (lambda: api.get("/MOOD-5"), ["GetItem"]),
        (api.get, ["Query"]),
        (lambda: api.delete("MOOD-5", 1), ["GetItem", "PutItem"]),
    ]
    for ask, stated in asked:
        calls.clear()
        ask()
        assert calls == stated
