"""The bank, a small one for laws, an empty database, and the table of what learners recall."""

from collections.abc import AsyncIterator, Mapping
from random import Random

import pytest
from whenever import Date, Instant

from bot.domain.people import store as people
from bot.domain.quiz.model import Item, MemoryCard
from bot.library import loading
from bot.library.content import Content
from bot.storage.database import Database
from tests.domain.quiz.learner import KINDS, Course, Kind, Learner, at_random, course, spaced
from tests.storage.conftest import opened

ANA, BEN = 1001, 1002
NOON = Instant.from_utc(2026, 3, 2, 12)
TODAY = Date(2026, 3, 2)
LEARNERS = 20  # of each kind

Courses = Mapping[str, tuple[Course, Course]]
"""What the bot's choice and chance came to, by kind of learner."""


def item(name: str, topic: str = "rest", level: int = 1) -> Item:
    """Return a question with three options, of which the second is right."""
    return Item(name, topic, level, f"{name}?", ("A", "B", "C"), frozenset("b"), False, "So.")  # noqa: FBT003


def small_bank(count: int) -> dict[str, Item]:
    topics = ("rest", "ice", "strength")
    items = [item(f"q{n}", topics[n % 3], n % 2 + 1) for n in range(count)]
    return {each.id: each for each in items}


def card(name: str, due_in: int = 0, *, right: int = 1, wrong: int = 0) -> MemoryCard:
    """Return a card that is due some days from today, or was."""
    week = TODAY.add(days=-7)
    return MemoryCard(name, 3.0, 5.0, week, week, TODAY.add(days=due_in), right, wrong)


@pytest.fixture(scope="session")
def content() -> Content:
    return loading.load()


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with opened(":memory:") as database:
        for person_id in (ANA, BEN):
            await database.run(people.note, person_id, "en", NOON)
        yield database


@pytest.fixture(scope="session")
def courses(content: Content) -> Courses:
    """Let learners of each kind do 60 days."""
    return {name: _courses(kind, content.quiz) for name, kind in KINDS.items()}


def _courses(kind: Kind, bank: Mapping[str, Item]) -> tuple[Course, Course]:
    ours, chance = Course(), Course()
    for seed in range(LEARNERS):
        random = [Random(seed), Random(seed), Random(seed + LEARNERS)]  # noqa: S311  # no secret
        ours += course(Learner(kind, random[0]), spaced(bank))
        chance += course(Learner(kind, random[1]), at_random(bank, random[2]))
    return ours, chance


def table(courses: Courses) -> list[str]:
    """Return how much learners recall, in lines."""
    lines = []
    for name, (ours, chance) in courses.items():
        shares = f"{100 * ours.recall:5.1f} %, in random order {100 * chance.recall:5.1f} %"
        met = f"{ours.met / LEARNERS:.0f} questions met, {ours.reviews / LEARNERS:.0f} reviews"
        lines.append(f"{name:<12} {shares}  ({met}; mean of {LEARNERS} people)")
    return lines
