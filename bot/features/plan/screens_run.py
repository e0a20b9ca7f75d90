"""A run as screens: what it is made of, and the pain in it."""

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, italic, lines, numbered, paragraphs, plain
from bot.chat.screen import Button, Screen
from bot.chat.ways import PLAN
from bot.domain.plan.model import Day, Effort
from bot.features.plan.screens_closing import pains
from bot.library.plan import WALK_MINUTES, Programme

_TIMES = {1: "", 2: ", twice", 4: ", four times"}
_WARM_UP = action("remedies", "open", "warm_up")


def run(programme: Programme, planned: Day) -> Screen:
    """Show what a run is made of."""
    level = programme.level(planned.level)
    walk = f"Walk {WALK_MINUTES} minutes."
    times = _TIMES.get(level.times, f", {level.times} times")
    middle = f"Run {level.run} min, walk {level.walk}" if level.walk else f"Run {level.run} min"
    return Screen(
        paragraphs(
            fill(
                "<b>Run, level {number}</b>\nAbout {whole} minutes",
                number=planned.level,
                whole=level.whole_minutes,
            ),
            lines(numbered((walk, f"{middle}{times}.", walk))),
            plain(level.more) if level.more else None,
            plain(programme.text(planned.why)),
            italic(programme.text("stop_run")),
        ),
        (
            (Button("Tell me when to run", action("plan", "cue", "silent")),),
            (Button("With sound at each change", action("plan", "cue", "sound")),),
            (Button("I ran it", action("plan", "ran")), Button("Warm-up", _WARM_UP)),
            (PLAN,),
        ),
    )


def ran() -> Screen:
    """Ask for the worst pain in a run."""
    return Screen(
        Markup(
            "<b>Run done. What was the worst pain in it?</b>\n\n"
            "0 is no pain, 10 is the worst that you can imagine."
        ),
        pains(Effort.RUN),
    )
