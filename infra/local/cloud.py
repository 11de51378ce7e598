"""The few calls that the local runtime makes to the emulator's own APIs, as an operator would make them to AWS."""

from __future__ import annotations

import json
from typing import Any

import botocore.config
import botocore.session

from local.place import REGION, Place


class Cloud:
    """Clients for one emulator, made when first asked for.

    Parameters
    ----------
    place : Place
        Whose address the clients get; the credentials are the emulator's own test key, never a person's.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._session = botocore.session.Session()
        self._clients: dict[str, Any] = {}
        self._resources: dict[str, dict[str, tuple[str, str]]] = {}

    def client(self, service: str) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        """Make or find a client.

        Parameters
        ----------
        service : str
            As botocore names it.

        Returns
        -------
        botocore.client.BaseClient
            Bound to the emulator.
        """
        if service not in self._clients:
            self._clients[service] = self._session.create_client(
                service,
                region_name=REGION,
                endpoint_url=self.place.url,
                aws_access_key_id="test",
                aws_secret_access_key="test",  # noqa: S106 - the emulator's own  # pragma: allowlist secret
                config=botocore.config.Config(retries={"max_attempts": 2}, connect_timeout=3, read_timeout=60),
            )
        return self._clients[service]

    def parameter(self, service: str, resource: str, kind: str) -> str:
        """Read a name that a stack hands on.

        Parameters
        ----------
        service, resource, kind : str
            The last three parts of ``/quietcheer/{stage}/{service}/{resource}/{kind}``.

        Returns
        -------
        str
            The value.
        """
        name = f"/quietcheer/{self.place.stage}/{service}/{resource}/{kind}"
        value: str = self.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
        return value

    def parameters(self) -> dict[str, str]:
        """Read all names that the stacks hand on.

        Returns
        -------
        dict[str, str]
            Value by ``{service}/{resource}/{kind}``.
        """
        prefix = f"/quietcheer/{self.place.stage}/"
        pages = self.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=prefix, Recursive=True)
        found = [parameter for page in pages for parameter in page["Parameters"]]
        return {parameter["Name"].removeprefix(prefix): parameter["Value"] for parameter in found}

    def resources(self, stack: str) -> dict[str, tuple[str, str]]:
        """List what a deployed stack made; asked once, for it stays.

        Parameters
        ----------
        stack : str
            The service's name, or ``platform``.

        Returns
        -------
        dict[str, tuple[str, str]]
            Logical id to type and physical id.
        """
        if stack not in self._resources:
            answer = self.client("cloudformation").describe_stack_resources(StackName=stack_name(self.place, stack))
            self._resources[stack] = {
                each["LogicalResourceId"]: (each["ResourceType"], each["PhysicalResourceId"])
                for each in answer["StackResources"]
            }
        return self._resources[stack]

    def invoke(self, function: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
        """Call a function as an operator does.

        Parameters
        ----------
        function : str
            Its physical name.
        event : dict
            JSON event.

        Returns
        -------
        Any
            What it answered; the error object when it failed.
        """
        answer = self.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
        return json.loads(answer["Payload"].read() or b"null")


def stack_name(place: Place, stack: str) -> str:
    """Name a stack.

    Parameters
    ----------
    place : Place
        For its stage.
    stack : str
        Service or ``platform``.

    Returns
    -------
    str
        ``quietcheer-{stage}-{stack}``.
    """
    return f"quietcheer-{place.stage}-{stack}"
