"""Rules over HTTP: what there is, and running one again; arithmetic alone."""

import json
from typing import Any

import pytest

from build.openapi import FOLDER
from kernel.caller import Caller, Role
from kernel.problem import Problem
from kernel.requests import body_in
from kernel.routes import Request, Route
from milestones.application.check_rule import check_rule
from milestones.application.list_rules import list_rules
from milestones.application.reading_language import LanguageQuery
from milestones.application.rule_answers import CheckAnswer, RulesAnswer
from milestones.application.rule_fields import RuleCheck
from milestones.domain.claim import Claim, MilestoneKind
from milestones.domain.explanation import Language
from milestones.domain.rule_inputs import INPUTS
from milestones.domain.rulebook import RULES, told_numbers
from unit.milestones.test_explanation_words import CLAIMS

ROUTE = Route("POST", "/rules/<rule>/check", check_rule, {}, "", body=RuleCheck, storing=False)
GAIN = {"n_minus_2": 18, "n_minus_1": 19, "n": 18, "n_plus_1": 11, "n_plus_2": 10, "window_complete": 0}
CUTOFFS = {"criterion_1_points": 6, "criterion_2_share": 0.25, "criterion_3_alpha": 0.05, "direction": -1}


def asked(rule: str, body: dict[str, Any], language: Language | None = None, accepted: str = "") -> Request:
    raw = json.dumps(body).encode()
    return Request(
        caller=Caller("practice-1", "anybody", frozenset({Role.CLIENT})),
        path={"rule": rule},
        body=body_in(ROUTE, raw),
        query=LanguageQuery(language=language),
        raw=raw,
        route="",
        key="",
        version=0,
        correlation="",
        languages=accepted,
    )


def checked(rule: str, body: dict[str, Any], **said: Any) -> CheckAnswer:  # noqa: ANN401 - as `asked`
    reply = check_rule(asked(rule, body, **said))
    assert isinstance(reply.body, CheckAnswer)
    return reply.body


def refused(rule: str, body: dict[str, Any]) -> list[str]:
    with pytest.raises(Problem) as caught:
        check_rule(asked(rule, body))
    assert caught.value.status == 422
    return [error.field for error in caught.value.errors]


def test_the_rules_say_what_they_take() -> None:
    reply = list_rules(asked("", {})).body
    assert isinstance(reply, RulesAnswer)
    assert {one.id for one in reply.items} == {kind.value for kind in RULES}
    (gain,) = [one for one in reply.items if one.id == "sudden_gain"]
    assert (gain.version, gain.takes_scores) == (RULES[MilestoneKind.SUDDEN_GAIN].version, True)
    assert gain.citation.startswith("Tang TZ")
    units = {one.name: (one.unit, one.required) for one in (*gain.numbers, *gain.thresholds)}
    assert units["n_plus_1"] == ("points", True)
    assert units["n_plus_3"] == ("points", False)
    assert units["direction"] == ("-1 lower is better, 1 higher is better", True)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.kind}-{claim.state}")
def test_what_a_milestone_shows_gives_it_again(claim: Claim) -> None:
    told = {**told_numbers(claim)}
    body = {"numbers": told, "thresholds": {**claim.thresholds}, "instrument": "PHQ-9"}
    first, again = checked(claim.kind.value, body), checked(claim.kind.value, body)
    assert first == again
    assert first.state is claim.state
    assert {**first.numbers, **first.derived} == told
    assert first.thresholds == claim.thresholds
    assert (first.rule, first.rule_version) == (claim.kind.value, claim.rule_version)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim.kind}-{claim.state}")
def test_what_a_rule_takes_is_all_that_its_claims_have(claim: Claim) -> None:
    inputs = INPUTS[claim.kind]
    assert claim.numbers.keys() <= {one.name for one in inputs.numbers}
    needless = {one.name for one in inputs.thresholds if one.unless in claim.thresholds}
    assert claim.thresholds.keys() <= {one.name for one in inputs.thresholds} - needless
    assert {one.name for one in inputs.thresholds if one.required} - needless <= claim.thresholds.keys()
    assert {one.name for one in inputs.numbers if one.required} <= claim.numbers.keys()
    assert list(inputs.wrong(claim.numbers, claim.thresholds)) == []


