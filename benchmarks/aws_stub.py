"""AWS without a network: answers what a capture asks, inside botocore, after the request was built and signed.

What is measured is then this process's own work: serialising, signing, parsing. Sockets, TLS and the store's time are
the same for everybody, and are left out on both sides of each ratio.
"""

import base64
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

Item = Mapping[str, Any]


class _Raw(io.BytesIO):
    """A body as urllib3 would hand it over."""

    def stream(self, **_options: object) -> Iterator[bytes]:
        yield self.read()


class AwsStub:
    """Answers DynamoDB from items put aside, and KMS with one key in the clear.

    Parameters
    ----------
    tables : mapping of str to sequence of dict
        Items as DynamoDB attribute values, by table.
    data_key : bytes
        What KMS unwraps, whatever it is asked to.
    """

    def __init__(self, tables: Mapping[str, Sequence[Item]], data_key: bytes) -> None:
        self._tables = tables
        self._data_key = base64.b64encode(data_key).decode()
        self.calls: list[str] = []

    def install(self) -> None:
        """Take the place of botocore's HTTP session, for every client of this process."""
        session: Any = URLLib3Session
        session.send = lambda _session, request: self.answer(request)

    def answer(self, request: AWSPreparedRequest) -> AWSResponse:
        """Answer a request.

        Parameters
        ----------
        request : AWSPreparedRequest
            Built and signed.

        Returns
        -------
        AWSResponse
            Not yet parsed.
        """
        target = request.headers["X-Amz-Target"]
        operation = (target if isinstance(target, str) else target.decode()).rsplit(".", 1)[1]
        self.calls.append(operation)
        body: Any = request.body
        looked_up = self._answers().get(operation)
        answer = looked_up(json.loads(body)) if looked_up else {}
        headers = {"content-type": "application/x-amz-json-1.0"}
        untyped = cast("Any", AWSResponse)
        return cast("AWSResponse", untyped(request.url, 200, headers, _Raw(json.dumps(answer).encode())))

    def _answers(self) -> Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]:
        return {"GetItem": self._get, "BatchGetItem": self._batch_get, "Decrypt": self._decrypt}

    def _find(self, table: str, key: Item) -> Item | None:
        matching = (item for item in self._tables.get(table, ()) if key.items() <= item.items())
        return next(matching, None)

    def _get(self, body: Mapping[str, Any]) -> dict[str, Any]:
        found = self._find(body["TableName"], body["Key"])
        return {"Item": found} if found else {}

    def _batch_get(self, body: Mapping[str, Any]) -> dict[str, Any]:
        asked = body["RequestItems"].items()
        found = {table: [self._find(table, key) for key in wanted["Keys"]] for table, wanted in asked}
        present = {table: [item for item in items if item] for table, items in found.items()}
        return {"Responses": present, "UnprocessedKeys": {}}

    def _decrypt(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"Plaintext": self._data_key, "KeyId": body.get("KeyId", "stub")}
