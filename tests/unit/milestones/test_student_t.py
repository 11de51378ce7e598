"""Critical values of Student's t: those of R, at the levels that R was asked for."""

from fractions import Fraction

import pytest

from milestones.domain.rules.student_t import critical_t, squared
from unit.milestones.courses import VECTORS, rows


@pytest.mark.parametrize(("column", "alpha"), [("t05", "0.05"), ("t01", "0.01"), ("t10", "0.1")])
def test_they_are_those_of_r(column: str, alpha: str) -> None:
    by_r = {int(row["df"]): float(row[column]) for row in rows(VECTORS / "critical_values_qt.csv")}
    for df in (2, 3, 4):
        assert float(critical_t(df, Fraction(alpha))) == pytest.approx(by_r[df], rel=1e-13)


@pytest.mark.parametrize("df", [2, 3, 4])
def test_the_closed_forms_meet_the_digits_of_r_at_the_usual_level(df: int) -> None:
    near = Fraction(1, 20) + Fraction(1, 10**15)
    assert float(critical_t(df, near)) == pytest.approx(float(critical_t(df, Fraction(1, 20))), rel=1e-12)


def test_a_stricter_level_asks_for_more() -> None:
    levels = [Fraction(1, 1000), Fraction(1, 100), Fraction(1, 20), Fraction(1, 10), Fraction(1, 2)]
    for df in (2, 3, 4):
        values = [critical_t(df, alpha) for alpha in levels]
        assert values == sorted(values, reverse=True)
        numerator, denominator = squared(df, levels[0])
        assert Fraction(numerator, denominator) == values[0] ** 2
