"""Items as clients return them, and as streams show them."""

import base64
import json

from kernel.items import from_image, from_item, to_item

VALUES = {"text": b"sealed", "count": 3, "share": 0.25, "words": ["a", b"b"], "goals": {"g": {"wording": b"c"}}}


def test_values_survive_the_way_into_an_item_and_back() -> None:
    assert from_item(to_item(VALUES)) == VALUES


def test_a_streams_image_has_its_binary_in_base64() -> None:
    shown = json.loads(json.dumps(to_item(VALUES), default=lambda value: base64.b64encode(bytes(value)).decode()))
    assert from_image(shown) == VALUES
