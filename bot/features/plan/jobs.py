"""Tells runs under way when to walk and when to run; what is not settled comes again."""

import asyncio

from bot.chat.sending import Outbox, Outcome
from bot.domain.plan import work_cue as work
from bot.domain.plan.work_cue import RunCue
from bot.features.plan import screens_cue as screens
from bot.services import Services

EVERY_S = 1.0
_AT_ONCE = 32
_THERE = frozenset({Outcome.SENT, Outcome.UNCHANGED, Outcome.UNKNOWN})


async def tell_runs(services: Services, outbox: Outbox) -> None:
    """Tell every run of which there is something to tell."""
    cues = await services.db.run(work.claim, services.clock(), _AT_ONCE)
    await asyncio.gather(*(_tell(cue, services, outbox) for cue in cues))


async def _tell(cue: RunCue, services: Services, outbox: Outbox) -> None:
    """Show where a run is: in its message where that does, else in a new one.

    Edits come at changes and once a minute between; Telegram takes 20 a minute in one chat.
    """
    run, before = cue.run, cue.run.message_id
    screen = screens.cue(services.content.at(cue.found.standing.person.country), cue)
    over = cue.at is None or cue.held
    changes = over or (run.sounds and cue.at is not None and cue.at.at != run.told)
    outcome, message_id = Outcome.GONE, before
    if before is not None and not changes:
        outcome = await outbox.edit(run.person_id, before, screen)
    if outcome not in _THERE:
        sent = await outbox.send(run.person_id, screen)
        outcome, message_id = sent.outcome, sent.message_id
        if before is not None and run.told >= 0:  # its buttons are those of a part that is over
            await outbox.edit(run.person_id, before, screens.past(run, run.told))
    if outcome in _THERE or outcome in {Outcome.BLOCKED, Outcome.REJECTED}:
        meanwhile = await services.db.run(work.settle, cue, message_id, services.clock())
        if meanwhile and message_id is not None:  # the person's tap came between
            shown = screens.paused(cue) if meanwhile == "paused" else screens.stopped(cue)
            await outbox.edit(run.person_id, message_id, shown)
