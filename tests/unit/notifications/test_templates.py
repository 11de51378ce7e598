from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from notifications.application.drafting import TakeInMilestone
from notifications.domain.celebration import Milestone
from notifications.domain.draft import KINDS, draft
from notifications.domain.facts import Facts
from notifications.domain.lifecycle import State
from notifications.domain.practice_template import PracticeTemplate, TemplateName
from notifications.domain.preferences import Intensity, Language, Preferences, Tone
from notifications.domain.trace import By, Happening, Trace
from unit.notifications.asking import Answer, ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, journey, milestone

PATH = "/templates/sudden_gain/en/plain"
WORDS = {"quiet": "You kept at it.", "full": "You kept at it[ for {days}]. How was it?"}


@pytest.fixture
def desk() -> Desk:
    """A journey that is known."""
    made = Desk()
    made.memory.journeys[JOURNEY] = journey()
    return made


def sets(desk: Desk, body: object = WORDS, version: int = 0, path: str = PATH, **given: str) -> Answer:
    who: dict[str, Any] = {"sub": "admin-1", "role": "admin", **given}
    return ask(desk, "PUT", path, body, version=f'"{version}"', **who)


def take_in(desk: Desk, seen: Milestone) -> None:
    TakeInMilestone(desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log)(ID, seen)


def words(desk: Desk) -> str:
    return desk.memory.celebrations[ID].text.decode().removeprefix("sealed:")


def told(**changes: Any) -> Milestone:  # noqa: ANN401 - any field
    return replace(milestone(), days=64, efforts=9, occurred_at=datetime(2026, 6, 20, 23, tzinfo=UTC), **changes)


# --- what a draft is made of -----------------------------------------------------------------------------


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("intensity", list(Intensity))
@pytest.mark.parametrize("language", list(Language))
def test_a_draft_is_as_the_client_wishes_and_tells_the_road(
    desk: Desk, language: Language, tone: Tone, intensity: Intensity
) -> None:
    wishes = Preferences("Asia/Tokyo", language=language, tone=tone, intensity=intensity)
    desk.memory.preferences[JOURNEY.practice, CLIENT] = wishes
    take_in(desk, told())
    assert words(desk) == draft("sudden_gain", language, tone, intensity, Facts(64, 9))
    assert ("64" in words(desk)) is (intensity is Intensity.FULL)
    assert desk.memory.calls == ["gather", "get preferences", "get template", "add celebration"]
    assert desk.memory.celebrations[ID].history == (Trace(Happening.DRAFTED, NOON, By.SYSTEM),)


def test_a_draft_that_nobody_touched_is_told_anew(desk: Desk) -> None:
    take_in(desk, told(version=1))
    desk.memory.calls.clear()
    take_in(desk, replace(told(), version=2, efforts=10))
    assert "10 efforts" in words(desk)
    assert desk.memory.calls == ["gather", "get preferences", "get template", "change celebration"]
    assert desk.memory.celebrations[ID].history[-1].event is Happening.REDRAFTED


def test_the_therapists_words_are_kept_when_the_milestone_changes(desk: Desk) -> None:
    take_in(desk, told(version=1))
    ask(desk, "PATCH", f"/celebrations/{ID}", {"text": "In my own words."}, version='"1"')
    take_in(desk, replace(told(), version=2, efforts=10))
    assert words(desk) == "In my own words."
    assert desk.memory.celebrations[ID].milestone.efforts == 10


@pytest.mark.parametrize("state", ["reversed", "retracted", "unstable"])
def test_a_milestone_that_is_none_any_more_is_not_put_into_new_words(desk: Desk, state: str) -> None:
    take_in(desk, told(version=1))
    before = words(desk)
    take_in(desk, replace(milestone(state, 2)))
    assert words(desk) == before


def test_what_is_approved_is_never_put_into_other_words(desk: Desk) -> None:
    take_in(desk, told(version=1))
    before = words(desk)
    ask(desk, "POST", f"/celebrations/{ID}/approve", {}, version='"1"')
    take_in(desk, replace(told(), version=2, efforts=10))
    assert (words(desk), desk.memory.celebrations[ID].state) == (before, State.APPROVED)


# --- a practice's own -----------------------------------------------------------------------------------


