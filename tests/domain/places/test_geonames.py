"""The cities that the bot carries are GeoNames' own."""

import pytest

from bot.domain.places import cities
from tests.domain.places.geonames import written

FILES = written()


@pytest.mark.parametrize("name", FILES)
def test_a_file_equals_what_the_script_makes(name: str) -> None:
    assert "".join(cities.lines(name)) == FILES[name]


def test_there_are_no_other_files() -> None:
    assert {path.name for path in cities.FOLDER.iterdir()} == {f"{name}.xz" for name in FILES}


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in cities.FOLDER.iterdir()) < 1_500_000
