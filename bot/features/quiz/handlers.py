"""Rounds of questions for one person: asked one by one, answered by votes, gone on with at will."""

from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.people import store as people
from bot.domain.quiz import work, work_group_days
from bot.domain.quiz.model import Feedback, Player, Refusal, Start
from bot.domain.quiz.rules import SIZES
from bot.domain.quiz.work_learning import Ballot
from bot.features.quiz import handlers_group_days, jobs, screens
from bot.features.quiz import handlers_together as together
from bot.routes import Command, Feature
from bot.services import Services


async def home(incoming: Incoming, services: Services) -> Screen:
    """Offer a round; nothing is begun by it."""
    found = await services.db.read(work.home, await _player(incoming, services))
    if isinstance(found, Start):
        return screens.start(found)
    return screens.emergency(found, services.content)


async def begin(incoming: Incoming, services: Services) -> Reply:
    """Go on with the round that is open, or start one; a number after /quiz is its length."""
    player, size = await _player(incoming, services), _size(incoming.words)
    return screens.step(
        await services.db.run(work.begin, player, size), services.content, incoming.now
    )


async def start(incoming: Incoming, services: Services) -> Reply:
    """Start a round of the length on the button."""
    player, size = await _player(incoming, services), _size(*incoming.args[:1])
    return screens.step(
        await services.db.run(work.start, player, size), services.content, incoming.now
    )


async def resize(incoming: Incoming, services: Services) -> Reply:
    """Change the round's length while its first question waits."""
    player, size = await _player(incoming, services), _size(*incoming.args[1:2])
    found = await services.db.run(work.resize, player, incoming.number(0, -1), size)
    return screens.REFUSALS[found] if isinstance(found, Refusal) else screens.resized(found)


async def proceed(incoming: Incoming, services: Services) -> Reply:
    """Ask the next question, or show the result where that was the last."""
    player, seen = await _player(incoming, services), incoming.number(1, -1)
    step = await services.db.run(work.proceed, player, incoming.number(0, -1), seen)
    return screens.step(step, services.content, incoming.now)


async def skip(incoming: Incoming, services: Services) -> Reply:
    """Leave a question out and ask the next."""
    player, asked_id = await _player(incoming, services), incoming.number(0, -1)
    return screens.step(
        await services.db.run(work.skip, player, asked_id), services.content, incoming.now
    )


async def stop(incoming: Incoming, services: Services) -> Reply:
    """End the round and show how it went so far."""
    player, round_id = await _player(incoming, services), incoming.number(0, -1)
    return screens.step(
        await services.db.run(work.stop, player, round_id), services.content, incoming.now
    )


async def daily(incoming: Incoming, services: Services) -> Reply:
    """Ask the question of the day: the same one until it is answered."""
    step = await services.db.run(work.daily, await _player(incoming, services))
    return screens.step(step, services.content, incoming.now)


async def vote(incoming: Incoming, services: Services) -> Reply | None:
    """Take a vote: mark it, learn from it once, say why; a vote taken back says nothing.

    Somebody else may vote where a poll was forwarded: that is learnt from, and nothing is said.
    """
    match incoming.args:
        case (item, number, order) if incoming.chosen and number.isdecimal():
            ballot = Ballot("asked", int(number), item, order, incoming.chosen)
        case _:
            return None
    if incoming.chat_id != incoming.person_id:
        await together.learn(replace(ballot, source="forwarded"), incoming, services)
        return None
    found = await services.db.run(work.vote, await _player(incoming, services), ballot)
    if isinstance(found, Feedback):
        return screens.feedback(found, services.content)
    return screens.REFUSALS[found] if found else None


async def _player(incoming: Incoming, services: Services) -> Player:
    person = await services.db.read(people.get, incoming.person_id)
    bank = services.content.at(person.country).quiz
    return Player(incoming.person_id, incoming.now, bank)


def _size(text: str = "") -> int | None:
    return next((size for size in SIZES if text == str(size)), None)


FEATURE = Feature(
    "quiz",
    commands=(
        Command("quiz", "questions that teach, five at a time", begin, in_groups=together.post),
    ),
    taps={
        "home": home,
        "begin": begin,
        "start": start,
        "size": resize,
        "next": proceed,
        "skip": skip,
        "stop": stop,
        "daily": daily,
    },
    public_taps=together.PUBLIC_TAPS,
    group_admin_taps=handlers_group_days.TAPS,
    votes={"vote": vote, "group": together.vote},
    links=frozenset({"home"}),
    inline=together.offer,
    moved=work_group_days.move,
    jobs=jobs.JOBS,
)
