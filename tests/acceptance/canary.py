"""A canary in every text field: sent where it is right, and where it is wrong; an answer of refusal never sings."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acceptance.bad_input import Scene
from acceptance.consulting import asking, requested
from acceptance.endpoints import ENDPOINTS, Endpoint, at
from acceptance.text_fields import TextField, text_fields
from local.client import Answer
from local.people import Person

NOT_WORDS = frozenset(
    {
        "instrument",
        "overrule",
        "time_zone",
        "endpoint",
        "p256dh",
        "auth",
        "cursor",
        "decisions",
    }
)
"""Parts of fields that take a name or a key which something knows, and no words: a canary there is refused."""
_SESSION = ("worked", "did_not_work", "might_work_next")
"""Words on how a session went."""
ALSO: Mapping[str, Mapping[str, Any]] = {
    **{
        f"POST /journeys/{{journey}}/reflections /{field}": {"kind": "after_session", "text": ...} for field in _SESSION
    },
    **{f"PATCH /journeys/{{journey}}/reflections/{{reflection}} /{field}": {"text": ...} for field in _SESSION},
    "PATCH /journeys/{journey} /goodbye": {"state": "closed"},
}
"""What else a body must say for a field to be right; ``...`` leaves a field out."""
KEYS = {"levels": "0", "kinds": "comeback"}
"""A name that a mapping of texts has."""
BY_HAND = "POST /journeys/{journey}/consults"
"""What no body alone can ask: each replacement is confirmed by its digest and number."""
LAST = "PATCH /journeys/{journey} /goodbye"
REFUSED = 400


@dataclass
class Canary:
    """Sends canaries, and listens to the answers.

    Parameters
    ----------
    scene : Scene
        A journey that has one of everything.
    mark : str
        What no one else would say.
    """

    scene: Scene
    mark: str
    supervisor: Person
    faults: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    _versions: dict[str, str | None] = field(default_factory=dict)

    def sings(self) -> None:
        """Send it through every field, rightly and wrongly; then where it does not belong at all."""
        fields = text_fields()
        self._asks_a_supervisor(fields)
        for one in fields:
            self._through(one, rightly=one.name != LAST and f"{one.method} {one.path}" != BY_HAND)
        self._out_of_place()
        for one in fields:
            if one.name == LAST:
                self._rightly(_endpoint_of(one), one)

    def _through(self, one: TextField, *, rightly: bool) -> None:
        endpoint = _endpoint_of(one)
        for what, body in _wrong(endpoint, one, self._words, self.mark):
            self._hears(f"{one.name}, {what}", self._send(endpoint, one, body), refused=True)
        if rightly and not NOT_WORDS & set(one.place):
            self._rightly(endpoint, one)

    def _rightly(self, endpoint: Endpoint, one: TextField) -> None:
        self._hears(one.name, self._send(endpoint, one, _right(endpoint, one, self._words)), refused=False)
        self.kept.append(one.name)

    @property
    def _words(self) -> str:
        return f"{self.mark} said in confidence"

    def _send(self, endpoint: Endpoint, one: TextField, body: Any) -> Answer:  # noqa: ANN401 - any JSON
        who = self.supervisor if endpoint.path == "/consults/{consult}/answer" else self.scene.person(endpoint.roles[0])
        path = self._path_of(endpoint, one)
        version = self._versions.get(path) or self.scene.version(endpoint)
        answer = self.scene.driver.ask(who, one.method, path, at(body, self.scene.driver.now), version=version)
        if answer.status < REFUSED:
            self._versions[path] = answer.version
        return answer

    def _path_of(self, endpoint: Endpoint, one: TextField) -> str:
        """Fill in an address: words on how a session went are those of a reflection on a session."""
        if one.method != "PATCH" or one.place[0] not in _SESSION:
            return self.scene.path(endpoint)
        if "after_session" not in self.scene.ids:
            journey, said = self.scene.journey, {"kind": "after_session", "worked": "the letter"}
            made = journey.tells(journey.therapist, "POST", journey.path("/reflections"), said)
            self.scene.ids["after_session"] = made.body["id"]
        path = self.scene.path(endpoint, reflection=self.scene.ids["after_session"])
        self._versions.setdefault(path, '"1"')
        return path

    def _hears(self, what: str, answer: Answer, *, refused: bool) -> None:
        if (answer.status >= REFUSED) != refused:
            self.faults.append(f"{what}: {answer.status} {answer.body}")
        if answer.status >= REFUSED and self.mark in repr(answer):
            self.faults.append(f"{what}: the refusal repeats what was typed")

    def _asks_a_supervisor(self, fields: Sequence[TextField]) -> None:
        """Ask with names, and confirm their replacements one by one."""
        name = f"{self.mark}name"
        asked = asking(
            self.scene.journey,
            self.supervisor,
            f"{self.mark} wonders with {name}",
            names={"client": [name], "therapist": [f"{name}too"]},
        )
        self._hears("a consult", requested(self.scene.journey, asked), refused=False)
        self.kept += [one.name for one in fields if f"{one.method} {one.path}" == BY_HAND]

    def _out_of_place(self) -> None:
        """Send it in addresses, names of fields, headers, and bodies that are none."""
        driver, journey, mark = self.scene.driver, self.scene.journey, self.mark
        entries = journey.path("/entries")
        for what, answer in (
            ("an address", driver.ask(journey.client, "GET", f"/journeys/{mark}/timeline?cursor={mark}")),
            ("a route", driver.ask(journey.client, "GET", f"/milestones/{mark}")),
            ("a cursor", driver.ask(journey.client, "GET", journey.path(f"/timeline?cursor={mark}"))),
            ("a parameter", driver.ask(journey.client, "GET", journey.path(f"/timeline?surprise={mark}"))),
            ("an id", driver.ask(journey.client, "POST", f"/celebrations/{mark}/answer", {"answer": "landed"})),
            ("no JSON", driver.ask(journey.client, "POST", entries, raw=f'{{"text": "{mark}')),
            ("a version", driver.ask(journey.therapist, "PATCH", journey.path(), {"state": "open"}, version=mark)),
            ("a long key", driver.ask(journey.client, "POST", entries, {"kind": "win"}, key=mark * 20)),
            ("an enumeration", driver.ask(journey.client, "POST", entries, {"kind": mark, "text": mark})),
        ):
            self._hears(what, answer, refused=True)
        batch = {
            "sent_at": driver.now.isoformat(),
            "captures": [
                {"id": "s1", "type": "entry", "journey": journey.id, "body": {"kind": "win", "text": mark}},
                {"id": "s2", "type": "entry", "journey": journey.id, "body": {"kind": mark, mark: mark}},
            ],
        }
        synced = driver.ask(journey.client, "POST", "/sync", batch)
        told = json.dumps(synced.body)
        if synced.status >= REFUSED or mark in told.replace(f"/{mark}", ""):
            self.faults.append(f"a batch: {synced.status}, or what is told of an item repeats what was typed: {told}")


def _endpoint_of(one: TextField) -> Endpoint:
    path = one.path
    found = [each for each in ENDPOINTS if each.method == one.method and each.path == path and each.body is not None]
    if not found:
        message = f"{one.name}: no right request for it in acceptance/endpoints.py"
        raise LookupError(message)
    return found[0]


def _right(endpoint: Endpoint, one: TextField, words: str) -> dict[str, Any]:
    also = ALSO.get(one.name, {})
    return _put({**(endpoint.body or {}), **also}, one.place, words)


def _put(body: Mapping[str, Any], place: tuple[str, ...], value: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Put a value into a copy of a body, at a place that may not be there yet."""
    changed: dict[str, Any] = {
        name: copy.deepcopy(held) if isinstance(held, dict | list) else held for name, held in body.items()
    }
    name, rest = place[0], place[1:]
    if not rest:
        changed[name] = value
    elif rest[0] == "-":
        inner = _put({}, rest[1:], value) if rest[1:] else value
        changed[name] = [inner]
    elif rest[0] == "*":
        changed[name] = {KEYS[name]: value}
    else:
        held = changed.get(name)
        changed[name] = _put(held if isinstance(held, dict) else {}, rest, value)
    return changed


def _wrong(endpoint: Endpoint, one: TextField, words: str, mark: str) -> Iterator[tuple[str, Any]]:
    right = _right(endpoint, one, words)
    # The name of a field that is not known is told, so that it can be found; what it holds is not.
    yield "beside an unknown field", {**right, "surprise": mark}
    yield "of the wrong kind", _put(right, one.place, {mark: mark})
    yield "far too long", _put(right, one.place, words * 300)
