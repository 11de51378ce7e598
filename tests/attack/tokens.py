"""Forged tokens, tokens of elsewhere, and genuine ones that say what no token of ours should."""

import base64
import hmac
import json
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from attack.ground import Ground, Outcome, held
from local.people import PASSWORD

_PLACES = ("/journeys", "/caseload", "/inbox")
"""One of each service."""


def _part(value: Any) -> str:  # noqa: ANN401 - JSON or bytes
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    head, claims, signature = token.split(".")
    read = [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (head, claims)]
    return read[0], read[1], signature


class _Forger:
    """Somebody with a key pair of their own, and a genuine token to copy from."""

    def __init__(self, genuine: str) -> None:
        self.head, self.claims, self.signature = _parts(genuine)
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def signed(self, head: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
        """Sign with the forger's key."""
        text = f"{_part(dict(head))}.{_part(dict(claims))}"
        return f"{text}.{_part(self._key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"

    def by_secret(self, secret: bytes) -> str:
        """Sign with a public key as if it were a shared secret."""
        text = f"{_part({**self.head, 'alg': 'HS256'})}.{_part(self.claims)}"
        return f"{text}.{_part(hmac.digest(secret, text.encode(), 'sha256'))}"

    def unsigned(self, algorithm: str, signature: str = "") -> str:
        """Say that nothing is signed."""
        return f"{_part({**self.head, 'alg': algorithm})}.{_part(self.claims)}.{signature}"

    def altered(self, **claims: Any) -> str:  # noqa: ANN401 - JSON
        """Change claims and keep the genuine signature."""
        return f"{_part(self.head)}.{_part({**self.claims, **claims})}.{self.signature}"

    def forgeries(self) -> Iterator[tuple[str, str]]:
        """Give every forged token with its name."""
        public = self._key.public_key()
        numbers = public.public_numbers()
        jwk = {"kty": "RSA", "e": "AQAB", "n": _part(numbers.n.to_bytes(256, "big")), "kid": self.head["kid"]}
        for algorithm in ("none", "None", "NONE", "nOnE", ""):
            yield f"alg {algorithm!r}", self.unsigned(algorithm)
            yield f"alg {algorithm!r} with a signature", self.unsigned(algorithm, self.signature)
        yield "a key of one's own under the pool's id", self.signed(self.head, self.claims)
        yield "a key brought along", self.signed({**self.head, "jwk": jwk}, self.claims)
        yield "a key to be fetched", self.signed({**self.head, "jku": "https://keys.example/jwks.json"}, self.claims)
        yield "a key id that is a path", self.signed({**self.head, "kid": "../../dev/null"}, self.claims)
        yield "no key id", self.signed({"alg": "RS256"}, self.claims)
        pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        for name, secret in (("a public key", pem), ("nothing", b""), ("the key id", self.head["kid"].encode())):
            yield f"HS256 by {name}", self.by_secret(secret)
        elsewhere = self.claims["iss"] + "x"
        for name, claims in {
            "expired": {"exp": 1},
            "never expires": {"exp": 10**12},
            "another issuer": {"iss": elsewhere},
            "another audience": {"aud": "somebody"},
            "another group": {"cognito:groups": ["admin", "supervisor", "therapist", "client"]},
            "another practice": {"custom:practice": "practice-hill"},
            "another person": {"sub": str(uuid.uuid4())},
            "an access token renamed": {"token_use": "id"},
        }.items():
            yield f"{name}, signature kept", self.altered(**claims, iat=1)
            yield f"{name}, signed by oneself", self.signed(self.head, {**self.claims, **claims})
        genuine = self.altered()
        yield "a signature cut off", genuine.rpartition(".")[0] + "."
        yield "two parts", genuine.rpartition(".")[0]
        yield "five parts", f"{genuine}.a.b"
        yield "nonsense", "eyJ.eyJ.eyJ"
        yield "nothing", ""


def forged(ground: Ground) -> Iterator[Outcome]:
    """Tokens that nobody of ours has signed, or not with these words."""
    forger = _Forger(ground.driver.world.token(ground.therapist))
    for name, token in forger.forgeries():
        for path in _PLACES:
            answer = ground.send("GET", path, headers={"Authorization": f"Bearer {token}".strip()})
            yield f"{name} at {path}", held(answer, 401)


def unsigned(ground: Ground) -> Iterator[Outcome]:
    """No token at all, at every route; and a genuine one where no token belongs."""
    for endpoint in ground.endpoints():
        answer = ground.send(endpoint.method, ground.address(endpoint), body=ground.body(endpoint))
        yield f"no token: {endpoint.method} {endpoint.path}", held(answer, 401)
    token = ground.driver.world.token(ground.therapist)
    for name, value in {
        "X-Authorization": f"Bearer {token}",
        "X-Amzn-Oidc-Data": token,
        "X-Amzn-Request-Context": json.dumps({"authorizer": {"jwt": {"claims": {"sub": "a", "token_use": "id"}}}}),
        "Cookie": f"Authorization={token}; token={token}",
        "Authorization": f"Basic {base64.b64encode(token.encode()).decode()}",
        "Proxy-Authorization": f"Bearer {token}",
    }.items():
        for path in _PLACES:
            yield f"the token as {name}", held(ground.send("GET", path, headers={name: value}), 401)
    for path in _PLACES:
        answer = ground.send("GET", f"{path}?access_token={token}&Authorization=Bearer%20{token}")
        yield "the token in the query", held(answer, 401)


def of_elsewhere(ground: Ground) -> Iterator[Outcome]:
    """Genuine tokens: of another pool, of another app, of another use."""
    for name, token in _genuine(ground):
        for path in _PLACES:
            answer = ground.send("GET", path, headers={"Authorization": f"Bearer {token}"})
            yield f"{name} at {path}", held(answer, 401)


def _genuine(ground: Ground) -> Iterator[tuple[str, str]]:
    cloud, person = ground.driver.world.cloud, ground.therapist
    cognito, pool = cloud.client("cognito-idp"), cloud.parameter("platform", "user-pool", "id")
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]

    def signed_in(pool: str, client: str = "") -> dict[str, str]:
        made = (
            client
            or cognito.create_user_pool_client(UserPoolId=pool, ClientName=uuid.uuid4().hex, ExplicitAuthFlows=flows)[
                "UserPoolClient"
            ]["ClientId"]
        )
        given = {"USERNAME": person.email, "PASSWORD": PASSWORD}
        tokens: dict[str, str] = cognito.initiate_auth(
            ClientId=made, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given
        )["AuthenticationResult"]
        return tokens

    own = signed_in(pool, cloud.parameter("platform", "user-pool-client", "id"))
    yield "an access token", own["AccessToken"]
    yield "a refresh token", own["RefreshToken"]
    yield "a token of another app", signed_in(pool)["IdToken"]
    other = cognito.create_user_pool(
        PoolName=f"elsewhere-{uuid.uuid4().hex[:8]}",
        Schema=[{"Name": "practice", "AttributeDataType": "String", "Mutable": True}],
    )["UserPool"]["Id"]
    cognito.admin_create_user(
        UserPoolId=other,
        Username=person.email,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "custom:practice", "Value": person.practice}],
    )
    cognito.admin_set_user_password(UserPoolId=other, Username=person.email, Password=PASSWORD, Permanent=True)
    cognito.create_group(UserPoolId=other, GroupName="therapist")
    cognito.admin_add_user_to_group(UserPoolId=other, Username=person.email, GroupName="therapist")
    yield "a token of another pool", signed_in(other)["IdToken"]
    cognito.delete_user_pool(UserPoolId=other)


