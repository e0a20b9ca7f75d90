"""A sign, an order, a number to call: the same in the check, the plan, the diary and every text."""

import re

import pytest

from bot.domain.check.model import Urgency
from bot.domain.check.rules import assess
from bot.domain.diary.model import Sign
from bot.domain.diary.rules import zone
from bot.domain.plan.model import Zone
from bot.library import loading
from bot.library.content import Content
from tests.domain.diary.noted import noted
from tests.library.rooms import Said, said

CALM = {
    "leg_signs": "none", "body_signs": "none", "age": "25_44", "about_you": "none",
    "where": "groin", "onset": "gradual", "duration": "days_3", "walking": "normal",
    "impact": "no", "pattern": "none", "recent": "none", "pain": "2", "in_runs": "eases",
}  # fmt: skip
SIGNS: dict[Sign, dict[str, str]] = {
    "limp": {"walking": "limping"},
    "night": {"pattern": "night"},
    "landing": {"impact": "yes"},
}
WORDS: dict[Sign, str] = {
    "limp": r"\blimp", "night": r"\bat night|night pain|wakes? you", "landing": r"\blanding\b",
}  # fmt: skip
CALLS = re.compile(r"call your local emergency number")
MORE_THAN_FEVER = re.compile(
    r"\bill\b|chill|shiver|no weight|weight on|move|wound|redness|sickness|out of place"
)
# New pain near an artificial hip, an injection or an operation: fever there is for now.
AFTER_AN_OPERATION = {"injections", "surgery", "out_of_scope", "artificial_hip"}
ORDER = ("distance", r"number of runs|how often|run more often", "hills", "speed|strides")


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


@pytest.fixture(scope="module")
def sentences(content: Content) -> list[Said]:
    return said(content)


def urgency(content: Content, **change: str) -> Urgency:
    answers = {name: frozenset({option}) for name, option in {**CALM, **change}.items()}
    return assess(content.triage, answers).urgency


def test_without_a_sign_it_is_calm(content: Content) -> None:
    assert urgency(content) is Urgency.SELF_CARE
    assert zone(noted(pain=2)) is Zone.GREEN


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_grave_in_every_room(content: Content, sentences: list[Said], sign: Sign) -> None:
    assert urgency(content, **SIGNS[sign]) >= Urgency.CLINICIAN_SOON
    assert zone(noted(pain=0, **{sign: True})) is Zone.RED
    opening = next(rule for rule in content.diary.reopenings if rule.when == sign)
    assert opening.urgency >= Urgency.CLINICIAN_SOON
    drawn = " ".join(each.text for each in sentences if each.room == "pictures")
    red = content.quiz["zone_red"]
    gate = next(item for item in content.plan.gate if item.id == "no_signs")
    for text in (
        gate.text,
        content.plan.phrases["how_it_works"].text,
        content.diary.phrases["red_sign"].text,
        content.topics["pain_zones"].answer,
        content.tips["three_zones"].text,
        " ".join(red.texts(sorted(red.key))),
        drawn,
    ):
        assert re.search(WORDS[sign], text), text


def test_sharp_numb_or_limping_ends_a_session_and_opens_the_check(content: Content) -> None:
    assert {stop.id for stop in content.plan.stops} == {"stop_sharp_pain", "stop_numb", "stop_limp"}
    for word in ("sharp", "numb", "limp"):
        assert word in content.plan.text("stop_line").lower()
        assert word in content.phrases["stop_rule"].text


def test_fever_is_for_today_and_an_emergency_only_with_more(
    content: Content, sentences: list[Said]
) -> None:
    assert urgency(content, body_signs="fever", infection="none") is Urgency.URGENT_SAME_DAY
    assert urgency(content, body_signs="fever", infection="cannot_move") is Urgency.EMERGENCY
    now = [
        each
        for each in sentences
        if re.search("fever", each.text, re.IGNORECASE) and CALLS.search(each.text)
    ]
    assert now
    for each in now:
        assert each.record in AFTER_AN_OPERATION or MORE_THAN_FEVER.search(each.text), each
    today = content.tips["fever_with_hip"].text
    assert today.index("get help today") < today.index("call")


def test_what_is_built_up_first_is_the_same_everywhere(sentences: list[Said]) -> None:
    ordered = []
    for each in sentences:
        places = [re.search(pattern, each.text, re.IGNORECASE) for pattern in ORDER]
        found = [place.start() for place in places if place]
        if places[0] and len(found) > 2 and each.record != "overuse":
            ordered.append(each)
            assert found == sorted(found) or each.record == "strides_last", each
    assert {each.room for each in ordered} >= {"plan", "pages", "tips", "quiz"}
    for record in ("strides_last", "talking_pace"):
        assert any(each.record == record and "last" in each.text for each in sentences)


def test_whom_to_call_is_by_country_in_every_room(content: Content) -> None:
    for country, number in (("jp", "119"), ("nz", "111"), ("gb", "999")):
        here = said(content.at(country))
        assert not [each for each in here if CALLS.search(each.text)]
        assert {each.room for each in here if f"call {number}" in each.text} >= {"pages", "tips"}
    everywhere = said(content.at("jp"))
    assert not [each for each in everywhere if re.search(r"\b(?:999|112|911)\b", each.text)]


def test_a_click_without_pain_is_harmless_in_every_room(content: Content) -> None:
    click = {"onset": "painless_snap", "duration": "", "pain": "", "in_runs": ""}
    answers = {k: frozenset({v}) for k, v in {**CALM, **click}.items() if v}
    assert assess(content.triage, answers).urgency is Urgency.SELF_CARE
    assert "usually harmless" in content.topics["snapping_hip"].answer
    assert "usually harmless" in content.tips["painless_click"].text
    assert "usually only a tendon" in content.quiz["hip_click"].explanation
