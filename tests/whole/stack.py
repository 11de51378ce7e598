"""A service in this process: its real handlers, wired as its template says, over moto's tables, topics and queues."""

import base64
import importlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import boto3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from unit.kernel.fakes import POOL
from whole.template import Template, admits, target

_STAGE = "test"
_GIVEN = {
    "EmailSender": "cheer@practice.example",
    "AppUrl": "https://app.practice.example",
    "DefaultTimeZone": "UTC",
    "GatherMinutes": "0",
    "SendsPerSecond": "1000000",
    "SendConcurrency": "2",
    "Stage": _STAGE,
}


_POOL = {"ISSUER_URL": POOL.issuer_url, "USER_POOL_CLIENT_ID": POOL.user_pool_client_id, "REQUESTS_AT_ONCE": "1000000"}


@dataclass
class Message:
    """A message that waits in a queue.

    Parameters
    ----------
    queue : str
        The queue's URL.
    function : str
        Logical id of the function that takes it.
    body : str
        As it was sent.
    """

    queue: str
    function: str
    body: str


@dataclass
class Stack:
    """One service, deployed in this process.

    Parameters
    ----------
    template : Template
        Its template.
    sealing_key : str
        ARN of the key that wraps data keys.
    topics : mapping
        ARN of each service's topic, as SSM would hand it on.
    """

    template: Template
    sealing_key: str
    topics: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    _functions: dict[str, Any] = field(default_factory=dict)
    _images: dict[str, Any] = field(default_factory=dict)
    _routes: list[tuple[str, re.Pattern[str], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dynamodb, self.sqs = boto3.client("dynamodb"), boto3.client("sqs")
        self._make_stores()
        self._make_messaging()
        for name, made in self.template.of_type("AWS::Scheduler::ScheduleGroup"):
            self.names[name] = f"{self.template.service}-{name}"
            boto3.client("scheduler").create_schedule_group(Name=self.names[name])
            del made
        integrations = {
            name: target(made["IntegrationUri"])
            for name, made in self.template.of_type("AWS::ApiGatewayV2::Integration")
        }
        for _, route in self.template.of_type("AWS::ApiGatewayV2::Route"):
            method, _, path = route["RouteKey"].partition(" ")
            self._routes.append((method, _path_pattern(path), integrations[target(route["Target"])]))

    def _make_stores(self) -> None:
        wanted = ("AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes", "GlobalSecondaryIndexes", "BillingMode")
        for name, made in self.template.of_type("AWS::DynamoDB::Table"):
            self.names[name] = f"{self.template.service}-{name}"
            schema = {key: made[key] for key in wanted if key in made}
            self.dynamodb.create_table(TableName=self.names[name], **schema)
        for name, made in self.template.of_type("AWS::KMS::Key"):
            key = boto3.client("kms").create_key(KeySpec=made["KeySpec"], KeyUsage=made["KeyUsage"])
            self.names[name] = key["KeyMetadata"]["Arn"]

    def _make_messaging(self) -> None:
        sns = boto3.client("sns")
        for name, _ in self.template.of_type("AWS::SNS::Topic"):
            self.names[name] = sns.create_topic(Name=f"{self.template.service}-{name}")["TopicArn"]
            if name == "Topic":
                self.topics[f"{self.template.service.capitalize()}TopicArn"] = self.names[name]
        for name, _ in self.template.of_type("AWS::SQS::Queue"):
            self.names[name] = self.sqs.create_queue(QueueName=f"{self.template.service}-{name}")["QueueUrl"]

    def subscribe(self) -> None:
        """Subscribe to the other services' topics, once all of them are there."""
        sns = boto3.client("sns")
        for _, made in self.template.of_type("AWS::SNS::Subscription"):
            # A subscription in a stack of its own gets the queue's ARN as a parameter of that name.
            url = self.names[target(made["Endpoint"]).removesuffix("Arn")]
            arn = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            sns.subscribe(
                TopicArn=self.topics.get(target(made["TopicArn"])) or self.names[target(made["TopicArn"])],
                Protocol="sqs",
                Endpoint=arn,
                Attributes={"RawMessageDelivery": "true"}
                | ({"FilterPolicy": json.dumps(made["FilterPolicy"])} if "FilterPolicy" in made else {}),
            )

    @contextmanager
    def _environment(self, function: str) -> Iterator[str]:
        """Give a function its variables, as its template states them."""
        made = dict(self.template.of_type("AWS::Serverless::Function"))[function]
        stated = made.get("Environment", {}).get("Variables", {})
        variables = {name: self._value(reference) for name, reference in stated.items()}
        with patch.dict("os.environ", {"SERVICE": self.template.service, "STAGE": _STAGE, **_POOL, **variables}):
            yield made["Handler"]

    def _value(self, reference: Any) -> str:  # noqa: ANN401 - any CloudFormation value
        name = target(reference)
        known = self.names | self.topics | _GIVEN | {"SealingKeyArn": self.sealing_key}
        if name in known:
            return known[name]
        if name.endswith("Role"):
            return f"arn:aws:iam::123456789012:role/{name}"
        return f"arn:aws:lambda:eu-west-1:123456789012:function:{name}"

    def function(self, name: str) -> Any:  # noqa: ANN401 - a Lambda handler
        """Give a function, composed at its first use.

        Parameters
        ----------
        name : str
            Its logical id.

        Returns
        -------
        callable
            Takes event and context.
        """
        if name not in self._functions:
            with self._environment(name) as path:
                self._functions[name] = importlib.import_module(path.rpartition(".")[0]).compose()
        return self._functions[name]

    def restart(self) -> None:
        """Forget every warm function, with its caches."""
        self._functions.clear()

    def answer(self, event: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an HTTP API response
        """Answer an HTTP request with the function that the template's routes name.

        Parameters
        ----------
        event : mapping
            Payload format 2.0.

        Returns
        -------
        dict
            The response; None where no route matches.
        """
        method = event["requestContext"]["http"]["method"]
        for wanted, pattern, function in self._routes:
            if wanted == method and pattern.fullmatch(event["rawPath"]):
                return self.function(function)(event, None)
        return None

    def items(self) -> list[dict[str, Any]]:
        """Give every item of the service's table as a stream shows it: binary values as base64."""
        return self.items_of("Table")

    def items_of(self, table_name: str) -> list[dict[str, Any]]:
        """Give every item of one of its tables, by the table's logical id."""
        table = dynamodb_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"].get_table(self.names[table_name])
        return [item.to_json()["Attributes"] for item in table.all_items()]

    def stream(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Give what its tables' streams would bring each of its functions since it was last asked.

        Returns
        -------
        iterator of (str, list)
            Logical id of the function, and the records that its filter admits.
        """
        for table, made_table in self.template.of_type("AWS::DynamoDB::Table"):
            if "StreamSpecification" not in made_table:
                continue
            records = self._written_to(table)
            for _, made in self.template.of_type("AWS::Lambda::EventSourceMapping"):
                if target(made["EventSourceArn"]) == table:
                    patterns = [json.loads(given["Pattern"]) for given in made["FilterCriteria"]["Filters"]]
                    admitted = [record for record in records if any(admits(pattern, record) for pattern in patterns)]
                    if admitted:
                        yield target(made["FunctionName"]), admitted

    def _written_to(self, table: str) -> list[dict[str, Any]]:
        records = []
        for image in self.items_of(table):
            place = json.dumps([table, image["pk"], image["sk"]])
            if self._images.get(place) != image:
                kind = "MODIFY" if place in self._images else "INSERT"
                shown = {"NewImage": json.loads(json.dumps(image, default=_in_base64))}
                records.append({"eventName": kind, "eventSource": "aws:dynamodb", "dynamodb": shown})
                self._images[place] = image
        return records

    def waiting(self) -> list[Message]:
        """Take everything out of the queues that a function of this service reads."""
        found = []
        for _, made in self.template.of_type("AWS::Lambda::EventSourceMapping"):
            url = self.names.get(target(made["EventSourceArn"]), "")
            if "queue" in url.lower() and not url.startswith("arn"):
                while messages := self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
                    for message in messages:
                        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                        found.append(Message(url, target(made["FunctionName"]), message["Body"]))
        return found


def _path_pattern(path: str) -> re.Pattern[str]:
    """Make the pattern of a route's path: a parameter is one part of a path."""
    return re.compile(re.sub(r"\\{[^/]+\\}", "[^/]+", re.escape(path)))


def _in_base64(value: bytes) -> str:
    """Write binary as the JSON of a stream's event has it."""
    return base64.b64encode(value).decode()
