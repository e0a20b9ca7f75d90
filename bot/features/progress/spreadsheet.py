"""The diary as CSV: a row an entry, for a clinician's own programs."""

import csv
import io
from collections.abc import Iterable

from bot.domain.diary.model import Entry

_HEAD = (
    "date", "noted_at", "effort", "pain_now", "pain_worst", "pain_morning", "limp", "night_pain",
    "landing_pain", "sign_in_note", "run_minutes", "run_km", "morning_after", "note",
)  # fmt: skip
# What spreadsheets take for a formula where a cell begins with it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001  # full width


def table(entries: Iterable[Entry], zone: str) -> bytes:
    """Return a CSV in UTF-8 with a mark that spreadsheets know it by; times are of the zone."""
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow(_HEAD)
    for entry in sorted(entries, key=lambda entry: (entry.on, entry.written_at)):
        writer.writerow(_cell(value) for value in _row(entry, zone))
    return content.getvalue().encode("utf-8-sig")


def _row(entry: Entry, zone: str) -> tuple[object, ...]:
    noted_at = entry.written_at.to_tz(zone).round("second").to_fixed_offset().format_iso()
    return (
        entry.on.format_iso(),
        noted_at,
        entry.effort.value if entry.effort else None,
        entry.pain,
        entry.worst,
        entry.morning,
        _yes(entry.limp),
        _yes(entry.night),
        _yes(entry.landing),
        entry.sign,
        entry.minutes,
        None if entry.metres is None else entry.metres / 1000,
        entry.compared.value if entry.compared else None,
        entry.note,
    )


def _yes(noted: bool) -> str | None:  # noqa: FBT001  # the value itself, not a switch
    return "yes" if noted else None


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    is_formula = isinstance(value, str) and value.lstrip().startswith(_FORMULA)
    return f"'{value}" if is_formula else value
