"""Walks through a session, one exercise a screen, and through a run."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.people import store as people
from bot.domain.plan import rules_session as rules
from bot.domain.plan import store as plans
from bot.domain.plan import store_session as store
from bot.domain.plan.days import day
from bot.domain.plan.model import Day, DayKind, Effort, GuidedSession, Plan
from bot.domain.plan.rules import awaits_morning, done
from bot.domain.plan.work import Outlook
from bot.domain.standing import Access
from bot.features.plan import screens_closing as closing
from bot.features.plan import screens_session as screens
from bot.features.plan.handlers_today import shown as today
from bot.features.plan.handlers_today import standing, waiting
from bot.features.plan.screens_session import Shown
from bot.library import doses
from bot.library.topics import Topic
from bot.routes import Handler
from bot.services import Services

Step = Callable[[GuidedSession, Plan, Incoming, Services], Awaitable[Reply]]
"""What a button does in the session under way."""

_OVER = Toast("That session is over. /plan shows today.")


async def start(incoming: Incoming, services: Services) -> Screen:
    """Begin today's session or run, or go on with the session that is under way."""
    found = await standing(incoming, services)
    if found.free is None:
        return await today(incoming, services)
    planned = day(found.free, found.on, services.content.plan.workouts)
    session = await services.db.run(store.under_way, incoming.person_id)
    begun = session if session and rules.is_current(session, found.on, incoming.now) else None
    # One that was begun before midnight goes on whatever today is.
    if begun and (planned.kind is DayKind.SESSION or begun.day != found.on):
        return await _current(begun, found.free, services)
    if planned.done or planned.kind is DayKind.REST or awaits_morning(found.free, found.on):
        return await today(incoming, services)
    if planned.kind is DayKind.RUN:
        return _run(planned, services)
    session = await services.db.run(
        store.begin, incoming.person_id, found.on, planned.exercises, incoming.now
    )
    return await _current(session, found.free, services)


def _of_session(step: Step) -> Handler:
    """Give a step the session that its button belongs to, and the plan; say where it is over."""

    async def handler(incoming: Incoming, services: Services) -> Reply:
        found, session = await _mine(incoming, services)
        if session is None or found.free is None:
            return _over(found, services)
        return await step(session, found.free, incoming, services)

    return handler


@_of_session
async def did(session: GuidedSession, plan: Plan, incoming: Incoming, services: Services) -> Reply:
    """Note that the exercise was done."""
    if _is_at(session, incoming) and not session.offers_easier:
        session = rules.went(session, "done")
        await _keep(session, plan, services)
    return await _current(session, plan, services)


@_of_session
async def skip(session: GuidedSession, plan: Plan, incoming: Incoming, services: Services) -> Reply:
    """Leave the exercise out, or its easier form."""
    if _is_at(session, incoming):
        session = rules.went(session, "skipped")
        await _keep(session, plan, services)
    return await _current(session, plan, services)


@_of_session
async def sore(session: GuidedSession, plan: Plan, incoming: Incoming, services: Services) -> Reply:
    """Ask what kind of sore it is: some kinds end the session."""
    if not _is_at(session, incoming) or session.offers_easier:
        return await _current(session, plan, services)
    return screens.how_sore(session, await _shown(session, plan, services))


@_of_session
async def sharp(
    session: GuidedSession, plan: Plan, incoming: Incoming, services: Services
) -> Reply:
    """End the session at pain that is no soreness, and lead to the check."""
    if not _is_at(session, incoming):
        return await _current(session, plan, services)
    await _keep(rules.stopped(session), plan, services)
    return closing.sharp(services.content.plan.text("stop_sharp"))


@_of_session
async def just_sore(
    session: GuidedSession, plan: Plan, incoming: Incoming, services: Services
) -> Reply:
    """Note that the exercise is too sore: an easier one, or the end of the session."""
    if _is_at(session, incoming) and not session.offers_easier:
        form = _easier_form(session, services)
        session = rules.sore(session, form.id if form else None)
        await _keep(session, plan, services)
    return await _current(session, plan, services)


