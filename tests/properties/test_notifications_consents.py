"""I2 for consents: in whatever order words are heard, nothing goes out that was not consented to at that moment."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.channel import Channel
from notifications.domain.journey import Journey, JourneyChange, JourneyFact
from notifications.domain.lifecycle import State
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, celebration, journey
from unit.notifications.test_channels import WISHES

Said = tuple[Channel | None, bool, datetime | None]
"""What a consent is about, whether it is given, and until when."""

_ENDS = st.sampled_from([None, None, NOON - timedelta(hours=1), NOON, NOON + timedelta(milliseconds=1)])
_SAID = st.lists(
    st.tuples(st.sampled_from([None, Channel.PUSH, Channel.EMAIL]), st.booleans(), _ENDS), min_size=1, max_size=8
)


def _facts(said: list[Said]) -> list[JourneyFact]:
    return [
        JourneyFact(JourneyChange.CONSENT, version, None, CLIENT, granted, until if granted else None, channel)
        for version, (channel, granted, until) in enumerate(said, start=4)
    ]


def _last_word(said: list[Said], channel: Channel | None) -> bool | None:
    """Say whether the last word on a matter counts at noon; None where nothing was said."""
    words = [(granted, until) for about, granted, until in said if about is channel]
    if not words:
        return None
    granted, until = words[-1]
    return granted and (until is None or until > NOON)


def _sent(known: Journey) -> Desk:
    desk = Desk()
    desk.memory.celebrations[ID], desk.memory.journeys[JOURNEY] = celebration(State.APPROVED), known
    desk.memory.preferences[JOURNEY.practice, CLIENT] = WISHES
    desk.send(ID)
    return desk


@given(said=_SAID, data=st.data())
def test_nothing_goes_out_but_what_the_last_word_allows(said: list[Said], data: st.DataObject) -> None:
    facts = _facts(said)
    heard = data.draw(st.permutations([*facts, *data.draw(st.lists(st.sampled_from(facts), max_size=3))]))
    known = journey()
    for fact in heard:
        known = known.with_fact(fact)
    desk = _sent(known)
    # It was given on joining, in version 3.
    celebrations = _last_word(said, None) is not False
    assert len(desk.memory.messages) == celebrations
    allowed = [channel for channel in WISHES.channels if celebrations and _last_word(said, channel) is not False]
    assert len(desk.pusher.left) == (allowed[:1] == [Channel.PUSH])
    assert len(desk.mailer.left) == (allowed[:1] == [Channel.EMAIL])
