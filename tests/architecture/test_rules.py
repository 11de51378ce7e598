"""Our own cfn-lint rules: quiet on our templates, and each fires on what it is against."""

import pytest
from cfnlint.api import lint
from cfnlint.rules import RulesCollection

from architecture.tree import ROOT, SERVICES

STACKS = {
    "platform": ROOT / "infra" / "platform",
    **{name: ROOT / "services" / name for name in SERVICES},
    "reflections-subscriptions": ROOT / "services" / "reflections" / "subscriptions",
}


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


_POLICY_OF_ANOTHER_TYPE = """\
  Reading:
    Type: AWS::IAM::RolePolicy
    Properties:
      PolicyName: reading
      RoleName: !Ref DetectRole
      PolicyDocument: {Statement: {Effect: Allow, Action: "sqs:*", Resource: !GetAtt EventsQueue.Arn}}

  EventsDeadLetters:
"""

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
    "another's event on its own topic": ("E9108", "milestones", "- instrument.defined.v1", "- measure.scored.v1"),
    "a wrapped event": ("E9108", "milestones", "RawMessageDelivery: true", "RawMessageDelivery: false"),
    "whatever comes": ("E9108", "milestones", "FilterPolicy:\n        type:", "FilterPolicy:\n        other:"),
    "a shared role": ("E9109", "milestones", "Role: !GetAtt DetectRole.Arn", "Role: !GetAtt RelayRole.Arn"),
    "a policy of AWS's making": (
        "E9109",
        "milestones",
        "ManagedPolicyArns: [!Ref StoreKeyUse]",
        "ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess']",
    ),
    "a queue that falls behind unseen": (
        "E9111",
        "milestones",
        "MetricName: ApproximateAgeOfOldestMessage",
        "MetricName: NumberOfMessagesReceived",
    ),
    "a store that nobody taught the rule": (
        "E9103",
        "milestones",
        "  EventsDeadLetters:\n",
        "  Reports:\n    Type: AWS::S3::Bucket\n\n  EventsDeadLetters:\n",
    ),
    "a star in a policy of another type": (
        "E9104",
        "milestones",
        "  EventsDeadLetters:\n",
        _POLICY_OF_ANOTHER_TYPE,
    ),
    "an API for pages of anybody": ("E9112", "milestones", "AllowOrigins: [!Ref WebOrigin]", "AllowOrigins: ['*']"),
    "an API that says nothing of origins": ("E9112", "milestones", "        AllowOrigins: [!Ref WebOrigin]\n", ""),
    "a stage without limits": (
        "E9113",
        "milestones",
        "        ThrottlingBurstLimit: 100\n        ThrottlingRateLimit: 50\n",
        "",
    ),
    "an open route without limits of its own": (
        "E9113",
        "notifications",
        "        POST /unsubscribe/{token}: {ThrottlingBurstLimit: 20, ",
        "        POST /unsubscribe/{token}: {",
    ),
    "settings of a route that is not there yet": (
        "E9113",
        "milestones",
        "DependsOn: [DefineInstrumentRoute, ",
        "DependsOn: [",
    ),
    # The colon ends its line in the policies of queues; the role of a schedule has both conditions.
    "a queue open to any topic": ("E9110", "milestones", '"aws:SourceArn":\n', '"aws:SourceAccount":\n'),
}


@pytest.mark.parametrize("case", BAD)
def test_each_rule_fires_on_what_it_is_against(case: str, rules: RulesCollection) -> None:
    rule, stack, good, bad = BAD[case]
    text = _text(stack)
    assert good in text, "the template has changed: change this case with it"
    assert rule in _judged(text.replace(good, bad), rules)


def test_a_timeout_that_all_functions_share_counts(rules: RulesCollection) -> None:
    text = _text("milestones").replace("      Timeout: 20\n", "")
    assert "E9105" not in _judged(text, rules)
    assert "E9105" in _judged(text.replace("\n  Function:\n", "\n  Function:\n    Timeout: 60\n"), rules)


def test_every_rule_has_a_case(rules: RulesCollection) -> None:
    assert {rule for rule, *_ in BAD.values()} == {rule.id for rule in rules} - {"E0000", "E0001", "E0002", "E0003"}
