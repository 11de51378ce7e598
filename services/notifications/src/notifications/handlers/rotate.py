"""The rotate function: operators invoke it to rotate data keys, and to seal texts anew."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.key_rotation import KeyRotation
from kernel.log import Log
from kernel.resealing import Resealing
from kernel.rotate import gently, rotate
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from notifications.adapters.sealed_places import context_of, items_of, texts_of
from notifications.settings import SealingSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = SealingSettings.from_environment(), client("dynamodb")
    log, sealer = Log(settings.service), Sealer(client("kms"), settings.sealing_key_arn)
    rotation = KeyRotation(dynamodb, settings.keys_table_name, sealer, SystemClock(), context_of)
    sweep = Resealing(
        dynamodb,
        settings.table_name,
        lambda pk: items_of(dynamodb, settings.table_name, pk),
        texts_of,
        log,
        gently,
    )
    return rotate(rotation, sweep, log)


handler = lambda_handler(compose)
