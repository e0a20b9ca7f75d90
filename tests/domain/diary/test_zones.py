"""Zones: what is noted, and what the next morning makes of an effort."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.diary.model import SCORES, SIGNS, Compared, Entry
from bot.domain.diary.rules import is_graver, judged, worse_before, zone, zone_of
from bot.domain.plan.model import Zone
from tests.domain.diary.noted import NOW, TODAY, entries, noted, pains, ran

GREEN, AMBER, RED = Zone.GREEN, Zone.AMBER, Zone.RED
BETTER, SAME, WORSE = Compared.BETTER, Compared.SAME, Compared.WORSE
_MORNINGS = {BETTER: 0, SAME: 0, None: 1, WORSE: 2}


def _rank(entry: Entry) -> int:
    found = zone(entry)
    return -1 if found is None else found


@pytest.mark.parametrize(
    ("pain", "wanted"), [(0, GREEN), (2, GREEN), (3, AMBER), (5, AMBER), (6, RED), (10, RED)]
)
def test_the_number_gives_the_zone(pain: int, wanted: Zone) -> None:
    assert zone_of(pain) is wanted
    assert zone(noted(pain=pain)) is wanted
    assert zone(ran(worst=pain)) is wanted


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_red_whatever_the_number(sign: str) -> None:
    assert zone(replace(noted(pain=0), **{sign: True})) is RED  # type: ignore[arg-type]
    assert zone(replace(noted(), **{sign: True})) is RED  # type: ignore[arg-type]
    assert zone(noted(sign="fever")) is RED


def test_without_pain_and_sign_there_is_no_zone() -> None:
    assert zone(noted(note="tight")) is None


@given(entries(), st.sampled_from(SCORES), pains)
def test_more_pain_is_never_a_milder_zone(entry: Entry, score: str, pain: int | None) -> None:
    before = getattr(entry, score)
    graver = max(-1 if p is None else p for p in (pain, before))
    more = replace(entry, **{score: None if graver < 0 else graver})  # type: ignore[arg-type]
    assert _rank(more) >= _rank(entry)


@given(entries(), st.sampled_from(SIGNS))
def test_a_sign_is_never_a_milder_zone(entry: Entry, sign: str) -> None:
    assert _rank(replace(entry, **{sign: True})) >= _rank(entry)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("worst", "compared", "before", "wanted"),
    [
        (2, BETTER, False, GREEN),
        (2, SAME, True, GREEN),
        (2, None, False, AMBER),
        (2, WORSE, False, AMBER),
        (2, WORSE, True, RED),
        (4, SAME, False, AMBER),
        (4, None, False, AMBER),
        (4, WORSE, False, RED),
        (6, BETTER, False, RED),
        (None, SAME, False, AMBER),
        (None, None, False, AMBER),
    ],
)
def test_the_next_morning_closes_the_day(
    worst: int | None, compared: Compared | None, *, before: bool, wanted: Zone
) -> None:
    assert judged(ran(1, worst, compared=compared), worse_before=before) is wanted


@given(one=entries(), other=entries(), before=st.booleans(), more=st.booleans())
def test_a_graver_effort_is_never_judged_milder(
    one: Entry, other: Entry, *, before: bool, more: bool
) -> None:
    milder, graver = sorted(
        (one, other), key=lambda e: (_rank(e) if _rank(e) >= 0 else AMBER, _MORNINGS[e.compared])
    )
    if _MORNINGS[milder.compared] <= _MORNINGS[graver.compared]:
        mild = judged(milder, worse_before=before)
        assert mild <= judged(graver, worse_before=before or more)


def test_the_morning_before_is_that_of_the_latest_day_that_was_answered_for() -> None:
    worse, same = ran(4, compared=WORSE), ran(2, compared=SAME)
    assert worse_before([worse], TODAY)
    assert worse_before([worse, ran(2)], TODAY), "an unanswered one says nothing"
    assert not worse_before([worse, same], TODAY)
    assert worse_before([worse, same], same.on)
    assert not worse_before([worse], worse.on), "its own morning is not the one before"
    assert not worse_before([noted(3, 9)], TODAY)


@given(entries(), entries())
def test_what_puts_an_entry_into_a_graver_zone_is_new_evidence(one: Entry, other: Entry) -> None:
    other = replace(other, on=one.on)
    if _rank(other) > _rank(one):
        assert is_graver(other, one)


def test_a_note_a_length_and_a_milder_number_are_no_new_evidence() -> None:
    before = ran(worst=6, limp=True, sign="fever")
    after = replace(before, worst=2, limp=False, sign=None, note="x", minutes=9, written_at=NOW)
    assert not is_graver(after, before)
    assert is_graver(replace(before, compared=WORSE), before)
