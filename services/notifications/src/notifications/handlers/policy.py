"""Who may do what in this service: a row for each route, which the route is made from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from kernel.caller import Role
from kernel.policy import Policy
from notifications.domain.relation import Relation

Row = Mapping[Role, AbstractSet[Relation]]

_LEADING: Row = {Role.THERAPIST: {Relation.OWN_THERAPIST}}
_JOINED: Row = {Role.CLIENT: {Relation.CLIENT}}
_WRITING: Row = {role: {Relation.SAME_PRACTICE} for role in (Role.THERAPIST, Role.ADMIN)}
_RUNNING: Row = {Role.ADMIN: {Relation.SAME_PRACTICE}}
_WARNED: Row = {Role.THERAPIST: {Relation.SAME_PRACTICE}}
_COLLEAGUES = (Role.THERAPIST, Role.SUPERVISOR, Role.ADMIN)
_NAMED: Row = {role: {Relation.SECOND} for role in _COLLEAGUES}
_COLLEAGUE: Row = {role: {Relation.SAME_PRACTICE} for role in _COLLEAGUES}
_ANYBODY: Row = {role: {Relation.SAME_PRACTICE} for role in Role}

POLICY = Policy(
    Relation,
    MappingProxyType(
        {
            "GET /celebrations": _LEADING,
            "GET /celebrations/<celebration>": _LEADING,
            "PATCH /celebrations/<celebration>": _LEADING,
            "POST /celebrations/<celebration>/approve": _LEADING,
            "POST /celebrations/<celebration>/hold": _LEADING,
            "POST /celebrations/<celebration>/dismiss": _LEADING,
            "POST /celebrations/<celebration>/answer": _JOINED,
            "PUT /celebrations/<celebration>/joy": _LEADING,
            "GET /templates": _WRITING,
            "GET /templates/<kind>/<language>/<tone>": _WRITING,
            "PUT /templates/<kind>/<language>/<tone>": _RUNNING,
            "DELETE /templates/<kind>/<language>/<tone>": _RUNNING,
            "POST /cheer-check": _WRITING,
            "GET /standing-cheers": _LEADING,
            "GET /standing-cheers/<journey>": _LEADING,
            "PUT /standing-cheers/<journey>": _LEADING,
            "DELETE /standing-cheers/<journey>": _LEADING,
            "GET /journeys/<journey>/access-log": _JOINED,
            "GET /inbox": _JOINED,
            "POST /inbox/<message>/read": _JOINED,
            "GET /preferences": _ANYBODY,
            "PUT /preferences": _ANYBODY,
            "GET /safety-contact": _WARNED,
            "PUT /safety-contact": _WARNED,
            "GET /second-for": _COLLEAGUE,
            "POST /second-for/<naming>/accept": _NAMED,
            "POST /second-for/<naming>/decline": _NAMED,
            "GET /devices": _ANYBODY,
            "POST /devices": _ANYBODY,
            "DELETE /devices/<device>": _ANYBODY,
        }
    ),
    unsigned=frozenset({"GET /unsubscribe/<token>", "POST /unsubscribe/<token>"}),
)
"""Read by each route as it is made, and written into the README by ``make openapi``."""
