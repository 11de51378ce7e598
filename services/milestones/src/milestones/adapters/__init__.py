"""The ends of the ports: DynamoDB items, and the events of others read tolerantly."""
