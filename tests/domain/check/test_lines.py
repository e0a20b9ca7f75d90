"""Lines of answers: what a small change of one calm set of answers comes to."""

import json
from io import StringIO
from typing import Any

import pytest

from bot.library import loading
from bot.library.reviewing import triage_lines

CONTENT = loading.load()
CALM: dict[str, Any] = {
    "leg_signs": ["none"],
    "body_signs": ["none"],
    "age": "25_44",
    "about_you": ["none"],
    "where": "groin",
    "onset": "gradual",
    "duration": "days_3",
    "walking": "normal",
    "impact": "no",
    "pattern": ["none"],
    "recent": ["none"],
}
EFFORT = {"where": "thigh", "onset": "next_day", "walking": "sore", "recent": ["more_load"]}
HARD = {**EFFORT, "leg_signs": ["hard_thighs"]}
RACE = {"where": "thigh", "onset": "next_day", "walking": "both_sore", "impact": "muscle"}
LATE = {"about_you": ["late_period"], "onset": "sudden"}
FRAIL: dict[str, Any] = {"about_you": ["weak_bones"]}
NEW_HIP: dict[str, Any] = {
    "about_you": ["hip_operation"], "operation": "artificial_hip", "operation_signs": ["none"]
}  # fmt: skip
EXPECTING: dict[str, Any] = {"about_you": ["pregnant"], "pregnancy": ["none"], "pain": "4"}
YOUNG = {"duration": "week_2", "pain": "2", "young_signs": ["none"]}

