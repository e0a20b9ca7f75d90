"""An entry and what it means, as a screen: the zone first, then today, then more to note."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, folded, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, LOG, PLAN, scale
from bot.domain.diary.model import SIGNS, Compared, Entry, Sign
from bot.domain.diary.rules import zone
from bot.domain.plan.model import TOP_LEVEL, Effort, Zone
from bot.domain.plan.rules import asks_gate
from bot.features.diary.screens import (
    AGAIN,
    EARLIER,
    amount,
    ask_morning,
    dated,
    mornings,
    named,
    sourced,
)
from bot.features.diary.screens_meaning import (
    Said,
    judged,
    lead,
    means,
    opened,
    plan_moved,
    was_cut_short,
    zoned,
)
from bot.library.diary import what
from bot.library.held import signal, whom
from bot.library.today import GATE, ready

_SIGNS_LEFT = "A limp, night pain or deep pain on landing? Tap How it felt."
_SIGNS: dict[Sign, str] = {
    "limp": "Limp",
    "night": "Night pain",
    "landing": "Deep pain on landing",
}


def entry(view: Said) -> Screen:
    """Say what an entry means, and offer to note more."""
    found = zone(view.entry)
    if found is None:
        return _asks_pain(view)
    grave = view.waits if view.followed.found.standing.must_call else None
    return Screen(
        paragraphs(
            grave.text if grave else _first(view, found),
            fill("<b>Noted:</b> {what}.", what=what(view.entry)) if grave else _whom(view, found),
            *(plain(text) for text in (opened(view) if grave else means(view, found))),
            None if grave else _details(view),
            lines(plain(note) for note in view.notes),
            None if grave else _longer(view),
            _moved(view),
            _next_morning(view),
            plain(_SIGNS_LEFT) if view.just_done and found is not Zone.RED else None,
        ),
        _few_buttons(view, found) if view.just_done else _buttons(view, found),
    )


def verdict(view: Said) -> Screen:
    """Say what an effort amounts to now that its next morning is known, and where the plan is."""
    settled = Zone.AMBER if view.entry.settled is None else view.entry.settled
    settled = Zone.AMBER if was_cut_short(view.entry) else settled
    waits, reopened = view.waits, view.followed.reopened
    once = view.entry.compared is Compared.WORSE and settled is Zone.AMBER
    texts = [view.wording.text("worse_once")] if once else []
    texts += opened(view)
    texts += [waits.line] if waits else []
    change = Button("Change it", action("diary", "open", view.entry.entry_id))
    rows = (*_way(view, settled), (Button("How is it now?", LOG.does), change))
    then = "" if waits and settled is Zone.GREEN else judged(view, settled)
    return Screen(
        paragraphs(
            zoned(settled, f": {_why(view.entry)}", reopened[0].sentence if reopened else then),
            *(plain(text) for text in texts),
            _moved(view),
        ),
        (*rows, (PLAN, HOME)),
        then=_may_run(view),
    )


def _may_run(view: Said) -> Screen | None:
    """Offer the questions before running, once an effort has brought them near."""
    move, on = view.entry.move, view.followed.today
    found = view.followed.found
    offer = ready(view.content.plan, found.free, found.standing)
    if not offer or move is None or asks_gate(move.before, on):
        return None
    later = Button("Not now", HOME.does)
    return Screen(bold(offer), ((GATE,), (later,)))


def _way(view: Said, found: Zone) -> tuple[Row, ...]:
    """Return the button to what comes before runs and exercises go on, or to a new check."""
    if view.waits:
        return view.waits.rows[:1]
    return ((AGAIN,),) if found is Zone.RED else ()


def _whom(view: Said, found: Zone) -> Markup | None:
    """Return how soon to have a sign looked at, where it is to be today, and by whom."""
    standing = view.followed.found.standing
    is_old = view.entry.on < view.followed.today.subtract(days=1)
    if found is not Zone.RED or not view.entry.has_sign or is_old:
        return None
    soon = signal(view.content, standing.urgency) if standing.must_call else None
    return lines(part for part in (soon, whom(view.content, standing)) if part)


def _why(noted: Entry) -> str:
    """Return what made an effort's zone."""
    found = what(noted) or "no pain was noted"
    if was_cut_short(noted):
        return f"{found}, but two exercises were too sore"
    return f"{found}, worse the next morning" if noted.compared is Compared.WORSE else found


def _moved(view: Said) -> Markup | None:
    noted = view.entry
    is_open = noted.effort is not None and noted.settled is None
    if noted.move is None or is_open or view.waits:
        return None
    return plain(plan_moved(view.content.plan, noted.move))


def _first(view: Said, found: Zone) -> Markup:
    """Return the zone and what it asks for, in the words of whatever counts most."""
    day = (
        ""
        if view.entry.on == view.followed.today
        else f", {dated(view.entry.on, view.followed.today)}"
    )
    return zoned(found, f": {what(view.entry)}{day}", lead(view, found))


