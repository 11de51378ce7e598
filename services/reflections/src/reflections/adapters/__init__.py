"""The ports of the reflections service on DynamoDB and KMS."""
