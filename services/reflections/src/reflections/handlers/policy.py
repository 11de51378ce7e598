"""Who may do what in this service: a row for each route, which the route is made from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from kernel.caller import Role
from kernel.policy import Policy
from reflections.domain.relation import Relation

Row = Mapping[Role, AbstractSet[Relation]]

_LEADING: Row = {Role.THERAPIST: {Relation.OWN_THERAPIST}}
_JOINED: Row = {Role.CLIENT: {Relation.CLIENT}}
_BOTH: Row = {**_LEADING, **_JOINED}
_ADMIN: Row = {Role.ADMIN: {Relation.SAME_PRACTICE}}
_ASKING: Row = {Role.THERAPIST: {Relation.OWN_THERAPIST, Relation.FORMER_THERAPIST}}
_ASKED: Row = {Role.SUPERVISOR: {Relation.SUPERVISOR}}
_ANYBODY: Row = {role: {Relation.SAME_PRACTICE} for role in Role}

POLICY = Policy(
    Relation,
    MappingProxyType(
        {
            "POST /journeys": {Role.THERAPIST: {Relation.SAME_PRACTICE}},
            "GET /journeys": _BOTH,
            "GET /journeys/<journey>": _BOTH,
            "PATCH /journeys/<journey>": _LEADING,
            "POST /journeys/<journey>/handover": {**_LEADING, **_ADMIN},
            "POST /journeys/<journey>/invitation": _LEADING,
            "POST /invitations/redemption": {Role.CLIENT: {Relation.SAME_PRACTICE}},
            "GET /consent-wordings": _ANYBODY,
            "GET /journeys/<journey>/consents": _BOTH,
            "PUT /journeys/<journey>/consents/<consent>": _JOINED,
            "GET /journeys/<journey>/consents/<consent>": _BOTH,
            "PUT /journeys/<journey>/aspiration": _BOTH,
            "GET /journeys/<journey>/aspiration": _BOTH,
            "POST /journeys/<journey>/goals": _BOTH,
            "GET /journeys/<journey>/goals": _BOTH,
            "PATCH /journeys/<journey>/goals/<goal>": _BOTH,
            "PUT /journeys/<journey>/goals/<goal>/reached": _BOTH,
            "GET /journeys/<journey>/goals/<goal>/history": _BOTH,
            "POST /journeys/<journey>/sessions": _LEADING,
            "PATCH /journeys/<journey>/sessions/<session>": _LEADING,
            "POST /journeys/<journey>/sessions/planned": _LEADING,
            "GET /journeys/<journey>/sessions/planned": _BOTH,
            "PATCH /journeys/<journey>/sessions/planned/<plan>": _LEADING,
            "DELETE /journeys/<journey>/sessions/planned/<plan>": _LEADING,
            "POST /journeys/<journey>/ideas": _LEADING,
            "POST /journeys/<journey>/entries": _BOTH,
            "POST /journeys/<journey>/stuckness": _BOTH,
            "POST /journeys/<journey>/reflections": _LEADING,
            "POST /journeys/<journey>/measures": _BOTH,
            "POST /journeys/<journey>/goals/<goal>/ratings": _BOTH,
            "POST /journeys/<journey>/goals/<goal>/levels": _BOTH,
            "GET /journeys/<journey>/measures/<measure>": _BOTH,
            "PUT /journeys/<journey>/measures/<measure>": _BOTH,
            "DELETE /journeys/<journey>/measures/<measure>": _BOTH,
            "POST /sync": _BOTH,
            "GET /journeys/<journey>/entries/<entry>": _BOTH,
            "PATCH /journeys/<journey>/entries/<entry>": _BOTH,
            "DELETE /journeys/<journey>/entries/<entry>": _BOTH,
            "GET /journeys/<journey>/reflections": _LEADING,
            "POST /reflections/search": _LEADING,
            "GET /journeys/<journey>/reflections/<reflection>": _LEADING,
            "PATCH /journeys/<journey>/reflections/<reflection>": _LEADING,
            "DELETE /journeys/<journey>/reflections/<reflection>": _LEADING,
            "GET /journeys/<journey>/consults/outcomes": _LEADING,
            "GET /consult-outcomes": _ADMIN,
            "GET /blind-spots": _LEADING,
            "PUT /journeys/<journey>/blind-spots/shared": _LEADING,
            "DELETE /journeys/<journey>/blind-spots/shared": _LEADING,
            "GET /blind-spots/shared": {**_LEADING, Role.SUPERVISOR: {Relation.SUPERVISOR}},
            "GET /journeys/<journey>/ideas": _LEADING,
            "GET /journeys/<journey>/ideas/<idea>": _LEADING,
            "PATCH /journeys/<journey>/ideas/<idea>": _LEADING,
            "DELETE /journeys/<journey>/ideas/<idea>": _LEADING,
            "GET /journeys/<journey>/timeline": _BOTH,
            "GET /journeys/<journey>/timeline/<item>": _BOTH,
            "GET /journeys/<journey>/kept": {Role.THERAPIST: {Relation.FORMER_THERAPIST}},
            "GET /journeys/<journey>/brief": _BOTH,
            "GET /instruments": _ANYBODY,
            "POST /journeys/<journey>/consults/preview": _LEADING,
            "POST /journeys/<journey>/consults": _LEADING,
            "GET /consults": {**_ASKING, **_ASKED},
            "GET /consults/<consult>": {**_ASKING, **_ASKED},
            "POST /consults/<consult>/answer": {**_ASKING, **_ASKED},
            "POST /consults/<consult>/close": _ASKING,
            "GET /supervision-rule": _ANYBODY,
            "PUT /supervision-rule": _ADMIN,
            "GET /supervision-log": {**_ASKING, **_ASKED},
            "POST /journeys/<journey>/erasure": {**_BOTH, **_ADMIN},
            "GET /journeys/<journey>/erasure": {**_BOTH, **_ADMIN},
            "GET /journeys/<journey>/access-log": _JOINED,
            "POST /journeys/<journey>/export": _JOINED,
            "POST /journeys/<journey>/break-glass": _ADMIN,
            "GET /journeys/<journey>/break-glass": _BOTH,
            "GET /journeys/<journey>/break-glass/<access>/timeline": {Role.ADMIN: {Relation.BREAK_GLASS}},
            "POST /journeys/<journey>/record-requests": _JOINED,
            "GET /journeys/<journey>/record-requests": {**_BOTH, **_ADMIN},
            "POST /journeys/<journey>/record-requests/<request>/decisions": {**_LEADING, **_ADMIN},
            "PUT /journeys/<journey>/record-requests/<request>/statement": _JOINED,
            "GET /retention-rule": _ANYBODY,
            "PUT /retention-rule": _ADMIN,
        }
    ),
)
"""Read by each route as it is made, and written into the README by ``make openapi``."""
