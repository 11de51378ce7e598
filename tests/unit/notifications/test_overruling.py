from typing import Any

import pytest

from notifications.domain.lifecycle import State
from unit.notifications.asking import Answer, ask
from unit.notifications.fakes import Desk
from unit.notifications.making import ID, JOURNEY, celebration, journey

ONE = f"/celebrations/{ID}"
PROUD = "I am so proud of you, that was amazing."
MARKS = ["person_praise:5:15", "superlative:31:7"]


@pytest.fixture
def desk() -> Desk:
    """A drafted celebration of a confirmed milestone."""
    made = Desk()
    made.memory.celebrations[ID] = celebration()
    made.memory.journeys[JOURNEY] = journey()
    made.texts.keys.add(JOURNEY)
    return made


def rewords(desk: Desk, text: str, version: int = 1, **more: Any) -> Answer:  # noqa: ANN401 - any JSON
    return ask(desk, "PATCH", ONE, {"text": text, **more}, version=f'"{version}"')


def approves(desk: Desk, version: int = 2, key: str = "key-1", step: str = "approve", **body: Any) -> Answer:  # noqa: ANN401
    return ask(desk, "POST", f"{ONE}/{step}", body, version=f'"{version}"', key=key)


def test_an_edit_is_stored_with_what_was_found_in_it(desk: Desk) -> None:
    answer = rewords(desk, PROUD)
    assert (answer.status, [found["id"] for found in answer.body["findings"]]) == (200, MARKS)
    assert [found["text"] for found in answer.body["findings"]] == ["so proud of you", "amazing"]
    assert [found["id"] for found in ask(desk, "GET", ONE).body["findings"]] == MARKS
    assert desk.memory.celebrations[ID].text == f"sealed:{PROUD}".encode()
    assert "proud" not in repr(desk.lines)


def test_an_approval_names_the_words_that_want_a_second_look(desk: Desk) -> None:
    rewords(desk, PROUD)
    desk.memory.calls.clear()
    refused = approves(desk)
    assert (refused.status, refused.problem, desk.memory.calls) == (409, "cheer-check", ["step refused"])
    first, second = refused.body["errors"]
    assert first["field"] == second["field"] == "/overrule"
    assert first["detail"].startswith('person_praise:5:15: "so proud of you". It praises who they are.')
    assert "Perhaps: You did … even though … made it hard. (Mueller & Dweck 1998" in first["detail"]
    assert second["detail"].startswith('superlative:31:7: "amazing".')
    assert desk.memory.celebrations[ID].state is State.DRAFTED
    assert "proud" not in repr(desk.lines)


def test_mended_words_are_approved(desk: Desk) -> None:
    rewords(desk, PROUD)
    assert rewords(desk, "You went.", 2).body["findings"] == []
    assert approves(desk, 3).body["state"] == "approved"


def test_what_the_therapist_overrules_is_kept(desk: Desk) -> None:
    rewords(desk, PROUD)
    approved = approves(desk, overrule=list(reversed(MARKS)))
    assert (approved.status, approved.body["state"], approved.body["overruled"]) == (200, "approved", MARKS)
    assert approves(desk, overrule=MARKS) == approved
    reused = approves(desk, overrule=MARKS[:1])
    assert (reused.status, reused.problem) == (422, "key-reused")
    card = ask(desk, "GET", ONE).body
    assert card["overruled"] == MARKS
    assert card["history"][-1]["detail"] == "2 overruled"
    assert [step["event"] for step in card["history"]] == ["edited", "approved"]


def test_one_overruled_finding_does_not_overrule_the_other(desk: Desk) -> None:
    rewords(desk, PROUD)
    refused = approves(desk, overrule=MARKS[:1])
    assert (refused.status, refused.problem) == (409, "cheer-check")
    assert [error["detail"].split(": ")[0] for error in refused.body["errors"]] == MARKS[1:]


@pytest.mark.parametrize("overrule", [["score:0:3"], [*MARKS, "score:0:3"], ["x"], ["praise:1:1"], "all", [1]])
def test_what_is_no_finding_cannot_be_overruled(desk: Desk, overrule: object) -> None:
    rewords(desk, PROUD)
    answer = approves(desk, overrule=overrule)
    named = [error["field"] for error in answer.body["errors"]]
    assert (answer.status in {409, 422}, all(field.startswith("/overrule") for field in named)) == (True, True)
    assert desk.memory.celebrations[ID].state is State.DRAFTED


def test_an_outdated_version_or_another_state_is_told_before_the_words(desk: Desk) -> None:
    rewords(desk, PROUD)
    assert approves(desk, 1).problem == "stale-version"
    approves(desk, overrule=MARKS)
    assert approves(desk, 3, key="key-2").problem == "step-not-possible"


def test_a_reversed_milestone_is_told_before_the_words(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.DRAFTED, "reversed")
    rewords(desk, PROUD)
    assert approves(desk).problem == "milestone-not-confirmed"


def test_to_hold_takes_the_same_answer_for_the_words(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.DRAFTED, "provisional")
    rewords(desk, PROUD)
    assert approves(desk, step="hold").problem == "cheer-check"
    assert approves(desk, step="hold", overrule=MARKS).body["state"] == "held"


def test_what_is_held_is_edited_only_into_words_that_somebody_stands_by(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.HELD, "provisional")
    refused = rewords(desk, PROUD)
    assert (refused.status, refused.problem, len(refused.body["errors"])) == (409, "cheer-check", 2)
    assert desk.memory.celebrations[ID].text == b"sealed:You kept going."
    edited = rewords(desk, PROUD, overrule=MARKS)
    assert (edited.status, edited.body["overruled"]) == (200, MARKS)
    assert rewords(desk, "You went.", 2).body["overruled"] == []


def test_dismissing_takes_no_words_at_all(desk: Desk) -> None:
    rewords(desk, PROUD)
    assert ask(desk, "POST", f"{ONE}/dismiss", {"overrule": MARKS}, version='"2"').status == 422
    assert approves(desk, step="dismiss").body["state"] == "dismissed"
