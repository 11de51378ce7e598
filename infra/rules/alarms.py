"""Rules about alarms: on what lies there and for how long, not on what went by."""

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import logical_id, metadata, properties, resources

_VISIBLE = "ApproximateNumberOfMessagesVisible"
_AGE = "ApproximateAgeOfOldestMessage"


class DeadLettersAlarm(CloudFormationLintRule):
    """Messages that SQS itself moves to a dead-letter queue do not count as sent: such an alarm never fires."""

    id = "E9107"
    shortdesc = "Each dead-letter queue has an alarm on messages visible, and none on messages sent"
    description = (
        f"An alarm on {_VISIBLE} above 0 for each queue with DeadLetterQueue: true; none on NumberOfMessagesSent"
    )
    tags = ("quietcheer", "cloudwatch", "sqs")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find alarms on messages sent, and dead-letter queues that nobody watches."""
        found = []
        watched = set()
        for name, alarm in resources(cfn, "AWS::CloudWatch::Alarm"):
            held = properties(alarm)
            if held.get("MetricName") == "NumberOfMessagesSent":
                path = ["Resources", name, "Properties", "MetricName"]
                found.append(RuleMatch(path, f"{name} counts messages sent: dead letters are moved, use {_VISIBLE}"))
            if held.get("MetricName") == _VISIBLE and float(held.get("Threshold", 1)) == 0 and held.get("AlarmActions"):
                watched |= {logical_id(dimension.get("Value")) for dimension in held.get("Dimensions") or []}
        for name, queue in resources(cfn, "AWS::SQS::Queue"):
            if metadata(queue, "DeadLetterQueue") and name not in watched:
                path = ["Resources", name, "Properties"]
                found.append(RuleMatch(path, f"{name} fills unseen: set an alarm on {_VISIBLE} above 0"))
        return found


class AgeAlarm(CloudFormationLintRule):
    """A consumer that is not started makes no errors: what tells is how long the oldest message waits."""

    id = "E9111"
    shortdesc = "Each queue that somebody reads has an alarm on the age of its oldest message"
    description = f"An alarm with actions on {_AGE} for each queue that is no dead-letter queue"
    tags = ("quietcheer", "cloudwatch", "sqs")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find queues that may fall behind unseen."""
        watched = {
            logical_id(dimension.get("Value"))
            for _, alarm in resources(cfn, "AWS::CloudWatch::Alarm")
            if properties(alarm).get("MetricName") == _AGE and properties(alarm).get("AlarmActions")
            for dimension in properties(alarm).get("Dimensions") or []
        }
        return [
            RuleMatch(["Resources", name, "Properties"], f"{name} falls behind unseen: set an alarm on {_AGE}")
            for name, queue in resources(cfn, "AWS::SQS::Queue")
            if not metadata(queue, "DeadLetterQueue") and name not in watched
        ]
