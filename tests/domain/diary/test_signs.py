"""Signs in a note count as ticked boxes do."""

import pytest

from bot.domain.diary.rules import noticed
from tests.domain.diary.noted import noted


@pytest.mark.parametrize(
    ("note", "signs"),
    [
        ("limp night pain", (True, True, False)),
        ("I was limping home", (True, False, False)),
        ("it woke me twice", (False, True, False)),
        ("deep pain on landing", (False, False, True)),
        ("hurts when I land", (False, False, True)),
        ("no limp, no night pain", (False, False, False)),
        ("didn't limp, not painful at night", (False, False, False)),
        ("no limp but pain at night", (False, True, False)),
        ("nice run last night", (False, False, False)),
    ],
)
def test_a_note_names_signs(note: str, signs: tuple[bool, bool, bool]) -> None:
    found = noticed(noted(pain=2, note=note))
    assert (found.limp, found.night, found.landing) == signs


def test_what_is_ticked_stays() -> None:
    assert noticed(noted(pain=2, limp=True, note="no limp")).limp
