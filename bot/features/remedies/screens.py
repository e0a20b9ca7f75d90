"""The library as screens: groups, lists, pages, search results."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    fill,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, grid
from bot.chat.ways import CHECK, HOME
from bot.domain.check.model import Urgency
from bot.domain.standing import Standing
from bot.library.content import Content
from bot.library.held import told_without_plan
from bot.library.topics import GROUPS, Group, Phrase, Topic

EXERCISE_GROUPS: tuple[Group, ...] = ("stretching", "strength", "warm_up")
_PAGE = 8


def home() -> Screen:
    """Offer the groups of the library."""
    return _groups("<b>What are you looking for?</b>\n\nTap, or type it in your own words.", GROUPS)


def exercises() -> Screen:
    """Offer the groups that hold exercises."""
    return _groups(
        "<b>Exercises</b>\n\nNew or worse pain? Check it before you exercise.", EXERCISE_GROUPS
    )


def listing(group: Group, topics: Sequence[Topic], page: int) -> Screen:
    """List one page of a group; `page` counts from 0."""
    pages = max(1, -(-len(topics) // _PAGE))
    page = min(max(page, 0), pages - 1)
    shown = topics[page * _PAGE : (page + 1) * _PAGE]
    rows: list[Row] = [(_open(topic.title, topic.id),) for topic in shown]
    turn = [
        Button(label, action("remedies", "group", group, to))
        for label, to in (("‹ Earlier", page - 1), ("More ›", page + 1))
        if 0 <= to < pages
    ]
    if turn:
        rows.append(tuple(turn))
    rows.append((Button("‹ All groups", action("remedies", "home")), HOME))
    return Screen(bold(GROUPS[group]), tuple(rows))


def nothing_found(out_of_scope: Phrase, elsewhere: str) -> Screen:
    """Answer words that have nothing to do with the bot, with what they were taken for."""
    taken_for = fill("<b>That sounds like “{part}”, not the hip.</b>", part=elsewhere)
    return Screen(
        paragraphs(taken_for if elsewhere else None, plain(out_of_scope.text)),
        ((CHECK,), (Button("Remedies", action("remedies", "home")), HOME)),
    )


def with_check(page: Screen) -> Screen:
    """Offer the way back to the check that is under way, unless the page does already."""
    back = Button("Go on with my check", action("check", "begin"))
    if any(button.does == back.does for row in page.rows for button in row):
        return page
    return replace(page, rows=((back,), *page.rows))


def told(page: Screen | None, what: str, code: str) -> Screen:
    """Say above a page what a story told, and offer the check with that ticked."""
    line = fill("<b>I read:</b> {what}.", what=what)
    check = (Button("Check my pain with that", action("check", "told", code)),)
    if page is None:
        correct = plain("The check has it ticked; put it right there.")
        return Screen(paragraphs(line, correct), (check, (HOME,)))
    rows = (check, *(row for row in page.rows if row != (CHECK,)))
    return replace(page, text=paragraphs(line, page.text), rows=rows)


def caution(content: Content, standing: Standing) -> Markup | None:
    """Return what the last check said on exercises, where that is not all of a yes."""
    if standing.urgency is Urgency.CLINICIAN_SOON:
        return Markup("<b>Your check says: be seen first. Ask them about this.</b>")
    told = told_without_plan(content, standing)
    return bold(told.exercise) if told else None


def below(said: Markup | None, page: Screen) -> Screen:
    """Show a page below what is to be known first."""
    return replace(page, text=paragraphs(said, page.text)) if said else page


def _groups(text: str, groups: Iterable[str]) -> Screen:
    buttons = [Button(GROUPS[group], action("remedies", "group", group, 0)) for group in groups]
    return Screen(Markup(text), (*grid(buttons, 2), (CHECK, HOME)))


def _open(label: str, topic_id: str) -> Button:
    return Button(label, action("remedies", "open", topic_id))
