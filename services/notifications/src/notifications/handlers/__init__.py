"""Entry points of the functions: compose, then hand over to a use case."""
