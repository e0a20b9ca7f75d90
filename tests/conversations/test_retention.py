"""What is kept of people who are not heard of any more, and of what they left half-way."""

from whenever import Instant

from bot.features.account.jobs import ask_and_forget
from bot.gateway.bot import Bot
from bot.gateway.outbox import Outbox
from bot.gateway.pacing import Pacer
from bot.sandbox.fake.calls import Fault
from bot.sandbox.request import SandboxRequest
from bot.storage.sent import Sent, SentPoll
from bot.storage.transaction import Transaction
from tests.conversations.conftest import ANA, START, Chat
from tests.gateway.bot_api import unmoved


def later(days: int) -> Instant:
    return START.add(hours=24 * days)


async def at(chat: Chat, days: int) -> None:
    """Let the job of that day run."""
    chat.clock.forward((later(days) - chat.clock()).total("seconds"))
    lines = SandboxRequest(chat.telegram), SandboxRequest(chat.telegram)
    bot = Bot(chat.telegram.token, lines, Pacer(0))
    async with bot:
        outbox = Outbox(bot, Sent(chat.services.db, bot.id), _unheard, unmoved)
        await ask_and_forget(chat.services, outbox)
        outbox.close()


async def _unheard(_: int) -> None:
    """Leave aside who blocks the bot."""


async def is_kept(chat: Chat) -> bool:
    row = await chat.services.db.read(
        Transaction.one, "SELECT 1 FROM people WHERE person_id = :id", id=ANA
    )
    return row is not None


async def test_whoever_is_silent_for_two_years_is_asked_once_and_forgotten(ana: Chat) -> None:
    await ana.say("/start")
    await at(ana, 700)
    assert "Shall I keep" not in ana.text
    await at(ana, 740)
    assert "Shall I keep your data?" in ana.text
    asked = len(ana.messages)
    await at(ana, 760)
    assert len(ana.messages) == asked
    assert await is_kept(ana)
    await at(ana, 772)
    assert not await is_kept(ana)
    assert len(ana.messages) == asked


async def test_a_tap_keeps_everything_and_begins_the_time_anew(ana: Chat) -> None:
    await ana.say("/start")
    await at(ana, 740)
    assert "Everything is kept" in await ana.tap("Yes, keep it")
    await at(ana, 800)
    assert await is_kept(ana)
    await at(ana, 740 + 740)
    assert "Shall I keep your data?" in ana.text, "after two more years it is asked again"


async def test_nobody_is_removed_whom_telegram_did_not_let_be_asked(ana: Chat) -> None:
    await ana.say("/start")
    fault = Fault(status=401, description="Unauthorized")
    ana.telegram.faults = lambda method, _: fault if method == "sendMessage" else None
    await at(ana, 740)
    await at(ana, 780)
    assert await is_kept(ana)
    ana.telegram.faults = None
    await at(ana, 781)
    assert "Shall I keep" in ana.text


async def test_whoever_blocked_the_bot_is_forgotten_in_the_same_time(ana: Chat) -> None:
    await ana.say("/start")
    await ana.services.db.run(Transaction.run, "UPDATE people SET blocked_at = 1")
    await at(ana, 740)
    assert "Shall I keep" not in ana.text
    await at(ana, 772)
    assert not await is_kept(ana)


async def checks(chat: Chat) -> int:
    row = await chat.services.db.read(Transaction.one, "SELECT count(*) AS n FROM triage_sessions")
    assert row is not None
    return int(row["n"])


async def test_a_check_left_half_way_goes_after_thirty_days(ana: Chat) -> None:
    await ana.say("/check")
    await ana.tap("None of these")
    await at(ana, 29)
    assert await checks(ana) == 1
    await at(ana, 31)
    assert await checks(ana) == 0
    assert await ana.say("/check"), "the next one begins anew"


async def test_a_check_that_a_hold_waits_for_stays(ana: Chat) -> None:
    await ana.say("/check")
    await ana.services.db.run(
        Transaction.run,
        "INSERT INTO holds (person_id, origin, urgency, check_id, asks_check, since) "
        "SELECT person_id, 'diary', 'self_care', session_id, 1, 0 FROM triage_sessions",
    )
    await at(ana, 60)
    assert await checks(ana) == 1


async def test_meanings_of_polls_and_copies_of_pictures_are_bounded(ana: Chat) -> None:
    await ana.say("/start")
    db = ana.services.db
    sent = Sent(db, 1)
    for number in range(230):
        await sent.keep_poll(SentPoll(f"p{number}", ANA, "quiz:answer"))
    assert await sent.poll("p29") is None
    assert await sent.poll("p30") is not None
    await db.run(Transaction.run, MANY_PICTURES)
    await sent.keep_file("new", "file")
    row = await db.read(Transaction.one, "SELECT count(*) AS n FROM pictures")
    assert row is not None
    assert row["n"] == 4096


MANY_PICTURES = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO pictures (bot_id, key, file_id) SELECT 1, 'k' || i, 'f' FROM n
"""


async def test_privacy_says_how_long_what_is_kept(ana: Chat) -> None:
    told = await ana.say("/privacy")
    assert all(words in told for words in ("24 months", "30 days", "Copies"))
