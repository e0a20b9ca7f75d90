"""The quiz in a group, and one question shared in any chat."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.chat.incoming import Incoming
from bot.chat.screen import Card, Reply
from bot.domain.quiz import rules
from bot.domain.quiz import store_groups as store
from bot.domain.quiz import work_learning as work
from bot.domain.quiz.model import Marked
from bot.domain.quiz.rules import shuffled
from bot.domain.quiz.work_learning import Ballot
from bot.features.quiz import screens_together as screens
from bot.routes import Handler
from bot.services import Services

_LAST_PLACE = 9  # of the options of a question
_OFFERED = 3


async def post(incoming: Incoming, services: Services) -> Reply:
    """Ask the group a question."""
    return await _ask(incoming, services)


async def another(incoming: Incoming, services: Services) -> Reply:
    """Ask the group the next question, once, however many tap."""
    after = incoming.number(0, -1)
    if incoming.chat_id >= 0 or after < 0:
        return screens.ONLY_IN_GROUPS
    return await _ask(incoming, services, after)


async def board(incoming: Incoming, services: Services) -> Reply:
    """Show the group's scoreboard."""
    if incoming.chat_id >= 0:
        return screens.ONLY_IN_GROUPS
    return screens.scoreboard(rules.ranked(await services.db.read(store.scores, incoming.chat_id)))


async def vote(incoming: Incoming, services: Services) -> None:
    """Take a vote in a group's poll; nothing is said to the group."""
    match incoming.args:
        case (item, number, order) if incoming.chosen and number.isdecimal():
            chat_id = incoming.chat_id
            group_id = chat_id if chat_id < 0 else None  # so are Telegram's ids of groups
            ballot = Ballot("group", int(number), item, order, incoming.chosen, group_id)
            await learn(ballot, incoming, services)


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

    A tap below a shared message comes from anybody.
    """
    place, shared = incoming.number(2, -1), incoming.number(3, -1)
    match incoming.args:
        case (item, order, _, _) if 0 <= place <= _LAST_PLACE and shared >= 0:
            ballot = Ballot(f"shared:{item}", shared, item, order, (place,))
            said = await learn(ballot, incoming, services)
            return screens.told(said, order) if said else screens.GONE
        case _:
            return screens.GONE


async def learn(ballot: Ballot, incoming: Incoming, services: Services) -> Marked | None:
    """Learn from an answer that was given elsewhere than in a person's own chat."""
    said = ballot.marked(services.content.quiz)
    if said is not None:
        who = (incoming.person_id, incoming.name)
        await services.db.run(work.learn_elsewhere, ballot, said, who, incoming.now)
    return said


async def _ask(incoming: Incoming, services: Services, after: int | None = None) -> Reply:
    bank = services.content.quiz
    found = await services.db.run(work.ask_group, bank, incoming.chat_id, after)
    if found is None:
        return screens.NEWER
    item, question_id = found
    return screens.question(item, shuffled(item, f"{question_id} {incoming.now}"), question_id)


PUBLIC_TAPS: Mapping[str, Handler] = {"another": another, "board": board, "share": share}
