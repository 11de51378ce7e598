"""A person's wishes changed: what waits for its moment is given another one, where that is another one now."""

from dataclasses import dataclass

from notifications.domain.ports import PreferencesOf, Sends


@dataclass(frozen=True, slots=True)
class Replan:
    """Plan anew what waits for a client.

    What is scheduled for a moment that is none any more is judged then anyway, and postponed. What could go out earlier
    now would wait in vain, and is moved by this.

    DynamoDB: 1 read; for each that waits as `Send` says, by whoever it is handed to.

    Parameters
    ----------
    preferences, send
        Port, and what sends or hands over.
    """

    preferences: PreferencesOf
    send: Sends

    def __call__(self, practice: str, person: str) -> None:
        """Plan it anew; done again it changes nothing.

        Raises
        ------
        LostRaceError
            Where things kept changing meanwhile.
        """
        _, pace = self.preferences.with_pace(practice, person)
        for celebration in pace.waiting:
            self.send.at_a_decent_hour(celebration)
