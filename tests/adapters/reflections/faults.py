"""A DynamoDB client whose writes go wrong as planned."""

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

FAULTS = ("none", "throttled", "cut off before", "cut off after", "died before", "died after")
"""What may come of a write; a process that dies is gone with all that it knew."""
_WRITES = frozenset({"put_item", "transact_write_items"})


class DiedError(BaseException):
    """The process died here; no handler catches it, as none can catch the real one."""


class Faulty:
    """A DynamoDB client whose next writes go wrong as planned.

    Parameters
    ----------
    dynamodb : client
        The real one.
    """

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - a client
        self._dynamodb = dynamodb
        self.plan: list[str] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any operation
        operation: Callable[..., Any] = getattr(self._dynamodb, name)
        return (lambda **given: self._write(operation, given)) if name in _WRITES else operation

    def _write(self, operation: Callable[..., Any], given: dict[str, Any]) -> Any:  # noqa: ANN401 - any answer
        fault = self.plan.pop(0) if self.plan else "none"
        if fault == "throttled":
            raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "PutItem")
        if fault == "cut off before":
            raise ConnectionClosedError(endpoint_url="dynamodb")
        if fault == "died before":
            raise DiedError
        answer = operation(**given)
        if fault == "cut off after":
            raise ReadTimeoutError(endpoint_url="dynamodb")
        if fault == "died after":
            raise DiedError
        return answer
