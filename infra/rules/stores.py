"""Rules about what keeps data: encrypted with our own key."""

from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import properties, resources

_KEY_OF = {
    "AWS::DynamoDB::Table": ("SSESpecification", "KMSMasterKeyId"),
    "AWS::SQS::Queue": ("KmsMasterKeyId",),
    "AWS::SNS::Topic": ("KmsMasterKeyId",),
    "AWS::Logs::LogGroup": ("KmsKeyId",),
}

# Whose encryption this rule does not know how to read: who brings one in teaches the rule first.
_UNJUDGED = (
    "AWS::Serverless::SimpleTable",
    "AWS::DynamoDB::GlobalTable",
    "AWS::S3::Bucket",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::SecretsManager::Secret",
    "AWS::EFS::FileSystem",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::OpenSearchService::Domain",
    "AWS::ElastiCache::ReplicationGroup",
)


class EncryptedWithOurKey(CloudFormationLintRule):
    """The default encryption is with a key that we can neither restrict, nor audit, nor take away."""

    id = "E9103"
    shortdesc = "Each table, queue, topic and log group is encrypted with a key of ours"
    description = "SSESpecification.KMSMasterKeyId, KmsMasterKeyId or KmsKeyId is set, and to no alias of AWS's"
    tags = ("quietcheer", "encryption")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find stores without a key, and those with AWS's."""
        found = [
            RuleMatch(
                ["Resources", name, "Type"], f"{name} is a store this rule cannot judge: teach it in rules/stores.py"
            )
            for name, _ in resources(cfn, *_UNJUDGED)
        ]
        for kind, where in _KEY_OF.items():
            for name, resource in resources(cfn, kind):
                key: Any = properties(resource)
                for step in where:
                    key = key.get(step) if isinstance(key, dict) else None
                if not key or str(key).startswith("alias/aws/"):
                    message = f"{name} is not encrypted with a key of ours: set {'.'.join(where)}"
                    found.append(RuleMatch(["Resources", name, "Properties"], message))
        return found