def odd_people(ground: Ground) -> Iterator[Outcome]:
    """Genuine tokens of people whom no admin should have made: no group, a strange group, a strange practice."""
    world = ground.driver.world
    cognito, pool = world.cloud.client("cognito-idp"), world.cloud.parameter("platform", "user-pool", "id")
    practice = ground.therapist.practice
    for name, group, tenant in (
        ("no group", "", practice),
        ("a group of no meaning", f"wizard-{uuid.uuid4().hex}", practice),
        ("a group that begins like one", f"therapist-{uuid.uuid4().hex}", practice),
        ("a practice with a divider", "therapist", f"{practice}#USER"),
        ("a practice with a blank", "therapist", f"{practice} "),
        ("a practice with a line break", "therapist", f"{practice}\n"),
        ("a practice in other letters", "therapist", practice.replace("a", "\N{CYRILLIC SMALL LETTER A}")),
        ("a practice that is a path", "therapist", f"../{practice}"),
        ("a practice of every", "therapist", "*"),
    ):
        person = ground.driver.newcomer("therapist", practice)
        cognito.admin_remove_user_from_group(UserPoolId=pool, Username=person.email, GroupName="therapist")
        attributes = [{"Name": "custom:practice", "Value": tenant}]
        cognito.admin_update_user_attributes(UserPoolId=pool, Username=person.email, UserAttributes=attributes)
        if group:
            if group not in {"therapist", "client"}:
                cognito.create_group(UserPoolId=pool, GroupName=group)
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=person.email, GroupName=group)
        for path in _PLACES:
            yield f"{name} at {path}", held(ground.send("GET", path, person), 401, 403)
