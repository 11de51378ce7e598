"""Rules about functions: a log with an end, and a role of its own."""

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import FUNCTION, logical_id, properties, resources, texts


class LogGroupWithRetention(CloudFormationLintRule):
    """Lambda makes a log group of its own where none is named: unencrypted, kept for ever."""

    id = "E9101"
    shortdesc = "Each function writes to a log group of the template, with retention"
    description = "LoggingConfig.LogGroup names an AWS::Logs::LogGroup, and every log group has RetentionInDays"
    tags = ("quietcheer", "logs")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find functions without a log group, two functions on one, and log groups kept for ever."""
        groups = dict(resources(cfn, "AWS::Logs::LogGroup"))
        found = [
            RuleMatch(["Resources", name, "Properties"], f"{name} is kept for ever: give it RetentionInDays")
            for name, group in groups.items()
            if not properties(group).get("RetentionInDays")
        ]
        taken: dict[str, str] = {}
        for name, function in resources(cfn, *FUNCTION):
            group = logical_id((properties(function).get("LoggingConfig") or {}).get("LogGroup"))
            if group not in groups:
                message = f"{name} has no log group of this template: set LoggingConfig.LogGroup"
                found.append(RuleMatch(["Resources", name, "Properties"], message))
            elif group in taken:
                message = f"{name} writes to the log group of {taken[group]}: give it its own"
                found.append(RuleMatch(["Resources", name, "Properties"], message))
            taken.setdefault(str(group), name)
        return found


class OwnRole(CloudFormationLintRule):
    """A shared role gives each of its functions the verbs of all; AWS's managed policies name every resource."""

    id = "E9109"
    shortdesc = "Each function has a role of its own, without AWS's managed policies"
    description = "Role names an AWS::IAM::Role of the template that no other function has"
    tags = ("quietcheer", "iam")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find functions without a role of their own, and roles with policies of AWS's making."""
        roles = dict(resources(cfn, "AWS::IAM::Role"))
        found = []
        taken: dict[str, str] = {}
        for name, function in resources(cfn, *FUNCTION):
            role = logical_id(properties(function).get("Role"))
            path = ["Resources", name, "Properties", "Role"]
            if role not in roles:
                found.append(RuleMatch(path, f"{name} has no role of this template"))
            elif role in taken:
                found.append(RuleMatch(path, f"{name} shares its role with {taken[role]}: give it its own"))
            taken.setdefault(str(role), name)
        for name, role_resource in roles.items():
            for text in texts(properties(role_resource).get("ManagedPolicyArns")):
                if "::aws:policy/" in text or ":iam::aws:" in text:
                    path = ["Resources", name, "Properties", "ManagedPolicyArns"]
                    found.append(RuleMatch(path, f"{name} has {text}: write its verbs and resources instead"))
        return found
