"""A client whose words may speak of a crisis sees contacts at once; others hear a flag of what is shared."""

from datetime import date
from typing import Any

import pytest

from kernel.envelope import Event
from reflections.application.support_words import WORDS
from reflections.domain.crisis_resources import INTERNATIONAL, RESOURCES, country_of
from unit.reflections.calling import CLIENT, THERAPIST, Person, Service
from unit.reflections.test_sync import sync

CRISIS = "Some nights I want to die"
HARMLESS = "new diet, studied with a soldier"


@pytest.fixture
def journey(service: Service) -> str:
    return service.joined()


def _entry(text: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - body fields
    return {"kind": "struggle", "text": text, **more}


def _events(service: Service) -> list[Event]:
    captures: Any = service.stores.captures
    return [event for event in captures.events if event.type.startswith(("entry", "risk"))]


def _posted(service: Service, journey: str, who: Person = CLIENT, **more: Any) -> Any:  # noqa: ANN401 - JSON
    languages = more.pop("languages", None)
    answer = service.post(who, f"/journeys/{journey}/entries", _entry(**{"text": CRISIS, **more}), languages=languages)
    assert answer.status == 201, answer.raw
    return answer.body


def test_the_very_reply_carries_contacts_and_says_the_limits(service: Service, journey: str) -> None:
    support = _posted(service, journey, shared=True, languages="en-US,en;q=0.9")["support"]
    assert support["kinds"] == ["suicide"]
    assert (support["country"], support["emergency"]) == ("US", "911")
    assert support["contacts"][0]["phone"] == "988"
    assert "Nobody is monitoring" in support["limits"]
    assert support["told"] == WORDS["en"].shared
    assert CRISIS not in str(support)


def test_what_is_shared_tells_a_flag_and_no_word(service: Service, journey: str) -> None:
    _posted(service, journey, shared=True)
    (event,) = _events(service)
    assert event.data["crisis_language"] == ["suicide"]
    assert "die" not in event.model_dump_json()


def test_what_she_keeps_to_herself_shows_contacts_and_tells_nobody(service: Service, journey: str) -> None:
    support = _posted(service, journey)["support"]
    assert support["told"] == WORDS["en"].private
    assert not _events(service)
    assert "support" not in str(service.get(THERAPIST, f"/journeys/{journey}/timeline").raw)


def test_harmless_words_show_and_tell_nothing(service: Service, journey: str) -> None:
    assert _posted(service, journey, text=HARMLESS, shared=True)["support"] is None
    (event,) = _events(service)
    assert "crisis_language" not in event.data


def test_what_a_therapist_writes_is_not_looked_at(service: Service, journey: str) -> None:
    assert _posted(service, journey, who=THERAPIST, shared=True)["support"] is None
    (event,) = _events(service)
    assert "crisis_language" not in event.data


def test_a_repeated_command_shows_the_contacts_again(service: Service, journey: str) -> None:
    answers = [service.post(CLIENT, f"/journeys/{journey}/entries", _entry(CRISIS), key="k") for _ in range(2)]
    assert answers[0].body == answers[1].body
    assert answers[0].body["support"]


def test_sharing_later_tells_the_flag_then(service: Service, journey: str) -> None:
    entry = _posted(service, journey)["id"]
    at = f"/journeys/{journey}/entries/{entry}"
    assert service.call(CLIENT, "PATCH", at, {"shared": True}, version=1).status == 200
    (event,) = _events(service)
    assert event.data["crisis_language"] == ["suicide"]
    answer = service.call(CLIENT, "PATCH", at, {"text": HARMLESS}, version=2)
    assert answer.body["support"] is None
    assert "crisis_language" not in _events(service)[-1].data


def test_words_that_are_changed_are_looked_at_again(service: Service, journey: str) -> None:
    entry = _posted(service, journey, text=HARMLESS)["id"]
    answer = service.call(CLIENT, "PATCH", f"/journeys/{journey}/entries/{entry}", {"text": CRISIS}, version=1)
    assert answer.body["support"]["kinds"] == ["suicide"]
    assert not _events(service)


def test_what_comes_from_offline_is_looked_at_too(service: Service, journey: str) -> None:
    body = _entry(CRISIS, shared=True, occurred_at="2026-05-30T08:00:00Z")
    answer = sync(service, [{"id": "a1", "type": "entry", "journey": journey, "body": body}], CLIENT)
    assert answer.body["items"][0]["capture"]["support"]["kinds"] == ["suicide"]
    assert _events(service)[0].data["crisis_language"] == ["suicide"]


def test_the_journeys_country_decides_and_the_language_is_the_readers(service: Service) -> None:
    answer = service.post(THERAPIST, "/journeys", {"country": "JP"})
    assert answer.body["country"] == "JP"
    code = service.post(THERAPIST, f"/journeys/{answer.body['id']}/invitation", {}).body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True})
    support = _posted(service, answer.body["id"], languages="ja")["support"]
    assert (support["country"], support["emergency"]) == ("JP", "119")
    assert support["contacts"][0]["name"] == "よりそいホットライン"
    assert support["limits"] == WORDS["ja"].limits


@pytest.mark.parametrize(
    ("stated", "accepted", "country"),
    [
        ("GB", "ja", "GB"),
        (None, "ja", "JP"),
        (None, "en-GB,en;q=0.8", "GB"),
        (None, "zh-Hant-TW", INTERNATIONAL),
        (None, "en", INTERNATIONAL),
        ("ZZ", "en-AU", "AU"),
        (None, "", INTERNATIONAL),
        (None, "x" * 5000, INTERNATIONAL),
    ],
)
def test_a_country_without_contacts_gets_the_international_ones(
    stated: str | None, accepted: str, country: str
) -> None:
    assert country_of(stated, accepted) == country


@pytest.mark.parametrize("country", sorted(RESOURCES))
def test_every_file_says_whom_to_call_in_both_languages_and_from_where_it_knows(country: str) -> None:
    resources = RESOURCES[country]
    assert resources.contacts
    assert all(source.startswith("https://") for source in resources.sources)
    assert resources.emergency or country == INTERNATIONAL
    for contact in resources.contacts:
        assert set(contact.name) == set(contact.hours) == {"en", "ja"}
        assert contact.url.startswith("https://")
        assert contact.phone or contact.text or "findahelpline.com" in contact.url or country == INTERNATIONAL
    shown = {resources.emergency, *(number for one in resources.contacts for number in (one.phone, one.text))}
    assert shown - {None} == set(resources.seen), "each number was seen somewhere, and no other is named"
    assert all(addresses and all("://" in one for one in addresses) for addresses in resources.seen.values())
    assert date.fromisoformat(resources.seen_on) <= date(2026, 11, 25)
    assert any("findahelpline.com" in one.url for one in resources.contacts)
