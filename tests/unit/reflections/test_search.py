"""Search over HTTP: complete, bounded, one's own alone; for whoever leads nothing there is nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reflections.application.search_reflections import MOST_JOURNEYS, MOST_READ
from unit.reflections.calling import CLIENT, OTHER_CLIENT, OTHER_THERAPIST, THERAPIST, Answer, Person, Service, on_fakes

BOTH_ROLES = Person("client-1", "therapist client")


def _keep(service: Service, journey: str, text: str, who: Person = THERAPIST, **more: object) -> str:
    body = {"kind": "on_journey", "text": text, **more}
    answer = service.post(who, f"/journeys/{journey}/reflections", body)
    assert answer.status == 201, answer.raw
    return str(answer.body["id"])


def _ask(service: Service, who: Person = THERAPIST, **body: Any) -> Answer:  # noqa: ANN401 - body fields
    return service.call(who, "POST", "/reflections/search", body, key=None)


def _all(service: Service, **body: Any) -> tuple[list[dict[str, Any]], int]:  # noqa: ANN401 - body fields
    """Follow the cursor to its end; give what was found and in how many requests."""
    found: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    for requests in range(1, 200):
        page = _ask(service, **body, **after).body
        assert page["searched"] <= MOST_READ
        found += page["items"]
        if page["next"] is None:
            return found, requests
        after = {"cursor": page["next"]}
    raise AssertionError("it does not end")


def test_words_are_found_in_every_part_of_every_kind(service: Service) -> None:
    journey = service.joined()
    at = f"/journeys/{journey}/reflections"
    bodies: list[dict[str, object]] = [
        {"kind": "after_session", "did_not_work": "The Lighthouse"},
        {"kind": "came_to_mind", "text": "a lighthouse on the radio"},
        {"kind": "on_journey", "text": "two years", "tags": ["Lighthouse"]},
        {"kind": "on_journey", "text": "nothing of the sort"},
    ]
    for body in bodies:
        service.clock.passes(minutes=1)
        service.post(THERAPIST, at, body)
    service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "win", "text": "a private lighthouse"})
    service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "draw a lighthouse"})
    page = _ask(service, words="LIGHTHOUSE", journey=journey).body
    assert [item["kind"] for item in page["items"]] == ["on_journey", "came_to_mind", "after_session"]
    assert (page["searched"], page["next"]) == (4, None)
    assert {item["journey"] for item in page["items"]} == {journey}


def test_a_tag_alone_or_with_words(service: Service) -> None:
    journey = service.joined()
    wanted = _keep(service, journey, "the chart", tags=["Sleep"])
    _keep(service, journey, "the chart", tags=["work", "sleepless"])
    _keep(service, journey, "sleep", tags=[])
    assert [item["id"] for item in _ask(service, tag=" \uff33LEEP ").body["items"]] == [wanted]
    assert _ask(service, tag="sleep", words="silence").body["items"] == []
    assert len(_ask(service, words="chart").body["items"]) == 2


def test_a_caseload_is_searched_whole_however_large(service: Service) -> None:
    journeys = [service.opened() for _ in range(2 * MOST_JOURNEYS + 3)]
    kept = {_keep(service, journey, f"needle {number}") for number, journey in enumerate(journeys)}
    found, requests = _all(service, words="needle")
    assert sorted(item["id"] for item in found) == sorted(kept)
    assert requests <= 4


def test_a_request_reads_no_more_than_its_bound_and_the_next_goes_on(service: Service) -> None:
    journey, other = service.opened(), service.opened()
    for number in range(MOST_READ + 5):
        service.clock.passes(seconds=1)
        _keep(service, journey, "needle" if number < 3 else "hay")
    _keep(service, other, "needle")
    first = _ask(service, words="needle", journey=journey).body
    assert (first["items"], first["searched"]) == ([], MOST_READ)
    assert len(_ask(service, words="needle", journey=journey, cursor=first["next"]).body["items"]) == 3
    assert len(_all(service, words="needle")[0]) == 4


def test_a_page_is_full_at_its_limit_and_nothing_is_lost_behind(service: Service) -> None:
    journey = service.opened()
    kept = {_keep(service, journey, "needle") for _ in range(7)}
    found, requests = _all(service, words="needle", limit=3)
    assert [len(_ask(service, words="needle", limit=3).body["items"]), requests] == [3, 3]
    assert {item["id"] for item in found} == kept
    assert len(found) == 7


@pytest.mark.parametrize("words", ["needle", "a"])
def test_nobody_finds_what_is_anothers(service: Service, words: str) -> None:
    mine, theirs = service.joined(), service.joined(OTHER_THERAPIST, OTHER_CLIENT)
    _keep(service, mine, "a needle")
    _keep(service, theirs, "a needle", OTHER_THERAPIST)
    assert {item["journey"] for item in _ask(service, words=words).body["items"]} == {mine}
    assert {item["journey"] for item in _ask(service, OTHER_THERAPIST, words=words).body["items"]} == {theirs}
    assert _ask(service, BOTH_ROLES, words=words).body == {"items": [], "searched": 0, "next": None}
    for who, journey in ((BOTH_ROLES, mine), (THERAPIST, theirs), (THERAPIST, mine.replace(mine[:8], "0" * 8))):
        answer = _ask(service, who, words=words, journey=journey)
        assert (answer.status, answer.fields) == (422, ["/journey"])
    assert _ask(service, CLIENT, words=words).status == 403


def test_a_cursor_of_another_search_leads_to_nothing_of_anybody_elses(service: Service) -> None:
    mine, theirs = service.joined(), service.joined(OTHER_THERAPIST, OTHER_CLIENT)
    for _ in range(3):
        _keep(service, theirs, "needle", OTHER_THERAPIST)
    cursor = _ask(service, OTHER_THERAPIST, words="needle", limit=1).body["next"]
    stolen = _ask(service, words="needle", cursor=cursor).body
    assert {item["journey"] for item in stolen["items"]} <= {mine}
    for journey in (mine, theirs):
        answer = _ask(service, words="needle", journey=journey, cursor=cursor)
        assert answer.fields in (["/journey"], ["/cursor"])


def test_no_word_is_logged(service: Service) -> None:
    journey = service.joined()
    _keep(service, journey, "CANARY-77")
    service.lines.clear()
    assert len(_ask(service, words="canary-77").body["items"]) == 1
    assert service.lines
    assert not [line for line in service.lines if "canary" in line.lower()]


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["needle", "hay", "Needle and hay"])), max_size=25),
    st.integers(1, 5),
)
def test_it_finds_exactly_what_is_there(kept: list[tuple[int, str]], limit: int) -> None:
    service = on_fakes()
    journeys = [service.opened() for _ in range(4)]
    wanted = set()
    for place, text in kept:
        made = _keep(service, journeys[place], text)
        wanted |= {made} if "needle" in text.lower() else set()
    found, _ = _all(service, words="needle", limit=limit)
    assert len(found) == len(wanted)
    assert {item["id"] for item in found} == wanted
