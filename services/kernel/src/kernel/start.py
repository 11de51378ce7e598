"""How a Lambda function comes up: composed once, in INIT where there is one, with the garbage collector off."""

import gc
import os
from collections.abc import Callable, Mapping
from typing import Any

Handler = Callable[[Mapping[str, Any], object], Any]
"""What Lambda calls: event and context in, an answer out."""


def lambda_handler(compose: Callable[[], Handler]) -> Handler:
    """Make a function's entry point from its composition root.

    In Lambda the root runs at once, while INIT has a whole processor and costs the caller nothing; elsewhere (a test,
    the generation of OpenAPI) it runs at the first call, so that an import reads no environment and makes no client.

    Parameters
    ----------
    compose : callable
        Reads the settings, makes the adapters, and returns the handler.

    Returns
    -------
    callable
        The entry point.
    """
    composed: list[Handler] = []

    def handler(event: Mapping[str, Any], context: object) -> Any:  # noqa: ANN401 - Lambda's own contract
        if not composed:
            composed.append(compose())
        return composed[0](event, context)

    if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        gc.disable()
        composed.append(compose())
        gc.enable()
        gc.freeze()
    return handler