TABLE: list[tuple[str, dict[str, Any], str]] = [
    ("calm", {}, "self_care"),
    ("swollen thighs", {**HARD, "thighs": ["none"]}, "urgent_same_day"),
    ("swollen thighs, not sure of more", {**HARD, "thighs": ["not_sure"]}, "urgent_same_day"),
    ("swollen and weak thighs", {**HARD, "thighs": ["very_weak"]}, "emergency"),
    ("swollen thighs and dark pee", {**HARD, "thighs": ["dark_urine"]}, "emergency"),
    ("a tight thigh that grows worse", {**HARD, "thighs": ["worse_and_worse"]}, "emergency"),
    ("belly behind the groin", {"body_signs": ["low_belly"], "belly": ["sick"]}, "emergency"),
    ("moved right", {"body_signs": ["low_belly"], "belly": ["moved", "cough"]}, "emergency"),
    ("belly, not sure", {"body_signs": ["low_belly"], "belly": ["not_sure"]}, "emergency"),
    ("coughing", {"body_signs": ["low_belly"], "belly": ["cough"]}, "urgent_same_day"),
    ("late period", {**LATE, "pain": "6"}, "urgent_same_day"),
    ("late period, no number", {**LATE, "pain": "not_sure"}, "urgent_same_day"),
    ("both legs", {"leg_signs": ["shooting"], "shoots": "both"}, "urgent_same_day"),
    ("worse, a walk that hurts", {"duration": "worse", "walking": "painful"}, "urgent_same_day"),
    ("worse, at night", {"duration": "longer_worse", "pattern": ["night"]}, "urgent_same_day"),
    (
        "worse at rest after more load",
        {"duration": "longer_worse", "pattern": ["rest"], "recent": ["more_load"]},
        "urgent_same_day",
    ),
    ("numb in effort", {"leg_signs": ["effort_leg"], "effort": "goes"}, "clinician_soon"),
    ("white in effort", {"leg_signs": ["effort_leg"], "effort": "white"}, "urgent_same_day"),
    ("race, both legs", {**RACE, "pattern": ["night", "stops"], "pain": "6"}, "self_care"),
    ("race, one leg at night", {**EFFORT, "pattern": ["night"]}, "clinician_soon"),
    ("sudden, no number", {"onset": "sudden", "pain": "not_sure"}, "clinician_soon"),
    ("a pull, no number", {"onset": "pull", "pain": "not_sure"}, "clinician_soon"),
    ("under 16", {**RACE, "age": "under_16", "young_signs": ["none"]}, "self_care"),
    ("knee", {"where": "knee"}, "self_care"),
    ("buttock", {"where": "buttock"}, "self_care"),
    ("side, landing, limp", {"where": "outside", "impact": "yes", "walking": "limping"},
     "urgent_same_day"),
    ("buttock, landing, night", {"where": "buttock", "impact": "yes", "pattern": ["night"]},
     "urgent_same_day"),
    ("17, groin, 10 days", {**YOUNG, "age": "16_17"}, "clinician_soon"),
    ("17, knee, 10 days", {**YOUNG, "age": "16_17", "where": "knee"}, "clinician_soon"),
    ("9 in a run", {"pain": "9"}, "clinician_soon"),
    ("9 after exercise", {"onset": "next_day", "pain": "9"}, "clinician_soon"),
    ("7 in daily life", {"pain": "7", "pain_now": "7"}, "clinician_soon"),
    ("builds in the run", {"in_runs": "builds"}, "clinician_soon"),
    ("earlier each run", {"in_runs": "earlier"}, "clinician_soon"),
    ("earlier, night", {"in_runs": "earlier", "pattern": ["night"]}, "urgent_same_day"),
    ("earlier, rest", {"in_runs": "earlier", "pattern": ["rest"]}, "urgent_same_day"),
    ("earlier, limp", {"in_runs": "earlier", "walking": "limping"}, "urgent_same_day"),
    ("not sure of landing, more load", {"impact": "not_sure", "recent": ["longer_run"]},
     "clinician_soon"),
    ("65, gradual groin", {"age": "65_up"}, "clinician_soon"),
    ("shaking chills", {"body_signs": ["fever"], "infection": ["shaking"]}, "emergency"),
    # What has one kind: a risk, a sudden start or a fall makes the next answer weigh more.
    ("sudden, 4", {"onset": "sudden", "pain": "4"}, "clinician_soon"),
    ("sudden, 3", {"onset": "sudden", "pain": "3"}, "self_care"),
    ("sudden, not sure of landing", {"onset": "sudden", "pain": "2", "impact": "not_sure"},
     "clinician_soon"),
    ("a fall, cannot lift", {"onset": "fall", "pain": "3", "pattern": ["cannot_lift"]},
     "urgent_same_day"),
    ("thin bones, buttock, limp", {**FRAIL, "where": "buttock", "walking": "limping"},
     "urgent_same_day"),
    ("thin bones, outer thigh, each step", {**FRAIL, "where": "outer_thigh", "walking": "painful"},
     "urgent_same_day"),
    ("thin bones, sudden", {**FRAIL, "onset": "sudden", "pain": "3"}, "urgent_same_day"),
    ("low energy, buttock, night", {"about_you": ["low_energy"], "where": "buttock",
     "pattern": ["night"]}, "urgent_same_day"),
    ("stress fracture, landing, earlier", {"about_you": ["stress_fracture"], "impact": "yes",
     "in_runs": "earlier"}, "urgent_same_day"),
    ("cancer, a pop", {"about_you": ["cancer"], "onset": "pop"}, "urgent_same_day"),
    ("cancer, down one leg", {"about_you": ["cancer"], "leg_signs": ["shooting"],
     "shoots": "one"}, "urgent_same_day"),
    ("sickle cell, sudden", {"about_you": ["sickle_cell"], "onset": "sudden", "pain": "3"},
     "urgent_same_day"),
    ("weak immunity, rest", {"about_you": ["immune"], "pattern": ["rest"]}, "urgent_same_day"),
    ("weak immunity, sore", {**RACE, "about_you": ["immune"]}, "clinician_soon"),
    ("artificial hip, landing", {**NEW_HIP, "impact": "yes"}, "urgent_same_day"),
    ("artificial hip, a fall", {**NEW_HIP, "onset": "fall", "pain": "2"}, "urgent_same_day"),
    ("injection, rest", {"about_you": ["hip_operation"], "operation": "injection",
     "operation_signs": ["rest_pain"]}, "urgent_same_day"),
    ("pregnant, groin, each step", {**EXPECTING, "walking": "painful"}, "urgent_same_day"),
    ("pregnant, pubic bone, each step", {**EXPECTING, "walking": "painful", "where": "pubic"},
     "clinician_soon"),
    ("not sure how it began, worse, night", {"onset": "not_sure", "duration": "worse",
     "pattern": ["night"], "pain": "3"}, "urgent_same_day"),
    ("landing and load not sure, night", {"impact": "not_sure", "recent": ["not_sure"],
     "pattern": ["night"]}, "urgent_same_day"),
    ("landing not sure for 10 days", {"onset": "next_day", "impact": "not_sure",
     "duration": "week_2", "trend": "same", "pain": "2"}, "clinician_soon"),
    ("7 in a run", {"pain": "7"}, "clinician_soon"),
    ("race, stiff for an hour in the morning", {**RACE, "pattern": ["stiff_long"]}, "self_care"),
    ("stiff for an hour in the morning", {"pattern": ["stiff_long"]}, "clinician_soon"),
    ("thin bones, not sure of landing", {**FRAIL, "impact": "not_sure"}, "urgent_same_day"),
    ("thin bones, sore, not sure of landing", {**FRAIL, **RACE, "impact": "not_sure"},
     "clinician_soon"),
    ("race, cannot lift the leg, 9", {**RACE, "pattern": ["cannot_lift"], "pain": "9"},
     "urgent_same_day"),
    ("7 after exercise", {**RACE, "pain": "7"}, "self_care"),
    ("weeks of ache, buttock, sudden", {"where": "buttock", "onset": "sudden_on_ache"},
     "clinician_soon"),
    ("17, thigh, 10 days", {**YOUNG, "age": "16_17", "where": "thigh"}, "clinician_soon"),
    ("17, sit bone, a pull", {**YOUNG, "duration": "days_3", "age": "16_17", "where": "buttock",
     "onset": "pull"}, "urgent_same_day"),
    ("no pain but a snap, night", {"onset": "painless_snap", "pattern": ["night"]},
     "clinician_soon"),
    ("belly after sit-ups, not sure", {"where": "lower_belly", "belly": ["not_sure"],
     "onset": "next_day"}, "urgent_same_day"),
    ("belly, not sure, by itself", {"where": "lower_belly", "belly": ["not_sure"]}, "emergency"),
]  # fmt: skip


