"""The blind-spot mirror, and what came after a consult, as bodies that run in this process and on the emulator."""

from typing import Any

from acceptance.consulting import SAID, consulted
from acceptance.driver import Driver
from acceptance.steps import opened


class Mirror:
    """Shown to her alone; to a supervisor only what she shows; after a consult, what came after it."""

    def test_the_mirror_is_hers_and_is_shown_and_taken_back(self, driver: Driver) -> None:
        journey, supervisor = opened(driver), driver.newcomer("supervisor")
        mirror = journey.tells(journey.therapist, "GET", "/blind-spots").body
        assert (mirror["items"], mirror["looked_at"], mirror["incomplete"]) == ([], 1, 0)
        shared, listing = journey.path("/blind-spots/shared"), "/blind-spots/shared"
        assert journey.tells(supervisor, "GET", listing).body["items"] == []
        made = journey.tells(journey.therapist, "PUT", shared, {"supervisor": driver.subject(supervisor)}).body
        (seen,) = journey.tells(supervisor, "GET", listing).body["items"]
        assert (seen["lines"], seen["until"], seen["journey"]) == (made["lines"], made["until"], None)
        assert driver.ask(journey.client, "GET", listing).status == 403
        journey.tells(journey.therapist, "DELETE", shared)
        assert journey.tells(supervisor, "GET", listing).body["items"] == []

    def test_what_came_after_a_consult_is_seen_on_the_journey_and_counted_of_ten(self, driver: Driver) -> None:
        journey, supervisor, admin = opened(driver), driver.newcomer("supervisor"), driver.newcomer("admin")
        consult, outcomes = consulted(journey, supervisor), journey.path("/consults/outcomes")
        journey.tells(supervisor, "POST", f"/consults/{consult}/answer", SAID)

        def answered() -> dict[str, Any] | None:
            found = journey.tells(journey.therapist, "GET", outcomes).body["items"]
            return found[0] if found and found[0]["asked_at"] and found[0]["answered_at"] else None

        one = driver.soon(answered, "the answer to be known")
        assert (one["consult"], one["turn"], one["sessions_since"]) == (consult, "open", 0)
        told = journey.tells(admin, "GET", "/consult-outcomes").body
        assert (told["too_few"], told["counts"]) == (True, None)
