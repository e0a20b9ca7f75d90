"""What time is it where you are: without it no reminder can come."""

from collections.abc import Iterable

from whenever import Instant

from bot.chat.actions import action
from bot.chat.markup import bold, paragraphs, plain
from bot.chat.screen import Button, Screen, grid
from bot.domain.places.zones import label

_OTHER = Button("Other place or time", action("account", "choose", "zone"))
_LATER = Button("Not now", action("reminders", "list"))


def clock(likely: Iterable[str], now: Instant, then: str = "", *, again: bool = False) -> Screen:
    """Ask for the clock; `then` names what goes on once it is known, `again` is the day after."""
    times = [
        Button(
            f"{now.to_tz(zone).time().format('HH:mm')} {label(zone)}",
            action("reminders", "clock", zone, *([then] if then else [])),
        )
        for zone in likely
    ]
    first = "Your reminders still wait for your clock." if again else "One thing is missing."
    why = "I remind you by your own clock and do not guess at it: nothing comes before I know it."
    return Screen(
        paragraphs(plain(first), bold("What time is it where you are?"), plain(why)),
        (*grid(times, 2), (_OTHER,), (_LATER,)),
    )


def typed_again() -> str:
    """Return what to do once the clock is known for a reminder that was typed."""
    return "Your clock is set. Now type your reminder once more."
