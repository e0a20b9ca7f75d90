"""The four questions and their score as screens."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, folded, italic, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, LOG
from bot.domain.diary.model import QUESTIONS, Impact
from bot.domain.diary.work_weekly import ScoreWeek
from bot.features.diary.screens import dated
from bot.library.diary import ImpactRecord, Wording


def question(impact: Impact, asked: ImpactRecord) -> Screen:
    """Ask one of the four questions."""
    at = len(impact.answers)
    rows: list[Row] = [
        (Button(option, action("diary", "impact", impact.impact_id, at, position)),)
        for position, option in enumerate(asked.options)
    ]
    back = Button("‹ Back", action("diary", "impact_back", impact.impact_id, at))
    return Screen(
        paragraphs(
            fill("<i>Weekly score, {n} of {all}</i>", n=at + 1, all=len(QUESTIONS)),
            bold(asked.text),
        ),
        (*rows, (back, LOG) if at else (LOG,)),
    )


def result(week: ScoreWeek, wording: Wording, cited: Markup, reviewed: str) -> Screen:
    """Say what the week amounts to, beside the one before."""
    impact = week.impact
    return Screen(
        paragraphs(
            fill("<b>Weekly impact score: {score} of 100.</b>", score=impact.score),
            plain(wording.text(f"impact_{impact.meaning}")),
            _beside(impact, week.before),
            folded(
                paragraphs(
                    plain(wording.text("impact_about")),
                    lines((bold("Sources"), cited)),
                    italic(reviewed),
                )
            ),
        ),
        (
            (Button("Change an answer", action("diary", "impact_back", impact.impact_id, 4)),),
            (Button("My progress", action("progress", "diary")),),
            (LOG, HOME),
        ),
    )


def not_yet(week: ScoreWeek) -> Screen:
    """Say that this week's score is there already."""
    text = fill(
        "<b>This week's score is there: {score} of 100, {day}.</b>\n\nI ask again in a week.",
        score=week.impact.score,
        day=dated(week.impact.on, week.on),
    )
    return Screen(text, ((LOG, HOME),))


def _beside(impact: Impact, before: Impact | None) -> Markup | None:
    if before is None:
        return plain("It is your first. I ask again in a week, and show both.")
    change = impact.score - before.score
    trend = "the same" if not change else f"{abs(change)} {'less' if change < 0 else 'more'} now"
    return fill("The time before: {score}, so {trend}.", score=before.score, trend=trend)
