"""What the bank may hold; bad questions are refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.chat.actions import action, encode
from bot.domain.quiz.model import LETTERS
from bot.library.content import Content
from bot.library.quiz import ItemRecord

GOOD: dict[str, Any] = {
    "id": "a_question",
    "topic": "rest",
    "level": 1,
    "question": "Which?",
    "options": ["One", "Two", "Three"],
    "key": ["b"],
    "explanation": "So.",
    "sources": ["judgement"],
    "review": "unreviewed",
}


def test_a_good_question_is_taken() -> None:
    built = ItemRecord.model_validate(GOOD).build()
    assert built.texts(built.key) == ("Two",)
    assert built.letters == "abc"
    assert not built.fixed_order


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": "x" * 301}, "300"),
        ({"question": "🦵" * 151}, "300 UTF-16 units"),
        ({"options": ["One"]}, "at least 2"),
        ({"options": list("123456")}, "at most 5"),
        ({"options": ["One", "x" * 101]}, "100"),
        ({"options": ["One", "one"]}, "two are the same"),
        ({"options": ["One", " "]}, "at least 1 character"),
        ({"key": []}, "at least 1 item"),
        ({"key": ["d"]}, "there is no option d"),
        ({"key": ["ab"]}, "there is no option ab"),
        ({"key": ["b", "a"]}, "in order"),
        ({"key": ["a", "a"]}, "each once"),
        ({"key": ["a", "b", "c"]}, "one option must be wrong"),
        ({"explanation": "x" * 201}, "200"),
        ({"explanation": "🦵" * 101}, "200 UTF-16 units"),
        ({"explanation": "a\nb\nc\nd"}, "line feeds"),
        ({"level": 4}, "less than or equal to 3"),
        ({"id": "x" * 33}, "pattern"),
        ({"sources": []}, "at least 1 item"),
        ({"hint": "?"}, "not permitted"),
    ],
)
def test_a_bad_question_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        ItemRecord.model_validate({**GOOD, **change})


def test_what_fits_exactly_is_taken() -> None:
    whole = {
        "question": "🦵" * 150,
        "options": ["x" * 100, "y"],
        "explanation": "a\nb\n" + "c" * 196,
    }
    assert ItemRecord.model_validate({**GOOD, **whole})


def test_the_basics_come_first(content: Content) -> None:
    first = list(content.quiz.values())[:3]
    assert [(item.id, *item.key) for item in first] == [
        ("main_action", "b"),
        ("common_causes", "d"),
        ("first_treatment", "d"),
    ]


def test_every_question_fits_into_a_polls_meaning_and_a_button(content: Content) -> None:
    longest = "x" * 32
    for item_id in (*content.quiz, longest):
        for wanted in (
            action("quiz", "vote", item_id, 10**12, LETTERS),
            action("quiz", "group", item_id, 10**12, LETTERS),
            action("quiz", "share", item_id, LETTERS, 4, 9_999_999_999),
        ):
            assert len(encode(wanted)) <= 64
