"""The four questions and their score as screens."""

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, folded, italic, lines, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.domain.diary.rules_weekly import QUESTIONS, Impact
from bot.library.diary import ImpactRecord, Wording

_LOG = Button("Log pain", action("diary", "log"))
_HOME = Button("Home", action("start", "home"))


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
        (*rows, (back, _LOG) if at else (_LOG,)),
    )


def result(impact: Impact, before: Impact | None, wording: Wording, cited: Markup) -> Screen:
    """Say what the week amounts to, beside the one before."""
    return Screen(
        paragraphs(
            fill("<b>Weekly impact score: {score} of 100.</b>", score=impact.score),
            plain(wording.text(f"impact_{impact.meaning}")),
            _beside(impact, before),
            folded(
                paragraphs(
                    plain(wording.text("impact_about")),
                    lines((bold("Sources"), cited)),
                    italic("Nobody clinical has reviewed this."),
                )
            ),
        ),
        (
            (Button("Change an answer", action("diary", "impact_back", impact.impact_id, 4)),),
            (Button("My progress", action("progress", "diary")),),
            (_LOG, _HOME),
        ),
    )


def not_yet(last: Impact, day: str) -> Screen:
    """Say that this week's score is there already."""
    text = fill(
        "<b>This week's score is there: {score} of 100, {day}.</b>\n\nI ask again in a week.",
        score=last.score,
        day=day,
    )
    return Screen(text, ((_LOG, _HOME),))


def _beside(impact: Impact, before: Impact | None) -> Markup | None:
    if before is None:
        return plain("It is your first. I ask again in a week, and show both.")
    change = impact.score - before.score
    trend = "the same" if not change else f"{abs(change)} {'less' if change < 0 else 'more'} now"
    return fill("The time before: {score}, so {trend}.", score=before.score, trend=trend)
