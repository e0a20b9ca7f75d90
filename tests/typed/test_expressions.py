"""Expressions are compiled with their first use."""

import re

import pytest

from bot.typed.expressions import expression


def test_an_expression_works_as_a_compiled_one_and_is_read_when_it_is_used() -> None:
    found = expression(r"(?P<day>mon|tue)s?", re.IGNORECASE)
    assert found.fullmatch("Mons")
    assert [match["day"] for match in found.finditer("mon, Tues")] == ["mon", "Tue"]
    assert found.sub("-", "on tue") == "on -"
    unread = expression("(")
    with pytest.raises(re.error):
        unread.search("word")
