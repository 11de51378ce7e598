"""What a function signs with reaches the practice that it serves, and nothing is signed before it serves one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from kernel.http import http_app
from kernel.log import Log
from kernel.practice_role import PracticeRole, UnservedError
from kernel.routes import Reply, Request, Route
from unit.kernel.fakes import OF_POOL, POOL, FixedClock

ROLE = "arn:aws:iam::123456789012:role/reads"


class _Sts:
    """Gives credentials whose key names the practice, or refuses."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.refuses = False

    def assume_role(self, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - as botocore has it
        self.asked.append(given)
        if self.refuses:
            raise ClientError({"Error": {"Code": "AccessDenied"}}, "AssumeRole")
        [tag] = given["Tags"]
        key = f"{tag['Value']}-{len(self.asked)}"
        return {"Credentials": {"AccessKeyId": key, "SecretAccessKey": "s", "SessionToken": f"token of {key}"}}

    @property
    def practices(self) -> list[str]:
        return [asked["Tags"][0]["Value"] for asked in self.asked]


class _Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def _signed(role: PracticeRole) -> Iterator[Callable[[], str]]:
    """Give a real client, and whose key signs its calls."""
    made = botocore.session.Session().create_client(
        "dynamodb", region_name="eu-west-1", aws_access_key_id="the-functions-own", aws_secret_access_key="s"
    )
    sent: list[Any] = []

    def answer(request: Any, **_: Any) -> Any:  # noqa: ANN401 - as botocore has it
        sent.append(request)
        response: Any = AWSResponse(request.url, 200, HTTPHeaders(), None)
        response._content = b"{}"
        return response

    made.meta.events.register("before-send", answer)
    client = role.guard(made)

    def whose() -> str:
        client.get_item(TableName="t", Key={"pk": {"S": "x"}})
        header = sent[-1].headers["Authorization"].decode()
        return str(header.partition("Credential=")[2].partition("/")[0])

    yield whose


def test_each_call_is_signed_for_the_practice_that_is_served() -> None:
    sts = _Sts()
    role = PracticeRole(sts, ROLE, "reflections")
    with _signed(role) as whose:
        found = []
        for practice in ("harbour", "hill", "harbour"):
            role.serve(practice)
            found += [whose(), whose()]
    assert found == ["harbour-1", "harbour-1", "hill-2", "hill-2", "harbour-1", "harbour-1"]
    assert sts.asked[0] == {
        "RoleArn": ROLE,
        "RoleSessionName": "reflections",
        "DurationSeconds": 3600,
        "Tags": [{"Key": "practice", "Value": "harbour"}],
    }


def test_nothing_is_signed_before_a_practice_is_served() -> None:
    with _signed(PracticeRole(_Sts(), ROLE, "reflections")) as whose, pytest.raises(UnservedError):
        whose()


def test_nothing_is_signed_for_the_last_practice_where_the_next_is_refused() -> None:
    sts = _Sts()
    role = PracticeRole(sts, ROLE, "reflections")
    role.serve("harbour")
    sts.refuses = True
    with pytest.raises(ClientError):
        role.serve("hill")
    with _signed(role) as whose, pytest.raises(UnservedError):
        whose()


def test_credentials_are_asked_for_again_before_they_expire() -> None:
    sts, watch = _Sts(), _Watch()
    role = PracticeRole(sts, ROLE, "reflections", watch)
    for watch.now in (0, 2999, 3000, 5999, 6000):
        role.serve("harbour")
    assert len(sts.asked) == 3


@given(st.lists(st.integers(0, 70), max_size=200))
def test_credentials_are_kept_for_few_practices_and_never_mixed_up(served: list[int]) -> None:
    sts = _Sts()
    role = PracticeRole(sts, ROLE, "reflections", _Watch())
    for number in served:
        role.serve(f"p{number}")
        assert role._served is not None
        assert str(role._served.access_key).startswith(f"p{number}-")
        assert len(role._held) <= 50
    if len(set(served)) <= 50:
        assert sorted(sts.practices) == sorted({f"p{number}" for number in served})


def test_a_function_serves_the_practice_of_the_token_and_of_nothing_else() -> None:
    served: list[str] = []

    def answer(request: Request) -> Reply:
        served.append(f"answered {request.path['thing']}")
        return Reply()

    everybody: Any = {role: {"owner"} for role in ("therapist",)}
    route = Route("GET", "/things/<thing>", answer, everybody, "Read", status=204)
    app = http_app([route], FixedClock(), Log("things", lambda _: None), pool=POOL, serve=served.append)

    def ask(claims: dict[str, str]) -> int:
        event = {
            "version": "2.0",
            "rawPath": "/things/practice-hill",
            "headers": {"x-practice": "practice-hill"},
            "queryStringParameters": None,
            "requestContext": {
                "http": {"method": "GET", "path": "/things/practice-hill"},
                "stage": "$default",
                "authorizer": {"jwt": {"claims": claims}},
            },
        }
        return int(app(event, None)["statusCode"])

    right = {**OF_POOL, "sub": "ann", "custom:practice": "practice-harbour", "cognito:groups": "[therapist]"}
    assert ask(right) == 204
    assert served == ["practice-harbour", "answered practice-hill"]
    served.clear()
    assert ask({**right, "aud": "another"}) == 401
    assert ask({**right, "cognito:groups": "[client]"}) == 403
    assert served == []
