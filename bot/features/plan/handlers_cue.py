"""Begins a run that is told of, and takes its buttons."""

from collections.abc import Callable

from whenever import Instant

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.plan import work_cue as work
from bot.domain.plan.work_cue import CueStart, CueTap, RunCue
from bot.features.plan import screens
from bot.features.plan import screens_cue as of_run
from bot.services import Services
from bot.storage.transaction import Transaction

_OVER = Toast("That run is over. /plan shows today.")

Step = Callable[[Transaction, CueTap, Instant], RunCue | None]


async def begin(incoming: Incoming, services: Services) -> Screen:
    """Begin today's run; its changes come in messages of the job's."""
    content = services.content
    start = CueStart(incoming.person_id, incoming.args[:1] == ("sound",))
    found, begun = await services.db.run(
        work.begin, start, lambda number: content.plan.level(number).parts, incoming.now
    )
    return of_run.begun(sounds=start.sounds) if begun else screens.shown(content, found)


async def pause(incoming: Incoming, services: Services) -> Reply:
    """Let the run wait."""
    cue = await _step(work.pause, incoming, services)
    return of_run.paused(cue) if cue else _OVER


async def go_on(incoming: Incoming, services: Services) -> Reply:
    """Go on with the run."""
    cue = await _step(work.resume, incoming, services)
    return of_run.cue(services.content, cue) if cue else _OVER


async def stop(incoming: Incoming, services: Services) -> Reply:
    """End the run early."""
    cue = await _step(work.stop, incoming, services)
    return of_run.stopped(cue) if cue else _OVER


async def hurts(incoming: Incoming, services: Services) -> Reply:
    """Let the run wait, and ask whether it is a sign that ends it."""
    cue = await _step(work.pause, incoming, services)
    return of_run.hurts(cue, services.content.plan.stops) if cue else _OVER


async def sign(incoming: Incoming, services: Services) -> Reply:
    """End the run at a sign that is no soreness, and lead to the check."""
    programme, name = services.content.plan, "".join(incoming.args[1:2])
    stop = next((stop for stop in programme.stops if stop.id == name), programme.stops[0])
    ended = await services.db.run(work.hurt, _tap(incoming), stop.sign, incoming.now)
    return of_run.signed(programme) if ended else _OVER


async def _step(step: Step, incoming: Incoming, services: Services) -> RunCue | None:
    return await services.db.run(step, _tap(incoming), incoming.now)


def _tap(incoming: Incoming) -> CueTap:
    return CueTap(incoming.person_id, incoming.number())
