"""Rounds and the question of the day, each tap and vote as one unit of work."""

from dataclasses import replace

from bot.domain.check.model import Urgency
from bot.domain.people import store as people
from bot.domain.people.rules import Counted, a_day_before, limit
from bot.domain.quiz import rules, store, store_memory
from bot.domain.quiz.mastery import next_review, streak
from bot.domain.quiz.model import (
    AskedQuestion,
    Feedback,
    Player,
    Refusal,
    Result,
    Round,
    RoundSummary,
    Start,
)
from bot.domain.quiz.work_learning import Ballot, learn
from bot.domain.standing import Standing, of_person
from bot.storage.transaction import Transaction

Step = AskedQuestion | RoundSummary | Standing | Refusal
"""What follows a tap; a standing where an emergency stands, which leaves no room for a quiz."""


def home(tx: Transaction, player: Player) -> Start | Standing:
    """Return what the first screen offers; nothing is begun by it."""
    at = of_person(tx, player.person_id, player.now)
    if at.urgency is Urgency.EMERGENCY:
        return at
    cards = store_memory.cards(tx, player.person_id)
    due = sum(card.due_on <= at.on for card in cards.values() if card.item in player.bank)
    is_open = store.open_round(tx, player.person_id) is not None
    return Start(_usual(tx, player), due, is_open)


def begin(tx: Transaction, player: Player, size: int | None) -> Step:
    """Go on with the round that is open, or start one, of the usual size where none is given."""
    if held := _emergency(tx, player):
        return held
    under_way = store.open_round(tx, player.person_id)
    return _go_on(tx, player, under_way) if under_way else _start(tx, player, size)


def start(tx: Transaction, player: Player, size: int | None) -> Step:
    """Start a round, unless one is open."""
    if held := _emergency(tx, player):
        return held
    under_way = store.open_round(tx, player.person_id)
    return _below(tx, player, under_way) if under_way else _start(tx, player, size)


def resize(tx: Transaction, player: Player, round_id: int, size: int | None) -> int | Refusal:
    """Change a round's length while its first question waits; return the length."""
    under_way = store.one_round(tx, player.person_id, round_id)
    if under_way is None or not under_way.is_open or size is None:
        return Refusal.OVER
    if len(under_way.asked) > 1 or under_way.waiting is None:
        return Refusal.BEGUN
    store.resize(tx, round_id, size)
    return size


def proceed(tx: Transaction, player: Player, round_id: int, seen: int) -> Step:
    """Ask the next question, or sum up where `seen` questions were all."""
    if held := _emergency(tx, player):
        return held
    under_way = store.one_round(tx, player.person_id, round_id)
    if under_way is None or not under_way.is_open:
        return Refusal.OVER
    if seen != len(under_way.asked):
        return _below(tx, player, under_way)
    return _go_on(tx, player, under_way)


def skip(tx: Transaction, player: Player, asked_id: int) -> Step:
    """Leave a question out and ask the next."""
    if held := _emergency(tx, player):
        return held
    under_way = store.open_round(tx, player.person_id)
    if under_way is None or under_way.waiting is None:
        return Refusal.ANSWERED
    if under_way.waiting.asked_id != asked_id:
        return _below(tx, player, under_way, Refusal.ANSWERED)
    store.settle(tx, player.person_id, asked_id, "skipped")
    return _go_on(
        tx, player, store.one_round(tx, player.person_id, under_way.round_id) or under_way
    )


def stop(tx: Transaction, player: Player, round_id: int) -> RoundSummary | Refusal:
    """End the round."""
    under_way = store.one_round(tx, player.person_id, round_id)
    if under_way is None or not under_way.is_open:
        return Refusal.OVER
    return _ended(tx, player, round_id, stopped=True)


def daily(tx: Transaction, player: Player) -> Step:
    """Ask the question of the day: the same one until it is answered."""
    at = of_person(tx, player.person_id, player.now)
    if at.urgency is Urgency.EMERGENCY:
        return at
    asked = store.of_the_day(tx, player.person_id, at.on)
    if asked is not None:
        waits = asked.result is None and asked.item in player.bank
        item = player.bank.get(asked.item)
        return AskedQuestion(item, asked, None) if waits and item else Refusal.DONE_TODAY
    cards = store_memory.cards(tx, player.person_id)
    under_way = store.open_round(tx, player.person_id)
    taken = {each.item for each in under_way.asked} if under_way else set()
    rest = [each for each in player.bank.values() if each.id not in taken]
    chosen = rules.choose(rest, player.bank, cards, at.on)
    if chosen is None:
        return Refusal.DONE_TODAY
    asked = store.ask(tx, player.person_id, (chosen, False), at.on, None)
    return AskedQuestion(chosen, asked, None)


