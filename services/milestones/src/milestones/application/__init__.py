"""One use case a file; each docstring states its number of DynamoDB calls."""
