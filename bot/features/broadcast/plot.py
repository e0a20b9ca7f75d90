"""Active people as bars, by day and by week, legible on a phone."""

from collections.abc import Mapping, Sequence

from whenever import Date

from bot.domain.broadcast.rules_stats import DAYS, FEWEST, WEEKS, drawn
from bot.pictures.palette import BLUE, LIGHT_BLUE, LINE, QUIET
from bot.pictures.paper import MARGIN, WIDTH, Box, PaperCard, Stroke, Words

_HEIGHT, _TITLE, _TEXT = 990, 52, 44  # pixels
_TOPS, _ROOM = (30, 485), 260  # of the halves, and for the bars of each
_NUMBERS = 112  # pixels left of the bars


def activity(by_day: Mapping[Date, int], by_week: Mapping[Date, int], today: Date) -> bytes:
    """Draw a PNG; days and weeks without a count stay empty."""
    card = PaperCard(_HEIGHT)
    monday = today.subtract(days=today.day_of_week().value - 1)
    days = [today.subtract(days=n) for n in _back(DAYS)]
    weeks = [monday.subtract(days=7 * n) for n in _back(WEEKS)]
    _bars(card, (_TOPS[0], "Active people by day"), days, by_day)
    _bars(card, (_TOPS[1], "Active people by week"), weeks, by_week)
    about = f"Rounded down to fives; pale: fewer than {FEWEST}"
    card.words.append(Words((WIDTH / 2, _HEIGHT - 24), about, _TEXT - 6, QUIET, "md"))
    return card.png()


def _back(count: int) -> Sequence[int]:
    return range(count - 1, -1, -1)


def _bars(
    card: PaperCard, title: tuple[int, str], dates: Sequence[Date], counts: Mapping[Date, int]
) -> None:
    top, words = title
    card.words.append(Words((MARGIN, top), words, _TITLE, is_bold=True))
    most = max((drawn(counts.get(date, 0)) for date in dates), default=0)
    highest = max(most, 2 * FEWEST)
    left, ceiling = MARGIN + _NUMBERS, top + 90
    floor, step = ceiling + _ROOM, (WIDTH - MARGIN - left) / len(dates)
    for place, date in enumerate(dates):
        count = counts.get(date)
        if count is not None:
            few = count < FEWEST
            high = _ROOM * (0.03 if few else drawn(count) / highest)
            corner = (left + (place + 0.1) * step, floor - high)
            card.shapes.append(Box(corner, (0.8 * step, high), LIGHT_BLUE if few else BLUE))
    card.shapes.append(Stroke([(left, floor), (WIDTH - MARGIN, floor)], 2, LINE))
    card.words.append(Words((left - 14, ceiling), f"{highest:,}", _TEXT, QUIET, "rm"))
    for part in range(4):
        place = round(part * (len(dates) - 1) / 3)
        at = (left + (place + 0.5) * step, floor + 12)
        anchor = ("la", "ma", "ma", "ra")[part]
        card.words.append(Words(at, dates[place].format("D MMM"), _TEXT, QUIET, anchor))
