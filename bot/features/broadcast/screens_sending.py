"""A broadcast on its way: progress, the report, and the list of all."""

from collections.abc import Sequence

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.domain.broadcast.model import Broadcast, Counts, Progress, State
from bot.domain.broadcast.rules import duration_s
from bot.domain.broadcast.work_drafts import UNDO_S
from bot.features.broadcast.screens import (
    audience,
    kind,
    lasting,
    moment,
    named,
    people,
    snippet,
    timing,
)
from bot.features.broadcast.screens_drafts import LIST, DraftDesk, left_out

_BAR = 12  # squares
# The progress stays where it is, for it is brought up to date there.
_LIST_BELOW = Button("All broadcasts", action("broadcast", "list", 0, "below"))


def confirmed(desk: DraftDesk) -> Screen:
    """Say that a broadcast was confirmed; its progress follows as a message of its own."""
    sent, reach = desk.draft, desk.reach
    when = timing(sent.timing, sent.home_zone)
    at_once = f"It begins in {UNDO_S} seconds."
    begins = at_once if sent.timing.at_once else f"It goes {when}."
    return Screen(
        paragraphs(
            fill(
                "<b>Confirmed for {people}.</b> {begins}",
                people=people(reach.people),
                begins=begins,
            ),
            left_out(reach),
            named(sent),
        ),
        # What goes at once shows its progress then, with what can be done about it.
        ((_do("Undo", "take_back", sent),), (LIST,))
        if sent.timing.at_once
        else (*_waiting(sent), (LIST,)),
    )


def _waiting(sent: Broadcast) -> tuple[Row, ...]:
    return (
        (_do("Change or move", "take_back", sent),),
        (_do("Progress", "open", sent), _do("Cancel", "ask_cancel", sent)),
    )


def progress(at: Progress) -> Screen:
    """Show how far a broadcast is, with what can be done about it."""
    return Screen(
        paragraphs(
            bold(headline(at)),
            fill("{bar}", bar=_bar(at)) if at.broadcast.is_open else None,
            _counted(at.broadcast, at.counts),
            lines((named(at.broadcast), plain(_what(at.broadcast)))),
        ),
        (*_steering(at), (_LIST_BELOW,)),
    )


def headline(at: Progress) -> str:
    """Return in a few words where a broadcast is."""
    broadcast, counts = at.broadcast, at.counts
    match broadcast.state:
        case State.DRAFT:
            return "Draft"
        case State.DONE:
            return f"Done: sent to {counts.sent:,} of {people(broadcast.total)}"
        case State.CANCELLED:
            return f"Cancelled: sent to {counts.sent:,} of {people(broadcast.total)}"
        case State.PAUSED:
            return f"Paused at {_share(at)} %"
        case _:
            return _under_way(at)


def _under_way(at: Progress) -> str:
    if at.broadcast.frozen_to is not None:
        return "In preparation: its audience is counted"
    if at.before is not None:
        return f"Waits: number {at.before} is sent first"
    if at.broadcast.started_at is None and at.broadcast.timing.at_once:
        return f"Begins within {UNDO_S} seconds"
    if at.next_at is not None and at.next_at > at.now:
        return f"{_share(at)} %, goes on {moment(at.next_at, at.broadcast.home_zone)}"
    left = lasting(duration_s(at.counts.left, at.per_second))
    return f"Sending: {_share(at)} %, about {left} left"


def report(ended: Broadcast) -> Screen:
    """Tell how a broadcast ended, as a new message."""
    counts = ended.report or Counts()
    at = Progress(ended, counts, ended.ended_at or ended.made_at, 0)
    took = ""
    if ended.started_at and ended.ended_at:
        took = f"It took {lasting((ended.ended_at - ended.started_at).total('seconds'))}."
    return Screen(
        paragraphs(
            bold(headline(at)),
            _counted(ended, counts),
            lines((named(ended), plain(took))),
        ),
        (*_steering(at), (LIST,)),
    )


def refused(stopped: Broadcast) -> Screen:
    """Say that a broadcast was paused because Telegram took it for nobody."""
    return Screen(
        paragraphs(
            Markup("<b>Paused: Telegram refuses it, again and again.</b>"),
            Markup(
                "Is the message that is sent on still there? Those who did not get it can be "
                "tried again."
            ),
            named(stopped),
        ),
        ((_do("Progress", "open", stopped), LIST),),
    )


