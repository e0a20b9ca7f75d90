"""Stories fill in the check: what is read, and what is nobody's story."""

import pytest

from bot.library import stories
from bot.library.content import Content
from bot.search.index import SearchIndex

UPPED = "Three weeks now, left groin sore, since I upped my mileage, worse on stairs."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            UPPED,
            {"where": {"groin"}, "duration": {"longer"}, "recent": {"more_load"}},
        ),
        (
            "Front of my hip is sore since yesterday. I skipped the warm up and did a long run.",
            {
                "where": {"groin"},
                "duration": {"days_3"},
                "recent": {"no_warm_up", "longer_run"},
            },
        ),
        (
            "My hip flexors get stiff after sitting, on and off for six months. Desk job.",
            {
                "where": {"groin"},
                "duration": {"longer"},
                "pattern": {"stiff_sitting"},
                "trend": {"comes_back"},
                "recent": {"sitting"},
            },
        ),
        ("My mate has had a sore groin for three weeks. He upped his mileage.", {}),
        ("stretches for tight hip flexors", {}),
        ("how long do I ice a sore hip", {}),
        ("No pain at the front of the hip, I have been running for three weeks.", {}),
    ],
)
def test_what_a_story_tells(index: SearchIndex, text: str, told: dict[str, set[str]]) -> None:
    assert {name: set(options) for name, options in index.find(text).told.items()} == told


def test_every_answer_fits_into_a_button_and_comes_back(content: Content) -> None:
    every: dict[str, frozenset[str]] = {}
    for answer in content.writing.stories.answers:
        if answer.question in content.writing.stories.single:
            every.setdefault(answer.question, frozenset({answer.option}))
        else:
            every[answer.question] = every.get(answer.question, frozenset()) | {answer.option}
    assert len(stories.packed(every)) <= 64 - len("check:told:")
    assert stories.unpacked(content, stories.packed(every)) == every
    assert stories.unpacked(content, "zz" + "0" * 62) == {}


def test_the_sentence_says_it_in_the_words_of_the_check(
    index: SearchIndex, content: Content
) -> None:
    said = stories.said(content, index.find(UPPED).told)
    assert said == (
        "front of hip, groin crease · over 2 weeks · more or harder runs, or a comeback"
    )
