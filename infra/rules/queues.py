"""Rules about queues and what reads them: nothing is lost, nothing is read twice while it is still worked on."""

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template

from rules.reading import FUNCTION, logical_id, metadata, properties, resources

QUEUE, MAPPING = "AWS::SQS::Queue", "AWS::Lambda::EventSourceMapping"
LAMBDA_DEFAULT_TIMEOUT, SQS_DEFAULT_VISIBILITY = 3, 30
SAFE_FACTOR = 6
FEWEST_RECEIPTS = 3


class DeadLetterQueue(CloudFormationLintRule):
    """A message that nobody can digest must end somewhere one can see it."""

    id = "E9102"
    shortdesc = "Each queue has a dead-letter queue, and tries more than once or twice"
    description = "RedrivePolicy is set, but for queues that say DeadLetterQueue: true in their Metadata and are one"
    tags = ("quietcheer", "sqs")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find queues without one, those that give up at once, and dead-letter queues of nobody."""
        found = []
        text = str(cfn.template.get("Resources"))
        for name, queue in resources(cfn, QUEUE):
            path = ["Resources", name, "Properties"]
            redrive = properties(queue).get("RedrivePolicy")
            if metadata(queue, "DeadLetterQueue"):
                if f"'{name}', 'Arn'" not in text and f"{name}.Arn" not in text:
                    found.append(RuleMatch(path, f"{name} says it is a dead-letter queue, and is nobody's"))
            elif not redrive:
                found.append(RuleMatch(path, f"{name} has no dead-letter queue: set RedrivePolicy"))
            elif int(redrive.get("maxReceiveCount", 0)) < FEWEST_RECEIPTS:
                message = f"{name} gives up too soon: maxReceiveCount is to be {FEWEST_RECEIPTS} or more"
                found.append(RuleMatch([*path, "RedrivePolicy"], message))
        return found


class VisibilityTimeout(CloudFormationLintRule):
    """AWS advises six times: a batch that is retried while throttled must not be handed out again meanwhile."""

    id = "E9105"
    shortdesc = "A queue's visibility timeout is at least six times that of the function that reads it"
    description = "VisibilityTimeout >= 6 x Timeout + MaximumBatchingWindowInSeconds, for each event source mapping"
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"
    tags = ("quietcheer", "sqs", "lambda")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find mappings whose queue hands a message out again too soon."""
        queues, functions = dict(resources(cfn, QUEUE)), dict(resources(cfn, *FUNCTION))
        shared = ((cfn.template.get("Globals") or {}).get("Function") or {}).get("Timeout", LAMBDA_DEFAULT_TIMEOUT)
        found = []
        for name, mapping in resources(cfn, MAPPING):
            held = properties(mapping)
            queue, function = logical_id(held.get("EventSourceArn")), logical_id(held.get("FunctionName"))
            if queue not in queues or function not in functions:
                continue
            visible = int(properties(queues[queue]).get("VisibilityTimeout", SQS_DEFAULT_VISIBILITY))
            timeout = int(properties(functions[function]).get("Timeout", shared))
            needed = SAFE_FACTOR * timeout + int(held.get("MaximumBatchingWindowInSeconds", 0))
            if visible < needed:
                message = f"{queue} hands out again after {visible} s what {function} may hold: {needed} s or more"
                found.append(RuleMatch(["Resources", name, "Properties"], message))
        return found


class FailurePath(CloudFormationLintRule):
    """What a function cannot take in must go somewhere, and must not take its whole batch along."""

    id = "E9106"
    shortdesc = "Each event source and schedule says where failures go"
    description = (
        "Queues: partial batches and a dead-letter queue; streams: retries, age and OnFailure; schedules: a DLQ"
    )
    tags = ("quietcheer", "lambda", "sqs", "dynamodb", "scheduler")

    def match(self, cfn: Template) -> list[RuleMatch]:
        """Find mappings and schedules that lose what fails."""
        queues = dict(resources(cfn, QUEUE))
        found = []
        for name, mapping in resources(cfn, MAPPING):
            held = properties(mapping)
            path = ["Resources", name, "Properties"]
            if "ReportBatchItemFailures" not in (held.get("FunctionResponseTypes") or []):
                found.append(RuleMatch(path, f"{name} fails whole batches: set FunctionResponseTypes"))
            if logical_id(held.get("EventSourceArn")) in queues:
                continue
            if not (held.get("DestinationConfig") or {}).get("OnFailure"):
                found.append(RuleMatch(path, f"{name} loses what fails: set DestinationConfig.OnFailure"))
            if int(held.get("MaximumRetryAttempts", -1)) < 0 or int(held.get("MaximumRecordAgeInSeconds", -1)) < 0:
                message = f"{name} retries for ever and holds up its shard: bound retries and age"
                found.append(RuleMatch(path, message))
        for name, function in resources(cfn, *FUNCTION):
            if properties(function).get("Events"):
                path = ["Resources", name, "Properties", "Events"]
                found.append(
                    RuleMatch(path, f"{name} hides its sources: write each as a resource, which can be judged")
                )
        for name, schedule in resources(cfn, "AWS::Scheduler::Schedule"):
            if not (properties(schedule).get("Target") or {}).get("DeadLetterConfig"):
                path = ["Resources", name, "Properties", "Target"]
                found.append(RuleMatch(path, f"{name} loses what it cannot start: set Target.DeadLetterConfig"))
        return found
