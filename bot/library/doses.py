"""How much of an exercise, in words and in minutes."""

from collections.abc import Iterable

from bot.library.topics import Movement

_REP_S, _PAUSE_S = 4, 30  # a slow repetition, and the pause after a set
_MINUTE_S = 60


def in_words(movement: Movement, *, fewer: bool, week: int = 0) -> str:
    """Return the dose of an exercise, such as "2 sets of 10 to 12, each side"; weeks from 0."""
    sets = sets_of(movement, fewer=fewer)
    side = " each side" if movement.sides else ""
    rounds = "1 set" if sets == 1 else f"{sets} sets"
    if movement.weekly:
        times = movement.weekly[min(week, len(movement.weekly) - 1)]
        load = f"a {movement.equipment[0]} that you can lift just {times} times"
        return f"{rounds} of {times}{side}, with {load}"
    if movement.reps:
        least, most = movement.reps
        return f"{rounds} of {least} to {most}{side}"
    if movement.hold_s >= _MINUTE_S:
        return f"{movement.hold_s // _MINUTE_S} minutes"
    often = {1: "once", 2: "twice"}.get(sets, f"{sets} times")
    return f"Hold {movement.hold_s} seconds, {often}{side}"


def minutes(movements: Iterable[Movement], *, fewer: bool) -> int:
    """Return about how long a session takes."""
    return max(1, round(sum(_seconds(m, sets_of(m, fewer=fewer)) for m in movements) / _MINUTE_S))


def sets_of(movement: Movement, *, fewer: bool) -> int:
    """Return how many sets of an exercise there are."""
    return movement.sets[0 if fewer else 1]


def _seconds(movement: Movement, sets: int) -> int:
    if not movement.reps and movement.hold_s >= _MINUTE_S:
        return movement.hold_s
    work = movement.reps[1] * _REP_S if movement.reps else movement.hold_s
    return sets * (work * (2 if movement.sides else 1) + _PAUSE_S)
