"""The function of authors: what each wrote, to read, change and delete; the therapist's ideas, search and mirror."""

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.change_entry import ChangeEntry, EntryChange
from reflections.application.change_idea import ChangeIdea, IdeaChange
from reflections.application.change_reflection import ChangeReflection, ReflectionChange
from reflections.application.delete_own import DeleteOwn
from reflections.application.idea_views import IdeaItem, IdeaList, IdeaView
from reflections.application.list_ideas import ListIdeas
from reflections.application.list_reflections import ListReflections, ReflectionList
from reflections.application.own_captures import Own
from reflections.application.paging import Page
from reflections.application.read_own import ReadOwn
from reflections.application.rewriting import Rewriting
from reflections.application.search_reflections import FoundList, Search, SearchReflections
from reflections.application.timeline_views import EntryItem, ReflectionItem
from reflections.application.views import EntryView, ReflectionView
from reflections.domain.capture import ENTRIES, REFLECTIONS, Kind
from reflections.handlers.composing import Stores, composed
from reflections.handlers.mirror_routes import mirror_routes
from reflections.handlers.outcome_routes import outcome_routes
from reflections.handlers.routing import asked, changed, read

_JOURNEY = "/journeys/<journey>"
_ENTRY, _REFLECTIONS = f"{_JOURNEY}/entries/<entry>", f"{_JOURNEY}/reflections"
_REFLECTION, _IDEAS = f"{_REFLECTIONS}/<reflection>", f"{_JOURNEY}/ideas"
_IDEA = f"{_IDEAS}/<idea>"


def routes(at: Stores) -> list[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    at : Stores
        What its use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    return [*_entries(at), *_reflections(at), *_ideas(at), *mirror_routes(at), *outcome_routes(at)]


def _entries(at: Stores) -> list[Route]:
    own = Own(at.journeys, at.captures, ENTRIES, "entry")
    change, delete = ChangeEntry(Rewriting(own, at.clock, at.log)), DeleteOwn(own, at.clock, at.log)
    return [
        read(_ENTRY, ReadOwn(own, at.log), "Read an entry of yours", EntryItem),
        changed("PATCH", _ENTRY, change, "Change an entry of yours, or share it or not", EntryChange, EntryView),
        changed("DELETE", _ENTRY, delete, "Delete an entry of yours"),
    ]


def _reflections(at: Stores) -> list[Route]:
    own = Own(at.journeys, at.captures, REFLECTIONS, "reflection")
    change, delete = ChangeReflection(Rewriting(own, at.clock, at.log)), DeleteOwn(own, at.clock, at.log)
    listing, search = (case(at.journeys, at.captures, at.log) for case in (ListReflections, SearchReflections))
    return [
        read(_REFLECTIONS, listing, "List your reflections, newest first", ReflectionList, Page),
        asked("/reflections/search", search, "Find reflections by words or tag", Search, FoundList),
        read(_REFLECTION, ReadOwn(own, at.log), "Read a reflection", ReflectionItem),
        changed("PATCH", _REFLECTION, change, "Change a reflection", ReflectionChange, ReflectionView),
        changed("DELETE", _REFLECTION, delete, "Delete a reflection"),
    ]


def _ideas(at: Stores) -> list[Route]:
    own = Own(at.journeys, at.captures, frozenset({Kind.IDEA}), "idea")
    listing = ListIdeas(at.journeys, at.captures, at.log)
    change, delete = ChangeIdea(Rewriting(own, at.clock, at.log)), DeleteOwn(own, at.clock, at.log)
    return [
        read(_IDEAS, listing, "List your ideas, newest first", IdeaList, Page),
        read(_IDEA, ReadOwn(own, at.log), "Read an idea", IdeaItem),
        changed("PATCH", _IDEA, change, "Take an idea a step further, or reword it", IdeaChange, IdeaView),
        changed("DELETE", _IDEA, delete, "Delete an idea"),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
