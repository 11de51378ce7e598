"""The use cases, one a file; each says how many DynamoDB calls it makes."""
