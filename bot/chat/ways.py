"""Ways that many screens share: home, check, plan and diary, and the scale of pain."""

from collections.abc import Callable

from bot.chat.actions import Action, action
from bot.chat.screen import Button, Row, grid

HOME = Button("Home", action("start", "home"))
CHECK = Button("Check my pain", action("check", "begin"))
PLAN = Button("My plan", action("plan", "today"))
LOG = Button("Log pain", action("diary", "log"))

WORST_PAIN = 10
_SCALE_COLUMNS = 6


def scale(means: Callable[[int], Action]) -> tuple[Row, ...]:
    """Return the buttons of a pain from 0 to 10."""
    buttons = [Button(str(pain), means(pain)) for pain in range(WORST_PAIN + 1)]
    return grid(buttons, _SCALE_COLUMNS)
