"""Invariants I1, I4, I5 and I6 over all three services together, with the templates' own wiring."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from local.people import CLIENT, SUPERVISOR, THERAPIST
from whole.story import Score, Story
from whole.world import World, a_world

# A world costs seconds: few examples, and the first that fails is told as it is instead of being made smaller.
_FEW = settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Courses around a sudden gain, so that states change; chance alone would rarely make one.
_GAIN = [18, 19, 18, 11, 10, 9]


@st.composite
def _courses(draw: st.DrawFn) -> list[Score]:
    totals = [min(24, max(0, total + draw(st.integers(-2, 2)))) for total in _GAIN]
    if draw(st.booleans()):
        totals.append(draw(st.integers(0, 24)))
    scores = []
    for week, total in enumerate(totals):
        fate = draw(st.sampled_from(["kept", "kept", "kept", "corrected", "retracted", "both"]))
        corrected = draw(st.integers(0, 24)) if fate in {"corrected", "both"} else None
        scores.append(Score(week, total, corrected, retracted=fate in {"retracted", "both"}))
    return scores


def _told(world: World, scores: list[Score], settle_between: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - a variant
    story = Story(world)
    story.join()
    for score in scores:
        story.score(score)
        if settle_between:
            world.settle()
    world.settle()
    world.redrive()
    story.approve_all()
    world.settle()
    world.redrive()
    return story.outcome()


def _calm(scores: list[Score]) -> dict[str, Any]:
    with a_world() as world:
        return _told(world, scores, settle_between=True)


def test_a_sudden_gain_is_found_explained_approved_and_read() -> None:
    with a_world() as world:
        outcome = _told(world, [Score(week, total) for week, total in enumerate([18, 19, 18, 11, 10])])
        kinds = {(each["kind"], each["state"]) for each in outcome["milestones"].values()}
        assert kinds == {("sudden_gain", "confirmed"), ("reliable_improvement", "confirmed")}
        assert len(outcome["inbox"]) == 2
        assert {state for state, _, _ in outcome["cards"].values()} == {"sent"}
        assert all("18" not in text for text in outcome["inbox"])


@_FEW
@given(_courses(), st.integers(0, 10**6))
@example([Score(week, total) for week, total in enumerate(_GAIN)], 1)
def test_any_order_and_repetition_ends_the_same(scores: list[Score], seed: int) -> None:
    with a_world(seed) as world:
        shuffled = list(scores)
        world.random.shuffle(shuffled)
        disorderly = _told(world, shuffled)
        assert len(world.dead) == 0
    assert disorderly == _calm(scores)


@_FEW
@given(_courses(), st.lists(st.integers(0, 120), min_size=1, max_size=4), st.integers(0, 10**6))
def test_a_crash_anywhere_loses_nothing_and_sends_nothing_twice(
    scores: list[Score], crashes: list[int], seed: int
) -> None:
    with a_world(seed) as world:
        story = Story(world)
        story.join()
        for place, score in enumerate(scores):
            if place < len(crashes):
                world.crash_after(crashes[place])
            story.score(score)
            world.settle()
        world.redrive()
        world.crash_after(crashes[0] // 4)
        story.approve_all()
        world.settle()
        world.redrive()
        found = story.outcome()
    expected = _calm(scores)
    assert found["milestones"] == expected["milestones"]
    assert found["cards"] == expected["cards"]
    assert found["inbox"] == expected["inbox"]
    assert found["mails"] <= expected["mails"]


def test_what_a_lost_relay_never_published_a_republication_brings() -> None:
    scores = [Score(week, total) for week, total in enumerate(_GAIN)]
    with a_world() as world:
        story = Story(world)
        story.join()
        world.relay_lost = True
        story.scores(scores)
        world.settle()
        assert world.items("milestones") == world.items("notifications")[1:] == []
        world.relay_lost = False
        journey = {"practice": THERAPIST.practice, "subject": story.journey}
        assert world.run("reflections", "RepublishFunction", journey)["unpublished"] == 0
        world.settle()
        world.redrive()
        story.approve_all()
        world.settle()
        found = story.outcome()
    assert found == _calm(scores)


def test_without_an_approval_nothing_is_ever_sent() -> None:
    with a_world(7) as world:
        story = Story(world)
        story.join()
        story.scores([Score(week, total) for week, total in enumerate(_GAIN)])
        world.settle()
        world.redrive()
        world.run("notifications", "OverdueFunction")
        world.settle()
        assert {card["state"] for card in story.cards()} == {"drafted"}
        about = {card["id"] for card in story.cards() if card["milestone"]["state"] != "retracted"}
        assert story.milestones().keys() == about != set()
        assert story.sent(CLIENT, "GET", "/inbox").body["items"] == []
        assert world.mail() == []


_WORDS = "zebra marmalade canary"


def _use_everything(story: Story) -> None:
    """Put the marked words into every text field that a person can fill, rightly and wrongly."""
    home = f"/journeys/{story.journey}"
    goal = story.sent(THERAPIST, "POST", f"{home}/goals", {"text": _WORDS, "target": 8}).body["id"]
    for kind in ("win", "struggle", "effort"):
        for shared in (True, False):
            story.sent(
                CLIENT, "POST", f"{home}/entries", {"kind": kind, "text": _WORDS, "shared": shared, "goal": goal}
            )
    story.sent(THERAPIST, "POST", f"{home}/reflections", {"kind": "came_to_mind", "text": _WORDS})
    noted = {"kind": "after_session", "worked": _WORDS, "did_not_work": _WORDS, "might_work_next": _WORDS}
    story.sent(THERAPIST, "POST", f"{home}/reflections", noted)
    _consult_with_everything(story, home)
    wrong: list[tuple[str, Any]] = [
        ("entries", {"kind": _WORDS, "text": _WORDS}),
        ("entries", {"kind": "win", "text": _WORDS * 400}),
        ("entries", {"kind": "win", "text": _WORDS, _WORDS: _WORDS}),
        ("entries", {"kind": "win", "text": _WORDS, "occurred_at": _WORDS}),
        ("measures", {"instrument": _WORDS, "total": _WORDS}),
        ("goals", {"text": _WORDS, "target": _WORDS}),
    ]
    for place, body in wrong:
        for person in (THERAPIST, CLIENT):
            answer = story.world.ask(person, "POST", f"{home}/{place}", body)
            assert answer.status >= 400
            assert "marmalade" not in str(answer.body)
    assert story.world.ask(THERAPIST, "POST", f"{home}/entries", raw=_WORDS).status == 400


def _consult_with_everything(story: Story, home: str) -> None:
    """Ask a supervisor about all of it, and take up what is suggested."""
    named = {"where": "inside", "person": SUPERVISOR.email}
    asked = {"question": _WORDS, "supervisor": named, "names": {"client": [_WORDS]}}
    shown = story.sent(THERAPIST, "POST", f"{home}/consults/preview", asked).body
    decisions = [
        {"text": text["text"], "undone": [one["index"] for one in text["replacements"]]} for text in shown["texts"]
    ]
    confirmed = {**asked, "digest": shown["digest"], "decisions": decisions}
    made = story.sent(THERAPIST, "POST", f"{home}/consults", confirmed, key="consult").body["id"]
    said = {"text": _WORDS, "minutes": 5, "ideas": [_WORDS]}
    story.sent(SUPERVISOR, "POST", f"/consults/{made}/answer", said, key="answer")
    story.sent(THERAPIST, "POST", f"/consults/{made}/close", {"accepts": [{"answer": 1, "idea": 1}]}, key="close")
    assert story.sent(SUPERVISOR, "GET", f"/consults/{made}").body["question"] == _WORDS


@pytest.mark.parametrize("seed", [None, 3])
def test_words_that_people_typed_are_nowhere_but_where_they_belong(seed: int | None) -> None:
    with a_world(seed) as world:
        story = Story(world)
        story.join()
        _use_everything(story)
        story.scores([Score(week, total) for week, total in enumerate(_GAIN)])
        world.settle()
        world.redrive()
        for card in story.cards():
            edited = story.sent(
                THERAPIST, "PATCH", f"/celebrations/{card['id']}", {"text": _WORDS}, version=f'"{card["version"]}"'
            )
            assert edited.body["text"] == _WORDS
        story.approve_all()
        world.settle()
        outcome = story.outcome()
        assert outcome["inbox"] == [_WORDS] * len(outcome["cards"])
        assert outcome["inbox"]
        assert any(
            _WORDS in str(each)
            for each in story.sent(THERAPIST, "GET", f"/journeys/{story.journey}/timeline").body["items"]
        )
        searched = {
            "logs": world.lines,
            "events": world.bodies,
            "dead letters": [message.body for message in world.dead],
            "mails": [f"{mail.subject} {mail.body}" for mail in world.mail()],
            **{f"table of {name}": [str(item) for item in world.items(name)] for name in world.stacks},
        }
        for place, texts in searched.items():
            assert not any(word in text for text in texts for word in _WORDS.split()), place
        assert len(world.lines) > 20
        assert len(world.bodies) > 10
