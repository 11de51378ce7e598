"""One caller may go so fast and no faster, and holds up nobody else."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kernel.http import http_app
from kernel.log import Log
from kernel.pace import Pace
from kernel.routes import Reply, Route
from unit.kernel.fakes import OF_POOL, POOL, FixedClock


class _Watch:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 9), st.sampled_from([0.5, 1.0, 4.0]), st.lists(st.integers(0, 40), max_size=60))
def test_no_stretch_of_time_holds_more_than_the_bucket_and_what_came_in_meanwhile(
    at_once: int, a_second: float, quarters: list[int]
) -> None:
    watch, let_through = _Watch(), list[float]()
    pace = Pace(at_once, a_second, watch)
    for quarter in quarters:
        watch.now += quarter / 4
        if pace.refusal("ann") is None:
            let_through.append(watch.now)
    for first, begun in enumerate(let_through):
        for last in range(first, len(let_through)):
            assert last - first + 1 <= at_once + (let_through[last] - begun) * a_second


def test_whoever_waits_as_long_as_was_said_is_let_through() -> None:
    watch = _Watch()
    pace = Pace(3, 0.5, watch)
    assert [pace.refusal("ann") for _ in range(3)] == [None] * 3
    refusal = pace.refusal("ann")
    assert refusal is not None
    assert (refusal.status, refusal.headers["retry-after"]) == (429, "2")
    assert pace.refusal("bo") is None
    watch.now += 2
    assert pace.refusal("ann") is None


def test_a_clock_that_is_set_back_gives_nothing_and_takes_nothing() -> None:
    watch = _Watch()
    pace = Pace(1, 1, watch)
    assert pace.refusal("ann") is None
    watch.now -= 500
    assert pace.refusal("ann") is not None
    watch.now += 1
    assert pace.refusal("ann") is None


def test_few_callers_are_remembered() -> None:
    pace = Pace(1, 1, _Watch())
    for number in range(3000):
        pace.refusal(f"caller {number}")
    assert len(pace._left) == 1000
    assert pace.refusal("caller 2999") is not None


def test_a_function_holds_a_caller_before_it_does_anything() -> None:
    done: list[str] = []

    def answer(_: Any) -> Reply:  # noqa: ANN401 - a request
        done.append("done")
        return Reply()

    everybody: Any = {"therapist": {"owner"}}
    route = Route("GET", "/things", answer, everybody, "Read", status=204)
    slow = POOL.model_copy(update={"requests_at_once": 2, "requests_a_second": 0.001})
    app = http_app([route], FixedClock(), Log("things", lambda _: None), pool=slow)

    def ask(sub: str) -> Any:  # noqa: ANN401 - a response
        claims = {**OF_POOL, "sub": sub, "custom:practice": "p1", "cognito:groups": "[therapist]"}
        http = {"method": "GET", "path": "/things"}
        context = {"http": http, "stage": "$default", "authorizer": {"jwt": {"claims": claims}}}
        return app({"version": "2.0", "rawPath": "/things", "headers": {}, "requestContext": context}, None)

    assert [ask("ann")["statusCode"] for _ in range(4)] == [204, 204, 429, 429]
    assert len(done) == 2
    assert ask("ann")["headers"]["retry-after"] == "1000"
    assert ask("bo")["statusCode"] == 204