def test_every_rule_can_be_run_again() -> None:
    assert INPUTS.keys() == RULES.keys(), "say in domain/rule_inputs.py what the new rule takes"


def test_a_course_of_scores_is_judged_by_a_shipped_instrument() -> None:
    answer = checked("sudden_gain", {"scores": [18, 19, 18, 11, 10], "instrument": "PHQ-9"})
    assert (answer.state, answer.score, answer.earlier) == ("confirmed", 4, [])
    assert answer.numbers["n_plus_1"] == 11
    assert answer.derived["magnitude"] == 7
    assert "the PHQ-9 score fell from 18 to 11" in answer.explanation


def test_a_missing_score_is_a_missed_session() -> None:
    assert checked("sudden_gain", {"scores": [18, 19, 18, None, 11, 10], "instrument": "PHQ-9"}).state is None


def test_settings_change_a_shipped_instrument_or_make_one() -> None:
    changed = {"scores": [18, 19, 18, 11, 10], "instrument": "PHQ-9", "settings": {"sudden_gain_cutoff": 8}}
    assert checked("sudden_gain", changed).state is None
    own = {"direction": "higher_is_better", "minimum": 0, "maximum": 40, "sudden_gain_cutoff": 5}
    assert checked("sudden_gain", {"scores": [10, 11, 10, 20, 21], "settings": own}).state == "confirmed"


def test_earlier_findings_come_beside_the_latest() -> None:
    answer = checked("sudden_gain", {"scores": [26, 26, 26, 19, 19, 19, 11, 11, 11], "instrument": "PHQ-9"})
    assert (answer.score, [one.score for one in answer.earlier]) == (7, [4])


def test_ratings_are_judged_by_a_target() -> None:
    assert checked("goal_attained", {"scores": [3, 7, 8], "target": 7}).state == "confirmed"
    assert checked("goal_attained", {"scores": [3, 7, 6], "target": 7}).state is None


def test_a_goal_is_judged_without_a_target_where_the_rule_counts_from_the_first_rating() -> None:
    assert checked("goal_reliably_improved", {"scores": [3, 5, 6]}).state == "confirmed"


def test_share_and_level_of_a_step_are_settings() -> None:
    asked_for = {"scores": [18, 20, 17, 11, 10, 12], "instrument": "PHQ-9"}
    assert checked("sudden_gain", {**asked_for, "settings": {"share": 0.5}}).state is None
    assert checked("sudden_gain", {**asked_for, "settings": {"alpha": 0.001}}).state == "unstable"
    answer = checked("sudden_gain", {**asked_for, "settings": {"alpha": 0.01}})
    assert (answer.state, answer.thresholds["criterion_3_alpha"]) == ("confirmed", 0.01)
    assert answer.derived["critical_t"] == pytest.approx(4.604094871349993)


def test_an_index_of_norms_is_told_in_words() -> None:
    norms = {"clinical": {"mean": 17, "sd": 6}, "reliability": 0.84, "reliable_change": None, "caseness": None}
    answer = checked("reliable_improvement", {"scores": [18, 11], "instrument": "PHQ-9", "settings": norms})
    assert answer.derived["index"] == pytest.approx(7 / (6 * (2 * 0.16) ** 0.5))
    assert "a reliable change index of 2.062, and beyond 1.96" in answer.explanation
    again = checked("reliable_improvement", {"numbers": answer.numbers, "thresholds": answer.thresholds})
    assert (again.state, again.derived) == (answer.state, answer.derived)


def test_that_nothing_is_found_is_an_answer() -> None:
    answer = checked("sudden_gain", {"numbers": {**GAIN, "n_plus_1": 15}, "thresholds": CUTOFFS})
    assert answer.state is None
    assert answer.explanation == "With these numbers the rule finds nothing."


