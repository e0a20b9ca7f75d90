"""What an entry means, in the content's sentences, and what it did to the plan."""

from dataclasses import dataclass

from bot.chat.markup import Markup, fill
from bot.domain.diary.model import Entry, Move
from bot.domain.diary.work import Followed
from bot.domain.plan.model import Effort, Plan, Zone
from bot.library.content import Content
from bot.library.diary import Wording
from bot.library.held import Held, held
from bot.library.plan import Programme

_MARKS = {Zone.GREEN: "🟢", Zone.AMBER: "🟡", Zone.RED: "🔴"}


@dataclass(frozen=True, slots=True)
class Said:
    """An entry with all that is said of it; `notes` are further sentences.

    `just_done` says that a session or run has just ended: few ways on are enough then.
    """

    content: Content
    followed: Followed
    notes: tuple[str, ...] = ()
    just_done: bool = False

    @property
    def entry(self) -> Entry:
        """Return the entry."""
        return self.followed.entry

    @property
    def wording(self) -> Wording:
        """Return the diary's sentences."""
        return self.content.diary

    @property
    def waits(self) -> Held | None:
        """Return what holds runs and exercises, None where nothing does."""
        return held(self.content, self.followed.found.standing)


def zoned(found: Zone, more: str, lead: str) -> Markup:
    """Return the line that every answer begins with."""
    name = f"{found.name.capitalize()}{more}."
    first = fill("{mark} <b>{name}</b>", mark=_MARKS[found], name=name)
    return fill("{first} {lead}", first=first, lead=lead) if lead else first


def lead(view: Said, found: Zone) -> str:
    """Return what a zone asks for in a few words, or why the check is opened again."""
    if view.followed.reopened:
        return view.followed.reopened[0].sentence
    if found is not Zone.RED and (view.waits or _ran_early(view)):
        return ""
    record = view.wording.zone(found)
    if record.session and not _speaks_of_runs(view):
        return record.session
    return record.planned if view.followed.found.plan else record.alone


def means(view: Said, found: Zone) -> list[str]:
    """Return what follows from an entry today; nothing from one that is older than yesterday."""
    texts = [*opened(view), view.waits.line] if view.waits else opened(view)
    if texts:
        return texts
    if view.entry.on < view.followed.today.subtract(days=1):
        return []
    record = view.wording.zone(found)
    if found is Zone.RED:
        signs = [view.wording.text("red_sign")] if view.entry.has_sign else []
        return [*signs, record.today]
    if _ran_early(view):
        return [view.wording.text("run_later")]
    if not record.session_today or _speaks_of_runs(view):
        return [record.today]
    no_run = f" {view.wording.text('no_run_today')}" if view.followed.may_run else ""
    return [f"{record.session_today}{no_run}"]


def judged(view: Said, settled: Zone) -> str:
    """Return what an effort asks for, once its next morning is known."""
    if _ran_early(view) and settled is not Zone.RED:
        return view.wording.text("ran_early" if settled is Zone.GREEN else "run_later")
    return view.wording.zone(settled).verdict


def opened(view: Said) -> list[str]:
    """Return the sentence that says that the check is open, where the entry has opened it."""
    if not view.followed.reopened:
        return []
    knows = any(record.answers for record in view.followed.reopened)
    filled = ", with what you noted filled in" if knows else ""
    return [f"I opened the check for you{filled}."]


def plan_moved(programme: Programme, move: Move) -> str:
    """Return in one line what an effort did to the plan."""
    before, after = move.before, move.after
    moved = (after.stage, after.level) != (before.stage, before.level)
    if after.rest_until and after.rest_until != before.rest_until:
        then = f", then {_place(programme, after)}" if moved else ""
        return f"Your plan: rest until {after.rest_until.format('EEEE')}{then}."
    if moved:
        forward = (after.stage, after.level) > (before.stage, before.level)
        return f"Your plan: {'on' if forward else 'back'} to {_place(programme, after)}."
    if after.zone:
        return f"Your plan: {_place(programme, after)} again."
    greens = (before.greens, before.green_runs) != (after.greens, after.green_runs)
    return "Your plan: one good day more." if greens else "Your plan goes on as it is."


def was_cut_short(noted: Entry) -> bool:
    """Say whether a session went well by its numbers, but had to be stopped: that is amber."""
    move = noted.move
    stopped = move is not None and move.after.stopped_on == noted.on
    return stopped and noted.effort is Effort.SESSION and noted.settled is Zone.GREEN


def _place(programme: Programme, plan: Plan) -> str:
    title = programme.stages[plan.stage].title
    return f"“{title}”" + (f", running level {plan.level}" if plan.level else "")


def _ran_early(view: Said) -> bool:
    """Say whether this was a run that the plan does not have yet."""
    return view.entry.effort is Effort.RUN and not view.followed.may_run


def _speaks_of_runs(view: Said) -> bool:
    """Say whether advice on running is meant: after a run, and for pain alone where runs are."""
    return view.entry.effort is not Effort.SESSION and view.followed.may_run
