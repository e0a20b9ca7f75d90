"""The ways to a plan that its transcripts share."""

from dataclasses import replace

from bot.domain.check import store as checks
from bot.domain.check import store_holds as holds
from bot.domain.check.model import Hold, Origin, Urgency
from bot.domain.check.rules import facts_of
from bot.domain.people import store as people
from bot.domain.plan import store
from bot.domain.plan.model import Plan
from bot.library.content import Content
from bot.storage.transaction import Transaction
from tests.conversations.conftest import Chat
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN, answer_all

DAY_S = 24 * 3600
SETTLING = {**SORE_AFTER_A_LONG_RUN, "duration": "week_1", "walking": "normal"}
TO_BE_SEEN = {**SORE_AFTER_A_LONG_RUN, "pattern": "click"}


async def check(chat: Chat, content: Content, answers: dict[str, str]) -> str:
    """Do a whole check; return its outcome."""
    await chat.say("/check")
    await answer_all(chat, content, answers)
    return chat.text


async def make_plan(chat: Chat, content: Content, answers: dict[str, str] = SETTLING) -> str:
    """Do a check and make the plan that it offers, with the days that are ticked."""
    await check(chat, content, answers)
    await chat.tap("Make my plan")
    await chat.tap("Left")
    return await chat.tap("Make my plan")


async def put_check(chat: Chat, urgency: Urgency, answers: dict[str, str]) -> int:
    """Put a check that is done, and what it holds, where the taps would have; return its id."""
    given = {question: frozenset({option}) for question, option in answers.items()}
    person_id, now = chat.person_id, chat.clock()

    def done(tx: Transaction) -> int:
        check = checks.begin(tx, person_id, now, given)
        facts = facts_of(chat.services.content.triage, given)
        checks.save(tx, replace(check, is_open=False, plan="full", urgency=urgency, facts=facts))
        if urgency:
            hold = Hold(0, person_id, Origin.CHECK, urgency, (), now, check_id=check.check_id)
            holds.place(tx, hold)
        return check.check_id

    return await chat.services.db.run(done)


async def given_plan(chat: Chat, answers: dict[str, str] = SETTLING, **changed: object) -> str:
    """Put a check and a plan where the taps would have put them, and show today."""
    await chat.say("/start")
    person = await chat.services.db.run(people.get, chat.person_id)
    await chat.services.db.run(people.save, replace(person, side="left"))
    check_id = await put_check(chat, Urgency.SELF_CARE, answers)
    on = chat.clock().to_tz("UTC").date()
    plan = Plan(chat.person_id, chat.clock(), on, check_id, stage=1)
    await chat.services.db.run(store.save, replace(plan, **changed))  # type: ignore[arg-type]
    return await chat.say("/plan")


async def plan_of(chat: Chat) -> Plan:
    """Return the plan as it is stored."""
    found = await chat.services.db.run(store.current, chat.person_id)
    assert found is not None
    return found


async def put(chat: Chat, **changed: object) -> None:
    """Change the stored plan as weeks of use would have."""
    await chat.services.db.run(store.save, replace(await plan_of(chat), **changed))  # type: ignore[arg-type]


def marks(text: str) -> str:
    """Return a text in which a weekday and its mark stand together."""
    return text.replace("\u00a0", "")


def later(chat: Chat, days: float) -> None:
    """Let days go by."""
    chat.clock.forward(days * DAY_S)
    chat.telegram.moved()
