"""The question set that people are asked."""

import pytest

from bot.domain.check.model import QuestionSet
from bot.library import loading


def load() -> QuestionSet:
    return loading.load().triage


@pytest.fixture(scope="session")
def question_set() -> QuestionSet:
    return load()
