"""Typed words come out in our spelling, and phrases match what they say."""

import pytest

from bot.search.phrases import inflected, joined, pattern_of
from bot.search.spelling import Mender
from bot.search.typed_words import Speller

SPELLER = Speller(
    Mender(
        known=("massage", "stretching", "below", "lung", "kneeling"),
        core=(
            "stretch",
            "flexor",
            "quad",
            "glute",
            "bridge",
            "lunge",
            "physio",
            "surgery",
            "squat",
        ),
    ),
    correct=("elbow", "general", "the"),
    written={"u": "you", "cant": "can not", "b4": "before", "🧊": "ice"},
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Can't", "can not"),
        ("I'm won't ain't isn’t", "i am will not is not is not"),
        ("cant u", "can not you"),
        ("strech MASAGE flexer", "stretch massage flexor"),
        ("stretcccch", "stretch"),
        ("glutebridge", "glute bridge"),
        ("elbow", "elbow"),
        ("luneg neeling", "lunge kneeling"),
        ("pyshio serjery sqautz", "physio surgery squat"),
        ("b4 2day", "before 2 day"),
        ("15yo 38.5c 9/10", "15 yo 38.5 c 9/10"),
        ("<b>quad</b>&nbsp;https://example.org/stretch", "quad"),
        ("Café — quad!", "cafe , quad ."),
        ("🧊 ok", "ice ok"),
        ("quad\x00 \n quad", "quad . quad"),
        ("...???", ""),
    ],
)
def test_words_are_tidied(typed: str, words: str) -> None:
    assert " ".join(SPELLER.words(typed)) == words


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("limp+", "i limped home", True),
        ("limp+", "limpet", False),
        ("can not ~2 walk|stand", "i can not really walk", True),
        ("can not ~2 walk", "can not do . walk", False),
        ("my|your? knee", "knee", True),
        ("a_b|c", "a b", True),
        ("age #8-17", "age 12.5", True),
        ("age #8-17", "age 18", False),
        ("## miles", "300 miles", True),
        ("one _ leg", "one sore leg", True),
        ("pain .", "pain ?", True),
    ],
)
def test_phrases_match(phrase: str, text: str, matches: bool) -> None:  # noqa: FBT001
    found = next(pattern_of([phrase], {}).found(joined([*text.split(), "."])), None)
    assert (found is not None) == matches


def test_phrases_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="no_such"):
        pattern_of(["@no_such thing"], {})
    with pytest.raises(ValueError, match="empty"):
        pattern_of(["a||b"], {})


def test_endings() -> None:
    assert {"runs", "running"} <= set(inflected("run"))
    assert {"aches", "ached", "aching"} <= set(inflected("ache"))
    assert {"bodies"} <= set(inflected("body"))
