"""Browses the library, and answers what people type."""

import asyncio
from collections.abc import Iterable

from bot.chat.routes import Command, Feature, Incoming
from bot.chat.screen import Screen
from bot.features.remedies import screens
from bot.features.triage import store as checks
from bot.features.triage.rules import QuestionSet, Urgency, assess
from bot.records import Group, Topic
from bot.services import Services
from bot.storage.people import SIDES

_ALSO = 2  # other hits under the best one
_RELATED = 3


async def home(_: Incoming, __: Services) -> Screen:
    """Offer the groups."""
    return screens.home()


async def exercises(_: Incoming, __: Services) -> Screen:
    """Offer the groups that hold exercises."""
    return screens.exercises()


async def remedies(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups, or search where words follow the command."""
    return await typed(incoming, services) if incoming.words else screens.home()


async def group(incoming: Incoming, services: Services) -> Screen:
    """List a group's topics."""
    match incoming.args:
        case (name, page) if name in screens.GROUPS and page.isdecimal() and len(page) < 4:  # noqa: PLR2004
            wanted: Group = name  # type: ignore[assignment]  # checked against GROUPS
            found = [t for t in services.content.topics.values() if t.group == wanted]
            return screens.listing(wanted, found, int(page))
        case _:
            return screens.home()


async def open_topic(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's first page, for the side that was asked for or the sore one."""
    topic = services.content.topics.get(incoming.args[0]) if incoming.args else None
    return await _page(incoming, services, topic) if topic else screens.home()


async def more(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's second page."""
    content = services.content
    topic = content.topics.get(incoming.args[0]) if incoming.args else None
    if topic is None:
        return screens.home()
    related = [content.topics[other] for other in topic.related[:_RELATED]]
    return screens.more(
        topic, content.cite(topic.cited()), content.phrases["not_reviewed"], related
    )


async def typed(incoming: Incoming, services: Services) -> Screen:
    """Answer typed words, and lead back to a check that they interrupt."""
    screen = await _found(incoming, services)
    check = await checks.latest(services.db, incoming.person_id)
    return screens.with_check(screen) if check and check.is_open and screen.rows else screen


async def heeds(incoming: Incoming, services: Services) -> Screen | None:
    """Answer a warning sign in words that were meant for something else, such as a note."""
    sign = (await asyncio.shield(services.search)).find(incoming.words).red_flag
    return await _warning(sign, incoming, services) if sign else None


async def _found(incoming: Incoming, services: Services) -> Screen:
    """Answer a warning sign before anything else, then with the closest topic."""
    content = services.content
    found = (await asyncio.shield(services.search)).find(incoming.words)
    if found.red_flag:
        return await _warning(found.red_flag, incoming, services)
    if not found.hits:
        return screens.nothing_found(content.phrases["out_of_scope"])
    best = found.page or found.hits[0].topic
    also = [content.topics[hit.topic] for hit in found.hits if hit.topic != best]
    page = await _page(incoming, services, content.topics[best], also[:_ALSO])
    return screens.doubtful(page) if found.doubt else page


async def _warning(sign: str, incoming: Incoming, services: Services) -> Screen:
    """Say what a warning sign asks for, with whom to call."""
    content = services.content
    person = await services.people.get(incoming.person_id)
    country = content.country(person.country)
    if sign == "self_harm":
        return screens.despair(content.phrases["typed_self_harm"], country)
    urgency = content.sign_urgency(sign)
    at_once = urgency == "emergency"
    return screens.warning(content.phrases[f"typed_{urgency}"], country, at_once=at_once)


async def _page(
    incoming: Incoming, services: Services, topic: Topic, also: Iterable[Topic] = ()
) -> Screen:
    if topic.is_remedy and await checks.holds_exercise(services.db, incoming.person_id):
        check = await checks.last_assessed(services.db, incoming.person_id)
        grave = check if check and check.holds_exercise else None
        return screens.on_hold(_reason(grave, services.content.triage) if grave else None)
    person = await services.people.get(incoming.person_id)
    asked = SIDES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    side = asked or person.side
    return screens.page(topic, side, services.content.phrases["stop_rule"], tuple(also))


def _reason(check: checks.Session, triage: QuestionSet) -> str:
    """Return the gravest thing that a check found, in a sentence."""
    rules = assess(triage, check.answers).rules
    return rules[0].sentence if rules else triage.outcomes[check.urgency or Urgency.SELF_CARE].lead


FEATURE = Feature(
    "remedies",
    commands=(
        Command("remedies", "what helps; add words to search, such as /remedies ice", remedies),
        Command("exercises", "stretches, strength, warm-up", exercises),
    ),
    taps={"home": home, "group": group, "open": open_topic, "side": open_topic, "more": more},
    typed=typed,
    heeds=heeds,
)
