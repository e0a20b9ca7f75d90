"""The first line is the answer."""

from bot.domain.diary.summary import summary
from bot.features.progress import words
from tests.features.progress.diaries import TODAY, entry, run, week

BETTER = [*week(13, 6, 5, 4), *week(6, 3, 2, 1)]


def test_the_first_line_says_where_pain_is_going() -> None:
    better = summary(BETTER, TODAY, 14)
    assert words.answer(better) == "Pain is going down: 5.0 to 2.0 on average in two weeks."
    worse = summary([*week(13, 1, 1, 1), *week(6, 3, 3, 3)], TODAY, 14)
    assert words.answer(worse) == "Pain is going up: 1.0 to 3.0 on average in two weeks."
    same = summary([*week(89, 3, 3, 3), *week(6, 3, 3, 2)], TODAY, 90)
    assert words.answer(same) == "Pain is about the same: 3.0, then 2.7 on average in 90 days."


def test_too_few_entries_are_said_to_be_too_few() -> None:
    one = summary([entry(0, 4)], TODAY, 14)
    assert words.answer(one) == (
        "Too few entries to say where pain is going: 4.0 on average, on 1 day."
    )
    assert words.answer(summary([run(1, 20)], TODAY, 30)) == "Pain was not noted in 30 days."


def test_pain_is_told_with_its_worst_day_and_how_many_days_were_noted() -> None:
    assert words.pain(summary(BETTER, TODAY, 14)) == (
        "3.5 on average, worst 6 (17 Feb), noted on 6 of 14 days"
    )


def test_runs_are_told_in_the_persons_units() -> None:
    running = summary([run(3, 20), run(2, 30), run(1, metres=8047)], TODAY, 14).running
    assert words.runs(running, "km") == "3, 50 min, 8.0 km; longest 30 min or 8.0 km"
    assert words.runs(running, "mi") == "3, 50 min, 5.0 mi; longest 30 min or 5.0 mi"
    assert words.runs(summary([run(1, 20)], TODAY, 14).running, "km") == "1, 20 min"
    assert words.runs(summary(BETTER, TODAY, 14).running, "km") is None


def test_scores_are_told_from_the_first_to_the_latest() -> None:
    first, last = TODAY.subtract(days=7), TODAY
    both = summary([], TODAY, 14, {first: 50, last: 17})
    assert words.scores(both.scores) == "50 on 23 Feb, 17 on 2 Mar (0 is best, 100 worst)"
    assert words.scores({last: 17}) == "17 on 2 Mar (0 is best, 100 worst)"
    assert words.scores({}) is None


def test_warning_signs_are_named() -> None:
    noted = [entry(2, limp=True), entry(1, limp=True, night=True), entry(0, sign="cannot_walk")]
    assert words.signs(summary(noted, TODAY, 14)) == (
        "limp on 2 days, night pain on 1 day, a sign in a note on 1 day"
    )
    assert words.signs(summary(BETTER, TODAY, 14)) is None