def test_a_practices_own_words_are_used_until_they_are_taken_back(desk: Desk) -> None:
    stored = sets(desk)
    assert (stored.status, stored.etag, stored.body["own"], stored.body["full"]) == (200, '"1"', True, WORDS["full"])
    take_in(desk, told())
    assert words(desk) == "You kept at it for 64 days. How was it?"
    assert ask(desk, "DELETE", PATH, sub="admin-1", role="admin", version='"1"').status == 204
    shown = ask(desk, "GET", PATH)
    assert (shown.body["own"], shown.etag) == (False, '"0"')
    desk.memory.celebrations.clear()
    take_in(desk, told())
    assert words(desk) == draft("sudden_gain", Language.ENGLISH, facts=Facts(64, 9))


def test_a_date_is_that_of_where_the_client_lives(desk: Desk) -> None:
    sets(desk, {**WORDS, "full": "You kept at it[ on {date}]."})
    desk.memory.preferences[JOURNEY.practice, CLIENT] = Preferences("Asia/Tokyo")
    take_in(desk, told())
    assert words(desk) == "You kept at it on 21 June."


def test_a_template_that_fails_falls_back_to_ours_and_says_so(desk: Desk) -> None:
    name = TemplateName("sudden_gain", Language.ENGLISH, Tone.PLAIN)
    desk.templates.kept[JOURNEY.practice, name] = PracticeTemplate(name, "x", "A field of yesterday: [{weeks}].", 1)
    take_in(desk, told())
    assert words(desk) == draft("sudden_gain", Language.ENGLISH, facts=Facts(64, 9))
    assert [line for line in desk.lines if "NT020" in line]
    assert "yesterday" not in repr(desk.lines)


def test_the_template_of_one_practice_is_nothing_to_another(desk: Desk) -> None:
    sets(desk, practice="practice-2")
    take_in(desk, told())
    assert words(desk) == draft("sudden_gain", Language.ENGLISH, facts=Facts(64, 9))
    assert ask(desk, "GET", PATH).body["own"] is False


def test_all_templates_are_listed_with_the_practices_own_among_them(desk: Desk) -> None:
    sets(desk)
    desk.memory.calls.clear()
    items = ask(desk, "GET", "/templates").body["items"]
    assert len(items) == len(KINDS) * len(Language) * len(Tone)
    assert [(item["kind"], item["language"], item["tone"]) for item in items if item["own"]] == [
        ("sudden_gain", "en", "plain")
    ]
    assert desk.memory.calls == ["all templates"]


@pytest.mark.parametrize(
    ("body", "field", "detail"),
    [
        ({**WORDS, "full": "For [{weeks}]."}, "/full", "at character 6: one of {days}, {efforts}, {date}"),
        ({**WORDS, "quiet": "For {days}."}, "/quiet", "at character 5: [ ] around the words with {days}"),
        ({**WORDS, "quiet": "You [went."}, "/quiet", "at character 5: a closing ]"),
        ({**WORDS, "full": "[{days}]"}, "/full", "words outside of [ ]"),
        ({**WORDS, "full": "That was amazing."}, "/full", 'no "amazing" (superlative). Inflated praise'),
        ({**WORDS, "full": "x" * 5000}, "/full", ""),
        ({**WORDS, "full": "a\x07"}, "/full", ""),
        ({"full": "You went."}, "/quiet", ""),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_spot(
    desk: Desk, body: dict[str, str], field: str, detail: str
) -> None:
    refused = sets(desk, body)
    (error,) = refused.body["errors"]
    assert (refused.status, refused.problem, error["field"]) == (422, "invalid", field)
    assert error["detail"].startswith(detail)
    assert desk.templates.kept == {}


def test_two_admins_cannot_undo_each_other_unseen(desk: Desk) -> None:
    sets(desk)
    assert sets(desk).problem == "stale-version"
    assert sets(desk, version=1).etag == '"2"'
    assert ask(desk, "DELETE", PATH, sub="admin-1", role="admin", version='"1"').problem == "stale-version"


@pytest.mark.parametrize("name", ["sudden_loss/en/plain", "sudden_gain/fr/plain", "sudden_gain/en/loud"])
def test_there_is_no_template_of_another_name(desk: Desk, name: str) -> None:
    assert ask(desk, "GET", f"/templates/{name}").status == 404
    assert sets(desk, path=f"/templates/{name}").status == 404


def test_only_an_admin_sets_templates(desk: Desk) -> None:
    for role in ("therapist", "client", "supervisor"):
        assert sets(desk, role=role).status == 403
    assert ask(desk, "GET", PATH, role="client").status == 403
