"""Templates agree with the code, with OpenAPI, with each other and with every stage."""

import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from architecture.tree import ROOT, SERVICES
from build.policy import policy_of
from build.targets import Target
from kernel.aws import client
from whole.template import Template

OPTIONAL = {"DEFAULT_TIME_ZONE", "PRACTICE_ROLE_ARN"}
"""Variables that a setting has a default for."""

STACKS = {
    "platform": ROOT / "infra" / "platform",
    **{name: ROOT / "services" / name for name in SERVICES},
    "reflections-subscriptions": ROOT / "services" / "reflections" / "subscriptions",
}


def _text(stack: str) -> str:
    return (STACKS[stack] / "template.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("service", SERVICES)
def test_every_handler_is_there(service: str) -> None:
    names = [
        held["Handler"].removesuffix(".handler") for _, held in Template(service).of_type("AWS::Serverless::Function")
    ]
    places = {name: ROOT / "services" / name.split(".")[0] / "src" / f"{name.replace('.', '/')}.py" for name in names}
    assert [name for name, place in places.items() if not place.is_file()] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_function_composes_with_the_environment_it_is_given(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICE", service)
    monkeypatch.setenv("STAGE", "dev")
    monkeypatch.setenv("ISSUER_URL", "https://pool.example/p1")
    monkeypatch.setenv("USER_POOL_CLIENT_ID", "app-1")
    for _, held in Template(service).of_type("AWS::Serverless::Function"):
        given = held["Environment"]["Variables"]
        compose = importlib.import_module(held["Handler"].removesuffix(".handler")).compose
        with monkeypatch.context() as environment:
            for name in given:
                environment.setenv(name, "7")
            assert callable(compose())
        for name in given:
            # Each function gets only what it uses: without any one of its variables it does not come up.
            with monkeypatch.context() as environment:
                for other in set(given) - {name}:
                    environment.setenv(other, "7")
                if name not in OPTIONAL:
                    with pytest.raises(Exception, match=f"{name}|{name.lower()}"):
                        compose()


@pytest.mark.parametrize("service", SERVICES)
def test_a_function_outlives_a_store_that_does_not_answer(service: str) -> None:
    """Else Lambda ends it in the middle of its attempts, and the caller gets no problem document and we no code."""
    config = client("dynamodb").meta.config
    attempts = config.retries["total_max_attempts"]
    # Before attempt n+1 botocore's standard mode waits for up to 2 ** (n-1) seconds.
    longest = attempts * (config.connect_timeout + config.read_timeout) + 2 ** (attempts - 1) - 1
    functions = Template(service).of_type("AWS::Serverless::Function")
    assert [name for name, held in functions if held["Timeout"] <= longest] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_of_routes_is_the_one_that_openapi_tells(service: str) -> None:
    document: dict[str, Any] = json.loads((ROOT / "services" / service / "openapi.json").read_text(encoding="utf-8"))
    told = {f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs}
    routes = {held["RouteKey"] for _, held in Template(service).of_type("AWS::ApiGatewayV2::Route")}
    assert routes == told


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_is_open_but_those_of_which_the_policy_says_so(service: str) -> None:
    routes = list(Template(service).of_type("AWS::ApiGatewayV2::Route"))
    unsigned = {route.replace("<", "{").replace(">", "}") for route in policy_of(service).unsigned}
    open_ones = {
        held["RouteKey"] for _, held in routes if held.get("AuthorizationType") != "JWT" or not held.get("AuthorizerId")
    }
    assert open_ones == unsigned


@pytest.mark.parametrize("stack", STACKS)
def test_each_stage_names_what_its_own_stage_hands_on(stack: str) -> None:
    stages = tomllib.loads((STACKS[stack] / "samconfig.toml").read_text(encoding="utf-8"))
    handed = dict(
        re.findall(
            r"^  (\w+):\n    Type: AWS::SSM::Parameter::Value<String>\n    Default: (\S+)$", _text(stack), re.MULTILINE
        )
    )
    for stage in ("dev", "prod", "local"):
        given = stages[stage]["deploy"]["parameters"]
        chosen = dict(line.split("=", 1) for line in given["parameter_overrides"])
        wanted = {name: default.replace("/dev/", f"/{stage}/", 1) for name, default in handed.items()}
        assert chosen.items() >= {"Stage": stage, **wanted}.items()
        assert given["stack_name"] == f"quietcheer-{stage}-{stack}"


def test_names_that_one_stack_waits_for_another_hands_on() -> None:
    texts = {stack: _text(stack) for stack in STACKS}
    handed_on = {
        name for text in texts.values() for name in re.findall(r"Name: !Sub /quietcheer/\$\{Stage\}/(\S+)", text)
    }
    waited_for = {name for text in texts.values() for name in re.findall(r"Default: /quietcheer/dev/(\S+)", text)}
    assert waited_for <= handed_on


def test_all_stacks_composed_are_given_all_names() -> None:
    whole = (ROOT / "template.yaml").read_text(encoding="utf-8")
    for stack, folder in STACKS.items():
        block = whole.split(f"Location: {folder.relative_to(ROOT)}/template.yaml")[1].split("\n\n")[0]
        wanted = dict(
            re.findall(
                r"^  (\w+):\n    Type: AWS::SSM.*\n    Default: /quietcheer/dev/(\S+)$", _text(stack), re.MULTILINE
            )
        )
        assert dict(re.findall(r"(\w+): !Sub /quietcheer/\$\{Stage\}/(\S+)", block)) == wanted


def test_what_is_kept_of_botocore_is_what_is_called() -> None:
    from build.aws_data import USED

    shared = _clients(ROOT / "services" / "kernel" / "src")
    assert {service: set(kept) for service, kept in USED.items()} == {
        service: shared | _clients(ROOT / "services" / service / "src") for service in SERVICES
    }


def _clients(source: Path) -> set[str]:
    found = (
        re.findall(r"\b(?:create_)?client\(\"(\w+)\"", path.read_text(encoding="utf-8"))
        for path in source.rglob("*.py")
    )
    return {name for names in found for name in names}


@pytest.mark.parametrize("service", SERVICES)
def test_every_alarm_leads_to_a_section_of_the_runbook(service: str) -> None:
    folder = ROOT / "services" / service
    titles = re.findall(r"^#+ (.+)$", (folder / "RUNBOOK.md").read_text(encoding="utf-8"), re.MULTILINE)
    anchors = {title.lower().replace(" ", "-") for title in titles}
    named = set(re.findall(rf"Runbook: services/{service}/RUNBOOK.md#([\w-]+)", _text(service)))
    assert named
    assert named <= anchors
    alarms = list(Template(service).of_type("AWS::CloudWatch::Alarm"))
    assert [name for name, held in alarms if "RUNBOOK.md#" not in str(held["AlarmDescription"])] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_sent_the_events_that_it_observes_and_no_others(service: str) -> None:
    subscriptions = Template(service).of_type("AWS::SNS::Subscription")
    # What has no types is no event: the mail provider's own notifications.
    subscribed = sorted(kind for _, held in subscriptions for kind in held.get("FilterPolicy", {}).get("type", []))
    assert subscribed == sorted(_observed(service))


def _observed(service: str) -> set[str]:
    if service == "reflections":
        from reflections.application import (
            project_approval,
            project_consult,
            project_highlight,
            project_instrument,
            remove_erased,
        )

        # Its own event of an erasure comes back to it: its rows go as those of the others do.
        erased = {remove_erased.ERASED, *remove_erased.CONFIRMED}
        return {
            *project_approval.TYPES,
            *project_consult.TYPES,
            *project_highlight.TYPES,
            *project_instrument.TYPES,
            *erased,
        }
    if service == "milestones":
        from milestones.application.erase_journey import ERASED
        from milestones.application.observers import TYPES
        from milestones.domain.events import INSTRUMENT_DEFINED

        # Its own event of a definition comes back to it: recompute.
        return {INSTRUMENT_DEFINED, ERASED, *TYPES}
    from notifications.adapters import incoming

    observed = (incoming.JOURNEY_CHANGES, incoming.MEASURES, incoming.MILESTONES)
    return {incoming.ERASED} | {
        kind for kinds in (*observed, incoming.SESSIONS, incoming.ALERTS, incoming.SETBACKS) for kind in kinds
    }


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_built_for_lambda_is_what_the_template_runs_it_on(service: str) -> None:
    defaults = dict(
        re.findall(
            r"^  (PythonRuntime|Architecture):\n    Type: String\n    Default: (\S+)$", _text(service), re.MULTILINE
        )
    )
    assert defaults == {"PythonRuntime": Target.aws().runtime, "Architecture": Target.aws().architecture}


@pytest.mark.parametrize("service", SERVICES)
def test_what_only_the_emulator_asks_for_is_granted_on_the_local_stage_only(service: str) -> None:
    for text in _text(service).split("\n  Emulator")[1:]:
        assert "\n    Condition: IsLocal\n" in text.split("\n\n")[0]
    attached = re.findall(r"ManagedPolicyArns: \[(.+)\]$", _text(service), re.MULTILINE)
    granted = [line for line in attached if "Emulator" in line]
    assert granted
    assert [
        line for line in granted if not re.search(r"!If \[IsLocal, !Ref Emulator\w+, !Ref AWS::NoValue\]", line)
    ] == []
