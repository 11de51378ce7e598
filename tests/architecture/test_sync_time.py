"""A batch ends before Lambda ends it, also where its last item meets a store that does not answer."""

from datetime import timedelta

from kernel.aws import client
from reflections.application.sync_captures import BUDGET
from whole.template import Template


def test_the_last_item_of_a_batch_has_the_time_of_all_its_attempts() -> None:
    config = client("dynamodb").meta.config
    attempts = config.retries["total_max_attempts"]
    longest = attempts * (config.connect_timeout + config.read_timeout) + 2 ** (attempts - 1) - 1
    held = dict(Template("reflections").of_type("AWS::Serverless::Function"))["CaptureFunction"]
    gateway = timedelta(seconds=30)
    assert BUDGET + timedelta(seconds=longest) < timedelta(seconds=held["Timeout"]) < gateway
