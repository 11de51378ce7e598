"""The course: the highest version of each measure, in the order in which things happened."""

from itertools import permutations

import pytest

from milestones.domain.course import ContradictoryFactError, Course
from milestones.domain.score import exact, plain
from unit.milestones.courses import MONDAY, point, series, uuid


def test_a_known_fact_leaves_the_very_same_course() -> None:
    made = Course().with_point(point(0, 18)).with_point(point(1, 17, version=2))
    assert made.with_point(point(0, 18)) is made
    assert made.with_point(point(1, 19, version=1)) is made


def test_two_contents_of_one_version_are_refused() -> None:
    made = Course().with_point(point(0, 18))
    with pytest.raises(ContradictoryFactError):
        made.with_point(point(0, 17))


def test_the_order_of_events_does_not_matter() -> None:
    facts = [
        point(0, 18),
        point(1, 17),
        point(2, 11),
        point(1, 9, version=2),
        point(2, None, version=2, retracted=True),
    ]
    ends = set()
    for order in permutations(facts):
        made = Course()
        for fact in (*order, *order):
            made = made.with_point(fact)
        ends.add(made)
    (end,) = ends
    assert list(end.series().scores) == [18, 9]


def test_ties_in_time_go_by_id() -> None:
    later, earlier = point(1, 5)._replace(occurred_at=MONDAY), point(0, 7)
    assert [one.id for one in Course().with_point(later).with_point(earlier).points] == [uuid(1), uuid(2)]


def test_positions_are_session_numbers_where_these_grow_along_the_course() -> None:
    assert list(series([18, None, 17], first_session=3).positions) == [3, 5]
    assert list(series([18, None, 17], first_session=None).positions) == [1, 2]


def test_one_missing_or_misplaced_session_number_makes_points_count() -> None:
    one_missing = Course((point(0, 18, 1), point(1, 17), point(2, 16, 5)))
    repeated = Course((point(0, 18, 1), point(1, 17, 1), point(2, 16, 5)))
    backwards = Course((point(0, 18, 4), point(1, 17, 2), point(2, 16, 5)))
    for made in (one_missing, repeated, backwards):
        assert list(made.series().positions) == [1, 2, 3]
        assert not made.series().by_session


@pytest.mark.parametrize("typed", [0, 7, 24.4, 0.1, 1e-7, 62.999999])
def test_a_score_is_the_decimal_that_was_typed(typed: float) -> None:
    assert plain(exact(typed)) == typed
    assert exact(float(typed)) == exact(typed)


@pytest.mark.parametrize("typed", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(typed: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        exact(typed)
