"""The republish function; it has nothing of this service's own."""

from kernel.handlers.republish import compose, handler

__all__ = ["compose", "handler"]
