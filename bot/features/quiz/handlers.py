"""Rounds of questions for one person: asked one by one, answered by votes, gone on with at will."""

from dataclasses import replace
from functools import partial

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from bot.domain.people import store as people
from bot.domain.quiz import rules, store
from bot.domain.quiz import store_memory as learning
from bot.domain.quiz.rules import Asked, Item, Marked, Round
from bot.features.quiz import handlers_together as together
from bot.features.quiz import jobs, screens
from bot.features.quiz.handlers_learning import local_day, result, take
from bot.routes import Command, Feature, Job
from bot.services import Services

_LONGEST_NUMBER = 18  # digits; SQLite's integers end there


async def home(incoming: Incoming, services: Services) -> Screen:
    """Offer a round; nothing is begun by it."""
    if held := await _emergency(incoming, services):
        return held
    person_id = incoming.person_id
    cards = await services.db.run(learning.cards, person_id)
    today = await local_day(incoming, services)
    due = sum(card.due_on <= today for card in cards.values() if card.item in services.content.quiz)
    usual = await services.db.run(store.usual_size, person_id)
    under_way = await services.db.run(store.open_round, person_id)
    return screens.start(usual, due, is_open=under_way is not None)


async def begin(incoming: Incoming, services: Services) -> Reply:
    """Go on with the round that is open, or start one; a number after /quiz is its length."""
    if held := await _emergency(incoming, services):
        return held
    under_way = await services.db.run(store.open_round, incoming.person_id)
    if under_way:
        return await _go_on(under_way, incoming, services)
    return await _start(incoming.words, incoming, services)


async def start(incoming: Incoming, services: Services) -> Reply:
    """Start a round of the length on the button."""
    if held := await _emergency(incoming, services):
        return held
    return await _start(incoming.args[0] if incoming.args else "", incoming, services)


async def resize(incoming: Incoming, services: Services) -> Reply:
    """Change the round's length while its first question waits."""
    under_way = await _round(incoming, services)
    size = _size(incoming.args[1] if len(incoming.args) > 1 else "")
    if under_way is None or not under_way.is_open or size is None:
        return screens.OVER
    if len(under_way.asked) > 1 or under_way.waiting is None:
        return Toast("The length is chosen at the first question of a round.")
    await services.db.run(store.resize, under_way.round_id, size)
    return screens.resized(size)


async def proceed(incoming: Incoming, services: Services) -> Reply:
    """Ask the next question, or show the result where that was the last."""
    if held := await _emergency(incoming, services):
        return held
    under_way = await _round(incoming, services)
    if under_way is None or not under_way.is_open:
        return screens.OVER
    if incoming.args[1:] != (str(len(under_way.asked)),):
        return screens.BELOW
    return await _go_on(under_way, incoming, services)


async def skip(incoming: Incoming, services: Services) -> Reply:
    """Leave a question out and ask the next."""
    if held := await _emergency(incoming, services):
        return held
    under_way = await services.db.run(store.open_round, incoming.person_id)
    waiting = under_way.waiting if under_way else None
    if under_way is None or waiting is None or incoming.args != (str(waiting.asked_id),):
        return screens.ANSWERED
    await services.db.run(store.settle, incoming.person_id, waiting.asked_id, "skipped")
    return await _go_on(await _again(under_way, incoming, services), incoming, services)


async def stop(incoming: Incoming, services: Services) -> Reply:
    """End the round and show how it went so far."""
    under_way = await _round(incoming, services)
    if under_way is None or not under_way.is_open:
        return screens.OVER
    await services.db.run(store.end, under_way.round_id, stopped=True)
    return await result(await _again(under_way, incoming, services), incoming, services)


async def daily(incoming: Incoming, services: Services) -> Screen:
    """Ask the question of the day: the same one until it is answered."""
    if held := await _emergency(incoming, services):
        return held
    person_id, bank = incoming.person_id, services.content.quiz
    today = await local_day(incoming, services)
    asked = await services.db.run(store.of_the_day, person_id, today)
    if asked is not None:
        waits = asked.result is None and asked.item in bank
        return _question(bank[asked.item], asked, None, incoming) if waits else screens.done_today()
    cards = await services.db.run(learning.cards, person_id)
    under_way = await services.db.run(store.open_round, person_id)
    taken = {each.item for each in under_way.asked} if under_way else set()
    item = rules.choose(
        [each for each in bank.values() if each.id not in taken], bank, cards, today
    )
    if item is None:
        return screens.done_today()
    asked = await services.db.run(store.ask, person_id, (item, False), today, None)
    return _question(item, asked, None, incoming)


