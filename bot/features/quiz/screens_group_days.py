"""A group's daily question: its hour, and what is said where it cannot come."""

from whenever import Instant

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, paragraphs
from bot.chat.screen import Button, Screen, grid
from bot.domain.quiz.model import GroupDay

_HOURS = range(6, 22)  # nobody's phone rings at night
_CHANGE = Button("Another hour", action("quiz", "day"))
_OFF = Button("Off", action("quiz", "day_off"))

STOPPED = Screen(
    Markup("<b>No more daily questions here.</b> /quiz asks one at any time."),
    ((Button("Every day again", action("quiz", "day")),),),
)
REFUSED = Screen(
    Markup(
        "<b>The daily question is off.</b> I could not ask it here: my questions are polls, and "
        "this group or topic does not let me send them. An admin can allow polls, then set it "
        "anew under /quiz."
    )
)


def hours(day: GroupDay | None, zone: str | None, *, fresh: bool) -> Screen:
    """Ask an admin for the hour."""
    buttons = [Button(f"{hour}:00", action("quiz", "day_at", hour)) for hour in _HOURS]
    clock = fill("The hours are those of {zone}.", zone=zone) if zone else None
    return Screen(
        paragraphs(
            Markup("<b>A question here every day?</b>"),
            _now(day),
            clock
            or Markup(
                "The hours are UTC: I do not know your clock. /timezone in our private chat sets "
                "it; then choose here."
            ),
            Markup("Only admins of this group can set it."),
        ),
        (*grid(buttons, 4), *(((_OFF,),) if day else ())),
        fresh=fresh,
    )


def is_set(day: GroupDay, now: Instant) -> Screen:
    """Say when the first one comes."""
    first = day.next_at.to_tz(day.zone).date()
    when = "today" if first == now.to_tz(day.zone).date() else "tomorrow"
    return Screen(
        fill(
            "<b>A question comes here every day at {at}</b> ({zone}), the first {when}.",
            at=day.at.format("HH:mm"),
            zone=day.zone,
            when=when,
        ),
        ((_CHANGE, _OFF),),
    )


def _now(day: GroupDay | None) -> Markup:
    if day is None:
        return Markup("Now: off.")
    return fill("Now: at {at} ({zone}).", at=day.at.format("HH:mm"), zone=day.zone)
