"""Figures say what is right beside what was found."""

from tests.attacks.figures import Figures


def test_what_is_too_high_is_marked() -> None:
    found = Figures("an attack")
    found.tell("two people")
    found.at_most("lost", 1, 0)
    found.at_most("slow", 0.5, 1, " s")
    assert found.missed == ["lost: 1 (at most 0)"]
    assert str(found).splitlines() == [
        "an attack",
        "         two people",
        "  MISSED lost: 1 (at most 0)",
        "         slow: 0.5 s (at most 1 s)",
    ]
