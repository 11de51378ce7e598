"""The notary: the table's stream wakes it, and it links each new trace into the chain of its log."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kernel.chain import Chain
from kernel.log import Code, Log, origin
from kernel.traces import TRACE, Trace

if TYPE_CHECKING:
    from kernel.start import Handler


def notary(chain: Chain, log: Log) -> "Handler":
    """Make the notary's handler; invoked by hand it looks whether a chain is whole, and links what the stream has lost.

    Parameters
    ----------
    chain : Chain
        Links and looks.
    log : Log
        Is told of what could not be linked, and of a chain that is not whole.

    Returns
    -------
    callable
        Takes a stream event, and names the records that the stream must bring again; or takes
        ``{"practice", "subject", "audience", "link"?}``, and says what it found.
    """

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        if "Records" not in event:
            if event.get("link"):
                chain.link_waiting(event["practice"], event["subject"], event["audience"])
            found = chain.look(event["practice"], event["subject"], event["audience"])
            if found.faults:
                log.line(Code.BROKEN, subject=event["subject"], faults=len(found.faults))
            return {"linked": found.linked, "waiting": found.waiting, "faults": list(found.faults)}
        for record in event["Records"]:
            try:
                chain.link(Trace.read(record["dynamodb"]["NewImage"][TRACE]["S"]))
            except Exception as error:  # noqa: BLE001 - what follows must wait for this one, so that the order holds
                log.line(Code.UNLINKED, error=type(error).__name__, origin=origin(error))
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"].get("SequenceNumber", "")}]}
        return {"batchItemFailures": []}

    return handler
