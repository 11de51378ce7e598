"""Rules about subscriptions: to events that exist, from the one who makes them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import logical_id, metadata, properties, resources

CONTRACTS = Path(__file__).resolve().parents[2] / "contracts"


class SubscribedToAContract(CloudFormationLintRule):
    """A subscription to a type that nobody publishes is silent for ever; so is one to another's topic."""

    id = "E9108"
    shortdesc = "Each subscription names event types of contracts/ and the topic of their producer"
    description = (
        "FilterPolicy.type lists folders of contracts/; the topic is a parameter /quietcheer/…/{producer}/topic/arn, "
        "or the template's own"
    )
    tags = ("quietcheer", "sns", "contracts")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find subscriptions without types, to unknown types, to types of another producer, or wrapped."""
        found = []
        parameters = cfn.template.get("Parameters") or {}
        # A service may listen to itself: its own topic stands in the same template.
        shared = ((cfn.template.get("Globals") or {}).get("Function") or {}).get("Environment") or {}
        own = f"/{(shared.get('Variables') or {}).get('SERVICE')}/topic/arn"
        topics = {name for name, _ in resources(cfn, "AWS::SNS::Topic")}
        for name, subscription in resources(cfn, "AWS::SNS::Subscription"):
            if metadata(subscription, "NoEventReason"):
                continue
            held = properties(subscription)
            named = str(logical_id(held.get("TopicArn")))
            topic = own if named in topics else parameters.get(named, {}).get("Default", "")
            path = ["Resources", name, "Properties"]
            found += [RuleMatch(path, f"{name} {fault}") for fault in _faults(held, str(topic))]
        return found


def _faults(held: dict[str, Any], topic: str) -> Iterator[str]:
    if held.get("RawMessageDelivery") is not True:
        yield "wraps events in an envelope of SNS: set RawMessageDelivery"
    types = (held.get("FilterPolicy") or {}).get("type") or []
    if not types:
        yield "takes whatever comes: set FilterPolicy.type"
    producers = {kind: _producer(kind) for kind in types}
    for kind, producer in producers.items():
        if producer is None:
            yield f"waits for {kind}, which has no contract"
        elif f"/{producer}/topic/arn" not in topic:
            yield f"waits for {kind} of {producer} on another topic ({topic or 'not a parameter'})"


def _producer(kind: str) -> str | None:
    name, _, version = kind.rpartition(".")
    schema = CONTRACTS / name / version / "schema.json"
    if not schema.is_file():
        return None
    source: str = json.loads(schema.read_text(encoding="utf-8"))["properties"]["source"]["const"]
    return source.rpartition("/")[2]
