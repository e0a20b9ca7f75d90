"""Kinds of words that were once alarms, and the levels that typed words have like ticked ones."""

import json
from pathlib import Path

import pytest

from bot.library.content import Content
from bot.search.index import SearchIndex

HANDS = Path(__file__).parent / "hands"
MOST_ASKED = 0.10  # of ordinary messages may be asked anything


@pytest.mark.parametrize(
    "text",
    [
        "pain 4 out of 10",
        "bumped up my mileage",
        "been running 12 yrs",
        "chest infection last month",
        "my feet go numb on long runs",
        "one leg slightly shorter",
        "old appendix scar",
        "6 weeks of no weight bearing, cleared now",
        "my mate broke his hip",
        "can't put weight on my shoulder",
        "my hip has been sore since last week",
        "Started running last year. I run with my club. My husband thinks I am mad.",
        "Lovely run with my husband today, the hip feels great, he was faster of course.",
        "My heart is racing with excitement, I got a place in London. Hips a bit tight.",
        "lost 2 stone so far with couch to 5k, hips a bit sore the day after",
        "I hobbled for two days after the half with sore hips, now back to normal",
        "my 12 year old daughter is totally fine, it is my hips that are tight",
        "the hip aches in the mornings, is that wear and tear?",
        "tried an ice bath once, my legs went blue. Is it any good for tight hips?",
    ],
)
def test_what_was_once_an_alarm_is_asked_nothing(index: SearchIndex, text: str) -> None:
    assert index.find(text).asks == ()


def test_what_was_once_missed_is_seen(index: SearchIndex) -> None:
    for text in (
        "my leg is cold and a funny colour",
        "breast cancer four years ago. For the last month a constant ache in my hip, at night too",
    ):
        assert index.find(text).red_flag is not None, text


def test_a_fact_has_the_level_that_it_has_ticked(index: SearchIndex, content: Content) -> None:
    (asked,) = index.find("groin hurts when I land").asks
    ticked = next(rule for rule in content.triage.rules if rule.id == "pain_on_landing")
    assert asked.urgency == ticked.urgency.name.lower() == "clinician_soon"


def test_hardly_an_ordinary_message_is_asked_anything(index: SearchIndex) -> None:
    lines = [
        line
        for hand in ("told_first", "told_second", "told_third", "told_fourth")
        for line in (HANDS / f"{hand}.jsonl").read_text().splitlines()
    ]
    ordinary = [m["text"] for m in map(json.loads, lines) if m["kind"] in {"ord", "long"}]
    asked = [text for text in ordinary if index.find(text).asks]
    assert len(asked) <= MOST_ASKED * len(ordinary), asked


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("pigeon pose", "stretching"),
        ("deep water running", "rest"),
        ("clamshells", "strength"),
        ("fire hydrants", "strength"),
        ("couch stretch", "kneeling_stretch"),
        ("elliptical", "rest"),
        ("cycling", "rest"),
        ("yoga", "stretching"),
        ("painkillers", "pain_medicine"),
        ("sleep", "rest"),
    ],
)
def test_what_people_ask_for_by_name_is_covered(index: SearchIndex, text: str, topic: str) -> None:
    assert topic in {index.find(text).page, index.find(text).hits[0].topic}
