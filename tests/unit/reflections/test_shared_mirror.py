"""What a therapist shows of her mirror, to whom, and for how long."""

from typing import Any

import pytest

from unit.reflections.calling import (
    CLIENT,
    ELSEWHERE,
    OTHER_THERAPIST,
    SUPERVISOR,
    THERAPIST,
    Answer,
    Person,
    Service,
    refused,
)
from unit.reflections.fakes import FakeJourneys, FakeMirrorShares

OTHER_SUPERVISOR = Person("supervisor-2", "supervisor")


def _quiet(service: Service, code: str = "C-014") -> str:
    """Open a journey of which a thought between sessions is missing, and an idea waits."""
    journey = str(service.post(THERAPIST, "/journeys", {"code": code}).body["id"])
    service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "a letter"})
    for _ in range(6):
        service.post(THERAPIST, f"/journeys/{journey}/sessions", {"held": True})
        service.clock.passes(days=7)
    _after_a_minute(service)
    return journey


def _after_a_minute(service: Service) -> None:
    journeys = service.stores.journeys
    assert isinstance(journeys, FakeJourneys)
    journeys.remembered.clear()


def _shows(service: Service, journey: str, who: Person = THERAPIST, **body: Any) -> Answer:  # noqa: ANN401 - any JSON
    return service.call(who, "PUT", f"/journeys/{journey}/blind-spots/shared", {"supervisor": SUPERVISOR.sub, **body})


def _hides(service: Service, journey: str, who: Person = THERAPIST) -> Answer:
    return service.call(who, "DELETE", f"/journeys/{journey}/blind-spots/shared")


