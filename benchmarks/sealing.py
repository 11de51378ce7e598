"""What sealing a text costs: CPU of a field, sealed and opened again, beside AES-256-GCM alone; bytes; KMS calls."""

import os
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.key_ring import FIRST, Ring
from kernel.sealing import DataKey, Sealer

LENGTHS = (100, 4000)
TIMES, ROUNDS = 500, 15
_CONTEXT = {"practice": "practice-harbour", "journey": "0" * 36, "field": f"{'0' * 36}/text"}
_AAD = b'{"field":"' + b"0" * 41 + b'","journey":"' + b"0" * 36 + b'","practice":"practice-harbour"}'
Row = tuple[str, str, str, str, str]


class _Kms:
    """Counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def generate_data_key(self, **_given: Any) -> dict[str, bytes]:  # noqa: ANN401 - boto3's own
        self.calls += 1
        return {"Plaintext": os.urandom(32), "CiphertextBlob": b"wrapped"}


def _microseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Give minimum and median of the CPU of one run, over rounds of many."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = process_time()
        for _ in range(TIMES):
            work()
        taken.append(1e6 * (process_time() - begun) / TIMES)
    return min(taken), median(taken)


def rows() -> list[Row]:
    """Measure.

    Returns
    -------
    list of tuple
        Rows of the table.
    """
    kms, bare = _Kms(), AESGCM(os.urandom(32))
    key = Sealer(kms, "arn:key").new_key(_CONTEXT)  # type: ignore[arg-type]
    ring = Ring(2, 2, {FIRST: os.urandom(32)}, os.urandom(32))
    rotated = DataKey(key.plaintext, key.wrapped, ring)
    made: list[Row] = []
    kms.calls = 0
    for length in LENGTHS:
        text = "a" * length

        def floor(text: str = text) -> None:
            nonce = os.urandom(12)
            bare.decrypt(nonce, bare.encrypt(nonce, text.encode(), _AAD), _AAD).decode()

        least, middle = _microseconds(floor)
        for name, one in (("", key), (", after a rotation", rotated)):
            best, usual = _microseconds(lambda one=one, text=text: one.open(one.seal(text, _CONTEXT), _CONTEXT))  # type: ignore[misc]
            made.append(
                (
                    f"sealing and opening a field of {length} signs, CPU{name}",
                    f"AES-256-GCM alone: {least:.1f} us (median {middle:.1f}, N {ROUNDS})",
                    f"{best:.1f} us (median {usual:.1f}, N {ROUNDS})",
                    f"{best / least:.1f}x",
                    "<= 60 us",
                )
            )
        more = len(key.seal(text, _CONTEXT)) - length, len(rotated.seal(text, _CONTEXT)) - length
        told = f"{more[0]}, after a rotation {more[1]}"
        made.append((f"bytes that sealing adds to {length} signs", "nonce and tag: 28", told, "-", "-"))
    made.append(("KMS calls of all these, on a warm key", "0", str(kms.calls), "-", "0"))
    return made


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
