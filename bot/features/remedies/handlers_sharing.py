"""Offers exercises to share in other chats: `@bot kneeling`."""

import asyncio
from collections.abc import Iterable, Sequence

from bot.chat.incoming import Incoming
from bot.chat.screen import Card
from bot.domain.standing import of_person
from bot.features.remedies import screens_sharing as screens
from bot.library.topics import Topic
from bot.services import Services

_MOST = 8


async def inline(incoming: Incoming, services: Services) -> Sequence[Card]:
    """Return the exercises that the words begin, then those that the search finds.

    Whose exercises wait gets them without a dose; why, no other chat is told.
    """
    content = services.content
    exercises = [topic for topic in content.topics.values() if topic.movement]
    meant = [t for t in exercises if _begins(incoming.words, (t.title, *t.search.words))]
    if incoming.words.strip():
        meant += await _found(incoming.words, services)
    once = {topic.id: topic for topic in meant}
    stop_rule = content.phrases["stop_rule"]
    found = await services.db.read(of_person, incoming.person_id, incoming.now)
    return [
        screens.card(topic, content.picture(topic.id), stop_rule, doses=found.may_exercise)
        for topic in list(once.values())[:_MOST]
    ]


def _begins(typed: str, names: Iterable[str]) -> bool:
    """Say whether every typed word begins a word of one of the names."""
    wanted = typed.lower().split()
    return any(
        all(any(word.startswith(part) for word in name.lower().split()) for part in wanted)
        for name in names
    )


async def _found(words: str, services: Services) -> list[Topic]:
    """Return the exercises among the search's hits; none after a warning sign."""
    hits = (await asyncio.shield(services.search)).find(words).hits
    topics = (services.content.topics[hit.topic] for hit in hits)
    return [topic for topic in topics if topic.movement]
