"""Walks through a session, one exercise a screen, and through a run."""

from collections.abc import Callable
from functools import partial

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.plan import rules_session as rules
from bot.domain.plan import work_session as work
from bot.domain.plan.rules_session import Step
from bot.domain.plan.work import Outlook
from bot.domain.plan.work_session import Begun, SessionTap
from bot.domain.standing import Access
from bot.features.plan import screens, screens_changing, screens_closing, screens_run
from bot.features.plan import screens_exercise as of_exercise
from bot.features.plan import screens_session as of_session
from bot.features.plan.screens_exercise import ShownExercise
from bot.services import Services

_OVER = Toast("That session is over. /plan shows today.")


async def start(incoming: Incoming, services: Services) -> Screen:
    """Begin today's session or run, or go on with the session that is under way."""
    workouts = services.content.plan.workouts
    return _begun(
        await services.db.run(work.begin, incoming.person_id, workouts, incoming.now), services
    )


async def first(incoming: Incoming, services: Services) -> Screen:
    """Begin the plan's very first session on a day that would be rest."""
    workouts = services.content.plan.workouts
    begun = await services.db.run(work.begin_first, incoming.person_id, workouts, incoming.now)
    return _begun(begun, services)


async def did(incoming: Incoming, services: Services) -> Reply:
    """Note that the exercise was done."""
    return await _step(rules.did, incoming, services)


async def skip(incoming: Incoming, services: Services) -> Reply:
    """Leave the exercise out, or its easier form."""
    return await _step(rules.skipped, incoming, services)


async def just_sore(incoming: Incoming, services: Services) -> Reply:
    """Note that the exercise is too sore: an easier one, or the end of the session."""
    return await _step(rules.sore, incoming, services)


async def easier(incoming: Incoming, services: Services) -> Reply:
    """Put the easier form in the exercise's place."""
    return await _step(rules.eased, incoming, services)


async def sore(incoming: Incoming, services: Services) -> Reply:
    """Ask what kind of sore it is: some kinds end the session."""
    return await _look(of_session.how_sore, incoming, services)


async def steps(incoming: Incoming, services: Services) -> Reply:
    """Show the exercise step by step."""
    return await _look(of_exercise.steps, incoming, services)


async def timer(incoming: Incoming, services: Services) -> Reply:
    """Show a countdown for an exercise that is held."""
    return await _look(of_exercise.timer, incoming, services)


async def between(incoming: Incoming, services: Services) -> Reply:
    """Show a countdown for the rest before the next set."""
    return await _look(partial(_between, number=incoming.number(2)), incoming, services)


async def next_set(incoming: Incoming, services: Services) -> Reply:
    """Show the exercise in its next set."""
    return await _look(partial(_in_set, number=incoming.number(2, 1)), incoming, services)


async def sharp(incoming: Incoming, services: Services) -> Reply:
    """End the session at a sign that is no soreness, and lead to the check."""
    content = services.content
    name = "".join(incoming.args[2:3])
    sign = next((stop for stop in content.plan.stops if stop.id == name), content.plan.stops[0])
    found, stopped = await services.db.run(work.stop, _tap(incoming), sign.sign, incoming.now)
    if stopped:
        return screens_closing.sharp(content.plan.text("stop_sharp"))
    if found.session is None:
        return _over(found, services)
    return of_session.at(content, found, found.session)


async def rest(_: Incoming, __: Services) -> Screen:
    """Leave the session for a while: it is kept as it is."""
    return of_session.paused()


async def ran(incoming: Incoming, services: Services) -> Screen:
    """Note that today's run took place, and ask how it was."""
    content = services.content
    found, ran = await services.db.run(
        work.ran, incoming.person_id, content.plan.workouts, incoming.now
    )
    return screens_run.ran() if ran else screens.shown(content, found)


def _between(view: ShownExercise, number: int) -> Screen:
    return of_exercise.between(view, number)


def _in_set(view: ShownExercise, number: int) -> Screen:
    return of_exercise.exercise(view, min(max(number, 1), view.sets))


def _begun(begun: Begun, services: Services) -> Screen:
    content = services.content
    if begun.session is not None and begun.found.standing.person.side is None:
        return screens_changing.side(has_plan=False)
    if begun.session is not None:
        return of_session.at(content, begun.found, begun.session)
    if begun.run is not None:
        return screens_run.run(content.plan, begun.run)
    return screens.shown(content, begun.found)


async def _step(step: Step, incoming: Incoming, services: Services) -> Reply:
    """Take a step in the session that the button belongs to; say where that is over."""
    content = services.content
    found = await services.db.run(
        work.take, _tap(incoming), step, content.easier_form, incoming.now
    )
    if found.session is None:
        return _over(found, services)
    return of_session.at(content, found, found.session)


async def _look(
    screen: Callable[[ShownExercise], Screen], incoming: Incoming, services: Services
) -> Reply:
    """Show the exercise in another way; where the button is an old one, as it is now."""
    tap, content = _tap(incoming), services.content
    found = await services.db.run(work.current, tap, incoming.now)
    session = found.session
    if session is None:
        return _over(found, services)
    if len(session.results) != tap.results or session.offers_easier:
        return of_session.at(content, found, session)
    return screen(of_session.shown(content, found, session))


def _over(found: Outlook, services: Services) -> Reply:
    return _OVER if found.access is Access.FREE else screens.shown(services.content, found)


def _tap(incoming: Incoming) -> SessionTap:
    """Return what a button says; a session that cannot be has the number 0."""
    return SessionTap(incoming.person_id, incoming.number(), incoming.number(1, -1))
