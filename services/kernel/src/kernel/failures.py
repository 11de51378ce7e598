"""What a caller is told of an exception, whichever it is."""

from botocore.exceptions import BotoCoreError, ClientError

from kernel.log import Code, Log, origin
from kernel.problem import Problem, busy, unexpected

_PASSING = frozenset(
    {
        "DependencyTimeoutException",
        "InternalServerError",
        "KMSInternalException",
        "KeyUnavailableException",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "Throttling",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Codes of AWS's services that say: later."""


def problem_of(error: Exception, log: Log, correlation: str) -> Problem:
    """Map every exception to its response: the one place where that is done.

    Parameters
    ----------
    error : Exception
        Whatever was raised.
    log : Log
        Is told of what is no answer to a caller: a store that is slow, a fault of ours.
    correlation : str
        The request's.

    Returns
    -------
    Problem
        What the caller is told.
    """
    if isinstance(error, Problem):
        return error
    code = error.response.get("Error", {}).get("Code", "") if isinstance(error, ClientError) else ""
    if code in _PASSING or isinstance(error, BotoCoreError):
        log.line(Code.THROTTLED, error=code or type(error).__name__, correlation=correlation)
        return busy()
    log.line(
        Code.UNEXPECTED,
        error=type(error).__name__,
        origin=origin(error),
        reason=code or None,
        correlation=correlation,
    )
    return unexpected()
