"""Addresses and headers: paths that mean another place, methods in disguise, other sites' pages, other hosts."""

from collections.abc import Iterator
from urllib.parse import quote

from attack.ground import Ground, Outcome, held, kept, unbroken
from local.client import service_of

# pragma: allowlist nextline secret
_KEYS = {"p256dh": "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"}
_INSIDE = (
    *("127.0.0.1", "127.1", "127.0.0.1.", ".".join("0000"), "0", "localhost", "LOCALHOST", "localhost.", "a.localhost"),
    *("2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1%00.example.net", "[::1]", "[::]", "[::ffff:127.0.0.1]"),
    *("[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    *("169.254.169.254", "169.254.170.2", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "2852039166", "0xa9fea9fe"),
    *("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "198.18.0.1", "192.0.0.1", "224.0.0.1", "255.255.255.255"),
    *(
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[fe80::1%25eth0]",
        "\uff11\uff12\uff17.0.0.1",
        "\u2460\u2461\u2466.0.0.1",
    ),
    *("127\u30020\u30020\u30021", "metadata.google.internal", "metadata", "db", "service.local", "host.internal"),
)
_SCHEMES = (
    *("http://push.example.net/x", "ftp://push.example.net/x", "file:///etc/passwd", "gopher://127.0.0.1:6379/_x"),
    *("dict://127.0.0.1/", "javascript:alert(1)", "data:,x", "//push.example.net/x", "https:push.example.net/x"),
    *("https://push.example.net:22/x", "https://push.example.net:0/x", "https://user@push.example.net/x"),
    *("https://push.example.net@127.0.0.1/x", "https://127.0.0.1#@push.example.net/x", "https://[::1]@x.example/x"),
    *("https://push.example.net\\@127.0.0.1/x", "https://push.example.net/x\r\nX-Injected: 1", " https://127.0.0.1/x"),
    *("https://push.example.net /x", "https://push.example.net/\x00", "https:///x", "https://", "https://./x"),
)


def inside_addresses(ground: Ground) -> Iterator[Outcome]:
    """Push endpoints that lead inside, written in every way that some resolver or parser understands."""
    for endpoint in (*(f"https://{host}/x" for host in _INSIDE), *_SCHEMES):
        body = {"endpoint": endpoint, "keys": {**_KEYS, "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}
        yield f"a device at {endpoint!r}", held(ground.send("POST", "/devices", ground.client, body=body), 422)


def _disguised(path: str) -> Iterator[str]:
    head, _, tail = path.lstrip("/").partition("/")
    yield from (
        f"//{head}/{tail}",
        f"/./{head}/{tail}",
        f"/x/../{head}/{tail}",
        f"/{head}//{tail}",
        f"/{head}/./{tail}",
    )
    yield from (f"/{head}%2f{tail}", f"/{head}%252f{tail}", f"/%2e%2e/{head}/{tail}", f"/{head}/x/%2e%2e/{tail}")
    yield from (
        f"/{head}/{tail}/",
        f"/{head}/{tail}%00",
        f"/{head}/{tail};a=b",
        f"/{head}/{tail}%20",
        f"/{head}/{tail}.json",
    )
    yield from (f"/{head}/{tail}?", f"/{head}/{tail}%3fx=1", f"/{head}/{tail}%23", f"/{head.upper()}/{tail}")
    yield from (f"/{head}%5c{tail}", f"/{head}/{quote(quote(tail, safe=''))}", f"/{head}/%c0%ae%c0%ae/{tail}")


_DISGUISED = {
    "/journeys/{journey}",
    "/journeys/{journey}/timeline",
    "/journeys/{journey}/milestones",
    "/standing-cheers/{journey}",
}


def disguised_paths(ground: Ground) -> Iterator[Outcome]:
    """Paths that some layer may read as another: without a token, and with a stranger's."""
    for endpoint in ground.endpoints("GET"):
        if endpoint.path not in _DISGUISED:
            continue
        path = ground.address(endpoint)
        for disguised in _disguised(path):
            answer = ground.send("GET", disguised, service=service_of(path))
            yield f"nobody at {disguised[:40]}", held(answer, 401, 404, 400) or kept(ground, answer)
            answer = ground.send("GET", disguised, ground.strangers["therapist"], service=service_of(path))
            yield f"a stranger at {disguised[:40]}", held(answer, 401, 403, 404, 400) or kept(ground, answer)


def other_methods(ground: Ground) -> Iterator[Outcome]:
    """Methods that no route has, and methods in disguise."""
    entry = f"{ground.scene.journey.path('/entries')}/{ground.scene.ids['entry']}"
    for path in (entry, ground.scene.journey.path(), "/caseload", "/inbox"):
        for method in ("TRACE", "CONNECT", "HEAD", "PROPFIND", "COPY"):
            answer = ground.send(method, path, ground.strangers["therapist"])
            fault = held(answer, 400, 401, 403, 404, 405, 501) if method != "HEAD" else unbroken(answer)
            yield f"{method} {path[:20]}", fault or kept(ground, answer)
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        ground.send("GET", entry, ground.therapist, headers={name: "DELETE"})
        ground.send("POST", f"{entry}?_method=DELETE", ground.therapist, headers={name: "DELETE"}, body={})
        yield f"{name} to delete", held(ground.send("GET", entry, ground.therapist), 200)


def injected_headers(ground: Ground) -> Iterator[Outcome]:
    """Line breaks wherever a caller's words might reach a header, and headers that speak of another host or person."""
    broken = "x%0d%0aX-Injected:%201%0d%0aSet-Cookie:%20a=b"
    for endpoint in ground.endpoints("GET"):
        path = ground.address(endpoint)
        for target in (f"{path}?cursor={broken}&language={broken}", f"{path}/{broken}"):
            yield f"line breaks at {endpoint.path}", _uninjected(ground, "GET", target)
    odd = {
        "Accept-Language": "en\t,;q=9, *;q=x, " + "a" * 4000,
        "Accept": 'text/csv\t; charset="x", */*;q=abc',
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "http",
        "X-Original-URL": "/journeys",
        "X-Rewrite-URL": "/inbox",
        "Forwarded": "for=127.0.0.1;host=evil.example",
        "X-Amz-Security-Token": "x",
        "X-Amzn-Trace-Id": "Root=1-x-{}",
        "Range": "bytes=0-18446744073709551615",
        "Expect": "200-ok",
        "Content-Language": "x" * 3000,
    }
    for name, value in odd.items():
        for path in ("/journeys", "/caseload", "/inbox", "/preferences"):
            yield f"{name} at {path}", _uninjected(ground, "GET", path, **{name: value})


def _uninjected(ground: Ground, method: str, path: str, **headers: str) -> str | None:
    answer = ground.send(method, path, ground.client, headers=headers)
    told = {name.lower() for name in answer.headers}
    if told & {"x-injected", "set-cookie"} or "evil.example" in answer.text + str(answer.headers):
        return f"put a header in: {sorted(told)}"
    return unbroken(answer)


def other_sites(ground: Ground) -> Iterator[Outcome]:
    """Pages of other sites: no answer may let them read it."""
    near = (
        "https://evil.example",
        "null",
        "http://localhost:8080.evil.example",
        "http://localhost",
        "https://localhost:8080",
    )
    for origin in (*near, "http://evil.example:8080", "http://localhost:8080, https://evil.example", "*"):
        for path in ("/journeys", "/caseload", "/inbox"):
            asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
            for method in ("GET", "OPTIONS"):
                answer = ground.send(method, path, ground.client if method == "GET" else None, headers=asked)
                allowed = answer.headers.get("access-control-allow-origin", "")
                yield f"{method} {path} from {origin}", f"allowed {allowed}" if allowed in {origin, "*"} else None


def bare_answers(ground: Ground) -> Iterator[Outcome]:
    """Answers, of every route and of every kind, that do not tell a browser to keep, frame, run and guess nothing."""
    wanted = {
        "cache-control",
        "content-security-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
    }
    for place, endpoint in enumerate(ground.endpoints()):
        for person in (ground.strangers["therapist"] if place % 2 else ground.scene.person(endpoint.roles[0]),):
            if endpoint.method == "GET":
                answer = ground.send("GET", ground.address(endpoint), person)
            else:
                answer = ground.send(endpoint.method, ground.address(endpoint), person, content=b"{")
            bare = wanted - {name.lower() for name in answer.headers}
            yield f"{endpoint.method} {endpoint.path}", f"lacks {sorted(bare)}" if bare else None
