"""The index of the real content, the messages it is judged by, and the table of what it finds."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import library
from bot.features.remedies.rules import Found
from bot.features.remedies.store import SearchIndex
from bot.library import Content

FILES = sorted(Path(__file__).parent.glob("messages_*.jsonl"))


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody typed; `topics` may stand first, none is out of scope, None is any."""

    text: str
    kind: str
    topics: tuple[str, ...] | None
    red_flag: bool

    def is_answered(self, found: Found) -> bool:
        if self.red_flag or found.red_flag:
            return self.red_flag and found.red_flag is not None
        if self.topics is None:
            return True
        if not self.topics:
            return not found.hits
        return bool(found.hits) and found.hits[0].topic in self.topics


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages of each kind there are, and how many are answered rightly."""

    right: Counter[str]
    all: Counter[str]
    wrong: tuple[str, ...]

    def rate(self, kind: str) -> float:
        return self.right[kind] / self.all[kind]


_TALLIES = pytest.StashKey[dict[str, Tally]]()


def messages(path: Path) -> Iterator[Message]:
    for line in path.read_text("utf-8").splitlines():
        raw = json.loads(line)
        topics = None if raw["topics"] is None else tuple(raw["topics"])
        yield Message(raw["text"], raw["kind"], topics, raw["red_flag"])


@pytest.fixture(scope="session")
def content() -> Content:
    return library.load()


@pytest.fixture(scope="session")
def index(content: Content) -> SearchIndex:
    return content.search_index()


@pytest.fixture(scope="session")
def tallies(index: SearchIndex, request: pytest.FixtureRequest) -> dict[str, Tally]:
    """Return what the index makes of each file's messages, and keep it for the summary."""
    found = {path.stem: _tally(index, path) for path in FILES}
    request.config.stash[_TALLIES] = found
    return found


def _tally(index: SearchIndex, path: Path) -> Tally:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    wrong: list[str] = []
    for message in messages(path):
        found = index.find(message.text)
        every[message.kind] += 1
        if message.is_answered(found):
            right[message.kind] += 1
        else:
            got = found.red_flag or [hit.topic for hit in found.hits]
            wrong.append(f"{message.kind}: {message.text!r} -> {got}")
    return Tally(right, every, tuple(wrong))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print how often typed words are understood."""
    found = config.stash.get(_TALLIES, None)
    if not found:
        return
    terminalreporter.section("typed words: right answers")
    for name, tally in found.items():
        total = sum(tally.all.values())
        terminalreporter.write_line(f"{name}: {sum(tally.right.values())} of {total}")
        for kind, count in sorted(tally.all.items()):
            share = f"{tally.right[kind]:>4} of {count:<4} {100 * tally.rate(kind):5.1f} %"
            terminalreporter.write_line(f"  {kind:<16} {share}")
        for line in tally.wrong:
            terminalreporter.write_line(f"  not: {line}")
