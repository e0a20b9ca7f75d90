"""Whoever tells an age below 18 gets the page for it, and nobody else who writes a number."""

import pytest

from bot.search.index import SearchIndex


@pytest.mark.parametrize(
    "text",
    [
        "im 13 and hip sore",
        "15 yr old runner, tight hips",
        "under 16 hip pain",
        "my 12 year old has hip pain when running",
    ],
)
def test_an_age_below_18_opens_the_page_for_it(index: SearchIndex, text: str) -> None:
    assert index.find(text).page == "young_runners"


@pytest.mark.parametrize(
    "text",
    [
        "hip sore after 15 km",
        "front of hip aches after 16 miles",
        "been running 12 yrs, front of hip sore when i climb stairs",
        "i started 15 years ago and now the front of my hip hurts",
        "week 13 of training, hip tight",
        "pain is 8, at the front of the hip",
        "16 weeks pregnant and my groin is sore",
        "my time was 17 min and now the hip flexor is sore",
    ],
)
def test_no_other_number_is_an_age(index: SearchIndex, text: str) -> None:
    assert index.find(text).page != "young_runners"
