"""A run under way as a screen: what is to be done now, for how long, and what comes next."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, italic, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, packed
from bot.chat.ways import PLAN
from bot.domain.plan.model_cue import CuedRun, CuePart, Gait
from bot.domain.plan.rules_cue import MINUTE_S
from bot.domain.plan.work_cue import RunCue
from bot.features.plan import screens_closing as closing
from bot.features.plan import screens_run
from bot.library import held
from bot.library.content import Content
from bot.library.plan import Programme, Stop

_NAMES: dict[Gait, str] = {"walk": "Walk", "run": "Run"}
_MARKS: dict[Gait, str] = {"walk": "🚶", "run": "🏃"}


def cue(content: Content, told: RunCue) -> Screen:
    """Say what a run is at; that it is over, or what has stopped it."""
    if told.held:
        why = held.held(content, told.found.standing)
        first = bold("Stop here and walk home: something else comes first.")
        return Screen(paragraphs(first, why.text if why else None), why.rows if why else ((PLAN,),))
    if told.at is None:
        return screens_run.ran()
    return _shown(content.plan, told.run, told.at.at, told.at.left_s)


def paused(told: RunCue) -> Screen:
    """Say that a run waits."""
    at = told.run.parts[told.at.at] if told.at else told.run.parts[-1]
    left = _minutes(told.at.left_s) if told.at else "0 min"
    text = fill("<b>Paused.</b> {gait}, {left} left.", gait=_NAMES[at.gait], left=left)
    go_on, stop = _tap("Go on", "cue_on", told.run), _tap("Stop", "cue_stop", told.run)
    return Screen(text, ((go_on,), (stop, _tap("It hurts", "cue_hurts", told.run))))


def begun(*, sounds: bool) -> Screen:
    """Say that a run has begun, and how it is told."""
    how = (
        "Each change comes as a message of its own, with your phone's sound."
        if sounds
        else "One message below changes with you and makes no sound."
    )
    return Screen(paragraphs(bold("Your run has begun."), plain(how)), ((PLAN,),))


def stopped(told: RunCue) -> Screen:
    """End a run early, with the question of pain where some of it was run."""
    if told.ran:
        return screens_run.ran()
    return Screen(Markup("<b>Stopped.</b> Nothing was run, so nothing is noted."), ((PLAN,),))


def hurts(told: RunCue, stops: tuple[Stop, ...]) -> Screen:
    """Ask whether it is soreness, or a sign that ends the run, while that waits."""
    signs = [
        Button(stop.button, action("plan", "cue_sign", told.run.run_id, stop.id)) for stop in stops
    ]
    just_sore: Row = (_tap("Just sore: stop here", "cue_stop", told.run),)
    go_on: Row = (_tap("It is nothing: go on", "cue_on", told.run),)
    return Screen(
        paragraphs(bold("What is it like?"), plain("Your run waits meanwhile.")),
        (*packed(signs), just_sore, go_on),
    )


def signed(programme: Programme) -> Screen:
    """End a run at pain that is no soreness."""
    return closing.sharp(programme.text("stop_sharp"))


def past(told: CuedRun, at: int) -> Screen:
    """Return what is left in a message of a part that is over."""
    return Screen(plain(f"{_named(told.parts[at])}: done."))


def _shown(programme: Programme, run: CuedRun, at: int, left_s: float) -> Screen:
    part, following = run.parts[at], run.parts[at + 1 : at + 2]
    then = f"Then: {_named(following[0])}." if following else "Then you are done."
    return Screen(
        paragraphs(
            fill(
                "{mark} <b>{gait}: {left} left</b>",
                mark=_MARKS[part.gait],
                gait=_NAMES[part.gait],
                left=_minutes(left_s),
            ),
            plain(f"Part {at + 1} of {len(run.parts)}. {then}"),
            italic(programme.text("stop_run")),
        ),
        (
            (_tap("Pause", "cue_pause", run), _tap("Stop", "cue_stop", run)),
            (_tap("It hurts", "cue_hurts", run),),
        ),
    )


def _named(part: CuePart) -> str:
    return f"{_NAMES[part.gait].lower()} {part.seconds // MINUTE_S} min"


def _minutes(left_s: float) -> str:
    return f"{-(-int(left_s + 0.5) // MINUTE_S)} min"


def _tap(label: str, verb: str, run: CuedRun) -> Button:
    return Button(label, action("plan", verb, run.run_id))
