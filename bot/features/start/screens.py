"""What a newcomer and a returning person see first."""

from collections.abc import Iterable, Mapping

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, lines, paragraphs
from bot.chat.screen import Button, Row, Screen, grid
from bot.chat.ways import HOME
from bot.library.held import Held

CHECK = Button("Check my pain", action("check", "begin"))
LOOK_AROUND = Button("Look around", action("remedies", "home"))

_SIDES = (("Left", "left"), ("Right", "right"), ("Both", "both"))


def welcome(name: str) -> Screen:
    """Say what the bot does and does not do: screen one of three."""
    text = fill(
        "<b>Sore at the front of the hip, {name}?</b>\n\n"
        "A few short questions, and I say how urgent it is and what may help.\n\n"
        "I am a program: I give no diagnosis, and nobody clinical has reviewed me yet. "
        "In an emergency call 999, 112 or 911.",
        name=name or "runner",
    )
    return Screen(text, ((Button("Next", action("start", "side")),),))


def side() -> Screen:
    """Ask which side hurts: screen two of three."""
    choices = tuple(Button(label, action("start", "set", value)) for label, value in _SIDES)
    skip = Button("Skip", action("start", "set", "skip"))
    return Screen(
        Markup("<b>Which side hurts?</b>\n\nExercises are then written for that side."),
        (choices, (skip,)),
    )


def home(
    *,
    check_is_open: bool,
    clocks: Mapping[str, str] | None,
    grave: Held | None = None,
    note: str | None = None,
) -> Screen:
    """Offer what the bot exists for: screen three, and the way home.

    `clocks` are likely zones with the time there, None where the person's own is known.
    """
    check = Button("Go on with my check", action("check", "begin")) if check_is_open else CHECK
    ask_clock = None if clocks is None else "For your mornings: what time is it where you are?"
    text = paragraphs(
        grave.text if grave else None,
        note,
        Markup(
            "<b>What do you need?</b>\n\n"
            "New or worse pain: check it first. It takes about two minutes.\n\n"
            "You can also just type, such as <i>kneeling stretch</i> or <i>can I run tomorrow</i>."
        ),
        ask_clock,
    )
    ways = [
        Button("My plan", action("plan", "today")),
        Button("Log pain", action("diary", "log")),
        Button("Progress", action("progress", "home")),
        Button("Reminders", action("reminders", "list")),
        LOOK_AROUND,
        Button("Quiz", action("quiz", "begin")),
        Button("Settings", action("account", "settings")),
        Button("All I can do", action("start", "help")),
    ]
    ways_on = grave.rows if grave else ()
    settle = tuple(row for row in ways_on if HOME not in row and row[0].does != CHECK.does)
    set_clock = () if clocks is None else (_clocks(clocks),)
    return Screen(text, (*settle, (check,), *grid(ways, 2), *set_clock))


def _clocks(likely: Mapping[str, str]) -> Row:
    set_one = [
        Button(f"It is {time}", action("start", "clock", zone)) for zone, time in likely.items()
    ]
    other = Button("Other time" if likely else "Set my clock", action("account", "choose", "zone"))
    return (*set_one, other)


def clock_is_set(zone: str, time: str) -> str:
    """Say which zone was set: a wrong one with the same hour is seen at once."""
    return f"Your time zone is {zone}, where it is {time}. /timezone changes it."


def help_page(commands: Iterable[tuple[str, str]]) -> Screen:
    """List the commands."""
    listed = lines(fill("/{name} {does}", name=name, does=does) for name, does in commands)
    text = paragraphs(
        Markup("<b>Tap, or type what you are looking for.</b>"),
        listed,
        Markup(
            "<i>I am a program and give no diagnosis; nobody clinical has reviewed me. "
            "In an emergency call 999, 112 or 911.</i>"
        ),
    )
    return Screen(text, ((CHECK, LOOK_AROUND),))
