"""What sixty days of rounds come to."""

import pytest

from tests.conftest import FIGURES, Record
from tests.domain.quiz.conftest import LEARNERS, Courses, table
from tests.domain.quiz.learner import DAYS, KINDS, SIZE


@pytest.mark.parametrize("kind", KINDS)
def test_people_recall_more_than_85_percent_at_review(
    courses: Courses, kind: str, record_property: Record
) -> None:
    heading = f"quiz: right at review, {DAYS} days, a round of {SIZE} a day"
    record_property(FIGURES, (heading, table(courses)))
    ours, _ = courses[kind]
    assert ours.recall > 0.85


@pytest.mark.parametrize("kind", KINDS)
def test_random_order_does_clearly_worse(courses: Courses, kind: str) -> None:
    ours, chance = courses[kind]
    assert ours.recall > chance.recall + 0.15


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_always_something_new_to_learn(courses: Courses, kind: str) -> None:
    ours, _ = courses[kind]
    assert ours.met / LEARNERS > DAYS / 3
