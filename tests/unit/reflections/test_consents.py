"""Consents: read before one agrees, given to a wording, for a while, withdrawn at once, and each word kept."""

import pytest

from reflections.domain.consent import Consent, Purpose
from reflections.domain.consent_wording import current, wordings
from unit.reflections.calling import CLIENT, ELSEWHERE, OTHER_CLIENT, SUPERVISOR, THERAPIST, Service, refused

AGREES = {"granted": True, "wording": 1, "language": "ja"}
NOW, LATER, LATER_STILL = (f"2026-06-01T{hour}:00:00.000Z" for hour in ("09", "10", "11"))


@pytest.fixture
def at(service: Service) -> str:
    return f"/journeys/{service.joined()}/consents"


def test_every_purpose_is_worded_in_every_language_and_no_version_is_left_out() -> None:
    for purpose in Purpose:
        known = wordings(purpose)
        assert known[max(known)] == current(purpose)
        for wording in known.values():
            assert set(wording.texts) == {"en", "ja"}
            assert all(len(text) > 40 for text in wording.texts.values())
    everything = {version for purpose in Purpose for version in wordings(purpose)}
    assert everything == set(range(1, max(everything) + 1))


def test_what_is_agreed_to_is_read_before_also_by_who_has_not_joined(service: Service, at: str) -> None:
    asked = service.get(OTHER_CLIENT, "/consent-wordings", language="ja").body["items"]
    assert [one["consent"] for one in asked] == [purpose.value for purpose in Purpose]
    there = service.get(CLIENT, at, language="ja").body["items"]
    assert [one["asked"] for one in there] == [one["asked"] for one in asked]
    assert asked[0]["asked"]["text"] == current(Purpose.CELEBRATIONS).texts["ja"]
    accepted = service.call(CLIENT, "GET", "/consent-wordings", languages="ja-JP,ja;q=0.9")
    assert accepted.body["items"] == asked


def test_a_consent_says_to_which_wording_since_when_and_until_when(service: Service, at: str) -> None:
    answer = service.call(CLIENT, "PUT", f"{at}/supervision", {**AGREES, "until": "2026-06-01T20:00:00+09:00"})
    assert answer.status == 200, answer.raw
    assert {name: answer.body[name] for name in ("consent", "granted", "by", "since", "until", "version")} == {
        "consent": "supervision",
        "granted": True,
        "by": "client",
        "since": NOW,
        "until": LATER_STILL,
        "version": 4,
    }
    assert answer.body["wording"]["text"] == current(Purpose.SUPERVISION).texts["ja"]
    for who in (CLIENT, THERAPIST):
        stands = {one["consent"]: one["stands"] for one in service.get(who, at).body["items"]}
        assert [consent for consent, does in stands.items() if does] == ["celebrations", "supervision"]
    service.clock.passes(hours=2)
    lapsed = service.get(THERAPIST, at).body["items"]
    assert [one["consent"] for one in lapsed if one["stands"]] == ["celebrations"]
    assert lapsed[3]["said"] == answer.body


def test_each_word_is_kept_newest_first_and_the_same_word_again_is_none(service: Service, at: str) -> None:
    for body in (AGREES, AGREES, {"granted": False}, {"granted": False}, {**AGREES, "language": "en"}):
        service.clock.passes(minutes=1)
        assert service.call(CLIENT, "PUT", f"{at}/supervision_outside", body).status == 200
    first = service.get(THERAPIST, f"{at}/supervision_outside", limit="2").body
    rest = service.get(THERAPIST, f"{at}/supervision_outside", limit="2", cursor=first["next"]).body
    words = [*first["items"], *rest["items"]]
    assert [(one["granted"], one["version"], one["since"][14:16]) for one in words] == [
        (True, 6, "05"),
        (False, 5, "03"),
        (True, 4, "01"),
    ]
    assert rest["next"] is None
    assert [one["wording"] and one["wording"]["language"] for one in words] == ["en", None, "ja"]
    (joining,) = service.get(CLIENT, f"{at}/celebrations").body["items"]
    assert (joining["granted"], joining["wording"]) == (True, None)


def test_the_client_alone_gives_and_withdraws_and_the_two_alone_read(service: Service, at: str) -> None:
    assert refused(service.call(THERAPIST, "PUT", f"{at}/supervision", AGREES), 403, "forbidden")
    for who in (OTHER_CLIENT, ELSEWHERE):
        assert refused(service.get(who, at), 404, "not-found")
        assert refused(service.get(who, f"{at}/supervision"), 404, "not-found")
    assert refused(service.get(SUPERVISOR, at), 403, "forbidden")
    assert refused(service.call(CLIENT, "PUT", f"{at}/everything", AGREES), 404, "not-found")


def test_of_celebrations_the_wording_may_be_left_out_and_of_nothing_else(service: Service, at: str) -> None:
    assert service.call(CLIENT, "PUT", f"{at}/celebrations", {"granted": False}).status == 200
    assert service.call(CLIENT, "PUT", f"{at}/celebrations", {"granted": True}).body["wording"] is None
    untold = service.call(CLIENT, "PUT", f"{at}/research_export", {"granted": True})
    assert untold.fields == ["/wording", "/language"]
    half = service.call(CLIENT, "PUT", f"{at}/celebrations", {"granted": True, "wording": 1})
    assert half.fields == ["/language"]


def test_a_closed_journey_takes_a_withdrawal_alone(service: Service, at: str) -> None:
    journey = at.removesuffix("/consents")
    assert service.call(THERAPIST, "PATCH", journey, {"state": "closed"}, version=3).status == 200
    assert refused(service.call(CLIENT, "PUT", f"{at}/supervision", AGREES), 409, "journey-closed")
    assert service.call(CLIENT, "PUT", f"{at}/celebrations", {"granted": False}).status == 200


def test_an_end_is_the_first_instant_at_which_it_counts_no_more() -> None:
    consent = Consent(granted=True, at=NOW, until=LATER)
    assert [consent.stands(now) for now in (NOW, "2026-06-01T09:59:59.999Z", LATER, LATER_STILL)] == [
        True,
        True,
        False,
        False,
    ]
    assert not Consent(granted=False, at=NOW).stands(LATER)
