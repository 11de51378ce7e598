"""What an export says of what is not in it: the same words for everybody, whether there is any such thing or not."""

from collections.abc import Mapping
from types import MappingProxyType

from kernel.access_words import Language

WITHHELD: Mapping[Language, str] = MappingProxyType(
    {
        "en": (
            "Psychotherapy notes are not part of this export. They are notes that a therapist may keep apart from the "
            "record, for the therapist alone. This sentence stands in every export, whether there are any or not. "
            "Whoever wants them can ask the practice, which looks into each request and answers it with its reasons."
        ),
        "ja": (
            "この書き出しには、心理療法メモは含まれません。心理療法メモとは、セラピストが記録とは別に、自分だけのために"
            "残すことのできるメモです。この文は、メモがあってもなくても、すべての書き出しに入ります。必要な場合は"
            "相談機関に請求できます。相談機関はどの請求も検討し、理由を添えて答えます。"
        ),
    }
)
"""Fixed texts: nothing in them depends on the journey, so that nothing can be read from them (I3)."""

ELSEWHERE = (
    "GET /journeys/{journey}/milestones",
    "GET /journeys/{journey}/course/{instrument}",
    "GET /milestones/journeys/{journey}/access-log",
    "GET /inbox",
    "GET /preferences",
    "GET /devices",
    "GET /notifications/journeys/{journey}/access-log",
)
"""Where the other services give what they hold of a client."""
