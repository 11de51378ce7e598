"""Bad input at every endpoint: a problem names the field and what is right; nothing is stored, nothing repeated."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from unit.reflections.calling import ELSEWHERE, OTHER_CLIENT, OTHER_THERAPIST, Answer, Person, Service, refused
from unit.reflections.endpoints import ENDPOINTS, MARK, Bad, Endpoint

NOTHING = "00000000-0000-8000-8000-000000000000"
_KEPT: Sequence[tuple[str, str, Mapping[str, Any]]] = (
    ("entry", "entries", {"kind": "win", "text": "She went", "shared": True}),
    ("reflection", "reflections", {"kind": "came_to_mind", "text": "A radio piece"}),
    ("idea", "ideas", {"text": "A letter that is not sent"}),
    ("session", "sessions", {"held": True}),
    ("plan", "sessions/planned", {"planned_at": "2026-06-08T09:00:00Z"}),
)
BAD = [(endpoint, bad) for endpoint in ENDPOINTS for bad in endpoint.bad]


def _label(value: object) -> str:
    return value.name if isinstance(value, Endpoint) else str(value)[:60]


class Place:
    """A journey with a goal and a measure, and a picture of everything stored."""

    def __init__(self, service: Service) -> None:
        self.service = service
        journey = service.joined()
        measures = f"/journeys/{journey}/measures"
        self.names = {
            "journey": journey,
            "open": service.opened(),
            "goal": service.goal(journey),
            "measure": service.post(ENDPOINTS[-1].who, measures, {"instrument": "PHQ-9", "total": 9}).body["id"],
        }
        for name, path, body in _KEPT:
            answer = service.post(ENDPOINTS[-1].who, f"/journeys/{journey}/{path}", body)
            self.names[name] = answer.body["id"]
        service.lines.clear()
        self.before = self.picture()

    def picture(self) -> str:
        """Write down all that is stored."""
        stores: Any = self.service.stores
        kept = stores.journeys, stores.captures, stores.invitations
        return repr([(one.stored, getattr(one, "events", ())) for one in kept])

    def send(self, endpoint: Endpoint, body: object = None, **more: Any) -> Answer:  # noqa: ANN401 - passed on
        """Send a body to an endpoint, as somebody who may call it unless told otherwise."""
        who = more.pop("who", endpoint.who)
        version = more.pop("version", 1 if endpoint.path.count("{") > 1 else 5) if endpoint.versioned else None
        path = more.pop("path", endpoint.path).format(**self.names)
        return self.service.call(who, endpoint.method, path, body, version=version, **more)

    def untouched(self, answer: Answer) -> bool:
        """Tell whether nothing was stored, and the mark repeated nowhere."""
        assert MARK not in answer.raw
        assert not [line for line in self.service.lines if MARK in line]
        return self.picture() == self.before


@pytest.fixture
def place(service: Service) -> Place:
    return Place(service)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=_label)
def test_the_right_body_is_taken(place: Place, endpoint: Endpoint) -> None:
    answer = place.send(endpoint, dict(endpoint.right))
    assert answer.status in {200, 201} or (endpoint.path.endswith("redemption") and answer.status == 404), answer.raw


@pytest.mark.parametrize(("endpoint", "bad"), BAD, ids=_label)
def test_a_wrong_field_is_named(place: Place, endpoint: Endpoint, bad: Bad) -> None:
    change, field = bad
    answer = place.send(endpoint, {**endpoint.right, **change})
    assert refused(answer, 422, "invalid"), answer.raw
    assert field in answer.fields, answer.raw
    assert all(error["detail"] for error in answer.body["errors"])
    assert place.untouched(answer)


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if "code" not in one.right and one.right], ids=_label)
def test_each_missing_field_is_named(place: Place, endpoint: Endpoint) -> None:
    answer = place.send(endpoint, {})
    assert refused(answer, 422, "invalid"), answer.raw
    assert answer.fields
    assert place.untouched(answer)


@pytest.mark.parametrize(
    "raw",
    ["", "{", MARK, "[1", '{"text":"\\ud800"}', '{"text":"\x01"}', "\ufeff{}", f'{{"text":"{MARK}'],
    ids=["empty", "open", "word", "list", "lone-surrogate", "control", "bom", "cut-off"],
)
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=_label)
def test_a_body_that_is_no_json_is_refused(place: Place, endpoint: Endpoint, raw: str) -> None:
    answer = place.send(endpoint, raw=raw)
    assert refused(answer, 400, "malformed"), answer.raw
    assert place.untouched(answer)


@pytest.mark.parametrize("raw", ["null", "[]", "7", '"text"', "true"])
@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=_label)
def test_a_body_that_is_no_object_is_refused(place: Place, endpoint: Endpoint, raw: str) -> None:
    answer = place.send(endpoint, raw=raw)
    assert refused(answer, 422, "invalid"), answer.raw
    assert place.untouched(answer)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=_label)
def test_a_body_beyond_all_measure_is_refused(place: Place, endpoint: Endpoint) -> None:
    answer = place.send(endpoint, raw=json.dumps({"text": MARK * 20_000}))
    assert refused(answer, 400, "malformed"), answer.raw
    assert place.untouched(answer)


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.method == "POST" and one.storing], ids=_label)
@pytest.mark.parametrize("key", [None, " ", "k" * 256, "ключ", "a b"])
def test_a_post_without_a_usable_key_is_refused(place: Place, endpoint: Endpoint, key: str | None) -> None:
    answer = place.send(endpoint, dict(endpoint.right), key=key)
    assert refused(answer, 400, "malformed"), answer.raw
    assert answer.fields == ["Idempotency-Key"]
    assert place.untouched(answer)


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.versioned], ids=_label)
def test_a_change_needs_the_present_version(place: Place, endpoint: Endpoint) -> None:
    assert refused(place.send(endpoint, dict(endpoint.right), version=None), 428, "version-required")
    assert refused(place.send(endpoint, dict(endpoint.right), version="soon"), 400, "malformed")
    assert refused(place.send(endpoint, dict(endpoint.right), version='"-1"'), 400, "malformed")
    answer = place.send(endpoint, dict(endpoint.right), version=99)
    assert refused(answer, 412, "stale-version")
    assert place.untouched(answer)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=_label)
def test_a_wrong_role_is_refused_and_learns_nothing(place: Place, endpoint: Endpoint) -> None:
    for role in endpoint.wrong_role:
        there = place.send(endpoint, dict(endpoint.right), who=Person("somebody", role))
        place.names = {**place.names, "journey": NOTHING} if "{journey}" in endpoint.path else place.names
        nowhere = place.send(endpoint, dict(endpoint.right), who=Person("somebody", role))
        assert refused(there, 403, "forbidden")
        assert there.raw == nowhere.raw
        assert place.untouched(there)
    assert refused(place.send(endpoint, dict(endpoint.right), who=None), 401, "unauthenticated")


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if "{" in one.path], ids=_label)
def test_not_yours_and_not_there_are_the_same_bytes(place: Place, endpoint: Endpoint) -> None:
    role = endpoint.who.role
    others = (OTHER_THERAPIST, ELSEWHERE) if role == "therapist" else (OTHER_CLIENT, Person("x", role, "practice-2"))
    answers = [place.send(endpoint, dict(endpoint.right), who=who) for who in others]
    place.names = dict.fromkeys(place.names, NOTHING)
    answers.append(place.send(endpoint, dict(endpoint.right)))
    assert all(refused(answer, 404, "not-found") for answer in answers), [answer.raw for answer in answers]
    assert len({answer.raw for answer in answers}) == 1
    assert place.untouched(answers[0])


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if "{journey}" in one.path], ids=_label)
@pytest.mark.parametrize("journey", ["..", "a b", "%00", "x" * 81, "é"])
def test_an_impossible_identifier_is_not_there(place: Place, endpoint: Endpoint, journey: str) -> None:
    place.names["journey"] = journey
    assert refused(place.send(endpoint, dict(endpoint.right)), 404, "not-found")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"limit": "1.5"}, "limit"),
        ({"cursor": MARK}, "cursor"),
        ({"cursor": ""}, "cursor"),
        ({"cursor": "x" * 201}, "cursor"),
        ({"cursor": "e30"}, "cursor"),
        ({"cursor": "W10"}, "cursor"),
        ({"cursor": "WyIxIiwiMiJd"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"colour": "red"}, "colour"),
    ],
)
@pytest.mark.parametrize("path", ["/journeys", "/journeys/{journey}/timeline"])
def test_a_wrong_page_is_named(place: Place, path: str, query: dict[str, str], field: str) -> None:
    answer = place.service.get(ENDPOINTS[0].who, path.format(**place.names), **query)
    assert refused(answer, 422, "invalid"), answer.raw
    assert answer.fields == [field]
    assert place.untouched(answer)


@pytest.mark.parametrize(
    "text", ["😀👨‍👩‍👧", "مرحبا \u202eabc", "a\u0000b", "<script>alert(1)</script>", "x" * 4000, "\u200d"]
)
def test_strange_words_are_kept_as_they_are(place: Place, text: str) -> None:
    at = f"/journeys/{place.names['journey']}"
    answer = place.service.post(ENDPOINTS[0].who, f"{at}/entries", {"kind": "win", "text": text, "shared": True})
    assert answer.status == 201, answer.raw
    shown = place.service.get(ENDPOINTS[0].who, f"{at}/timeline").body["items"]
    assert text in [item.get("text") for item in shown]
