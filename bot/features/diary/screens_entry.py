"""An entry and what it means, as a screen: the zone first, then today, then more to note."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, folded, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, scale
from bot.domain.diary.model import SIGNS, Compared, Entry, Sign
from bot.domain.diary.rules import zone
from bot.domain.plan.model import Effort, Zone
from bot.features.diary.screens import (
    EARLIER,
    LOG,
    PLAN,
    amount,
    ask_morning,
    dated,
    mornings,
    named,
    sourced,
)
from bot.features.diary.screens_meaning import Said, lead, means, opened, plan_moved, zoned

_SIGNS: dict[Sign, tuple[str, str]] = {
    "limp": ("a limp", "Limp"),
    "night": ("night pain", "Night pain"),
    "landing": ("deep pain on landing", "Deep pain on landing"),
}


def entry(view: Said) -> Screen:
    """Say what an entry means, and offer to note more."""
    found = zone(view.entry)
    if found is None:
        return _asks_pain(view)
    return Screen(
        paragraphs(
            _first(view, found),
            *(plain(text) for text in means(view, found)),
            _details(view),
            lines(plain(note) for note in view.notes),
            _longer(view),
            _moved(view),
            _next_morning(view),
        ),
        _buttons(view),
    )


def verdict(view: Said) -> Screen:
    """Say what an effort amounts to now that its next morning is known, and where the plan is."""
    settled = Zone.AMBER if view.entry.settled is None else view.entry.settled
    record = view.wording.zone(settled)
    waits, reopened = view.waits, view.followed.reopened
    once = view.entry.compared is Compared.WORSE and settled is Zone.AMBER
    texts = [view.wording.text("worse_once")] if once else []
    texts += opened(view)
    texts += [waits.line] if waits else []
    change = Button("Change it", action("diary", "open", view.entry.entry_id))
    rows = (*way(view), (Button("How is it now?", LOG.does), change))
    then = "" if waits and settled is Zone.GREEN else record.verdict
    return Screen(
        paragraphs(
            zoned(settled, "", reopened[0].sentence if reopened else then),
            *(plain(text) for text in texts),
            _moved(view),
        ),
        (*rows, (PLAN, HOME)),
    )


def way(view: Said) -> tuple[Row, ...]:
    """Return the button to what is asked for before runs and exercises go on, if anything is."""
    return view.waits.rows[:1] if view.waits else ()


def _moved(view: Said) -> Markup | None:
    noted = view.entry
    is_open = noted.effort is not None and noted.settled is None
    if noted.move is None or is_open or view.waits:
        return None
    return plain(plan_moved(noted.move))


def _first(view: Said, found: Zone) -> Markup:
    """Return the zone and what it asks for, in the words of whatever counts most."""
    day = (
        ""
        if view.entry.on == view.followed.today
        else f", {dated(view.entry.on, view.followed.today)}"
    )
    return zoned(found, f": {_what(view.entry)}{day}", lead(view, found))


def _what(noted: Entry) -> str:
    signs = [words for sign, (words, _) in _SIGNS.items() if getattr(noted, sign)]
    signs += ["a warning sign in your note"] if noted.sign else []
    listed = " and ".join(signs)
    if noted.peak is None:
        return listed
    return f"{noted.peak} of 10" + (f", with {listed}" if signs else "")


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
    if spike is None:
        return None
    before = spike.before
    text = phrase.text.format(
        percent=spike.percent,
        longest=amount(before.measure, before.amount, view.followed.units),
        most=amount(before.measure, before.most, view.followed.units),
    )
    return sourced(text, view.content.cite(phrase.sources))


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


def _buttons(view: Said) -> tuple[Row, ...]:
    noted = view.entry
    number = noted.entry_id
    run = "Worst in session" if noted.effort is Effort.SESSION else "Worst in the run"
    ticks = {
        sign: Button(
            f"{'☑' if getattr(noted, sign) else '☐'} {label}",
            action("diary", "sign", number, sign, int(not getattr(noted, sign))),
        )
        for sign, (_, label) in _SIGNS.items()
    }
    length = Button("Minutes, distance", action("diary", "length", number))
    note = Button("Change note" if noted.note else "Add a note", action("diary", "note", number))
    past = noted.effort is not None and noted.on < view.followed.today
    return (
        *way(view),
        *([mornings(noted)] if past else []),
        (
            Button(run, action("diary", "ask", number, "worst")),
            Button("This morning", action("diary", "ask", number, "morning")),
        ),
        (ticks[SIGNS[0]], ticks[SIGNS[1]]),
        (ticks[SIGNS[2]],),
        (note,) if noted.effort is Effort.SESSION else (length, note),
        (Button("Pain now", action("diary", "ask", number, "pain")), _removal(view)),
        (EARLIER, PLAN if view.followed.found.plan else HOME),
    )


def _removal(view: Said) -> Button:
    if view.followed.is_new:
        return Button("Undo", action("diary", "undo", view.entry.entry_id))
    return Button("Delete", action("diary", "ask_delete", view.entry.entry_id))
