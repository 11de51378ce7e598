"""Running a rule again: what it finds in scores it finds again from the numbers that it told, each time the same."""

from hypothesis import given
from hypothesis import strategies as st

from milestones.application.judging_scores import ON_SCORES
from milestones.application.rule_answers import CheckAnswer
from milestones.domain.claim import MilestoneKind
from milestones.domain.rule_inputs import INPUTS
from unit.milestones.test_rules_over_http import checked

_ON_RATINGS = {"goal_attained": {"target": 7}, "goal_reliably_improved": {}}
_RULES = st.sampled_from([*sorted(kind.value for kind in ON_SCORES), *_ON_RATINGS])
_TOTALS = st.lists(st.none() | st.sampled_from([10, 9, 8, 7.5, 3, 2, 1.25, 0]), min_size=1, max_size=12)
_SETTINGS = {
    "direction": "lower_is_better",
    "minimum": 0,
    "maximum": 10,
    "sudden_gain_cutoff": 2.5,
    "reliable_change": 3,
    "caseness": 6,
}


def by_scores(rule: str, totals: list[float | None]) -> CheckAnswer:
    judged_by = _ON_RATINGS.get(rule, {"settings": _SETTINGS})
    return checked(rule, {"scores": totals, **judged_by})


@given(_RULES, _TOTALS)
def test_what_is_found_in_scores_is_found_in_its_numbers(rule: str, totals: list[float | None]) -> None:
    answer = by_scores(rule, totals)
    assert by_scores(rule, totals) == answer
    for found in (*answer.earlier, answer):
        if found.state is None:
            assert (found.score, found.numbers, answer.earlier) == (None, {}, [])
            continue
        assert found.score is not None
        assert totals[found.score - 1] in found.numbers.values()
        again = checked(rule, {"numbers": {**found.numbers, **found.derived}, "thresholds": found.thresholds})
        assert (again.state, again.numbers, again.derived) == (found.state, found.numbers, found.derived)


@given(st.sampled_from(sorted(INPUTS)), st.data())
def test_whatever_numbers_a_rule_takes_it_answers(kind: MilestoneKind, data: st.DataObject) -> None:
    inputs = INPUTS[kind]

    def drawn(names: list[str]) -> dict[str, int]:
        return {name: data.draw(st.sampled_from([-1, 0, 1, 2, 3, 9, 21])) for name in names}

    numbers = drawn([one.name for one in inputs.numbers if one.required or data.draw(st.booleans())])
    thresholds = drawn([one.name for one in inputs.thresholds])
    if not list(inputs.wrong(numbers, thresholds)):
        body = {"numbers": numbers, "thresholds": thresholds}
        answer = checked(kind.value, body)
        assert checked(kind.value, body) == answer
        assert answer.explanation.endswith(".")
