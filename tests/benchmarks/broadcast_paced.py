"""Broadcasts under Telegram's limits, in virtual time: ours, and python-telegram-bot's limiter."""

import asyncio
from dataclasses import dataclass

from telegram.ext import AIORateLimiter, ExtBot

from bot.sandbox.request import SandboxRequest
from tests.domain.broadcast import house as virtual

_LIMIT = 30


@dataclass(frozen=True, slots=True)
class Paced:
    """What a sender made of the limits; `floods` are calls that were answered with 429."""

    people: int
    served: int
    most_in_a_second: int
    per_second: float
    seconds: float
    floods: int


def paced_flexor(people: int) -> Paced:
    """Broadcast with Flexor in virtual time, against the fake's limits."""

    async def broadcast() -> Paced:
        built = virtual.house(people, _LIMIT)
        async with built.life() as process:
            await virtual.confirmed(process.services.db)
            await virtual.until_ended(process.services.db)
        return _paced(built, people)

    return virtual.run(broadcast())


def paced_ptb(people: int) -> Paced:
    """Send to all at once with python-telegram-bot's rate limiter, against the fake's limits."""

    async def broadcast() -> Paced:
        built = virtual.house(people, _LIMIT)
        bot = ExtBot(
            built.telegram.token,
            request=SandboxRequest(built.telegram),
            get_updates_request=SandboxRequest(built.telegram),
            rate_limiter=AIORateLimiter(max_retries=5),
        )
        async with bot:
            chats = range(1, people + 1)
            sends = (bot.send_message(chat, virtual.TEXT) for chat in chats)
            await asyncio.gather(*sends, return_exceptions=True)
        return _paced(built, people)

    return virtual.run(broadcast())


def _paced(built: virtual.House, people: int) -> Paced:
    times = sorted(at for at, _ in built.calls)
    lasted = times[-1] - times[0]
    served = sum(built.copies(chat) > 0 for chat in range(1, people + 1))
    most = virtual.most_in_a_second(times)
    floods = built.telegram.floods
    return Paced(people, served, most, (served - 1) / lasted, lasted, floods)
