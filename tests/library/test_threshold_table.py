"""One value for each matter, in whatever room it is read: check, plan, diary, cards, and the rest.

`test_thresholds` sees to it that a number stands once in the files; here the sentences are read as
people get them, with the numbers in, and each number must be the one of its matter.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import pytest

from bot.library import loading, thresholds
from bot.library.content import Content
from tests.library.rooms import Said, said


@dataclass(frozen=True)
class Matter:
    """What is the same everywhere: a pattern whose groups are numbers, by threshold.

    `rooms` have to speak of it; `but` are records that speak of something else in these words.
    """

    pattern: str
    numbers: tuple[str, ...]
    rooms: str
    but: tuple[str, ...] = ()
    unless: str = r"(?!)"


HOLDS = ("isometric_flexion", "push_and_hold")
TABLE = {
    "pain that goes on": Matter(
        r"\bat (\d+) out of 10 or less"
        r"|(?<!Days )\b0 to (\d+)\b(?=.*(?:out of 10|[Gg]o on|green))",
        ("calm",) * 2,
        "check plan diary cards reminders pages tips quiz pictures",
        but=(*HOLDS, "strength", "foam_rolling", "roll_short"),
    ),
    "daily life before the next stage": Matter(
        r"daily life (?:is )?(?:still )?(?:at|above) (\d+) out of 10", ("calm",), "plan pages cards"
    ),
    "a hold without movement": Matter(
        r"(?:hold|push|early days).* at (\d+) out of 10",
        ("hold_most",),
        "cards pages tips",
        unless="bridges|walk if",
    ),
    "amber": Matter(
        r"(?:[Aa]mber[^.]*?|was |^|go on, |go on. )(\d) to (\d)"
        r"(?= amber| out of 10, or worse|: the|: Do|: do| do )",
        ("amber_from", "amber_to"),
        "plan diary pages tips pictures",
    ),
    "red": Matter(
        r"(?:[Rr]ed[,:] over|^[Oo]ver|or less, over|less, over|was over) (\d+)"
        r"(?: is red| red| stop|: Stop|,| or with| on two)",
        ("amber_to",),
        "plan diary pages tips quiz pictures",
    ),
    "an end to an exercise": Matter(
        r"(?:exercise up to|pinching pain, over|sharp pain or over|part of the thigh, at) (\d+)",
        ("exercise_most",),
        "cards pages tips",
        but=("isometric_flexion", "brisk_walk", "strides"),
    ),
    "an end to a run or a walk": Matter(
        r"(?:stop above|stop at over|climbs(?: as you go on,)? or over|pain goes above"
        r"|[Ww]alking pain above) (\d+)",
        ("run_most",),
        "plan reminders pages cards",
    ),
    "worse mornings": Matter(r"\b(\d+) mornings in a row", ("worse_mornings",), "diary pages tips"),
    "easing off at first": Matter(
        r"[Ee]as(?:e|ing)(?: off)?(?: running)? for (\d+) to (\d+) days"
        r"|(\d+) to (\d+) days(?: with little|, keep|;)",
        ("ease_least", "ease_most") * 2,
        "check cards pages tips quiz",
    ),
    "rest after red": Matter(
        r"(?:rests?(?: for)?|rest:) (\d+) days|(\d+) days of rest",
        ("red_rest",) * 2,
        "plan diary pages tips quiz",
        unless="^Should red come again",
    ),
    "rest after red, and again": Matter(
        r"(\d+)(?: days and two levels)? if (?:it|red) comes again|come again, rest for (\d+) days",
        ("red_rest_again",) * 2,
        "plan diary pages tips quiz",
    ),
    "no better": Matter(
        r"[Nn]o better (?:in|after)(?: about)? (\d+) weeks"
        r"|[Aa]fter(?: about)? (\d+) weeks your pain|^After about (\d+) weeks",
        ("no_better_weeks",) * 3,
        "check diary pages tips quiz",
    ),
    "under 16": Matter(
        r"[Nn]ot gone in (\d+) days|under 16 beyond (\d+) days", ("young_days",) * 2, "check pages"
    ),
    "after a pull": Matter(
        r"[Nn]o stretch (?:of the hip(?: flexors)? )?before day (\d+)"
        r"|[Nn]o(?: run|t) (?:comes )?before day (\d+)",
        ("strain_stretch", "strain_run"),
        "check plan pages tips",
    ),
    "the walk before the first run": Matter(
        r"\b(\d+)-minute walk"
        r"|(?:walk(?:ed)? (?:briskly )?(?:for )?|brisk walk(?:ing)? (?:of|for) |only when )"
        r"(\d+) minutes(?= of brisk| briskly| without|,| and stand)",
        ("gate_walk",) * 2,
        "check plan pages tips quiz",
    ),
    "on one leg": Matter(
        r"(\d+) seconds on one leg|sore leg for (\d+) seconds",
        ("gate_stand",) * 2,
        "plan pages tips",
    ),
    "knee raises": Matter(
        r"2 sets of (\d+)(?: pain-free)? knee raises", ("gate_raises",), "plan pages tips quiz"
    ),
    "green before the next": Matter(
        r"(\d+) (?:to|or) (\d+)(?: green)? sessions",
        ("green_least", "green_most"),
        "plan pages tips",
    ),
    "green runs": Matter(r"(\d+) green runs", ("green_runs",), "plan pages tips"),
    "standing work": Matter(
        r"(\d+) (?:(?:calm|green) )?sessions of standing", ("standing_sessions",), "plan pages"
    ),
    "running days in a row": Matter(
        r"(?:[Uu]ntil|before) level (\d+)", ("daily_level",), "plan pages tips quiz"
    ),
    "a longer run": Matter(
        r"(?:over|than|more than|within|most|beyond|Add at most) (\d+)% "
        r"(?:longer|more|of the longest|beyond|to it)",
        ("longer",),
        "check plan diary pages tips quiz",
    ),
    "the longest of": Matter(
        r"longest (?:run )?of (?:the|your) last (\d+) days|any of the last (\d+) days",
        ("longest_days",) * 2,
        "check plan diary pages tips quiz",
    ),
    "a break": Matter(
        r"[Aa]fter (\d+) weeks (?:off )?or more|for (\d+) weeks or more",
        ("break_weeks",) * 2,
        "plan pages tips",
    ),
    "a lighter week": Matter(
        r"\bone in (\d+)\b|lighter week every (\d+) weeks", ("light_week",) * 2, "plan pages tips"
    ),
    "ice": Matter(
        r"(\d+) to (\d+) minutes(?:,? (?:never over|at most) (\d+))?(?=,|\.| will do|$)",
        ("ice_least", "ice_most", "ice_limit"),
        "pages tips quiz pictures",
        but=("brisk_walk", "massage"),
        unless="easily|easy|[Ss]tand up|[Ww]alk",
    ),
    "lying on the back": Matter(
        r"[Ww]eek (\d+) (?:of pregnancy )?on", ("back_week",), "pages cards"
    ),
}


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


@pytest.fixture(scope="module")
def sentences(content: Content) -> list[Said]:
    return said(content)


@pytest.mark.parametrize("name", TABLE)
def test_a_matter_has_one_value_in_every_room(
    content: Content, sentences: list[Said], name: str
) -> None:
    matter, at = TABLE[name], thresholds.values(content.thresholds)
    found: dict[str, list[Said]] = defaultdict(list)
    wrong = []
    for each in sentences:
        if each.record in matter.but or re.search(matter.unless, each.text):
            continue
        for match in re.finditer(matter.pattern, each.text):
            found[each.room].append(each)
            told = zip(matter.numbers, match.groups(), strict=True)
            wrong += [
                f"{each}: {threshold} is {at[threshold]}, not {number}"
                for threshold, number in told
                if number is not None and int(number) != at[threshold]
            ]
    assert not wrong, "\n".join(wrong)
    assert set(matter.rooms.split()) <= found.keys(), sorted(found)
