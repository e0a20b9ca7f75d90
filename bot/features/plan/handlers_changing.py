"""Makes a plan and changes it: days, side, pauses, steps back, the gate to running."""

from collections.abc import Iterable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.people.model import SIDES
from bot.domain.plan import store, work
from bot.domain.plan.making import Weekdays, first_stage, first_why, restarted, weekdays
from bot.domain.plan.model import DayKind, Plan
from bot.domain.plan.rules import opened
from bot.domain.plan.work import Outlook
from bot.domain.standing import Access
from bot.features.plan import screens_changing as screens
from bot.features.plan.handlers_today import asks_gate, shown, standing
from bot.features.plan.screens_today import WEEKDAYS
from bot.library.plan import Gate
from bot.services import Services
from bot.typed.durations import days_meant

_ONE_STAYS = "One session day stays: without it the plan would never move."
_UNREAD = "I did not get that. Type a number of days from 1 to 90, such as 10."
_DIGITS = "1234567"


async def side(incoming: Incoming, services: Services) -> Screen:
    """Ask for the sore side, or store it."""
    found = await standing(incoming, services)
    chosen = SIDES.get(incoming.args[0]) if incoming.args else None
    if chosen is None:
        return screens.side(has_plan=found.plan is not None)
    person = await services.db.run(people.get, incoming.person_id)
    await services.db.run(people.save, replace(person, side=chosen))
    return await change(incoming, services) if found.free else await shown(incoming, services)


async def sessions(incoming: Incoming, services: Services) -> Screen:
    """Show the session days, with one switched on or off."""
    found = await standing(incoming, services)
    if found.access is not Access.FREE:
        return await shown(incoming, services)
    chosen, tapped = _chosen(incoming, _level(found))
    if tapped is None:
        return screens.sessions(chosen, found.stage)
    changed, removed = chosen.with_session(tapped)
    if changed == chosen:
        return screens.sessions(chosen, found.stage, _ONE_STAYS)
    note = screens.changes(chosen, changed, DayKind.SESSION)
    why = services.content.plan.text("spaced_sessions") if removed else ""
    return screens.sessions(changed, found.stage, f"{note} {why}".strip())


async def runs(incoming: Incoming, services: Services) -> Screen:
    """Show the running days, with one switched on or off."""
    found = await standing(incoming, services)
    if found.access is not Access.FREE:
        return await shown(incoming, services)
    chosen, tapped = _chosen(incoming, _level(found))
    if tapped is None:
        return screens.runs(chosen, found.plan, found.stage)
    changed, removed = chosen.with_run(tapped, _level(found))
    if changed == chosen:
        return screens.runs(chosen, found.plan, found.stage, _ONE_STAYS)
    note = screens.changes(chosen, changed, DayKind.RUN)
    why = services.content.plan.text("spaced_runs") if removed else ""
    return screens.runs(changed, found.plan, found.stage, f"{note} {why}".strip())


async def make(incoming: Incoming, services: Services) -> Screen:
    """Make the plan from the days chosen, or store them in the one there is."""
    found = await standing(incoming, services)
    if found.access is not Access.FREE or found.check is None:
        return await shown(incoming, services)
    chosen, _ = _chosen(incoming, _level(found))
    if found.plan is not None:
        changed = replace(found.plan, session_days=chosen.sessions, run_days=chosen.runs, shifts={})
        await services.db.run(store.save, changed)
        note = "Your days are changed" + (": they count from stage 1." if not found.stage else ".")
        return await shown(incoming, services, note)
    why = first_why(found.check.facts, cleared=found.check.cleared_at is not None)
    new = Plan(
        incoming.person_id,
        incoming.now,
        found.on,
        check_id=found.check.check_id,
        stage=found.stage,
        run_days=chosen.runs,
        session_days=chosen.sessions,
    )
    await services.db.run(store.save, new)
    return await shown(incoming, services, services.content.plan.text(why))


async def change(incoming: Incoming, services: Services) -> Screen:
    """Show what can be changed."""
    found = await standing(incoming, services)
    if found.free is None:
        return await shown(incoming, services)
    person = await services.db.run(people.get, incoming.person_id)
    return screens.menu(found.free, person.side, found.on)


