"""Bodies: fields that are not the caller's to set, what breaks a reader, and signs that deceive a reader's eye."""

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx

from acceptance.endpoints import Endpoint
from attack.ground import Ground, Outcome, held, refused, unbroken

_NOT_THEIRS = {
    "practice": "practice-hill",
    "therapist": "somebody",
    "client": "somebody",
    "author": "client",
    "role": "admin",
    "sub": "somebody",
    "id": "00000000-0000-7000-8000-000000000000",
    "journey": "00000000-0000-7000-8000-000000000000",
    "pk": "practice-hill#x",
    "sk": "JOURNEY",
    "version": 99,
    "state": "approved",
    "recorded_at": "2020-01-01T00:00:00Z",
    "approved_by": "somebody",
    "expires_at": 1,
    "__proto__": {"admin": True},
    "constructor": {"prototype": {"admin": True}},
    "$set": {"practice": "practice-hill"},
}


def _taking(ground: Ground) -> Iterator[tuple[Endpoint, Mapping[str, Any]]]:
    """Give the endpoints that take a body, with a right one."""
    for endpoint in ground.endpoints():
        body = ground.body(endpoint)
        if body:
            yield endpoint, body


def _post(ground: Ground, endpoint: Endpoint, content: bytes, **headers: str) -> httpx.Response:
    person = ground.scene.person(endpoint.roles[0])
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ground.send(endpoint.method, ground.address(endpoint), person, headers=named, content=content)


def mass_assignment(ground: Ground) -> Iterator[Outcome]:
    """Fields that a caller has no say in, beside a right body: a few of them at each route, all of them in the end."""
    for place, (endpoint, body) in enumerate(_taking(ground)):
        theirs = {*body, *(name for change, _ in endpoint.wrong for name in change)}
        for number, (name, value) in enumerate(_NOT_THEIRS.items()):
            if name not in theirs and (number + place) % 4 == 0:
                answer = _post(ground, endpoint, json.dumps({**body, name: value}).encode())
                yield f"{name} to {endpoint.method} {endpoint.path}", held(answer, 422)


_LARGE = 1 << 18


