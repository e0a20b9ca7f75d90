"""Shows today, moves it to another day, and leads to the check where exercises wait."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.check.model import Urgency
from bot.domain.check.rules import assess
from bot.domain.people import store as people
from bot.domain.plan import store
from bot.domain.plan import store_session as sessions
from bot.domain.plan.days import day, is_light, postponed, week
from bot.domain.plan.making import Weekdays
from bot.domain.plan.model import RUN_STAGE, DayKind, Plan, Zone
from bot.domain.plan.work import Outlook, outlook
from bot.domain.standing import Access
from bot.features.plan import screens_changing as changing
from bot.features.plan import screens_today as screens
from bot.features.plan.screens_today import Today
from bot.library import doses, signoff
from bot.services import Services


async def plan(incoming: Incoming, services: Services) -> Screen:
    """Show today, or the way to a plan."""
    return await shown(incoming, services)


async def shown(incoming: Incoming, services: Services, *notes: str) -> Screen:
    """Return today's screen with notes, or why there is none; what a break changed is stored."""
    found = await standing(incoming, services)
    if found.access is not Access.FREE:
        return waiting(found, services)
    if found.plan is None:
        person = await services.db.run(people.get, incoming.person_id)
        if person.side is None:
            return changing.side(has_plan=False)
        return changing.sessions(Weekdays(), found.stage)
    if found.plan != found.kept:
        await services.db.run(store.save, found.plan)
        notes = (*notes, *_changed(found, services))
    return screens.today(await _view(found.plan, found, services, notes))


async def standing(incoming: Incoming, services: Services) -> Outlook:
    """Return what holds for the person now."""
    person = await services.db.run(people.get, incoming.person_id)
    return await services.db.run(outlook, person, incoming.now)


def waiting(found: Outlook, services: Services) -> Screen:
    """Return the screen that stands in place of the plan while something holds it."""
    has_plan = found.plan is not None
    if found.access is Access.SOON:
        return screens.questions(services.content.plan.phrases["questions"], has_plan=has_plan)
    return screens.waits(found.access, _reason(found, services), has_plan=has_plan)


async def postpone(incoming: Incoming, services: Services) -> Reply:
    """Move today's session or run to the next day that can take it."""
    found = await standing(incoming, services)
    if found.free is None or incoming.args != (found.on.format_iso(),):
        return await shown(incoming, services)
    changed, target = postponed(found.free, found.on)
    if target is None or day(found.free, found.on, services.content.plan.workouts).done:
        return await shown(incoming, services)
    await services.db.run(store.save, changed)
    return await shown(incoming, services, f"Moved to {screens.named(target)}.")


async def questions(incoming: Incoming, services: Services) -> Screen:
    """Show what to ask a clinician; today where nothing is to be asked any more."""
    found = await standing(incoming, services)
    if found.access is Access.FREE:
        return await shown(incoming, services)
    asked = services.content.plan.phrases["questions"]
    return screens.questions(asked, has_plan=found.plan is not None)


async def about(_: Incoming, services: Services) -> Screen:
    """Say how the plan works."""
    content = services.content
    cited = content.cite(source for _, sources in content.plan.cited() for source in sources)
    shown = signoff.names(content, "plan phrase", "stage", "level")
    return screens.about(content.plan, cited, signoff.said(content, shown))


async def _view(plan: Plan, found: Outlook, services: Services, notes: tuple[str, ...]) -> Today:
    content = services.content
    days = week(plan, found.on, content.plan.workouts)
    topics = [content.topics[name] for name in days[0].exercises]
    fewer = doses.fewer_sets(plan, found.on)
    if topics and is_light(plan, found.on) and not days[0].done:
        notes = (*notes, content.plan.text("light_week"))
    session = await services.db.run(sessions.under_way, plan.person_id)
    goes_on = bool(topics) and session is not None and session.day == found.on
    movable = days[0].kind is not DayKind.REST and not (days[0].done or goes_on)
    return Today(
        plan,
        days,
        content.plan,
        exercises=tuple(topic.title for topic in topics),
        minutes=doses.minutes((t.movement for t in topics if t.movement), fewer=fewer),
        goes_to=postponed(plan, found.on)[1] if movable else None,
        goes_on=goes_on,
        asks_gate=asks_gate(plan, found),
        notes=notes,
    )


def asks_gate(plan: Plan, found: Outlook) -> bool:
    """Say whether the questions before running may be asked: standing work is green."""
    ready = plan.level == 0 and plan.stage >= RUN_STAGE and plan.zone is Zone.GREEN
    return ready and not plan.rests(found.on)


def _changed(found: Outlook, services: Services) -> tuple[str, ...]:
    """Return what to say of a plan that a newer check or a break has lowered."""
    plan, kept = found.plan, found.kept
    if plan is None or kept is None or (plan.stage, plan.level) == (kept.stage, kept.level):
        return ()
    fresh = plan.check_id != kept.check_id and plan.stage == 0
    return (services.content.plan.text("lower_after_check" if fresh else "lower_after_break"),)


def _reason(found: Outlook, services: Services) -> str:
    """Return the gravest thing that the check found, in a sentence."""
    triage = services.content.triage
    if found.check is None:
        return ""
    rules = assess(triage, found.check.answers).rules
    urgency = found.check.urgency or Urgency.SELF_CARE
    return rules[0].sentence if rules else triage.outcomes[urgency].lead
