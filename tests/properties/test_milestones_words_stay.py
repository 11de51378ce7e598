"""Invariant: what a therapist noted privately is nowhere but sealed in its own item, whatever comes after it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.milestones.tables import KEYS, TABLE, a_table
from adapters.milestones.test_moved_me import World
from kernel.envelope import Event
from unit.milestones.events import course_of, handed_over, joined, opened, retracted, scored

_LATER = st.lists(
    st.one_of(
        st.builds(lambda week, total: scored(week, total, 2, session=week + 1), st.integers(0, 3), st.integers(0, 27)),
        st.builds(lambda week, total: scored(week, total, session=week + 1), st.integers(4, 7), st.integers(0, 27)),
        st.builds(lambda week: retracted(week, 3), st.integers(0, 3)),
        st.just(handed_over("therapist-2")),
    ),
    max_size=5,
    unique_by=lambda event: event.id,
)
_TEXT = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=40)


@settings(max_examples=8)
@given(_TEXT, _LATER)
def test_a_note_is_in_no_event_no_log_and_no_item_in_the_clear(around: str, later: list[Event]) -> None:
    words = f"{around} canary-5b1e {around}"
    with a_table() as dynamodb:
        world = World(dynamodb)
        world.take_in(opened(), joined(), *course_of(18, 19, 18, 11))
        gain = world.gain()
        assert world.ask("PUT", gain, {"text": words})["statusCode"] == 200
        note = _notes(world)
        world.take_in(*later)
        assert "canary-5b1e" not in world.everything()
        assert _notes(world) == note, "what comes later neither changes nor moves it"
        mine = world.ask("GET", gain)
        if any(event.type == "journey.handed_over.v1" for event in later):
            assert mine["statusCode"] == 404
            assert world.text(gain, "therapist-2") is None
        else:
            assert world.text(gain) == words


def _notes(world: World) -> list[object]:
    items = [*world.dynamodb.scan(TableName=TABLE)["Items"], *world.dynamodb.scan(TableName=KEYS)["Items"]]
    return [item for item in items if "sealed" in item or "wrapped" in item]
