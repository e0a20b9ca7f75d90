"""The check in words, and what it says to the published vignettes, for the clinician's document."""

from collections.abc import Iterable, Iterator

from bot.chat.markup import Markup, fill, lines
from bot.domain.check.advising import advice
from bot.domain.check.model import Answers, Clause, Line, Question, QuestionSet, Rule
from bot.domain.check.rules import assess
from bot.library import evaluating, signoff
from bot.library.content import Content
from bot.library.review_parts import basis, heading, in_plain, named, prose


def check(content: Content) -> Iterator[Markup]:
    """Yield every question, every rule in words with its sentence, causes, and every outcome."""
    triage = content.triage
    yield heading("check", signoff.records(content)["check"], content)
    yield fill("<h3>Questions, in order</h3>{asked}", asked=lines(_questions(triage)))
    yield Markup("<h3>Rules, the gravest first</h3>")
    yield from (_rule(rule, content) for rule in sorted(triage.rules, key=lambda r: -r.urgency))
    yield Markup("<h3>What may have contributed</h3>")
    for cause in triage.causes:
        yield fill(
            "<article><h4>{title}</h4><p>When {when}</p><p>{sentence}</p>{cited}</article>",
            title=cause.title,
            when=in_words(cause.when, triage),
            sentence=cause.sentence,
            cited=basis(cause.sources, content),
        )
    yield Markup("<h3>Answers of the check</h3>")
    for outcome in (*triage.outcomes.values(), *triage.special):
        every = (*outcome.run, *outcome.exercise, *outcome.lines, *outcome.signs)
        told = (_line(line, triage) for line in every)
        meant = f"Where {in_words(outcome.when, triage)}." if outcome.when else ""
        leads = (meant, outcome.lead, outcome.time, *told, f"Whom: {outcome.whom}")
        yield fill(
            "<article><h4>{title} <small>{urgency}</small></h4>{said}{cited}</article>",
            title=outcome.title,
            urgency=named(outcome.urgency.name),
            said=prose(leads),
            cited=basis(outcome.sources, content),
        )


def _questions(triage: QuestionSet) -> Iterator[Markup]:
    """Yield what is asked, with its answers and when it is asked."""
    for question in triage.questions:
        several = " (several)" if question.kind == "many" else ""
        options = "; ".join(option.text for option in question.options)
        said = (question.hint, f"Answers{several}: {options}.", _asked_when(question, triage))
        yield fill("<p><b>{text}</b></p>{said}", text=question.text, said=prose(said))


def _asked_when(question: Question, triage: QuestionSet) -> str:
    when = f"Asked where {in_words(question.ask_if, triage)}." if question.ask_if else ""
    until = f" Spared once it is {named(question.until.name)}." if question.until else ""
    return f"{when}{until}".strip()


def _rule(rule: Rule, content: Content) -> Markup:
    """Return a rule with what it asks for and what follows."""
    follows = (
        f"within {rule.within_days} days" if rule.within_days else "",
        "asks about the bone before runs" if rule.bone else "",
        "leaves room for quiet exercises" if rule.exercise_ok else "",
    )
    return fill(
        "<article><h4>{id}: {urgency} <small>{follows}</small></h4>"
        "<p>When {when}</p><p>{sentence}</p>{cited}</article>",
        id=named(rule.id),
        urgency=named(rule.urgency.name),
        follows="; ".join(each for each in follows if each),
        when=in_words(rule.when, content.triage),
        sentence=rule.sentence,
        cited=basis(rule.sources, content),
    )


def _line(line: Line, triage: QuestionSet) -> str:
    """Return a line of advice, with what it asks for."""
    asks = (
        f"where {in_words(line.when, triage)}" if line.when else "",
        f"with {', '.join(map(named, sorted(line.rules)))}" if line.rules else "",
        f"without {', '.join(map(named, sorted(line.unless_rules)))}" if line.unless_rules else "",
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
    """Yield each sign that is recognised in typed words, and by what; the wordings are left out."""
    yield heading("signs", content.signs, content)
    rows = (
        fill(
            "<tr><td>{id}</td><td>{urgency}</td><td>{when}{cited}</td></tr>",
            id=named(sign.id),
            urgency=named(sign.urgency),
            when=_combined(sign.when),
            cited=basis(sign.sources, content),
        )
        for sign in content.signs.flags
    )
    yield fill(
        "<p>Words that report one of these, about the person and of now, are asked about before "
        "anything else is shown.</p>"
        "<table><tr><th>Sign</th><th>Level</th><th>Recognised by</th></tr>{rows}</table>",
        rows=lines(rows),
    )


def _combined(ways: Iterable[str]) -> str:
    """Return ways to see a sign, such as "fever & joint_trouble & !cold", in words."""
    parts = (way.replace("!", "no ").replace("&", "and").replace("+", "with") for way in ways)
    return "; or ".join(named(part) for part in parts)


def told(content: Content) -> Iterator[Markup]:
    """Yield each published story with what is expected and what the bot says, misses first."""
    triage = content.triage
    found = [(case, assess(triage, case.given)) for case in evaluating.vignettes()]
    found.sort(key=lambda one: one[1].urgency.name.lower() == one[0].expected)
    rows = []
    for case, assessed in found:
        said = advice(triage, case.given, assessed)
        fired = ", ".join(named(rule.id) for rule in assessed.rules) or "none"
        level = (
            f"Expected: {named(case.expected)}",
            f" (or {named(in_plain(case.also_ok))})" if case.also_ok else "",
            f". Found: {named(assessed.urgency.name)}.",
        )
        rows.append(
            fill(
                "<tr><td><b>{id}</b>{story}<b>{level}</b></td><td>{said}</td></tr>",
                id=case.id,
                level="".join(level),
                story=prose((case.story, f"Answered: {_answered(case.given, triage)}.")),
                said=prose(
                    (
                        f"{said.run} {said.exercise} {said.lead}",
                        " ".join(said.reasons),
                        " ".join(said.do),
                        f"Rules: {fired}. Basis: {case.basis}",
                    )
                ),
            )
        )
    yield fill(
        "<table><tr><th>Story</th><th>What the bot says</th></tr>{rows}</table>",
        rows=lines(rows),
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
