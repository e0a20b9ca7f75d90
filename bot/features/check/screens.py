"""The questions of the check as screens, and how it is left."""

from collections.abc import Sequence

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    fill,
    lines,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, grid, packed
from bot.chat.ways import CHECK, HOME
from bot.domain.check.model import (
    Check,
    Question,
    QuestionSet,
)
from bot.domain.check.rules import expected_total
from bot.features.check import screens_map as body
from bot.library.held import Held

_SCALE_COLUMNS = 6
CHECK_AGAIN = Button("Check again", action("check", "restart"))
REMEDIES = Button("Remedies", action("remedies", "home"))


def question(triage: QuestionSet, check: Check, asked: Question) -> Screen:
    """Ask one question, with how far it still is."""
    number = len(check.answers) + 1
    total = max(number, expected_total(triage, check.answers))
    counted = fill("<i>{number} of about {total}</i>", number=number, total=total)
    text = paragraphs(lines((counted, bold(asked.text))), plain(asked.hint) if asked.hint else None)
    see = (body.see(check, asked),) if asked.is_mapped else ()
    return Screen(text, (*see, *_options(check, asked), _steps(check)))


def none_yet() -> Screen:
    """Answer somebody who asks for the outcome of a check that was never done."""
    return Screen(Markup("You have not done a check yet."), ((CHECK, HOME),))


def left_with(held: Held | None, *, is_grave: bool) -> Screen:
    """Close a check while something holds, from this check or from before."""
    grave = "The check is closed, but one answer must not wait."
    text = bold(grave if is_grave else "The check is closed, without a result.")
    if held is None:
        return Screen(text, ((CHECK_AGAIN, HOME),))
    return Screen(paragraphs(text, held.text), held.rows)


def cancelled() -> Screen:
    """Confirm that the check was left."""
    return Screen(
        Markup("The check is closed, without a result. New or worse pain: please do it again."),
        ((CHECK,), (REMEDIES, HOME)),
    )


def nothing_to_cancel() -> Screen:
    """Answer /cancel where nothing is under way."""
    text = "There is no check under way. Anything else ends by itself when you do something new."
    return Screen(Markup(text), ((CHECK, REMEDIES),))


def _options(check: Check, asked: Question) -> Sequence[Row]:
    if asked.kind == "many":
        return _ticks(check, asked)
    known = check.ticks.get(asked.id, frozenset())
    buttons = [
        Button(
            f"✓ {option.text}" if option.id in known else option.text,
            action("check", "pick", check.check_id, asked.id, option.id),
        )
        for option in asked.options
    ]
    scale = [button for button in buttons if button.label.isdecimal()]
    rest = [button for button in buttons if not button.label.isdecimal()]
    return (*grid(scale, _SCALE_COLUMNS), *packed(rest))


def _ticks(check: Check, asked: Question) -> Sequence[Row]:
    rows: list[Row] = []
    instead: list[Button] = []
    for option in asked.options:
        if option.exclusive:
            pick = action("check", "pick", check.check_id, asked.id, option.id)
            instead.append(Button(option.text, pick))
            continue
        box, again = ("☑ ", ("off",)) if option.id in check.marked else ("☐ ", ())
        mark = action("check", "mark", check.check_id, asked.id, option.id, *again)
        rows.append((Button(box + option.text, mark),))  # twice the same tap is one
    if not check.marked:  # "None of these" beside a tick would lose the tick
        return (*rows, *packed(instead))
    done = action("check", "done", check.check_id, asked.id)
    return (*rows, (Button(f"Done ({len(check.marked)} ticked)", done),))


def _steps(check: Check) -> Row:
    back = Button("‹ Back", action("check", "back", check.check_id, len(check.answers)))
    again = Button("Start again", action("check", "restart"))
    stop = Button("Stop", action("check", "stop"))
    return (back, again, stop) if check.answers else (stop,)
