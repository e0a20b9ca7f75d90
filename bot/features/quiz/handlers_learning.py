"""What every kind of question shares: the person's day, taking an answer in, the result."""

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.quiz import rules
from bot.domain.quiz import store as rounds
from bot.domain.quiz import store_memory as store
from bot.domain.quiz.mastery import next_review, streak
from bot.domain.quiz.rules import Marked, Round
from bot.domain.quiz.store_memory import Answer
from bot.features.quiz import screens_learning as screens
from bot.services import Services


async def local_day(incoming: Incoming, services: Services) -> Date:
    """Return the person's local day."""
    person = await services.db.run(people.get, incoming.person_id)
    return rules.local_day(incoming.now, person.zone)


async def take(said: Marked, source: str, incoming: Incoming, services: Services) -> bool:
    """Store an answer and learn from it; False if what `source` names was answered before."""
    answer = Answer(
        incoming.person_id,
        source,
        said.item.id,
        said.is_right,
        at=incoming.now,
        day=await local_day(incoming, services),
        group_id=incoming.chat_id if incoming.chat_id < 0 else None,  # Telegram's ids of groups
    )
    return await services.db.run(store.keep, answer)


async def result(done: Round, incoming: Incoming, services: Services) -> Screen:
    """Sum up a round that is over."""
    content, person_id = services.content, incoming.person_id
    today = await local_day(incoming, services)
    tries = await services.db.run(rounds.first_tries, person_id)
    standing = screens.Standing(
        done,
        first=tries[0] if len(tries) > 1 else None,
        streak=streak(await services.db.run(store.days, person_id), today),
        review=next_review(await services.db.run(store.cards, person_id), content.quiz, today),
        today=today,
    )
    missed = [content.quiz[item] for item in done.missed if item in content.quiz]
    return screens.result(standing, missed, content.topics)
