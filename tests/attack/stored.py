"""What lies in stores and logs: ciphertext that was moved or changed, lines that were forged, cells that compute."""

import csv
import io
import json
import uuid
from collections.abc import Iterator
from typing import Any

from attack.ground import Ground, Outcome

_TEXTS = {"entry": "/entries", "reflection": "/reflections", "idea": "/ideas"}


_LEAST = 29
"""Format, nonce and tag: what is no longer holds no sealed text."""


def _sealed(value: Any) -> Iterator[tuple[tuple[str, ...], bytes]]:  # noqa: ANN401 - an attribute value
    """Find sealed texts in an item, with the way to each."""
    for name, inner in value.items():
        if len(inner.get("B", b"")) > _LEAST:
            yield (name,), bytes(inner["B"])
        elif "M" in inner:
            for way, found in _sealed(inner["M"]):
                yield (name, *way), found


def _put(value: dict[str, Any], way: tuple[str, ...], sealed: bytes) -> None:
    for name in way[:-1]:
        value = value[name]["M"]
    value[way[-1]] = {"B": sealed}


def swapped_ciphertext(ground: Ground) -> Iterator[Outcome]:
    """Sealed texts exchanged between items, fields and journeys, changed by a bit, cut, or put back from before."""
    driver, journey = ground.driver, ground.scene.journey
    cloud = driver.world.cloud
    dynamodb, table = cloud.client("dynamodb"), cloud.resources("reflections")["Table"][1]
    words = {f"word {uuid.uuid4().hex}": "" for _ in range(3)}
    path = journey.path("/entries")
    for text in words:
        words[text] = journey.tells(ground.therapist, "POST", path, {"kind": "win", "text": text}).body["id"]
    elsewhere = driver.ask(ground.strangers["therapist"], "POST", "/journeys", {}).body["id"]
    foreign = f"word {uuid.uuid4().hex}"
    said = {"kind": "win", "text": foreign}
    driver.ask(ground.strangers["therapist"], "POST", f"/journeys/{elsewhere}/entries", said)
    items = [item for page in dynamodb.get_paginator("scan").paginate(TableName=table) for item in page["Items"]]
    mine = {text: next(i for i in items if id_ in i["sk"]["S"] and any(_sealed(i))) for text, id_ in words.items()}
    theirs = next(i for i in items if elsewhere in i["pk"]["S"] and i["sk"]["S"].startswith("C#"))
    first, second, third = words
    (way, own), (_, other), (_, of_theirs) = (
        next(_sealed(mine[first])),
        next(_sealed(mine[second])),
        next(_sealed(theirs)),
    )

    def told(sealed: bytes) -> str:
        changed: dict[str, Any] = json.loads(json.dumps(mine[first], default=lambda raw: {"bytes": raw.hex()}))
        changed = {name: mine[first][name] for name in changed}
        _put(changed, way, sealed)
        dynamodb.put_item(TableName=table, Item=changed)
        answer = ground.send("GET", f"{path}/{words[first]}", ground.therapist)
        listed = ground.send("GET", journey.path("/timeline?limit=100"), ground.therapist)
        return answer.text + listed.text

    for name, sealed, forbidden in (
        ("another entry's text", other, None),
        ("another practice's text", of_theirs, foreign),
        ("a bit changed at the end", own[:-1] + bytes([own[-1] ^ 1]), first),
        ("a bit changed in the middle", own[:20] + bytes([own[20] ^ 128]) + own[21:], first),
        ("a bit changed at the start", bytes([own[0] ^ 1]) + own[1:], first),
        ("cut", own[:-4], first),
        ("nothing", b"", first),
        ("zeros", bytes(len(own)), first),
        ("twice", own + own, first),
    ):
        text = told(sealed)
        count = text.count(second) if forbidden is None else text.count(forbidden)
        # The other entry's own place in the timeline shows its text, and that once.
        yield name, f"read as {forbidden or second}" if count > (1 if forbidden is None else 0) else None
    assert first in told(own), "the item was not put back"
    assert third


def forged_lines(ground: Ground) -> Iterator[Outcome]:
    """Line breaks, terminal codes and JSON in all that a caller sends: no line of a log holds any of it."""
    began, mark = int(ground.driver.now.timestamp() * 1000), f"forged{uuid.uuid4().hex}"
    texts = [
        f'{mark}\n{{"code": "KN001"}}',
        f"{mark}\r\nKN002",
        f"{mark}\x1b[2J",
        f'{mark}", "level": "ERROR',
        f"{mark}${{jndi:x}}",
    ]
    for text in texts:
        plain = text.encode("unicode_escape").decode().replace('"', "")
        ground.send("POST", ground.scene.journey.path("/entries"), ground.client, body={"kind": text, text: text})
        ground.send("POST", ground.scene.journey.path("/entries"), ground.client, body={"kind": "win", "text": text})
        ground.send("POST", "/journeys", ground.therapist, body={"code": text})
        ground.send("POST", "/sync", ground.client, body={"sent_at": text, "captures": [{"id": text, "type": text}]})
        ground.send("GET", f"/journeys/{mark}%0a%1b[2J/timeline?cursor={mark}%0a&{mark}=1", ground.client)
        ground.send("GET", f"/unsubscribe/{mark}%0a")
        for name in ("User-Agent", "Accept-Language", "Idempotency-Key", "If-Match", "X-Amzn-Trace-Id", "Origin"):
            ground.send("PUT", "/preferences", ground.client, headers={name: plain}, body={"time_zone": text})
    logs = ground.driver.world.cloud.client("logs")
    groups = [
        g["logGroupName"] for page in logs.get_paginator("describe_log_groups").paginate() for g in page["logGroups"]
    ]
    lines = [
        event["message"]
        for group in groups
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group, startTime=began)
        for event in page["events"]
    ]
    yield "a line was logged at all", None if any("KN001" in line for line in lines) else "no log was read"
    for text in texts:
        found = [line for line in lines if mark in line]
        yield f"{text[len(mark) :]!r} in a log", f"logged: {found[0][:100]}" if found else None
    odd = [line for line in lines if "\n" in line.strip() or "\x1b" in line]
    yield "a line that is two", f"logged: {odd[0][:200]}" if odd else None


_FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", '=HYPERLINK("https://evil.example","x")'),
    *("=cmd|' /C calc'!A0", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", '","=1+1', "'=1+1", ";=1+1", " =1+1"),
)


def computing_cells(ground: Ground) -> Iterator[Outcome]:
    """Texts that a spreadsheet would take for a formula, read back as CSV by the other one of the two."""
    path = ground.scene.journey.path("/entries")
    for formula in _FORMULAS:
        ground.send("POST", path, ground.client, body={"kind": "win", "text": formula + " went in", "shared": True})
    wanted, cells = ground.scene.journey.path("/timeline?format=csv&limit=100"), list[str]()
    for _ in range(5):
        answer = ground.send("GET", wanted, ground.therapist, headers={"Accept": "text/csv"})
        assert answer.status_code == 200, answer.text
        cells += [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
        if "link" not in answer.headers:
            break
        wanted = (
            ground.scene.journey.path("/timeline") + "?" + answer.headers["link"].partition("?")[2].partition(">")[0]
        )
    computing = [
        cell
        for cell in cells
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    ]
    for formula in _FORMULAS:
        cell = next((cell for cell in computing if formula.strip() in cell), None)
        there = any(formula.strip() in each for each in cells)
        yield f"{formula!r} in a cell", f"computes: {cell!r}" if cell else (None if there else "is not in the file")