def vote(tx: Transaction, player: Player, ballot: Ballot) -> Feedback | Refusal | None:
    """Take a person's vote in their own chat: mark it, learn from it once, settle the question.

    None says nothing. The same vote again leads on while nothing was asked since: perhaps nobody
    was told what became of the first.
    """
    asked_id = ballot.number
    said = ballot.marked(player.bank)
    if said is None:
        left = store.settle(tx, player.person_id, asked_id, "left")
        return Refusal.LEFT_BANK if left else None
    is_new = learn(tx, ballot.answer(said, people.get(tx, player.person_id), player.now))
    ended: Result = "right" if said.is_right else "wrong"
    waited = store.settle(tx, player.person_id, asked_id, ended)
    if not (is_new or waited) and store.newest(tx, player.person_id) != asked_id:
        return None
    under_way = store.open_round(tx, player.person_id)
    every = under_way.asked if under_way else ()
    asked = next((each for each in every if each.asked_id == asked_id), None)
    is_within = asked is not None and asked.result in {"right", "wrong"}
    return Feedback(said, asked, under_way if is_within else None, is_new or waited)


def _emergency(tx: Transaction, player: Player) -> Standing | None:
    at = of_person(tx, player.person_id, player.now)
    return at if at.urgency is Urgency.EMERGENCY else None


def _usual(tx: Transaction, player: Player) -> int:
    return store.latest_size(tx, player.person_id) or rules.USUAL_SIZE


def _start(tx: Transaction, player: Player, size: int | None) -> Step:
    begun = store.start(tx, player.person_id, size or _usual(tx, player), player.now)
    limit(Counted.ROUND, store.begun_since(tx, player.person_id, a_day_before(player.now)))
    return _go_on(tx, player, begun) if begun else Refusal.BELOW


def _below(
    tx: Transaction, player: Player, under_way: Round, otherwise: Refusal = Refusal.BELOW
) -> Step:
    """Return the question that waits if its poll never went out, as after a kill in between."""
    waiting = under_way.waiting
    item = player.bank.get(waiting.item) if waiting else None
    if waiting is None or item is None or store.was_shown(tx, player.person_id, waiting):
        return otherwise
    return AskedQuestion(item, waiting, under_way)


def _go_on(tx: Transaction, player: Player, under_way: Round) -> AskedQuestion | RoundSummary:
    """Return the question that waits, else the next one, else how the round went."""
    waiting = under_way.waiting
    if waiting and waiting.item in player.bank:
        return AskedQuestion(player.bank[waiting.item], waiting, under_way)
    if waiting:
        store.settle(tx, player.person_id, waiting.asked_id, "left")
    today = people.get(tx, player.person_id).date(player.now)
    cards = store_memory.cards(tx, player.person_id)
    put_off = store.put_off(tx, player.person_id, today)
    following = rules.next_question(under_way, player.bank, cards, today, put_off)
    if following is None:
        return _ended(tx, player, under_way.round_id, stopped=False)
    asked = store.ask(tx, player.person_id, following, today, under_way.round_id)
    return AskedQuestion(following[0], asked, replace(under_way, asked=(*under_way.asked, asked)))


def _ended(tx: Transaction, player: Player, round_id: int, *, stopped: bool) -> RoundSummary:
    """End a round and sum it up."""
    person_id = player.person_id
    store.end(tx, round_id, stopped=stopped)
    done = store.one_round(tx, person_id, round_id)
    assert done is not None  # noqa: S101  # it was ended a moment ago
    today = people.get(tx, person_id).date(player.now)
    tries = store.first_tries(tx, person_id)
    return RoundSummary(
        done,
        missed=tuple(player.bank[item] for item in done.missed if item in player.bank),
        first=tries[0] if len(tries) > 1 else None,
        streak=streak(store_memory.days(tx, person_id), today),
        review=next_review(store_memory.cards(tx, person_id), player.bank, today),
        today=today,
    )
