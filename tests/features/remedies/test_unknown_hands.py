"""The search before people whom it has not met: each hand's messages are left out once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.features.remedies.likeness import Example
from bot.features.remedies.rules import Found
from bot.library import Content

_MAKERS = "makers"  # written while the recogniser was made: no judge of it
# The recogniser was made with the first two hands in view; these it had not seen.
_TOPIC_HANDS = ("third_hand", "fourth_hand")


@pytest.fixture(scope="module")
def answers(content: Content) -> list[tuple[Example, Found]]:
    return list(_answers(content))


def _answers(content: Content) -> Iterator[tuple[Example, Found]]:
    for hand in sorted({example.hand for example in content.examples} - {_MAKERS}):
        others = tuple(example for example in content.examples if example.hand != hand)
        search = replace(content, examples=others).search()
        for example in content.examples:
            if example.hand == hand:
                yield example, search.find(example.text)


def test_hardly_a_warning_sign_is_missed(answers: list[tuple[Example, Found]]) -> None:
    signs = [found.red_flag is not None for example, found in answers if example.red_flag]
    assert len(signs) > 200
    assert sum(signs) / len(signs) >= 0.97, f"missed {len(signs) - sum(signs)} of {len(signs)}"


def test_few_harmless_messages_raise_the_alarm(answers: list[tuple[Example, Found]]) -> None:
    alarms = [found.red_flag is not None for example, found in answers if not example.red_flag]
    assert sum(alarms) / len(alarms) <= 0.09, f"{sum(alarms)} of {len(alarms)}"


def test_the_topic_is_found(answers: list[tuple[Example, Found]]) -> None:
    right = [
        found.red_flag is None and _first(found) in example.topics
        for example, found in answers
        if example.hand in _TOPIC_HANDS and example.topics and not example.red_flag
    ]
    assert sum(right) / len(right) >= 0.85, f"{sum(right)} of {len(right)}"


def _first(found: Found) -> str:
    return found.hits[0].topic if found.hits else ""
