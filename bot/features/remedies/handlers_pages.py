"""Shows the pages of the library: topics, exercises, what stands behind them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.people.model import SIDES
from bot.domain.standing import Standing, of_person
from bot.features.remedies import screens
from bot.features.remedies import screens_pages as pages
from bot.library import signoff
from bot.library.held import held
from bot.library.topics import Topic
from bot.services import Services

_RELATED = 3  # topics below what stands behind one


async def home(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups."""
    return await listed(screens.home(), incoming, services)


async def open_topic(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's first page for the side asked for, or sore; "new" leaves the tapped."""
    topic = _topic(incoming, services)
    if topic is None:
        return await home(incoming, services)
    found = page(incoming, await _standing(incoming, services), services, topic)
    return replace(found, fresh=True) if incoming.args[1:] == ("new",) else found


async def steps(incoming: Incoming, services: Services) -> Screen:
    """Show an exercise step by step."""
    return await _exercise(incoming, services, pages.steps)


async def moves(incoming: Incoming, services: Services) -> Screen:
    """Show an exercise's movement."""
    return await _exercise(incoming, services, pages.moving, moving=True)


async def card(incoming: Incoming, services: Services) -> Screen:
    """Show what a topic says as a picture."""
    topic = _topic(incoming, services)
    if topic is None or topic.card is None:
        return await home(incoming, services)
    standing = await _standing(incoming, services)
    picture = services.content.picture(topic.card, standing.person.side)
    return _held(topic, standing, services) or pages.card(topic, picture)


async def more(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's second page."""
    person = await services.db.read(people.get, incoming.person_id)
    content = services.content.at(person.country)
    topic = content.topics.get(incoming.args[0]) if incoming.args else None
    if topic is None:
        return await home(incoming, services)
    related = [content.topics[other] for other in topic.related[:_RELATED]]
    reviewed = signoff.said(content, [f"topic {topic.id}"])
    return pages.more(topic, content.cite(topic.cited()), reviewed, related)


async def listed(screen: Screen, incoming: Incoming, services: Services) -> Screen:
    """Say above a list of remedies why they wait, or are not for this pain."""
    standing = await _standing(incoming, services)
    why = None if standing.may_exercise else held(services.content, standing)
    said = why.text if why else screens.caution(services.content, standing)
    return screens.below(said, screen)


def page(
    incoming: Incoming,
    standing: Standing,
    services: Services,
    topic: Topic,
    also: Iterable[Topic] = (),
) -> Screen:
    """Return a topic's first page, or why it waits; `also` are other topics below it."""
    if held := _held(topic, standing, services):
        return held
    topic = services.content.at(standing.person.country).topics[topic.id]
    shown = _shown(incoming, standing, services, topic)
    caution = screens.caution(services.content, standing) if topic.is_remedy else None
    others = () if caution else tuple(also)
    if shown is None:
        found = pages.page(topic, others)
    else:
        found = pages.exercise(shown, services.content.phrases["stop_rule"], others)
    return screens.below(caution, found)


async def _exercise(
    incoming: Incoming,
    services: Services,
    show: Callable[[pages.Exercise], Screen],
    *,
    moving: bool = False,
) -> Screen:
    topic = _topic(incoming, services)
    if topic is None:
        return await home(incoming, services)
    standing = await _standing(incoming, services)
    shown = _shown(incoming, standing, services, topic, moving=moving)
    if shown is None:
        return await home(incoming, services)
    return _held(topic, standing, services) or show(shown)


def _shown(
    incoming: Incoming,
    standing: Standing,
    services: Services,
    topic: Topic,
    *,
    moving: bool = False,
) -> pages.Exercise | None:
    """Return an exercise for the side that was asked for or the sore one; None for a topic."""
    if topic.movement is None:
        return None
    asked = SIDES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    side = asked or standing.person.side or "right"
    picture = services.content.picture(topic.id, side, moving=moving)
    return pages.Exercise(topic, topic.movement, side, picture)


def _held(topic: Topic, standing: Standing, services: Services) -> Screen | None:
    """Return why a remedy waits, or None where it need not."""
    waits = topic.is_remedy and not standing.may_exercise
    found = held(services.content, standing) if waits else None
    return found.screen if found else None


async def _standing(incoming: Incoming, services: Services) -> Standing:
    return await services.db.read(of_person, incoming.person_id, incoming.now)


def _topic(incoming: Incoming, services: Services) -> Topic | None:
    return services.content.topics.get(incoming.args[0]) if incoming.args else None
