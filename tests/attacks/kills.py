"""The real process, killed again and again while everybody is busy in every room."""

import asyncio
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from whenever import Instant

from bot import app
from bot.domain.broadcast.model import Fate
from bot.domain.check import store as checks
from bot.domain.check.model import Urgency
from bot.domain.check.rules import facts_of
from bot.domain.people import store as people_rows
from bot.domain.plan import store as plans
from bot.domain.plan.model import Plan
from bot.library import loading
from bot.library.content import Content
from bot.storage.transaction import Transaction
from tests.attacks.figures import Figures
from tests.attacks.town import DORA, Town, town
from tests.conversations.conftest import labels
from tests.conversations.planning import SETTLING
from tests.gateway.test_killed import effects
from tests.storage.conftest import opened

TEXT = "Hello from the club"
ONCE = "stand up"  # of a reminder that comes while all this goes on, to those who do nothing else
_QUIET = 15  # people who wait for that
_ROWS = ("triage_sessions", "plan_sessions", "quiz_rounds", "diary_entries", "reminder_fires")
_REST_EVERY = 4  # lives, so that nobody has more waiting than is kept
_PATIENCE_S = 90
_REPORTED = (Fate.UNKNOWN, Fate.DECLINED, Fate.HELD)  # who rightly has not got a broadcast
_SHOWN = 5  # of what went wrong
_LEAST_SHARE = 0.2  # of those who write in a life


async def kills(folder: Path, seed: int, times: int, people: int = 100) -> Figures:
    """Kill so many times; what was confirmed must be there once, and everybody answered."""
    found = Figures(f"kills: {times} under load of {people} people, seed {seed}")
    async with town(folder / "kills.db", Random(seed), people) as there:  # noqa: S311
        await _opening(there)
        for life in range(times):
            await _live_and_die(there)
            if life % _REST_EVERY == _REST_EVERY - 1:
                await _rest(there)
        async with there.bot():
            await _until_served(there)
            await there.rest()
        await _judge(there, found, times)
    return found


async def _opening(there: Town) -> None:
    """Let everybody be known, every other have a plan and a reminder, and begin a broadcast."""
    for person in (DORA, *there.people):
        there.say(person, "/start")
    await _rest(there)
    content, now = loading.load(), app.wall_clock()
    async with opened(there.path) as db:
        for person in (*there.people[::2], *there.people[-_QUIET:]):
            await db.run(_give_plan, person, content, now)
    for person in there.people[-_QUIET:]:
        there.say(person, f"/remind own {ONCE} in 1 minute")
    there.say(DORA, f"/broadcast {TEXT}")
    await _rest(there)
    message = next(m for m in reversed(there.got(DORA)) if any("Send to" in x for x in labels(m)))
    label = next(x for x in labels(message) if "Send to" in x)
    there.telegram.press(DORA, message["message_id"], label)


def _give_plan(tx: Transaction, person_id: int, content: Content, now: Instant) -> None:
    """Put a check and a plan where half an hour of taps would have put them."""
    given = {question: frozenset({option}) for question, option in SETTLING.items()}
    person = people_rows.get(tx, person_id)
    people_rows.save(tx, replace(person, zone="UTC", side="left"))
    check, facts = checks.begin(tx, person_id, now, given), facts_of(content.triage, given)
    done = replace(check, is_open=False, plan="full", urgency=Urgency.SELF_CARE, facts=facts)
    checks.save(tx, done)
    today, days = now.to_tz("UTC").date(), frozenset(range(1, 8))
    plan = Plan(person_id, now, today, check.check_id, stage=1)
    plans.save(tx, replace(plan, session_days=days, run_days=frozenset()))


def _copies(there: Town) -> dict[int, int]:
    return {p: _count(there, p, TEXT) for p in there.people}


def _count(there: Town, person: int, text: str) -> int:
    return sum(m.get("text") == text for m in there.got(person))


async def _until_served(there: Town) -> None:
    """Wait for the broadcast, whose turn a process that died keeps for ten seconds."""
    for _ in range(_PATIENCE_S):
        if all(_copies(there).values()) and all(_reminded(there)):
            break
        await asyncio.sleep(1)


def _reminded(there: Town) -> list[int]:
    """Return how often everybody who wanted it was reminded."""
    return [
        sum(f"⏰ own {ONCE}" in str(m.get("text")) for m in there.got(p))
        for p in there.people[-_QUIET:]
    ]


