"""What a therapist does who is unsure: she asks her supervisor, and names nobody; and what the client sees of it."""

from __future__ import annotations

from local.people import SUPERVISOR
from local.play import Story
from local.stopping import CannotGoOnError

QUESTION = "Emma, 34, teacher in Kobe, rang me on 020 7946 0123. She goes to the group now. What do I do next?"
_NAMED = ("Emma", "34", "teacher", "Kobe", "7946")
_ANSWER = {
    "text": "What would she do on a Tuesday that nobody praises?",
    "minutes": 20,
    "ideas": ["Ask what going costs her"],
}


def consult(story: Story) -> None:
    """Ask a supervisor, take the answer in, and look at who looked.

    Parameters
    ----------
    story : Story
        The play.

    Raises
    ------
    CannotGoOnError
        When a packet names somebody.
    """
    therapist, supervisor, tell = story.therapist, story.world.voice(SUPERVISOR), story.tell
    whom = {"where": "inside", "person": story.world.subject(SUPERVISOR)}
    asked = {"question": QUESTION, "supervisor": whom, "names": {"client": ["Emma"]}, "topics": ["ending"]}
    shown = therapist.post(story.at("/consults/preview"), asked)
    tell.step(f'The therapist is unsure, and writes: "{QUESTION}" Before her supervisor gets it, it reads:')
    reads = shown["texts"][0]["reads"]
    if any(name in reads for name in _NAMED):
        raise CannotGoOnError("A packet for a supervisor names somebody: that must never happen.")
    tell.quote(reads)
    decisions = [
        {"text": text["text"], "confirmed": [one["index"] for one in text["replacements"]], "undone": []}
        for text in shown["texts"]
    ]
    therapist.post(story.at("/consults"), {**asked, "digest": shown["digest"], "decisions": decisions})
    [waiting] = supervisor.get("/consults")["items"]
    refused = supervisor.ask("GET", story.at()).status
    path = f"/consults/{waiting['id']}"
    course = ", ".join(str(point["total"]) for point in supervisor.get(path)["packet"]["course"][0]["points"])
    tell.step(
        f"She confirms each change. Her supervisor sees it with the course, {course}; the record answers {refused}."
    )
    supervisor.post(f"{path}/answer", _ANSWER)
    therapist.post(f"{path}/close", {"accepts": [{"answer": 1, "idea": 1}]})
    [idea] = therapist.get(story.at("/ideas"))["items"]
    tell.step(f'The supervisor answers; the therapist takes the idea along: "{idea["text"]}" ({idea["state"]}).')
    lines = [line["text"] for line in story.client.get(story.at("/access-log"))["items"]]
    tell.step(f"The client reads who looked: {len(lines)} lines, among them:")
    for line in dict.fromkeys(lines):
        tell.quote(line)
