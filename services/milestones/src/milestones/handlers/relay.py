"""The relay function; it has nothing of this service's own."""

from kernel.handlers.relay import compose, handler

__all__ = ["compose", "handler"]
