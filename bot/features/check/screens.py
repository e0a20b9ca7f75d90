"""Questions and outcomes as screens."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    folded,
    italic,
    lines,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, grid, packed
from bot.domain.check.model import Answers, Assessment, Outcome, Question, QuestionSet, Urgency
from bot.domain.check.rules import expected_total
from bot.domain.check.store import Session
from bot.features.check import screens_map as body
from bot.library.topics import Country, Topic

_SCALE_COLUMNS = 6
_BESIDE = 2  # topics beside the way on
_SIGNAL = {
    Urgency.EMERGENCY: "🔴",
    Urgency.URGENT_SAME_DAY: "🟠",
    Urgency.CLINICIAN_SOON: "🟡",
    Urgency.SELF_CARE: "🟢",
}
CHECK_AGAIN = Button("Check again", action("check", "restart"))
HOME = Button("Home", action("start", "home"))
LOOK_AROUND = Button("Look around", action("remedies", "home"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """An assessment with all that is said of it; `cited` lists the sources."""

    found: Assessment
    urgency: Urgency
    said: Outcome
    country: Country
    cited: Markup
    topics: Sequence[Topic]


def question(triage: QuestionSet, session: Session, asked: Question) -> Screen:
    """Ask one question, with how far it still is."""
    number = len(session.answers) + 1
    total = max(number, expected_total(triage, session.answers))
    text = paragraphs(
        fill("<i>{number} of about {total}</i>", number=number, total=total),
        bold(asked.text),
        plain(asked.hint) if asked.hint else None,
    )
    see = (body.see(session, asked),) if asked.is_mapped else ()
    return Screen(text, (*see, *_options(session, asked), _steps(session)))


def outcome(triage: QuestionSet, session: Session, verdict: Verdict) -> Screen:
    """Say how urgent it is, first of all, then why and what to do."""
    found, said, urgency = verdict.found, verdict.said, verdict.urgency
    text = paragraphs(
        fill(
            "{signal} <b>{title}</b>\n{lead}",
            signal=_SIGNAL[urgency],
            title=said.title,
            lead=said.lead,
        ),
        _whom(verdict),
        _section("Why", [rule.sentence for rule in found.rules[:1]]),
        _causes(found) if urgency < Urgency.URGENT_SAME_DAY else None,
        _section("What to do", said.do),
        folded(_grounds(triage, session.answers, verdict)),
    )
    return Screen(text, _next_steps(session, verdict))


def none_yet() -> Screen:
    """Answer somebody who asks for the outcome of a check that was never done."""
    return Screen(Markup("You have not done a check yet."), ((_CHECK, HOME),))


def left_with(found: Assessment, country: Country) -> Screen:
    """Close a check that had found something grave by then."""
    return Screen(
        paragraphs(
            bold("The check is closed, but one answer must not wait."),
            plain(found.rules[0].sentence),
            fill("☎️ <b>{numbers}</b>", numbers=country.emergency)
            if found.urgency is Urgency.EMERGENCY
            else fill("<b>Whom to call today:</b> {advice}", advice=country.advice),
        ),
        ((CHECK_AGAIN, HOME),),
    )


def cancelled() -> Screen:
    """Confirm that the check was left."""
    return Screen(
        Markup("The check is closed, without a result. New or worse pain: please do it again."),
        ((_CHECK,), (LOOK_AROUND, HOME)),
    )


def nothing_to_cancel() -> Screen:
    """Answer /cancel where nothing is under way."""
    text = "There is no check under way. Anything else ends by itself when you do something new."
    return Screen(Markup(text), ((_CHECK, LOOK_AROUND),))


_CHECK = Button("Check my pain", action("check", "begin"))


def _options(session: Session, asked: Question) -> Sequence[Row]:
    if asked.kind == "many":
        return _ticks(session, asked)
    buttons = [
        Button(option.text, action("check", "pick", session.session_id, asked.id, option.id))
        for option in asked.options
    ]
    scale = [button for button in buttons if button.label.isdecimal()]
    rest = [button for button in buttons if not button.label.isdecimal()]
    return (*grid(scale, _SCALE_COLUMNS), *packed(rest))


def _ticks(session: Session, asked: Question) -> Sequence[Row]:
    rows: list[Row] = []
    for option in asked.options:
        if option.exclusive and session.marked:
            continue  # "None of these" beside a tick would lose the tick
        verb = "pick" if option.exclusive else "mark"
        box = "" if option.exclusive else "☑ " if option.id in session.marked else "☐ "
        does = action("check", verb, session.session_id, asked.id, option.id)
        rows.append((Button(box + option.text, does),))
    if session.marked:
        done = action("check", "done", session.session_id, asked.id)
        rows.append((Button(f"Done ({len(session.marked)} ticked)", done),))
    return rows


def _steps(session: Session) -> Row:
    back = Button("‹ Back", action("check", "back", session.session_id))
    again = Button("Start again", action("check", "restart"))
    stop = Button("Stop", action("check", "stop"))
    return (back, again, stop) if session.answers else (stop,)


def _section(heading: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{heading}</b>\n{texts}", heading=heading, texts=bullets(texts))


def _whom(verdict: Verdict) -> Markup | None:
    match verdict.urgency:
        case Urgency.EMERGENCY:
            return fill("☎️ <b>{numbers}</b>", numbers=verdict.country.emergency)
        case Urgency.URGENT_SAME_DAY:
            return fill("<b>Whom to call:</b> {whom}", whom=verdict.country.advice)
        case Urgency.CLINICIAN_SOON:
            return fill("<b>Whom to see:</b> {whom}", whom=verdict.said.whom)
        case _:
            return None


def _next_steps(session: Session, verdict: Verdict) -> tuple[Row, ...]:
    back = action("check", "back", session.session_id)
    if verdict.urgency is Urgency.EMERGENCY:
        return ((Button("I made a mistake: go back", back),),)
    pages = [Button(topic.title, action("remedies", "open", topic.id)) for topic in verdict.topics]
    first: tuple[Row, ...] = ()
    if verdict.urgency is Urgency.CLINICIAN_SOON:
        first = ((Button("What to ask them", action("plan", "questions")),),)
    elif verdict.urgency is Urgency.SELF_CARE and not session.holds_exercise:
        first = ((Button("Make my plan", action("plan", "begin")),),)
    shown = pages[:_BESIDE] if first else pages  # with the headline on one screen of a phone
    return (*first, *packed(shown), (Button("‹ Change last", back), CHECK_AGAIN, HOME))


def _causes(found: Assessment) -> Markup | None:
    if not found.causes:
        return plain("Nothing that you answered stands out as a cause.")
    return _section("What may have contributed", [cause.title for cause in found.causes])


def _grounds(triage: QuestionSet, answers: Answers, verdict: Verdict) -> Markup:
    """Return what stands folded under an outcome: answers, causes in full, sources."""
    return paragraphs(
        lines((bold("Not a diagnosis. Answers, sources:"), _answered(triage, answers))),
        bullets(rule.sentence for rule in verdict.found.rules[1:]),
        bullets(cause.sentence for cause in verdict.found.causes),
        verdict.cited,
        italic("A bot cannot examine you, and no clinician has reviewed this."),
    )


def _answered(triage: QuestionSet, answers: Answers) -> Markup:
    """Return questions and answers as they were read; what an upgrade removed is left out."""
    chosen = {
        asked.text: [o.text for o in asked.options if o.id in answers.get(asked.id, frozenset())]
        for asked in triage.questions
    }
    return bullets(f"{text} {', '.join(options)}" for text, options in chosen.items() if options)
