"""Where a run under way is, and when there is something to tell of it."""

from whenever import Instant

from bot.domain.plan.model_cue import CuedRun, CuePart, Whereabouts

MINUTE_S = 60
LATE_S = 4 * 3600  # a pause that is longer has ended the run


def whereabouts(run: CuedRun, now: Instant) -> Whereabouts | None:
    """Return where a run is at an instant, None where it is over."""
    since = max(0.0, ((run.paused_at or now) - run.began_at).total("seconds"))
    for position, part in enumerate(run.parts):
        if since < part.seconds:
            return Whereabouts(position, part.seconds - since)
        since -= part.seconds
    return None


def next_cue(run: CuedRun, now: Instant) -> Instant:
    """Return when to tell next: at the next change, or when another minute of the part is over."""
    found = whereabouts(run, now)
    if found is None:
        return now
    step = found.left_s % MINUTE_S or MINUTE_S
    return now.add(seconds=step)


def has_run(run: CuedRun, now: Instant) -> bool:
    """Say whether any of it was run by then."""
    found = whereabouts(run, now)
    position = len(run.parts) if found is None else found.at + 1
    return any(part.gait == "run" for part in run.parts[:position])


def is_stale(run: CuedRun, now: Instant) -> bool:
    """Say whether a run was left in a pause so long ago that it is none any more."""
    return run.paused_at is not None and (now - run.paused_at).total("seconds") > LATE_S


def joined(parts: tuple[CuePart, ...]) -> tuple[CuePart, ...]:
    """Return the parts with those of one gait that follow each other as one."""
    found: list[CuePart] = []
    for part in parts:
        if found and found[-1].gait == part.gait:
            found[-1] = CuePart(part.gait, found[-1].seconds + part.seconds)
        else:
            found.append(part)
    return tuple(found)
