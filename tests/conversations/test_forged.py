"""Forged buttons and odd words, by seed: nothing breaks, and nobody else's rows change."""

from collections.abc import Sequence
from random import Random

import pytest
from structlog.testing import capture_logs

from bot.chat.actions import MAX_BYTES
from bot.features import FEATURES
from bot.routes import routes
from tests.conversations.broadcasting import DORA
from tests.conversations.conftest import Chat
from tests.conversations.tapping import state

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 12))]
# Other people's numbers are small, or their own; the rest is what readers stumble over.
PARTS = (
    "", "0", "1", "2", "3", "-1", "1001", "1002", "00", "1e5", "0x1", "0.5", "9" * 19,
    "9223372036854775807", "9223372036854775808", "18446744073709551616", "s1", "s" + "9" * 18,
    "m1", "none", "all", "yes", "no", "left", "ice", "lunge", "stretch", "rest", "run", "session",
    "2026-03-02", "2026-02-30", "9999-12-31", "0001-01-01", "-1-1-1", "07:30", "25:99", "mon",
    "Europe/Berlin", "../..", ".", "+", "x" * 30,
)  # fmt: skip
WORDS = (
    "x", "-1", "9" * 4000, "07:30 07:30 07:30", "\u202e\u200f\x00abc", "٣ ٤ ²", "<b>hip</b>&amp;",
    "</b>{0} %s", "'; DROP TABLE people;--", "\n" * 200 + "x", "0 0 0", "1e309 NaN inf",
    "\uff14/\uff11\uff10",
    "pain " * 800, "31.02.2026", "9999-12-31 23:59", "every 99999999999 days 07:30",
    "\u0130 ß \u017f K" * 50,
    "run 99999999999999999999 km in 1 min", "in 99999999999999 minutes", "tomorrow at 24:00",
    "a\u0301" * 1500, "🦵" * 2000, "@" * 4000, "1:1:1:1:1:1", "own " + "\ufffd" * 300,
)  # fmt: skip
COMMON = ("/start", "/check", "/quiz", "/log 2 run 20 min", "/remind stretch 07:30", "/plan")


def faults(entries: Sequence[object]) -> list[object]:
    return [each for each in entries if isinstance(each, dict) and each["log_level"] == "error"]


async def busy(*chats: Chat) -> None:
    """Give everybody a check, a round, an entry and a reminder."""
    for chat in chats:
        for words in COMMON:
            await chat.say(words)


@pytest.mark.parametrize("seed", SEEDS)
async def test_forged_buttons_break_nothing_and_reach_nobody_else(
    seed: int, ana: Chat, ben: Chat
) -> None:
    random = Random(seed)  # noqa: S311  # the same taps each time
    dora = Chat(ana.telegram, DORA, ana.services, ana.clock, ana.busy)
    await busy(ana, ben, dora)
    before, known = await state(ben), routes(FEATURES)
    for feature, verb in sorted(known.taps):
        args = random.choices(PARTS, k=random.choice((0, 1, 1, 2, 2, 3, 4, 6)))
        who = dora if (feature, verb) in known.admin_taps else ana
        with capture_logs() as entries:
            answers = len(ana.telegram.answers)
            data = ":".join((feature, verb, *args))[:MAX_BYTES]
            await who.forge(data)
        assert faults(entries) == [], data
        assert len(ana.telegram.answers) == answers + 1, f"{data} is not answered"
    assert await state(ben) == before


@pytest.mark.parametrize("seed", SEEDS)
async def test_odd_words_are_answered_wherever_they_are_typed(seed: int, ana: Chat) -> None:
    random = Random(seed)  # noqa: S311  # the same words each time
    await busy(ana)
    for name in sorted(routes(FEATURES).commands):
        words = f"/{name} {random.choice(WORDS)}"[:4096]
        with capture_logs() as entries:
            said = len(ana.messages)
            await ana.say(words)
        assert faults(entries) == [], words[:80]
        assert len(ana.messages) > said, f"{words[:80]} is not answered"