def _line(**answers: Any) -> dict[str, Any]:
    out = StringIO()
    triage_lines(CONTENT, [json.dumps({**CALM, **answers})], out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.parametrize(
    ("change", "urgency"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_one_change_comes_to_its_level(change: dict[str, Any], urgency: str) -> None:
    found = _line(**change)
    assert found.get("urgency") == urgency, found


@pytest.mark.parametrize("question", CALM)
def test_a_question_that_is_asked_must_be_answered(question: str) -> None:
    out = StringIO()
    kept = {name: given for name, given in CALM.items() if name != question}
    triage_lines(CONTENT, [json.dumps(kept)], out)
    assert json.loads(out.getvalue())["error"].startswith(f"{question}: ")


def test_a_number_is_needed_where_pain_was_sudden() -> None:
    assert _line(onset="sudden")["error"].startswith("pain: ")


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({}, "Run: not yet."),
        ({"onset": "pull", "pain": "3"}, "Run: not before day 14"),
        ({"onset": "painless_snap"}, "Run: yes."),
        ({"onset": "painless_snap", "walking": "sore"}, "Run: not today."),
        ({"onset": "painless_snap", "impact": "not_sure"}, "Run: easy"),
        ({"impact": "yes"}, "Run: no, not until you are examined."),
        ({"impact": "yes", "walking": "limping"}, "Run: no, not until you are seen."),
        ({"walking": "cannot"}, "Run: no."),
    ],
)
def test_the_first_two_lines_say_whether_to_run_and_to_exercise(
    change: dict[str, Any], first: str
) -> None:
    said = _line(**change)["advice"]
    assert said[0].startswith(first)
    assert said[1].startswith("Exercise: ")


@pytest.mark.parametrize(
    ("change", "unsaid"),
    [
        ({**HARD, "thighs": ["very_weak"]}, ["between the legs", "both legs", "dark pee with"]),
        ({"leg_signs": ["weak_numb"], "nerve": ["both_legs"]}, ["pee", "between the legs"]),
        ({"body_signs": ["saddle"]}, ["both legs"]),
        ({"body_signs": ["belly"]}, ["lower right", "appendicitis"]),
        ({**HARD, "thighs": ["worse_and_worse"]}, ["drink as usual", "today"]),
        ({"about_you": ["pregnant"], "pregnancy": ["standing"]}, ["next visit", "common"]),
        ({"age": "under_16", "walking": "limping", "young_signs": ["none"]}, ["7 days"]),
        ({"body_signs": ["low_belly"], "belly": ["sick"]}, ["not sure", "today if"]),
        ({"impact": "yes"}, ["not sure"]),
        ({"pattern": ["not_sure"]}, ["wakes you", "aches"]),
        ({"onset": "sudden", "pain": "7"}, ["cannot put a number on it"]),
        ({"pain": "9"}, ["number"]),
        ({"about_you": ["cancer"]}, ["alcohol", "steroids", "sickle"]),
        ({"about_you": ["blood_thinners"], "bleeding": ["none"]}, ["alcohol", "steroids"]),
        ({"about_you": ["stress_fracture"]}, ["periods", "food"]),
        ({"about_you": ["low_energy"]}, ["stress fracture"]),
        ({"body_signs": ["fever"], "infection": ["none"]}, ["without fever"]),
        ({**YOUNG, "age": "16_17", "walking": "limping"}, ["turns out"]),
    ],
)
def test_nothing_is_said_that_was_denied_or_that_would_be_too_late(
    change: dict[str, Any], unsaid: list[str]
) -> None:
    said = " ".join(_line(**change)["advice"]).lower()
    assert [words for words in unsaid if words in said] == []
