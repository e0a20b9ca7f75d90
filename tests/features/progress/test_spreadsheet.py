"""The table opens in any spreadsheet, and is nothing but a table there."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.diary.model import Entry
from bot.domain.plan.model import Effort
from bot.features.progress.spreadsheet import table
from tests.features.progress.diaries import entries, entry


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by its mark"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_an_entry_is_a_row() -> None:
    noted = entry(
        1, 2, worst=6, effort=Effort.RUN, minutes=25, metres=4200, night=True, note="Łódź, 5 °C"
    )
    (row,) = rows(table([noted], "Europe/Berlin"))
    assert row == {
        "date": "2026-03-01",
        "noted_at": "2026-03-02T13:00:00+01:00",
        "effort": "run",
        "pain_now": "2",
        "pain_worst": "6",
        "pain_morning": "",
        "limp": "",
        "night_pain": "yes",
        "landing_pain": "",
        "sign_in_note": "",
        "run_minutes": "25",
        "run_km": "4.2",
        "morning_after": "",
        "note": "Łódź, 5 °C",
    }


@given(st.sampled_from("=+-@＝＋－＠"), st.sampled_from(["", " ", "\t", "\n"]), st.text())  # noqa: RUF001
def test_no_note_becomes_a_formula(sign: str, space: str, rest: str) -> None:
    (row,) = rows(table([entry(note=f"{space}{sign}{rest}")], "UTC"))
    assert row["note"] == f"'{space}{sign}{rest}"


@given(entries)
def test_every_entry_is_there_with_its_own_words(noted: list[Entry]) -> None:
    found = rows(table(noted, "America/Santiago"))
    assert [row["date"] for row in found] == sorted(e.on.format_iso() for e in noted)
    assert sorted(row["note"].removeprefix("'") for row in found) == sorted(
        e.note.removeprefix("'") for e in noted
    )
