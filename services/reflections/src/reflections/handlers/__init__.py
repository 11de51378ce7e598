"""The functions of the reflections service: each composes what it needs, and names the routes that it serves."""
