"""What a person's standing means, in words and buttons: the same on every screen."""

from dataclasses import dataclass

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import CHECK, HOME
from bot.domain.check.advising import Advice, advice
from bot.domain.check.model import Hold, Urgency
from bot.domain.check.rules import assess
from bot.domain.standing import Access, Standing
from bot.library.calling import called
from bot.library.content import Content

_GO_ON = Button("Do the check", action("check", "begin"))
_AGAIN = Button("Check again", action("check", "restart"))
_SAID = Button("What did the check say?", action("check", "last"))
_SEEN = Button("I have been seen", action("check", "seen"))
_SIGNAL = {
    Urgency.EMERGENCY: "🔴",
    Urgency.URGENT_SAME_DAY: "🟠",
    Urgency.CLINICIAN_SOON: "🟡",
    Urgency.SELF_CARE: "🟢",
}


@dataclass(frozen=True, slots=True)
class Held:
    """Why something waits, and the ways on; `line` says it in one sentence."""

    text: Markup
    line: str
    rows: tuple[Row, ...]

    @property
    def screen(self) -> Screen:
        """Return it as a screen of its own."""
        return Screen(self.text, self.rows)


def held(content: Content, standing: Standing) -> Held | None:
    """Return what stands in place of a plan, or above what goes on; None where nothing holds.

    Where somebody must be called, that comes first; then what waits, what ends it, and why.
    """
    line = _line(content, standing)
    if line is None:
        return None
    why = standing.why
    text = paragraphs(
        called(standing.person, standing.holds, content) if standing.must_call else None,
        signal(content, standing.urgency) if standing.must_call else None,
        whom(content, standing) if standing.must_call else None,
        bold(line),
        plain(reason(content, why)) if why else None,
    )
    return Held(text, line, _ways(standing))


def _line(content: Content, standing: Standing) -> str | None:
    """Return what waits and what ends it; None where nothing holds."""
    phrase = {
        Access.EXAMINE: "held_examine",
        Access.CHECK: "held_check",
        Access.SOON: "held_soon",
        Access.FIRST_CHECK: "held_first_check",
    }.get(standing.access)
    if phrase is None:
        return None
    if standing.is_seen:
        return content.phrases["held_seen"].text
    by = _see_by(content, standing) if standing.access is Access.SOON else None
    if by is None:
        return content.phrases[phrase].text
    when = "late" if by < standing.on else "by"
    return content.phrases[f"held_soon_{when}"].text.format(day=by.format("EEEE D MMMM"))


def _see_by(content: Content, standing: Standing) -> Date | None:
    """Return the last day on which to be seen, the first of all that holds, as the check said."""
    wait = {rule.id: rule.within_days for rule in content.triage.rules if rule.within_days}
    days = (
        standing.person.date(hold.since).add(days=wait[name])
        for hold in standing.holds
        if hold.seen_at is None
        for name in hold.reasons
        if name in wait
    )
    return min(days, default=None)


def told_without_plan(content: Content, standing: Standing) -> Advice | None:
    """Return what the check said on runs and exercises where it leaves no plan, and holds none."""
    check, triage = standing.check, content.triage
    if standing.access is not Access.NO_PLAN or check is None:
        return None
    return advice(triage, check.answers, assess(triage, check.answers))


def signal(content: Content, urgency: Urgency, title: str = "") -> Markup:
    """Return how soon somebody should look, as a headline; `title` where it has one of its own."""
    title = title or content.triage.outcomes[urgency].title
    return fill("{sign} <b>{title}</b>", sign=_SIGNAL[urgency], title=title)


def whom(content: Content, standing: Standing) -> Markup:
    """Return whom to call where the person lives."""
    country = content.country(standing.person.country)
    if standing.urgency is Urgency.EMERGENCY:
        return fill("☎️ <b>{numbers}</b>", numbers=country.emergency)
    today = " today" if standing.must_call else ""
    return fill("<b>Whom to call{today}:</b> {advice}", today=today, advice=country.advice)


def reason(content: Content, hold: Hold) -> str:
    """Return why something holds, in a sentence that quotes what the person typed."""
    return f"You wrote: “{hold.words}”" if hold.words else reasons(content, hold)[0]


def reasons(content: Content, hold: Hold) -> tuple[str, ...]:
    """Return everything that a hold rests on, in sentences, the gravest first."""
    if hold.examine_first and not hold.urgency:
        return (content.phrases["held_young"].text,)
    sentences = {rule.id: rule.sentence for rule in content.triage.rules}
    sentences |= {rule.id: rule.sentence for rule in content.diary.reopenings}
    sentences |= {stop.id: stop.sentence for stop in content.plan.stops}
    known = tuple(sentences[name] for name in hold.reasons if name in sentences)
    return known or (content.triage.outcomes[hold.urgency].lead,)


def _ways(standing: Standing) -> tuple[Row, ...]:
    match standing.access:
        case Access.CHECK:
            return ((_GO_ON,), (HOME,))
        case Access.FIRST_CHECK:
            return ((CHECK,), (HOME,))
        case _:
            said = ((_SAID,),) if standing.check else ()
            return (*said, (_SEEN,), (_AGAIN, HOME))