def _sees(service: Service, who: Person = SUPERVISOR, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
    answer = service.get(who, "/blind-spots/shared", **(query or {}))
    assert answer.status == 200, answer.raw
    return list(answer.body["items"])


def test_a_supervisor_sees_what_is_shown_and_nothing_else(service: Service) -> None:
    journey, other = _quiet(service), _quiet(service, "C-015")
    assert _sees(service) == []
    answer = _shows(service, journey)
    assert answer.status == 200, answer.raw
    mirror = [line for line in service.get(THERAPIST, "/blind-spots").body["items"] if line["journey"] == journey]
    (seen,) = _sees(service)
    for line, original in zip(seen["lines"], mirror, strict=True):
        assert line == {name: original[name] for name in ("topic", "fact", "question", "numbers")}
    assert [line["topic"] for line in seen["lines"]] == ["never_in_mind", "idea_never_tried"]
    assert (seen["code"], seen["journey"], seen["by_you"]) == ("C-014", None, False)
    assert journey not in str(seen)
    assert other not in str(seen)
    (own,) = _sees(service, THERAPIST)
    assert own == answer.body
    assert (own["journey"], own["by_you"], own["lines"]) == (journey, True, seen["lines"])
    assert [_sees(service, who) for who in (OTHER_SUPERVISOR, OTHER_THERAPIST, ELSEWHERE)] == [[], [], []]
    assert service.get(CLIENT, "/blind-spots/shared").status == 403
    assert service.get(SUPERVISOR, f"/journeys/{journey}").status == 403


def test_it_is_a_snapshot(service: Service) -> None:
    journey = _quiet(service)
    first = _shows(service, journey).body
    service.post(THERAPIST, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": "radio"})
    assert _sees(service)[0]["lines"] == first["lines"]
    again = _shows(service, journey)
    assert [line["topic"] for line in again.body["lines"]] == ["idea_never_tried"]
    assert _sees(service)[0]["lines"] == again.body["lines"]


def test_it_ends_with_its_day(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey, days=2)
    service.clock.passes(hours=47)
    assert len(_sees(service)) == 1
    service.clock.passes(hours=1)
    assert (_sees(service), _sees(service, THERAPIST)) == ([], [])


def test_it_is_taken_back_at_once_and_twice_is_fine(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey)
    assert [_hides(service, journey).status for _ in range(2)] == [204, 204]
    assert (_sees(service), _sees(service, THERAPIST)) == ([], [])


def test_it_is_for_one_supervisor(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey)
    _shows(service, journey, supervisor=OTHER_SUPERVISOR.sub)
    assert (_sees(service), len(_sees(service, OTHER_SUPERVISOR))) == ([], 1)


def test_only_who_signs_in_as_supervisor_reads_it(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey, supervisor=OTHER_THERAPIST.sub)
    assert _sees(service, OTHER_THERAPIST) == []
    assert len(_sees(service, Person(OTHER_THERAPIST.sub, "supervisor"))) == 1


def test_it_ends_when_its_therapist_leads_the_journey_no_more(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey)
    assert service.post(THERAPIST, f"/journeys/{journey}/handover", {"therapist": OTHER_THERAPIST.sub}).status == 201
    _after_a_minute(service)
    assert [_sees(service, who) for who in (SUPERVISOR, THERAPIST, OTHER_THERAPIST)] == [[], [], []]
    assert _hides(service, journey).status == 404
    assert _shows(service, journey, OTHER_THERAPIST).status == 200
    assert _sees(service)[0]["therapist"] == OTHER_THERAPIST.sub


@pytest.mark.parametrize("supervisor", [THERAPIST.sub, CLIENT.sub])
def test_it_is_shown_to_none_of_the_two(service: Service, supervisor: str) -> None:
    answer = _shows(service, service.joined(), supervisor=supervisor)
    assert (answer.status, answer.fields) == (422, ["/supervisor"])


def test_nobody_else_shares_or_takes_back(service: Service) -> None:
    journey = service.joined()
    for act in (_shows, _hides):
        assert [act(service, journey, who).status for who in (CLIENT, SUPERVISOR)] == [403, 403]
        assert [act(service, journey, who).status for who in (OTHER_THERAPIST, ELSEWHERE)] == [404, 404]


def test_a_closed_journey_is_shared_no_more_but_can_be_taken_back(service: Service) -> None:
    journey = _quiet(service)
    _shows(service, journey)
    version = service.get(THERAPIST, f"/journeys/{journey}").body["version"]
    service.call(THERAPIST, "PATCH", f"/journeys/{journey}", {"state": "closed"}, version=version)
    assert refused(_shows(service, journey), 409, "journey-closed")
    assert _hides(service, journey).status == 204
    assert _sees(service) == []


def test_somebody_else_may_be_faster(service: Service) -> None:
    journey, shares = _quiet(service), service.stores.mirror_shares
    assert isinstance(shares, FakeMirrorShares)
    shares.lose_next = 2
    assert (_shows(service, journey).status, len(_sees(service))) == (200, 1)
    shares.lose_next = 9
    assert (_hides(service, journey).status, len(_sees(service))) == (503, 1)


def test_what_is_shared_is_sealed_and_in_the_readers_language(service: Service) -> None:
    journey, shares = _quiet(service), service.stores.mirror_shares
    english = _shows(service, journey).body
    stored = shares.read("practice-1", journey)
    assert stored is not None
    assert b"never_in_mind" not in stored.lines
    (japanese,) = _sees(service, query={"language": "ja"})
    assert [line["numbers"] for line in japanese["lines"]] == [line["numbers"] for line in english["lines"]]
    assert all(line["fact"].isascii() is False for line in japanese["lines"])
    assert _shows(service, journey, language="ja").body["lines"] == japanese["lines"]


def test_pages(service: Service) -> None:
    journeys = sorted(_quiet(service, f"C-{number}") for number in range(3))
    for journey in journeys:
        _shows(service, journey)
    first = service.get(THERAPIST, "/blind-spots/shared", limit="2").body
    rest = service.get(THERAPIST, "/blind-spots/shared", limit="2", cursor=first["next"]).body
    assert [one["journey"] for one in (*first["items"], *rest["items"])] == journeys
    assert rest["next"] is None
