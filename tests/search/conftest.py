"""The index of the real content, the messages it is judged by, and the table of what it finds."""

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from bot.library import loading
from bot.library.content import Content
from bot.search.examples import Example
from bot.search.index import SearchIndex
from bot.search.ranking import Found

# Hands that the recogniser was made with; every other is left out of the examples when it is asked.
KNOWN_HANDS = ("first_hand", "second_hand", "makers")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of each kind there are, and how many are answered rightly."""

    right: Counter[str]
    all: Counter[str]
    wrong: tuple[str, ...]

    def rate(self, kind: str) -> float:
        return self.right[kind] / self.all[kind]

    @property
    def total_rate(self) -> float:
        return sum(self.right.values()) / sum(self.all.values())


def is_answered(message: Example, found: Found) -> bool:
    """A sign is recognised; else the best topic fits, or nothing is found for another world."""
    if message.red_flag or found.red_flag:
        return message.red_flag and found.red_flag is not None
    if message.kind == "out_of_scope":
        return not found.hits
    return not message.topics or bool(found.hits and found.hits[0].topic in message.topics)


@pytest.fixture(scope="session")
def content() -> Content:
    return loading.load()


@pytest.fixture(scope="session")
def index(content: Content) -> SearchIndex:
    return content.search_index()


@pytest.fixture(scope="session")
def tallies(content: Content) -> dict[str, Tally]:
    """Return what the search makes of each hand's messages."""
    search = content.search_index()
    found = {}
    for hand in sorted({example.hand for example in content.examples}):
        others = tuple(example for example in content.examples if example.hand != hand)
        asked = search if hand in KNOWN_HANDS else replace(content, examples=others).search_index()
        found[hand] = _tally(asked, [e for e in content.examples if e.hand == hand])
    return found


def _tally(search: SearchIndex, messages: list[Example]) -> Tally:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong: list[str] = []
    for message in messages:
        kind = message.kind or ("red_flag" if message.red_flag else "harmless")
        found = search.find(message.text)
        every[kind] += 1
        if is_answered(message, found):
            right[kind] += 1
        else:
            got = found.red_flag or [hit.topic for hit in found.hits]
            wrong.append(f"{kind}: {message.text!r} -> {got}")
    return Tally(right, every, tuple(wrong))


def table(tallies: dict[str, Tally]) -> list[str]:
    """Return how often typed words are understood, by hand and kind, in lines."""
    lines = []
    for name, tally in tallies.items():
        how = "" if name in KNOWN_HANDS else " (left out of the examples)"
        total = f"{sum(tally.right.values())} of {sum(tally.all.values())}"
        lines.append(f"{name}{how}: {total}")
        for kind, count in sorted(tally.all.items()):
            share = f"{tally.right[kind]:>4} of {count:<4} {100 * tally.rate(kind):5.1f} %"
            lines.append(f"  {kind:<16} {share}")
    return lines
