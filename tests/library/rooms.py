"""Every sentence that a person may read, by the room that says it, filled with its numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from bot.library.content import Content
from bot.library.topics import Topic
from bot.pictures.cards import ZONES
from bot.pictures.gallery import CARDS

_UNSAID = frozenset(
    {
        "search",
        "movement",
        "sources",
        "said",
        "related",
        "id",
        "group",
        "title",
        "topic",
        "stages",
        "review",
        "evidence",
        "card",
    }
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


class Said(NamedTuple):
    """A sentence, the record that holds it, and the room in which it is read."""

    room: str
    record: str
    text: str


def said(content: Content) -> list[Said]:
    """Return every sentence of every room; a quiz's wrong answers and a myth's claim are none."""
    return [
        Said(room, record, part)
        for room, record, text in _texts(content)
        for part in _SENTENCE.split(text)
    ]


def _texts(content: Content) -> Iterator[tuple[str, str, str]]:
    plan, diary = content.plan, content.diary
    yield from _check(content)
    records: dict[str, Iterable[Any]] = {
        "plan": (*plan.phrases.values(), *plan.gate, *plan.stages, *plan.levels),
        "diary": (*diary.zones.values(), *diary.phrases.values()),
        "reminders": content.reminders.values(),
        "tips": content.tips.values(),
    }
    for room, table in records.items():
        yield from ((room, record.id, text) for record in table for text in strings(record))
    yield from (("diary", rule.id, rule.sentence) for rule in diary.reopenings)
    for topic in content.topics.values():
        yield from _topic(content, topic)
    for item in content.quiz.values():
        texts = (item.question, item.explanation, *item.texts(sorted(item.key)))
        yield from (("quiz", item.id, text) for text in texts)
    yield from (("pictures", name, alt) for name, alt in CARDS.items())
    drawn = (f"{score}: {what}, {how}." for _, score, what, how in ZONES)
    yield from (("pictures", "pain_zones", words) for words in drawn)


def _check(content: Content) -> Iterator[tuple[str, str, str]]:
    triage = content.triage
    yield from (("check", rule.id, rule.sentence) for rule in triage.rules)
    yield from (("check", cause.id, cause.sentence) for cause in triage.causes)
    for outcome in (*triage.outcomes.values(), *triage.special):
        lines = (*outcome.run, *outcome.exercise, *outcome.lines, *outcome.signs)
        for text in (outcome.lead, outcome.whom, *(line.text for line in lines)):
            yield "check", outcome.id, text


def _topic(content: Content, topic: Topic) -> Iterator[tuple[str, str, str]]:
    room = "cards" if topic.movement else "pages"
    yield from ((room, topic.id, text) for text in strings(topic))
    if topic.movement:
        stop = content.phrases["stop_rule"].text
        yield room, topic.id, stop.replace("{stop_at}", str(topic.movement.stop_at))


def strings(value: object) -> Iterator[str]:
    """Yield every sentence of a record, but for ids, titles and how people search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name, held in value:
            if name not in _UNSAID:
                yield from strings(held)
    elif isinstance(value, tuple):
        for held in value:
            yield from strings(held)
