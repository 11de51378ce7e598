"""The sweeper function; it has nothing of this service's own."""

from kernel.handlers.sweeper import compose, handler

__all__ = ["compose", "handler"]
