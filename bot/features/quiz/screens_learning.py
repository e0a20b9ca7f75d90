"""How a round ended: the score, what was missed, and when it goes on."""

from collections.abc import Mapping, Sequence

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, bullets, fill, lines, opening, paragraphs, plain
from bot.chat.screen import Button, Screen, packed
from bot.chat.ways import HOME
from bot.domain.quiz.model import Item, RoundSummary, Score
from bot.library.topics import Topic

_TOPICS = 4
_AT_A_LOOK = 300  # characters of missed questions; the others are folded
_WEEK = 7
_SHARES = (
    (1.0, "all of them"),
    (0.75, "most of them"),
    (0.51, "more than half"),
    (0.5, "half of them"),
    (0.01, "a start"),
    (0.0, "each one comes back"),
)


def result(found: RoundSummary, topics: Mapping[str, Topic]) -> Screen:
    """Sum a round up: the score, what was missed, the days, what comes next."""
    pages = dict.fromkeys(item.topic for item in found.missed)
    links = [read(topics[topic], topics[topic].title) for topic in list(pages)[:_TOPICS]]
    again = Button("Another round", action("quiz", "start", found.done.size))
    return Screen(
        paragraphs(_score(found.done.score), _missed(found.missed), _lately(found)),
        (*packed(links), (again, Button("My progress", action("progress", "quiz"))), (HOME,)),
        fresh=True,
    )


def read(topic: Topic, label: str) -> Button:
    """Return the way to a topic's page, in a message of its own: the way on here must stay."""
    return Button(label, action("remedies", "open", topic.id, "new"))


def questions(count: int) -> str:
    """Return a number of questions in words."""
    return f"{count} question" if count == 1 else f"{count} questions"


def _score(score: Score) -> Markup:
    if not score.answered:
        return Markup("<b>The round is closed.</b> Nothing was answered.")
    share = score.right / score.answered
    return fill(
        "<b>{right} of {all} right at the first try: {words}.</b>",
        right=score.right,
        all=score.answered,
        words=next(words for least, words in _SHARES if share >= least),
    )


def _missed(missed: Sequence[Item]) -> Markup | None:
    if not missed:
        return None
    first, rest = opening([bullets([item.question]) for item in missed], _AT_A_LOOK)
    return lines(part for part in (bold("Missed"), first, rest) if part)


def _lately(found: RoundSummary) -> Markup:
    score, first = found.done.score, found.first
    days = "1 day" if found.streak == 1 else f"{found.streak} days in a row"
    parts = [f"Streak: {days}."] if found.streak else []
    if found.review:
        day, count = found.review
        parts.append(f"Next review: {_when(day, found.today)}, {questions(count)}.")
    if first and score.answered:
        parts.append(
            f"Your first round: {first.right} of {first.answered}. "
            f"This one: {score.right} of {score.answered}."
        )
    return plain("\n".join(parts))


def _when(day: Date, today: Date) -> str:
    away = int(today.until(day, total="days"))
    if away <= 1:
        return ("today", "tomorrow")[max(away, 0)]
    if away < _WEEK:
        return f"in {away} days, on {day.format('EEEE')}"
    return f"in {away} days, on {day.format('D MMMM')}"
