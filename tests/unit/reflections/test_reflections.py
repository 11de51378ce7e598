"""Reflections over HTTP: kept, listed, changed and deleted by their therapist; for the client there is none."""

from typing import Any

import pytest

from unit.reflections.calling import CLIENT, OTHER_CLIENT, THERAPIST, Person, Service, refused

AFTER = {"kind": "after_session", "worked": "silence", "session": 3}
LINE = {"kind": "came_to_mind", "text": "A radio piece on leaving home", "tags": ["Leaving  Home", "leaving home"]}
WHOLE = {"kind": "on_journey", "text": "Two years, and the first summer", "tags": ["trust"]}
BOTH_ROLES = Person("client-1", "therapist client")


@pytest.fixture
def at(service: Service) -> str:
    return f"/journeys/{service.joined()}/reflections"


def _made(service: Service, at: str, body: dict[str, Any]) -> str:
    answer = service.post(THERAPIST, at, body)
    assert answer.status == 201, answer.raw
    return f"{at}/{answer.body['id']}"


def test_each_kind_is_kept_and_read_with_its_tags(service: Service, at: str) -> None:
    read = [service.get(THERAPIST, _made(service, at, body)) for body in (AFTER, LINE, WHOLE)]
    assert [answer.status for answer in read] == [200] * 3
    assert [answer.body["kind"] for answer in read] == ["after_session", "came_to_mind", "on_journey"]
    assert [answer.body["tags"] for answer in read] == [[], ["leaving home"], ["trust"]]
    assert read[2].body["text"] == WHOLE["text"]


def test_they_are_listed_newest_first_page_by_page(service: Service, at: str) -> None:
    for body in (AFTER, LINE, WHOLE):
        service.clock.passes(minutes=1)
        _made(service, at, body)
    first = service.get(THERAPIST, at, limit="2").body
    second = service.get(THERAPIST, at, limit="2", cursor=first["next"]).body
    kinds = [item["kind"] for item in first["items"] + second["items"]]
    assert kinds == ["on_journey", "came_to_mind", "after_session"]
    assert second["next"] is None


def test_parts_session_and_tags_are_changed_one_by_one(service: Service, at: str) -> None:
    one = _made(service, at, AFTER)
    answer = service.call(THERAPIST, "PATCH", one, {"did_not_work": "the chart", "tags": ["Pace"]}, version=1)
    assert (answer.status, answer.tag) == (200, '"2"')
    service.call(THERAPIST, "PATCH", one, {"worked": None, "session": None}, version=2)
    now = service.get(THERAPIST, one).body
    assert (now["worked"], now["did_not_work"], now["session"], now["tags"]) == (None, "the chart", None, ["pace"])
    empty = service.call(THERAPIST, "PATCH", one, {"did_not_work": None}, version=3)
    assert refused(empty, 422, "invalid")
    assert empty.fields == ["/worked"]
    service.call(THERAPIST, "PATCH", one, {"tags": []}, version=3)
    assert service.get(THERAPIST, one).body["tags"] == []


def test_a_part_of_another_kind_is_named(service: Service, at: str) -> None:
    after, whole = _made(service, at, AFTER), _made(service, at, WHOLE)
    assert service.call(THERAPIST, "PATCH", after, {"text": "x"}, version=1).fields == ["/text"]
    wrong = service.call(THERAPIST, "PATCH", whole, {"worked": "x", "session": 2}, version=1)
    assert sorted(wrong.fields) == ["/session", "/worked"]
    assert service.call(THERAPIST, "PATCH", whole, {"text": "two\nlines"}, version=1).status == 200


def test_what_is_deleted_is_gone_and_nobody_is_ever_told(service: Service, at: str) -> None:
    first = service.post(THERAPIST, at, LINE, key="k1")
    one = f"{at}/{first.body['id']}"
    service.call(THERAPIST, "PATCH", one, {"text": "other words"}, version=1)
    assert service.call(THERAPIST, "DELETE", one, version=2).status == 204
    assert refused(service.get(THERAPIST, one), 404, "not-found")
    assert service.get(THERAPIST, at).body == {"items": [], "next": None}
    assert service.post(THERAPIST, at, LINE, key="k1").raw == first.raw
    stores: Any = service.stores.captures
    assert stores.events == []
    assert [kept.texts for kept in stores.stored.values()] == [{}]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_for_the_client_none_is_there(service: Service, at: str, method: str) -> None:
    """A client learns from the role alone; and who leads other journeys learns no more of this one."""
    one, nothing = _made(service, at, LINE), at.replace("reflections", "measures").split("/")[2]
    body = {"text": "mine"} if method == "PATCH" else None
    for who, status in ((CLIENT, 403), (BOTH_ROLES, 404), (OTHER_CLIENT, 403)):
        answers = [service.call(who, method, path, body, version=1) for path in (one, f"{at}/{nothing}")]
        assert {answer.status for answer in answers} == {status}
        assert answers[0].raw == answers[1].raw
        assert {name: value for name, value in answers[0].headers.items() if name == "etag"} == {}
    assert service.call(BOTH_ROLES, "GET", at).status == 404
    assert service.get(THERAPIST, one).body["text"] == LINE["text"]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\u2028b", "a\x85b", "a\x0bb", "a\n", "x" * 281])
def test_a_thought_is_one_line(service: Service, at: str, text: str) -> None:
    answer = service.post(THERAPIST, at, {**LINE, "text": text})
    assert (answer.status, answer.fields) == (422, ["/text"])


@pytest.mark.parametrize("text", ["😀" * 280, "مرحبا \u202eabc", "a\u0000b", "<script>alert(1)</script>"])
def test_strange_words_are_kept_as_they_are(service: Service, at: str, text: str) -> None:
    one = _made(service, at, {**LINE, "text": text, "tags": [text[:20]]})
    assert service.get(THERAPIST, one).body["text"] == text