def _details(view: Said) -> Markup | None:
    noted = view.entry
    pains = {"now": noted.pain, "at worst": noted.worst, "this morning": noted.morning}
    parts = [named(noted.effort).capitalize()] if noted.effort else []
    parts += [amount("metres", noted.metres, view.followed.units)] if noted.metres else []
    parts += [amount("minutes", noted.minutes, view.followed.units)] if noted.minutes else []
    given = [f"{pain} {name}" for name, pain in pains.items() if pain is not None]
    parts += given if len(given) > 1 or noted.effort else []
    note = folded(plain(noted.note)) if noted.note else None
    return lines(part for part in (plain(" · ".join(parts)), note) if part) or None


def _longer(view: Said) -> Markup | None:
    spike, phrase = view.followed.spike, view.wording.phrases["longer"]
    if spike is None or _is_planned(view):
        return None
    before = spike.before
    text = phrase.text.format(
        percent=spike.percent,
        longest=amount(before.measure, before.amount, view.followed.units),
        most=amount(before.measure, before.most, view.followed.units),
    )
    return sourced(text, view.content.cite(phrase.sources))


def _is_planned(view: Said) -> bool:
    """Say whether the plan says how long runs are, for it builds up, or has asked for this one."""
    plan, minutes = view.followed.found.plan, view.entry.minutes
    if plan is None or plan.level < TOP_LEVEL:
        return plan is not None
    ordered = view.content.plan.level(plan.level).run_minutes
    return view.entry.metres is None and minutes is not None and minutes <= ordered


def _next_morning(view: Said) -> Markup | None:
    noted = view.entry
    if noted.effort is None or noted.compared or noted.settled is not None:
        return None
    if noted.on < view.followed.today:
        return ask_morning(noted, view.followed.today)
    return plain(view.wording.text("tomorrow"))


def _asks_pain(view: Said) -> Screen:
    """Ask for the pain of an entry that has none, with what is kept of it."""
    noted = view.entry
    score = "worst" if noted.effort else "pain"
    question = "How much did it hurt at worst, from 0 to 10?"
    rows = scale(lambda pain: action("diary", "set", noted.entry_id, score, pain))
    return Screen(
        paragraphs(
            bold(question if noted.effort else "How much does it hurt, from 0 to 10?"),
            lines(plain(note) for note in view.notes),
            lines(
                (
                    fill("Noted so far, {day}:", day=dated(noted.on, view.followed.today)),
                    *filter(None, [_details(view)]),
                )
            ),
            _longer(view),
        ),
        (*rows, (_removal(view), LOG)),
    )


def _few_buttons(view: Said, found: Zone) -> tuple[Row, ...]:
    felt = Button("How it felt", action("diary", "open", view.entry.entry_id))
    return (*_way(view, found), (Button("Done", PLAN.does), felt), (HOME,))


def _buttons(view: Said, found: Zone) -> tuple[Row, ...]:
    """Return the ways to say more; fewer where what is said above them matters more."""
    noted, standing = view.entry, view.followed.found.standing
    number = noted.entry_id
    run = "Worst in session" if noted.effort is Effort.SESSION else "Worst in the run"
    worst = Button(run, action("diary", "ask", number, "worst"))
    morning = Button("This morning", action("diary", "ask", number, "morning"))
    now = Button("Pain now", action("diary", "ask", number, "pain"))
    length = Button("Minutes, distance", action("diary", "length", number))
    note = Button("Change note" if noted.note else "Add a note", action("diary", "note", number))
    first = [mornings(noted)] if noted.effort and noted.on < view.followed.today else []
    last = PLAN if view.followed.found.plan else HOME
    if standing.must_call:
        pain = worst if noted.worst is not None else now
        return (*_way(view, found), *first, (pain, _removal(view)), *_ticks(noted), (note, last))
    if found is Zone.RED:
        rows: tuple[Row, ...] = ((now, _removal(view)), (note, last))
    else:
        more = (note,) if noted.effort is Effort.SESSION else (length, note)
        rows = (more, (now, _removal(view)), (EARLIER, last))
    return (*_way(view, found), *first, (worst, morning), *_ticks(noted), *rows)


def _ticks(noted: Entry) -> tuple[Row, ...]:
    limp, night, landing = (
        Button(
            f"{'☑' if getattr(noted, sign) else '☐'} {_SIGNS[sign]}",
            action("diary", "sign", noted.entry_id, sign, int(not getattr(noted, sign))),
        )
        for sign in SIGNS
    )
    return (limp, night), (landing,)


def _removal(view: Said) -> Button:
    if view.followed.is_new:
        return Button("Undo", action("diary", "undo", view.entry.entry_id))
    return Button("Delete", action("diary", "ask_delete", view.entry.entry_id))
