"""The check in words, and what it says to the published vignettes, for the clinician's document."""

from collections.abc import Iterable, Iterator

from bot.chat.markup import Markup, fill
from bot.domain.check.advising import advice
from bot.domain.check.model import Answers, Clause, Line, QuestionSet
from bot.domain.check.rules import assess
from bot.library import evaluating, signoff
from bot.library.content import Content
from bot.library.review_parts import basis, heading, prose


def check(content: Content) -> Iterator[Markup]:
    """Yield every rule in words with its sentence, and every outcome."""
    triage = content.triage
    yield heading("check", signoff.records(content)["check"], content)
    for rule in sorted(triage.rules, key=lambda rule: -rule.urgency):
        yield fill(
            "<article><h4>{id}: {urgency}</h4><p>When {when}</p><p>{sentence}</p>{cited}</article>",
            id=rule.id,
            urgency=rule.urgency.name.lower(),
            when=in_words(rule.when, triage),
            sentence=rule.sentence,
            cited=basis(rule.sources, content),
        )
    for outcome in (*triage.outcomes.values(), *triage.special):
        told = (_line(line, triage) for line in (*outcome.run, *outcome.exercise, *outcome.lines))
        meant = f"Where {in_words(outcome.when, triage)}." if outcome.when else ""
        leads = (meant, outcome.lead, outcome.time, *told, outcome.whom)
        said = prose(text for text in leads if text)
        cited = basis(outcome.sources, content)
        yield fill("<h4>{title}</h4>{said}{cited}", title=outcome.title, said=said, cited=cited)


def _line(line: Line, triage: QuestionSet) -> str:
    """Return a line of advice, with what it asks for."""
    asks = (
        f"where {in_words(line.when, triage)}" if line.when else "",
        f"with {', '.join(sorted(line.rules))}" if line.rules else "",
        f"without {', '.join(sorted(line.unless_rules))}" if line.unless_rules else "",
        f"where the plan is {line.plan}" if line.plan else "",
    )
    told = "; ".join(ask for ask in asks if ask)
    return f"{line.text} [{told}]" if told else line.text


def in_words(when: Iterable[Clause], triage: QuestionSet) -> str:
    """Return a condition as a sentence: the questions and the answers that it asks for."""
    asked = {question.id: question for question in triage.questions}

    def part(name: str, wanted: frozenset[str]) -> str:
        texts = (option.text for option in asked[name].options if option.id in wanted)
        return f"“{asked[name].text}” is {' or '.join(texts)}"

    return "; or ".join(
        " and ".join(part(name, wanted) for name, wanted in clause.items()) for clause in when
    )


def signs(content: Content) -> Iterator[Markup]:
    """Yield each sign that is recognised in typed words, with its urgency; how is left out."""
    yield heading("signs", content.signs, content)
    for sign in content.signs.flags:
        yield fill(
            "<p>{id}: {urgency}</p>{cited}",
            id=sign.id,
            urgency=sign.urgency,
            cited=basis(sign.sources, content),
        )


def told(content: Content) -> Iterator[Markup]:
    """Yield each published story with what is expected, and with what the bot says."""
    triage = content.triage
    for case in evaluating.vignettes():
        found = assess(triage, case.given)
        said = advice(triage, case.given, found)
        fired = ", ".join(rule.id for rule in found.rules) or "none"
        yield fill(
            "<article><h4>{id}: {expected} expected{also}, {got} found</h4>{text}</article>",
            id=case.id,
            expected=case.expected,
            also=f" (or {', '.join(case.also_ok)})" if case.also_ok else "",
            got=found.urgency.name.lower(),
            text=prose(
                (
                    case.story,
                    f"Answered: {_answered(case.given, triage)}.",
                    f"Rules: {fired}.",
                    said.run,
                    said.exercise,
                    said.lead,
                    *(rule.sentence for rule in found.rules),
                    *said.do,
                    f"Basis: {case.basis}",
                )
            ),
        )


def _answered(given: Answers, triage: QuestionSet) -> str:
    """Return the answers of a case in the words of their buttons, but for "none of these"."""
    texts = (
        option.text
        for question in triage.questions
        for option in question.options
        if option.id in given.get(question.id, ()) and not option.exclusive
    )
    return "; ".join(texts)