async def _rest(there: Town) -> None:
    async with there.bot():
        await there.rest()


async def _live_and_die(there: Town) -> None:
    random = there.random
    async with there.bot() as bot:
        for person in there.people[:-_QUIET]:
            if random.random() < _LEAST_SHARE:
                there.say(person, _words(there, person))
            else:
                there.tap(person)
        await asyncio.sleep(random.uniform(0.02, 1.0))
        bot.send_signal(random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM]))
        await asyncio.wait_for(bot.wait(), 15)


def _words(there: Town, person: int) -> str:
    name = f"thing{len(there.said.get(person, ()))}"
    own = sum(words.startswith("/remind") for words in there.said.get(person, ()))
    notes = [f"/log 2 {name}"] * 3
    reminders = [f"/remind own {name} 07:30"] if own < 15 else []
    return there.random.choice([*notes, *reminders, "/check", "/quiz", "/plan", "/tips", "ice"])


async def _judge(there: Town, found: Figures, times: int) -> None:
    wanted = Counter(
        (person, words.split()[2])
        for person, said in there.said.items()
        for words in said
        if words.startswith(("/log 2 thing", "/remind own thing"))
    )
    stored = await effects(there.path)
    unanswered = [p for p, said in there.said.items() if len(there.got(p)) < len(said)]
    copies = _copies(there)
    found.tell(f"{sum(map(len, there.said.values()))} messages, {there.made} calls of the bot's")
    found.tell(f"{sum(wanted.values())} notes and reminders written, {sum(stored.values())} kept")
    found.at_most("lost notes and reminders", sum((wanted - stored).values()), 0)
    for person, name in list(wanted - stored)[:_SHOWN]:
        found.tell(f"  lost {name}: {_around(there, person, name)}")
    found.at_most("doubled notes and reminders", sum((stored - wanted).values()), 0)
    for person, name in list(stored - wanted)[:_SHOWN]:
        found.tell(f"  doubled {name}: {_around(there, person, name)}")
    found.at_most("people with an answer missing", len(unanswered), 0)
    found.at_most("updates left waiting", there.telegram.pending, 0)
    fates = await _fates(there)
    without = Counter(fates.get(person, "none") for person, count in copies.items() if not count)
    lost = without.total() - sum(without[fate.value] for fate in _REPORTED)
    found.at_most("people without the broadcast", lost, 0)
    found.tell(f"without it, as the admin's report says: {dict(without) or 'nobody'}")
    found.at_most("copies of it too many", sum(max(0, n - 1) for n in copies.values()), 3 * times)
    reminded = _reminded(there)
    found.at_most("people without their reminder", sum(not n for n in reminded), 0)
    found.at_most("reminders too many", sum(max(0, n - 1) for n in reminded), 3 * times)
    found.none("faults in the log", there.faults())
    async with opened(there.path) as db:
        for table in _ROWS:
            row = await db.read(Transaction.one, f"SELECT count(*) AS n FROM {table}")  # noqa: S608
            found.tell(f"{row['n'] if row else 0} rows of {table}")
    found.at_most("people who are stuck", len(await _stuck(there)), 0)
    found.at_most("calls outside the documentation", len(there.telegram.violations), 0)


async def _fates(there: Town) -> dict[int, str]:
    """Return what the broadcast's report says of everybody."""
    async with opened(there.path) as db:
        rows = await db.read(Transaction.all, "SELECT person_id, state FROM broadcast_recipients")
    return {row["person_id"]: row["state"] for row in rows}


def _around(there: Town, person: int, name: str) -> list[str]:
    """Return how what was written goes on in the chat, a line each: why it was lost."""
    said = [
        f"{'bot' if m['from']['is_bot'] else 'person'}: {m.get('text', '(a picture)')[:60]!r}"
        for m in there.telegram.history(person)
    ]
    at = next((n for n, line in enumerate(said) if f" {name}" in line), len(said))
    return said[max(0, at - 2) : at + 6]


async def _stuck(there: Town) -> list[int]:
    """Return whom a command of every room does not answer."""
    before = {person: len(there.got(person)) for person in there.people}
    rooms = ("/check", "/quiz", "/plan", "/log", "/reminders")
    for person in there.people:
        there.say(person, rooms[person % len(rooms)])
    await _rest(there)
    return [person for person in there.people if len(there.got(person)) <= before[person]]
