"""Rules about permissions: verbs and resources by name."""

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import logical_id, metadata, resources, statements, texts


class WildcardWithReason(CloudFormationLintRule):
    """A star is sometimes right; then somebody can say why, and the next reader can judge it."""

    id = "E9104"
    shortdesc = "No wildcard in an action or a resource without a written reason"
    description = "A star in Action or Resource needs Metadata.WildcardReason; NotAction and NotResource are refused"
    tags = ("quietcheer", "iam")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find stars without a reason, reasons without a star, and what is granted by exclusion."""
        found = []
        # Of every type: whatever holds a policy is judged, also a type that is new here.
        for name, resource in resources(cfn):
            reason = str(metadata(resource, "WildcardReason") or "").strip()
            starred = False
            for path, statement in statements(name, resource):
                excluding = {"NotAction", "NotResource"} & set(statement)
                found += [RuleMatch([*path, key], f"{name} grants by exclusion: say what") for key in excluding]
                for key in ("Action", "Resource"):
                    stars = [text for text in texts(statement.get(key)) if "*" in text]
                    starred = starred or bool(stars)
                    if stars and not reason:
                        message = f"{name} has {stars[0]} without a reason: name it, or say why in WildcardReason"
                        found.append(RuleMatch([*path, key], message))
            if reason and not starred:
                message = f"{name} gives a reason for a wildcard it does not have"
                found.append(RuleMatch(["Resources", name, "Metadata"], message))
        return found


class TopicToQueueOnly(CloudFormationLintRule):
    """A queue that a service principal may send to must say from which topic, or any account's topic may."""

    id = "E9110"
    shortdesc = "A queue takes messages from named sources only"
    description = "A statement that lets a service send needs a condition on aws:SourceArn"
    tags = ("quietcheer", "sqs")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find queue policies that trust a whole service."""
        found = []
        for name, policy in resources(cfn, "AWS::SQS::QueuePolicy"):
            for path, statement in statements(name, policy):
                condition = str(statement.get("Condition", "")).lower()
                if statement.get("Effect") == "Allow" and "aws:sourcearn" not in condition:
                    queue = logical_id(statement.get("Resource")) or name
                    found.append(RuleMatch(path, f"{name} lets anybody's messages into {queue}: set aws:SourceArn"))
        return found
