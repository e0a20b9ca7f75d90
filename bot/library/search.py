"""What typed words are read with, as it stands in TOML, before it becomes an index."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from bot.library.topics import Review, Topic
from bot.search.combining import Concept
from bot.search.cues import CueKind
from bot.search.index import Page
from bot.search.red_flags import Cue, Figure, RedFlag
from bot.search.stories import ToldAnswer

Texts = Annotated[tuple[str, ...], Field(min_length=1)]
Ticks = dict[str, frozenset[str]]
"""Answers of the check: option ids by question id."""


class ConceptRecord(BaseModel, frozen=True, extra="forbid"):
    """One thing in all the ways people say it."""

    id: str
    phrases: Texts
    history: bool = False
    local: bool = False
    ticks: Ticks = {}

    def build(self) -> Concept:
        """Return it as the index takes it."""
        return Concept(**dict(self))


class FigureRecord(BaseModel, frozen=True, extra="forbid"):
    """A way of speaking that only sounds like a warning sign."""

    id: str
    phrases: Texts
    sources: Texts
    review: Review

    def build(self) -> Figure:
        """Return it as the recogniser takes it."""
        return Figure(**self.model_dump(exclude={"review"}))


class CueRecord(BaseModel, frozen=True, extra="forbid"):
    """Words that turn a report into something else."""

    id: str
    kind: CueKind
    phrases: Texts
    sources: Texts
    review: Review

    def build(self) -> Cue:
        """Return it as the recogniser takes it."""
        return Cue(**self.model_dump(exclude={"review"}))


class SignRecord(BaseModel, frozen=True, extra="forbid"):
    """A warning sign in typed words."""

    id: str
    urgency: Literal["emergency", "urgent_same_day", "clinician_soon"]
    when: Texts
    sources: Texts
    ticks: Ticks = {}
    answer: Literal["despair"] | None = None
    review: Review

    def build(self) -> RedFlag:
        """Return it as the recogniser takes it."""
        return RedFlag(**self.model_dump(exclude={"review"}))


class ToldRecord(BaseModel, frozen=True, extra="forbid"):
    """How a story gives answers of the check."""

    id: str
    ticks: Ticks
    when: Texts

    def build(self) -> Iterator[ToldAnswer]:
        """Yield each answer as the search takes it."""
        for question, options in self.ticks.items():
            yield from (ToldAnswer(question, option, self.when) for option in sorted(options))


class FindingRecord(BaseModel, frozen=True, extra="forbid"):
    """How a topic is found beyond its own words; `under` is the wider topic that holds it."""

    id: str
    when: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    under: str = ""

    def build(self, topic: Topic, asked: Iterable[str]) -> Page:
        """Return the topic as the index takes it; `asked` are messages that were about it."""
        return Page(
            topic.id,
            topic.title,
            topic.answer,
            (*topic.search.words, *self.words),
            (*topic.search.asks, *self.asks, *asked),
            self.when,
            self.hint,
            self.under,
        )


class Writing(BaseModel, frozen=True, extra="ignore"):
    """How people write: short forms, ordinary words, and words that say nothing."""

    written: dict[str, str]
    plain: str
    stop: str
