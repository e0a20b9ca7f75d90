"""Counts for admins in words, with a plot."""

from collections.abc import Callable, Mapping

from bot.chat.markup import bold, fill, italic, lines, paragraphs
from bot.chat.screen import Picture, Screen
from bot.domain.broadcast.rules_stats import FEWEST, Figures, share, told, told_of

_URGENCIES: Mapping[str, str] = {
    "emergency": "Emergency",
    "urgent_same_day": "Seen the same day",
    "clinician_soon": "A clinician soon",
    "self_care": "Care at home",
}


def stats(figures: Figures, draw: Callable[[], bytes]) -> Screen:
    """Show the counts; no total stands over parts, so that none follows from the others."""
    month, week = figures.active_month, figures.active_week
    right = share(figures.quiz_right, figures.quiz)
    quiz = told_of(figures.quiz) + (f", {right} right" if right else "")
    sent = f"{figures.broadcasts}, messages {told_of(figures.delivered)}"
    return Screen(
        paragraphs(
            bold(f"{_people(figures)}, {told(week, month)} active in 7 days"),
            lines(
                (
                    _line("Active today", told(figures.active_today, week)),
                    _line("Active in 30 days", told(month, figures.people)),
                    _line("New in 7 days", told(figures.new_week, figures.new_month)),
                    _line("New in 30 days", told(figures.new_month, figures.people)),
                    _line("Blocked the bot", told(figures.blocked, figures.people)),
                )
            ),
            lines((bold("Checks in 30 days"), *_checks(figures))),
            lines(
                (
                    _line("Quiz answers", quiz),
                    _line("Reminders sent", told_of(figures.reminders)),
                    _line("Reminders late", told_of(figures.late)),
                    _line("Broadcasts", sent),
                )
            ),
            italic(f"“<{FEWEST}” hides what fewer than {FEWEST} people did; days are UTC."),
        ),
        picture=Picture(draw, "Active people by day and by week"),
        fresh=True,
    )


def _people(figures: Figures) -> str:
    return f"{told(figures.people)} people"


def _checks(figures: Figures) -> list[str]:
    found = figures.checks
    return [
        _line(label, told_of(found[name]) if name in found else told(0))
        for name, label in _URGENCIES.items()
    ]


def _line(label: str, value: str) -> str:
    return fill("{label}: {value}", label=label, value=value)
