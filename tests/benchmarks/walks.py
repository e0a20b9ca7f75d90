"""What people do: they write or tap, wait for the answer, and go on at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from random import Random

from bot.domain.check.model import QuestionSet, Urgency
from bot.sandbox.fake.calls import Json
from tests.benchmarks.listening import ListeningTelegram

_PATIENCE_S = 60.0  # while every picture is drawn for the first time, by one thread
_SEARCHES = (
    "does ice help a sore hip flexor",
    "kneeling stretch",
    "how long until i can run agian",
    "foam roling",
    "tight hips after sitting all day",
    "what shoes should i wear",
    "lunges",
    "is a massage gun any good",
)
_COMMANDS = ("/help", "/remedies", "/exercises", "/settings")
_DIFFERENT = tuple(
    f"{ask} {what} {when}"
    for ask in ("does", "how to use", "is it worth trying", "tell me about", "when should i do")
    for what in (
        "ice", "heat", "foam rolling", "kneeling stretch", "lunges", "squats", "rest", "massage",
        "glute bridge", "new shoes", "hill running", "warm up", "cool down", "sitting less",
        "walk breaks", "physical therapy", "strength work", "quad stretch", "a band", "swimming",
    )
    for when in (
        "before a run", "after a run", "in the morning", "at night", "when sore", "every day",
        "on rest days", "for a tight hip", "at work", "after sitting", "in winter", "in summer",
        "on soft ground", "before a race", "in week two", "twice a day", "in the evening",
        "on the left side", "on the right side", "for beginners",
    )
)  # fmt: skip
_TAPPED = 20  # after one message
_GRAVE_SHARE = 0.02
_OPENED = 4  # topics that are opened after a check
_SEARCHED = 3  # then searches, each followed by one tap


@dataclass(slots=True)
class Tally:
    """How long each answer took, in seconds, while `counting`."""

    counting: bool = False
    waits_s: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chat:
    """One person's side of a conversation; each call returns the message that answered it."""

    telegram: ListeningTelegram
    person_id: int
    tally: Tally
    random: Random

    async def say(self, text: str) -> Json:
        """Write, and wait for the answer."""
        return await self._timed(lambda: self.telegram.say(self.person_id, text))

    async def tap(self, message: Json, data: str) -> Json:
        """Tap a button, and wait until its screen is shown."""
        number = message["message_id"]
        return await self._timed(lambda: self.telegram.tap(self.person_id, number, data))

    async def _timed(self, act: Callable[[], object]) -> Json:
        answered = self.telegram.expect(self.person_id)
        begun = time.perf_counter()
        act()
        # Not wait_for: Python 3.11's swallows a cancellation that meets the answer.
        async with asyncio.timeout(_PATIENCE_S):
            answer = await answered
        if self.tally.counting:
            self.tally.waits_s.append(time.perf_counter() - begun)
        return answer


Walk = Callable[[Chat], Awaitable[None]]


async def messages(chat: Chat) -> None:
    """Write what many write: a search, or a command."""
    await chat.say(chat.random.choice(_SEARCHES + _COMMANDS))


async def different(chat: Chat) -> None:
    """Write one of 2,000 messages."""
    await chat.say(chat.random.choice(_DIFFERENT))


async def taps(chat: Chat) -> None:
    """Write once, then tap buttons that open a screen in its place."""
    message = await chat.say("/remedies")
    for _ in range(_TAPPED):
        doors = _data(message, "remedies:", "turn")
        if not doors:
            return
        message = await chat.tap(message, chat.random.choice(doors))


def checking(questions: QuestionSet) -> Walk:
    """Return the walk of somebody who does the whole check, then looks around and searches."""
    grave = {
        (question, option)
        for rule in questions.rules
        if rule.urgency is Urgency.EMERGENCY
        for clause in rule.when
        for question, options in clause.items()
        for option in options
    }

    async def walk(chat: Chat) -> None:
        message = await chat.say("/check")
        while asked := _data(message, "check:pick", "check:mark"):
            message = await _answer(chat, message, _safe(asked, grave, chat.random))
        for _ in range(_OPENED):
            message = await _wander(chat, message)
        for _ in range(_SEARCHED):
            message = await chat.say(chat.random.choice(_SEARCHES))
            message = await _wander(chat, message)

    return walk


async def _answer(chat: Chat, message: Json, choices: list[str]) -> Json:
    """Answer one question; ticks are followed by the button that takes them."""
    choice = chat.random.choice(choices)
    message = await chat.tap(message, choice)
    done = _data(message, "check:done")
    if choice.startswith("check:mark") and done:
        message = await chat.tap(message, done[0])
    return message


async def _wander(chat: Chat, message: Json) -> Json:
    """Tap any button that opens a screen of the library; without one, ask for its start."""
    doors = _data(message, "remedies:")
    return (
        await chat.tap(message, chat.random.choice(doors)) if doors else await chat.say("/remedies")
    )


def _safe(choices: list[str], grave: Collection[tuple[str, str]], random: Random) -> list[str]:
    """Leave out answers that are part of an emergency, except for a few people."""
    mild = [choice for choice in choices if tuple(choice.split(":")[-2:]) not in grave]
    return choices if not mild or random.random() < _GRAVE_SHARE else mild


def _data(message: Json, *prefixes: str) -> list[str]:
    """Return the callback data of the message's buttons that begin so."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    found = (button.get("callback_data", "") for row in rows for button in row)
    return [data for data in found if data.startswith(prefixes)]
