"""DynamoDB, EventBridge Scheduler, SES and the border models, behind the domain's ports."""