@_of_session
async def easier(
    session: GuidedSession, plan: Plan, incoming: Incoming, services: Services
) -> Reply:
    """Put the easier form in the exercise's place."""
    form = _easier_form(session, services)
    if _is_at(session, incoming) and form is not None:
        session = rules.eased(session, form.id)
        await _keep(session, plan, services)
    return await _current(session, plan, services)


@_of_session
async def steps(session: GuidedSession, plan: Plan, _: Incoming, services: Services) -> Reply:
    """Show the exercise step by step."""
    return screens.steps(session, await _shown(session, plan, services))


@_of_session
async def timer(session: GuidedSession, plan: Plan, _: Incoming, services: Services) -> Reply:
    """Show a countdown for an exercise that is held."""
    shown = await _shown(session, plan, services)
    if not shown.is_held:
        return await _current(session, plan, services)
    ring = services.content.picture("countdown_30", moving=True)
    return screens.timer(session, replace(shown, picture=ring))


async def rest(_: Incoming, __: Services) -> Screen:
    """Leave the session for a while: it is kept as it is."""
    return screens.paused()


async def ran(incoming: Incoming, services: Services) -> Screen:
    """Note that today's run took place, and ask how it was."""
    found = await standing(incoming, services)
    if found.free is None:
        return await today(incoming, services)
    planned = day(found.free, found.on, services.content.plan.workouts)
    if planned.kind is not DayKind.RUN:
        return await today(incoming, services)
    await services.db.run(plans.save, done(found.free, Effort.RUN, found.on))
    return closing.ran()


async def _mine(incoming: Incoming, services: Services) -> tuple[Outlook, GuidedSession | None]:
    """Return what holds now, and the session under way if the button belongs to it."""
    found = await standing(incoming, services)
    session = await services.db.run(store.under_way, incoming.person_id)
    if session is None or incoming.args[:1] != (str(session.session_id),):
        return found, None
    return found, session if rules.is_current(session, found.on, incoming.now) else None


def _is_at(session: GuidedSession, incoming: Incoming) -> bool:
    """Say whether the button is of the state that the session is in, and not tapped twice."""
    return incoming.args[1:2] == (str(len(session.results)),)


def _over(found: Outlook, services: Services) -> Reply:
    return _OVER if found.access is Access.FREE else waiting(found, services)


async def _keep(session: GuidedSession, plan: Plan, services: Services) -> None:
    """Store a session, and in the plan that it took place once it is over."""
    await services.db.run(store.save, session)
    if session.state == "stopped":
        plan = replace(plan, stopped_on=session.day)
    if session.state in {"done", "stopped"}:
        await services.db.run(plans.save, done(plan, Effort.SESSION, session.day))


async def _current(session: GuidedSession, plan: Plan, services: Services) -> Screen:
    """Return the screen that a session is at."""
    content = services.content
    match session.state:
        case "done":
            return closing.finished(session)
        case "stopped":
            return closing.stopped(content.plan.text("too_sore"))
        case "left":
            return closing.nothing_done()
    form = _easier_form(session, services)
    if session.offers_easier and form is not None:
        side = (await services.db.run(people.get, session.person_id)).side
        picture = content.picture(form.id, side)
        return screens.easier(session, content.topics[session.exercise], form, picture)
    return screens.exercise(session, await _shown(session, plan, services))


async def _shown(session: GuidedSession, plan: Plan, services: Services) -> Shown:
    content = services.content
    topic = content.topics[session.exercise]
    movement = topic.movement
    assert movement is not None  # noqa: S101  # the content was checked
    side = (await services.db.run(people.get, session.person_id)).side
    return Shown(
        topic,
        side,
        doses.in_words(movement, fewer=doses.fewer_sets(plan, session.day)),
        content.plan.text("stop_line").replace("{stop_at}", str(movement.stop_at)),
        content.picture(topic.id, side, moving=True),
    )


def _easier_form(session: GuidedSession, services: Services) -> Topic | None:
    """Return the easier exercise, where there is one with a page of its own."""
    topic = services.content.topics[session.exercise]
    form = topic.easier.topic if topic.easier else None
    found = services.content.topics.get(form) if form else None
    return found if found and found.movement else None


def _run(planned: Day, services: Services) -> Screen:
    programme = services.content.plan
    level = programme.level(planned.level)
    return screens.run(
        planned.level, level, programme.text(planned.why), programme.text("stop_run")
    )
