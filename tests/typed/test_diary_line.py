"""What follows /log is understood where it can be, and nothing of it is lost."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.plan.model import Effort
from bot.typed import diary_line as typed
from bot.typed.diary_line import MOST_NOTE, Typed
from bot.typed.lengths import MOST_METRES, MOST_MINUTES, Units
from tests.domain.diary.noted import TODAY

RUN, SESSION = Effort.RUN, Effort.SESSION
YESTERDAY, MONDAY = TODAY.subtract(days=1), TODAY.subtract(days=2)

UNDERSTOOD: list[tuple[str, dict[str, Any]]] = [
    ("4", {"pain": 4}),
    ("0", {"pain": 0}),
    ("10", {"pain": 10}),
    ("04", {"pain": 4}),
    ("four", {"pain": 4}),
    ("Ten!", {"pain": 10}),
    ("4️⃣", {"pain": 4}),
    ("\uff14", {"pain": 4}),
    ("4/10", {"pain": 4}),
    ("4 / 10", {"pain": 4}),
    ("4 out of 10", {"pain": 4}),
    ("no pain", {"pain": 0}),
    ("pain free today", {"pain": 0}),
    ("3,5", {"pain": 4, "is_rounded": True}),
    ("3.5", {"pain": 4, "is_rounded": True}),
    ("2-3", {"pain": 3, "is_rounded": True}),
    ("2 – 3", {"pain": 3, "is_rounded": True}),
    ("2 to 3", {"pain": 3, "is_rounded": True}),
    ("2 then 6 on stairs", {"pain": 6, "is_rounded": True, "note": "on stairs"}),
    ("4, 6 on stairs", {"pain": 6, "note": "on stairs"}),
    ("4 tight after stairs", {"pain": 4, "note": "tight after stairs"}),
    ("4: tight", {"pain": 4, "note": "tight"}),
    ("- 4", {"pain": 4}),
    ("pain 3", {"pain": 3}),
    ("pain: four at the knee", {"pain": 4, "note": "at the knee"}),
    ("worst 6, now 2, morning 3", {"pain": 2, "worst": 6, "morning": 3}),
    ("sore 6/10 on stairs", {"pain": 6, "note": "sore 6/10 on stairs"}),
    ("run 5k pain 3", {"effort": RUN, "metres": 5000, "worst": 3}),
    ("run 5 3", {"effort": RUN, "metres": 5000, "worst": 3}),
    ("run 5 pain 3", {"effort": RUN, "metres": 5000, "worst": 3}),
    ("run 30 min", {"effort": RUN, "minutes": 30}),
    ("run 3 miles 2", {"effort": RUN, "metres": 4828, "worst": 2}),
    ("ran 3mi, 2", {"effort": RUN, "metres": 4828, "worst": 2}),
    ("run 12", {"effort": RUN, "metres": 12000}),
    ("run 5.5", {"effort": RUN, "metres": 5500}),
    ("run 5", {"effort": RUN, "loose": 5}),
    ("run 1h20 2", {"effort": RUN, "minutes": 80, "worst": 2}),
    ("run half an hour 2", {"effort": RUN, "minutes": 30, "worst": 2}),
    ("ran five miles 2", {"effort": RUN, "metres": 8047, "worst": 2}),
    ("run an hour and a half 3", {"effort": RUN, "minutes": 90, "worst": 3}),
    ("run 1 hour and 20 minutes 4", {"effort": RUN, "minutes": 80, "worst": 4}),
    ("run for twenty-five minutes, 2", {"effort": RUN, "minutes": 25, "worst": 2}),
    ("run 1h 5", {"effort": RUN, "minutes": 60, "worst": 5}),
    ("run 400m 2", {"effort": RUN, "metres": 400, "worst": 2}),
    ("run 30m 2", {"effort": RUN, "minutes": 30, "worst": 2}),
    ("3 run 5k", {"effort": RUN, "metres": 5000, "worst": 3}),
    ("5k 3", {"effort": RUN, "metres": 5000, "worst": 3}),
    (
        "run for 5k in 30 min, pain 2, felt ok",
        {"effort": RUN, "metres": 5000, "minutes": 30, "worst": 2, "note": "felt ok"},
    ),
    (
        "run 5k felt good pain 3",
        {"effort": RUN, "metres": 5000, "worst": 3, "note": "felt good pain 3"},
    ),
    ("session 3", {"effort": SESSION, "worst": 3}),
    ("4 30 min walk", {"pain": 4, "note": "30 min walk"}),
    ("yesterday 5", {"on": YESTERDAY, "pain": 5}),
    ("5 yesterday", {"on": YESTERDAY, "pain": 5}),
    ("run yesterday 5k 3", {"on": YESTERDAY, "effort": RUN, "metres": 5000, "worst": 3}),
    ("day before yesterday 5", {"on": MONDAY, "pain": 5}),
    ("2 days ago 5", {"on": MONDAY, "pain": 5}),
    ("two days ago: 5", {"on": MONDAY, "pain": 5}),
    ("a couple of days ago: 5", {"on": MONDAY, "pain": 5}),
    ("Monday 5", {"on": MONDAY, "pain": 5}),
    ("on monday 5", {"on": MONDAY, "pain": 5}),
    ("last wednesday 5", {"on": TODAY.subtract(days=7), "pain": 5}),
    ("2026-03-02 5", {"on": MONDAY, "pain": 5}),
    ("02.03.2026 5", {"on": MONDAY, "pain": 5}),
    ("2 March 5", {"on": MONDAY, "pain": 5}),
    ("March 2nd, 5", {"on": MONDAY, "pain": 5}),
    ("4 may be from stairs", {"pain": 4, "note": "may be from stairs"}),
    ("4 half an hour on the bike", {"pain": 4, "note": "half an hour on the bike"}),
    ("6 two weeks of this", {"pain": 6, "note": "two weeks of this"}),
    ("4 race tomorrow", {"pain": 4, "note": "race tomorrow"}),
    ("4, tomorrow a race", {"pain": 4, "note": "tomorrow a race"}),
    ("4 worse than yesterday", {"pain": 4, "note": "worse than yesterday"}),
]
# A number that is none, or may mean something else, is asked for: a pain too mild does harm.
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("-", {}),
    ("tight after stairs", {"note": "tight after stairs"}),
    ("3 days of pain", {"note": "3 days of pain"}),
    ("no pain until the stairs", {"note": "no pain until the stairs"}),
    ("one bad step", {"note": "one bad step"}),
    ("two sore legs", {"note": "two sore legs"}),
    ("4½", {"note": "4½"}),
    ("walked 5 km 3", {"note": "walked 5 km 3"}),
    ("4-5 km run", {"note": "4-5 km run"}),
]
REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("11", "range", {}),
    ("-1", "range", {}),
    ("100", "range", {}),
    ("9" * 400, "range", {}),
    ("12/10", "range", {}),
    ("pain -3", "range", {}),
    ("run 5k pain 11", "range", {"effort": RUN, "metres": 5000}),
    ("11 after stairs", "range", {"note": "after stairs"}),
    ("4/5", "scale", {}),
    ("run 900 km 3", "length", {"effort": RUN, "worst": 3, "note": "900 km"}),
    ("run 0 km 3", "length", {"effort": RUN, "worst": 3, "note": "0 km"}),
    ("4 tomorrow", "future", {"pain": 4}),
    ("tomorrow 4 race", "future", {"pain": 4, "note": "race"}),
    ("next monday 4", "future", {"pain": 4}),
    ("2026-03-05 4", "future", {"pain": 4}),
    ("4 2026-12-24 sore", "future", {"pain": 4, "note": "sore"}),
    ("2026-02-01 4", "old", {"pain": 4}),
    ("45 days ago 4", "old", {"pain": 4}),
    ("2026-02-31 4", "day", {"pain": 4}),
    ("3/2/2026 4", "day", {"pain": 4}),
]


def _read(line: str, units: Units = "km") -> Typed:
    return typed.read(line, TODAY, units)


@pytest.mark.parametrize(("line", "parts"), [*UNDERSTOOD, *ASKED], ids=lambda p: str(p)[:30])
def test_a_line_is_read_as_a_person_means_it(line: str, parts: dict[str, Any]) -> None:
    assert _read(line) == Typed(**{"on": TODAY, **parts})


@pytest.mark.parametrize(("line", "fault", "parts"), REFUSED, ids=lambda p: str(p)[:30])
def test_what_cannot_be_has_a_reason_and_the_rest_is_kept(
    line: str, fault: typed.Fault, parts: dict[str, Any]
) -> None:
    assert _read(line) == Typed(**{"on": TODAY, "faults": (fault,), **parts})


def test_a_bare_distance_is_in_the_persons_units() -> None:
    assert _read("run 3 2", "mi").metres == 4828
    assert _read("run 3 km 2", "mi").metres == 3000


def test_a_long_note_is_cut_and_that_is_said() -> None:
    found = _read("4 " + "a" * 4000)
    assert (found.pain, len(found.note), found.is_cut) == (4, MOST_NOTE, True)


_words = st.sampled_from(
    [
        "4", "-1", "11", "2-3", "4/10", "3,5", "four", "one", "run", "session", "5k", "30 min",
        "3 miles", "1h", "pain", "worst", "morning", "now", "yesterday", "tomorrow", "monday",
        "2026-03-01", "1 march", "3 days ago", "next", "no pain", "tight", "walk", "of", "and",
        ",", "/", "-", ".", "\n", "٣", "½", "x" * 50, "\ud800",
    ]
)  # fmt: skip
_lines = st.text(max_size=80) | st.lists(_words, max_size=8).map(" ".join)


@settings(max_examples=1500, deadline=None)
@given(_lines, st.sampled_from(["km", "mi"]))
@example("run " + "9" * 5000, "km")
@example("9" * 5000 + " days ago 4", "km")
def test_no_line_is_an_error_and_every_number_is_possible(line: str, units: Units) -> None:
    found = _read(line, units)
    for pain in (found.pain, found.worst, found.morning, found.loose):
        assert pain is None or 0 <= pain <= 10
    assert found.metres is None or 0 < found.metres <= MOST_METRES
    assert found.minutes is None or 0 < found.minutes <= MOST_MINUTES
    assert TODAY.subtract(days=30) <= found.on <= TODAY
    assert len(found.note) <= MOST_NOTE
    found.note.encode()


@settings(deadline=None)
@given(st.integers(0, 10), st.text(st.characters(categories=["L"]), min_size=3, max_size=40))
def test_words_after_a_number_are_the_note(pain: int, word: str) -> None:
    found = _read(f"{pain} xx {word}")
    assert (found.pain, found.note) == (pain, f"xx {word}")


@settings(deadline=None)
@given(st.integers(0, 10), st.integers(0, 10))
def test_of_two_pains_the_higher_one_counts(one: int, other: int) -> None:
    for joint in ("-", " to ", " or ", ", "):
        assert _read(f"{one}{joint}{other}").pain == max(one, other)
