"""Where things lie: every partition key begins with the practice, so that no key leads from one practice to another."""

from collections.abc import Mapping


def journey_partition(practice: str, journey: str) -> str:
    """Name the partition of everything on a journey; the wrapped data key has the same, in the table of keys."""
    return f"{practice}#{journey}"


def journey_key(practice: str, journey: str) -> Mapping[str, str]:
    """Give the key of a journey's own item."""
    return {"pk": journey_partition(practice, journey), "sk": "JOURNEY"}


def event_key(practice: str, journey: str, version: int) -> Mapping[str, str]:
    """Give the key of the event that tells of one version of a journey."""
    return {"pk": journey_partition(practice, journey), "sk": f"E#{version}"}


def capture_key(practice: str, journey: str, capture: str) -> Mapping[str, str]:
    """Give the key of a capture."""
    return {"pk": journey_partition(practice, journey), "sk": f"C#{capture}"}


def highlight_key(practice: str, journey: str, milestone: str) -> Mapping[str, str]:
    """Give the key of a highlight."""
    return {"pk": journey_partition(practice, journey), "sk": f"H#{milestone}"}


def words_key(practice: str, journey: str, goal: str, revision: int) -> Mapping[str, str]:
    """Give the key of what a goal said in one of its revisions."""
    return {"pk": journey_partition(practice, journey), "sk": f"W#{goal}#{revision:03d}"}


def aspiration_key(practice: str, journey: str) -> Mapping[str, str]:
    """Give the key of a journey's aspiration."""
    return {"pk": journey_partition(practice, journey), "sk": "ASPIRATION"}


def consent_key(practice: str, journey: str, purpose: str, version: int) -> Mapping[str, str]:
    """Give the key of what the client said of a purpose, with the version of the journey that it came with."""
    return {"pk": journey_partition(practice, journey), "sk": f"K#{purpose}#{version:09d}"}


def break_glass_key(practice: str, journey: str, access: str) -> Mapping[str, str]:
    """Give the key of an admin's access in an emergency."""
    return {"pk": journey_partition(practice, journey), "sk": f"G#{access}"}


def record_request_key(practice: str, journey: str, request: str) -> Mapping[str, str]:
    """Give the key of a client's request about the record."""
    return {"pk": journey_partition(practice, journey), "sk": f"D#{request}"}


def session_number_key(practice: str, journey: str, number: int) -> Mapping[str, str]:
    """Give the key by which one session alone has a number."""
    return {"pk": journey_partition(practice, journey), "sk": f"N#{number}"}


def instruments_key(practice: str) -> Mapping[str, str]:
    """Give the key of what a practice has defined of instruments."""
    return {"pk": f"{practice}#INSTRUMENTS", "sk": "INSTRUMENTS"}


def confirmation_key(practice: str, journey: str, service: str) -> Mapping[str, str]:
    """Give the key of a service's word that it has removed all of an erased journey."""
    return {"pk": journey_partition(practice, journey), "sk": f"ERASED#{service}"}


def retention_key(practice: str) -> Mapping[str, str]:
    """Give the key of what a practice must keep of erased journeys."""
    return {"pk": f"{practice}#RETENTION", "sk": "RETENTION"}


def supervision_rule_key(practice: str) -> Mapping[str, str]:
    """Give the key of what a practice lets go to supervisors inside it."""
    return {"pk": f"{practice}#SUPERVISION", "sk": "SUPERVISION"}


def person_partition(practice: str, person: str) -> str:
    """Name the partition of what belongs to a person."""
    return f"{practice}#USER#{person}"


def membership_key(practice: str, person: str, journey: str) -> Mapping[str, str]:
    """Give the key of a person's part in a journey."""
    return {"pk": person_partition(practice, person), "sk": f"J#{journey}"}


def pair_key(practice: str, therapist: str, client: str) -> Mapping[str, str]:
    """Give the key by which a therapist and a client have one active journey."""
    return {"pk": person_partition(practice, client), "sk": f"A#{therapist}"}


def code_key(practice: str, code: str) -> Mapping[str, str]:
    """Give the key by which one journey of a practice alone has a code name."""
    return {"pk": f"{practice}#CODE#{code}", "sk": "CODE"}


def redemption_key(practice: str, person: str, command: str) -> Mapping[str, str]:
    """Give the key of a redemption that a person's command has done."""
    return {"pk": person_partition(practice, person), "sk": f"R#{command}"}


def invitation_key(practice: str, digest: str) -> Mapping[str, str]:
    """Give the key of an invitation."""
    return {"pk": f"{practice}#INVITE#{digest}", "sk": "INVITE"}


def mirror_key(practice: str, journey: str) -> Mapping[str, str]:
    """Give the key of what is shared of the mirror of a journey."""
    return {"pk": journey_partition(practice, journey), "sk": "MIRROR"}


def shown_mirror_key(practice: str, person: str, journey: str) -> Mapping[str, str]:
    """Give the key by which a person finds what is shared of a journey."""
    return {"pk": person_partition(practice, person), "sk": f"M#{journey}"}


def consult_partition(practice: str, consult: str) -> str:
    """Name the partition of a consult, apart from the record: who may read here may not read there."""
    return f"{practice}#CONSULT#{consult}"


def consult_key(practice: str, consult: str) -> Mapping[str, str]:
    """Give the key of a consult's own item."""
    return {"pk": consult_partition(practice, consult), "sk": "CONSULT"}


def packet_key(practice: str, consult: str) -> Mapping[str, str]:
    """Give the key of a consult's packet."""
    return {"pk": consult_partition(practice, consult), "sk": "PACKET"}


def answer_key(practice: str, consult: str, number: int) -> Mapping[str, str]:
    """Give the key of the words of an answer."""
    return {"pk": consult_partition(practice, consult), "sk": f"A#{number:03d}"}


def held_key(practice: str, person: str, consult: str) -> Mapping[str, str]:
    """Give the key by which a person holds a consult."""
    return {"pk": person_partition(practice, person), "sk": f"Q#{consult}"}


def consult_event_key(practice: str, journey: str, consult: str, version: int) -> Mapping[str, str]:
    """Give the key of what was told of one version of a consult, beside its journey: there an erasure finds it."""
    return {"pk": journey_partition(practice, journey), "sk": f"Q#{consult}#{version}"}


def consulted_key(practice: str, journey: str, consult: str) -> Mapping[str, str]:
    """Give the key by which a journey knows that a consult was asked."""
    return {"pk": journey_partition(practice, journey), "sk": f"O#{consult}"}


def answered_partition(practice: str) -> str:
    """Name the partition of the consults of a practice that were answered."""
    return f"{practice}#ANSWERED"


def answered_key(practice: str, consult: str) -> Mapping[str, str]:
    """Give the key by which a practice knows that a consult was answered."""
    return {"pk": answered_partition(practice), "sk": consult}


def counts_key(practice: str, quarter: str) -> Mapping[str, str]:
    """Give the key of what was counted of a quarter's consults."""
    return {"pk": f"{practice}#OUTCOMES", "sk": quarter}
