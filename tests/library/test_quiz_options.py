"""The length of an answer does not give it away."""

from bot.library.content import Content
from tests.conversations.conftest import whole_content


def test_the_right_answer_is_the_longest_no_more_often_than_chance() -> None:
    content: Content = whole_content()
    single = [item for item in content.quiz.values() if len(item.key) == 1]
    chance = sum(1 / len(item.options) for item in single)
    longest = []
    for item in single:
        (right,) = item.texts(sorted(item.key))
        if len(right) > max(len(option) for option in item.options if option != right):
            longest.append(item.id)
    assert len(longest) <= chance, longest
