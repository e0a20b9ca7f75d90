"""Warning signs before people whom the search has not met: each hand is left out once."""

from tests.conftest import FIGURES, Record
from tests.search.conftest import KNOWN_HANDS, Tally, table


def test_hardly_a_warning_sign_is_missed(
    tallies: dict[str, Tally], record_property: Record
) -> None:
    record_property(FIGURES, ("typed words: right answers", table(tallies)))
    unknown = [tally for name, tally in tallies.items() if name not in KNOWN_HANDS]
    signs = sum(tally.all["red_flag"] for tally in unknown)
    missed = signs - sum(tally.right["red_flag"] for tally in unknown)
    assert signs > 200
    assert missed / signs <= 0.03, f"missed {missed} of {signs}"
