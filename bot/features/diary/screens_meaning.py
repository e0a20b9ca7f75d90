"""What an entry means, in the content's sentences."""

from dataclasses import dataclass

from whenever import Date

from bot.chat.markup import Markup
from bot.domain.diary.reopening import ReopenRule
from bot.domain.diary.rules import Entry
from bot.domain.diary.runs import Spike
from bot.domain.plan.model import Effort, Zone
from bot.domain.standing import Access
from bot.features.diary.screens import held
from bot.library.diary import Wording
from bot.typed.lengths import Units


@dataclass(frozen=True, slots=True)
class Said:
    """An entry with all that is said of it.

    `access` is what the latest check allows; `reopened` is why it has just been opened again;
    `notes` are further sentences. `may_run` says that no plan keeps running shut. `is_new` entries
    are undone, older ones deleted.
    """

    entry: Entry
    today: Date
    units: Units
    wording: Wording
    access: Access
    has_plan: bool
    may_run: bool = True
    reopened: tuple[ReopenRule, ...] = ()
    spike: Spike | None = None
    cited: Markup | None = None
    notes: tuple[str, ...] = ()
    is_new: bool = True


def lead(view: Said, found: Zone) -> str:
    """Return what a zone asks for in a few words, or why the check is opened again."""
    if view.reopened:
        return view.reopened[0].sentence
    if found is not Zone.RED and (held(view.access, view.wording) or _ran_early(view)):
        return ""
    record = view.wording.zone(found)
    if record.session and not _speaks_of_runs(view):
        return record.session
    return record.planned if view.has_plan else record.alone


def means(view: Said, found: Zone) -> list[str]:
    """Return what follows from an entry today; nothing from one that is older than yesterday."""
    waits = held(view.access, view.wording)
    texts = [*opened(view), waits] if waits else opened(view)
    if texts:
        return texts
    if view.entry.on < view.today.subtract(days=1):
        return []
    record = view.wording.zone(found)
    if found is Zone.RED:
        signs = [view.wording.text("red_sign")] if view.entry.has_sign else []
        return [*signs, record.today]
    if _ran_early(view):
        return [view.wording.text("run_later")]
    if not record.session_today or _speaks_of_runs(view):
        return [record.today]
    no_run = f" {view.wording.text('no_run_today')}" if view.may_run else ""
    return [f"{record.session_today}{no_run}"]


def opened(view: Said) -> list[str]:
    """Return the sentence that says that the check is open, where the entry has opened it."""
    if not view.reopened:
        return []
    knows = any(record.answers for record in view.reopened)
    filled = ", with what you noted filled in" if knows else ""
    return [f"I opened the check for you{filled}."]


def _ran_early(view: Said) -> bool:
    """Say whether this was a run that the plan does not have yet."""
    return view.entry.effort is Effort.RUN and not view.may_run


def _speaks_of_runs(view: Said) -> bool:
    """Say whether advice on running is meant: after a run, and for pain alone where runs are."""
    return view.entry.effort is not Effort.SESSION and view.may_run
