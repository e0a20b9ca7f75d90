"""The quiz in a group, and one question shared in any chat."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.chat.incoming import Incoming
from bot.chat.screen import Card, Reply
from bot.domain.people import store as people
from bot.domain.quiz import rules_together as rules
from bot.domain.quiz import store_together as store
from bot.domain.quiz.rules import marked, shuffled
from bot.features.quiz import screens_together as screens
from bot.features.quiz.handlers_learning import take
from bot.routes import Handler
from bot.services import Services

_OFFERED = 3
_LONGEST_NUMBER = 18  # digits; SQLite's integers end there


async def post(incoming: Incoming, services: Services) -> Reply:
    """Ask the group a question."""
    return await _ask(incoming, services)


async def another(incoming: Incoming, services: Services) -> Reply:
    """Ask the group the next question, once, however many tap."""
    after = incoming.args[0] if incoming.args else ""
    if incoming.chat_id >= 0 or not after.isdecimal() or len(after) > _LONGEST_NUMBER:
        return screens.ONLY_IN_GROUPS
    return await _ask(incoming, services, int(after))


async def board(incoming: Incoming, services: Services) -> Reply:
    """Show the group's scoreboard."""
    if incoming.chat_id >= 0:
        return screens.ONLY_IN_GROUPS
    return screens.scoreboard(rules.ranked(await services.db.run(store.scores, incoming.chat_id)))


async def vote(incoming: Incoming, services: Services) -> None:
    """Take a vote in a group's poll; nothing is said to the group."""
    match incoming.args:
        case (item_id, number, order) if incoming.chosen:
            item = services.content.quiz.get(item_id)
            said = marked(item, order, incoming.chosen) if item else None
        case _:
            return
    if said and await take(said, f"group:{number}", incoming, services):
        await services.db.run(store.name, incoming.person_id, incoming.name)


async def offer(incoming: Incoming, services: Services) -> Sequence[Card]:
    """Offer questions to share: for no words or "quiz" some of the day, else what the words find.

    A warning sign among the words finds nothing: that is not the moment for a quiz.
    """
    words = incoming.words.strip().lower().removeprefix("quiz").strip()
    day = incoming.now.to_tz("UTC").date()
    fitting = rules.for_sharing(services.content.quiz.values(), day)
    if words:
        found = (await asyncio.shield(services.search)).find(words)
        topics = [] if found.red_flag else [hit.topic for hit in found.hits]
        fitting = [item for topic in topics for item in fitting if item.topic == topic]
    shared = int(incoming.now.timestamp())
    return [
        screens.card(item, shuffled(item, f"{item.id} {shared}"), shared)
        for item in fitting[:_OFFERED]
    ]


async def share(incoming: Incoming, services: Services) -> Reply:
    """Tell whoever tapped an option of a shared question; the first answer of known people counts.

    Whether the person is known is asked here, for a tap below a shared message comes from anybody.
    """
    match incoming.args:
        case (item_id, order, place, shared) if place.isdecimal() and len(place) == 1:
            item = services.content.quiz.get(item_id)
            said = marked(item, order, (int(place),)) if item else None
        case _:
            said = None
    if said is None:
        return screens.GONE
    if await services.db.run(people.is_known, incoming.person_id):
        await take(said, f"shared:{said.item.id}:{shared}", incoming, services)
    return screens.told(said, order)


async def _ask(incoming: Incoming, services: Services, after: int | None = None) -> Reply:
    item = rules.for_group(
        services.content.quiz, await services.db.run(store.shown, incoming.chat_id)
    )
    question_id = await services.db.run(store.ask, incoming.chat_id, item.id, after)
    if question_id is None:
        return screens.NEWER
    return screens.question(item, shuffled(item, f"{question_id} {incoming.now}"), question_id)


PUBLIC_TAPS: Mapping[str, Handler] = {"another": another, "board": board, "share": share}
