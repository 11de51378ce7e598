"""What a million captures cost: reckoned from list prices and from what was measured, not billed.

Prices: US East (N. Virginia), arm64, on demand, first tier, as AWS lists them; look them up before you rely on them.
"""

HTTP_API = 1.00  # a million requests
WRITE_UNITS = 0.625  # a million
READ_UNITS = 0.125  # a million
LAMBDA_REQUESTS = 0.20  # a million
LAMBDA_GB_SECOND = 0.0000133334
LOGS_GB = 0.50
SNS_PUBLISH = 0.50  # a million requests, each of up to 64 KB
SQS_REQUESTS = 0.40  # a million
BATCH = 10
WAIT_SECONDS = 0.005  # for each call to DynamoDB, while which the function is billed, too
MEMORY_GB = 1.0


def _function(cpu_seconds: float, calls: int, memory_gb: float = MEMORY_GB) -> float:
    return LAMBDA_REQUESTS + (cpu_seconds + calls * WAIT_SECONDS) * memory_gb * LAMBDA_GB_SECOND * 1e6


def a_million_reflections(cpu_seconds: float, write_units: int, logged_bytes: float) -> float:
    """Reckon the cost of a million reflections, which tell nobody anything: request, function, writes, log.

    Parameters
    ----------
    cpu_seconds : float
        Of one warm capture.
    write_units : int
        Of one capture.
    logged_bytes : float
        Of one capture.

    Returns
    -------
    float
        Dollars.
    """
    return HTTP_API + _function(cpu_seconds, 1) + write_units * WRITE_UNITS + logged_bytes * 1e6 / 1e9 * LOGS_GB


def a_million_scores(cpu_seconds: float, write_units: int, logged_bytes: float) -> float:
    """Reckon the cost of a million scores: the same, and relay, topic, queue and detection in batches of ten.

    Parameters
    ----------
    cpu_seconds : float
        Of one warm capture; a relayed and a detected event are taken to cost a fifth of it each.
    write_units : int
        Of one score with its detection.
    logged_bytes : float
        Of one capture; a batch logs as much once in the relay and once in the detector.

    Returns
    -------
    float
        Dollars.
    """
    captured = a_million_reflections(cpu_seconds, write_units, logged_bytes * (1 + 2 / BATCH))
    relayed = _function(cpu_seconds / 5 * BATCH, 1) / BATCH + SNS_PUBLISH / BATCH
    queued = SQS_REQUESTS * (1 + 2 / BATCH)  # each is delivered by itself, received and deleted in batches
    detected = _function(cpu_seconds / 5 * BATCH, 2 * BATCH, 0.5) / BATCH + READ_UNITS
    return captured + relayed + queued + detected
