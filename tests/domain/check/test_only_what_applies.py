"""Whatever is answered, the person is told only what applies: some thousand sets of answers."""

from functools import cache
from random import Random

import pytest

from bot.domain.check.advising import Advice, advice
from bot.domain.check.model import Answers, Assessment, Question, Urgency
from bot.domain.check.rules import assess, next_question
from bot.library.evaluating import vignettes
from bot.library.loading import load

TRIAGE = load().triage
SETS, CALM = 4000, 0.8  # how many; how often a question is answered with what is harmless
LATER = ("within", " days", " weeks", "a week")


def _some(question: Question, random: Random) -> frozenset[str]:
    ids = [option.id for option in question.options]
    calm = [o.id for o in question.options if o.exclusive or o.neutral]
    if calm and random.random() < CALM:
        return frozenset({random.choice(calm)})
    if question.kind == "one":
        return frozenset({random.choice(ids)})
    ticked = [o.id for o in question.options if not o.exclusive]
    return frozenset(random.sample(ticked, random.randint(1, min(2, len(ticked)))))


def _answers(seed: int) -> Answers:
    random, given = Random(seed), dict[str, frozenset[str]]()  # noqa: S311  # a seed of a test
    while (question := next_question(TRIAGE, given)) is not None:
        given[question.id] = _some(question, random)
    return given


@cache
def told() -> tuple[tuple[Answers, Assessment, Advice], ...]:
    every = [one.given for one in vignettes()] + [_answers(seed) for seed in range(SETS)]
    found = [(given, assess(TRIAGE, given)) for given in every]
    return tuple((given, one, advice(TRIAGE, given, one)) for given, one in found)


def _lines(said: Advice) -> tuple[str, ...]:
    return (said.run, said.exercise, said.lead, *said.do)


def test_all_levels_are_among_them() -> None:
    levels = [found.urgency for _, found, _ in told()]
    assert min(levels.count(level) for level in Urgency) > SETS // 50


def test_the_first_two_lines_are_always_there() -> None:
    for given, _, said in told():
        assert said.run.startswith("Run: "), given
        assert said.exercise.startswith("Exercise: "), given


def test_nothing_under_today_names_a_later_day_or_a_plan() -> None:
    for given, found, said in told():
        if found.urgency >= Urgency.URGENT_SAME_DAY:
            assert not [line for line in _lines(said) for word in LATER if word in line], given
            assert (said.plan, said.within_days) == ("none", None), given
            assert said.run.startswith("Run: no"), given
            assert said.exercise.startswith(("Exercise: no.", "Exercise: none")), given


def test_the_time_is_the_shortest_of_the_rules_that_fired() -> None:
    names = {2: "2 days", 3: "3 days", 7: "a week", 14: "2 weeks"}
    for given, found, said in told():
        if found.urgency is Urgency.CLINICIAN_SOON:
            least = min(rule.within_days for rule in found.rules if rule.within_days)
            assert said.within_days == least, given
            text = " ".join(_lines(said))
            assert [name for name in names.values() if f"within {name}" in text] == [names[least]]


@pytest.mark.parametrize(
    ("question", "option", "line"),
    [
        ("walking", "limping", "a limp or pain"),
        ("pattern", "night", "starts to wake you"),
        ("body_signs", "fever", "new: fever"),
        ("leg_signs", "weak_numb", "numbness"),
        ("leg_signs", "swollen_leg", "a swollen leg"),
    ],
)
def test_no_line_waits_for_a_sign_that_was_ticked(question: str, option: str, line: str) -> None:
    asked = next(one for one in TRIAGE.questions if one.id == question)
    assert option in asked.option_ids
    for given, _, said in told():
        if option in given.get(question, ()):
            assert line not in " ".join(said.do), given


def test_no_line_is_about_what_was_not_answered() -> None:
    for given, _, said in told():
        text = " ".join(_lines(said))
        assert ("deep pain in runs" in text) <= ("not_sure" in given["impact"]
                if "impact" in given else False)  # fmt: skip
        assert ("after the pull" in text) <= ("pull" in given.get("onset", ()))


def test_each_line_is_said_once() -> None:
    for given, _, said in told():
        assert len(set(said.do)) == len(said.do), given


def test_what_was_denied_was_not_ticked() -> None:
    words = {(q.id, o.id): o.text for q in TRIAGE.questions for o in q.options}
    for given, _, said in told():
        ticked = {words[name, one] for name, chosen in given.items() for one in chosen}
        assert not ticked & set(said.denied), given


def test_crutches_and_hopping_are_said_of_bone_alone() -> None:
    for given, found, said in told():
        if "crutches" in " ".join(said.do):
            assert any(rule.bone or rule.id in YOUNG for rule in found.rules), given


YOUNG = {"young_limp", "young_not_sure", "young_pop", "young_bone", "cannot_lift"}
