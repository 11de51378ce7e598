"""People with a right token and no right: another practice, another journey, another's key, another's page."""

import base64
import json
import uuid
from collections.abc import Iterator

from attack.ground import Ground, Outcome, held, kept, refused
from local.people import Person


def other_practice(ground: Ground) -> Iterator[Outcome]:
    """Every route that names something of the journey, asked from another practice by each role that may call it."""
    for endpoint in ground.endpoints():
        if not ground.named(endpoint):
            continue
        for role in endpoint.roles:
            person = ground.strangers[role]
            answer = ground.send(endpoint.method, ground.address(endpoint), person, body=ground.body(endpoint))
            fault = held(answer, 403, 404) or kept(ground, answer)
            yield f"{role} of another practice: {endpoint.method} {endpoint.path}", fault


def same_practice(ground: Ground) -> Iterator[Outcome]:
    """Every such route, asked by a colleague and by another client of the practice."""
    people = {"a colleague": ground.colleague, "another client": ground.driver.newcomer("client")}
    for endpoint in ground.endpoints():
        if not ground.named(endpoint):
            continue
        for name, person in people.items():
            answer = ground.send(endpoint.method, ground.address(endpoint), person, body=ground.body(endpoint))
            yield f"{name}: {endpoint.method} {endpoint.path}", held(answer, 403, 404) or kept(ground, answer)


def _guesses(known: str) -> Iterator[str]:
    last = "0" if known[-1] != "0" else "1"
    yield from (known[:-1] + last, known[:-1], known + "0", known.upper(), known.replace("-", ""))
    yield from (str(uuid.UUID(int=0)), str(uuid.uuid4()), "*", "%25", "0", "-1", "null", "undefined", "true", "me")
    yield from ("..", "%2e%2e", "%00", known + "%00", "%20" + known, known + "%20", known + "%0a", "[]", "{}", "%27--")
    yield from ("%23", known + "%23USER", "JOURNEY", "%7B%22S%22%3A%22x%22%7D", "x" * 3000)


def guessed_ids(ground: Ground) -> Iterator[Outcome]:
    """Ids near a known one, ids of other shapes, ids of other things: by the therapist, who may read the known one."""
    nothing: set[bytes] = set()
    for endpoint in ground.endpoints("GET"):
        names = ground.named(endpoint)
        if len(names) != 1:
            continue
        known = ground.scene.ids[names[0]]
        person = ground.scene.person(endpoint.roles[0])
        # One way of reading an id serves them all; a few addresses get every guess, the rest the nearest.
        every = endpoint.path in {"/journeys/{journey}", "/journeys/{journey}/timeline", "/milestones/{milestone}"}
        for guess in list(_guesses(known))[: None if every else 4]:
            if guess == known:
                continue
            path = endpoint.path.format(**{**ground.scene.ids, names[0]: guess})
            answer = ground.send("GET", path, person)
            if answer.headers.get("content-type") == "application/problem+json":
                nothing.add(answer.content)
            yield f"{names[0]} {guess[:20]!r} at {endpoint.path}", held(answer, 404, 403) or kept(ground, answer)
    yield "all of that answered alike", None if len(nothing) == 1 else f"{len(nothing)} kinds of 404"


