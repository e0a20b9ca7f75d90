"""Answers that are learnt from, wherever they were given, and a group's questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Instant

from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.quiz import rules, store_groups, store_memory
from bot.domain.quiz.memory import review
from bot.domain.quiz.model import GivenAnswer, Item, Marked
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ballot:
    """The options that somebody chose, by their places in the order in which they were shown.

    `source` and `number` name what was answered; `group_id` is the group where it was.
    """

    source: str
    number: int
    item: str
    order: str
    chosen: tuple[int, ...]
    group_id: int | None = None

    def marked(self, bank: Mapping[str, Item]) -> Marked | None:
        """Compare it with the key; None where the question is no more what was shown."""
        item = bank.get(self.item)
        return rules.marked(item, self.order, self.chosen) if item else None

    def answer(self, said: Marked, person: Person, now: Instant) -> GivenAnswer:
        """Return it as a person's answer."""
        return GivenAnswer(
            person.person_id,
            f"{self.source}:{self.number}",
            said.item.id,
            said.is_right,
            at=now,
            day=person.date(now),
            group_id=self.group_id,
        )


def learn(tx: Transaction, answer: GivenAnswer) -> bool:
    """Store an answer and what it says of the person's memory; False if it was stored before."""
    if not store_memory.add(tx, answer):
        return False
    before = store_memory.card(tx, answer.person_id, answer.item)
    card = review(before, answer.item, answer.day, is_right=answer.is_right)
    store_memory.put(tx, answer.person_id, card)
    return True


def learn_elsewhere(
    tx: Transaction, ballot: Ballot, said: Marked, who: tuple[int, str], now: Instant
) -> None:
    """Learn from an answer below a forwarded or shared question, or in a group.

    People who never spoke to the bot are not stored. `who` is an id and the name on scoreboards.
    """
    person_id, name = who
    if not people.is_known(tx, person_id):
        return
    is_new = learn(tx, ballot.answer(said, people.get(tx, person_id), now))
    if is_new and ballot.group_id is not None:
        store_groups.name(tx, person_id, name)


def ask_group(
    tx: Transaction, bank: Mapping[str, Item], group_id: int, after: int | None
) -> tuple[Item, int] | None:
    """Choose and note a group's next question; return it with its id.

    With `after` only where that is the group's newest question, else None.
    """
    if after is not None and after != store_groups.newest(tx, group_id):
        return None
    item = rules.for_group(bank, store_groups.shown(tx, group_id))
    return item, store_groups.ask(tx, group_id, item.id)
