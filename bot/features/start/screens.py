"""What a newcomer and a returning person see first."""

from collections.abc import Iterable, Mapping

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, opening, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid
from bot.chat.ways import CHECK, HOME, LOG, PLAN
from bot.library.held import Held
from bot.library.today import GO_ON_CHECK, Lead

REMEDIES = Button("Remedies", action("remedies", "home"))
_MORE = Button("More", action("start", "more"))
_AT_A_LOOK = 300  # characters of the commands; the rest is folded
_TYPE = "You can also just type, such as <i>kneeling stretch</i> or <i>can I run tomorrow</i>."


def welcome(name: str, emergency: str) -> Screen:
    """Say what the bot does and does not do, and lead to the check. `emergency`: whom to call."""
    text = fill(
        "<b>Sore at the front of the hip, {name}?</b>\n\n"
        "A few short questions, and I say how urgent it is and what may help.\n\n"
        "I am a program: I give no diagnosis, and nobody clinical has reviewed me yet. "
        "{emergency}",
        name=name or "runner",
        emergency=emergency,
    )
    return Screen(text, ((CHECK,), (REMEDIES, _MORE)))


def home(
    first: Lead | None, grave: Held | None, clocks: Mapping[str, str] | None, note: str = ""
) -> Screen:
    """Say first what today is, with what begins it; then the ways to everything else.

    `grave` is what holds runs and exercises; `first` is None where nothing may be begun for it.
    `clocks` are likely zones with the time there, None where the clock is not asked for.
    """
    parts = _in_order(first, grave)
    begins = [row for _, rows in parts for row in rows]
    begun = {button.does for row in begins for button in row}
    ways = [PLAN if CHECK.does in begun else CHECK, LOG, REMEDIES, _MORE]
    ask_clock = None if clocks is None else "For your mornings: what time is it where you are?"
    set_clock = () if clocks is None else (_clocks(clocks),)
    hint = None if grave else Markup(_TYPE)  # what it names is what waits
    return Screen(
        paragraphs(plain(note), *(text for text, _ in parts), hint, ask_clock),
        (*begins, *set_clock, *grid(ways, 2)),
    )


def _in_order(first: Lead | None, grave: Held | None) -> list[tuple[Markup, list[Row]]]:
    """Return what is said at home and what begins it: what holds goes before an unfinished check.

    Where what holds asks for that check itself, it is asked for once.
    """
    parts: list[tuple[Markup, list[Row]]] = []
    rows = [row for row in grave.rows if HOME not in row] if grave else []
    if first is not None and first.button.does not in {row[0].does for row in rows}:
        buttons: list[Row] = [(button,) for button in (first.button, first.also) if button]
        parts.append((paragraphs(bold(first.line), plain(first.more)), buttons))
    if grave is not None:
        is_unfinished = first is not None and first.button == GO_ON_CHECK
        parts.insert(0 if is_unfinished else len(parts), (grave.text, rows))
    return parts


def more() -> Screen:
    """Show the rooms that are not on the first screen."""
    rooms = [
        PLAN,
        Button("Progress", action("progress", "home")),
        Button("Reminders", action("reminders", "list")),
        Button("Quiz", action("quiz", "begin")),
        Button("Settings", action("account", "settings")),
        Button("What I can do", action("start", "help")),
    ]
    return Screen(bold("What else?"), (*grid(rooms, 2), (HOME,)))


def _clocks(likely: Mapping[str, str]) -> Row:
    set_one = [
        Button(f"It is {time}", action("start", "clock", zone)) for zone, time in likely.items()
    ]
    other = Button("Other time" if likely else "Set my clock", action("account", "choose", "zone"))
    return (*set_one, other)


def clock_is_set(zone: str, time: str) -> str:
    """Say which zone was set: a wrong one with the same hour is seen at once."""
    return f"Your time zone is {zone}, where it is {time}. /timezone changes it."


def help_page(commands: Iterable[tuple[str, str]], emergency: str) -> Screen:
    """List the commands; `emergency` says whom to call."""
    listed = [fill("/{name} {does}", name=name, does=does) for name, does in commands]
    text = paragraphs(
        Markup("<b>Tap, or type what you are looking for.</b>"),
        *opening(listed, _AT_A_LOOK),
        fill(
            "<i>I am a program and give no diagnosis; nobody clinical has reviewed me. "
            "{emergency}</i>",
            emergency=emergency,
        ),
    )
    return Screen(text, ((CHECK, REMEDIES), (HOME,)))