def _tampered(cursor: str) -> Iterator[str]:
    yield from (cursor[:-1], cursor + "A", cursor[::-1], cursor.upper(), cursor * 2, "A" * 5000, "null", "0", "%00")
    for place in range(0, len(cursor), max(1, len(cursor) // 3)):
        yield cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
    for value in ({"pk": "practice-harbour#x", "sk": "C#"}, ["practice-harbour", "a"], "a", 1, None):
        yield base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def tampered_cursors(ground: Ground) -> Iterator[Outcome]:
    """Cursors that were changed, made up, or got by somebody else, at every list."""
    for place, endpoint in enumerate(ground.endpoints("GET")):
        if not any(query.startswith("cursor=") for query, _ in endpoint.wrong_queries):
            continue
        path = ground.address(endpoint)
        owner = ground.scene.person(endpoint.roles[0])
        page = ground.send("GET", f"{path}?limit=1", owner)
        cursor = page.json().get("next") or "eyJhIjoxfQ"
        for person in (ground.strangers["therapist"], ground.colleague, ground.strangers["client"]):
            yield (
                f"another's cursor at {endpoint.path}",
                kept(ground, ground.send("GET", f"{path}?cursor={cursor}", person)),
            )
        foreign = _foreign(ground, owner, endpoint.path)
        # It is one reader of cursors for each service: each list gets a third of them.
        for changed in list(_tampered(cursor))[place % 3 :: 3]:
            answer = ground.send("GET", f"{path}?cursor={changed}", owner)
            # What a changed cursor still lets its owner read is the owner's own; nobody else's may be there.
            found = [secret for secret in foreign if secret in answer.text]
            fault = held(answer, 200, 404, 422) or (f"gave away {found[0]}" if found else None)
            yield f"cursor {changed[:16]!r} at {endpoint.path}", fault


def _foreign(ground: Ground, owner: Person, path: str) -> list[str]:
    """Say what the owner of a list must not find in it: a client never a reflection or an idea."""
    hidden = ("reflection", "idea") if owner == ground.client else ()
    return [ground.scene.ids[name] for name in hidden if f"{{{name}}}" not in path]


def replays(ground: Ground) -> Iterator[Outcome]:
    """Another's key, a used key with another body, an old version, a used code."""
    key, path = f"replayed-{uuid.uuid4().hex}", ground.scene.journey.path("/entries")
    said = {"kind": "win", "text": "the Tuesday group"}
    first = ground.driver.ask(ground.therapist, "POST", path, said, key=key)
    assert first.status == 201, first
    for name, person in {"a stranger": ground.strangers["therapist"], "a colleague": ground.colleague}.items():
        answer = ground.send("POST", path, person, headers={"Idempotency-Key": key}, body=said)
        yield f"{name} with the key and body", held(answer, 404) or kept(ground, answer)
        own = ground.driver.ask(person, "POST", "/journeys", {}).body["id"]
        answer = ground.send("POST", f"/journeys/{own}/entries", person, headers={"Idempotency-Key": key}, body=said)
        fault = "gave the other's entry" if first.body["id"] in answer.text else held(answer, 201)
        yield f"{name} with the key on a journey of their own", fault
    by_client = ground.send("POST", path, ground.client, headers={"Idempotency-Key": key}, body={**said, "text": "x"})
    yield (
        "the client with the therapist's key",
        "gave the other's entry" if first.body["id"] in by_client.text else None,
    )
    for changed in ({"text": "other"}, {"kind": "effort"}, {"shared": True}):
        answer = ground.send("POST", path, ground.therapist, headers={"Idempotency-Key": key}, body={**said, **changed})
        yield f"the key with {changed}", held(answer, 422)
    again = ground.driver.ask(ground.therapist, "POST", path, said, key=key)
    yield "the same again, done twice", None if again.body == first.body else "made another entry"
    entry = f"{path}/{first.body['id']}"
    version = ground.driver.ask(ground.therapist, "GET", entry).version or ""
    assert ground.driver.ask(ground.therapist, "PATCH", entry, {"text": "later"}, version=version).status == 200
    for name, tag in {"an old version": version, "a version to come": '"999"'}.items():
        answer = ground.send("PATCH", entry, ground.therapist, headers={"If-Match": tag}, body={"text": "again"})
        yield name, held(answer, 412)
    for tag in ("*", '"1", "2"', "W/*", '""', "-1", "1e9", "9" * 400):
        answer = ground.send("PATCH", entry, ground.therapist, headers={"If-Match": tag}, body={"text": "again"})
        yield f"If-Match {tag[:12]}", held(answer, 400, 412)


def codes(ground: Ground) -> Iterator[Outcome]:
    """A code that was redeemed, and codes that are guessed."""
    made = ground.driver.ask(ground.colleague, "POST", "/journeys", {}).body["id"]
    code = ground.driver.ask(ground.colleague, "POST", f"/journeys/{made}/invitation", {}).body["code"]
    joining = {"celebrations_consent": True}
    path, newcomer = "/invitations/redemption", ground.driver.newcomer("client")
    stranger = ground.send("POST", path, ground.strangers["client"], body={"code": code, **joining})
    yield "a code from another practice", refused(stranger)
    assert ground.driver.ask(newcomer, "POST", path, {"code": code, **joining}).status == 201
    for person in (ground.client, ground.driver.newcomer("client"), ground.strangers["client"]):
        answer = ground.send("POST", path, person, body={"code": code, **joining})
        yield "a code that was redeemed", refused(answer)
    for guess in (code[:-1] + ("A" if code[-1] != "A" else "B"), "AAAA-AAAA-AAAA", "%", "*", "' OR 1=1 --"):
        answer = ground.send("POST", path, newcomer, body={"code": guess, **joining})
        yield f"a code that is guessed: {guess}", refused(answer)