async def vote(incoming: Incoming, services: Services) -> Screen | None:
    """Take a vote: mark it, learn from it, say why, once; a vote taken back says nothing.

    Somebody else may vote where a poll was forwarded: that is learnt from, and nothing is said.
    """
    match incoming.args:
        case (item_id, number, order) if incoming.chosen:
            asked_id = int(number)
        case _:
            return None
    is_own = incoming.chat_id == incoming.person_id
    item = services.content.quiz.get(item_id)
    said = rules.marked(item, order, incoming.chosen) if item else None
    if said is None:
        left = await services.db.run(store.settle, incoming.person_id, asked_id, "left")
        return screens.left_bank() if is_own and left else None
    source = f"asked:{asked_id}" if is_own else f"forwarded:{asked_id}"
    is_new = await take(said, source, incoming, services)
    if not is_own:
        return None
    # Settled apart from learning: a stop between the two leaves the question waiting, no more.
    ended: rules.Result = "right" if said.is_right else "wrong"
    waited = await services.db.run(store.settle, incoming.person_id, asked_id, ended)
    return await _feedback(said, asked_id, incoming, services) if is_new or waited else None


async def _feedback(said: Marked, asked_id: int, incoming: Incoming, services: Services) -> Screen:
    topic = services.content.topics[said.item.topic]
    under_way = await services.db.run(store.open_round, incoming.person_id)
    asked = _of(under_way, asked_id)
    within = under_way if asked and asked.result in {"right", "wrong"} else None
    picture = services.content.illustration(topic)
    return replace(screens.feedback(said, topic, asked, within), picture=picture)


async def _start(size: str, incoming: Incoming, services: Services) -> Reply:
    length = _size(size)
    if length is None:
        length = await services.db.read(store.usual_size, incoming.person_id)
    begun = await services.db.run(store.start, incoming.person_id, length, incoming.now)
    return await _go_on(begun, incoming, services) if begun else screens.BELOW


async def _go_on(under_way: Round, incoming: Incoming, services: Services) -> Screen:
    """Show the question that waits, else the next one, else how the round went."""
    person_id, bank = incoming.person_id, services.content.quiz
    waiting = under_way.waiting
    if waiting and waiting.item in bank:
        return _question(bank[waiting.item], waiting, under_way, incoming)
    if waiting:
        await services.db.run(store.settle, person_id, waiting.asked_id, "left")
    today = await local_day(incoming, services)
    cards = await services.db.run(learning.cards, person_id)
    put_off = await services.db.run(store.put_off, person_id, today)
    following = rules.next_question(under_way, bank, cards, today, put_off)
    if following is None:
        await services.db.run(store.end, under_way.round_id, stopped=False)
        return await result(under_way, incoming, services)
    asked = await services.db.run(store.ask, person_id, following, today, under_way.round_id)
    under_way = replace(under_way, asked=(*under_way.asked, asked))
    return _question(following[0], asked, under_way, incoming)


def _question(item: Item, asked: Asked, within: Round | None, incoming: Incoming) -> Screen:
    order = rules.shuffled(item, f"{asked.asked_id} {incoming.now}")
    return screens.question(item, order, asked, within)


async def _emergency(incoming: Incoming, services: Services) -> Screen | None:
    """Return what must be said instead of a quiz where the latest check found an emergency."""
    check = await services.db.run(checks.last_assessed, incoming.person_id)
    if check is None or check.urgency is not Urgency.EMERGENCY or check.cleared_at is not None:
        return None
    person = await services.db.run(people.get, incoming.person_id)
    outcome = services.content.triage.outcomes[Urgency.EMERGENCY]
    return screens.emergency(outcome, services.content.country(person.country))


async def _round(incoming: Incoming, services: Services) -> Round | None:
    number = incoming.args[0] if incoming.args else ""
    if not number.isdecimal() or len(number) > _LONGEST_NUMBER:
        return None
    return await services.db.run(store.one_round, incoming.person_id, int(number))


async def _again(under_way: Round, incoming: Incoming, services: Services) -> Round:
    return (
        await services.db.run(store.one_round, incoming.person_id, under_way.round_id) or under_way
    )


def _of(under_way: Round | None, asked_id: int) -> Asked | None:
    every = under_way.asked if under_way else ()
    return next((asked for asked in every if asked.asked_id == asked_id), None)


def _size(text: str) -> int | None:
    return next((size for size in rules.SIZES if text == str(size)), None)


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
    votes={"vote": vote, "group": together.vote},
    links=frozenset({"home"}),
    inline=together.offer,
    jobs=(Job("questions", jobs.EVERY_S, partial(jobs.send_questions, daily)),),
)