def test_the_language_is_the_one_asked_for() -> None:
    body = {"numbers": GAIN, "thresholds": CUTOFFS}
    japanese = checked("sudden_gain", body, accepted="ja,en;q=0.5").explanation
    assert "質問票の得点が18点から11点へ下がりました" in japanese
    assert checked("sudden_gain", body, language=Language.JAPANESE).explanation == japanese
    english = checked("sudden_gain", body, language=Language.ENGLISH, accepted="ja").explanation
    assert "the questionnaire score fell from 18 to 11" in english


@pytest.mark.parametrize(
    ("rule", "body", "fields"),
    [
        ("sudden_gain", {}, ["/numbers/n", "/numbers/n_plus_1", "/numbers/window_complete"]),
        (
            "sudden_gain",
            {"numbers": {**GAIN, "window_complete": 2}, "thresholds": CUTOFFS},
            ["/numbers/window_complete"],
        ),
        ("sudden_gain", {"numbers": GAIN, "thresholds": {**CUTOFFS, "direction": 0}}, ["/thresholds/direction"]),
        ("sudden_gain", {"numbers": GAIN, "scores": [1, 2], "instrument": "PHQ-9"}, ["/scores"]),
        ("sudden_gain", {"scores": [18, 28], "instrument": "PHQ-9"}, ["/scores/1"]),
        ("sudden_gain", {"scores": [18, 11]}, ["/instrument"]),
        ("sudden_gain", {"scores": [18, 11], "instrument": "PHQ-9", "target": 3}, ["/target"]),
        ("sudden_gain", {"scores": [18], "settings": {"minimum": 3}}, ["/settings/direction", "/settings/maximum"]),
        ("sudden_gain", {"numbers": GAIN, "thresholds": CUTOFFS, "settings": {}}, ["/settings"]),
        ("goal_attained", {"scores": [3, 7]}, ["/target"]),
        ("goal_attained", {"scores": [3, 11], "target": 7}, ["/scores/1"]),
        ("goal_attained", {"scores": [3, 7], "target": 7, "instrument": "PHQ-9"}, ["/instrument"]),
        ("goal_reliably_improved", {"scores": [3, 7], "target": 7}, ["/target"]),
        ("reliable_improvement", {"numbers": {"baseline": 3, "score": 9}, "thresholds": {"direction": 1}}, []),
        ("first_step", {"scores": [3, 7], "target": 7}, ["/scores"]),
        (
            "first_step",
            {"numbers": {"days_without": 28.5}, "thresholds": {"without_days": 28}},
            ["/numbers/days_without"],
        ),
        (
            "nhs_recovery",
            {
                "numbers": {"phq9_first": 17, "gad7_first": 9, "phq9_then": 8, "gad7_then": 6, "phq9_reversed_by": 12},
                "thresholds": {
                    "phq9_caseness": 10,
                    "phq9_reliable_change": 6,
                    "gad7_caseness": 8,
                    "gad7_reliable_change": 4,
                },
            },
            ["/numbers/gad7_reversed_by"],
        ),
    ],
)
def test_what_is_wrong_is_named(rule: str, body: dict[str, Any], fields: list[str]) -> None:
    assert refused(rule, body)[: len(fields)] == fields


@pytest.mark.parametrize("number", ["18", None, True, 1e7])
def test_a_number_is_a_number(number: Any) -> None:  # noqa: ANN401 - what is no number
    with pytest.raises(Problem) as caught:
        asked("sudden_gain", {"numbers": {**GAIN, "n": number}, "thresholds": CUTOFFS})
    assert {error.field.rpartition("/")[0] for error in caught.value.errors} <= {"/numbers", "/numbers/n"}


def test_a_rule_that_there_is_not_is_not_found() -> None:
    with pytest.raises(Problem) as caught:
        check_rule(asked("sudden_joy", {"numbers": GAIN, "thresholds": CUTOFFS}))
    assert caught.value.status == 404


def test_its_document_asks_for_no_idempotency_key() -> None:
    document = json.loads((FOLDER / "milestones" / "openapi.json").read_text(encoding="utf-8"))
    parameters = document["paths"]["/rules/{rule}/check"]["post"]["parameters"]
    assert {one["name"] for one in parameters} == {"rule", "language"}
