"""Templates: our own rules are quiet on ours and fire on what they are against; routes, names and stages agree."""

import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import lint
from cfnlint.rules import RulesCollection

from architecture.tree import ROOT, SERVICES
from whole.template import Template

OPTIONAL = {"DEFAULT_TIME_ZONE"}
"""Variables that a setting has a default for."""

STACKS = {"platform": ROOT / "infra" / "platform", **{name: ROOT / "services" / name for name in SERVICES}}


@pytest.fixture(scope="module")
def rules() -> RulesCollection:
    own = RulesCollection()
    own.create_from_directory(str(ROOT / "infra" / "rules"))
    return own


def _judged(text: str, rules: RulesCollection) -> set[str]:
    return {match.rule.id for match in lint(text, rules, ["eu-west-1"])}


def _text(stack: str) -> str:
    return (STACKS[stack] / "template.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("stack", STACKS)
def test_our_rules_are_quiet_on_our_templates(stack: str, rules: RulesCollection) -> None:
    assert _judged(_text(stack), rules) == set()


# Each line makes one of our own templates bad in one way: rule, stack, what stands there, what stands there instead.
BAD = {
    "a log group kept for ever": (
        "E9101",
        "milestones",
        "/detect\n      RetentionInDays: !Ref LogRetentionDays",
        "/detect",
    ),
    "a function without a log group": ("E9101", "milestones", "      LoggingConfig: {LogGroup: !Ref DetectLogs}\n", ""),
    "two functions on one log group": ("E9101", "milestones", "!Ref DetectLogs}", "!Ref RelayLogs}"),
    "a queue without dead letters": (
        "E9102",
        "milestones",
        "      RedrivePolicy:\n        deadLetterTargetArn: !GetAtt EventsDeadLetters.Arn\n        maxReceiveCount: 5",
        "      DelaySeconds: 0",
    ),
    "a queue that gives up at once": ("E9102", "milestones", "maxReceiveCount: 5", "maxReceiveCount: 1"),
    "dead letters of nobody": (
        "E9102",
        "notifications",
        "!GetAtt SendDeadLetters.Arn",
        "!GetAtt EventsDeadLetters.Arn",
    ),
    "a table with AWS's key": (
        "E9103",
        "reflections",
        "SSESpecification: {SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref StoreKeyArn}",
        "SSESpecification: {SSEEnabled: true}",
    ),
    "a topic with AWS's key": (
        "E9103",
        "reflections",
        "Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: !Ref StoreKeyArn",
        "Type: AWS::SNS::Topic\n    Properties:\n      KmsMasterKeyId: alias/aws/sns",
    ),
    "a queue in the clear": (
        "E9103",
        "reflections",
        "Type: AWS::SQS::Queue\n    Properties:\n      KmsMasterKeyId: !Ref StoreKeyArn",
        "Type: AWS::SQS::Queue\n    Properties:",
    ),
    "a log group in the clear": ("E9103", "reflections", "      KmsKeyId: !Ref StoreKeyArn\n", ""),
    "a star for an action": ("E9104", "reflections", "Action: [dynamodb:PutItem]", "Action: dynamodb:*"),
    "a star for a resource": (
        "E9104",
        "reflections",
        "Action: sns:Publish\n                Resource: !Ref Topic",
        ('Action: sns:Publish\n                Resource: "*"'),
    ),
    "a star whose reason is gone": ("E9104", "platform", "WildcardReason:", "Note:"),
    "a reason whose star is gone": (
        "E9104",
        "reflections",
        "Resource: !Sub ${Table.Arn}/stream/*",
        "Resource: !Ref Table",
    ),
    "everything but": ("E9104", "reflections", "Action: sns:Publish\n", "NotAction: sns:Publish\n"),
    "a message handed out twice": ("E9105", "milestones", "VisibilityTimeout: 120", "VisibilityTimeout: 119"),
    "a stream that loses what fails": (
        "E9106",
        "reflections",
        "      DestinationConfig:\n        OnFailure: {Destination: !GetAtt FailureQueue.Arn}\n",
        "",
    ),
    "a stream that retries for ever": ("E9106", "reflections", "      MaximumRetryAttempts: 5\n", ""),
    "a batch that fails whole": ("E9106", "milestones", "      FunctionResponseTypes: [ReportBatchItemFailures]\n", ""),
    "a schedule that loses what fails": (
        "E9106",
        "notifications",
        "        DeadLetterConfig: {Arn: !GetAtt SendDeadLetters.Arn}\n",
        "",
    ),
    "a source that cannot be judged": (
        "E9106",
        "milestones",
        "      Timeout: 20\n",
        "      Timeout: 20\n      Events: {A: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}\n",
    ),
    "an alarm on messages sent": (
        "E9107",
        "milestones",
        "MetricName: ApproximateNumberOfMessagesVisible",
        "MetricName: NumberOfMessagesSent",
    ),
    "an alarm nobody hears": ("E9107", "milestones", "      AlarmActions: [!Ref AlarmTopicArn]\n", ""),
    "an event nobody publishes": ("E9108", "milestones", "- measure.scored.v1", "- measures.scored.v1"),
    "a version nobody publishes": ("E9108", "milestones", "- measure.scored.v1", "- measure.scored.v9"),
    "an event on another's topic": ("E9108", "notifications", "- milestone.detected.v1", "- measure.scored.v1"),
    "a wrapped event": ("E9108", "milestones", "RawMessageDelivery: true", "RawMessageDelivery: false"),
    "whatever comes": ("E9108", "milestones", "FilterPolicy:\n        type:", "FilterPolicy:\n        other:"),
    "a shared role": ("E9109", "milestones", "Role: !GetAtt DetectRole.Arn", "Role: !GetAtt RelayRole.Arn"),
    "a policy of AWS's making": (
        "E9109",
        "milestones",
        "ManagedPolicyArns: [!Ref StoreKeyUse]",
        "ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess']",
    ),
    "a queue open to any topic": ("E9110", "milestones", '"aws:SourceArn"', '"aws:SourceAccount"'),
}


@pytest.mark.parametrize("case", BAD)
def test_each_rule_fires_on_what_it_is_against(case: str, rules: RulesCollection) -> None:
    rule, stack, good, bad = BAD[case]
    text = _text(stack)
    assert good in text, "the template has changed: change this case with it"
    assert rule in _judged(text.replace(good, bad), rules)


def test_every_rule_has_a_case(rules: RulesCollection) -> None:
    assert {rule for rule, *_ in BAD.values()} == {rule.id for rule in rules} - {"E0000", "E0001", "E0002", "E0003"}


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
    for _, held in Template(service).of_type("AWS::Serverless::Function"):
        given = held["Environment"]["Variables"]
        compose = importlib.import_module(held["Handler"].removesuffix(".handler")).compose
        with monkeypatch.context() as environment:
            for name in given:
                environment.setenv(name, "something")
            assert callable(compose())
        for name in given:
            # Each function gets only what it uses: without any one of its variables it does not come up.
            with monkeypatch.context() as environment:
                for other in set(given) - {name}:
                    environment.setenv(other, "something")
                if name not in OPTIONAL:
                    with pytest.raises(Exception, match=f"{name}|{name.lower()}"):
                        compose()


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_of_routes_is_the_one_that_openapi_tells(service: str) -> None:
    document: dict[str, Any] = json.loads((ROOT / "services" / service / "openapi.json").read_text(encoding="utf-8"))
    told = {f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs}
    routes = {held["RouteKey"] for _, held in Template(service).of_type("AWS::ApiGatewayV2::Route")}
    assert routes == told


@pytest.mark.parametrize("service", SERVICES)
def test_no_route_is_open(service: str) -> None:
    routes = list(Template(service).of_type("AWS::ApiGatewayV2::Route"))
    assert [
        name for name, held in routes if held.get("AuthorizationType") != "JWT" or not held.get("AuthorizerId")
    ] == []


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
        assert chosen == {"Stage": stage, **wanted}
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
    for service in SERVICES:
        block = whole.split(f"Location: services/{service}/template.yaml")[1].split("\n\n")[0]
        wanted = dict(
            re.findall(
                r"^  (\w+):\n    Type: AWS::SSM.*\n    Default: /quietcheer/dev/(\S+)$", _text(service), re.MULTILINE
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
    found = (re.findall(r"\bclient\(\"(\w+)\"", path.read_text(encoding="utf-8")) for path in source.rglob("*.py"))
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
