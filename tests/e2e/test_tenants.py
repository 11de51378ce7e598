"""What a function may do for one practice, by the policies that are deployed: nothing in another's partitions.

IAM is on (AUTH=true); the roles are those of the template, each with its policies as deployed, and the test takes the
function's place as the one that may assume them.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError

from acceptance.steps import opened
from e2e.emulated import Emulated
from local.people import OTHER_PRACTICE, PRACTICE
from local.place import ACCOUNT, REGION
from local.world import World

ROLES = ("TimelineRole", "OwnRole", "RightsRole")
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def tables(system: World) -> tuple[str, str]:
    made = system.cloud.resources("reflections")
    return made["Table"][1], made["KeysTable"][1]


@pytest.fixture(scope="module")
def foreign(system: World) -> str:
    """Give the partition of a journey in another practice, with words in it."""
    journey = opened(Emulated(system), OTHER_PRACTICE)
    journey.tells(journey.therapist, "POST", journey.path("/reflections"), {"kind": "came_to_mind", "text": "theirs"})
    return f"{OTHER_PRACTICE}#{journey.id}"


@pytest.fixture(scope="module")
def own(system: World) -> str:
    journey = opened(Emulated(system))
    journey.tells(journey.therapist, "POST", journey.path("/reflections"), {"kind": "came_to_mind", "text": "ours"})
    return f"{PRACTICE}#{journey.id}"


@pytest.fixture(params=ROLES)
def client(system: World, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give a client that signs as the role, with its policies, for PRACTICE."""
    iam, sts = system.cloud.client("iam"), system.cloud.client("sts")
    deployed = system.cloud.resources("reflections")[request.param][1]
    trust = iam.get_role(RoleName=deployed)["Role"]["AssumeRolePolicyDocument"]
    document = trust if isinstance(trust, dict) else json.loads(trust)
    document["Statement"][0]["Principal"] = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
    name = f"stand-in-{uuid.uuid4().hex[:8]}"
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    for policy in iam.list_role_policies(RoleName=deployed)["PolicyNames"]:
        found = iam.get_role_policy(RoleName=deployed, PolicyName=policy)["PolicyDocument"]
        text = json.dumps(found) if isinstance(found, dict) else found
        iam.put_role_policy(RoleName=name, PolicyName=policy, PolicyDocument=text)
    for attached in iam.list_attached_role_policies(RoleName=deployed)["AttachedPolicies"]:
        iam.attach_role_policy(RoleName=name, PolicyArn=attached["PolicyArn"])
    for tags in ([], [{"Key": "practice", "Value": PRACTICE}, {"Key": "other", "Value": "x"}]):
        with pytest.raises(ClientError, match="not authorized to perform"):
            sts.assume_role(RoleArn=arn, RoleSessionName="reflections", Tags=tags)
    tags = [{"Key": "practice", "Value": PRACTICE}]
    given = sts.assume_role(RoleArn=arn, RoleSessionName="reflections", Tags=tags)["Credentials"]
    yield botocore.session.Session().create_client(
        "dynamodb",
        region_name=REGION,
        endpoint_url=system.place.url,
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        iam.delete_role_policy(RoleName=name, PolicyName=policy)
    for attached in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=name, PolicyArn=attached["PolicyArn"])
    iam.delete_role(RoleName=name)


def _denied(ask: Callable[[], Any]) -> bool:
    try:
        ask()
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDeniedException":
            raise
        return True
    return False


def _asks(dynamodb: Any, tables: tuple[str, str], pk: str) -> dict[str, Callable[[], Any]]:  # noqa: ANN401 - boto3 client
    """Give every kind of call that reaches a partition, those too that no role is allowed."""
    table, keys = tables
    key, named = {"pk": {"S": pk}, "sk": {"S": "JOURNEY"}}, {":p": {"S": pk}}
    put = {"pk": {"S": pk}, "sk": {"S": "A#stand-in"}}
    return {
        "batch": lambda: dynamodb.batch_get_item(
            RequestItems={table: {"Keys": [key]}, keys: {"Keys": [{"pk": key["pk"]}]}}
        ),
        "query": lambda: dynamodb.query(
            TableName=table, KeyConditionExpression="pk = :p", ExpressionAttributeValues=named
        ),
        "index": lambda: dynamodb.query(
            TableName=table,
            IndexName="timeline",
            KeyConditionExpression="#p = :p",
            ExpressionAttributeNames={"#p": "pk"},
            ExpressionAttributeValues=named,
        ),
        "put": lambda: dynamodb.put_item(TableName=table, Item=put),
        "transaction": lambda: dynamodb.transact_write_items(
            TransactItems=[{"Put": {"TableName": table, "Item": put}}]
        ),
        "delete": lambda: dynamodb.delete_item(TableName=table, Key={"pk": put["pk"], "sk": put["sk"]}),
        "scan": lambda: dynamodb.scan(TableName=table),
        "statement": lambda: dynamodb.execute_statement(Statement=f"SELECT * FROM \"{table}\" WHERE pk = '{pk}'"),  # noqa: S608 - a test's own
    }


def test_a_query_of_one_practices_session_for_anothers_partition_is_denied(
    client: Any,  # noqa: ANN401 - boto3 client
    tables: tuple[str, str],
    own: str,
    foreign: str,
) -> None:
    allowed = {name for name, ask in _asks(client, tables, own).items() if not _denied(ask)}
    assert {"batch", "index", "put"} <= allowed
    assert not allowed & {"scan", "statement"}
    near = (
        foreign,
        f"{PRACTICE}",
        f"{PRACTICE}x#{foreign.partition('#')[2]}",
        f"x{own}",
        f"{OTHER_PRACTICE}#{own}",
        "",
    )
    reached = [(pk, name) for pk in near for name, ask in _asks(client, tables, pk).items() if pk and not _denied(ask)]
    assert reached == []


def test_one_foreign_key_among_ones_own_denies_the_whole_call(
    client: Any,  # noqa: ANN401 - boto3 client
    tables: tuple[str, str],
    own: str,
    foreign: str,
) -> None:
    table, keys = tables
    both = [{"pk": {"S": pk}, "sk": {"S": "JOURNEY"}} for pk in (own, foreign)]
    assert _denied(lambda: client.batch_get_item(RequestItems={table: {"Keys": both}}))
    wrapped = [{"pk": {"S": foreign}}]
    assert _denied(lambda: client.batch_get_item(RequestItems={table: {"Keys": both[:1]}, keys: {"Keys": wrapped}}))
