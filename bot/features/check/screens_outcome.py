"""The outcome of a check as a screen, and what is asked before it stands."""

from dataclasses import dataclass, replace
from functools import partial

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    fitting,
    folded,
    italic,
    lines,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, packed
from bot.chat.ways import HOME
from bot.domain.check.advising import Advice, advice
from bot.domain.check.model import (
    Answers,
    Assessment,
    Hold,
    Origin,
    QuestionSet,
    Urgency,
)
from bot.domain.check.rules import assess
from bot.domain.check.work import Position
from bot.domain.standing import Standing
from bot.library import signoff
from bot.library.content import Content
from bot.library.held import reason, signal, whom
from bot.library.topics import Country

CHECK_AGAIN = Button("Check again", action("check", "restart"))
_MOST_GROUNDS = 2600  # characters as they are read: a message may have 4096 in all


def doubt(content: Content, standing: Standing, position: Position) -> Screen:
    """Ask whether what held before is over, for these answers do not show it."""
    doubts, number = position.doubts, position.check.check_id
    asked = "Is that over?" if len(doubts) == 1 else "Is all of that over?"
    until = content.triage.outcomes[position.urgency].title
    text = paragraphs(
        bold(asked),
        bullets(_before(content, hold) for hold in doubts),
        plain("Your answers now do not show it."),
        fill("Until you say so, this stands: <b>{until}</b>", until=until),
        whom(content, standing) if standing.must_call else None,
    )
    return Screen(
        text,
        (
            (Button("Yes, it is over", action("check", "over", number)),),
            (Button("No, it is still so", action("check", "last")),),
            (Button("I have been seen", action("check", "seen")),),
        ),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What an outcome needs besides the check: the plan's earliest run, and likely countries."""

    first_run: Date | None
    places: tuple[Country, ...]


def outcome(content: Content, standing: Standing, position: Position, beside: Beside) -> Screen:
    """Say first whether to run and to exercise and how urgent it is, then why and what to do.

    Where somebody is to be called, that comes before all else. All that matters now fits on a
    phone without scrolling, with its buttons; the rest is folded.
    """
    found = assess(content.triage, position.check.answers)
    found = replace(found, urgency=max(found.urgency, position.urgency))
    told = advice(content.triage, position.check.answers, found, beside.first_run)
    title = signal(content, found.urgency, told.outcome.title)
    if told.time and not standing.must_call:
        title = lines((title, plain(told.time)))
    between = " " if found.urgency is Urgency.EMERGENCY else "\n"
    answers = plain(between.join((told.run, told.exercise)))
    call = whom(content, standing) if standing.must_call else None
    text = paragraphs(
        *((title, call, answers) if standing.must_call else (answers, title)),
        _why(content, position, found, told),
        bullets(told.do),
    )
    text = lines((text, folded(_grounds(content, position, found, told))))
    places = _places(position, beside) if position.person.country is None else ()
    steps = _next_steps(content, position, told)
    return Screen(
        text, (*places, *steps) if standing.must_call else (*steps[:-1], *places, *steps[-1:])
    )


def _before(content: Content, hold: Hold) -> str:
    day = hold.since.to_tz("UTC").date().format("D MMMM")
    told = reason(content, hold)
    return f"{day}, your check: {told}" if hold.origin is Origin.CHECK else f"{day}. {told}"


def _why(content: Content, position: Position, found: Assessment, told: Advice) -> Markup:
    """Return the gravest reason, also one from before this check; without any, what it comes to."""
    # By the answers: a check that was left keeps the urgency of one that was taken back.
    own = found.rules[0].urgency if found.rules else Urgency.SELF_CARE
    if position.holds and position.holds[0].urgency > own:
        return fill("<b>Why:</b> {why}", why=reason(content, position.holds[0]))
    if own:
        return fill("<b>Why:</b> {why}", why=found.rules[0].sentence)
    return plain(found.rules[0].sentence if found.rules else told.lead)


def _next_steps(content: Content, position: Position, told: Advice) -> tuple[Row, ...]:
    back = action("check", "back", position.check.check_id, len(position.check.answers))
    over = Button("Is that over?", action("check", "doubt", position.check.check_id))
    doubts: tuple[Row, ...] = ((over,),) if position.doubts else ()
    if position.urgency is Urgency.EMERGENCY:
        own = position.check.urgency is Urgency.EMERGENCY and position.goes_back
        mistake = (Button("I made a mistake: go back", back),)
        return (*doubts, mistake) if own else (*doubts, (CHECK_AGAIN, HOME))
    pages = [
        Button(content.topics[topic].title, action("remedies", "open", topic))
        for topic in told.outcome.topics
    ]
    ways: list[Button] = []
    if told.plan == "full" and not position.holds:
        ways = [Button("Make my plan", action("plan", "begin"))]
    elif position.urgency is Urgency.CLINICIAN_SOON:
        ways = [Button("What to ask them", action("plan", "questions"))]
        if told.plan == "holding" and not position.doubts:
            ways.insert(0, Button("Quiet exercises", action("plan", "begin")))
    change = (Button("‹ Go back", back),) if position.goes_back else ()
    return (*doubts, *packed([*ways, *pages])[:1], (*change, CHECK_AGAIN, HOME))


def _places(position: Position, beside: Beside) -> tuple[Row, ...]:
    """Ask by one tap where the person lives: until then the numbers are those of everywhere."""
    does = partial(action, "check", "country", position.check.check_id)
    named = [Button(f"In {place.name}?", does(place.id)) for place in beside.places]
    other = "Other country" if named else "Which country are you in?"
    return ((*named, Button(other, action("account", "choose", "country"))),)


def _causes(found: Assessment) -> Markup:
    if not found.causes:
        return plain("Nothing that you answered stands out as a cause.")
    told = bullets(cause.sentence for cause in found.causes)
    return lines((bold("What may have contributed"), told))


def _grounds(content: Content, position: Position, found: Assessment, told: Advice) -> Markup:
    """Return what stands folded under an outcome: answers, causes in full, sources."""
    cited = (*told.outcome.sources, *(s for rule in found.rules for s in rule.sources))
    answered = _answered(content.triage, position.check.answers)
    denied = ", ".join(told.denied)
    parts = [
        italic(f"Not a diagnosis: a bot cannot examine you. {signoff.said(content, ['check'])}"),
        plain(told.lead) if found.rules else plain(""),
        fill("<b>Whom to see:</b> {whom}", whom=told.whom) if told.within_days else plain(""),
        bullets(told.reasons[1:]),
        _causes(found) if found.urgency < Urgency.URGENT_SAME_DAY else plain(""),
        lines((bold("Answers, sources"), answered)),
        fill("<b>Asked and denied:</b> {denied}", denied=denied) if denied else plain(""),
        content.cite(cited),
    ]
    return paragraphs(*fitting(parts, _MOST_GROUNDS))


def _answered(triage: QuestionSet, answers: Answers) -> Markup:
    """Return questions and answers as they were read; what an upgrade removed is left out."""
    chosen = {
        asked.text: [o.text for o in asked.options if o.id in answers.get(asked.id, frozenset())]
        for asked in triage.questions
    }
    return bullets(f"{text} {', '.join(options)}" for text, options in chosen.items() if options)