def _monsters(body: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    right = json.dumps(body).encode()
    first, *others = body
    opened = right[:-1]
    rest = "".join(f", {json.dumps(name)}: {json.dumps(body[name])}" for name in others).encode()
    yield "5 MB", right + b" " * (5 << 20)
    yield "a field of 1 MB", json.dumps({**body, first: "x" * (1 << 20)}).encode()
    yield "lists 100,000 deep", opened + b', "x": ' + b"[" * 70_000 + b"]" * 70_000 + b"}"
    yield "objects 20,000 deep", b'{"x":' * 20_000 + b"1" + b"}" * 20_000
    yield "10,000 names", json.dumps({**body, **{f"n{number}": 1 for number in range(10_000)}}).encode()
    yield (
        "an integer of 100,000 digits",
        json.dumps({**body, first: 0}).encode().replace(b": 0", b": " + b"9" * 100_000, 1),
    )
    for name, text in {
        "NaN": b"NaN",
        "Infinity": b"-Infinity",
        "1e999": b"1e999",
        "2**64": b"18446744073709551616",
        "hexadecimal": b"0x10",
        "a list": b"[]",
        "an object": b'{"S": "x"}',
        "true": b"true",
        "a NUL": b'"a\\u0000b"',
        "half a pair": b'"\\ud800"',
        "overlong UTF-8": b'"\xc0\xaf"',
        "UTF-8 of half a pair": b'"\xed\xa0\x80"',
        "cut in a sign": b'"\xe3\x81',
    }.items():
        yield (
            f"{first} is {name}",
            b"{" + json.dumps(first).encode() + b": " + text + rest + b"}",
        )
    for name, content in {
        "a byte order mark": b"\xef\xbb\xbf" + right,
        "UTF-16": right.decode().encode("utf-16"),
        "two documents": right + right,
        "a comment": b"/* */" + right + b"}",
        "a comma at the end": opened + b",}",
        "single quotes": right.replace(b'"', b"'"),
        "a bare text": b'"x"',
        "null": b"null",
        "bytes of nothing": bytes(range(256)),
    }.items():
        yield name, content


def monstrous_bodies(ground: Ground) -> Iterator[Outcome]:
    """Bodies that are too long, too deep, too many, or no JSON."""
    for place, (endpoint, body) in enumerate(_taking(ground)):
        for number, (name, content) in enumerate(_monsters(body)):
            # It is one reader that reads them all: each route gets a sixth of them, and the largest go to a few.
            if (number + place) % 6 or (len(content) > _LARGE and place % 8):
                continue
            # What is right in this field is no attack: an erasure is asked for with true.
            if name.endswith(" is true") and True in body.values():
                continue
            answer = _post(ground, endpoint, content)
            # Bytes that are no text reach the function as U+FFFD: the gateway has put that in.
            fine = name.endswith(
                ("an object", "a list", "true", "2**64", "a NUL", "UTF-8", "UTF-8 of half a pair", "in a sign")
            )
            yield f"{name} to {endpoint.method} {endpoint.path}", unbroken(answer) if fine else refused(answer)


def doubled_names(ground: Ground) -> Iterator[Outcome]:
    """A name twice: a right value with a wrong one after it is judged by what is stored, the last."""
    path = ground.scene.journey.path("/entries")
    for second in ('"brag"', "5", "null", '"came_to_mind"'):
        content = f'{{"kind": "win", "text": "x", "kind": {second}}}'.encode()
        answer = ground.send("POST", path, ground.therapist, content=content)
        yield f"a second kind {second}", held(answer, 400, 422)
    content = b'{"kind": "win", "text": "x", "practice": "practice-hill", "practice": null}'
    yield "a practice twice", held(ground.send("POST", path, ground.therapist, content=content), 400, 422)


def other_kinds(ground: Ground) -> Iterator[Outcome]:
    """Content of another type than JSON, or JSON that says to be of another."""
    for place, (endpoint, body) in enumerate(_taking(ground)):
        form = urlencode({name: str(value) for name, value in body.items()}).encode()
        xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
        multipart = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nx\r\n--x--'
        kinds = {
            "application/x-www-form-urlencoded": form,
            "text/xml": xml,
            "multipart/form-data; boundary=x": multipart,
            "application/json; charset=utf-16": json.dumps(body).encode("utf-16"),
            "application/x-yaml": b"!!python/object/apply:os.system ['id']",
        }
        for kind, content in list(kinds.items())[place % 2 :: 2]:
            answer = _post(ground, endpoint, content, Content_Type=kind)
            yield f"{kind} to {endpoint.method} {endpoint.path}", refused(answer)
        packed = _post(ground, endpoint, gzip.compress(json.dumps(body).encode()), Content_Encoding="gzip")
        yield f"gzip to {endpoint.method} {endpoint.path}", refused(packed)


_DECEIVING = {
    "bidi override": "to \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe\N{POP DIRECTIONAL FORMATTING}",
    "zero width": "we\N{ZERO WIDTH SPACE}nt\N{ZERO WIDTH JOINER} in\N{ZERO WIDTH NO-BREAK SPACE}",
    "not composed": "cafe\N{COMBINING ACUTE ACCENT}",
    "composed": "caf\N{LATIN SMALL LETTER E WITH ACUTE}",
    "ligature": "\N{LATIN SMALL LIGATURE FI}ne",
    "many marks": "a" + "\N{COMBINING ACUTE ACCENT}" * 300,
    "beyond the first plane": "\N{GRINNING FACE}\N{LINEAR B SYLLABLE B008 A}",
    "private use": "\ue000\uf8ff",
    "no character": "\ufffe\uffff",
    "a NUL": "a\x00b",
    "control signs": "\x1b[31m\x07\x08\x7f",
    "line breaks of all kinds": "a\r\nb\u2028c\u2029d\x85e",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{7*7}}${7*7}#{7*7}%(x)s{0.__class__}",
    "a statement": "'; DROP TABLE x; --",
    "a shell": "$(id) `id` | id",
}


def deceiving_signs(ground: Ground) -> Iterator[Outcome]:
    """Signs that a reader may change on the way: refused, or given back as they came."""
    path = ground.scene.journey.path("/entries")
    for name, text in _DECEIVING.items():
        answer = ground.send("POST", path, ground.client, body={"kind": "win", "text": text, "shared": True})
        fault = unbroken(answer)
        if answer.is_success:
            told = ground.driver.ask(ground.client, "GET", f"{path}/{answer.json()['id']}").body
            fault = None if told["text"] == text else f"stored as {told['text']!r}"
        yield f"{name} in an entry", fault


def deceiving_names(ground: Ground) -> Iterator[Outcome]:
    """Names that look like another's: a journey's code, an instrument, somebody to hand over to."""
    known = {"code": "C-015", "therapist": "somebody-else"}
    looks: list[Callable[[str], str]] = [
        lambda text: text.replace("C", "\N{CYRILLIC CAPITAL LETTER ES}").replace("o", "\N{CYRILLIC SMALL LETTER O}"),
        lambda text: text + "\N{ZERO WIDTH SPACE}",
        lambda text: "\N{RIGHT-TO-LEFT OVERRIDE}" + text,
        lambda text: text.replace("-", "\N{NON-BREAKING HYPHEN}"),
        lambda text: "".join(chr(ord(sign) + 0xFEE0) for sign in text),
        lambda text: text + "\r\nX-Injected: 1",
        lambda text: text + "#USER",
        lambda text: text + "\x00",
    ]
    for place, look in enumerate(looks):
        answer = ground.send("POST", "/journeys", ground.therapist, body={"code": look(known["code"])})
        yield f"a code name in disguise {place}", held(answer, 422)
        path = ground.scene.journey.path("/handover")
        answer = ground.send("POST", path, ground.therapist, body={"therapist": look(known["therapist"])})
        yield f"a therapist in disguise {place}", held(answer, 422)