async def pause(incoming: Incoming, services: Services) -> Screen:
    """Pause for some days, chosen or typed; 0 ends a pause."""
    found = await standing(incoming, services)
    if found.free is None:
        return await shown(incoming, services)
    days = _pause_days(incoming)
    if days is None:
        return screens.pause(_UNREAD if incoming.words else "")
    until = found.on.add(days=days - 1)
    await services.db.run(store.save, replace(found.free, paused_until=until if days else None))
    first = until.add(days=1)
    note = f"It goes on on {WEEKDAYS[first.day_of_week().value - 1]}, {first.format('D MMMM')}."
    return await shown(incoming, services, note if days else "The plan goes on.")


async def back(incoming: Incoming, services: Services) -> Screen:
    """Go one stage or one level back; a button of another stage changes nothing."""
    found = await standing(incoming, services)
    plan = found.free
    if plan is None:
        return await shown(incoming, services)
    match incoming.args:
        case ("stage", number) if number == str(plan.stage) and plan.stage:
            changed = replace(plan, stage=plan.stage - 1, greens=frozenset())
        case ("level", number) if number == str(plan.level) and plan.level > 1:
            changed = replace(plan, level=plan.level - 1, green_runs=frozenset())
        case _:
            return await change(incoming, services)
    await services.db.run(store.save, changed)
    return await shown(incoming, services)


async def again(incoming: Incoming, services: Services) -> Screen:
    """Go back to the plan's beginning, after asking."""
    found = await standing(incoming, services)
    if found.free is None or found.check is None:
        return await shown(incoming, services)
    if incoming.args != ("yes",):
        return screens.start_again()
    stage = first_stage(found.check.facts)
    await services.db.run(store.save, restarted(found.free, stage, found.on))
    return await shown(incoming, services, "The plan begins again.")


async def end(incoming: Incoming, services: Services) -> Screen:
    """End the plan, after asking; also one that is held."""
    plan = (await standing(incoming, services)).plan
    if plan is None:
        return await shown(incoming, services)
    if incoming.args != ("yes",):
        return screens.end()
    await services.db.run(work.end, plan, incoming.now)
    return screens.ended()


async def gate(incoming: Incoming, services: Services) -> Screen:
    """Ask what must be so before running, one question at a time; all yes opens level 1."""
    found = await standing(incoming, services)
    plan = found.free
    if plan is None or found.check is None or not asks_gate(plan, found):
        return await shown(incoming, services)
    bone = "bone" in found.check.facts
    items = {item.id: item for item in services.content.plan.gate if bone or not item.bone}
    match incoming.args:
        case (name, "yes") if name in items:
            plan = opened(replace(plan, gate=plan.gate | {name}), frozenset(items), found.on)
            await services.db.run(store.save, plan)
            if plan.level:
                return await shown(incoming, services, "Running is open, from level 1.")
        case (name, ("no" | "later") as answer) if name in items:
            await services.db.run(store.save, replace(plan, gate=plan.gate - {name}))
            return screens.gate_shut(items[name], tried=answer == "no")
    return _next_of(tuple(items.values()), plan)


def _next_of(items: tuple[Gate, ...], plan: Plan) -> Screen:
    number, item = next(
        (number, item) for number, item in enumerate(items, start=1) if item.id not in plan.gate
    )
    return screens.gate(item, number, len(items))


def _level(found: Outlook) -> int:
    return found.plan.level if found.plan else 0


def _chosen(incoming: Incoming, level: int) -> tuple[Weekdays, int | None]:
    """Return the days that a button carries, and the one that was tapped."""
    match incoming.args:
        case (on, off, *tapped):
            day = tapped[0] if tapped else ""
            chosen = weekdays(_days(on), _days(off), level)
            return chosen, int(day) if day in _DIGITS and day else None
        case _:
            return Weekdays(), None


def _days(digits: str) -> Iterable[int]:
    return (int(digit) for digit in digits if digit in _DIGITS)


def _pause_days(incoming: Incoming) -> int | None:
    """Return the days that were typed or tapped; None where they cannot be read."""
    if incoming.words:
        return days_meant(incoming.words)
    match incoming.args:
        case (digits,) if digits in {"0", "3", "7", "14"}:
            return int(digits)
        case _:
            return None