def turned_away(stopped: Broadcast) -> Screen:
    """Say that a broadcast was paused because Telegram does not know the bot."""
    return Screen(
        paragraphs(
            Markup("<b>Paused: Telegram turns this bot away.</b>"),
            Markup(
                "Whoever runs the bot should look at its token. Nobody is left out: resume it when "
                "that is mended."
            ),
            named(stopped),
        ),
        ((_do("Progress", "open", stopped), LIST),),
    )


def ask_cancel(at: Progress) -> Screen:
    """Ask before the rest of an audience is left out for good."""
    return Screen(
        fill(
            "<b>Cancel the rest?</b>\n\n{left} would not get it. What has been sent stays.",
            left=people(at.counts.left),
        ),
        (
            (_do("Yes, cancel the rest", "cancel", at.broadcast),),
            (_do("‹ No, go on", "open", at.broadcast),),
        ),
        fresh=True,
    )


def listing(found: Sequence[Progress], page: int, *, more: bool, below: bool) -> Screen:
    """List broadcasts, newest first, `below` as a new message; `page` counts from 0."""
    under_way = sum(at.broadcast.is_open for at in found)
    title = f"Broadcasts: {under_way} under way" if under_way else "Broadcasts: nothing under way"
    rows: list[Row] = [
        (_do(f"{at.broadcast.broadcast_id} · {snippet(at.broadcast)}", _opens(at), at.broadcast),)
        for at in found
    ]
    turn = [
        Button(label, action("broadcast", "list", to))
        for label, to in (("‹ Newer", page - 1), ("Older ›", page + 1))
        if 0 <= to < page or (to > page and more)
    ]
    return Screen(
        paragraphs(
            bold(title),
            lines(
                fill("{number}: {state}", number=at.broadcast.broadcast_id, state=headline(at))
                for at in found
            ),
            Markup("Type /broadcast with a text, or reply with it to any message."),
        ),
        ((Button("New", action("broadcast", "new")),), *rows, *([tuple(turn)] if turn else [])),
        fresh=below,
    )


def _what(broadcast: Broadcast) -> str:
    return f"{kind(broadcast).capitalize()}; to {audience(broadcast.audience)}"


def _opens(at: Progress) -> str:
    return "show" if at.broadcast.state is State.DRAFT else "open"


def _steering(at: Progress) -> tuple[Row, ...]:
    broadcast = at.broadcast
    again = _do(f"Try {people(at.counts.failed)} again", "again", broadcast)
    cancel = _do("Cancel", "ask_cancel", broadcast)
    rows: list[Row] = []
    if broadcast.is_open and broadcast.started_at is None:
        label = "Undo" if broadcast.timing.at_once else "Change or move"
        rows.append((_do(label, "take_back", broadcast),))
    if broadcast.state is State.CONFIRMED:
        rows.append((_do("Pause", "pause", broadcast), cancel))
    if broadcast.state is State.PAUSED:
        rows.append((_do("Resume", "resume", broadcast), cancel))
    if at.counts.failed and broadcast.state in {State.PAUSED, State.DONE}:
        rows.append((again,))
    return tuple(rows)


def _counted(broadcast: Broadcast, counts: Counts) -> Markup:
    """Return the figures; those who deleted everything meanwhile count as left out."""
    gone = max(0, broadcast.total - counts.tried - counts.left)
    left = "Left" if broadcast.is_open else "Not sent to"
    return lines(
        fill("{label}: {count}", label=label, count=f"{count:,}")
        for label, count in (
            ("Sent", counts.sent),
            (left, counts.left),
            ("Blocked the bot", counts.blocked),
            ("Failed", counts.failed),
            ("Unknown, not sent again", counts.unknown),
            ("Left out (did not want it)", counts.declined + gone),
            ("Left out (on hold)", counts.held),
        )
        if count or label in {"Sent", left, "Failed", "Blocked the bot"}
    )


def _share(at: Progress) -> int:
    total = at.counts.tried + at.counts.left
    return 100 * at.counts.tried // total if total else 100


def _bar(at: Progress) -> str:
    full = _BAR * _share(at) // 100
    return "▰" * full + "▱" * (_BAR - full)


def _do(label: str, verb: str, broadcast: Broadcast) -> Button:
    return Button(label, action("broadcast", verb, broadcast.broadcast_id))
