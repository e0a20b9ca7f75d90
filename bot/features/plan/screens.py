"""What the plan shows by what holds: today, the way to a plan, or why it waits."""

from bot.chat.screen import Screen
from bot.domain.plan.making import Weekdays
from bot.domain.plan.work import Outlook
from bot.domain.standing import Access
from bot.features.plan import screens_changing, screens_days, screens_today, screens_waiting
from bot.library.content import Content


def shown(content: Content, found: Outlook, *notes: str) -> Screen:
    """Return today's screen with notes, or why there is none."""
    if found.is_quiet:
        return screens_waiting.until_seen(content, found)
    if found.access is not Access.FREE:
        return screens_waiting.waits(content, found)
    if found.plan is not None:
        said = [note for note in notes if note]
        return screens_today.today(screens_today.view(content, found, found.plan, said))
    if found.standing.person.side is None:
        return screens_changing.side(has_plan=False)
    return screens_days.sessions(Weekdays(), None, found.stage)
