"""A button's meaning survives the way to Telegram and back; what never was ours means nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.actions import MAX_BYTES, Action, action, decode, encode

PARTS = st.text("ABCXYZabcxyz0189_./+-", max_size=12)
ACTIONS = st.builds(Action, PARTS, PARTS, st.lists(PARTS, max_size=6).map(tuple))


@given(ACTIONS)
def test_what_encodes_decodes_to_the_same(wanted: Action) -> None:
    try:
        data = encode(wanted)
    except ValueError:
        assert len(":".join((wanted.feature, wanted.verb, *wanted.args))) > MAX_BYTES
    else:
        assert 1 <= len(data.encode()) <= MAX_BYTES
        assert decode(data) == wanted


@given(st.text())
def test_no_text_makes_decode_raise(data: str) -> None:
    meant = decode(data)
    assert meant is None or encode(meant) == data


@given(st.text(alphabet=":ab é\n\0", max_size=70))
def test_nothing_but_our_own_data_decodes(data: str) -> None:
    meant = decode(data)
    assert meant is None or encode(meant) == data


@pytest.mark.parametrize(
    "data", [None, "", "home", "start", "Ünï:code", "a:b\n", "a b:c", "a" * 65]
)
def test_what_is_not_ours_means_nothing(data: str | None) -> None:
    assert decode(data) is None


def test_numbers_become_text() -> None:
    assert action("quiz", "pick", 7, "b") == Action("quiz", "pick", ("7", "b"))
    assert encode(action("quiz", "pick", 7, "b")) == "quiz:pick:7:b"


@pytest.mark.parametrize("name", ["America/Argentina/ComodRivadavia", "Etc/GMT+5", "Europe/Berlin"])
def test_a_time_zone_fits_into_a_button(name: str) -> None:
    wanted = action("account", "set", "zone", name)
    assert decode(encode(wanted)) == wanted


@pytest.mark.parametrize("bad", ["a:b", "é", "two words", "\n", "x" * 64])
def test_an_argument_that_would_not_come_back_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="a button cannot carry"):
        encode(action("quiz", "pick", bad))


def test_the_limit_is_reached_but_not_passed() -> None:
    assert len(encode(action("f", "v", "x" * 60))) == MAX_BYTES
    with pytest.raises(ValueError, match="a button cannot carry"):
        encode(action("f", "v", "x" * 61))
